"""Reading what people say about articles besides their text."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

import orjson

from annotator.store.article_sql import FIRST
from annotator.store.coding import Coder

_COLUMNS = ("title", "outlet", "byline", "published", "language", "url")


class Said(NamedTuple):
    """What somebody says of an article, as it is kept."""

    annotator: str
    body: dict[str, Any]


def particulars(connection: sqlite3.Connection, coder: Coder, number: int) -> list[Said]:
    """List what everybody says of an article, first whose word counts, then by name."""
    rows = connection.execute(
        f"SELECT a.author, r.rest, {FIRST} FROM article a JOIN revision r ON r.n = a.rev"
        " WHERE a.text = ?",
        (number,),
    ).fetchall()
    found = [(not counts, coder.word(author), orjson.loads(rest)) for author, rest, counts in rows]
    return [Said(name, body) for _, name, body in sorted(found, key=lambda one: one[:2])]


def used_values(connection: sqlite3.Connection, field: str, most: int) -> list[str]:
    """List the values that a field of articles has, the most frequent first."""
    if field not in _COLUMNS:
        return []
    return [
        value
        for (value,) in connection.execute(
            f"SELECT {field} FROM article WHERE coalesce({field}, '') <> ''"
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?",
            (most,),
        )
    ]
