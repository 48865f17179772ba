"""Checking a project from the ground up: file, hashes, quotes, projection, search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256

from annotator.model.annotation import quoted
from annotator.model.identity import entity_text
from annotator.store import projection
from annotator.store.coding import Coder
from annotator.store.database import Database
from annotator.store.lines import line_of, rest_fields
from annotator.store.rows import Revision

_MOST = 100
"""Faults of one kind that are listed."""
_CHUNK = 10_000

Progress = Callable[[str], None]


def check(database: Database, progress: Progress = lambda _: None) -> list[str]:
    """Look for faults; none means that everything in the file is as it was written.

    Works on a read-only file too: what is rebuilt for comparison lies in memory.

    Raises:
        ProjectFileError: the file is too damaged to be read through.
    """
    faults: list[str] = []
    with database.reading() as connection:
        connection.execute("BEGIN")
        try:
            for name, look in (
                ("file", _file),
                ("texts", _texts),
                ("revisions", _revisions),
                ("operations", _operations),
                ("quotes", _quotes),
                ("values", _values),
                ("search index", _index),
            ):
                progress(name)
                found = look(connection, database.coder)
                for count, fault in enumerate(found, 1):
                    if count > _MOST:
                        faults.append(f"{name}: and more of these")
                        break
                    faults.append(fault)
                if faults and look is _file:
                    break
        finally:
            connection.execute("ROLLBACK")
    return faults


def _file(connection: sqlite3.Connection, _: Coder) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"file: {line}"
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        yield f"file: row {row} of {table} names a row of {parent} that is not there"


def _texts(connection: sqlite3.Connection, _: Coder) -> Iterator[str]:
    for number, sha, chars, text in connection.execute(
        "SELECT id, sha, chars, text FROM text WHERE text IS NOT NULL"
    ):
        if sha256(text.encode()).digest() != sha:
            yield f"text {number}: it is not the text it was when it was taken in"
        elif len(text) != chars:
            yield f"text {number}: it has {len(text)} characters, not {chars} as noted"


def _revisions(connection: sqlite3.Connection, coder: Coder) -> Iterator[str]:
    coder.learn_all()
    for row in map(Revision._make, connection.execute("SELECT * FROM revision")):
        if sha256(line_of(coder, row)).digest() != row.digest:
            yield f"revision {row.n} of {entity_text(row.entity)}: it is not as it was written"


def _operations(connection: sqlite3.Connection, _: Coder) -> Iterator[str]:
    due = 1
    for number, first, last in connection.execute(
        "SELECT id, first, last FROM operation ORDER BY id"
    ):
        if first != due or last < first - 1:
            yield f"operation {number}: its revisions do not follow those before"
        due = last + 1
    highest = connection.execute("SELECT coalesce(max(n), 0) FROM revision").fetchone()[0]
    if highest != due - 1:
        yield f"operations: they end at revision {due - 1}, but there are {highest}"


def _quotes(connection: sqlite3.Connection, _: Coder) -> Iterator[str]:
    """Compare each quote with the text; an article's text is read once."""
    article, text = None, ""
    for entity, number, start, end, quote, rest in connection.execute(
        'SELECT entity, article, start, "end", quote, rest FROM annotation ORDER BY article'
    ):
        if number != article:
            article = number
            row = connection.execute("SELECT text FROM text WHERE id=?", (number,)).fetchone()
            text = "" if row is None or row[0] is None else row[0]
        pieces = rest_fields(rest).get("fragments") or [[start, end]]
        if not 0 <= start < end <= len(text):
            yield f"annotation {entity_text(entity)}: {start}–{end} lies outside its text"
        elif quoted(text, pieces) != quote:
            yield f"annotation {entity_text(entity)}: its quote is not the text at {start}–{end}"


def _values(connection: sqlite3.Connection, _: Coder) -> Iterator[str]:
    """Rebuild the projection from the revisions in temporary tables and compare."""
    for table in projection.TABLES:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 0")
    # An entity with one revision, a root, is its own value; the others are worked out one by one.
    alone = (
        "n IN (SELECT min(n) FROM main.revision GROUP BY entity HAVING count(*) = 1)"
        " AND parents IS NULL AND seq = 1"
    )
    for statement in projection.FILL.values():
        connection.execute(statement.format("temp.") + alone)
    entities = [
        entity
        for (entity,) in connection.execute(
            "SELECT entity FROM main.revision GROUP BY entity HAVING count(*) > 1 OR min(seq) > 1"
        )
    ]
    for index in range(0, len(entities), _CHUNK):
        chains = projection.chains(connection, entities[index : index + _CHUNK])
        values, conflicting = projection.winners(chains)
        for row in values:
            statement = projection.FILL[projection.table_of(row.kind)]
            connection.execute(statement.format("temp.") + "n=?", (row.n,))
        connection.executemany(
            "INSERT INTO temp.conflict VALUES(?,?)", ((row.n, row.entity) for row in conflicting)
        )
    for table in projection.TABLES:
        for one, other, what in (("main", "temp", "has no ground"), ("temp", "main", "is missing")):
            rows = connection.execute(
                f"SELECT rev FROM"
                f" (SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table})"
            )
            for (number,) in rows:
                yield f"{table} of revision {number}: it {what} in the revisions"
        connection.execute(f"DROP TABLE temp.{table}")


def _index(connection: sqlite3.Connection, _: Coder) -> Iterator[str]:
    """Let FTS5 compare its index with the texts. That is a command written as an insert."""
    try:
        connection.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
            return
        yield "search index: it does not match the texts"
