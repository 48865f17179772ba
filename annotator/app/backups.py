"""The project's own backups: made beside it, and taken up when it is damaged."""

from __future__ import annotations

from pathlib import Path

from annotator.store.backup import back_up, backups, copy_project

__all__ = ["back_up", "backups", "restore_newest"]


def restore_newest(path: Path) -> Path | None:
    """Copy the newest backup beside its project, under a name of its own; None if there is none.

    The damaged file stays as it is.

    Raises:
        UserProblem: the copy cannot be written, or the backup is damaged as well.
    """
    found = backups(path)
    if not found:
        return None
    target = path.with_name(f"{path.stem} restored {found[0].stem}{path.suffix}")
    if not target.exists():
        copy_project(found[0], target)
    return target
