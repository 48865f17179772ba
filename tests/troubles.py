"""Troubles made on purpose: rights taken away, disks full, files held or spoiled."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator import Project

_NOBODY = 65534


@contextmanager
def open_folder() -> Iterator[Path]:
    """Give a folder that everybody may enter; pytest's own are for one user."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the rights of root for a while: root may write everywhere."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@contextmanager
def no_more_pages(project: Project) -> Iterator[None]:
    """Let SQLite find the disk full as soon as the file should grow."""
    run = project.session.database.connection.execute
    (pages,) = run("PRAGMA page_count").fetchone()
    run(f"PRAGMA max_page_count={pages}")
    try:
        yield
    finally:
        run("PRAGMA max_page_count=1073741823")


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Let another program be writing all the time."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def spoil(path: Path) -> None:
    """Write nonsense over the first page, behind the header."""
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\x55" * 3996)


def make_newer(path: Path) -> None:
    """Let a file be of a format that is not known yet."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=999")
