"""Copies of a project file that are known to be good: opened and checked before they count."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, nullcontext, suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from annotator.problems import UserProblem
from annotator.store.connection import connect
from annotator.store.drafts import draft_of, drop_draft, publish
from annotator.store.history import anything_done, last_operation
from annotator.store.problems import (
    DamagedError,
    UnreachableError,
    backup_folder,
    in_plain_words,
    require_folder,
)

__all__ = ["back_up", "back_up_before_migration", "backup_folder", "backups", "copy_project"]

_NAME = "%Y-%m-%d %H-%M-%S"
_KEEP_NEWEST = 3
_KEEP_DAYS = 7
_LARGE = 100_000_000
"""Bytes of a project from which on only the newest copies are kept."""


def copy_project(path: Path, target: Path, opened: sqlite3.Connection | None = None) -> None:
    """Copy a project file as it stands now, check the copy, and only then give it its name.

    Other connections go on reading and writing meanwhile. The copy is a single file without a log.
    What is ``opened`` already is copied even if the file has gone since.

    Raises:
        UserProblem: the target exists or cannot be written, or the project is damaged.
    """
    target = target.absolute()
    if target.exists():
        raise UserProblem(f"{target.name} exists already. Choose another name for the backup.")
    require_folder(target)
    draft = draft_of(target)
    try:
        with in_plain_words(path, target):
            with (
                nullcontext(opened) if opened else closing(connect(path)) as source,
                closing(connect(draft, create=True)) as copy,
            ):
                # All pages in one step: a backup in several starts over with every foreign commit.
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            _verify(path, draft)
        publish(draft, target)
    except OSError as error:
        raise UnreachableError(target, (error.strerror or str(error)).lower()) from error
    finally:
        drop_draft(draft)


def backups(path: Path) -> list[Path]:
    """List a project's own backups, newest first."""
    files = backup_folder(path).glob(f"*{path.suffix}")
    return sorted(filter(_is_dated, files), key=_moment_of, reverse=True)


def back_up(path: Path, *, at_least_apart: float = 0.0, now: float | None = None) -> Path | None:
    """Add a copy to the project's rolling set, and drop those that are no longer needed.

    Kept are the newest three, and the newest of each of the last seven days; of a large project the
    newest three alone.

    Args:
        path: the project file.
        at_least_apart: seconds since the newest copy below which nothing is done.
        now: the moment, in seconds since 1970.

    Returns:
        The new copy; None if the newest is recent enough or holds all there is, if another program
        made one at the same moment, and for a project in which nothing has been done yet.

    Raises:
        UserProblem: it cannot be written, or the project is damaged.
    """
    moment = time.time() if now is None else now
    present = backups(path)
    if present and 0 <= moment - _moment_of(present[0]).timestamp() < at_least_apart:
        return None
    with in_plain_words(path), closing(connect(path)) as source:
        if not anything_done(source) or (
            present and _last_operation_of(present[0]) == last_operation(source)
        ):
            return None
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UnreachableError(folder, (error.strerror or str(error)).lower()) from error
    target = _free_name(folder, moment, path.suffix)
    try:
        copy_project(path, target)
    except UserProblem:
        if target.exists():
            return None
        raise
    for file in _superfluous(backups(path), large=path.stat().st_size > _LARGE):
        file.unlink(missing_ok=True)
    return target


def back_up_before_migration(path: Path, version: int) -> Path:
    """Keep a file as it is before its tables are changed; such a copy is never dropped."""
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True)
    target = folder / f"format {version} {datetime.now().strftime(_NAME)}{path.suffix}"  # noqa: DTZ005 - a name for people
    copy_project(path, target)
    return target


def _verify(path: Path, draft: Path) -> None:
    with closing(connect(draft)) as copy:
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DamagedError(path)
        last_operation(copy)


def _last_operation_of(backup: Path) -> int | None:
    """Give the number of a backup's newest operation; None if it can no longer be read."""
    with suppress(sqlite3.Error), closing(connect(backup)) as copy:
        return last_operation(copy)
    return None


def _free_name(folder: Path, moment: float, suffix: str) -> Path:
    """Name a copy by its moment, or by the next second that has none."""
    while True:
        name = datetime.fromtimestamp(moment).strftime(_NAME)  # noqa: DTZ006 - a name for people
        if not (target := folder / f"{name}{suffix}").exists():
            return target
        moment += 1


def _superfluous(newest_first: list[Path], *, large: bool) -> list[Path]:
    kept = set(newest_first[:_KEEP_NEWEST])
    if not large and newest_first:
        today = _moment_of(newest_first[0]).date()
        days: dict[date, Path] = {}
        for file in newest_first:
            day = _moment_of(file).date()
            if today - day < timedelta(days=_KEEP_DAYS):
                days.setdefault(day, file)
        kept.update(days.values())
    return [file for file in newest_first if file not in kept]


def _moment_of(file: Path) -> datetime:
    return datetime.strptime(file.stem, _NAME)  # noqa: DTZ007 - local, as people read it


def _is_dated(file: Path) -> bool:
    try:
        _moment_of(file)
    except ValueError:
        return False
    return True
