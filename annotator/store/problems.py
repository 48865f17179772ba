"""What can go wrong with a project file, each in one clear sentence and what to do next."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.problems import ProjectBusyError, ProjectFileError
from annotator.store.connection import NO_UTF_8, may_write

ODD = (
    ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError,
    sqlite3.Error, zlib.error,
)  # fmt: skip
"""What is raised over values that nobody would have written: by a damaged file, or by a bug."""


class NotAProjectError(ProjectFileError):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is not an Annotator project. To take it in as an article, import it."
        )


class NewerVersionError(ProjectFileError):
    """The file was written by a newer program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path.name} was made by a newer version of Annotator (its format is {found}, this "
            f"program reads up to {known}). Update Annotator to open it; the file was not changed."
        )


class DamagedError(ProjectFileError):
    """The file's pages or tables are broken."""

    def __init__(self, path: Path) -> None:
        folder = backup_folder(path)
        super().__init__(
            f"{path.name} is damaged. Keep it as it is and open its newest backup in the folder "
            f"“{folder.name}” beside it."
            if folder.is_dir()
            else f"{path.name} is damaged, and there is no backup beside it. Keep it as it is, and "
            "look for a copy of it or a dataset exported from it."
        )


class ReadOnlyError(ProjectFileError):
    """The file, its folder or its disk cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} cannot be changed: the file or its folder is read-only. Copy it to a "
            "folder of yours to work on it."
        )


class DiskFullError(ProjectFileError):
    """There is no room for what should be written."""

    def __init__(self, path: Path, again: str = "do it again") -> None:
        super().__init__(
            f"The disk that holds {path.name} is full. Nothing of this action was saved; free some "
            f"space and {again}."
        )


class DiskError(ProjectFileError):
    """The system could not read or write the file, for a reason that SQLite does not tell."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk that holds {path.name} reports an error: it was taken away, say, or there "
            "is no room left for you on it. What was not finished was not saved; see to the disk "
            "and do it again."
        )


class FolderNotWritableError(ProjectFileError):
    """A new file should be made where this user may make none."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} cannot be made in {path.parent}: you may not write there. Choose another "
            "folder."
        )


class LockedError(ProjectBusyError):
    """Another program holds the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program has been writing to {path.name} for some time. Wait until it has "
            "finished, or close it, then do this again."
        )


class BusyError(LockedError):
    """Somebody else writes to the file just now, and one does not wait for them."""

    def __init__(self, path: Path) -> None:
        ProjectBusyError.__init__(
            self,
            f"Something else is writing to {path.name} just now: an import, say, in another window "
            "or program. This was not saved; do it again when that has finished.",
        )


class GoneError(ProjectFileError):
    """The file was deleted, moved or replaced while it was open: what is written goes nowhere."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} was deleted, moved or replaced while it was open. Nothing is saved from "
            "now on: put the file back and open it again, or back up to a new file what you see "
            "here."
        )


class UnreachableError(ProjectFileError):
    """The file cannot be opened at all."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be opened: {why}.")


# By SQLite's primary result code, see https://sqlite.org/rescode.html. Whether a file is a project
# at all has been looked at before SQLite is asked: what it then does not know is damaged.
_BY_CODE: dict[
    int, type[DamagedError | ReadOnlyError | DiskFullError | DiskError | LockedError]
] = {
    sqlite3.SQLITE_NOTADB: DamagedError,
    sqlite3.SQLITE_CORRUPT: DamagedError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_IOERR: DiskError,
    sqlite3.SQLITE_BUSY: LockedError,
    sqlite3.SQLITE_LOCKED: LockedError,
}


def require_folder(path: Path) -> None:
    """Make sure that a new file can be made at a path.

    Raises:
        ProjectFileError: its folder is not there, or may not be written.
    """
    if not path.parent.is_dir():
        raise UnreachableError(path, "its folder is not there")
    if not may_write(path.parent):
        raise FolderNotWritableError(path)


def backup_folder(path: Path) -> Path:
    """Name the folder of a project's own backups, beside it."""
    return path.with_name(path.name + ".backups")


def problem_of(
    error: sqlite3.Error, path: Path, target: Path | None = None
) -> ProjectFileError | None:
    """Find the user's words for an error of SQLite's; None if it is a bug of ours.

    Args:
        error: what SQLite raised.
        path: the file that is read.
        target: the file that is written, if it is another one.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own: a text of the file is not UTF-8.
        return DamagedError(path) if str(error).startswith(NO_UTF_8) else None
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # no room for the index of the log
        return DiskFullError(target or path)
    primary = code & 0xFF
    kind = _BY_CODE.get(primary)
    if kind is not None:
        return kind(path if kind in (DamagedError, LockedError) else target or path)
    if primary == sqlite3.SQLITE_CANTOPEN:
        return UnreachableError(target or path, "the file or its folder is out of reach")
    return None


@contextmanager
def in_plain_words(
    path: Path, target: Path | None = None, is_damaged: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Let what is the file's fault leave a block as the user's problem; bugs pass as they are.

    Args:
        path: the file that is read.
        target: the file that is written, if it is another one.
        is_damaged: asked about an error that a bug could raise as well.
    """
    try:
        yield
    except ODD as error:
        problem = problem_of(error, path, target) if isinstance(error, sqlite3.Error) else None
        if problem is None and is_damaged():
            problem = DamagedError(path)
        if problem is not None:
            raise problem from error
        raise
