"""Copies of a project file that are known to be good: opened and checked before they count."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from annotator.problems import UserProblem
from annotator.store.connection import connect
from annotator.store.history import last_operation
from annotator.store.problems import DamagedError, UnreachableError, in_plain_words

_FOLDER_SUFFIX = ".backups"
_NAME = "%Y-%m-%d %H-%M-%S"
_KEEP_NEWEST = 3
_KEEP_DAYS = 7
_LARGE = 100_000_000
"""Bytes of a project from which on only the newest copies are kept."""


def copy_project(path: Path, target: Path) -> None:
    """Copy a project file as it stands now, check the copy, and only then give it its name.

    Other connections go on reading and writing meanwhile. The copy is a single file without a log.

    Raises:
        UserProblem: the target exists or cannot be written, or the project is damaged.
    """
    if target.exists():
        raise UserProblem(f"{target.name} exists already. Choose another name for the backup.")
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with in_plain_words(path), closing(connect(path)) as source:
            with in_plain_words(target), closing(sqlite3.connect(draft)) as copy:
                # All pages in one step: a backup in several starts over with every foreign commit.
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            _verify(path, draft)
        _sync(draft)
        draft.rename(target)
        _sync(target.parent)
    except OSError as error:
        raise UnreachableError(target, (error.strerror or str(error)).lower()) from error
    finally:
        for leftover in (draft, Path(f"{draft}-journal")):
            leftover.unlink(missing_ok=True)


def backup_folder(path: Path) -> Path:
    """Name the folder of a project's own backups, beside it."""
    return path.with_name(path.name + _FOLDER_SUFFIX)


def backups(path: Path) -> list[Path]:
    """List a project's own backups, newest first."""
    folder = backup_folder(path)
    dated = [(moment, file) for file in folder.glob("*.annot") if (moment := _moment(file))]
    return [file for _, file in sorted(dated, reverse=True)]


def back_up(path: Path, *, at_least_apart: float = 0.0, now: float | None = None) -> Path | None:
    """Add a copy to the project's rolling set, and drop those that are no longer needed.

    Kept are the newest three, and the newest of each of the last seven days; of a large project the
    newest three alone.

    Args:
        path: the project file.
        at_least_apart: seconds since the newest copy below which nothing is done.
        now: the moment, in seconds since 1970.

    Returns:
        The new copy; None if the newest is recent enough, or holds all there is.

    Raises:
        UserProblem: it cannot be written, or the project is damaged.
    """
    moment = time.time() if now is None else now
    present = backups(path)
    if present:
        newest = _moment(present[0])
        assert newest is not None
        if moment - newest.timestamp() < at_least_apart or _holds_all(present[0], path):
            return None
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UnreachableError(folder, (error.strerror or str(error)).lower()) from error
    target = folder / (datetime.fromtimestamp(moment).strftime(_NAME) + path.suffix)  # noqa: DTZ006 - a name for people
    copy_project(path, target)
    for file in _superfluous(backups(path), large=path.stat().st_size > _LARGE):
        file.unlink(missing_ok=True)
    return target


def back_up_before_migration(path: Path, version: int) -> Path:
    """Keep a file as it is before its tables are changed; such a copy is never dropped."""
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True)
    target = folder / f"format {version} {datetime.now().strftime(_NAME)}{path.suffix}"  # noqa: DTZ005 - as above
    copy_project(path, target)
    return target


def _verify(path: Path, draft: Path) -> None:
    with closing(connect(draft)) as copy:
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DamagedError(path)
        last_operation(copy)


def _holds_all(backup: Path, path: Path) -> bool:
    """Tell whether nothing has been done since a backup was made."""
    with in_plain_words(backup), closing(connect(backup)) as copy:
        held = last_operation(copy)
    with in_plain_words(path), closing(connect(path)) as source:
        return held == last_operation(source)


def _superfluous(newest_first: list[Path], *, large: bool) -> list[Path]:
    kept = set(newest_first[:_KEEP_NEWEST])
    if not large and newest_first:
        latest = _moment(newest_first[0])
        assert latest is not None
        days: dict[object, Path] = {}
        for file in newest_first:
            moment = _moment(file)
            assert moment is not None
            if latest - moment < timedelta(days=_KEEP_DAYS):
                days.setdefault(moment.date(), file)
        kept.update(days.values())
    return [file for file in newest_first if file not in kept]


def _moment(file: Path) -> datetime | None:
    try:
        return datetime.strptime(file.stem, _NAME)  # noqa: DTZ007 - local, as people read it
    except ValueError:
        return None


def _sync(path: Path) -> None:
    """Make what was written survive a power cut."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
