"""Writing verdicts, each together with the entry of the consensus that it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotator.app.review.held import HeldArticle
from annotator.app.session import Session
from annotator.model.annotation import Annotation, quoted, tidy_fragments
from annotator.model.annotator import CONSENSUS, Annotator
from annotator.model.canonical import storable
from annotator.model.identity import entity_bytes, entity_text, new_entity
from annotator.model.mark import Fragment
from annotator.model.moments import iso, milliseconds
from annotator.model.records import AttributeValue
from annotator.model.unit import Unit
from annotator.model.verdict import Decision, Rule, Verdict
from annotator.problems import AttributeProblem, UnknownNameError
from annotator.store.lines import annotation_content, item_content
from annotator.store.rows import ANNOTATION, NOTHING, VERDICT
from annotator.store.verdicts import Verdicts
from annotator.store.writer import Wanted, Writer


class Entry(NamedTuple):
    """What an entry of the consensus is to say."""

    label: str
    fragments: tuple[Fragment, ...]
    attributes: Mapping[str, AttributeValue]


class Ruling(NamedTuple):
    """What is decided about a unit; without an entry nothing belongs there, or it stays open."""

    unit: Unit
    decision: Decision
    entry: Entry | None = None
    reason: str = ""
    note: str = ""
    rule: Rule = ""


def own_verdicts(held: HeldArticle, reviewer: str, unit: Unit) -> list[Verdict]:
    """List a reviewer's verdicts on a unit, the one that best stands for it first."""
    ids = {one.id for one in unit.annotations}
    mine = [one for one in held.on(ids) if one.reviewer == reviewer]
    return sorted(mine, key=lambda one: ({cite.annotation for cite in one.cites} != ids, one.id))


class Bench:
    """Writes the verdicts of one operation in one article, and the entries they make."""

    def __init__(
        self, session: Session, writer: Writer, held: HeldArticle, rulings: Sequence[Ruling]
    ) -> None:
        number = held.number
        self._session = session
        self._writer = writer
        self._number = number
        self._held = held
        self._text = session.text(number)
        self._verdicts = Verdicts(
            session.database.connection, session.database.coder, session.merges
        )
        ids = {one.id for ruling in rulings for one in ruling.unit.annotations}
        self._digests = self._verdicts.digests(number, ids)
        self._spent: set[str] = set()
        """Verdicts that were revised or removed: of two units, only one can have it."""
        self._wanted: Wanted = {}
        self._made: list[bytes] = []
        self._knows_consensus = False

    def put(self, ruling: Ruling) -> None:
        """Write one verdict."""
        mine = [
            one
            for one in own_verdicts(self._held, self._session.annotator.name, ruling.unit)
            if one.id not in self._spent
        ]
        self._spent.update(one.id for one in mine)
        for other in mine[1:]:
            self._wanted[entity_bytes(other.id)] = (0, NOTHING)
            if other.consensus is not None:
                self._wanted[entity_bytes(other.consensus)] = (0, NOTHING)
        old = mine[0] if mine else None
        consensus = self._put_entry(ruling, old)
        cites = sorted([one.id, self._digests[one.id]] for one in ruling.unit.annotations)
        body = {
            "decision": ruling.decision,
            "cites": cites,
            "consensus": consensus,
            "reason": ruling.reason,
            "note": ruling.note,
            "rule": ruling.rule,
            "created": iso(self._writer.at) if old is None else old.created,
        }
        if old is None:
            entity = new_entity(self._writer.author)
            self._writer.create(VERDICT, entity, item_content(body), article=self._number)
        else:
            entity = entity_bytes(old.id)
            self._wanted[entity] = (1, item_content(body))
        self._made.append(entity)

    def finish(self) -> list[bytes]:
        """Write what was there before anew; give the entities of the verdicts."""
        if self._wanted:
            self._writer.revise(self._wanted)
        return self._made

    def _put_entry(self, ruling: Ruling, old: Verdict | None) -> str | None:
        """Write the entry that a verdict makes, or take away what it had made."""
        standing = None if old is None else self._held.entries.get(old.consensus or "")
        if ruling.entry is None:
            if standing is not None:
                self._wanted[entity_bytes(standing.id)] = (0, NOTHING)
            return None
        content = annotation_content(
            self._writer.coder,
            label=ruling.entry.label,
            fragments=(pieces := tidy_fragments(ruling.entry.fragments, len(self._text))),
            quote=quoted(self._text, pieces),
            origin="consensus",
            created=self._writer.at if standing is None else milliseconds(standing.created),
            attributes=self._attributes(ruling),
            note="",
            certainty="sure",
            made_from=self._made_from(ruling.unit),
        )
        if standing is not None:
            entity = entity_bytes(standing.id)
            self._writer.revise({entity: (1, content)})
            if standing.id in self._digests:  # it stands for itself: nobody marks it any more
                self._digests |= self._verdicts.digests(self._number, [standing.id])
            return standing.id
        if not self._knows_consensus:
            self._writer.ensure_annotator(Annotator(name=CONSENSUS, kind="consensus"))
            self._knows_consensus = True
        entity = new_entity(CONSENSUS)
        self._writer.create(ANNOTATION, entity, content, article=self._number, author=CONSENSUS)
        return entity_text(entity)

    def _made_from(self, unit: Unit) -> list[str]:
        """Give the versions that an entry is made from; of one left over, what it was made from."""
        made: list[str] = []
        for one in unit.annotations:
            if one.annotator == CONSENSUS:
                made += self._verdicts.made_from(one.id)
            else:
                made.append(self._digests[one.id])
        return made

    def _attributes(self, ruling: Ruling) -> dict[str, AttributeValue]:
        """Check attributes against the scheme; what an annotator gave is kept as it is.

        Raises:
            UserProblem: the label is unknown, or a value fits neither.
        """
        entry, annotations = ruling.entry, ruling.unit.annotations
        assert entry is not None
        values = {key: value for key, value in entry.attributes.items() if value is not None}
        given = [one for one in annotations if one.label == entry.label]
        try:
            label = self._session.scheme.label(entry.label)
        except UnknownNameError:
            if not given:
                raise
            return values
        checked: dict[str, AttributeValue] = {}
        for key, value in values.items():
            try:
                checked[key] = label.attribute(key).accept(value)
            except (AttributeProblem, UnknownNameError):
                if not any(_gave(one, key, value) for one in given):
                    raise
                checked[key] = value
        return checked


def _gave(annotation: Annotation, key: str, value: AttributeValue) -> bool:
    return key in annotation.attributes and storable(annotation.attributes[key]) == storable(value)
