"""Relations in the store: reading them, and letting them go with their ends.

A relation counts while both its ends stand in its article. What a teammate sent may name an
annotation that has not come yet, or that somebody has removed meanwhile: such a relation waits,
shown by nobody, and counts again when its end is there.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import orjson

from annotator.model.identity import entity_bytes, entity_text
from annotator.model.moments import iso
from annotator.model.relation import Relation
from annotator.problems import UnknownNameError
from annotator.store.coding import Coder
from annotator.store.rows import ANNOTATION, RELATION

if TYPE_CHECKING:
    from annotator.store.writer import Writer

_FEW = 200
"""Articles up to which the relations of each are looked up by index."""
_STANDS = (
    "SELECT 1 FROM revision r JOIN annotation a ON a.rev = r.n WHERE r.entity=? AND a.article=?"
)


def read(
    connection: sqlite3.Connection,
    coder: Coder,
    condition: str,
    values: tuple[object, ...] | dict[str, object],
) -> Iterator[Relation]:
    """Walk the relations with both ends there, by article and in the order they were made.

    Args:
        connection: at least in a read transaction.
        coder: knows the file's words.
        condition: more SQL on the item ``i`` and its revision ``r``, or “”.
        values: what is bound in it.
    """
    rows = connection.execute(
        "SELECT i.entity, i.article, i.author, i.body, r.at"
        " FROM item i JOIN revision r ON r.n = i.rev"
        f" WHERE i.kind={RELATION}{condition} ORDER BY i.article, i.entity",
        values,
    )
    for entity, number, author, body, at in rows:
        fields: dict[str, Any] = orjson.loads(body)
        if not all(stands(connection, fields[end], number) for end in ("from", "to")):
            continue
        yield Relation(
            id=entity_text(entity),
            article=coder.article_id(number),
            annotator=coder.word(author),
            type=fields["type"],
            source=fields["from"],
            target=fields["to"],
            note=fields.get("note", ""),
            created=fields["created"],
            modified=iso(at),
        )


def stands(connection: sqlite3.Connection, annotation: str, article: int | None) -> bool:
    """Tell whether an annotation (its id) stands in an article (its text's number)."""
    try:
        entity = entity_bytes(annotation)
    except UnknownNameError:
        return False
    return connection.execute(_STANDS, (entity, article)).fetchone() is not None


def at_annotations(
    connection: sqlite3.Connection, annotations: Iterable[bytes], articles: Iterable[int | None]
) -> list[bytes]:
    """List the relations that start or end at some annotations, which lie in some articles."""
    ends = {entity_text(entity) for entity in annotations}
    wanted = set(articles)
    if len(wanted) <= _FEW:
        rows = [
            row
            for article in sorted(wanted, key=repr)
            for row in connection.execute(
                f"SELECT entity, body FROM item WHERE kind={RELATION} AND article=?", (article,)
            )
        ]
    else:
        rows = connection.execute(f"SELECT entity, body FROM item WHERE kind={RELATION}").fetchall()
    found = []
    for entity, body in rows:
        fields = orjson.loads(body)
        if fields["from"] in ends or fields["to"] in ends:
            found.append(entity)
    return found


def let_go(writer: Writer) -> None:
    """Remove the relations at annotations that an operation has removed, in that operation."""
    found = at_annotations(writer.connection, writer.removed, writer.removed.values())
    if found:
        writer.remove(found)


def broken(connection: sqlite3.Connection, local: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Say which relations have an end that this project itself would never have left without it.

    Of what came by a merge an end may be missing, for it comes with another file, or has been
    removed by somebody else.

    Args:
        connection: at least in a read transaction.
        local: the revisions that were written here, as ranges (first and last).
    """
    written_here = _Ranges(local)
    rows = connection.execute(
        "SELECT i.entity, i.rev, i.article, i.body FROM item i"
        f" WHERE i.kind={RELATION} ORDER BY i.rev"
    )
    for entity, number, article, body in rows:
        if number not in written_here:
            continue
        fields = orjson.loads(body)
        for end in (fields.get("from", ""), fields.get("to", "")):
            if stands(connection, end, article):
                continue
            if reason := _why_broken(connection, end, article, written_here):
                yield f"relation {entity_text(entity)}: {end} {reason}"


def _why_broken(
    connection: sqlite3.Connection, end: str, article: int | None, written_here: _Ranges
) -> str:
    try:
        rows = connection.execute(
            "SELECT n, kind, article, put FROM revision WHERE entity=? ORDER BY seq DESC, n DESC",
            (entity_bytes(end),),
        ).fetchall()
    except UnknownNameError:
        rows = []
    if not rows:
        return "is not there"
    number, kind, there, put = rows[0]
    if kind != ANNOTATION:
        return "is no annotation"
    if there != article:
        return "lies in another article"
    return "was removed" if not put and number in written_here else ""


class _Ranges:
    """Ranges of numbers that do not overlap, sorted."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._ranges = sorted(ranges)

    def __contains__(self, number: int) -> bool:
        index = bisect_right(self._ranges, (number, float("inf"))) - 1
        return index >= 0 and self._ranges[index][0] <= number <= self._ranges[index][1]
