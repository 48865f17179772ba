"""Many annotations at once: each verb is one operation, and one undo takes all of it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import orjson

from annotator.app.annotating import fitting, surviving
from annotator.app.relating import drop_unfit
from annotator.app.session import Session
from annotator.model.annotation import Certainty
from annotator.model.canonical import storable
from annotator.model.identity import entity_bytes, entity_text
from annotator.model.records import AttributeValue
from annotator.problems import UnknownNameError, UserProblem
from annotator.store import relations
from annotator.store.bulk_annotations import (
    ManyNew,
    Said,
    Stored,
    numbers_of,
    quotes_at,
    spans_of,
    stored,
)
from annotator.store.lines import annotation_content, rest_fields, rest_text
from annotator.text.canonical import canonical
from annotator.text.naming import in_line

if TYPE_CHECKING:
    from annotator.model.scheme import Label
    from annotator.store.writer import Wanted, Writer

Place = tuple[str, int, int]
"""An article's id, and a span of it (code points, end exclusive)."""
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class BulkReport:
    """What a step on many annotations did.

    Attributes:
        made: how many annotations were made.
        changed: how many were changed.
        removed: how many were removed.
        known: how many were left alone because one's own annotation says just that already.
        others: how many were left alone because they are somebody else's.
        gone: how many are not there any more.
        relations: how many relations went, because they do not fit the new label.
        articles: in how many articles something was done.
        ids: the annotations that were made or changed, in the order asked for.
    """

    made: int = 0
    changed: int = 0
    removed: int = 0
    known: int = 0
    others: int = 0
    gone: int = 0
    relations: int = 0
    articles: int = 0
    ids: tuple[str, ...] = ()


class Bulk:
    """The verbs on many annotations of one's own. Each is durable when it returns."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def tag(
        self,
        spans: Sequence[Place],
        label: str,
        attributes: Mapping[str, AttributeValue] | None = None,
        certainty: Certainty = "sure",
        *,
        progress: Progress = lambda _: None,
    ) -> BulkReport:
        """Put a label on many spans; where one has put it already, nothing is made.

        Args:
            spans: where: article's id (or the beginning of it), start, end.
            label: the key of a label of the scheme.
            attributes: values that all of them get, by attribute key.
            certainty: ``sure`` or ``unsure``.
            progress: hears how many spans were seen to; what it raises stops all of it.

        Raises:
            UserProblem: there is no such article, label or span, or a value does not fit.
        """
        session = self._session
        with session.operation("") as writer:
            kind = session.usable_label(label)
            values = fitting(kind, attributes or {})
            # Refuses what cannot be kept exactly, in the one way there is.
            content = annotation_content(
                writer.coder, label=label, fragments=((0, 1),), quote="", origin="manual",
                created=writer.at, attributes=values, note="", certainty=certainty,
            )  # fmt: skip
            new = ManyNew(writer, Said(label, "manual", content.rest))
            made: list[str] = []
            touched = seen = 0
            by_article = iter(self._by_article(spans).items())
            while part := dict(islice(by_article, _ARTICLES)):
                places = _numbered(writer, part)
                known = self._tagged(writer, label, places)
                fresh: dict[int, list[tuple[int, int, str]]] = {}
                for number, start, end, length, quote in quotes_at(writer.connection, places):
                    if not 0 <= start < end <= length:
                        raise UserProblem(_no_span(start, end, length))
                    if (number, start, end) not in known:
                        fresh.setdefault(number, []).append((start, end, quote))
                for number, found in fresh.items():
                    made += new.write(number, found)
                touched += len(fresh)
                seen += sum(map(len, part.values()))
                progress(seen)
            new.flush()
            writer.title = _title(f"Tag {in_line(kind.name)}", len(made), "{} times")
        return BulkReport(
            made=len(made),
            known=len(spans) - len(made),
            articles=touched,
            ids=tuple(made),
        )

    def relabel(
        self, annotations: Sequence[str], label: str, *, progress: Progress = lambda _: None
    ) -> BulkReport:
        """Put another label on annotations; values stay that the new label has as well.

        Where one has an annotation of the new label on the very span already, the old one is left
        as it is. Relations that the new label does not allow go.

        Raises:
            UserProblem: there is no such label, or it is retired.
        """
        session = self._session
        with session.operation("") as writer:
            kind = session.usable_label(label)
            found, others, gone = self._own(writer, annotations)
            labels = self._read_as(label)
            key = writer.coder.number(label)
            there = spans_of(
                writer.connection,
                writer.author_number,
                self._numbers(writer, labels),
                {(one.article, _at(one.content.start)) for one in found},
            )
            keep = lru_cache(1_000)(lambda rest: _relabelled(kind, rest))
            wanted: Wanted = {}
            for one in found:
                content = one.content
                place = (one.article, _at(content.start), _at(content.end))
                same = writer.coder.word(_at(content.label)) in labels
                if not same and (place not in there or "fragments" in rest_fields(content.rest)):
                    there.add(place)
                    rest = content._replace(label=key, rest=keep(content.rest))
                    wanted[one.entity] = (1, rest)
            # Most annotations have no relations, and then nothing more has to be read.
            articles = {one.article for one in found}
            tied = relations.at_annotations(writer.connection, wanted, articles)
            dropped = drop_unfit(writer, session, dict.fromkeys(wanted, label)) if tied else []
            report = self._revise(writer, found, wanted, progress)
            writer.title = _title(
                f"Change annotation to {in_line(kind.name)}",
                len(wanted),
                f"{{}} annotations to {in_line(kind.name)}",
                verb="Change",
            )
        return _with(report, len(found) - len(wanted), others, gone, len(dropped))

    def remove(
        self, annotations: Sequence[str], *, progress: Progress = lambda _: None
    ) -> BulkReport:
        """Remove annotations, and the relations that start or end at them."""
        with self._session.operation("") as writer:
            found, others, gone = self._own(writer, annotations)
            for at in range(0, len(found), _PIECE):
                piece = found[at : at + _PIECE]
                writer.remove(one.entity for one in piece)
                progress(at + len(piece))
            writer.title = _title("Remove annotation", len(found), "{} annotations", verb="Remove")
        return BulkReport(
            removed=len(found),
            others=others,
            gone=gone,
            articles=len({one.article for one in found}),
        )

    def edit(
        self,
        annotations: Sequence[str],
        attributes: Mapping[str, AttributeValue | None] | None = None,
        note: str | None = None,
        certainty: Certainty | None = None,
        *,
        progress: Progress = lambda _: None,
    ) -> BulkReport:
        """Give annotations the same values, note or certainty; what is None stays as it is.

        Args:
            annotations: their ids.
            attributes: values by attribute key; None takes the value away. Others stay.
            note: free words.
            certainty: ``sure`` or ``unsure``.
            progress: hears how many were written; what it raises stops all of it.

        Raises:
            UserProblem: a label has no such attribute, or a value does not fit.
        """
        session = self._session
        words = None if note is None else canonical(note).text
        with session.operation("") as writer:
            found, others, gone = self._own(writer, annotations)
            merges = session.merges()

            @lru_cache(1_000)
            def edited(label: int, rest: str | None) -> str | None:
                key = writer.coder.word(label)
                return _edited(
                    session.scheme.label(merges.get(key, key)), rest, attributes, words, certainty
                )

            wanted: Wanted = {}
            for one in found:
                rest = edited(_at(one.content.label), one.content.rest)
                if rest != one.content.rest:
                    wanted[one.entity] = (1, one.content._replace(rest=rest))
            report = self._revise(writer, found, wanted, progress)
            writer.title = _title("Edit annotation", len(wanted), "{} annotations", verb="Edit")
        return _with(report, len(found) - len(wanted), others, gone, 0)

    # How

    def _revise(
        self, writer: Writer, found: list[Stored], wanted: Wanted, progress: Progress
    ) -> BulkReport:
        """Write what is wanted of annotations, in pieces."""
        entities = list(wanted)
        for at in range(0, len(entities), _PIECE):
            piece = entities[at : at + _PIECE]
            writer.revise({entity: wanted[entity] for entity in piece})
            progress(at + len(piece))
        return BulkReport(
            changed=len(wanted),
            articles=len({one.article for one in found if one.entity in wanted}),
            ids=tuple(map(entity_text, entities)),
        )

    def _own(self, writer: Writer, annotations: Sequence[str]) -> tuple[list[Stored], int, int]:
        """Read annotations; give one's own, how many are others', and how many are gone."""
        entities = list(dict.fromkeys(map(entity_bytes, annotations)))
        found = stored(writer.connection, entities)
        own = [one for one in found if one.author == writer.author_number]
        return own, len(found) - len(own), len(entities) - len(found)

    def _by_article(self, spans: Sequence[Place]) -> dict[str, list[tuple[int, int]]]:
        """Group spans by their article's full id, each span once."""
        whole: dict[str, str] = {}
        grouped: dict[str, dict[tuple[int, int], None]] = {}
        for article, start, end in spans:
            if article not in whole:
                is_whole = _FULL_ID.fullmatch(article) is not None
                whole[article] = article if is_whole else self._full_id(article)
            grouped.setdefault(whole[article], {})[start, end] = None
        return {article: list(places) for article, places in grouped.items()}

    def _full_id(self, article: str) -> str:
        return self._session.database.coder.article_id(self._session.article_number(article))

    def _tagged(
        self, writer: Writer, label: str, places: Mapping[int, Sequence[tuple[int, int]]]
    ) -> set[tuple[int, int, int]]:
        """Give where whoever works has put a label, of the places that it is to be put on."""
        starts = {(number, start) for number, spans in places.items() for start, _ in spans}
        labels = self._numbers(writer, self._read_as(label))
        return spans_of(writer.connection, writer.author_number, labels, starts)

    def _read_as(self, label: str) -> set[str]:
        """Name the labels whose annotations are read as those of one, that one among them."""
        return {label, *(old for old, new in self._session.merges().items() if new == label)}

    def _numbers(self, writer: Writer, labels: set[str]) -> list[int]:
        return [writer.coder.known_number(one) or 0 for one in sorted(labels)]


_PIECE = 1_000
"""Annotations that are written between two words about the progress."""
_ARTICLES = 500
"""Articles that are seen to at a time."""
_FULL_ID = re.compile(r"[0-9a-f]{64}")


def _numbered(
    writer: Writer, places: Mapping[str, list[tuple[int, int]]]
) -> dict[int, list[tuple[int, int]]]:
    """Put the numbers of articles in place of their full ids.

    Raises:
        UnknownNameError: one is not there.
    """
    numbers = numbers_of(writer.connection, writer.coder, places)
    for article in places:
        if article not in numbers:
            raise UnknownNameError(
                f"There is no article “{article[:12]}” in this project (any more)."
            )
    return {numbers[article]: spans for article, spans in places.items()}


def _no_span(start: int, end: int, length: int) -> str:
    return (
        f"There is no span {start}–{end} in this article: it has {length} characters, and a span "
        "starts before it ends."
    )


def _relabelled(kind: Label, rest: str | None) -> str | None:
    """Keep of what an annotation says besides what another label has as well."""
    if rest is None:
        return None
    fields = orjson.loads(rest)
    fields["attributes"] = surviving(kind, rest_fields(rest).get("attributes", {}))
    return _written(fields)


def _edited(
    kind: Label,
    rest: str | None,
    attributes: Mapping[str, AttributeValue | None] | None,
    note: str | None,
    certainty: Certainty | None,
) -> str | None:
    """Change what an annotation says besides its label and place."""
    fields = rest_fields(rest) or {"attributes": {}, "note": ""}
    values = dict(fields.get("attributes", {}))
    for key, value in (attributes or {}).items():
        values.pop(key, None)
        values.update(fitting(kind, {key: value}))
    fields["attributes"] = values
    if note is not None:
        fields["note"] = note
    if certainty is not None:
        fields["certainty"] = certainty
    return _written(fields)


def _written(fields: dict[str, object]) -> str | None:
    fields["attributes"] = storable(fields["attributes"])
    if fields.get("certainty") == "sure":
        del fields["certainty"]
    return rest_text(fields)


def _at(number: int | None) -> int:
    assert number is not None
    return number


def _title(one: str, count: int, many: str, *, verb: str = "") -> str:
    """Name a step for the history."""
    if count == 1:
        return one
    return f"{verb or one} {many.format(f'{count:,}')}"


def _with(report: BulkReport, known: int, others: int, gone: int, relations: int) -> BulkReport:
    return BulkReport(
        changed=report.changed,
        known=known,
        others=others,
        gone=gone,
        relations=relations,
        articles=report.articles,
        ids=report.ids,
    )
