"""Files that get their name only when they are whole and safe on the disk."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.problems import UserProblem


def draft_of(path: Path) -> Path:
    """Name a hidden file beside ``path`` that is not there yet."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}")


def drop_draft(draft: Path) -> None:
    """Remove a draft, and what SQLite may have left beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        Path(f"{draft}{suffix}").unlink(missing_ok=True)


def publish(draft: Path, path: Path) -> None:
    """Give a finished file its name, durably, and never over another file.

    Raises:
        UserProblem: there is one of that name.
        OSError: the disk does not let us.
    """
    sync(draft)
    try:
        path.hardlink_to(draft)
    except FileExistsError as error:
        raise UserProblem(f"{path.name} exists already. Choose another name.") from error
    except OSError:
        # Some disks know no second names for a file (FAT, many network shares).
        if path.exists():
            raise
        draft.rename(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Make what was written to a file or a folder survive a power cut."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
