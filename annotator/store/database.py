"""One open project file: refusing what is not one, transactions, closing."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from annotator.problems import ProjectFileError, UserProblem
from annotator.store.coding import Coder
from annotator.store.connection import (
    APPLICATION_ID,
    CACHE,
    connect,
    connect_to_copy,
    connect_to_read,
    is_writable,
    looks_like_project,
)
from annotator.store.drafts import draft_of, drop_draft, publish
from annotator.store.migrations import TABLES, VERSION, migrate
from annotator.store.problems import (
    BusyError,
    DamagedError,
    DiskFullError,
    GoneError,
    LockedError,
    NewerVersionError,
    NotAProjectError,
    ReadOnlyError,
    UnreachableError,
    backup_folder,
    in_plain_words,
    require_folder,
)

_SMALL_CACHE = 8_192
"""Kilobytes of pages that are kept of what is read once."""


class ClosesItself(ABC):
    """What is closed at the end of a ``with`` block."""

    @abstractmethod
    def close(self) -> None:
        """Close it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Database(ClosesItself):
    """An open project file, used from the thread that opened it.

    Everything that reads or writes goes through `reading` or `writing`, which turn SQLite's
    errors into the user's words.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only
        self.why_read_only: ProjectFileError = ReadOnlyError(path)
        self.coder = Coder(connection)
        self.patience: int | None = None
        """Milliseconds to wait for somebody else who writes; None waits some seconds."""
        self._abandoned = False
        self._file = _file_at(path)
        self._is_sound: bool | None = None
        """Whether the file has been found sound; None as long as nobody had reason to look."""

    @classmethod
    def create(cls, path: Path, begin: Callable[[Database], None]) -> Self:
        """Make a project file; it appears under its name only when it is whole.

        Args:
            path: where; nothing may be there yet.
            begin: writes what the project holds from the start.

        Raises:
            UserProblem: there is a file of that name already, or it cannot be written.
        """
        path = path.absolute()
        if path.exists():
            raise UserProblem(f"{path.name} exists already. Open it, or choose another name.")
        require_folder(path)
        draft = draft_of(path)
        try:
            with in_plain_words(path), closing(connect(draft, create=True)) as connection:
                migrate(connection, APPLICATION_ID)
                begin(Database(path, connection, read_only=False))
                connection.execute("PRAGMA journal_mode=WAL")
            publish(draft, path)
        except OSError as error:
            raise UnreachableError(path, (error.strerror or str(error)).lower()) from error
        finally:
            drop_draft(draft)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a project file, bringing an older one to our version after a backup.

        A file that may not be written is opened for reading alone, and so is one on a full disk.
        What is only read is not changed: an older file is then brought to our version in memory.

        Raises:
            ProjectFileError: it is missing, something else, damaged, or made by a newer version.
        """
        path = path.absolute()
        try:
            known = looks_like_project(path)
        except FileNotFoundError as error:
            raise UnreachableError(path, "there is no such file") from error
        except OSError as error:
            raise UnreachableError(path, (error.strerror or str(error)).lower()) from error
        if not known:
            # That it has been backed up shows that it was one of ours.
            raise DamagedError(path) if backup_folder(path).is_dir() else NotAProjectError(path)
        read_only = read_only or not is_writable(path)
        with in_plain_words(path):
            connection, hindrance = connect_to_read(path)
            try:
                _refuse(path, connection)
                if _is_old(connection):
                    if read_only or hindrance:
                        connection = connect_to_copy(connection)
                    else:
                        _back_up(path, connection)
                    migrate(connection, APPLICATION_ID)
                _require_tables(path, connection)
            except BaseException:
                connection.close()
                raise
        opened = cls(path, connection, read_only=read_only or bool(hindrance))
        if hindrance and not read_only:
            opened.why_read_only = DiskFullError(path, "open it again")
        return opened

    def close(self) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read, with what is the file's fault in plain words."""
        with self._in_plain_words():
            yield self.connection

    @contextmanager
    def snapshot(self, *, once: bool = False) -> Iterator[sqlite3.Connection]:
        """Read in a block what stands at one moment, whoever writes meanwhile.

        What is read ``once``, from end to end, is not kept in memory.
        """
        with self._in_plain_words():
            if once:
                self.connection.execute(f"PRAGMA cache_size=-{_SMALL_CACHE}")
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self.connection.execute("ROLLBACK")
                if once:
                    self.connection.execute(f"PRAGMA cache_size=-{CACHE}")

    def _take_lock(self, connection: sqlite3.Connection, *, waits: bool) -> None:
        patience = self.patience if waits else 0
        if patience is None:
            connection.execute("BEGIN IMMEDIATE")
            return
        (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute(f"PRAGMA busy_timeout={patience}")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise BusyError(self.path) from error
            raise
        finally:
            connection.execute(f"PRAGMA busy_timeout={usual}")

    def is_free(self) -> bool:
        """Tell whether nobody writes at this moment; waits for nobody."""
        try:
            with self.writing(waits=False):
                self.abandon()
        except LockedError:
            return False
        return True

    @contextmanager
    def writing(self, *, waits: bool = True) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for a block and commit it durably, or roll all of it back.

        The lock is taken at once (BEGIN IMMEDIATE): a transaction that began by reading would
        fail at its first write if anybody else had written since.

        Args:
            waits: whether to wait some seconds for somebody else who writes.

        Raises:
            ProjectFileError: the file is read-only, locked or gone, or its disk is full; a
                `BusyError` of it, if one did not wait for as long as usual.
        """
        if self.read_only:
            raise self.why_read_only
        self._refuse_if_gone()
        connection = self.connection
        with self._in_plain_words():
            self._take_lock(connection, waits=waits)
            self._abandoned = False
            try:
                yield connection
                connection.execute("ROLLBACK" if self._abandoned else "COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self.coder.forget()
                raise
            if self._abandoned:
                self.coder.forget()

    def abandon(self) -> None:
        """Let the present `writing` block end without a trace."""
        self._abandoned = True

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file; after an import it is as large as the import.

        That it cannot be done now is no matter: the log is as good as the file.
        """
        with suppress(sqlite3.OperationalError):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def data_version(self) -> int:
        """Give a number that changes when another connection has committed.

        Raises:
            GoneError: the file is no longer the one that was opened.
        """
        self._refuse_if_gone()
        with self._in_plain_words():
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def _in_plain_words(self) -> AbstractContextManager[None]:
        return in_plain_words(self.path, is_damaged=self._is_damaged)

    def _is_damaged(self) -> bool:
        """Tell whether an error is the file's fault or a bug: by reading all of it, once."""
        if self._is_sound is None:
            from annotator.store.check import is_sound  # noqa: PLC0415 - hardly ever needed

            self._is_sound = is_sound(self.path)
        return not self._is_sound

    def _refuse_if_gone(self) -> None:
        """Refuse to go on with a file that nobody can find any more."""
        if self._file is not None and _file_at(self.path) != self._file:
            raise GoneError(self.path)

    def value(self, key: str) -> str | None:
        """Read one of the project's own settings (``id``, ``creator``, ``created``)."""
        with self._in_plain_words():
            row = self.connection.execute(
                "SELECT value FROM project WHERE key=?", (key,)
            ).fetchone()
        return None if row is None else str(row[0])

    def keep_value(self, key: str, value: str) -> None:
        """Write one of the project's own settings: a convenience that is nobody's data.

        Raises:
            ProjectFileError: the file cannot be written.
        """
        with self.writing() as connection:
            connection.execute(
                "INSERT INTO project VALUES(?,?)"
                " ON CONFLICT(key) DO UPDATE SET value=excluded.value",
                (key, value),
            )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Give what tells the file at a path from any other; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _refuse(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse what a newer program wrote, and what could make us run something."""
    version = _version(connection)
    if version > VERSION:
        raise NewerVersionError(path, version, VERSION)
    if version < 1:
        raise DamagedError(path)
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE type='trigger' LIMIT 1").fetchone():
        raise UserProblem(
            f"{path.name} holds program code (a trigger) that Annotator never writes, so it was "
            "not opened. Ask whoever sent it for a fresh copy."
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_old(connection: sqlite3.Connection) -> bool:
    return _version(connection) < VERSION


def _back_up(path: Path, connection: sqlite3.Connection) -> None:
    from annotator.store.backup import back_up_before_migration  # noqa: PLC0415 - rarely needed

    back_up_before_migration(path, _version(connection))


def _require_tables(path: Path, connection: sqlite3.Connection) -> None:
    """Make sure that the tables are there."""
    present: dict[str, list[str]] = {}
    with in_plain_words(path, is_damaged=lambda: True):  # whatever SQLite finds odd about them
        for table, column in connection.execute(
            "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c"
            " WHERE s.type='table' ORDER BY s.name, c.cid"
        ):
            present.setdefault(table, []).append(column)
    if not present.items() >= TABLES.items():
        raise DamagedError(path)
