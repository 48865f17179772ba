"""``annotator scheme``: showing, a dry run, another in its place, adding, versions, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from annotator.__main__ import main
from annotator.app.schemes import default_scheme
from annotator.app.scheming.labels import add_label, change_label, merge_labels


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a project of Olena's with two figures."""
    made = tmp_path / "talks.annot"
    with Project.create(made, annotator="Olena") as project:
        article = project.import_text("600 people and 12 boats")
        project.annotate(article.id, 0, 3, "figure")
        project.annotate(article.id, 15, 17, "figure")
    return made


def run(capsys: pytest.CaptureFixture[str], *words: object, status: int = 0) -> str:
    assert main([str(word) for word in words]) == status
    told = capsys.readouterr()
    return told.out if status == 0 else told.err


def test_it_is_shown(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = run(capsys, "scheme", path)
    assert "version 1" in table
    assert "figure" in table
    found = json.loads(run(capsys, "scheme", path, "--json"))
    assert found == default_scheme().as_json()


def test_a_dry_run_says_all_and_writes_nothing(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.json"
    new = merge_labels(add_label(default_scheme(), "Weapon")[0], "figure", "source")
    file.write_text(json.dumps(new.as_json()))
    told = run(capsys, "scheme", path, "--set", file, "--dry-run", "--annotator", "Olena")
    assert "“Weapon” is new." in told
    assert "“Figure” was merged into “Source”." in told
    assert "2 annotations of “Figure” are read as “Source”." in told
    assert "this was a dry run" in told
    with Project.open(path, read_only=True) as project:
        assert project.scheme.version == 1
    found = json.loads(run(capsys, "scheme", path, "--set", file, "--json", "--annotator", "Olena"))
    assert (found["saved"], found["version"], found["annotations"]) == (True, 2, 2)
    merged = {"effect": "merged", "label": "figure", "attribute": ""}
    assert any(merged.items() <= one.items() for one in found["effects"])
    with Project.open(path, read_only=True) as project:
        assert {one.label for one in project.annotations()} == {"source"}
    again = run(capsys, "scheme", path, "--set", file, "--annotator", "Olena")
    assert "Nothing is different" in again


def test_what_is_in_use_and_not_in_the_file_is_retired(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "small.json"
    file.write_text('{"labels": [{"key": "person"}]}')
    told = run(capsys, "scheme", path, "--set", file, "--annotator", "Olena")
    assert "“Figure” was retired." in told
    assert "“Source” is gone." in told
    assert "retired" in run(capsys, "scheme", path)
    versions = json.loads(run(capsys, "scheme", path, "--versions", "--json"))
    assert [one["version"] for one in versions] == [2, 1]
    assert "Version 2" in run(capsys, "scheme", path, "--versions")


def test_what_is_new_is_added(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "more.json"
    more, _ = add_label(change_label(default_scheme(), "source", name="Voice"), "Weapon")
    file.write_text(json.dumps(more.as_json()))
    told = run(capsys, "scheme", path, "--add", file, "--annotator", "Olena")
    assert told.splitlines() == ["“Weapon” is new.", "Saved version 2 of the scheme."]


def test_refusals(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bad.json"
    file.write_text('{"labels": [{"key": "a", "parent": "a"}]}')
    said = run(capsys, "scheme", path, "--set", file, "--annotator", "Olena", status=1)
    assert "stands under itself" in said
    file.write_text('{"labels": [{"key": "a"}]}')
    said = run(capsys, "scheme", path, "--set", file, "--annotator", "Mei", status=1)
    assert "only Olena can change it" in said
    assert "exclude" in run(capsys, "scheme", path, "--set", file, "--versions", status=2)
    assert "belongs to" in run(capsys, "scheme", path, "--dry-run", status=2)
