"""Files of the user's own naming: whole or not there, and never in a project's place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.saving import save_file
from annotator.problems import UserProblem


def test_files_are_whole_or_not_there(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    save_file(out, b"one")
    save_file(out, b"two")
    assert out.read_bytes() == b"two"
    with pytest.raises(UserProblem, match="cannot be written"):
        save_file(tmp_path / "nowhere" / "out.pdf", b"four")
    assert sorted(path.name for path in tmp_path.iterdir() if "pdf" in path.name) == ["out.pdf"]


def test_a_project_is_not_replaced(project: Project) -> None:
    with pytest.raises(UserProblem, match="is a project"):
        save_file(project.path, b"a chart")
    with pytest.raises(UserProblem, match="is a project"):
        project.schemes.to_file(project.path)
    assert [one for one in project.path.parent.iterdir() if one.name.startswith(".")] == []


def test_the_root_of_all_folders_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserProblem, match="no name of a file"):
        save_file(Path(tmp_path.anchor), b"a chart")


@pytest.mark.skipif(os.name != "posix", reason="links are made here without asking")
def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_bytes(b"old")
    link = tmp_path / "link.csv"
    link.symlink_to(there)
    save_file(link, b"new")
    assert link.is_symlink()
    assert there.read_bytes() == b"new"
