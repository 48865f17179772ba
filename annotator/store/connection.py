"""Connecting to a project file: durable when we write it, distrusted when we read it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

SQLITE = sqlite3.sqlite_version
"""The version of SQLite."""
APPLICATION_ID = 0x416E6E6F
"""“Anno” in the file's header, at offset 68."""

NO_UTF_8 = "Could not decode to UTF-8"
"""How Python's errors about a text of a file begin; they have no code."""

_MAGIC = b"SQLite format 3\x00"
_NO_SCHEMA = "malformed database schema"
_ALONE = "mode=ro&immutable=1"
_NO_ROOM = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)
_WAIT = 5.0
"""Seconds to wait for another writer."""
CACHE = 32_768
"""Kilobytes of pages that are kept in memory."""

# synchronous=FULL: an acknowledged action survives a power cut. trusted_schema and
# cell_size_check: a file that came by mail must not be able to run or overrun anything. 4096-byte
# pages are SQLite's own.
_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    f"cache_size=-{CACHE}",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
)


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a connection in autocommit mode; transactions are begun by hand.

    A file that may be written is opened so even to be read: only such a connection can tidy its
    log away when it is the last one to close. A file that is not there is made only if ``create``
    says so.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    return _connect(path, "mode=rwc" if create else _way_to(path))


def connect_to_read(path: Path) -> tuple[sqlite3.Connection, sqlite3.OperationalError | None]:
    """Open a connection, on a full disk one that can only read; give what kept it from writing.

    To read a file that may be written, SQLite makes an index of its log beside it. Without room for
    that, a file that has no log can be read alone: nobody else has it open.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    try:
        return connect(path), None
    except sqlite3.OperationalError as error:
        log = _log_of(path)
        if error.sqlite_errorcode & 0xFF not in _NO_ROOM or (log.exists() and log.stat().st_size):
            raise
        return _connect(path, _ALONE), error


def connect_alone(path: Path) -> sqlite3.Connection:
    """Open a connection that can only read and takes no lock: to a file that nobody writes.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    return _connect(path, _ALONE)


def connect_to_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Open a connection to a copy in memory of what another one reads, and close that.

    Raises:
        sqlite3.Error: it cannot be read to its end.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.backup(copy)
        _distrust(copy)
    except BaseException:
        copy.close()
        raise
    connection.close()
    return copy


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _way_to(path: Path) -> str:
    """Say how a file that is there is opened."""
    if is_writable(path):
        return "mode=rw"
    # Without a log beside it nobody has it open, so that it needs no lock: a lock would leave files
    # behind that a reader cannot tidy away, and whose rights would keep its owner from writing.
    return "mode=ro" if _log_of(path).exists() else _ALONE


def _uri(path: Path, how: str) -> str:
    name = path.absolute().as_posix()
    root = "" if name.startswith("/") else "/"
    return f"file://{root}{quote(os.fsencode(name), safe='/:')}?{how}"


def _connect(path: Path, how: str) -> sqlite3.Connection:
    uri = _uri(path, how)
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_WAIT)
    try:
        _distrust(connection)
    except BaseException as error:
        connection.close()
        # What SQLite quotes of a damaged schema decides which error it is, and may be no text.
        if isinstance(error, UnicodeDecodeError) or str(error).startswith(_NO_SCHEMA):
            raise sqlite3.DatabaseError(f"{NO_UTF_8}: the schema") from error
        raise
    return connection


def _distrust(connection: sqlite3.Connection) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def looks_like_project(path: Path) -> bool:
    """Tell from the first 100 bytes whether a file is one of ours.

    With a log beside it, it may be open in this process, and then only SQLite may read it: whoever
    opens a file past SQLite and closes it again takes all of the process's locks off it (a rule of
    POSIX), so that another program takes itself for the last one and removes the log that we still
    write to.

    Raises:
        OSError: it cannot be read.
    """
    if _log_of(path).exists() and _says_it_is_ours(path):
        return True
    with path.open("rb") as file:
        header = file.read(100)
    return header.startswith(_MAGIC) and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def _says_it_is_ours(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(_uri(path, _way_to(path)), uri=True, timeout=_WAIT)) as file:
            return bool(file.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def is_writable(path: Path) -> bool:
    """Tell whether the file and its folder (for the write-ahead log) may be written."""
    return may_write(path) and may_write(path.parent)


def may_write(path: Path) -> bool:
    """Tell whether this user may write a file, or in a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
