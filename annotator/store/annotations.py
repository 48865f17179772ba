"""Reading annotations: whole for scripts and exports, slim for painting."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.identity import entity_text
from annotator.model.mark import Mark
from annotator.model.moments import iso
from annotator.model.records import AnnotationRecord
from annotator.store.coding import Coder
from annotator.store.lines import rest_fields
from annotator.store.rows import expect

_COLUMNS = (
    'a.entity, a.article, a.author, a.label, a.start, a."end", a.quote, a.origin, a.created,'
    " a.modified, a.rest"
)
_ORDER = 'ORDER BY a.article, a.start, a."end", a.entity'
_Row = tuple[bytes, int, int, int, int, int, str, int, int, int, str | None]

Flaw = Callable[[str, dict[str, Any]], bool]
"""Tells whether a label's attributes do not fit the scheme."""


class Counting(NamedTuple):
    """What is counted of an annotation: ``article`` is a number, ``created`` in milliseconds."""

    entity: bytes
    article: int
    annotator: str
    label: str
    start: int
    quote: str
    created: int
    attributes: dict[str, Any]


class Annotations:
    """Queries of one open file.

    Args:
        connection: to the file.
        coder: knows its words.
        merged: gives by the key of each merged label that of the one as which it is read.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        coder: Coder,
        merged: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._connection = connection
        self._coder = coder
        self._merged = merged

    def find(
        self,
        *,
        article: int | None = None,
        annotators: Sequence[str] = (),
        labels: Sequence[str] = (),
        starts: range | None = None,
    ) -> Iterator[Annotation]:
        """Walk annotations by article and position; no condition means all.

        Args:
            article: the article's number.
            annotators: only theirs.
            labels: only of these.
            starts: only those of the article that start in this stretch of it (code points).
        """
        conditions, values = self._conditions(article, annotators, labels)
        if starts is not None:
            conditions += " AND a.start>=? AND a.start<?"
            values += [starts.start, starts.stop]
        query = f"SELECT {_COLUMNS} FROM annotation a {conditions} {_ORDER}"
        for row in self._connection.execute(query, values):
            yield self._annotation(row)

    def records(
        self, *, annotators: Sequence[str] = (), labels: Sequence[str] = ()
    ) -> Iterator[tuple[int, AnnotationRecord]]:
        """Walk annotations as JSON by article and position, each with its article's number."""
        conditions, values = self._conditions(None, annotators, labels)
        words, article_id = self._coder.learn_all(), self._coder.article_id
        labels_as_read = self._as_read(words)
        query = f"SELECT {_COLUMNS} FROM annotation a {conditions} {_ORDER}"
        last, identity = None, ""
        for row in self._connection.execute(query, values):
            entity, article, author, label, start, end, quote, origin, created, modified, rest = row
            if article != last:
                last, identity = article, article_id(article)
            record: AnnotationRecord = {
                "id": entity_text(entity),
                "article": identity,
                "annotator": words[author],
                "label": labels_as_read[label],
                "start": start,
                "end": end,
                "fragments": [[start, end]],
                "quote": quote,
                "attributes": {},
                "note": "",
                "origin": words[origin],
                "created": iso(created),
                "modified": iso(modified),
            }
            if rest is not None:
                # Fields that are there already keep their place in the order.
                record.update(rest_fields(rest))  # type: ignore[typeddict-item]
            yield article, record

    def counting(
        self,
        *,
        article: int | None = None,
        annotators: Sequence[str] = (),
        labels: Sequence[str] = (),
    ) -> Iterator[Counting]:
        """Walk what is counted of annotations, by article and position."""
        conditions, values = self._conditions(article, annotators, labels)
        words = self._coder.learn_all()
        labels_as_read = self._as_read(words)
        query = (
            "SELECT a.entity, a.article, a.author, a.label, a.start, a.quote, a.created, a.rest"
            f" FROM annotation a {conditions} {_ORDER}"
        )
        for row in self._connection.execute(query, values):
            entity, number, author, label, start, quote, created, rest = row
            given = {} if rest is None else rest_fields(rest).get("attributes", {})
            yield Counting(
                entity, number, words[author], labels_as_read[label], start, quote, created, given
            )

    def get(self, entity: bytes) -> Annotation | None:
        """Give one annotation; None if there is none (or it was removed)."""
        row = self._by_entity(_COLUMNS, entity)
        return None if row is None else self._annotation(row)

    def marks(self, article: int, flaw: Flaw, starts: range | None = None) -> list[Mark]:
        """Give an article's annotations for painting, by their start.

        Args:
            article: the article's number.
            flaw: tells which do not fit the scheme.
            starts: only those that start in this stretch of the text (code points).
        """
        words = self._coder.learn_all()
        within = starts or range(sys.maxsize)
        rows = self._connection.execute(
            'SELECT start, "end", label, author, entity, rest FROM annotation'
            " WHERE article=? AND start>=? AND start<? ORDER BY start",
            (article, within.start, within.stop),
        )
        label_of = self._as_read(words)
        bare = _Flaws(label_of, flaw)
        make = tuple.__new__  # half the time of `Mark`, and an article may have 100,000
        marks = [
            make(
                Mark,
                (start, end, label_of[label], words[author], entity, None, bare[label], False),
            )
            if rest is None
            else _mark(start, end, label_of[label], words[author], entity, rest, flaw)
            for start, end, label, author, entity, rest in rows
        ]
        if marks:
            # Whoever paints them reckons with spans that are there.
            (length,) = self._connection.execute(
                "SELECT chars FROM text WHERE id=?", (article,)
            ).fetchone()
            if max(map(itemgetter(1), marks)) > length:
                raise ValueError("an annotation lies outside its text")
        return marks

    def mark(self, entity: bytes, flaw: Flaw) -> Mark | None:
        """Give one annotation for painting; None if there is none."""
        row = self._by_entity('a.start, a."end", a.label, a.author, a.entity, a.rest', entity)
        if row is None:
            return None
        start, end, label, author, _, rest = row
        word = self._coder.word
        return _mark(start, end, self._read_as(word(label)), word(author), entity, rest, flaw)

    def _read_as(self, label: str) -> str:
        return self._merged().get(label, label)

    def _as_read(self, words: dict[int, str]) -> dict[int, str]:
        """Give words by their numbers, a merged label's as the one as which it is read."""
        merged = self._merged()
        if not merged:
            return words
        return {number: merged.get(word, word) for number, word in words.items()}

    def count(self, article: int | None = None) -> int:
        """Count annotations, of one article or all."""
        condition, values = ("", ()) if article is None else (" WHERE article=?", (article,))
        row = self._connection.execute(f"SELECT count(*) FROM annotation{condition}", values)
        return int(row.fetchone()[0])

    def authors(self) -> set[str]:
        """Name those who have annotations."""
        rows = self._connection.execute("SELECT DISTINCT author FROM annotation")
        return {self._coder.word(author) for (author,) in rows}

    def marked(self, article: int, annotator: str) -> bool:
        """Tell whether somebody has annotations in an article (its number); quick if so."""
        found = self._connection.execute(
            "SELECT 1 FROM annotation WHERE article=? AND author=? LIMIT 1",
            (article, self._coder.known_number(annotator) or 0),
        )
        return found.fetchone() is not None

    def extent(self, article: int, annotators: Sequence[str], starts: range) -> range:
        """Widen a stretch of an article until no annotation reaches over its ends (code points)."""
        conditions, values = self._conditions(article, annotators, ())
        first, last = starts.stop, starts.start
        begin = reach = 0
        for start, end in self._connection.execute(
            f'SELECT a.start, a."end" FROM annotation a {conditions} ORDER BY a.start', values
        ):
            if start >= reach:
                if start >= starts.stop:
                    break
                begin = start
            reach = max(reach, end)
            if start in starts:
                first = min(first, begin)
            if first <= begin:
                last = max(last, start + 1)
        return range(first, last)

    def existing(self, entities: Iterable[bytes]) -> set[bytes]:
        """Tell which of these entities have ever been in the file."""
        connection = self._connection
        connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS sought(entity BLOB PRIMARY KEY) WITHOUT ROWID"
        )
        connection.execute("DELETE FROM sought")
        connection.executemany(
            "INSERT OR IGNORE INTO sought VALUES(?)", ((entity,) for entity in entities)
        )
        rows = connection.execute(
            "SELECT s.entity FROM sought s"
            " WHERE EXISTS(SELECT 1 FROM revision r WHERE r.entity = s.entity)"
        )
        return {entity for (entity,) in rows}

    def _by_entity(self, columns: str, entity: bytes) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(
            f"SELECT {columns} FROM revision r JOIN annotation a ON a.rev = r.n WHERE r.entity=?",
            (entity,),
        ).fetchone()
        return row

    def _conditions(
        self, article: int | None, annotators: Sequence[str], labels: Sequence[str]
    ) -> tuple[str, list[int]]:
        parts: list[str] = []
        values: list[int] = []
        if article is not None:
            parts.append("a.article=?")
            values.append(article)
        if labels:
            # What is read as one of these counts, what is read as something else does not.
            merged = self._merged()
            labels = [one for one in labels if one not in merged] + [
                old for old, new in merged.items() if new in labels
            ]
            if not labels:
                parts.append("0")
        for column, words in (("author", annotators), ("label", labels)):
            if words:
                # A word that the file does not know has the number of none.
                values += [self._coder.known_number(word) or 0 for word in words]
                parts.append(f"a.{column} IN ({','.join('?' * len(words))})")
        return ("WHERE " + " AND ".join(parts) if parts else ""), values

    def _annotation(self, row: _Row | tuple[Any, ...]) -> Annotation:
        entity, article, author, label, start, end, quote, origin, created, modified, rest = row
        expect((start, end, quote), int, int, str)
        word = self._coder.word
        fields = rest_fields(rest)
        fragments = fields.get("fragments")
        return Annotation(
            id=entity_text(entity),
            article=self._coder.article_id(article),
            annotator=word(author),
            label=self._read_as(word(label)),
            start=start,
            end=end,
            fragments=((start, end),)
            if fragments is None
            else tuple((piece[0], piece[1]) for piece in fragments),
            quote=quote,
            attributes=fields.get("attributes", {}),
            note=fields.get("note", ""),
            certainty=fields.get("certainty", "sure"),
            origin=word(origin),
            created=iso(created),
            modified=iso(modified),
        )


class _Flaws(dict[int, bool]):
    """Knows of each label's number whether an annotation without attributes is flawed."""

    def __init__(self, words: dict[int, str], flaw: Flaw) -> None:
        super().__init__()
        self._words = words
        self._flaw = flaw

    def __missing__(self, label: int) -> bool:
        flawed = self[label] = self._flaw(self._words[label], {})
        return flawed


def _mark(
    start: int, end: int, label: str, author: str, entity: bytes, rest: str | None, flaw: Flaw
) -> Mark:
    fields = rest_fields(rest)
    fragments = fields.get("fragments")
    if fragments and not all(start <= first < last <= end for first, last in fragments):
        raise ValueError("a fragment lies outside its annotation")
    return Mark(
        start,
        end,
        label,
        author,
        entity,
        None if fragments is None else tuple((piece[0], piece[1]) for piece in fragments),
        flaw(label, fields.get("attributes", {})),
        fields.get("certainty") == "unsure",
    )
