"""Articles as a reviewer sees them: units of review, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.app.comparing import Comparing
from annotator.app.review.held import Held, HeldArticle, News
from annotator.app.review.states import Judgement, judge
from annotator.app.session import Session
from annotator.app.team.assigning import TeamWork
from annotator.model.annotation import Annotation
from annotator.model.annotator import CONSENSUS
from annotator.model.comment import thread_state
from annotator.model.identity import entity_bytes
from annotator.model.unit import Answer, ArticleReview, DifferenceKind, Proposal, ReviewUnit, Unit
from annotator.model.verdict import Verdict
from annotator.store.comments import Comments

_WHO = frozenset({"annotator", "member", "team"})
"""Kinds of which it depends who is compared, and who sees what."""

OpenCount = dict[DifferenceKind, int]
"""How many units are not settled, by kind of difference; kinds at 0 are absent."""


class _Table(NamedTuple):
    """Who is looked at in an article, and who looks."""

    number: int
    article: str
    people: tuple[str, ...]
    hidden: int


class ReviewedUnits:
    """Reads what there is to review. The verbs that decide are in `Adjudicating`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._comparing = Comparing(session)
        self._team = TeamWork(session)
        self._comments = Comments(session.database.connection, session.database.coder)
        self._held = Held(session)
        self._counts: dict[str, OpenCount] = {}
        self._counted: set[str] = set()
        self._counted_for = ""
        self._count_news = News(session)

    def article(
        self, article: str, annotators: Sequence[str] = (), starts: range | None = None
    ) -> ArticleReview:
        """Give an article as who works sees it in review.

        Args:
            article: its id, or the beginning of it.
            annotators: only these are compared; none named means all who took part.
            starts: only units of which an annotation starts in this stretch (code points).

        Raises:
            UnknownNameError: there is no such article or annotator.
        """
        table = self._table(article, annotators)
        held = self._held.article(table.number)
        units = self._comparing.units(table.article, starts=starts, people=table.people)
        with self._session.database.reading():
            unfinished = tuple(
                name for name in table.people if not self._session.team.is_done(table.number, name)
            )
        return ArticleReview(
            table.article,
            table.people,
            unfinished,
            tuple(self._reviewed(table, held, units, starts)),
            table.hidden,
        )

    def unit(self, article: str, key: str, annotators: Sequence[str] = ()) -> ReviewUnit | None:
        """Give the unit of an annotation as it stands now; None if it is in none."""
        table = self._table(article, annotators)
        return self._unit_of(table, self._held.article(table.number), key)

    def open_counts(self, articles: Iterable[str] | None = None) -> Mapping[str, OpenCount]:
        """Count what is not settled, by article and kind of difference.

        Articles on which nothing has changed since they were last counted are not counted again;
        counting one takes as long as comparing its annotators.

        Args:
            articles: only these (whole ids); by default all with two annotators or more.
        """
        news, me = self._count_news(), self._session.annotator.name
        if news is None or me != self._counted_for or any(one.kinds & _WHO for one in news):
            self._counted.clear()
            self._counted_for = me
        else:
            self._counted.difference_update(*(one.articles for one in news))
        wanted = self.countable() if articles is None else list(articles)
        for article in wanted:
            if article not in self._counted:
                self._counts[article] = self._count(article)
                self._counted.add(article)
        return {one: dict(self._counts[one]) for one in wanted if self._counts[one]}

    def countable(self) -> list[str]:
        """List the articles in which more than one person took part."""
        return list(self.compared())

    def compared(self) -> dict[str, frozenset[str]]:
        """Give who took part in each article in which more than one person did."""
        with self._session.database.reading():
            parts = self._session.team.parts()
            known = {one.name: one.kind for one in self._session.items.annotators()}
        people = {
            article: frozenset(name for name in of if known.get(name) in ("person", "import"))
            for article, of in parts.items()
        }
        return {article: names for article, names in people.items() if len(names) > 1}

    def _count(self, article: str) -> OpenCount:
        table = self._table(article, ())
        if len(table.people) < 2:
            return {}
        counts: OpenCount = {}
        for one in self._reviewed_aside(table):
            if one.state != "settled":
                counts[one.unit.kind] = counts.get(one.unit.kind, 0) + 1
        return counts

    def _table(self, article: str, annotators: Sequence[str]) -> _Table:
        """Settle who is compared; with others' work hidden that is who works alone."""
        session = self._session
        number = session.article_number(article)
        identity = session.database.coder.article_id(number)
        people = self._comparing.people(identity, annotators)
        me = session.annotator.name
        if not self._team.hides(identity, in_review=True):
            return _Table(number, identity, people, 0)
        own = tuple(name for name in people if name == me)
        return _Table(number, identity, own, len(people) - len(own))

    def _unit_of(self, table: _Table, held: HeldArticle, key: str) -> ReviewUnit | None:
        with self._session.database.reading():
            annotation = self._session.annotations.get(entity_bytes(key))
        if annotation is None or annotation.article != table.article or not table.people:
            return None
        starts = range(annotation.start, annotation.start + 1)
        units = self._comparing.units(table.article, starts=starts, people=table.people)
        for one in self._reviewed(table, held, units, starts):
            if any(other.id == key for other in one.unit.annotations):
                return one
        return None

    def _reviewed_aside(self, table: _Table) -> list[ReviewUnit]:
        """Give all units of an article that is one of many and not kept."""
        held = self._held.aside(table.number)
        units = self._comparing.units(table.article, people=table.people)
        return self._reviewed(table, held, units, None)

    def _reviewed(
        self, table: _Table, held: HeldArticle, units: Sequence[Unit], starts: range | None
    ) -> list[ReviewUnit]:
        """Add to units how they stand, and to the list what is left of units that have gone."""
        if table.hidden:
            return [ReviewUnit(unit, "open") for unit in units]
        me = self._session.annotator.name
        names = [[one.id for one in unit.annotations] for unit in units]
        found: list[ReviewUnit] = []
        on = [held.on(ids) for ids in names]
        evidence = held.evidence(verdict for some in on for verdict in some)
        for unit, ids, verdicts in zip(units, names, on, strict=True):
            judged = judge(ids, verdicts, evidence, table.people, me)
            found.append(_with_comments(unit, judged, verdicts, held, ids))
        orphans = self._orphans(table, held, starts)
        return sorted([*found, *orphans], key=_place) if orphans else found

    def _orphans(self, table: _Table, held: HeldArticle, starts: range | None) -> list[ReviewUnit]:
        """Make units of entries of the consensus of which everything they came from has gone."""
        made = [
            verdict
            for verdict in held.verdicts.values()
            if (entry := held.entries.get(verdict.consensus or "")) is not None
            and (starts is None or entry.start in starts)
        ]
        evidence, me = held.evidence(made), self._session.annotator.name
        found: list[ReviewUnit] = []
        for verdict in made:
            if not evidence.is_orphan(verdict):
                continue
            entry = held.entries[verdict.consensus or ""]
            verdicts = held.on([entry.id])
            judged = judge([entry.id], verdicts, held.evidence(verdicts), (CONSENSUS,), me)
            unit = _left_over(entry, table.people)
            found.append(_with_comments(unit, judged, verdicts, held, [entry.id]))
        return found


def _with_comments(
    unit: Unit,
    judged: Judgement,
    verdicts: Sequence[Verdict],
    held: HeldArticle,
    ids: Sequence[str],
) -> ReviewUnit:
    state, verdict = judged
    entry = None if verdict is None else held.entries.get(verdict.consensus or "")
    if not held.comments:
        return ReviewUnit(unit, state, verdict, entry, verdicts=tuple(verdicts))
    thread = held.about(talked_about(ids, verdicts))
    return ReviewUnit(
        unit,
        state,
        verdict,
        entry,
        len(thread),
        thread_state(thread) == "asking",
        tuple(verdicts),
    )


def talked_about(annotations: Iterable[str], verdicts: Iterable[Verdict]) -> list[str]:
    """List what comments on a unit may be about: also what it was, and what it was made into."""
    about = dict.fromkeys(annotations)
    for verdict in verdicts:
        about.update(dict.fromkeys(one.annotation for one in verdict.cites))
        if verdict.consensus is not None:
            about[verdict.consensus] = None
    return list(about)


def _left_over(entry: Annotation, people: tuple[str, ...]) -> Unit:
    """Make a unit of an entry of the consensus that nobody's annotation speaks for any more."""
    proposal = Proposal(
        entry.label, entry.fragments, entry.attributes, "nobody marks this any more"
    )
    answer = Answer((CONSENSUS,), (entry,))
    return Unit("missed", entry.start, entry.end, (answer,), people, proposal)


def _place(one: ReviewUnit) -> tuple[int, int, str]:
    return one.unit.start, one.unit.end, one.unit.key
