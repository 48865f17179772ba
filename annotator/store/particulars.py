"""Reading what people say about articles besides their text."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
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


def common_values(
    connection: sqlite3.Connection, numbers: Sequence[int], fields: Sequence[str]
) -> dict[str, str | None]:
    """Give what several articles have in common, by field; None where they differ, “” for none."""
    said = [
        f"a.{field}" if field in _COLUMNS else f"json_extract(r.rest, '$.{field}')"
        for field in fields
    ]
    edges = ", ".join(f"min(coalesce({one}, '')), max(coalesce({one}, ''))" for one in said)
    row = connection.execute(
        f"SELECT {edges} FROM article a JOIN revision r ON r.n = a.rev"
        f" WHERE a.text IN (SELECT value FROM json_each(?)) AND {FIRST}",
        (orjson.dumps(list(numbers)).decode(),),
    ).fetchone()
    pairs = zip(fields, row[::2], row[1::2], strict=True)
    return {field: least or "" if least == most else None for field, least, most in pairs}


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
