"""Files that get their name only when they are whole and safe on the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from annotator.problems import UserProblem


def draft_of(path: Path) -> Path:
    """Name a hidden file beside ``path`` that is not there yet."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}")


def drop_draft(draft: Path) -> None:
    """Remove a draft, and what SQLite may have left beside it, as far as the disk lets us."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{draft}{suffix}").unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file that gets its name when it is whole; its folders are made.

    Raises:
        OSError: the disk does not let us; what was there of that name is there still.
    """
    path = path.resolve()  # a link stays one
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_of(path)
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        drop_draft(draft)


def publish(draft: Path, path: Path) -> None:
    """Give a finished project file its name, durably, and never over another file.

    Raises:
        UserProblem: there is one of that name, or the log of one that is gone.
        OSError: the disk does not let us.
    """
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size:
        # SQLite would take it for the log of the new file, and spoil that.
        raise UserProblem(
            f"Beside it lies {log.name}, the work of an earlier project of that name. Move it away "
            "or choose another name."
        )
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
