"""One open project file: refusing what is not one, transactions, closing."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.problems import UserProblem
from annotator.store.coding import Coder
from annotator.store.connection import APPLICATION_ID, connect, is_writable, looks_like_project
from annotator.store.migrations import VERSION, migrate
from annotator.store.problems import (
    NewerVersionError,
    NotAProjectError,
    ReadOnlyError,
    UnreachableError,
    in_plain_words,
)


class Database:
    """An open project file, used from the thread that opened it.

    Everything that reads or writes goes through `reading` or `writing`, which turn SQLite's
    errors into the user's words.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only
        self.coder = Coder(connection)
        self._abandoned = False

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty project file; it appears under its name only when it is whole.

        Raises:
            UserProblem: there is a file of that name already, or it cannot be written.
        """
        path = path.absolute()
        if path.exists():
            raise UserProblem(f"{path.name} exists already. Open it, or choose another name.")
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with in_plain_words(path):
                connection = connect(draft)
                try:
                    connection.execute("PRAGMA journal_mode=WAL")
                    migrate(connection, APPLICATION_ID)
                finally:
                    connection.close()
            _rename_unless_taken(draft, path)
        except OSError as error:
            raise UnreachableError(path, error.strerror or str(error)) from error
        finally:
            draft.unlink(missing_ok=True)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a project file, bringing an older one to our version after a backup.

        A file that may not be written is opened for reading alone.

        Raises:
            ProjectFileError: it is missing, something else, damaged, or made by a newer version.
        """
        path = path.absolute()
        try:
            if not looks_like_project(path):
                raise NotAProjectError(path)
        except FileNotFoundError as error:
            raise UnreachableError(path, "there is no such file") from error
        except OSError as error:
            raise UnreachableError(path, (error.strerror or str(error)).lower()) from error
        read_only = read_only or not is_writable(path)
        with in_plain_words(path):
            connection = connect(path)
            try:
                _refuse_or_migrate(path, connection, read_only=read_only)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection, read_only=read_only)

    def close(self) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read, with SQLite's errors in plain words."""
        with in_plain_words(self.path):
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for a block and commit it durably, or roll all of it back.

        The lock is taken at once (BEGIN IMMEDIATE): a transaction that began by reading would
        fail at its first write if anybody else had written since.

        Raises:
            ProjectFileError: the file is read-only, locked, or its disk is full.
        """
        if self.read_only:
            raise ReadOnlyError(self.path)
        connection = self.connection
        with in_plain_words(self.path):
            connection.execute("BEGIN IMMEDIATE")
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
        """Fold the write-ahead log into the file; after an import it is as large as the import."""
        with in_plain_words(self.path):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def data_version(self) -> int:
        """Give a number that changes when another connection has committed."""
        with in_plain_words(self.path):
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def value(self, key: str) -> str | None:
        """Read one of the project's own settings (``id``, ``creator``, ``created``)."""
        with in_plain_words(self.path):
            row = self.connection.execute(
                "SELECT value FROM project WHERE key=?", (key,)
            ).fetchone()
        return None if row is None else str(row[0])


def _refuse_or_migrate(path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise NewerVersionError(path, version, VERSION)
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE type='trigger' LIMIT 1").fetchone():
        raise UserProblem(
            f"{path.name} holds program code (a trigger) that Annotator never writes, so it was "
            "not opened. Ask whoever sent it for a fresh copy."
        )
    if version < VERSION:
        if read_only:
            raise ReadOnlyError(path)
        from annotator.store.backup import back_up_before_migration  # noqa: PLC0415 - rarely needed

        back_up_before_migration(path, version)
        migrate(connection, APPLICATION_ID)


def _rename_unless_taken(draft: Path, path: Path) -> None:
    """Give a finished file its name, never over another one."""
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise UserProblem(
            f"{path.name} exists already. Open it, or choose another name."
        ) from error
    except OSError:
        # Some disks know no second names for a file (FAT, many network shares).
        if path.exists():
            raise
        draft.rename(path)
