"""Databases of other programs are read table by table, and nothing in them is run."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.problems import UnreadableInputError
from annotator.store.foreign_tables import foreign_tables

_TEXT = "héllo 😀"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with a table, and with much that could be run."""
    path = tmp_path / "theirs.sqlite3"
    with closing(sqlite3.connect(path)) as made, made:
        made.executescript(
            """
            CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, place INTEGER CHECK(place < 9),
                shouted TEXT GENERATED ALWAYS AS (upper(text)) VIRTUAL);
            CREATE INDEX by_length ON note(length(text));
            CREATE VIEW seen AS SELECT text, randomblob(9) AS noise FROM note;
            CREATE VIRTUAL TABLE words USING fts5(text);
            CREATE TRIGGER runs AFTER INSERT ON note BEGIN SELECT 1; END;
            CREATE TABLE "odd ""one" ("a ""b" TEXT);
            """
        )
        made.executemany(
            "INSERT INTO note(id, text, place) VALUES(?,?,?)", [(1, _TEXT, 3), (2, None, 1)]
        )
        made.execute('INSERT INTO "odd ""one" VALUES(?)', (b"\x00",))
    return path


def test_a_table_is_read_in_an_order(database: Path) -> None:
    with foreign_tables(database) as tables:
        assert tables.columns("note") == ("id", "text", "place")
        assert list(tables.rows("note", ["id", "text"])) == [(1, _TEXT), (2, None)]
        assert list(tables.rows("note", ["id"], "place")) == [(2,), (1,)]
        assert tables.columns('odd "one') == ('a "b',)
        assert list(tables.rows('odd "one', ['a "b'])) == [(b"\x00",)]


@pytest.mark.parametrize("table", ["seen", "words", "nothing", "runs", "by_length"])
def test_what_is_no_table_has_no_columns(database: Path, table: str) -> None:
    with foreign_tables(database) as tables:
        assert tables.columns(table) == ()
        with pytest.raises(LookupError):
            list(tables.rows(table, ["text"]))


def test_what_is_worked_out_is_not_read(database: Path) -> None:
    with foreign_tables(database) as tables, pytest.raises(LookupError):
        list(tables.rows("note", ["shouted"]))


def test_functions_and_other_files_are_denied(database: Path, tmp_path: Path) -> None:
    with foreign_tables(database) as tables:
        run = tables._connection.execute
        for statement in (
            "SELECT upper(text) FROM note", "SELECT * FROM words", "SELECT noise FROM seen",
            f"ATTACH '{tmp_path / 'new'}' AS new", "DELETE FROM note", "VACUUM INTO 'x'",
        ):  # fmt: skip
            with pytest.raises(sqlite3.Error):
                run(statement)
    assert sorted(one.name for one in tmp_path.iterdir()) == [database.name]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "theirs.qda"
    path.write_bytes(b"KaleidaGraph")
    with (
        pytest.raises(UnreadableInputError, match=r"theirs\.qda is no database"),
        foreign_tables(path),
    ):
        pass


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_file_that_is_being_written_is_refused(database: Path, suffix: str) -> None:
    database.with_name(database.name + suffix).write_bytes(b"x")
    with (
        pytest.raises(UnreadableInputError, match="a program has it open"),
        foreign_tables(database),
    ):
        pass
    database.with_name(database.name + suffix).write_bytes(b"")
    with foreign_tables(database) as tables:
        assert tables.columns("note")


def test_text_that_is_no_utf_8_is_damage(database: Path) -> None:
    with closing(sqlite3.connect(database)) as made, made:
        made.execute("UPDATE note SET text=CAST(x'ff41' AS TEXT)")
    with foreign_tables(database) as tables, pytest.raises(UnreadableInputError, match="damaged"):
        list(tables.rows("note", ["text"]))


def test_damage_is_a_clear_word(database: Path) -> None:
    whole = database.read_bytes()
    rng = random.Random(7)
    refused = 0
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 40)):
            data[rng.randrange(16, len(data))] = rng.randrange(256)
        database.write_bytes(data[: rng.choice([len(data), rng.randrange(100, len(data))])])
        try:
            with foreign_tables(database) as tables:
                for table in ("note", 'odd "one'):
                    if there := tables.columns(table):
                        list(tables.rows(table, there, there[0]))
        except UnreadableInputError:
            refused += 1
    assert refused
