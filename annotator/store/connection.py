"""Connecting to a project file: durable when we write it, distrusted when we read it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

APPLICATION_ID = 0x416E6E6F
"""“Anno” in the file's header, at offset 68."""

_MAGIC = b"SQLite format 3\x00"
_WAIT = 5.0
"""Seconds to wait for another writer."""

# synchronous=FULL: an acknowledged action survives a power cut. trusted_schema and
# cell_size_check: a file that came by mail must not be able to run or overrun anything. 4096-byte
# pages are SQLite's own.
_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
)


def connect(path: Path) -> sqlite3.Connection:
    """Open a connection in autocommit mode; transactions are begun by hand.

    A file that may be written is opened so even to be read: only such a connection can tidy its
    log away when it is the last one to close.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    if path.exists() and not is_writable(path):
        connection = _connect_read_only(path)
    else:
        connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _connect_read_only(path: Path) -> sqlite3.Connection:
    name = "file:" + quote(str(path.absolute()))
    connection = sqlite3.connect(f"{name}?mode=ro", uri=True, isolation_level=None, timeout=_WAIT)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = sqlite3.connect(
            f"{name}?mode=ro&immutable=1", uri=True, isolation_level=None, timeout=_WAIT
        )
    return connection


def looks_like_project(path: Path) -> bool:
    """Tell from the first 100 bytes whether a file is one of ours.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(100)
    return header.startswith(_MAGIC) and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def is_writable(path: Path) -> bool:
    """Tell whether the file and its folder (for the write-ahead log) may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
