"""Which articles may hold some words, and what is known of these articles."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import orjson

from annotator.model.query_words import folded
from annotator.store.article_sql import FIRST, HERE, kept
from annotator.store.coding import Coder
from annotator.text.zone import Zone, sound_zones

_MOST_TERMS = 400
"""Words of the index that may hold the one sought; of more, another one narrows better."""
_KNOWN = unicodedata.ucd_3_2_0
"""Letters and digits that every SQLite knows as such."""


class ArticleText(NamedTuple):
    """An article with its number in the file; ``zones`` by position."""

    number: int
    id: str
    title: str
    text: str
    zones: tuple[Zone, ...]


def candidates(
    connection: sqlite3.Connection,
    coder: Coder,
    words: str,
    among: Collection[int] | None = None,
) -> list[int]:
    """List the numbers of the articles that may hold some words, in the order they came.

    Retired articles are left out unless they are named.

    The index keeps words without case and accents. Each run of letters of what is sought must be a
    part of one of them, so that nothing is missed that a text holds: not in a longer word, nor
    beside a script without spaces. What has no letters is sought in all articles.

    Args:
        connection: at least in a read transaction.
        coder: knows the file's words.
        words: what is sought.
        among: only these; None means all.
    """
    query = _expression(connection, letter_runs(words))
    sql = f"SELECT DISTINCT a.text FROM article a WHERE {HERE}"
    values: list[object] = []
    if query is not None:
        sql += " AND a.text IN (SELECT rowid FROM search WHERE search MATCH ?)"
        values.append(query)
    if among is not None:
        sql += " AND a.text IN (SELECT value FROM json_each(?))"
        values.append(orjson.dumps(list(among)).decode())
    else:
        sql += kept(connection, coder)
    return [number for (number,) in connection.execute(f"{sql} ORDER BY a.text", values)]


def letter_runs(words: str) -> list[str]:
    """Part words at everything that is neither letter nor digit, marks among it; fold the parts."""
    runs = [""]
    for sign in unicodedata.normalize("NFKD", words):
        if _KNOWN.category(sign)[0] in "LN":
            runs[-1] += sign
        elif runs[-1]:
            runs.append("")
    return [run for one in runs if (run := folded(one))]


def read(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[ArticleText]:
    """Walk articles by their numbers, with texts and zones, in the order they came."""
    rows = connection.execute(
        "SELECT t.id, t.sha, a.title, t.text, json_extract(r.rest, '$.zones')"
        " FROM article a JOIN text t ON t.id = a.text JOIN revision r ON r.n = a.rev"
        f" WHERE a.text IN (SELECT value FROM json_each(?)) AND t.text IS NOT NULL AND {FIRST}"
        " ORDER BY a.text",
        (orjson.dumps(list(numbers)).decode(),),
    )
    for number, sha, title, text, zones in rows:
        found = sound_zones(orjson.loads(zones), len(text)) if zones else ()
        yield ArticleText(number, sha.hex(), title, text, found)


def _expression(connection: sqlite3.Connection, runs: Sequence[str]) -> str | None:
    """Write the query for texts with words that hold each of some runs of letters."""
    if not runs:
        return None
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'search', 'row')"
    )
    held: dict[str, list[str]] = {run: [] for run in runs}
    for (term,) in connection.execute("SELECT term FROM temp.terms"):
        plain = folded(term)
        for run, terms in held.items():
            if run in plain:
                terms.append(term)
    parts = []
    for terms in held.values():
        if not terms:
            # No text at all: an expression that nothing meets.
            return '"\u0001"'
        if len(terms) <= _MOST_TERMS:
            parts.append("(" + " OR ".join(f'"{term}"' for term in terms) + ")")
    return " AND ".join(parts) or None
