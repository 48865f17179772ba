"""Folders: what in them is no file, what cannot be looked into, and no place for scratch files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.reading.folders import Spread, endings
from annotator.app.reading_files import FileReader
from annotator.problems import UserProblem
from tests.app.incoming import write
from tests.troubles import as_nobody, open_folder


def test_what_is_no_file_in_a_folder_is_said(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    write(folder / "a.txt", "A.")
    write(folder / "new\nline.txt", "With a name of two lines.")
    elsewhere = write(tmp_path / "elsewhere" / "b.txt", "B.").parent
    for name, target in (("gone.txt", tmp_path / "none"), ("round", folder), ("other", elsewhere)):
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe.txt")
    report = project.import_files([folder])
    assert report.new_articles == 2
    assert {(one.where, one.reason) for one in report.left} == {
        ("gone.txt", "it is a link that leads nowhere."),
        ("round", "it leads to another folder. Add that one by itself."),
        ("other", "it leads to another folder. Add that one by itself."),
        ("pipe.txt", "it is no file to be read."),
    }
    assert {one.name for one in report.files} == {"a.txt", "new\ufffdline.txt"}


def test_a_link_that_leads_to_itself_is_said(project: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "all" / "a.txt", "A.").parent
    loop = folder / "loop.txt"
    loop.symlink_to(loop)
    report = project.import_files([folder, loop])
    assert report.new_articles == 1
    assert {one.where for one in report.left} == {"loop.txt"}


@pytest.mark.skipif(os.name != "posix", reason="rights are taken away as POSIX has it")
def test_what_nobody_may_look_at_does_not_keep_others_out() -> None:
    with open_folder() as folder:
        closed = folder / "closed"
        write(closed / "a.txt", "A.")
        write(folder / "b.txt", "B.")
        with Project.create(folder / "p.annot", annotator="Olena") as project:
            project.session.backs_up = False
            folder.chmod(0o777)
            closed.chmod(0o644)  # its names can be read, and nothing else
            try:
                with as_nobody():
                    spread = Spread([folder], None)
                    named = FileReader([closed / "a.txt", folder / "b.txt"])
                    assert [one.text for one in named.articles()] == ["B."]
            finally:
                closed.chmod(0o755)
    assert [one.name for one in spread.files] == ["b.txt"]
    assert ("a.txt", "it is no file to be read.") in [tuple(one) for one in spread.left]
    assert "cannot be read" in str(named.problems[closed / "a.txt"])


def test_folders_that_give_nothing_do_not_keep_others_out(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, empty, closed = (tmp_path / name for name in ("good", "empty", "closed"))
    write(good / "a.txt", "A.")
    write(good / "inner" / "b.txt", "B.")
    for one in (empty, closed):
        one.mkdir()
    whole = Path.iterdir

    def refuse(self: Path) -> Iterator[Path]:
        if self in (closed, good / "inner"):
            raise PermissionError(13, "Permission denied")
        return whole(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    report = project.import_files([empty, closed, good])
    assert report.new_articles == 1
    assert [(one.where, one.reason) for one in report.left] == [
        ("closed", "it cannot be read: Permission denied."),
        ("inner", "it cannot be read: Permission denied."),
        ("empty", f"it holds no file that can be imported ({endings()})."),
    ]
    with pytest.raises(UserProblem) as problem:
        project.import_files([closed])
    assert str(problem.value) == f"{closed} cannot be read: Permission denied."


def test_a_full_place_for_scratch_files_is_said(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    with pytest.raises(UserProblem) as problem:
        project.import_files([write(tmp_path / "a.md", "# A")])
    assert "could not be started: No space left on device" in str(problem.value)
    assert list(project.articles()) == []


def test_whose_turn_it_is_is_told(project: Project, tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "c.txt"):
        write(tmp_path / "all" / name, name)
    told: list[tuple[str, int, int]] = []
    project.importing.import_files([tmp_path / "all"], begins=lambda *one: told.append(one))
    assert told == [("a.txt", 1, 3), ("b.md", 2, 3), ("c.txt", 3, 3)]


def test_a_link_that_leads_to_itself_is_one_file_that_cannot_be_read(
    project: Project, tmp_path: Path
) -> None:
    round_link = tmp_path / "round.txt"
    round_link.symlink_to(round_link)
    report = project.import_files([round_link, write(tmp_path / "a.txt", "A.")])
    assert report.new_articles == 1
    assert list(report.problems) == [round_link]
    assert "cannot be read" in str(report.problems[round_link])
