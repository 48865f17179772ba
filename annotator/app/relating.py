"""Relations: which may be made, making them, turning them round, taking them away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.app.session import Session
from annotator.model.annotation import Annotation
from annotator.model.identity import entity_bytes, new_entity
from annotator.model.moments import iso, milliseconds
from annotator.model.relation import Relation
from annotator.problems import UnknownNameError, UserProblem
from annotator.store import relations as stored
from annotator.store.lines import item_content
from annotator.store.rows import RELATION
from annotator.text.canonical import canonical
from annotator.text.naming import in_line

if TYPE_CHECKING:
    from annotator.model.scheme import RelationType
    from annotator.store.writer import Writer


class Offer(NamedTuple):
    """A relation that may be made between annotations of two labels.

    Attributes:
        type: the key of its type.
        name: what stands on its arc: it is read from where it starts to where it leads.
        title: what the other end is called seen from the first of the two.
        outward: whether it starts at the first of the two.
    """

    type: str
    name: str
    title: str
    outward: bool


class Link(NamedTuple):
    """A relation as seen from one of its ends; ``other`` is the annotation at the other one."""

    relation: Relation
    other: Annotation
    offer: Offer


class Relating:
    """The verbs on relations. Every one is durable when it returns."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # What may be made

    def offers(self, label: str) -> dict[str, list[Offer]]:
        """List by label of the other end what may tie it to an annotation of a label (keys)."""
        found: dict[str, list[Offer]] = {}
        for kind in self._session.scheme.relations:
            for outward in (True, False):
                near, far = kind.sources, kind.targets
                if not outward:
                    near, far = far, near
                if label in near:
                    for other in far:
                        found.setdefault(other, []).append(_offer(kind, outward=outward))
        return found

    def offers_between(self, first: str, second: str) -> list[Offer]:
        """List what may still be made between two annotations (ids), the relations of the first.

        Raises:
            UnknownNameError: one is not there.
        """
        one, other = self._annotation(first), self._annotation(second)
        if one.article != other.article or one.id == other.id:
            return []
        taken = self._taken(one.id, self._session.article_number(one.article))
        return [
            offer
            for offer in self.offers(one.label).get(other.label, [])
            if _ends(offer, one.id, other.id) not in taken
        ]

    def alternatives(self, relation: str) -> list[Offer]:
        """List what else a relation could be between the same two ends, seen from its start.

        The same type the other way round is among them, if the scheme allows it.
        """
        found = self.get(relation)
        return self.offers_between(found.source, found.target)

    # Reading

    def get(self, relation: str) -> Relation:
        """Give a relation by its id.

        Raises:
            UnknownNameError: there is none.
        """
        return self._fetch(entity_bytes(relation))

    def find(self, article: str | None = None) -> list[Relation]:
        """List the relations of an article, or all."""
        session = self._session
        number = None if article is None else session.article_number(article)
        with session.database.reading():
            found = list(session.items.relations(number))
            return [one for one in found if self._is_shown(one, number)]

    def at(self, annotation: str) -> list[Link]:
        """List the relations that start or end at an annotation, in the order they were made.

        Raises:
            UnknownNameError: it is not there.
        """
        session = self._session
        with session.database.reading():
            one = self._annotation(annotation)
            number = session.article_number(one.article)
            found = list(session.items.relations_at(one.id, number))
            # Without any the scheme need not be loaded, which takes a while.
            kinds = {kind.key: kind for kind in session.scheme.relations} if found else {}
            links: list[Link] = []
            for relation in found:
                outward = relation.source == one.id
                other = session.annotations.get(
                    entity_bytes(relation.target if outward else relation.source)
                )
                if other is None or not self._is_shown(relation, number):
                    continue
                kind = kinds.get(relation.type)
                offer = (
                    _offer(kind, outward=outward)
                    if kind is not None
                    else Offer(relation.type, relation.type, relation.type, outward)
                )
                links.append(Link(relation, other, offer))
            return links

    # Changing

    def relate(self, source: str, kind: str, target: str, *, note: str = "") -> Relation:
        """Link two annotations of one article.

        Raises:
            UserProblem: one is not there, they lie in two articles or are the same one, the scheme
                has no such relation between these labels, or one has made this very link already.
        """
        session = self._session
        entity = new_entity(session.annotator.name)
        with session.operation("") as writer:
            start, end = self._annotation(source), self._annotation(target)
            relation = session.scheme.relation(kind)
            number = self._expect_fitting(start, relation, end)
            writer.title = f"Link {relation.name}"
            body = _body(kind, start.id, end.id, canonical(note).text, writer.at)
            writer.create(RELATION, entity, item_content(body), article=number)
        return self._fetch(entity)

    def change(
        self,
        relation: str,
        *,
        kind: str | None = None,
        turned: bool = False,
        note: str | None = None,
    ) -> Relation:
        """Give a relation of one's own another type or note, or turn it round; None stays.

        Raises:
            UserProblem: it is not there, belongs to somebody else, or would not fit the scheme.
        """
        session = self._session
        entity = entity_bytes(relation)
        with session.operation("") as writer:
            old = self._own(entity)
            ends = (old.target, old.source) if turned else (old.source, old.target)
            key = old.type if kind is None else kind
            name = self._name_of(key)
            if (key, *ends) != (old.type, old.source, old.target):
                start, end = map(self._annotation, ends)
                self._expect_fitting(start, session.scheme.relation(key), end)
            words = old.note if note is None else canonical(note).text
            body = _body(key, *ends, words, milliseconds(old.created))
            if key != old.type:
                writer.title = f"Change link {self._name_of(old.type)} to {name}"
            else:
                writer.title = f"Turn link {name} round" if turned else f"Note on link {name}"
            writer.revise({entity: (1, item_content(body))})
        return self._fetch(entity)

    def unrelate(self, relation: str) -> None:
        """Remove a relation of one's own.

        Raises:
            UserProblem: it is not there, or belongs to somebody else.
        """
        entity = entity_bytes(relation)
        with self._session.operation("") as writer:
            found = self._own(entity)
            writer.title = f"Unlink {self._name_of(found.type)}"
            writer.remove([entity])

    # What goes with another label

    def unfit(self, annotation: str, label: str) -> list[Relation]:
        """List the relations at an annotation that its having another label would not allow.

        Raises:
            UnknownNameError: it is not there.
        """
        with self._session.database.reading():
            found = self._annotation(annotation)
            return unfit_at(self._session, {entity_bytes(found.id): label})

    def _taken(self, annotation: str, number: int) -> set[tuple[str, str, str]]:
        with self._session.database.reading():
            return {
                (one.type, one.source, one.target)
                for one in self._session.items.relations_at(annotation, number)
                if one.annotator == self._session.annotator.name
            }

    def _expect_fitting(self, start: Annotation, kind: RelationType, end: Annotation) -> int:
        """Refuse what is no relation between these two; give their article's number."""
        if start.article != end.article:
            raise UserProblem("A relation ties two annotations of one article.")
        if start.id == end.id:
            raise UserProblem("A relation ties two annotations, not one to itself.")
        if start.label not in kind.sources or end.label not in kind.targets:
            raise UserProblem(
                f"“{kind.name}” leads from {_or(kind.sources)} to "
                f"{_or(kind.targets)}, not from {start.label} to {end.label}."
            )
        number = self._session.article_number(start.article)
        if (kind.key, start.id, end.id) in self._taken(start.id, number):
            raise UserProblem(f"You have linked these two by “{kind.name}” already.")
        return number

    def _is_shown(self, relation: Relation, number: int | None) -> bool:
        """Tell whether a relation is not kept from who works, if they work blind."""
        session = self._session
        own = session.annotator.name
        if number is None or not session.keeps_blind or relation.annotator == own:
            return True
        return not session.team.hides(number, own)

    def _annotation(self, annotation: str) -> Annotation:
        with self._session.database.reading():
            found = self._session.annotations.get(entity_bytes(annotation))
        if found is None:
            raise UnknownNameError("That annotation is not there (any more).")
        return found

    def _fetch(self, entity: bytes) -> Relation:
        with self._session.database.reading():
            found = self._session.items.relation(entity)
        if found is None:
            raise UnknownNameError("That relation is not there (any more).")
        return found

    def _own(self, entity: bytes) -> Relation:
        found = self._fetch(entity)
        self._session.require_own(found.annotator, f"“{found.type}”")
        return found

    def name_of(self, relation: Relation) -> str:
        """Give what stands on the arc of a relation."""
        kinds = self._session.scheme.relations
        kind = next((kind for kind in kinds if kind.key == relation.type), None)
        return relation.type if kind is None else _offer(kind, outward=True).name

    def _name_of(self, key: str) -> str:
        kinds = self._session.scheme.relations
        return next((kind.name for kind in kinds if kind.key == key), key)


def unfit_at(session: Session, labels: dict[bytes, str]) -> list[Relation]:
    """List the relations that annotations may not have any more once they have other labels.

    A relation that does not fit the scheme as it is (it was imported) is left alone if its end
    keeps its label; one whose type the scheme does not have fits everywhere.

    Args:
        session: at least in a read transaction.
        labels: the keys of their new labels, by annotation.
    """
    found = {entity: session.annotations.get(entity) for entity in labels}
    moved = {
        one.id: (one.label, labels[entity])
        for entity, one in found.items()
        if one is not None and one.label != labels[entity]
    }
    articles = {one.article for one in found.values() if one is not None and one.id in moved}
    numbers = {session.article_number(article) for article in articles}
    at = stored.at_annotations(session.database.connection, map(entity_bytes, moved), numbers)
    kinds = {kind.key: kind for kind in session.scheme.relations}
    gone: list[Relation] = []
    for relation in map(session.items.relation, at):
        kind = None if relation is None else kinds.get(relation.type)
        if relation is None or kind is None:
            continue
        ends = ((relation.source, kind.sources), (relation.target, kind.targets))
        if any(end in moved and moved[end][1] not in allowed for end, allowed in ends):
            gone.append(relation)
    return gone


def drop_unfit(writer: Writer, session: Session, labels: dict[bytes, str]) -> list[Relation]:
    """Remove, in an operation that gives annotations other labels, what these do not allow.

    Call it before the annotations are revised; see `unfit_at`.
    """
    gone = unfit_at(session, labels)
    if gone:
        writer.remove([entity_bytes(one.id) for one in gone])
    return gone


def _offer(kind: RelationType, *, outward: bool) -> Offer:
    title = kind.outward if outward else kind.inward
    name = in_line(kind.outward) or kind.name
    return Offer(kind.key, name, title or (f"{name} →" if outward else f"← {name}"), outward)


def _ends(offer: Offer, one: str, other: str) -> tuple[str, str, str]:
    return (offer.type, one, other) if offer.outward else (offer.type, other, one)


def _body(kind: str, source: str, target: str, note: str, created: int) -> dict[str, object]:
    return {"type": kind, "from": source, "to": target, "note": note, "created": iso(created)}


def _or(words: Sequence[str]) -> str:
    return " or ".join(words)
