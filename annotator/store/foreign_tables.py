"""A database of another program, opened to read some of its tables and nothing else.

It came by mail: it may be damaged, or made to do harm. Nothing in it is run (no view, trigger,
virtual table, generated column or function), nothing is written, and no other file is opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from annotator.problems import UnreadableInputError
from annotator.store.connection import connect_alone
from annotator.store.problems import ODD

_MAGIC = b"SQLite format 3\x00"
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 200_000_000),  # bytes of a value, and of a row
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 2),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
_ALLOWED = (
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_PRAGMA,
)  # fmt: skip
"""What a statement may do once the file is open. No function is among it."""


class ForeignDatabase:
    """Tables of somebody else's database, each looked over before it is read.

    Every method raises an UnreadableInputError if the file turns out to be damaged.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._columns: dict[str, tuple[str, ...]] = {}

    def columns(self, table: str) -> tuple[str, ...]:
        """Name a table's columns; none if there is no such table, or if it is none (a view)."""
        known = self._columns.get(table)
        if known is None:
            with self.in_words():
                known = self._columns[table] = self._looked_over(table)
        return known

    def rows(
        self, table: str, columns: Sequence[str], order: str = ""
    ) -> Iterator[tuple[Any, ...]]:
        """Walk a table's rows, in the order of one of its columns if one is named.

        Raises:
            LookupError: there is no such table or column; ask `columns` first.
        """
        there = self.columns(table)
        for column in (*columns, *filter(None, [order])):
            if column not in there:
                raise LookupError(f"{table} has no column {column}")
        listed = ", ".join(_quoted(column) for column in columns)
        sorting = f" ORDER BY {_quoted(order)}" if order else ""
        with self.in_words():
            # An index can hold expressions, which would be worked out.
            found = self._connection.execute(
                f"SELECT {listed} FROM {_quoted(table)} NOT INDEXED{sorting}"
            )
            # Not “yield from”: it would close the cursor of a connection that is closed by then.
            for row in found:  # noqa: UP028
                yield row

    def _looked_over(self, table: str) -> tuple[str, ...]:
        run = self._connection.execute
        made = run("SELECT type, sql FROM sqlite_schema WHERE name=?", (table,)).fetchall()
        if len(made) != 1 or made[0][0] != "table" or "virtual" in made[0][1][:40].lower():
            return ()
        # One fault is enough; what SQLite says of it is for nobody to read.
        if run(f"PRAGMA quick_check({_quoted(table)})").fetchone() != ("ok",):
            raise _damaged(self._name)
        # The last field is not 0 for what is worked out when it is read.
        rows = run(f"PRAGMA table_xinfo({_quoted(table)})")
        return tuple(row[1] for row in rows if row[6] == 0)

    @contextmanager
    def in_words(self) -> Iterator[None]:
        """Let what is the file's fault leave a block as the user's problem."""
        try:
            yield
        except ODD as error:
            raise _damaged(self._name) from error


@contextmanager
def foreign_tables(path: Path) -> Iterator[ForeignDatabase]:
    """Open a database of another program, and close it again.

    Raises:
        UnreadableInputError: it is none, is damaged, or a program has it open.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise UnreadableInputError(f"{path.name} is no database.")
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        # Opened by itself the file would lack what its log holds, or be half written.
        if beside.exists() and beside.stat().st_size:
            raise UnreadableInputError(
                f"Beside {path.name} lies {beside.name}: a program has it open, or was cut off. "
                "Open the project there, close that program, and import it again."
            )
    try:
        connection = connect_alone(path)
    except ODD as error:
        raise _damaged(path.name) from error
    with closing(connection):
        database = ForeignDatabase(connection, path.name)
        with database.in_words():
            _distrust(connection)
        yield database


def _distrust(connection: sqlite3.Connection) -> None:
    for limit, value in _LIMITS:
        connection.setlimit(limit, value)
    # Rows that are sorted may be more than memory; a check of a column is an expression of theirs.
    for pragma in ("query_only=ON", "temp_store=FILE", "ignore_check_constraints=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    connection.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _damaged(name: str) -> UnreadableInputError:
    return UnreadableInputError(
        f"{name} is damaged: it cannot be read to its end. Open it in the program that made it, "
        "and save or export it anew."
    )
