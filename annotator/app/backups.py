"""The project's own backups: made beside it, and taken up when it is damaged."""

from __future__ import annotations

from pathlib import Path

from annotator.store.backup import back_up, backups, copy_project
from annotator.store.problems import DamagedError

__all__ = ["back_up", "backups", "restore_newest"]


def restore_newest(path: Path) -> Path | None:
    """Copy the newest good backup beside its project, under a name of its own; None if none is.

    The damaged file stays as it is.

    Raises:
        UserProblem: the copy cannot be written, or all backups are damaged as well.
    """
    damaged: DamagedError | None = None
    for backup in backups(path):
        target = path.with_name(f"{path.stem} restored {backup.stem}{path.suffix}")
        try:
            if not target.exists():
                copy_project(backup, target)
        except DamagedError as problem:
            damaged = damaged or problem
        else:
            return target
    if damaged is not None:
        raise damaged
    return None
