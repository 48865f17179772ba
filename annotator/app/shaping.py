"""Changing which words an annotation is on: fragments, splitting, joining."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.app.annotating import Annotating
from annotator.app.session import Session
from annotator.model.annotation import Annotation, Certainty, quoted, tidy_fragments
from annotator.model.identity import entity_bytes, entity_text, new_entity
from annotator.model.mark import Fragment
from annotator.model.moments import milliseconds
from annotator.model.records import AttributeValue
from annotator.model.relation import Relation
from annotator.problems import UserProblem
from annotator.store.lines import annotation_content, item_content
from annotator.store.rows import ANNOTATION, Content
from annotator.text.naming import in_line
from annotator.text.spans import trim
from annotator.text.words import next_word

if TYPE_CHECKING:
    from annotator.store.writer import Writer

_SHARED_KINDS = ("choice", "flag")
"""Kinds of attribute that say what sort of thing is tagged: both halves are of that sort. All
others say something of the very words, and a figure's value is not that of its half."""


@dataclass(frozen=True, slots=True)
class Split:
    """What became of a split annotation.

    Attributes:
        first: the annotation, on the words before; it keeps its id and all that was noted of it.
        second: the new one, on the words behind.
        stayed: keys of the attributes that only the first has.
        note: whether only the first has a note.
        relations: how many relations start or end at the first; none does at the second.
    """

    first: Annotation
    second: Annotation
    stayed: tuple[str, ...]
    note: bool
    relations: int


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of joined annotations.

    Attributes:
        annotation: the first of them by place, which the others went into.
        dropped: keys of the attributes of which one value was kept, and another was not.
        relations: how many relations went, because they led from one of them to another, said a
            thing twice, or are somebody else's.
    """

    annotation: Annotation
    dropped: tuple[str, ...]
    relations: int


class Shaping:
    """The verbs; each is one operation on annotations of one's own, durable when it returns."""

    def __init__(self, session: Session, annotating: Annotating) -> None:
        self._session = session
        self._annotating = annotating

    def add_words(self, annotation: str, spans: Iterable[Fragment]) -> Annotation:
        """Put an annotation on further words, as fragments of it (code points, end exclusive).

        Raises:
            UserProblem: it is not there, belongs to somebody else, or there is no such span.
        """
        with self._session.operation("") as writer:
            old = self._annotating.own(annotation)
            writer.title = f"Add words to {self._name_of(old.label)}"
            self._put(writer, old, self._tidy(old, [*old.fragments, *spans]))
        return self._annotating.get(annotation)

    def take_out(self, annotation: str, position: int) -> Annotation:
        """Take the fragment at a code point out of an annotation of several.

        Raises:
            UserProblem: it is not there, belongs to somebody else, has no fragment there, or no
                other one.
        """
        with self._session.operation("") as writer:
            old = self._annotating.own(annotation)
            kept = [one for one in old.fragments if not one[0] <= position <= one[1]]
            if len(kept) == len(old.fragments):
                raise UserProblem("There are no words of that annotation at this place.")
            if not kept:
                raise UserProblem(
                    "These are the only words of the annotation. Remove it if it is not to be."
                )
            writer.title = f"Take words out of {self._name_of(old.label)}"
            self._put(writer, old, self._tidy(old, kept))
        return self._annotating.get(annotation)

    def split(self, annotation: str, position: int) -> Split:
        """Part an annotation in two at a code point.

        The first keeps everything; the second takes over what sort of thing it is (choices and
        flags) and how sure one was.

        Raises:
            UserProblem: it is not there, belongs to somebody else, or has words on one side only.
        """
        session = self._session
        entity = new_entity(session.annotator.name)
        with session.operation("") as writer:
            old = self._annotating.own(annotation)
            number = session.article_number(old.article)
            parts = parted(session.text(number), old.fragments, position)
            if parts is None:
                raise UserProblem(
                    "An annotation is split between two of its words. Put the caret there, or "
                    "choose the place from the menu."
                )
            before, behind = parts
            shared = self._shared(old)
            writer.title = f"Split {self._name_of(old.label)}"
            self._put(writer, old, before)
            content = self._content(
                writer,
                old,
                behind,
                created=writer.at,
                attributes=shared,
                note="",
                origin="manual",
            )
            writer.create(ANNOTATION, entity, content, article=number)
            relations = len(session.items.relations_of(old.id, number))
        stayed = tuple(key for key in old.attributes if key not in shared)
        get = self._annotating.get
        return Split(get(old.id), get(entity_text(entity)), stayed, bool(old.note), relations)

    def join(self, annotations: Sequence[str], *, whole: bool = False) -> Joined:
        """Make one annotation of several that have one label.

        Values are those of the first that has one, notes come together, relations and one's own
        links (values that name an annotation) lead to the joined one.

        Args:
            annotations: ids, two at least.
            whole: take in what lies between as well; else words between part it in fragments.

        Raises:
            UserProblem: one is not there or belongs to somebody else, or they do not go together.
        """
        session = self._session
        with session.operation("") as writer:
            parts = [self._annotating.own(one) for one in dict.fromkeys(annotations)]
            parts.sort(key=lambda one: (one.start, one.end))
            _require_alike(parts)
            first, others = parts[0], parts[1:]
            number = session.article_number(first.article)
            fragments = united(
                session.text(number), [piece for one in parts for piece in one.fragments]
            )
            if whole:
                fragments = [(fragments[0][0], fragments[-1][1])]
            ends = {one.id for one in parts}
            links = session.scheme.links()
            attributes = {
                key: value
                for one in reversed(parts)
                for key, value in one.attributes.items()
                if not ((one.label, key) in links and value in ends)  # it would lead to itself
            }
            dropped = {
                key
                for one in parts
                for key, value in one.attributes.items()
                if key in attributes and value != attributes[key]
            }
            content = self._content(
                writer,
                first,
                fragments,
                created=milliseconds(first.created),
                # In the order of the first.
                attributes={
                    key: attributes[key]
                    for key in dict.fromkeys([*first.attributes, *attributes])
                    if key in attributes
                },
                note="\n".join(dict.fromkeys(one.note for one in parts if one.note)),
                certainty="unsure" if any(one.certainty == "unsure" for one in parts) else "sure",
            )
            writer.title = f"Join {len(parts)} × {self._name_of(first.label)}"
            went = self._lead_relations(writer, number, first.id, {one.id for one in others})
            moved = self._led_links(writer, number, first.id, ends, links)
            writer.revise({entity_bytes(first.id): (1, content)} | moved)
            writer.remove(entity_bytes(one.id) for one in others)
        return Joined(
            self._annotating.get(first.id),
            tuple(key for key in attributes if key in dropped),
            went,
        )

    def _lead_relations(self, writer: Writer, number: int, into: str, gone: Iterable[str]) -> int:
        """Lead relations of annotations that go to the one that stays; tell how many went."""
        session = self._session
        gone = frozenset(gone)
        ends = gone | {into}
        touched = [
            one
            for one in session.items.relations(number)
            if one.source in ends or one.target in ends
        ]
        known = {(one.type, one.source, one.target) for one in touched if not _is_at(one, gone)}
        moved: dict[bytes, tuple[int, Content]] = {}
        removed: list[bytes] = []
        for one in touched:
            if not _is_at(one, gone):
                continue
            source = into if one.source in gone else one.source
            target = into if one.target in gone else one.target
            said = (one.type, source, target)
            own = one.annotator == session.annotator.name
            if source == target or said in known or not own:
                removed.append(entity_bytes(one.id))
                continue
            known.add(said)
            body = {
                "type": one.type,
                "from": source,
                "to": target,
                "note": one.note,
                "created": one.created,
            }
            moved[entity_bytes(one.id)] = 1, item_content(body)
        if moved:
            writer.revise(moved)
        if removed:
            writer.remove(removed)
        return len(removed)

    def _led_links(
        self,
        writer: Writer,
        number: int,
        into: str,
        ends: Collection[str],
        links: Collection[tuple[str, str]],
    ) -> dict[bytes, tuple[int, Content]]:
        """Give one's other annotations of which values name what was joined, naming what stays."""
        session = self._session
        led: dict[bytes, tuple[int, Content]] = {}
        if not links:
            return led
        for one in session.annotations.find(article=number, annotators=[session.annotator.name]):
            values = {
                key: into if (one.label, key) in links and value in ends else value
                for key, value in one.attributes.items()
            }
            if one.id not in ends and values != one.attributes:
                led[entity_bytes(one.id)] = (
                    1,
                    self._content(
                        writer,
                        one,
                        one.fragments,
                        created=milliseconds(one.created),
                        attributes=values,
                        note=one.note,
                    ),
                )
        return led

    def _put(self, writer: Writer, old: Annotation, fragments: Sequence[Fragment]) -> None:
        content = self._content(
            writer,
            old,
            fragments,
            created=milliseconds(old.created),
            attributes=old.attributes,
            note=old.note,
        )
        writer.revise({entity_bytes(old.id): (1, content)})

    def _content(
        self,
        writer: Writer,
        old: Annotation,
        fragments: Sequence[Fragment],
        *,
        created: int,
        attributes: Mapping[str, AttributeValue],
        note: str,
        origin: str = "",
        certainty: Certainty | None = None,
    ) -> Content:
        text = self._session.text(self._session.article_number(old.article))
        pieces = tidy_fragments(fragments, len(text))
        return annotation_content(
            writer.coder,
            label=old.label,
            fragments=pieces,
            quote=quoted(text, pieces),
            origin=origin or old.origin,
            created=created,
            attributes=dict(attributes),
            note=note,
            certainty=certainty or old.certainty,
        )

    def _tidy(self, old: Annotation, fragments: Sequence[Fragment]) -> Sequence[Fragment]:
        """Check fragments, and join those between which there are no words."""
        text = self._session.text(self._session.article_number(old.article))
        return united(text, tidy_fragments(fragments, len(text)))

    def _shared(self, old: Annotation) -> dict[str, AttributeValue]:
        """Give the values that hold for the words behind a split as well."""
        labels = {label.key: label for label in self._session.scheme.labels}
        if old.label not in labels:
            return {}
        return {
            one.key: old.attributes[one.key]
            for one in labels[old.label].attributes
            if one.kind in _SHARED_KINDS and one.key in old.attributes
        }

    def _name_of(self, key: str) -> str:
        outline = self._session.outlines.get(key)
        return key if outline is None else in_line(outline.name)


def parted(
    text: str, fragments: Sequence[Fragment], position: int
) -> tuple[list[Fragment], list[Fragment]] | None:
    """Part fragments at a code point; what is around the cut is trimmed, outer edges stay.

    None says that one side would have no words.
    """
    before: list[Fragment] = []
    behind: list[Fragment] = []
    for start, end in fragments:
        if end <= position:
            before.append((start, end))
        elif start >= position:
            behind.append((start, end))
        else:
            first, last = trim(text, start, position), trim(text, position, end)
            if first is not None:
                before.append((start, first[1]))
            if last is not None:
                behind.append((last[0], end))
    return (before, behind) if before and behind else None


def united(text: str, fragments: Iterable[Fragment]) -> list[Fragment]:
    """Sort fragments, and make one of those that touch or have no word between them."""
    found: list[Fragment] = []
    for start, end in sorted(fragments):
        if found and not has_words(text, found[-1][1], start):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def has_words(text: str, start: int, end: int) -> bool:
    """Tell whether a word lies in a stretch of text, whole or in part (code points)."""
    word = next_word(text, start) if start < end else None
    if word is not None and word[0] < end:
        return True
    # A word that is cut by the start begins before it.
    return start < end and trim(text, start, end) is not None


def _require_alike(parts: Sequence[Annotation]) -> None:
    if len(parts) < 2:
        raise UserProblem("Select two annotations or more to join them.")
    if len({one.article for one in parts}) > 1:
        raise UserProblem("Only annotations of one article can be joined.")
    if len({one.label for one in parts}) > 1:
        raise UserProblem(
            "Only annotations of one label can be joined. Give them the same label first."
        )


def _is_at(relation: Relation, ends: Iterable[str]) -> bool:
    return relation.source in ends or relation.target in ends
