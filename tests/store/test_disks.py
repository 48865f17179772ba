"""Disks that are full, read-only or failing: said in words, and nothing half written remains."""

from __future__ import annotations

import json
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.settings import Settings, load_settings, replica_name, save_settings
from annotator.problems import UserProblem
from annotator.store.problems import (
    DiskError,
    DiskFullError,
    FolderNotWritableError,
    ReadOnlyError,
    UnreachableError,
)
from tests.store.replicas import copy_of, send, take
from tests.troubles import as_nobody, no_more_pages, open_folder

_FULL = (
    "The disk that holds talks.annot is full. Nothing of this action was saved; free some space "
    "and do it again."
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own are for one user."""
    with open_folder() as made:
        yield made


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let the system refuse to write past ``size`` bytes of any file."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def corpus(path: Path, count: int) -> Path:
    lines = (
        json.dumps(
            {
                "text": f"Article {n}. " + "Olena said that 600 km² burned. " * 40,
                "annotations": [
                    {"start": s, "end": s + 5, "label": "figure"} for s in range(0, 300, 20)
                ],
            }
        )
        for n in range(count)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def state(project: Project) -> tuple[int, int, int]:
    return (
        len(list(project.articles())),
        len(project.annotations()),
        len(list(project.history())),
    )


# Full


def test_a_full_disk_takes_nothing_of_an_action(project: Project, tmp_path: Path) -> None:
    article = project.import_text("Olena said that 600 km² burned.")
    before = state(project)
    with no_more_pages(project):
        with pytest.raises(DiskFullError) as problem:
            project.import_files([corpus(tmp_path / "a.jsonl", 50)])
        assert str(problem.value) == _FULL
        assert state(project) == before
        with pytest.raises(DiskFullError):
            project.annotate(article.id, 0, 5, "source", note="x" * 50_000)
        assert state(project) == before
        assert project.check() == []
    project.annotate(article.id, 0, 5, "source")
    assert project.import_files([tmp_path / "a.jsonl"]).new_articles == 50
    project.undo()
    assert state(project)[:2] == (1, 1)


def test_a_disk_that_fails_takes_nothing_of_an_import(project: Project, tmp_path: Path) -> None:
    project.import_text("Olena said that 600 km² burned.")
    file = corpus(tmp_path / "a.jsonl", 300)
    before = state(project)
    with no_file_larger_than(400_000):
        with pytest.raises(DiskError, match=r"^The disk that holds talks\.annot reports an error"):
            project.import_files([file])
        assert state(project) == before
    assert project.check() == []
    assert project.import_files([file]).new_articles == 300


def test_a_full_or_failing_disk_takes_nothing_of_a_merge(tmp_path: Path) -> None:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text("Olena said that 600 km² burned.")
    with copy_of(path, "mine", "Olena") as mine, copy_of(path, "hers", "Mia") as hers:
        hers.import_files([corpus(tmp_path / "a.jsonl", 120)])
        came, before = send(hers), dump(mine)
        with no_more_pages(mine), pytest.raises(DiskFullError):
            take(mine, came)
        assert dump(mine) == before
        with no_file_larger_than(400_000), pytest.raises(DiskError):
            take(mine, came)
        assert dump(mine) == before
        assert mine.check() == []
        take(mine, came)
        merged = dump(mine)
        with no_more_pages(mine), pytest.raises(DiskFullError):
            mine.undo()  # the shelf needs room too
        assert dump(mine) == merged
        mine.undo()
        assert mine.check() == []
        assert len(list(mine.articles())) == 1


def dump(project: Project) -> list[str]:
    return list(project.session.database.connection.iterdump())


def test_a_disk_that_fails_leaves_nothing_of_a_new_project(tmp_path: Path) -> None:
    for size in (0, 5_000, 50_000, 90_000):
        with no_file_larger_than(size), pytest.raises((DiskError, DiskFullError)):
            Project.create(tmp_path / "talks.annot", annotator="Olena")
        assert names(tmp_path) == []
    Project.create(tmp_path / "talks.annot", annotator="Olena").close()


def test_a_disk_that_fails_leaves_nothing_of_a_backup(project: Project, tmp_path: Path) -> None:
    project.import_files([corpus(tmp_path / "a.jsonl", 60)])
    before = names(tmp_path)
    with no_file_larger_than(100_000), pytest.raises((DiskError, DiskFullError)) as problem:
        project.backup(tmp_path / "copy.annot")
    assert "copy.annot" in str(problem.value)
    assert names(tmp_path) == before


def test_a_disk_that_fails_leaves_nothing_of_an_export(project: Project, tmp_path: Path) -> None:
    project.import_files([corpus(tmp_path / "a.jsonl", 60)])
    (tmp_path / "out.csv").write_text("precious")
    before = names(tmp_path)
    for name in ("jsonl", "csv"):
        out = tmp_path / f"out.{name}"
        with no_file_larger_than(10_000), pytest.raises(UserProblem) as problem:
            project.export(out, format=name)
        assert str(problem.value) == f"{out} cannot be written: File too large."
    assert names(tmp_path) == before
    assert (tmp_path / "out.csv").read_text() == "precious"


def test_no_room_for_a_backup_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_files([corpus(tmp_path / "a.jsonl", 60)])
        (article, *_) = project.articles()
    with Project.open(path, annotator="Ben") as project, no_file_larger_than(200_000):
        project.annotate(article.id, 0, 7, "source")
        assert len(project.annotations(annotators=["Ben"])) == 1
    (warning,) = caplog.records
    assert warning.getMessage().startswith("No backup was made. The disk that holds 20")
    caplog.clear()


@pytest.mark.parametrize("log", [False, True])
def test_what_lies_on_a_full_disk_can_be_read_and_rescued(
    folder: Path, tmp_path: Path, log: bool
) -> None:
    path = folder / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        article = project.import_text("Olena said that 600 km² burned.")
    if log:
        (folder / "talks.annot-wal").touch()
    before = path.read_bytes()
    with no_file_larger_than(0):  # no room for the index of the log
        project = Project.open(path, annotator="Olena")
    with project:
        assert project.read_only
        assert project.check() == []
        assert [one.id for one in project.articles()] == [article.id]
        project.export(tmp_path / "rescued.jsonl", format="jsonl")
        project.backup(tmp_path / "rescued.annot")
        for act in (lambda: project.annotate(article.id, 0, 5, "source"), project.undo):
            with pytest.raises(DiskFullError) as problem:
                act()
            assert str(problem.value) == (
                "The disk that holds talks.annot is full. Nothing of this action was saved; free "
                "some space and open it again."
            )
    assert path.read_bytes() == before
    with Project.open(path, annotator="Olena") as project:
        project.annotate(article.id, 0, 5, "source")


def test_work_in_a_log_on_a_full_disk_is_not_passed_over(folder: Path, tmp_path: Path) -> None:
    path = folder / "talks.annot"
    copy = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text("Olena said that 600 km² burned.")
        for name in ("talks.annot", "talks.annot-wal"):  # as a program leaves it that dies
            shutil.copy(folder / name, tmp_path / name)
    with no_file_larger_than(0), pytest.raises((DiskError, DiskFullError)):
        Project.open(copy)
    with Project.open(copy) as project:
        assert len(list(project.articles())) == 1


# Read-only


def test_a_file_that_may_not_be_written_is_opened_for_reading(folder: Path) -> None:
    path = folder / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text("Olena said so.")
    path.chmod(0o444)
    with as_nobody(), Project.open(path) as project:
        assert project.read_only
        (article,) = project.articles()
        assert [hit.article for hit in project.search("olena")] == [article.id]
        with pytest.raises(ReadOnlyError) as problem:
            project.annotate(article.id, 0, 5, "source")
        assert str(problem.value) == (
            "talks.annot cannot be changed: the file or its folder is read-only. Copy it to a "
            "folder of yours to work on it."
        )
        assert project.check() == []
        project.export(folder / "out.jsonl", format="jsonl")
        project.backup(folder / "copy.annot")
    assert names(folder) == ["copy.annot", "out.jsonl", "out.jsonl.manifest.json", "talks.annot"]
    with Project.open(folder / "copy.annot", annotator="Ben") as copy:
        copy.import_text("A copy can be worked on.")


def test_a_file_in_a_folder_that_may_not_be_written_is_opened_for_reading(folder: Path) -> None:
    path = folder / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text("Olena said so.")
    path.chmod(0o666)
    folder.chmod(0o555)
    before = path.read_bytes()
    with as_nobody(), Project.open(path) as project:
        assert project.read_only
        assert len(list(project.articles())) == 1
        assert project.check() == []
        with pytest.raises(ReadOnlyError):
            project.import_text("More.")
        with pytest.raises(UserProblem, match=r"out\.csv cannot be written: Permission denied\.$"):
            project.export(folder / "out.csv", format="csv")
        with pytest.raises(FolderNotWritableError) as problem:
            project.backup(folder / "copy.annot")
        said = f"copy.annot cannot be made in {folder}: you may not write there."
        assert str(problem.value) == f"{said} Choose another folder."
    assert names(folder) == ["talks.annot"]
    assert path.read_bytes() == before


def test_work_that_was_not_folded_in_is_asked_for_where_it_can_be(folder: Path) -> None:
    """A log beside a file in a read-only folder belongs to a program that runs, or that died."""
    path = folder / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text("Olena said so.")
        for name in names(folder):
            (folder / name).chmod(0o644)
        folder.chmod(0o555)
        with as_nobody(), Project.open(path) as reader:
            assert len(list(reader.articles())) == 1
            assert reader.read_only


def test_no_project_is_made_where_nothing_may_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    with as_nobody(), pytest.raises(FolderNotWritableError) as problem:
        Project.create(folder / "talks.annot", annotator="Olena")
    assert str(problem.value) == (
        f"talks.annot cannot be made in {folder}: you may not write there. Choose another folder."
    )
    assert names(folder) == []


def test_a_file_that_may_not_be_read_is_refused(folder: Path) -> None:
    path = folder / "talks.annot"
    Project.create(path, annotator="Olena").close()
    path.chmod(0o000)
    with as_nobody(), pytest.raises(UnreachableError) as problem:
        Project.open(path)
    assert str(problem.value) == f"{path} cannot be opened: permission denied."


def test_settings_that_cannot_be_written_are_no_matter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_HOME", str(folder / "settings"))
    folder.chmod(0o555)
    with as_nobody():
        save_settings(Settings(annotator="Olena"))
        assert load_settings() == Settings()
        assert len(replica_name()) == 8
    assert names(folder) == []
