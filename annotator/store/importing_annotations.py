"""Taking in annotations: the plain ones by a template, because there are hundreds of thousands."""

from __future__ import annotations

from hashlib import sha256

import orjson

from annotator.model.annotation import quoted, tidy_fragments
from annotator.model.identity import entity_text, new_entity
from annotator.model.incoming import Incoming, IncomingAnnotation, Skipped
from annotator.model.mark import Fragment
from annotator.model.moments import iso
from annotator.model.scheme import label_key
from annotator.problems import UserProblem
from annotator.store.importing_entities import EntityImporter, IncomingEntity, Person, moment
from annotator.store.lines import annotation_content, simple_body
from annotator.store.rows import ANNOTATION, SCHEMA_VERSION
from annotator.store.writer import Writer
from annotator.text.canonical import canonical

_PLAIN = frozenset({"label", "start", "end", "annotator", "quote"})
_SHOWN = 40


class AnnotationImporter:
    """Writes the annotations of one import; ``labels`` are those of what it has written."""

    def __init__(self, writer: Writer, entities: EntityImporter, skipped: list[Skipped]) -> None:
        self._writer = writer
        self._entities = entities
        self._skipped = skipped
        self.labels: dict[str, None] = {}
        self._known: dict[str, tuple[int, str]] = {}
        """Labels of plain annotations, as number and JSON."""
        self._people: dict[str | None, Person] = {}

    def take(self, article: int, incoming: Incoming) -> int:
        """Write an article's annotations; list those that do not fit; give how many did."""
        involved: list[IncomingAnnotation] = []
        count = self._take_plain(article, incoming, involved)
        return count + self._take_involved(article, incoming, involved) if involved else count

    def _take_plain(
        self, article: int, incoming: Incoming, involved: list[IncomingAnnotation]
    ) -> int:
        """Write those that hold a label and a span and no more; gather the others.

        This spells out `lines.line_of` for one shape of row. A test holds the two together.
        """
        writer, coder = self._writer, self._writer.coder
        text, length, at, count = incoming.text, len(incoming.text), writer.at, 0
        people, labels, dump, replica = (
            self._people,
            self._known,
            orjson.dumps,
            writer.replica_number,
        )
        origin = coder.number("import")
        origin_json, created = coder.quoted(origin), iso(at)
        head = f'{{"article":{coder.quoted_sha(article)},"at":"{created}","author":'
        tail = (
            f'","kind":"annotation","op":"put","parents":[],"replica":{coder.quoted(replica)}'
            f',"schema_version":{SCHEMA_VERSION},"seq":1}}'
        )
        for annotation in incoming.annotations:
            if not annotation.keys() <= _PLAIN:
                involved.append(annotation)
                continue
            start, end, key = annotation["start"], annotation["end"], annotation["label"]
            quote = text[start:end] if 0 <= start < end <= length else ""
            if not quote or annotation.get("quote", quote) != quote:
                self._skip(incoming, annotation, _misfit(annotation, text))
                continue
            name = annotation.get("annotator")
            try:
                person = people.get(name) or self._person(name)
                label, label_json = labels.get(key) or self._label(key)
            except UserProblem as problem:
                self._skip(incoming, annotation, str(problem))
                continue
            entity = new_entity()
            body = simple_body(
                created, f"[[{start},{end}]]", label_json, origin_json, dump(quote).decode()
            )
            line = f'{head}{person.quoted},"body":{body},"entity":"{entity_text(entity)}{tail}'
            writer.add(
                (
                    writer.next, sha256(line.encode()).digest(), entity, ANNOTATION, person.number,
                    replica, 1, 1, SCHEMA_VERSION, at, None, article, label, start, end, quote,
                    origin, at, None, None,
                ),
                ANNOTATION,
            )  # fmt: skip
            count += 1
        return count

    def _take_involved(
        self, article: int, incoming: Incoming, annotations: list[IncomingAnnotation]
    ) -> int:
        """Write those that bring an id, attributes, fragments or moments of their own."""
        coder, now = self._writer.coder, self._writer.at
        ready: list[IncomingEntity] = []
        for annotation in annotations:
            try:
                fragments = _fragments(annotation, incoming.text)
                content = annotation_content(
                    coder,
                    label=label_key(annotation["label"]),
                    fragments=fragments,
                    quote=quoted(incoming.text, fragments),
                    origin=annotation.get("origin", "import"),
                    created=moment(annotation.get("created"), now),
                    attributes=annotation.get("attributes", {}),
                    note=canonical(annotation.get("note", "")).text,
                    certainty=annotation.get("certainty", "sure"),
                )
                annotator = annotation.get("annotator")
                entity = self._entities.entity(article, annotator, annotation.get("id"))
                at = moment(annotation.get("modified"), now)
            except UserProblem as problem:
                self._skip(incoming, annotation, str(problem))
                continue
            ready.append(IncomingEntity(entity, annotator, at, content))
        taken = self._entities.take(ANNOTATION, article, incoming.where, ready)
        for number in dict.fromkeys(content.label for content in taken):
            assert number is not None
            self.labels[coder.word(number)] = None
        return len(taken)

    def _person(self, name: str | None) -> Person:
        person = self._people[name] = self._entities.person(name)
        return person

    def _label(self, key: str) -> tuple[int, str]:
        number = self._writer.coder.number(label_key(key))
        self.labels[key] = None
        known = self._known[key] = (number, self._writer.coder.quoted(number))
        return known

    def _skip(self, incoming: Incoming, annotation: IncomingAnnotation, why: str) -> None:
        span = f"{annotation['label']} {annotation['start']}–{annotation['end']}"
        self._skipped.append(Skipped(incoming.where, f"{span}: {why}"))


def _fragments(annotation: IncomingAnnotation, text: str) -> tuple[Fragment, ...]:
    """Give the checked fragments of an annotation.

    Raises:
        UserProblem: they do not fit the text, the span, or the quote.
    """
    start, end = annotation["start"], annotation["end"]
    fragments = tidy_fragments(annotation.get("fragments") or [(start, end)], len(text))
    if (fragments[0][0], fragments[-1][1]) != (start, end):
        raise UserProblem("its fragments do not begin and end where it does")
    quote = quoted(text, fragments)
    if annotation.get("quote", quote) != quote:
        raise UserProblem(_misfit(annotation, text))
    return fragments


def _misfit(annotation: IncomingAnnotation, text: str) -> str:
    """Say why a span cannot be taken."""
    start, end = annotation["start"], annotation["end"]
    if not 0 <= start < end <= len(text):
        return f"there is no such span; the text has {len(text)} characters"
    there, quote = _short(text[start:end]), _short(annotation.get("quote", ""))
    return (
        f"the text there is “{there}”, not “{quote}”. "
        "If the file counts in another unit, import it with --offsets"
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
