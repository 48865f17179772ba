"""Which values annotations were given before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from annotator.model.canonical import plain
from annotator.store.lines import rest_fields

_MOST_READ = 20_000
"""The latest annotations of a label whose values are counted: the form is to answer at once."""
_MOST_ALIKE = 20
"""The latest annotations of the same words that are looked at."""


class UsedValue(NamedTuple):
    """A value of an attribute: how often it is used, and the number of its latest revision."""

    key: str
    value: Any
    uses: int
    latest: int


def used_values(
    connection: sqlite3.Connection, labels: Sequence[int], author: int | None
) -> Iterator[UsedValue]:
    """Walk the values of the latest annotations of some labels (numbers).

    Args:
        connection: reads.
        labels: those that are read as one.
        author: only this annotator's; None is everybody's.
    """
    condition, values = _chosen(labels, author)
    rows = connection.execute(
        "SELECT j.key, j.type, j.value, count(*), max(a.rev) FROM"
        f" (SELECT rev, rest FROM annotation WHERE {condition} AND rest IS NOT NULL"
        f" ORDER BY rev DESC LIMIT {_MOST_READ}) a,"
        " json_each(a.rest, '$.attributes') j GROUP BY j.key, j.type, j.value",
        values,
    )
    for key, kind, value, count, latest in rows:
        yield UsedValue(key, _value(kind, value), count, latest)


def values_of_words(
    connection: sqlite3.Connection,
    labels: Sequence[int],
    quote: str,
    author: int | None,
    but: bytes,
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Walk the values that annotations of the same words have, the latest first.

    Each comes with its author's number. ``but`` is left out.
    """
    condition, values = _chosen(labels, author)
    rows = connection.execute(
        f"SELECT author, rest FROM annotation WHERE {condition} AND quote=? AND rest IS NOT NULL"
        f" AND entity<>? ORDER BY rev DESC LIMIT {_MOST_ALIKE}",
        [*values, quote, but],
    )
    for who, rest in rows:
        attributes = rest_fields(rest).get("attributes")
        if attributes:
            yield who, attributes


def _chosen(labels: Sequence[int], author: int | None) -> tuple[str, list[object]]:
    values: list[object] = list(labels)
    condition = f"label IN ({','.join('?' * len(labels))})"
    if author is not None:
        condition += " AND author=?"
        values.append(author)
    return condition, values


def _value(kind: str, value: Any) -> Any:
    """Give a value back as JSON has it, from what SQLite made of it."""
    match kind:
        case "true" | "false":
            return kind == "true"
        case "object" | "array":
            return plain(orjson.loads(value))
    return value
