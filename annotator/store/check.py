"""Checking a project from the ground up: file, hashes, quotes, projection, search index."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TypeVar, get_args

from annotator.model.annotation import quoted
from annotator.model.changes import Act
from annotator.model.identity import entity_text
from annotator.model.moments import iso
from annotator.problems import ProjectFileError
from annotator.store import projection, relations
from annotator.store.coding import Coder
from annotator.store.connection import connect_to_read
from annotator.store.database import Database
from annotator.store.heads import RULED, Ruling
from annotator.store.lines import line_of, rest_fields
from annotator.store.problems import (
    ODD,
    DamagedError,
    in_plain_words,
    problem_of,
)
from annotator.store.rows import SCHEME, Revision
from annotator.store.shelf import range_of

_Row = TypeVar("_Row")

_MOST = 100
"""Faults of one kind that are listed."""
_CHUNK = 10_000

_UUID = 16
_ACTS = get_args(Act)
_STATES = ("done", "undone", "lost")

_OFTEN = 1_000
"""Rows between two words on how far the check is."""


class _Walk:
    """Hands rows on and says how many there were."""

    def __init__(self, progress: Callable[[int], None]) -> None:
        self._progress = progress
        self._seen = 0

    def __call__(self, rows: Iterable[_Row]) -> Iterator[_Row]:
        for row in rows:
            yield row
            self._seen += 1
            if self._seen % _OFTEN == 0:
                self.tell()

    def tell(self) -> None:
        """Say how many there were."""
        self._progress(self._seen)


def check(database: Database, progress: Callable[[int], None] = lambda _: None) -> list[str]:
    """Look for faults; none means that everything in the file is as it was written.

    Looks at one state of the file, whoever writes meanwhile. Works on a read-only file too: what
    is rebuilt for comparison lies in a copy.

    Args:
        database: the open project.
        progress: told the number of things looked at; what it raises stops the check.

    Raises:
        ProjectFileError: the file is too damaged to be read through.
    """
    with database.snapshot() as connection:
        faults = _faults(connection, _Walk(progress), database.path)
        # Whoever made such a relation made it by hand: the file is none the worse for it.
        return faults or list(
            islice(relations.broken(connection, _written_here(connection)), _MOST)
        )


def is_sound(path: Path) -> bool:
    """Tell whether a file is as it was written; that it cannot be read is not its fault."""
    try:
        with in_plain_words(path), closing(connect_to_read(path)[0]) as connection:
            connection.execute("BEGIN")
            return not _faults(connection, _Walk(lambda _: None), path)
    except DamagedError:
        return False
    except ProjectFileError:
        return True
    except ODD:  # a bug of ours in here, which is no reason to call the file damaged
        return True


def _faults(connection: sqlite3.Connection, walk: _Walk, path: Path) -> list[str]:
    """List the faults of a file.

    What cannot be read at all is one if there is a fault besides; else it is a bug of ours.
    """
    faults: list[str] = []
    unreadable: dict[str, Exception] = {}
    with _lenient(connection):
        for name, look in (
            ("file", _file),
            ("project", _project),
            ("texts", _texts),
            ("revisions", _revisions),
            ("operations", _operations),
            ("shelf", _shelf),
            ("quotes", _quotes),
            ("values", _values),
            ("search index", _index),
        ):
            walk.tell()
            try:
                found = look(connection, Coder(connection), walk)
                for count, fault in enumerate(found, 1):
                    if count > _MOST:
                        faults.append(f"{name}: and more of these")
                        break
                    faults.append(fault)
            except ODD as error:
                problem = problem_of(error, path) if isinstance(error, sqlite3.Error) else None
                if problem is not None and not isinstance(problem, DamagedError):
                    raise
                unreadable[f"{name}: not to be read to the end"] = error
                if problem is not None:
                    faults += unreadable
                    unreadable.clear()
            if faults and look is _file:
                break
    if not faults:
        for bug in unreadable.values():
            raise bug
    return [*faults, *unreadable]


@contextmanager
def _lenient(connection: sqlite3.Connection) -> Iterator[None]:
    """Read texts that are no UTF-8 any more: they are a fault to be listed, not the end."""
    usual = connection.text_factory
    connection.text_factory = lambda data: data.decode(errors="replace")
    try:
        yield
    finally:
        connection.text_factory = usual


def _file(connection: sqlite3.Connection, _: Coder, __: _Walk) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"file: {line}"
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        yield f"file: row {row} of {table} names a row of {parent} that is not there"


def _project(connection: sqlite3.Connection, coder: Coder, _: _Walk) -> Iterator[str]:
    known = {key for (key,) in connection.execute("SELECT key FROM project")}
    for key in ("id", "creator", "created"):
        if key not in known:
            yield f"project: it does not say its {key}"
    # Whoever works in it adds labels of their own; the scheme itself is the owner's.
    schemes = connection.execute(
        f"SELECT count(*) FROM item WHERE kind={SCHEME} AND entity=?",
        (projection.ruling_of(connection, coder).scheme,),
    ).fetchone()[0]
    if schemes != 1:
        yield f"project: it has {schemes} schemes instead of one"


def _texts(connection: sqlite3.Connection, _: Coder, walk: _Walk) -> Iterator[str]:
    for number, sha, chars, text in walk(
        connection.execute("SELECT id, sha, chars, text FROM text WHERE text IS NOT NULL")
    ):
        if sha256(text.encode()).digest() != sha:
            yield f"text {number}: it is not the text it was when it was taken in"
        elif len(text) != chars:
            yield f"text {number}: it has {len(text)} characters, not {chars} as noted"
    for number, sha, packed in connection.execute("SELECT text, sha, bytes FROM raw"):
        try:
            whole = sha256(zlib.decompress(packed)).digest() == sha
        except zlib.error:
            whole = False
        if not whole:
            yield f"text {number}: the file it came from is not as it was"


def _revisions(connection: sqlite3.Connection, coder: Coder, walk: _Walk) -> Iterator[str]:
    coder.learn_all()
    for row in map(Revision._make, walk(connection.execute("SELECT * FROM revision"))):
        try:
            whole = sha256(line_of(coder, row)).digest() == row.digest
        except ODD:
            whole = False
        if not whole:
            yield f"revision {row.n} of {_named(row.entity)}: it is not as it was written"


def _named(entity: bytes) -> str:
    return entity_text(entity) if len(entity) == _UUID else f"something without a name ({entity!r})"


def _operations(connection: sqlite3.Connection, coder: Coder, _: _Walk) -> Iterator[str]:
    due = 1
    gone = _taken_out(connection)
    for number, first, last, act, state, at, author, count in connection.execute(
        "SELECT id, first, last, act, state, at, author,"
        " (SELECT count(*) FROM revision r WHERE r.n BETWEEN first AND last)"
        " FROM operation ORDER BY id"
    ):
        try:
            iso(at)
            coder.word(author)
            readable = act in _ACTS and state in _STATES
        except ODD:
            readable = False
        if not readable:
            yield f"operation {number}: it does not say what was done, when and by whom"
        if first != due or last < first - 1:
            yield f"operation {number}: its revisions do not follow those before"
        elif count != (0 if number in gone else last - first + 1):
            yield f"operation {number}: {count} revisions are there, not as many as it brought"
        due = last + 1
    highest = connection.execute("SELECT coalesce(max(n), 0) FROM revision").fetchone()[0]
    if highest >= due:
        yield f"operations: they end at revision {due - 1}, but there are {highest}"


def _taken_out(connection: sqlite3.Connection) -> set[int]:
    """Find the operations whose revisions are gone: they brought a merge that was taken back.

    A merge that was brought back has its revisions where the last redo put them.
    """
    gone: set[int] = set()
    bringing: dict[int, int] = {}
    for number, act, target in connection.execute(
        "SELECT id, act, target FROM operation"
        " WHERE act='merge' OR (act IN ('undo', 'redo') AND target IN"
        " (SELECT id FROM operation WHERE act='merge')) ORDER BY id"
    ):
        merge = number if target is None else target
        if act == "undo":
            gone.add(bringing[merge])
        else:
            bringing[merge] = number
    return gone


def _written_here(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """List the ranges of revisions that came by no merge and did not begin the project."""
    return connection.execute(
        "SELECT first, last FROM operation o WHERE act NOT IN ('merge', 'start') AND NOT EXISTS"
        " (SELECT 1 FROM operation m WHERE m.id = o.target AND m.act='merge' AND o.act <> 'do')"
        " ORDER BY id"
    ).fetchall()


def _shelf(connection: sqlite3.Connection, _: Coder, __: _Walk) -> Iterator[str]:
    """Look whether what was taken back can be brought back."""
    for number, lines in connection.execute(
        "SELECT o.id, s.lines FROM operation o LEFT JOIN shelf s ON s.operation = o.id"
        " WHERE o.act='merge' AND o.state='undone'"
    ):
        first, last = range_of(connection, number)
        try:
            whole = len(zlib.decompress(lines).splitlines()) == last - first + 1
        except ODD:
            whole = False
        if not whole:
            yield f"operation {number}: what it brought and was taken back is not as it was"


def _quotes(connection: sqlite3.Connection, _: Coder, walk: _Walk) -> Iterator[str]:
    """Compare each quote with the text; an article's text is read once."""
    article, text, missing = None, "", False
    rows = connection.execute(
        'SELECT entity, article, start, "end", quote, rest FROM annotation ORDER BY article'
    )
    for entity, number, start, end, quote, rest in walk(rows):
        if number != article:
            article = number
            row = connection.execute("SELECT text FROM text WHERE id=?", (number,)).fetchone()
            text = "" if row is None or row[0] is None else row[0]
            missing = row is not None and row[0] is None
        if missing:  # spoken of, but not come yet
            continue
        try:
            pieces = rest_fields(rest).get("fragments") or [[start, end]]
            there = quoted(text, pieces)
            edges = pieces[0][0], pieces[-1][1]
        except ODD:
            there, edges = None, (start, end)
        if not 0 <= start < end <= len(text):
            yield f"annotation {_named(entity)}: {start}–{end} lies outside its text"
        elif edges != (start, end):
            yield f"annotation {_named(entity)}: {start}–{end} are not its fragments' edges"
        elif there != quote:
            yield f"annotation {_named(entity)}: its quote is not the text at {start}–{end}"


def _values(connection: sqlite3.Connection, coder: Coder, walk: _Walk) -> Iterator[str]:
    """Rebuild the projection from the revisions in temporary tables and compare."""
    for table in projection.TABLES:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 0")
    try:
        _rebuild(connection, walk, projection.ruling_of(connection, coder))
    except sqlite3.OperationalError as error:
        if "malformed JSON" not in str(error):
            raise
        yield "values: a revision holds what is no JSON, so that they cannot be compared"
        return
    for table in projection.TABLES:
        for one, other, what in (("main", "temp", "has no ground"), ("temp", "main", "is missing")):
            rows = connection.execute(
                f"SELECT rev FROM"
                f" (SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table})"
            )
            for (number,) in rows:
                yield f"{table} of revision {number}: it {what} in the revisions"


def _rebuild(connection: sqlite3.Connection, walk: _Walk, ruling: Ruling) -> None:
    # An entity with one revision, a root, is its own value; the others are worked out one by one,
    # and so is what belongs to the whole team.
    alone = (
        "n IN (SELECT min(n) FROM main.revision GROUP BY entity"
        f" HAVING count(*) = 1 AND max(kind IN {RULED}) = 0) AND parents IS NULL AND seq = 1"
    )
    for statement in projection.FILL.values():
        connection.execute(statement.format("temp.") + alone)
    entities = [
        entity
        for (entity,) in connection.execute(
            "SELECT entity FROM main.revision GROUP BY entity"
            f" HAVING count(*) > 1 OR min(seq) > 1 OR max(kind IN {RULED}) = 1"
        )
    ]
    for index in range(0, len(entities), _CHUNK):
        chains = projection.chains(connection, entities[index : index + _CHUNK])
        values, conflicting = projection.winners(chains, ruling)
        for row in walk(values):
            statement = projection.FILL[projection.table_of(row.kind)]
            connection.execute(statement.format("temp.") + "n=?", (row.n,))
        connection.executemany(
            "INSERT INTO temp.conflict VALUES(?,?)", ((row.n, row.entity) for row in conflicting)
        )


def _index(connection: sqlite3.Connection, _: Coder, __: _Walk) -> Iterator[str]:
    """Let FTS5 compare its index with the texts.

    That is a command written as an insert. It is given to a copy: it must not wait for whoever is
    writing, and a read-only file would refuse it.
    """
    with closing(sqlite3.connect("")) as copy:  # a private file that goes with the connection
        connection.backup(copy)
        try:
            copy.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield "search index: it does not match the texts"
