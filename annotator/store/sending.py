"""What was sent from this file, and when something was last merged into it. Local: it travels not.

What has been sent lets the next bundle hold only what is newer.
"""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

import orjson

from annotator.model import moments
from annotator.model.moments import iso
from annotator.store.coding import Coder
from annotator.store.database import Database
from annotator.store.rows import expect


class Sent(NamedTuple):
    """A bundle that was sent: when (ISO 8601), its newest revision, what else is known of it."""

    at: str
    last: int
    body: dict[str, Any]


def newest_revision(connection: sqlite3.Connection) -> int:
    """Give the highest number that a revision has, or had before it was taken back."""
    row = connection.execute("SELECT max(last) FROM operation").fetchone()
    return int(row[0] or 0)


def begun_on(connection: sqlite3.Connection, coder: Coder) -> str:
    """Name the machine's copy (replica) on which the file was begun."""
    (number,) = connection.execute("SELECT replica FROM revision ORDER BY n LIMIT 1").fetchone()
    return coder.word(number)


def sent(connection: sqlite3.Connection) -> list[Sent]:
    """List the bundles that were sent, newest first."""
    found = []
    for at, last, body in connection.execute("SELECT at, last, body FROM sent ORDER BY id DESC"):
        expect((at, last, body), int, int, str)
        found.append(Sent(iso(at), last, orjson.loads(body)))
    return found


def keep_sent(database: Database, last: int, body: dict[str, Any]) -> None:
    """Note that a bundle was sent; ``last`` is the newest revision there was."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO sent(at, last, body) VALUES(?,?,?)",
            (moments.now(), last, orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()),
        )


def last_merged(connection: sqlite3.Connection) -> str | None:
    """Give when something was last merged, as ISO 8601; None if nothing that stands was."""
    row = connection.execute(
        "SELECT at FROM operation WHERE act='merge' AND state='done' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else iso(row[0])
