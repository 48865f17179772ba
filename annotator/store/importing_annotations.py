"""Taking in annotations: the plain ones by a template, because there are hundreds of thousands."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

import orjson

from annotator.model.annotation import quoted, tidy_fragments
from annotator.model.identity import uuid7_maker
from annotator.model.incoming import Incoming, IncomingAnnotation, Skipped
from annotator.model.mark import Fragment
from annotator.model.moments import iso
from annotator.model.scheme import label_key
from annotator.problems import UserProblem
from annotator.store.importing_entities import EntityImporter, IncomingEntity, moment
from annotator.store.importing_named import NamedAnnotationImporter
from annotator.store.importing_reviews import versions_of
from annotator.store.lines import annotation_content
from annotator.store.rows import ANNOTATION, SCHEMA_VERSION, plain_row
from annotator.store.writer import Writer
from annotator.text.canonical import canonical

if TYPE_CHECKING:
    from hashlib import _Hash

_PLAIN = frozenset({"label", "start", "end", "annotator", "quote"})
_SHOWN = 40


class AnnotationImporter:
    """Writes the annotations of one import; ``labels`` are those of what it has written."""

    def __init__(self, writer: Writer, entities: EntityImporter, skipped: list[Skipped]) -> None:
        self._writer = writer
        self._entities = entities
        self._skipped = skipped
        self.labels: dict[str, None] = {}
        self._named = NamedAnnotationImporter(writer, entities, self.labels)
        self._known: dict[str, tuple[int, bytes]] = {}
        """Labels of plain annotations: the number, and what stands between span and quote."""

    def take(self, article: int, incoming: Incoming) -> int:
        """Write an article's annotations; list those that do not fit; give how many did."""
        if not incoming.annotations:
            return 0
        involved: list[IncomingAnnotation] = []
        count = self._take_plain(article, incoming, involved)
        if not involved:
            return count
        named, others = self._named.take(article, incoming, involved)
        return count + named + self._take_involved(article, incoming, others)

    def _take_plain(
        self, article: int, incoming: Incoming, involved: list[IncomingAnnotation]
    ) -> int:
        """Write those that hold a label and a span and no more; gather the others.

        This spells out `lines.line_of` for one shape of row. A test holds the two together.
        """
        writer, coder = self._writer, self._writer.coder
        text, length, number = incoming.text, len(incoming.text), writer.next
        labels, dump, join, uuid7 = self._known, orjson.dumps, b"".join, uuid7_maker()
        between = b'},"entity":"'
        tail = (
            '","kind":"annotation","op":"put","parents":[],"replica":'
            f'{coder.quoted(writer.replica_number)},"schema_version":{SCHEMA_VERSION},"seq":1}}'
        ).encode()
        begun: dict[str | None, tuple[int, _Hash]] = {}
        twins = self._entities.twins.of(ANNOTATION)
        values: list[object] = []
        all_plain = set[str]().union(*incoming.annotations) <= _PLAIN
        count = 0
        for annotation in incoming.annotations:
            if not (all_plain or annotation.keys() <= _PLAIN):
                involved.append(annotation)
                continue
            start, end, key = annotation["start"], annotation["end"], annotation["label"]
            quote = text[start:end] if 0 <= start < end <= length else ""
            if not quote or annotation.get("quote", quote) != quote:
                self._skip(incoming, annotation, _misfit(annotation, text))
                continue
            name = annotation.get("annotator")
            try:
                if name not in begun:
                    # A newcomer is a revision too: what was gathered comes before it.
                    self._write(article, values)
                    values = []
                    begun[name] = self._begin(article, name)
                    number = writer.next
                author, beginning = begun[name]
                label, middle = labels.get(key) or self._label(key)
            except UserProblem as problem:
                self._skip(incoming, annotation, str(problem))
                continue
            if twins and (author, label, start, end, None) in twins:
                self._entities.known += 1
                continue
            entity = uuid7()
            line = beginning.copy()
            uuid_text = str(entity).encode()
            line.update(
                join((b"%d,%d" % (start, end), middle, dump(quote), between, uuid_text, tail))
            )
            values += (
                number, line.digest(), entity.bytes, author, article, label, start, end, quote,
            )  # fmt: skip
            number += 1
            count += 1
        self._write(article, values)
        return count

    def _write(self, article: int, values: list[object]) -> None:
        writer = self._writer
        row = plain_row(writer.replica_number, writer.at, writer.coder.number("import"))
        writer.add_many(row, values, [(ANNOTATION, article)])

    def _begin(self, article: int, name: str | None) -> tuple[int, _Hash]:
        """Hash what the lines of an annotator in an article begin with; give the number too."""
        person = self._entities.person(name)
        moment = iso(self._writer.at)
        line = (
            f'{{"article":{self._writer.coder.quoted_sha(article)},"at":"{moment}"'
            f',"author":{person.quoted},"body":{{"attributes":{{}},"created":"{moment}"'
            ',"fragments":[['
        )
        return person.number, sha256(line.encode())

    def _take_involved(
        self, article: int, incoming: Incoming, annotations: list[IncomingAnnotation]
    ) -> int:
        """Write those that bring attributes, fragments or a note, or are here already."""
        made = [one for one in annotations if one.get("made_from")]
        if not made:
            return self._take_ready(article, incoming, annotations, lambda _: [])
        # They name versions of the others, which have to be here first.
        plain = [one for one in annotations if not one.get("made_from")]
        count = self._take_ready(article, incoming, plain, lambda _: [])
        versions = versions_of(self._writer, self._entities, article, incoming)
        return count + self._take_ready(article, incoming, made, versions)

    def _take_ready(
        self,
        article: int,
        incoming: Incoming,
        annotations: list[IncomingAnnotation],
        made_from: Callable[[IncomingAnnotation], list[str]],
    ) -> int:
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
                    made_from=made_from(annotation),
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

    def _label(self, key: str) -> tuple[int, bytes]:
        coder = self._writer.coder
        number = coder.number(label_key(key))
        self.labels[key] = None
        origin = coder.quoted(coder.number("import"))
        middle = f']],"label":{coder.quoted(number)},"note":"","origin":{origin},"quote":'
        known = self._known[key] = (number, middle.encode())
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
