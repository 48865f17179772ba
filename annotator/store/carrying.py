"""Annotations of somebody written anew because the scheme is another, and what labels are used."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from annotator.model.canonical import storable
from annotator.model.moments import iso
from annotator.store.coding import Coder
from annotator.store.lines import rest_fields, rest_text
from annotator.store.rows import ANNOTATION, RELATION, Content
from annotator.store.writer import Wanted, Writer

Carry = Callable[[str, Mapping[str, Any]], tuple[str, dict[str, Any]]]
"""Gives label and attributes as they are to be, of those that are there."""

_EVERY = 1_000


def carry_annotations(
    writer: Writer,
    author: str,
    labels: Mapping[str, str],
    carry: Carry,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Write somebody's annotations of some labels anew, where they are to be others.

    Args:
        writer: of the operation.
        author: whose.
        labels: which, each as it stands in the file, with the label as which it is read.
        carry: says what they are to be.
        progress: told how many were looked at; what it raises stops the operation.

    Returns:
        How many were written.
    """
    found: Wanted = dict(_wanted(writer, author, labels, carry, progress))
    writer.revise(found)
    return len(found)


def _wanted(
    writer: Writer,
    author: str,
    labels: Mapping[str, str],
    carry: Carry,
    progress: Callable[[int], None],
) -> Iterator[tuple[bytes, tuple[int, Content]]]:
    coder = writer.coder
    numbers = {coder.known_number(word): word for word in labels}
    numbers.pop(None, None)
    rows = writer.connection.execute(
        'SELECT entity, label, start, "end", quote, origin, created, rest FROM annotation'
        f" WHERE author=? AND label IN ({','.join('?' * len(numbers))})",
        (coder.known_number(author) or 0, *numbers),
    ).fetchall()
    for count, (entity, label, start, end, quote, origin, created, rest) in enumerate(rows, 1):
        if count % _EVERY == 0:
            progress(count)
        fields = rest_fields(rest)
        attributes = fields.get("attributes", {})
        read_as = labels[numbers[label]]
        new_label, kept = carry(read_as, attributes)
        if new_label == numbers[label] and kept == attributes:
            continue
        # `storable` as when it was written; all else of the rest stays.
        text = rest_text({"note": "", **fields, "attributes": storable(kept)})
        number = coder.number(new_label)
        yield entity, (1, Content(number, start, end, quote, origin, created, text))


def label_counts(connection: sqlite3.Connection, coder: Coder) -> dict[str, int]:
    """Count annotations by the key of their label as it stands in the file."""
    rows = connection.execute("SELECT label, count(*) FROM annotation GROUP BY label")
    return {coder.word(label): count for label, count in rows}


def relation_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count relations by the key of their type."""
    rows = connection.execute(
        f"SELECT json_extract(body, '$.type'), count(*) FROM item WHERE kind={RELATION} GROUP BY 1"
    )
    return {str(kind): count for kind, count in rows}


def relation_ends(connection: sqlite3.Connection) -> Counter[tuple[str, str, str]]:
    """Count relations by type and the ids of their ends; ends that are gone are left out."""
    rows = connection.execute(f"SELECT body FROM item WHERE kind={RELATION}")
    found: Counter[tuple[str, str, str]] = Counter()
    for (body,) in rows:
        fields = orjson.loads(body)
        found[fields["type"], fields["from"], fields["to"]] += 1
    return found


def scheme_revisions(
    connection: sqlite3.Connection, coder: Coder, entities: Sequence[bytes]
) -> list[tuple[int, str, str, str]]:
    """List the revisions of the scheme's entities, oldest first: number, author, when, body."""
    marks = ",".join("?" * len(entities))
    rows = connection.execute(
        "SELECT n, author, at, rest FROM revision"
        f" WHERE entity IN ({marks}) AND put AND line IS NULL ORDER BY seq, n",
        list(entities),
    )
    return [(n, coder.word(author), iso(at), rest) for n, author, at, rest in rows]


def written_along(connection: sqlite3.Connection, number: int) -> int:
    """Count the annotations that were written in the step which wrote a revision (its number)."""
    (count,) = connection.execute(
        "SELECT count(*) FROM operation o JOIN revision r ON r.n BETWEEN o.first AND o.last"
        f" WHERE ? BETWEEN o.first AND o.last AND o.act != 'merge' AND r.kind={ANNOTATION}",
        (number,),
    ).fetchone()
    return int(count)
