"""A project file from somebody else: read as what came by mail, and not as a database of ours.

Nothing in it is run, nothing is written beside it, and it is never attached to the live file. Its
tables must be just as this program makes them, since a table can hold expressions and an index too.
What is taken from it are canonical lines, each proved by its digest, as from a bundle.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from annotator.problems import UserProblem
from annotator.store.coding import Coder
from annotator.store.connection import APPLICATION_ID, connect, connect_alone
from annotator.store.database import ClosesItself
from annotator.store.lines import line_of
from annotator.store.migrations import VERSION, migrate
from annotator.store.problems import ODD, NewerVersionError
from annotator.store.rows import Revision, expect

_TABLES = ("project", "revision", "text", "word")
"""What is read; the other tables follow from these, or are nobody else's business."""
_LONGEST = 500_000_000
"""Bytes of the largest value."""
_TRIES = 3


class SpoiledProjectError(UserProblem):
    """A project file that came is damaged, or made to do harm; nothing of it was taken."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is damaged: {why}. Nothing of it was taken in; ask for it anew.")


class ForeignProject(ClosesItself):
    """Somebody else's project file, open to be merged: a parcel like a bundle.

    Attributes:
        project: the project's id.
        creator: who made the project.
        created: when, as ISO 8601.
        epoch: the count of its erasures.

    Raises:
        NewerVersionError: a newer program made it.
        SpoiledProjectError: it is damaged or not made by this program; `lines` and `texts` may
            raise this too.
        UserProblem: it holds program code, or is being written.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._copy: TemporaryDirectory[str] | None = None
        with self._in_words():
            self._connection = self._connected(path)
        try:
            with self._in_words():
                self._look_over(path)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file, and drop the copy if one was needed."""
        self._connection.close()
        if self._copy is not None:
            self._copy.cleanup()

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Walk digests and canonical lines, in the order of the digests."""
        with self._in_words():
            self._coder.learn_all()
            # Values of other types than ours give another line, or none.
            rows = self._connection.execute("SELECT * FROM revision NOT INDEXED ORDER BY digest")
            last = b""
            for row in rows:
                revision = Revision._make(row)
                line = line_of(self._coder, revision)
                if sha256(line).digest() != revision.digest or revision.digest <= last:
                    raise SpoiledProjectError(
                        self._name, f"revision {revision.n} is not as it was written"
                    )
                last = revision.digest
                yield last, line

    def texts(self) -> Iterator[tuple[str, str]]:
        """Walk ids (hex sha256) and texts, in the order of the ids."""
        with self._in_words():
            rows = self._connection.execute(
                "SELECT sha, text FROM text NOT INDEXED WHERE text IS NOT NULL ORDER BY sha"
            )
            for sha, text in rows:
                expect((sha, text), bytes, str)
                if sha256(text.encode()).digest() != sha:
                    raise SpoiledProjectError(self._name, "a text is not the one it says it is")
                yield sha.hex(), text

    def _connected(self, path: Path) -> sqlite3.Connection:
        """Open the file where it lies, or a copy of it if it has a log that belongs to it."""
        log = _beside(path, "-wal")
        if _beside(path, "-journal").exists():
            # To take it up, SQLite would do what the journal says, to other files as well.
            raise UserProblem(
                f"Beside {path.name} lies {path.name}-journal: somebody's writing was cut off. "
                "Open the project with Annotator first, and close it."
            )
        if not log.exists():
            return connect_alone(path)
        if log.is_symlink() or not log.is_file():
            raise SpoiledProjectError(path.name, f"{log.name} beside it is no file")
        self._copy = TemporaryDirectory(prefix="annotator-")
        try:
            return connect(_copied(path, log, Path(self._copy.name)))
        except BaseException:
            self._copy.cleanup()
            raise

    def _look_over(self, path: Path) -> None:
        run = self._connection.execute
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        run("PRAGMA query_only=ON")
        run("BEGIN")
        version = run("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise NewerVersionError(path, version, VERSION)
        if run("SELECT 1 FROM sqlite_schema WHERE type='trigger' LIMIT 1").fetchone():
            raise UserProblem(
                f"{path.name} holds program code (a trigger) that Annotator never writes, so "
                "nothing of it was taken in. Ask for a bundle instead."
            )
        if _made(self._connection) != _as_we_make_it():
            raise SpoiledProjectError(path.name, "its tables are not as Annotator makes them")
        for table in _TABLES:
            # One fault is enough; what SQLite says of it is for nobody to read, on many lines.
            if run(f"PRAGMA integrity_check({table})").fetchone() != ("ok",):
                raise SpoiledProjectError(path.name, "its pages are broken")
        self._coder = Coder(self._connection)
        said: dict[str, str] = {}
        for key, value in run("SELECT key, value FROM project"):
            expect((key, value), str, str)
            said[key] = value
        self.project, self.creator, self.created = (
            said[key] for key in ("id", "creator", "created")
        )
        self.epoch = int(said.get("epoch", "1"))

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except ODD as error:
            raise SpoiledProjectError(self._name, "it cannot be read to its end") from error


def _made(connection: sqlite3.Connection) -> set[tuple[Any, ...]]:
    """Give how the tables that are read were made, with all that hangs on them."""
    return set(
        connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema"
            f" WHERE tbl_name COLLATE NOCASE IN ({','.join('?' * len(_TABLES))})"
            f" OR name COLLATE NOCASE IN ({','.join('?' * len(_TABLES))})",
            _TABLES * 2,
        )
    )


@cache
def _as_we_make_it() -> frozenset[tuple[Any, ...]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, APPLICATION_ID)
        return frozenset(_made(connection))


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _copied(path: Path, log: Path, folder: Path) -> Path:
    """Copy a file and its log as they stood at one moment.

    Raises:
        UserProblem: another program keeps writing it, or there is no room.
    """
    copy = folder / "project.annot"
    try:
        for _ in range(_TRIES):
            before = _state(path, log)
            shutil.copyfile(path, copy)
            with suppress(FileNotFoundError):  # folded away meanwhile: that shows below
                shutil.copyfile(log, _beside(copy, "-wal"))
            # The file itself changes only when its log is folded into it. That the log has grown
            # is no matter: what was written after our copy is just not in it.
            if _state(path, log) == before:
                return copy
    except OSError as error:
        raise UserProblem(
            f"{path.name} could not be copied to be read: {error.strerror}."
        ) from error
    raise UserProblem(
        f"{path.name} is being written by another program. Wait until it has finished, or close "
        "it, then merge again."
    )


def _state(path: Path, log: Path) -> tuple[object, ...]:
    """Give what tells whether a log has been folded into its file or begun anew."""
    status = path.stat()
    try:
        with log.open("rb") as file:
            head = file.read(32)
    except FileNotFoundError:
        head = b""
    return status.st_size, status.st_mtime_ns, status.st_ino, head
