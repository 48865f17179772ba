"""A project file is made whole or not at all, and what is none is refused in one sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator import Project
from annotator.problems import UserProblem
from annotator.store import connection as connecting
from annotator.store import database as opening
from annotator.store import drafts
from annotator.store.connection import APPLICATION_ID
from annotator.store.migrations import VERSION
from annotator.store.problems import (
    DamagedError,
    LockedError,
    NewerVersionError,
    NotAProjectError,
    UnreachableError,
)

TEXT = "Olena said that about 600 km² burned near Kyiv."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with an article and an annotation, and nothing beside it."""
    made = tmp_path / "talks.annot"
    with Project.create(made, annotator="Olena") as project:
        article = project.import_text(TEXT)
        project.annotate(article.id, 0, 5, "source")
    shutil.rmtree(tmp_path / "talks.annot.backups", ignore_errors=True)
    assert names(tmp_path) == ["talks.annot"]
    return made


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def refusal(path: Path) -> str:
    """Try to open; give what is said, which must be short and leave the file as it is."""
    before = path.read_bytes() if path.is_file() else b""
    beside = names(path.parent) if path.parent.is_dir() else []
    with pytest.raises(UserProblem) as problem:
        Project.open(path)
    said = str(problem.value)
    assert said.endswith(".")
    assert said.count(". ") <= 1
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert (names(path.parent) if path.parent.is_dir() else []) == beside
    return said


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


# Making


def test_a_new_project_is_one_file_with_our_mark(tmp_path: Path) -> None:
    with Project.create(tmp_path / "new.annot", annotator="Olena") as project:
        assert [one.name for one in project.annotators()] == ["Olena"]
        assert [one.title for one in project.history()] == ["New project"]
    assert names(tmp_path) == ["new.annot"]
    header = (tmp_path / "new.annot").read_bytes()[:100]
    assert int.from_bytes(header[16:18], "big") == 4096
    assert int.from_bytes(header[60:64], "big") == VERSION
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert header[18:20] == b"\2\2", "not in write-ahead mode"


def test_every_table_is_strict(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE type='table' AND schema='main'"
        ).fetchall()
    loose = {name for name, strict in tables if not strict}
    assert loose == {"_sqlite_migrations", "sqlite_schema"}


def test_a_project_is_never_made_over_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UserProblem, match=r"^talks\.annot exists already\. Open it, or choose"):
        Project.create(path)
    assert path.read_bytes() == before
    assert names(path.parent) == ["talks.annot"]


def test_a_project_made_meanwhile_by_somebody_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "talks.annot"
    usual = drafts.publish

    def publish(draft: Path, path: Path) -> None:
        path.write_text("theirs")
        usual(draft, path)

    monkeypatch.setattr(opening, "publish", publish)
    with pytest.raises(UserProblem, match=r"^talks\.annot exists already"):
        Project.create(made)
    assert made.read_text() == "theirs"
    assert names(tmp_path) == ["talks.annot"]


def test_a_project_without_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match=r"talks\.annot cannot be opened: its folder is not"):
        Project.create(tmp_path / "no" / "talks.annot")
    assert names(tmp_path) == []


def test_a_failure_while_a_project_is_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("migrate", "publish"):
        with monkeypatch.context() as patch:
            patch.setattr(opening, name, fail)
            with pytest.raises(KeyboardInterrupt):
                Project.create(tmp_path / "new.annot", annotator="Olena")
        assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["with space?#%41.annot", "ключ 東京.annot", "o'brien&x.annot"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    with Project.create(tmp_path / name, annotator="Olena") as project:
        project.import_text(TEXT)
    (tmp_path / name).chmod(0o444)
    with Project.open(tmp_path / name) as project:
        assert len(list(project.articles())) == 1
    assert name in names(tmp_path)


def test_a_name_that_is_no_text_is_a_name(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.annot")
    with Project.create(tmp_path / name, annotator="Olena") as project:
        project.import_text(TEXT)
    with Project.open(tmp_path / name, read_only=True) as project:
        assert project.check() == []


# Refusing


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.annot"
    assert refusal(path) == f"{path} cannot be opened: there is no such file."
    assert refusal(tmp_path / "no" / "x.annot").endswith("there is no such file.")
    assert names(tmp_path) == []


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} cannot be opened: is a directory."


@pytest.mark.parametrize(
    "data", [b"", b"Some news.\n" * 20, b"SQLite format 3\0", b"SQLite format 3\0" + bytes(200)]
)
def test_something_else_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "news.txt"
    path.write_bytes(data)
    assert refusal(path) == (
        "news.txt is not an Annotator project. To take it in as an article, import it."
    )


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    change(tmp_path / "other.db", "CREATE TABLE t(x)", "PRAGMA application_id=42")
    with pytest.raises(NotAProjectError):
        Project.open(tmp_path / "other.db")


def test_a_newer_file_is_refused(path: Path) -> None:
    change(path, f"PRAGMA user_version={VERSION + 1}")
    with pytest.raises(NewerVersionError):
        Project.open(path)
    assert refusal(path) == (
        f"talks.annot was made by a newer version of Annotator (its format is {VERSION + 1}, this "
        f"program reads up to {VERSION}). Update Annotator to open it; the file was not changed."
    )


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_never_was_is_damage(path: Path, version: int) -> None:
    change(path, f"PRAGMA user_version={version}")
    with pytest.raises(DamagedError):
        Project.open(path)


def test_a_trigger_inside_is_refused(path: Path) -> None:
    change(path, "CREATE TRIGGER t AFTER INSERT ON word BEGIN DELETE FROM revision; END")
    assert refusal(path) == (
        "talks.annot holds program code (a trigger) that Annotator never writes, so it was not "
        "opened. Ask whoever sent it for a fresh copy."
    )


@pytest.mark.parametrize("table", ["annotation", "revision", "operation", "search", "reading"])
def test_a_lost_table_is_damage(path: Path, table: str) -> None:
    change(path, f"DROP TABLE {table}")
    with pytest.raises(DamagedError):
        Project.open(path)


def test_a_view_in_the_place_of_a_table_is_damage(path: Path) -> None:
    change(path, "DROP TABLE conflict", "CREATE VIEW conflict AS SELECT 1 AS rev, 2 AS entity")
    with pytest.raises(DamagedError):
        Project.open(path)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "page size": lambda path: overwrite(path, 16, b"\x00\x07"),
    "schema root": lambda path: overwrite(path, 100, b"\xff" * 16),
    "first page": lambda path: overwrite(path, 100, b"\x55" * 3996),
    "truncated": lambda path: os.truncate(path, 4096),
    "cut in the middle of a page": lambda path: os.truncate(path, 2000),
    "header alone": lambda path: os.truncate(path, 100),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_with_what_to_do(path: Path, damage: str) -> None:
    DAMAGES[damage](path)
    assert refusal(path) == (
        "talks.annot is damaged, and there is no backup beside it. Keep it as it is, and look for "
        "a copy of it or a dataset exported from it."
    )
    (path.parent / "talks.annot.backups").mkdir()
    assert refusal(path) == (
        "talks.annot is damaged. Keep it as it is and open its newest backup in the folder "
        "“talks.annot.backups” beside it."
    )


def test_a_file_that_lost_its_beginning_is_known_by_its_backups(path: Path) -> None:
    overwrite(path, 0, bytes(100))
    with pytest.raises(NotAProjectError):
        Project.open(path)
    (path.parent / "talks.annot.backups").mkdir()
    with pytest.raises(DamagedError):
        Project.open(path)


@pytest.mark.parametrize("page", range(1, 30, 2))
def test_a_damaged_page_is_a_problem_or_no_matter_but_never_a_bug(path: Path, page: int) -> None:
    assert path.stat().st_size > page * 4096
    overwrite(path, page * 4096, b"\xaa" * 4096)
    try:
        with Project.open(path, annotator="Olena") as project:
            assert project.check()
            for article in project.articles():
                project.annotations(article.id)
            list(project.history())
            project.import_text("Another article.")
    except DamagedError:
        assert path.exists()


def test_a_text_that_is_no_longer_utf_8_is_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name='text'"
        ).fetchone()[0]
    at = path.read_bytes().index("km²".encode(), (page - 1) * 4096)
    overwrite(path, at, b"\xff\xff\xff\xff")
    with Project.open(path) as project:
        with pytest.raises(DamagedError):
            list(project.articles())
        assert any("it is not the text it was" in fault for fault in project.check())


def test_a_file_that_another_program_holds_is_said_to_be_locked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "_WAIT", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Project.open(path, annotator="Olena") as project:
            article = next(iter(project.articles()))
            with pytest.raises(LockedError) as problem:
                project.annotate(article.id, 6, 10, "source")
            assert str(problem.value) == (
                "Another program has been writing to talks.annot for some time. Wait until it has "
                "finished, or close it, then do this again."
            )
            assert len(project.annotations()) == 1
            other.execute("ROLLBACK")
            project.annotate(article.id, 6, 10, "source")
            assert len(project.annotations()) == 2


def test_who_is_in_a_hurry_is_told_at_once(path: Path) -> None:
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        Project.open(path, annotator="Olena") as project,
    ):
        project.session.hurry(1)
        article = next(iter(project.articles()))
        assert project.session.is_free()
        other.execute("BEGIN IMMEDIATE")
        assert not project.session.is_free()
        with pytest.raises(LockedError) as problem:
            project.annotate(article.id, 6, 10, "source")
        assert str(problem.value) == (
            "Something else is writing to talks.annot just now: an import, say, in another window "
            "or program. This was not saved; do it again when that has finished."
        )
        other.execute("ROLLBACK")
        assert project.session.is_free()
        project.annotate(article.id, 6, 10, "source")
        # Looking whether it is free leaves no trace, and the next one waits as before.
        assert project.check() == []
        (usual,) = project.session.database.connection.execute("PRAGMA busy_timeout").fetchone()
        assert usual == 5_000


def test_a_file_that_is_locked_wholly_is_said_to_be_locked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "_WAIT", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError):
            Project.open(path)


# Opening


def test_an_opened_file_runs_nothing_and_trusts_nothing(path: Path) -> None:
    with Project.open(path) as project:
        pragmas = {
            name: project.session.database.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("trusted_schema", "cell_size_check", "foreign_keys", "synchronous")
        }
    assert pragmas == {
        "trusted_schema": 0,
        "cell_size_check": 1,
        "foreign_keys": 1,
        "synchronous": 2,
    }


def test_closing_leaves_one_file(path: Path) -> None:
    with Project.open(path, annotator="Olena") as project:
        project.session.backs_up = False
        project.import_text("Another article.")
        assert "talks.annot-wal" in names(path.parent)
    assert names(path.parent) == ["talks.annot"]


def test_a_project_opened_to_be_read_is_not_changed(path: Path) -> None:
    before = path.read_bytes()
    with Project.open(path, annotator="Ben", read_only=True) as project:
        article = next(iter(project.articles()))
        for verb in (
            lambda: project.annotate(article.id, 0, 5, "source"),
            lambda: project.import_text("More."),
            project.undo,
            project.redo,
        ):
            with pytest.raises(UserProblem, match=r"^talks\.annot cannot be changed: the file or"):
                verb()
        assert project.search("burned")
        assert project.check() == []
    assert path.read_bytes() == before
    assert names(path.parent) == ["talks.annot"]


def test_who_works_is_named_or_remembered_by_the_project(path: Path) -> None:
    with Project.open(path) as project:
        assert project.annotator.name == "Olena"
    with Project.open(path, annotator="  Ben  K. ") as project:
        assert project.annotator.name == "Ben K."
    with pytest.raises(UserProblem, match="may hold letters"):
        Project.open(path, annotator="\x07")
