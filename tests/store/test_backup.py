"""Backups are good when they are there: whole, checked, few, and made while others write."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.backups import restore_newest
from annotator.problems import UserProblem
from annotator.store import backup as copying
from annotator.store import drafts
from annotator.store.backup import back_up, backup_folder, backups, copy_project
from annotator.store.problems import DamagedError, UnreachableError

TEXT = "Olena said that about 600 km² burned near Kyiv."
NOON = datetime(2026, 11, 23, 12, 0, 0)  # noqa: DTZ001 - names of backups are in local time
HOUR = 3600
DAY = 24 * HOUR


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project without backups."""
    made = tmp_path / "talks.annot"
    with Project.create(made, annotator="Olena") as project:
        project.import_text(TEXT)
    return made


def work(path: Path, note: str = "") -> None:
    with Project.open(path) as project:
        project.session.backs_up = False
        article = next(iter(project.articles()))
        project.annotate(article.id, 0, 5, "source", note=note)


def at(moment: datetime) -> float:
    return moment.timestamp()


def names(path: Path) -> list[str]:
    return [file.stem for file in backups(path)]


def spoil(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 4)
        file.write(b"\xaa" * 4096 * 6)


# One copy


def test_a_copy_is_a_project_of_one_file(path: Path, tmp_path: Path) -> None:
    with Project.open(path) as project:
        project.session.backs_up = False
        project.import_text("Not folded into the file yet.")
        assert project.backup(tmp_path / "copy.annot") == tmp_path / "copy.annot"
        with Project.open(tmp_path / "copy.annot", read_only=True) as copy:
            assert list(copy.articles()) == list(project.articles())
            assert copy.check() == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.annot", "talks.annot"]


def test_a_copy_is_never_made_over_a_file(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious.annot"
    target.write_text("precious")
    with pytest.raises(UserProblem) as problem:
        copy_project(path, target)
    assert str(problem.value) == (
        "precious.annot exists already. Choose another name for the backup."
    )
    assert target.read_text() == "precious"


def test_a_copy_into_no_folder_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match=r"copy\.annot cannot be opened"):
        copy_project(path, tmp_path / "no" / "copy.annot")


def test_a_damaged_project_is_not_copied(path: Path, tmp_path: Path) -> None:
    spoil(path)
    with pytest.raises(DamagedError, match=r"^talks\.annot is damaged"):
        copy_project(path, tmp_path / "copy.annot")
    with pytest.raises(DamagedError, match=r"^talks\.annot is damaged"):
        back_up(path)
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["talks.annot"]
    assert backups(path) == []


def test_nothing_is_made_of_a_project_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError):
        copy_project(tmp_path / "no.annot", tmp_path / "copy.annot")
    with pytest.raises(UnreachableError):
        back_up(tmp_path / "no.annot")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_gets_its_name_only_when_it_is_whole(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    for name in ("_verify", "publish"):

        def fail(*_: object) -> None:
            seen.append([one.name for one in tmp_path.iterdir() if one.suffix == ".annot"])
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(copying, name, fail)
            with pytest.raises(KeyboardInterrupt):
                copy_project(path, tmp_path / "copy.annot")
    assert seen == [["talks.annot"]] * 2
    assert [one.name for one in tmp_path.iterdir()] == ["talks.annot"]


def test_a_disk_without_second_names_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    draft, target = tmp_path / ".x", tmp_path / "x"
    draft.write_text("new")
    drafts.publish(draft, target)
    assert target.read_text() == "new"
    draft.write_text("newer")
    with pytest.raises(OSError, match="no links"):
        drafts.publish(draft, target)
    assert target.read_text() == "new"


def test_copies_are_good_while_others_write(project: Project, tmp_path: Path) -> None:
    article = project.import_text(TEXT)
    stop = threading.Event()
    made = [0]

    def write() -> None:
        with Project.open(project.path, annotator="Ben") as other:
            other.session.backs_up = False
            while not stop.is_set():
                other.annotate(article.id, 0, 5, "source")
                made[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = []
        for n in range(8):
            before = made[0]
            project.backup(tmp_path / f"copy {n}.annot")
            with Project.open(tmp_path / f"copy {n}.annot") as copy:
                assert copy.check() == []
                counts.append(len(copy.annotations()))
            assert before <= counts[-1] <= made[0] + 1
    finally:
        stop.set()
        writer.join()
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


# The rolling set


def test_a_project_in_which_nothing_was_done_needs_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "new.annot"
    Project.create(path, annotator="Olena").close()
    assert back_up(path) is None
    assert not backup_folder(path).exists()


def test_a_backup_is_named_by_its_moment(path: Path) -> None:
    made = back_up(path, now=at(NOON))
    assert made == path.parent / "talks.annot.backups" / "2026-11-23 12-00-00.annot"
    assert backups(path) == [made]
    with Project.open(made) as copy:
        assert len(list(copy.articles())) == 1


def test_what_a_backup_holds_is_not_copied_again(path: Path) -> None:
    assert back_up(path, now=at(NOON))
    assert back_up(path, now=at(NOON) + DAY) is None
    work(path)
    assert back_up(path, now=at(NOON) + 2 * DAY)
    assert len(backups(path)) == 2


def test_backups_are_apart(path: Path) -> None:
    assert back_up(path, at_least_apart=DAY, now=at(NOON))
    work(path)
    assert back_up(path, at_least_apart=DAY, now=at(NOON) + DAY - 1) is None
    assert back_up(path, at_least_apart=DAY, now=at(NOON) + DAY)


def test_a_clock_that_was_set_back_stops_no_backup(path: Path) -> None:
    assert back_up(path, at_least_apart=DAY, now=at(NOON) + 30 * DAY)
    work(path)
    assert back_up(path, at_least_apart=DAY, now=at(NOON))


def test_two_backups_in_one_second_are_two(path: Path) -> None:
    for _ in range(3):
        work(path)
        assert back_up(path, now=at(NOON))
    assert names(path) == ["2026-11-23 12-00-02", "2026-11-23 12-00-01", "2026-11-23 12-00-00"]


def test_the_newest_three_and_one_a_day_for_a_week_are_kept(path: Path) -> None:
    moment = NOON - timedelta(days=12)
    while moment <= NOON:
        work(path)
        back_up(path, now=at(moment))
        moment += timedelta(hours=6)
    assert names(path) == [
        "2026-11-23 12-00-00",
        "2026-11-23 06-00-00",
        "2026-11-23 00-00-00",
        "2026-11-22 18-00-00",
        "2026-11-21 18-00-00",
        "2026-11-20 18-00-00",
        "2026-11-19 18-00-00",
        "2026-11-18 18-00-00",
        "2026-11-17 18-00-00",
    ]


def test_the_newest_three_are_kept_however_old(path: Path) -> None:
    for days in (300, 200, 100, 0):
        work(path)
        back_up(path, now=at(NOON) - days * DAY)
    assert len(backups(path)) == 3
    assert names(path)[0] == "2026-11-23 12-00-00"


def test_of_a_large_project_only_three_are_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_LARGE", 1000)
    for day in range(6):
        work(path)
        back_up(path, now=at(NOON) + day * DAY)
    assert names(path) == ["2026-11-28 12-00-00", "2026-11-27 12-00-00", "2026-11-26 12-00-00"]


def test_other_files_in_the_folder_are_left_alone(path: Path) -> None:
    folder = backup_folder(path)
    folder.mkdir()
    others = ["notes.txt", "my copy.annot", "format 0 2026-01-01 10-00-00.annot"]
    for name in others:
        (folder / name).write_text("mine")
    for day in range(12):
        work(path)
        back_up(path, now=at(NOON) + day * DAY)
    assert {one.name for one in folder.iterdir()} - {one.name for one in backups(path)} == {*others}


def test_a_damaged_backup_stops_no_new_one(path: Path) -> None:
    made = back_up(path, now=at(NOON))
    assert made is not None
    made.write_bytes(b"not a database")
    again = back_up(path, now=at(NOON) + HOUR)
    assert again is not None
    assert backups(path) == [again, made]


def test_the_first_action_of_a_day_is_preceded_by_a_backup(path: Path) -> None:
    with Project.open(path, annotator="Olena") as project:
        article = next(iter(project.articles()))
        assert backups(path) == []
        project.annotate(article.id, 0, 5, "source")
        (made,) = backups(path)
        project.annotate(article.id, 6, 10, "source")
    with Project.open(path, annotator="Olena") as project:
        project.annotate(article.id, 11, 15, "source")
    assert backups(path) == [made]
    with Project.open(made) as copy:
        assert copy.annotations() == []


# Taking one up


def test_the_newest_backup_is_put_beside_a_damaged_project(path: Path) -> None:
    back_up(path, now=at(NOON))
    work(path, "kept")
    back_up(path, now=at(NOON) + HOUR)
    spoil(path)
    before = path.read_bytes()
    restored = restore_newest(path)
    assert restored == path.parent / "talks restored 2026-11-23 13-00-00.annot"
    with Project.open(restored) as project:
        assert [one.note for one in project.annotations()] == ["kept"]
        assert project.check() == []
    assert restore_newest(path) == restored
    assert path.read_bytes() == before


def test_a_damaged_backup_is_passed_over(path: Path) -> None:
    back_up(path, now=at(NOON))
    work(path)
    newest = back_up(path, now=at(NOON) + HOUR)
    assert newest is not None
    spoil(newest)
    restored = restore_newest(path)
    assert restored == path.parent / "talks restored 2026-11-23 12-00-00.annot"


def test_without_a_good_backup_the_last_fault_is_said(path: Path) -> None:
    assert restore_newest(path) is None
    newest = back_up(path, now=at(NOON))
    assert newest is not None
    with closing(sqlite3.connect(newest)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    spoil(newest)
    with pytest.raises(DamagedError, match=r"^2026-11-23 12-00-00\.annot is damaged"):
        restore_newest(path)
    assert [one.name for one in path.parent.iterdir() if one.is_file()] == ["talks.annot"]
