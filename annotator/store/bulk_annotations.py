"""Annotations by the thousand: what is there already, and writing plain new ones by a template.

What a person tags at once differs in place and words alone; everything else of their lines is
written once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import orjson

from annotator.model.canonical import dumps
from annotator.model.identity import entity_maker
from annotator.model.moments import iso
from annotator.store.coding import Coder
from annotator.store.rows import ANNOTATION, SCHEMA_VERSION, Content
from annotator.store.writer import Writer

if TYPE_CHECKING:
    from hashlib import _Hash

_BATCH = 500
"""Names that are looked up at once."""
_CUT = 200
"""Spans that are cut out at once."""
_FEW = 4
"""Spans of one article up to which they are cut out one by one."""


class Stored(NamedTuple):
    """An annotation as it is stored, with words by their numbers and its article's number."""

    entity: bytes
    article: int
    author: int
    content: Content


class Said(NamedTuple):
    """What many new annotations have in common; ``rest`` as `lines.rest_text` writes it."""

    label: str
    origin: str
    rest: str | None


class ManyNew:
    """Writes new annotations of whoever works in one operation, an article after the other.

    This spells out `lines.line_of` for one shape of row. A test holds the two together.
    """

    def __init__(self, writer: Writer, said: Said) -> None:
        coder = writer.coder
        self._writer = writer
        self._at = iso(writer.at)
        self._rest = said.rest
        label, origin = coder.number(said.label), coder.number(said.origin)
        rest = {"attributes": {}, "note": ""} | orjson.loads(said.rest or "{}")
        certainty = f',"certainty":{dumps(rest["certainty"])}' if "certainty" in rest else ""
        self._begin = (
            f',"at":"{self._at}","author":{coder.quoted(writer.author_number)}'
            f',"body":{{"attributes":{dumps(rest["attributes"])}{certainty}'
            f',"created":"{self._at}","fragments":[['
        )
        self._middle = (
            f']],"label":{coder.quoted(label)},"note":{dumps(rest["note"])}'
            f',"origin":{coder.quoted(origin)},"quote":'
        ).encode()
        self._tail = (
            '","kind":"annotation","op":"put","parents":[],"replica":'
            f'{coder.quoted(writer.replica_number)},"schema_version":{SCHEMA_VERSION},"seq":1}}'
        ).encode()
        self._row = (
            f"?,?,?,{ANNOTATION},{writer.author_number},{writer.replica_number},1,1"
            f",{SCHEMA_VERSION},{writer.at},NULL,?,{label},?,?,?,{origin},{writer.at},?,NULL"
        )
        self._make = entity_maker(writer.author)
        self._values: list[object] = []
        self._touched: list[tuple[int, int | None]] = []

    def write(self, article: int, places: Iterable[tuple[int, int, str]]) -> list[str]:
        """Write annotations of an article (its number): start, end, quote; give their ids."""
        writer = self._writer
        line = f'{{"article":{writer.coder.quoted_sha(article)}{self._begin}'
        begun: _Hash = sha256(line.encode())
        middle, tail, rest, values = self._middle, self._tail, self._rest, self._values
        number = writer.next + len(values) // 8
        make, dump = self._make, orjson.dumps
        made: list[str] = []
        for start, end, quote in places:
            entity = make()
            digits = entity.hex()
            name = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
            hashed = begun.copy()
            hashed.update(
                b'%d,%d%b%b},"entity":"%b%b'
                % (start, end, middle, dump(quote), name.encode(), tail)
            )
            values += (number, hashed.digest(), entity, article, start, end, quote, rest)
            number += 1
            made.append(name)
        if made:
            self._touched.append((ANNOTATION, article))
        if len(values) >= 8 * _BATCH:
            self.flush()
        return made

    def flush(self) -> None:
        """Hand what was gathered to the operation; call it at the end."""
        self._writer.add_many(self._row, self._values, self._touched)
        self._values.clear()
        self._touched.clear()


def numbers_of(
    connection: sqlite3.Connection, coder: Coder, articles: Iterable[str]
) -> dict[str, int]:
    """Give the numbers of articles by their full ids; those that are not here are left out."""
    found: dict[str, int] = {}
    wanted = iter(articles)
    while shas := [bytes.fromhex(one) for one in islice(wanted, _BATCH)]:
        rows = connection.execute(
            f"SELECT t.id, t.sha FROM text t WHERE t.sha IN ({','.join('?' * len(shas))})"
            " AND EXISTS (SELECT 1 FROM article a WHERE a.text = t.id)"
            " AND t.id NOT IN (SELECT m.id FROM text m WHERE m.text IS NULL)",
            shas,
        )
        for number, sha in rows:
            coder.learn_sha(number, sha)
            found[sha.hex()] = number
    return found


def quotes_at(
    connection: sqlite3.Connection, places: Mapping[int, Sequence[tuple[int, int]]]
) -> Iterator[tuple[int, int, int, int, str]]:
    """Walk spans by their articles' numbers: number, start, end, the text's length, the quote.

    SQLite cuts out what is wanted of a text, which spares most of the time that reading all of it
    takes; where many spans lie in one text, it is read once.
    """
    few: list[int] = []
    for number, spans in places.items():
        if len(spans) <= _FEW:
            for span in spans:
                few += (number, *span)
            continue
        (text,) = connection.execute("SELECT text FROM text WHERE id=?", (number,)).fetchone()
        for start, end in spans:
            yield number, start, end, len(text), text[max(0, start) : end]
    for at in range(0, len(few), 3 * _CUT):
        part = few[at : at + 3 * _CUT]
        yield from connection.execute(
            f"WITH w(a, s, e) AS (VALUES {','.join(['(?,?,?)'] * (len(part) // 3))})"
            " SELECT a, s, e, t.chars, substr(t.text, s + 1, e - s) FROM w"
            " CROSS JOIN text t ON t.id = w.a",
            part,
        )


def spans_of(
    connection: sqlite3.Connection,
    author: int,
    labels: Collection[int],
    places: Collection[tuple[int, int]],
) -> set[tuple[int, int, int]]:
    """Give the places of somebody's annotations of some labels that begin at one of some places.

    Args:
        connection: at least in a read transaction.
        author: whose, as the number of the word.
        labels: likewise.
        places: article's number and start.

    Returns:
        Article's number, start, end (code points), of those of one fragment.
    """
    marks = ",".join("?" * len(labels))
    few = len(places)
    (there,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM annotation"
        f" WHERE author=? AND label IN ({marks}) LIMIT ?)",
        (author, *labels, few + 1),
    ).fetchone()
    columns = 'SELECT a.article, a.start, a."end", a.rest FROM '
    condition = f" a.author=? AND a.label IN ({marks})"
    if there <= few:
        rows = connection.execute(f"{columns} annotation a WHERE {condition}", (author, *labels))
    else:
        rows = connection.execute(
            # By place: the planner would go through all of the label for each of them.
            f"{columns} json_each(?) j CROSS JOIN annotation a INDEXED BY annotation_place"
            " ON a.article = j.value ->> 0 AND a.start = j.value ->> 1 WHERE" + condition,
            (orjson.dumps(list(places)).decode(), author, *labels),
        )
    return {
        (article, start, end)
        for article, start, end, rest in rows
        if rest is None or "fragments" not in orjson.loads(rest)
    }


def stored(connection: sqlite3.Connection, entities: Sequence[bytes]) -> list[Stored]:
    """Read annotations by their entities, in their order; what is not there is left out."""
    found: dict[bytes, Stored] = {}
    for at in range(0, len(entities), _BATCH):
        batch = entities[at : at + _BATCH]
        rows = connection.execute(
            'SELECT a.entity, a.article, a.author, a.label, a.start, a."end", a.quote, a.origin,'
            " a.created, a.rest FROM revision r JOIN annotation a ON a.rev = r.n"
            f" WHERE r.entity IN ({','.join('?' * len(batch))})",
            batch,
        )
        for entity, article, author, *content in rows:
            found[entity] = Stored(entity, article, author, Content(*content))
    return [found[entity] for entity in dict.fromkeys(entities) if entity in found]
