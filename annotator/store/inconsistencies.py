"""Reading how strings are tagged all over the project."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from annotator.model.annotator import CONSENSUS
from annotator.model.canonical import plain
from annotator.store.article_sql import HERE, retired
from annotator.store.coding import Coder
from annotator.store.rows import ANNOTATOR, STATUS


class TaggedString(NamedTuple):
    """An annotation as a string: its words, where, by whom, its label and values."""

    article: int
    start: int
    end: int
    quote: str
    label: str
    annotator: str
    attributes: dict[str, Any]
    entity: bytes


def tagged_strings(
    connection: sqlite3.Connection, coder: Coder, merges: Mapping[str, str]
) -> Iterator[TaggedString]:
    """Walk the annotations of people in the order of articles; suggesters and consensus are none.

    Annotations of several fragments have no string of the text, and are left out. ``merges`` says
    as which label one that was merged into another is read.
    """
    words = coder.learn_all()
    rows = connection.execute(
        'SELECT n.article, n.start, n."end", n.quote, n.label, n.author, n.rest, n.entity'
        " FROM annotation n WHERE n.author NOT IN (SELECT w.id FROM word w WHERE w.text IN (SELECT"
        f" json_extract(i.body, '$.name') FROM item i WHERE i.kind={ANNOTATOR}"
        " AND coalesce(json_extract(i.body, '$.kind'), 'person') <> 'person') OR w.text=?)"
        ' ORDER BY n.article, n.start, n."end"',
        (CONSENSUS,),
    )
    gone = retired(connection, coder)
    for article, start, end, quote, label, author, rest, entity in rows:
        if article in gone:
            continue
        fields: dict[str, Any] = {} if rest is None else plain(orjson.loads(rest))
        if "fragments" not in fields:
            values, key = fields.get("attributes", {}), words[label]
            key = merges.get(key, key)
            yield TaggedString(article, start, end, quote, key, words[author], values, entity)


def tagged_count(connection: sqlite3.Connection) -> int:
    """Count all annotations, of which `tagged_strings` walks nearly all."""
    (count,) = connection.execute("SELECT count(*) FROM annotation").fetchone()
    return int(count)


def worked_on(connection: sqlite3.Connection, coder: Coder) -> list[int]:
    """List the numbers of the articles in which something is tagged, or that somebody is done with.

    Elsewhere that nothing is tagged says nothing. Retired articles are left out.
    """
    rows = connection.execute(
        f"SELECT DISTINCT a.text FROM article a WHERE {HERE}"
        " AND (EXISTS (SELECT 1 FROM annotation n WHERE n.article=a.text)"
        f" OR EXISTS (SELECT 1 FROM item i WHERE i.kind={STATUS} AND i.article=a.text"
        " AND json_extract(i.body, '$.state') = 'done')) ORDER BY a.text"
    )
    gone = retired(connection, coder)
    return [number for (number,) in rows if number not in gone]


def texts_of(connection: sqlite3.Connection, articles: list[int]) -> Iterator[tuple[int, str]]:
    """Walk texts by the numbers of their articles."""
    yield from connection.execute(
        "SELECT id, text FROM text WHERE id IN (SELECT value FROM json_each(?))"
        " AND text IS NOT NULL ORDER BY id",
        (orjson.dumps(articles).decode(),),
    )


def lengths_of(connection: sqlite3.Connection, articles: list[int]) -> dict[int, int]:
    """Give the lengths of texts in code points, by the numbers of their articles."""
    return dict(
        connection.execute(
            "SELECT id, chars FROM text WHERE id IN (SELECT value FROM json_each(?))"
            " AND text IS NOT NULL",
            (orjson.dumps(articles).decode(),),
        )
    )


def states_of(connection: sqlite3.Connection) -> dict[int, tuple[int, ...]]:
    """Give numbers by article that are others once an annotation or the particulars change."""
    rows = connection.execute(
        "SELECT article, count(*), sum(rev) FROM annotation GROUP BY article"
    ).fetchall()
    states: dict[int, tuple[int, ...]] = {article: (n, total) for article, n, total in rows}
    for text, total in connection.execute("SELECT text, sum(rev) FROM article GROUP BY text"):
        states[text] = (*states.get(text, (0, 0)), total)
    return states
