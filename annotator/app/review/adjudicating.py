"""Deciding: each verdict is written together with the entry of the consensus that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.app.annotating import surviving
from annotator.app.review.ruling import Bench, Entry, Ruling, own_verdicts
from annotator.app.review.states import content_of
from annotator.app.review.units import ReviewedUnits
from annotator.model.identity import entity_bytes, entity_text
from annotator.model.mark import Fragment
from annotator.model.records import AttributeValue
from annotator.model.unit import Proposal, ReviewUnit, Unit
from annotator.model.verdict import Verdict
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.writer import Writer
from annotator.text.canonical import canonical
from annotator.text.naming import in_line

UnitName = str | Unit | ReviewUnit
"""A unit as it was shown, or its key: then it is looked up anew."""


class Adjudicating(ReviewedUnits):
    """The verbs that settle differences. Every one is one operation.

    Units are named as they were shown, or by their keys. Who decides again revises their own
    verdict and its entry of the consensus. Every verb raises a `UserProblem` if who works has not
    the role to settle, or if what was marked there has changed since it was shown.
    """

    def accept(
        self,
        article: str,
        *units: UnitName,
        proposal: Proposal | None = None,
        annotators: Sequence[str] = (),
    ) -> list[Verdict]:
        """Take what is proposed into the consensus; for one unit, another proposal may be given.

        Args:
            article: where the units are.
            units: one or more.
            proposal: taken instead of the unit's own.
            annotators: who is compared, where units are named by their keys.
        """
        rulings = [
            Ruling(unit, "accept", _entry(proposal or unit.proposal))
            for unit in self._units(article, units, annotators)
        ]
        return self._decide(article, "Accept", rulings)

    def take(
        self, article: str, unit: UnitName, answer: int, *, annotators: Sequence[str] = ()
    ) -> Verdict:
        """Take one of the answers (counted from 0) into the consensus."""
        (found,) = self._units(article, [unit], annotators)
        if not 0 <= answer < len(found.answers):
            raise UserProblem(f"There is no such answer; there are {len(found.answers)}.")
        first = found.answers[answer].first
        entry = Entry(first.label, first.fragments, first.attributes)
        return self._decide(article, "Take", [Ruling(found, "accept", entry)])[0]

    def edit(
        self,
        article: str,
        unit: UnitName,
        *,
        label: str | None = None,
        fragments: Sequence[Fragment] | None = None,
        attributes: Mapping[str, AttributeValue] | None = None,
        annotators: Sequence[str] = (),
    ) -> Verdict:
        """Take something else into the consensus; what is None is as proposed.

        Of the values proposed those stay that another label has as well.

        Raises:
            UserProblem: a value does not fit that no annotator gave, or there is no such span or
                label.
        """
        (found,) = self._units(article, [unit], annotators)
        proposed = found.proposal
        pieces = proposed.fragments if fragments is None else tuple(fragments)
        key = proposed.label if label is None else label
        values = proposed.attributes if attributes is None else attributes
        if attributes is None and key != proposed.label:
            values = surviving(self._session.scheme.label(key), values)
        entry = Entry(key, pieces, values)
        return self._decide(article, "Edit", [Ruling(found, "edit", entry)])[0]

    def reject(
        self,
        article: str,
        *units: UnitName,
        reason: str = "",
        note: str = "",
        annotators: Sequence[str] = (),
    ) -> list[Verdict]:
        """Decide that nothing belongs there.

        Raises:
            UnknownNameError: the scheme has no such reason.
        """
        known = [one.key for one in self._session.scheme.reasons]
        if reason and reason not in known:
            raise UnknownNameError(
                f"The scheme has no reason “{reason}”; it has {', '.join(known) or 'none'}."
            )
        rulings = [
            Ruling(unit, "reject", reason=reason, note=canonical(note).text)
            for unit in self._units(article, units, annotators)
        ]
        return self._decide(article, "Reject", rulings)

    def unsure(
        self, article: str, *units: UnitName, note: str = "", annotators: Sequence[str] = ()
    ) -> list[Verdict]:
        """Say that one cannot decide; the units stay open."""
        rulings = [
            Ruling(unit, "unsure", note=canonical(note).text)
            for unit in self._units(article, units, annotators)
        ]
        return self._decide(article, "Unsure about", rulings)

    def reopen(self, article: str, *units: UnitName, annotators: Sequence[str] = ()) -> None:
        """Take one's own verdicts on units back, with the entries they made.

        Raises:
            UserProblem: only others have decided about them.
        """
        found = self._units(article, units, annotators)
        number = self._session.article_number(article)
        with self._session.operation("") as writer:
            gone: list[bytes] = []
            held, me = self._held.article(number), self._session.annotator.name
            for unit in found:
                for verdict in own_verdicts(held, me, unit):
                    gone.append(entity_bytes(verdict.id))
                    if verdict.consensus is not None:
                        gone.append(entity_bytes(verdict.consensus))
            others = sorted(
                {one.reviewer for unit in found for one in held.on(a.id for a in unit.annotations)}
            )
            if others and not gone:
                raise UserProblem(
                    f"{' and '.join(others)} decided about that, and nobody else takes it back. If "
                    "you see it differently, decide yourself."
                )
            writer.title = self._title("Reopen", [Ruling(unit, "unsure") for unit in found])
            writer.remove(gone)

    # How it is done

    def _units(
        self, article: str, units: Iterable[UnitName], annotators: Sequence[str]
    ) -> list[Unit]:
        """Look up units that are named by their keys.

        Raises:
            UserProblem: who works may not settle, or one of them is not there.
        """
        self._team.require("settle")
        found: list[Unit] = []
        for one in units:
            if isinstance(one, Unit):
                found.append(one)
                continue
            reviewed = self._named_unit(article, one, annotators) if isinstance(one, str) else one
            found.append(reviewed.unit)
        return found

    def _named_unit(self, article: str, key: str, annotators: Sequence[str]) -> ReviewUnit:
        found = self.unit(article, key, annotators)
        if found is None:
            raise UnknownNameError("What was marked there is not there (any more).")
        return found

    def _decide(self, article: str, verb: str, rulings: Sequence[Ruling]) -> list[Verdict]:
        session = self._session
        number = session.article_number(article)
        with session.operation(self._title(verb, rulings)) as writer:
            self._require_present(rulings)
            entities = self._write(writer, number, rulings)
        held = self._held.article(number)
        return [held.verdicts[entity_text(entity)] for entity in entities]

    def _write(self, writer: Writer, number: int, rulings: Sequence[Ruling]) -> list[bytes]:
        """Write verdicts on an article and their entries; give the entities of the verdicts."""
        bench = Bench(self._session, writer, self._held.article(number), rulings)
        for ruling in rulings:
            bench.put(ruling)
        return bench.finish()

    def _require_present(self, rulings: Sequence[Ruling]) -> None:
        """Make sure, under the write lock, that units are still as they were shown.

        Raises:
            UserProblem: one is not.
        """
        find = self._session.annotations.get
        for ruling in rulings:
            for one in ruling.unit.annotations:
                now = find(entity_bytes(one.id))
                if now is None or content_of(now) != content_of(one):
                    raise UserProblem(
                        f"“{one.quote[:40]}” was changed by {one.annotator} meanwhile. Look at it "
                        "again, then decide."
                    )

    def _title(self, verb: str, rulings: Sequence[Ruling]) -> str:
        if len(rulings) != 1:
            return f"{verb} {len(rulings):,} differences"
        ruling = rulings[0]
        key = ruling.unit.proposal.label if ruling.entry is None else ruling.entry.label
        outline = self._session.outlines.get(key)
        return f"{verb} {key if outline is None else in_line(outline.name)}"


def _entry(proposal: Proposal) -> Entry:
    return Entry(proposal.label, tuple(proposal.fragments), proposal.attributes)
