"""Drafts that nobody saved: kept, found by who made them, and let go."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.app.paths import data_folder
from annotator.app.scheming import kept
from annotator.app.scheming.labels import change_label


def test_a_draft_is_kept_for_who_made_it(project: Project) -> None:
    base = project.scheme
    draft = change_label(base, "figure", name="Number 🇺🇦")
    project.schemes.keep_draft(base, draft)
    assert project.schemes.kept_draft() == kept.KeptDraft(base, draft)
    project.work_as("Mei")
    assert project.schemes.kept_draft() is None
    project.work_as("Olena")
    project.schemes.keep_draft(base, base)
    assert project.schemes.kept_draft() is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"annotator": "Olena", "base": 1}'])
def test_a_damaged_draft_is_none(project: Project, damage: bytes) -> None:
    base = project.scheme
    project.schemes.keep_draft(base, change_label(base, "figure", name="Number"))
    (file,) = (data_folder() / "drafts").iterdir()
    file.write_bytes(damage)
    assert project.schemes.kept_draft() is None


def test_a_disk_that_does_not_let_us_loses_it_unsaid(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "drafts").write_text("in the way")
    base = project.scheme
    project.schemes.keep_draft(base, change_label(base, "figure", name="Number"))
    assert project.schemes.kept_draft() is None
    del monkeypatch
