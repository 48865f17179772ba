"""What becomes of one's annotations in another version of their article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotator.app.session import Session
from annotator.model.annotation import Annotation, quoted, tidy_fragments
from annotator.model.identity import entity_bytes, entity_text, fixed_entity
from annotator.model.moments import iso
from annotator.model.records import AttributeValue
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.lines import annotation_content, item_content
from annotator.store.rows import ANNOTATION, RELATION
from annotator.store.versions import standing
from annotator.store.writer import Writer
from annotator.text.counted import counted
from annotator.text.diff_rows import DiffRows, diff_rows
from annotator.text.diffing import Diff, diff
from annotator.text.reanchoring import Anchoring, Fragments, reanchor

ORIGIN = "carried"
"""How annotations came about that were made from those of another version."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One of one's annotations, and what was found of it in the other version.

    Attributes:
        annotation: as it stands in the article that it was made in.
        found: where its words stand now.
        there: the id of what was made of it in the other version, if that was done and it stands.
    """

    annotation: Annotation
    found: Anchoring
    there: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the JSON that ``annotator carry --json`` prints."""
        spot = self.found.spot
        return {
            "id": self.annotation.id,
            "label": self.annotation.label,
            "quote": self.annotation.quote,
            "outcome": self.found.outcome,
            "certain": self.found.certain,
            "score": None if spot is None else round(spot.score, 3),
            "fragments": None if spot is None else [list(one) for one in spot.fragments],
            "there": self.there,
        }


@dataclass(frozen=True, slots=True)
class CarryPlan:
    """What would become of one's annotations: a list to be confirmed.

    Attributes:
        old, new: the ids of the articles.
        diff: how their texts differ.
        rows: one's annotations in the old one, by position.
    """

    old: str
    new: str
    diff: Diff
    rows: tuple[Carried, ...]

    def certain(self) -> dict[str, Fragments]:
        """Give the places of those that are certain and not there yet, by their ids."""
        return self.from_score(1.1)

    def from_score(self, score: float) -> dict[str, Fragments]:
        """Give the places of those that are certain, or at least so likely, and not there yet."""
        return {
            row.annotation.id: row.found.spot.fragments
            for row in self.rows
            if row.there is None
            and row.found.spot is not None
            and (row.found.certain or row.found.spot.score >= score)
        }


class Version(NamedTuple):
    """One of several versions of an article.

    Attributes:
        id: the article's.
        title, published: what is known of it.
        annotations: how many there are in it.
    """

    id: str
    title: str
    published: str | None
    annotations: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions with what was found of them.

    Attributes:
        older, newer: the versions.
        old, new: their texts.
        carried: one's annotations in the older one, and what was found of them.
        rows: their paragraphs, each beside what it became.
        files: the names of the files that they came as; “” for what was pasted.
    """

    older: Version
    newer: Version
    old: str
    new: str
    carried: Sequence[Carried]
    rows: DiffRows
    files: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class CarryReport:
    """What carrying over did.

    Attributes:
        made: how many annotations were made, or brought back.
        relations: how many relations.
        known: how many were there already.
    """

    made: int = 0
    relations: int = 0
    known: int = 0


def plan(
    session: Session, old: str, new: str, progress: Callable[[int], None] = lambda _: None
) -> CarryPlan:
    """Look for one's annotations of an article in another version of it; nothing is written.

    Args:
        session: the project and who works.
        old, new: the articles' ids.
        progress: hears how many were looked for, and may raise to stop.

    Raises:
        UserProblem: there is no such article, or both are one.
    """
    numbers = _numbers(session, old, new)
    before, after = (session.text(number) for number in numbers)
    progress(0)
    changes = diff(before, after)
    progress(0)
    with session.database.reading() as connection:
        me = [session.annotator.name]
        own = list(session.annotations.find(article=numbers[0], annotators=me))
        target = session.database.coder.article_id(numbers[1])
        entities = {one.id: _entity(session, one.id, target) for one in own}
        there = standing(connection, entities.values())
    found = reanchor(before, after, [one.fragments for one in own], changes, progress)
    rows = tuple(
        Carried(one, where, entity_text(entities[one.id]) if entities[one.id] in there else None)
        for one, where in zip(own, found, strict=True)
    )
    return CarryPlan(session.database.coder.article_id(numbers[0]), target, changes, rows)


def compare(
    session: Session, older: Version, newer: Version, progress: Callable[[int], None]
) -> Compared:
    """Find how two versions differ, and where one's annotations stand; see `plan`."""
    found = plan(session, older.id, newer.id, progress)
    numbers = _numbers(session, older.id, newer.id)
    old, new = map(session.text, numbers)
    rows = diff_rows(found.diff, old, new)
    files = _file(session, numbers[0]), _file(session, numbers[1])
    return Compared(older, newer, old, new, found.rows, rows, files)


def carry(session: Session, old: str, new: str, places: Mapping[str, Fragments]) -> CarryReport:
    """Make annotations in the other version, as one step; what is there already stays as it is.

    Labels, values, notes and certainty are kept, and relations between what is there then. Values
    that name another annotation name what is, or will be, made of that one.

    Args:
        session: the project and who works.
        old, new: the articles' ids.
        places: by the id of one's annotation in the old one, its fragments in the new one.

    Raises:
        UserProblem: there is no such article, annotation or place, or it is somebody else's.
    """
    numbers = _numbers(session, old, new)
    text = session.text(numbers[1])
    with session.operation("") as writer:
        target = writer.coder.article_id(numbers[1])
        own = _own(session, numbers[0], places)
        names = {one.id: _entity(session, one.id, target) for one in own}
        there = standing(writer.connection, names.values())
        fresh = [one for one in own if names[one.id] not in there]
        seen = session.annotations.existing(names[one.id] for one in fresh)
        again = {}
        links = session.scheme.links()
        for one in fresh:
            pieces = tidy_fragments(places[one.id], len(text))
            content = annotation_content(
                writer.coder,
                label=one.label,
                fragments=pieces,
                quote=quoted(text, pieces),
                origin=ORIGIN,
                created=writer.at,
                attributes=_carried_values(session, one, target, links),
                note=one.note,
                certainty=one.certainty,
            )
            if names[one.id] in seen:
                again[names[one.id]] = (1, content)
            else:
                writer.create(ANNOTATION, names[one.id], content, article=numbers[1])
        if again:
            writer.revise(again)
        writer.flush()
        relations = _carry_relations(session, writer, numbers, target) if fresh else 0
        count = len(fresh)
        writer.title = f"Carry {counted(count, 'annotation')} over"
    return CarryReport(count, relations, len(own) - count)


def _numbers(session: Session, old: str, new: str) -> tuple[int, int]:
    first, second = session.article_number(old), session.article_number(new)
    if first == second:
        raise UserProblem("These are one article. Name an older and a newer version.")
    return first, second


def _file(session: Session, number: int) -> str:
    article = session.articles.get(number)
    return "" if article is None or article.source is None else article.source.name


def _own(session: Session, number: int, places: Mapping[str, Fragments]) -> list[Annotation]:
    """Read the annotations that are meant: one's own in the article."""
    mine = {
        one.id: one
        for one in session.annotations.find(article=number, annotators=[session.annotator.name])
    }
    missing = next((one for one in places if one not in mine), None)
    if missing is not None:
        raise UserProblem(
            f"The annotation {missing} is not there any more, or belongs to somebody else: "
            "everybody carries over their own. Compare the versions again."
        )
    return [mine[one] for one in places]


def _entity(session: Session, annotation: str, article: str, owner: str = "") -> bytes:
    """Name what is made of an annotation in an article: the same whenever it is done again.

    ``owner`` is whose annotation it is; “” means who works.
    """
    return fixed_entity("carried", annotation, article, owner or session.annotator.name)


def _carried_values(
    session: Session, one: Annotation, target: str, links: Collection[tuple[str, str]]
) -> dict[str, AttributeValue]:
    """Give an annotation's values as they are in the other version (its id is ``target``)."""
    values = dict(one.attributes)
    for key in one.attributes:
        if (one.label, key) in links:
            linked = _linked(session, values.pop(key))
            if linked is not None:
                values[key] = entity_text(_entity(session, linked.id, target, linked.annotator))
    return values


def _linked(session: Session, value: AttributeValue) -> Annotation | None:
    """Find the annotation that a value names; None if it is not there any more."""
    try:
        return session.annotations.get(entity_bytes(str(value)))
    except UnknownNameError:
        return None


def _carry_relations(
    session: Session, writer: Writer, numbers: tuple[int, int], target: str
) -> int:
    """Make one's relations in the other version, where both ends are there."""
    me = session.annotator.name
    found = [one for one in session.items.relations(numbers[0]) if one.annotator == me]
    made = 0
    for one in found:
        ends = [_entity(session, end, target) for end in (one.source, one.target)]
        if len(standing(writer.connection, ends)) < len(ends):
            continue
        entity = _entity(session, one.id, target)
        if session.items.relation(entity) is not None:
            continue
        body = {
            "type": one.type,
            "from": entity_text(ends[0]),
            "to": entity_text(ends[1]),
            "note": one.note,
            "created": iso(writer.at),
        }
        if session.annotations.existing([entity]):
            writer.revise({entity: (1, item_content(body))})
        else:
            writer.create(RELATION, entity, item_content(body), article=numbers[1])
        made += 1
    return made
