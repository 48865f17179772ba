"""Taking in annotations that bring their ids and moments and hold a label and a span and no more.

Files of other programs, and our own, hold hundreds of thousands of them. Their lines are made by a
template, without a look at each field by itself; a test holds it against the slow way.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import orjson

from annotator.model.incoming import Incoming, IncomingAnnotation
from annotator.model.moments import iso
from annotator.model.scheme import label_key
from annotator.problems import UserProblem
from annotator.store import projection
from annotator.store.importing_entities import EntityImporter, Person, moment
from annotator.store.rows import ANNOTATION, SCHEMA_VERSION, named_row
from annotator.store.writer import Writer

_FIELDS = frozenset(
    {
        "label", "start", "end", "annotator", "quote", "id", "origin", "created", "modified",
        "note", "attributes", "certainty", "fragments", "article",
    }
)  # fmt: skip


_LITTLE = 1_000
"""Names below which all that there were are looked up at once, and not article by article."""


class _Said(NamedTuple):
    """A label and an origin: their numbers, and what stands in a line between span and quote."""

    label: int
    origin: int
    before: str


class _Ready(NamedTuple):
    """An annotation that fits the template, and its name."""

    entity: bytes
    annotation: IncomingAnnotation
    quote: str


class NamedAnnotationImporter:
    """Writes the plain ones of those that have ids; ``labels`` are those of what it has written."""

    def __init__(self, writer: Writer, entities: EntityImporter, labels: dict[str, None]) -> None:
        self._writer = writer
        self._entities = entities
        self._labels = labels
        self._said: dict[tuple[str, str], _Said] = {}
        self._little: set[bytes] | None = None
        """The names there were before, if they are few."""

    def take(
        self, article: int, incoming: Incoming, annotations: Sequence[IncomingAnnotation]
    ) -> tuple[int, list[IncomingAnnotation]]:
        """Write those that fit; give how many did, and the others, for which there is a slow way.

        What is wrong with one is said by the slow way, too.
        """
        ready: list[_Ready] = []
        rest: list[IncomingAnnotation] = []
        taken = self._entities.taken
        begun: set[bytes] = set()
        text = incoming.text
        for one in annotations:
            quote = _quote(one, text)
            entity = self._entity(article, one) if quote else None
            if entity is None or entity in begun or entity in taken:
                rest.append(one)
            else:
                begun.add(entity)
                ready.append(_Ready(entity, one, quote))
        past = self._past(begun)
        rest += [one.annotation for one in ready if one.entity in past]
        count = self._write(article, [one for one in ready if one.entity not in past], rest)
        return count, rest

    def _past(self, names: set[bytes]) -> set[bytes]:
        """Give those names that something has or had before this import began."""
        if self._little is None:
            before = self._writer.connection.execute(
                f"SELECT entity FROM revision WHERE n<? GROUP BY entity LIMIT {_LITTLE}",
                (self._writer.first,),
            )
            self._little = {entity for (entity,) in before}
        if len(self._little) < _LITTLE:
            return names & self._little
        chains = projection.chains(self._writer.connection, list(names))
        return {name for name, chain in chains.items() if chain}

    def _entity(self, article: int, one: IncomingAnnotation) -> bytes | None:
        try:
            return self._entities.entity(article, one.get("annotator"), one.get("id"))
        except UserProblem:
            return None

    def _write(self, article: int, ready: Sequence[_Ready], rest: list[IncomingAnnotation]) -> int:
        writer = self._writer
        coder, now = writer.coder, writer.at
        people: dict[str | None, Person] = {}
        fit: list[tuple[_Ready, _Said, Person, int, int]] = []
        for one in ready:
            fields = one.annotation
            name = fields.get("annotator")
            try:
                if name not in people:
                    people[name] = self._entities.person(name)
                said = self._say(fields["label"], fields.get("origin", "import"))
                created = moment(fields.get("created"), now)
                modified = moment(fields.get("modified"), now)
            except UserProblem:
                rest.append(fields)
                continue
            fit.append((one, said, people[name], created, modified))
        sha, dump = coder.quoted_sha(article), orjson.dumps
        tail = (
            f'","kind":"annotation","op":"put","parents":[],"replica":'
            f'{coder.quoted(writer.replica_number)},"schema_version":{SCHEMA_VERSION},"seq":1}}'
        )
        values: list[object] = []
        number = writer.next
        for (entity, fields, quote), said, person, created, modified in fit:
            start, end, digits = fields["start"], fields["end"], entity.hex()
            line = (
                f'{{"article":{sha},"at":"{iso(modified)}","author":{person.quoted},"body":'
                f'{{"attributes":{{}},"created":"{iso(created)}","fragments":[[{start},{end}]]'
                f'{said.before}{dump(quote).decode()}}},"entity":"{digits[:8]}-{digits[8:12]}'
                f"-{digits[12:16]}-{digits[16:20]}-{digits[20:]}{tail}"
            )
            values += (
                number, sha256(line.encode()).digest(), entity, person.number, modified, article,
                said.label, start, end, quote, said.origin, created,
            )  # fmt: skip
            number += 1
            self._labels[fields["label"]] = None
            self._entities.taken.add(entity)
        row = named_row(writer.replica_number)
        writer.add_many(row, values, [(ANNOTATION, article)])
        return len(fit)

    def _say(self, key: str, origin: str) -> _Said:
        found = self._said.get((key, origin))
        if found is None:
            coder = self._writer.coder
            label, made = coder.number(label_key(key)), coder.number(origin)
            before = (
                f',"label":{coder.quoted(label)},"note":"","origin":{coder.quoted(made)},"quote":'
            )
            found = self._said[key, origin] = _Said(label, made, before)
        return found


def _quote(one: IncomingAnnotation, text: str) -> str:
    """Give the words of an annotation that fits the template; “” if it does not."""
    start, end = one["start"], one["end"]
    if (
        one.get("attributes")
        or one.get("note")
        or one.get("certainty", "sure") != "sure"
        or not one.keys() <= _FIELDS
        or not 0 <= start < end <= len(text)
    ):
        return ""
    pieces = one.get("fragments")
    if pieces and (len(pieces) != 1 or list(pieces[0]) != [start, end]):
        return ""
    quote = text[start:end]
    return quote if one.get("quote", quote) == quote else ""
