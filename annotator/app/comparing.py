"""Comparing what annotators say: differences pair by pair, and units of review."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from annotator.agreement.differences import differences
from annotator.agreement.units import units
from annotator.app.session import Session
from annotator.model.annotation import Annotation
from annotator.model.identity import entity_bytes
from annotator.model.unit import KINDS, Difference, Unit
from annotator.problems import UnknownNameError, UserProblem

if TYPE_CHECKING:
    from annotator.agreement.tables import TableKind
    from annotator.model.agreement import AgreementReport
    from annotator.model.scheme import Scheme

_COMPARED = ("person", "import")
"""Kinds of annotator who are compared unless others are named."""


class Compared(NamedTuple):
    """What several people marked in one article.

    ``annotations`` has a list for everybody who took part, in the order of their lanes, whether
    they marked something or only said that they are done.
    """

    article: str
    annotations: dict[str, list[Annotation]]


class Comparing:
    """The verbs of comparing.

    Somebody takes part in an article by marking something in it, or by saying that they are done
    with it; only of them can it be said that they missed something.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def annotators(self, named: Sequence[str] = ()) -> tuple[str, ...]:
        """Give who is compared: those named, else all people and imports in their lanes' order.

        Raises:
            UnknownNameError: there is no such annotator.
        """
        session = self._session
        if named:
            return tuple(one.name for one in session.annotators_named(dict.fromkeys(named)))
        with session.database.reading():
            known = session.items.annotators()
            lanes = session.team.settings().lanes
        place = {name: number for number, name in enumerate(lanes)}
        known.sort(key=lambda one: place.get(one.name, len(place)))
        return tuple(one.name for one in known if one.kind in _COMPARED)

    def people(self, article: str | None = None, annotators: Sequence[str] = ()) -> tuple[str, ...]:
        """Give who took part in an article, of those named or all, in their lanes' order.

        Without an article: who has marked anything.

        Raises:
            UnknownNameError: there is no such article or annotator.
        """
        who = self.annotators(annotators)
        if article is None:
            with self._session.database.reading():
                authors = self._session.annotations.authors()
            return tuple(name for name in who if name in authors)
        return self._people(self._session.article_number(article), who)

    def walk(
        self,
        articles: Sequence[str] | None = None,
        annotators: Sequence[str] = (),
        *,
        by_id: bool = False,
    ) -> Iterator[Compared]:
        """Walk the articles in which two or more took part, in the order they came.

        Articles that are kept from who works, because people work blind, are passed over.

        Args:
            articles: ids; None is all.
            annotators: who is compared; none is all people and imports.
            by_id: walk in the order of ids instead, which is the same on every machine.

        Raises:
            UnknownNameError: there is no such article or annotator.
        """
        who = self.annotators(annotators)
        session = self._session
        article_id = session.database.coder.article_id
        numbers = self._numbers(articles)
        for number in sorted(numbers, key=article_id) if by_id else numbers:
            here = self._here(number, who)
            if len(here) > 1 and not self._hides(number):
                yield Compared(article_id(number), here)

    def hidden(self, articles: Sequence[str] | None = None, annotators: Sequence[str] = ()) -> int:
        """Count the articles that `walk` passes over because people work blind.

        Raises:
            UnknownNameError: there is no such article or annotator.
        """
        who = self.annotators(annotators)
        with self._session.database.reading():
            if not self._session.team.settings().blind:
                return 0
        return sum(
            len(self._people(number, who)) > 1 and self._hides(number)
            for number in self._numbers(articles)
        )

    def differences(
        self,
        articles: Sequence[str] | None = None,
        annotators: Sequence[str] = (),
        labels: Collection[str] = (),
        kinds: Collection[str] = (),
    ) -> Iterator[Difference]:
        """Walk the pairs of annotations of every two annotators, by article and place.

        Args:
            articles: ids; None is all.
            annotators: who is compared, first and second in this order; none is all people and
                imports.
            labels: only pairs of which one has one of these labels.
            kinds: only these kinds of difference.

        Raises:
            UserProblem: there is no such article, annotator, label or kind, or one annotator is
                named alone.
        """
        if len(set(annotators)) == 1:
            raise UserProblem(
                f"It takes two to compare, and only {annotators[0]} is named. Name somebody else "
                "as well, or nobody for all."
            )
        scheme = self._session.scheme
        for label in labels:
            scheme.label(label)
        for kind in kinds:
            if kind not in KINDS:
                raise UnknownNameError(
                    f"There is no kind of difference “{kind}”; there are {', '.join(KINDS)}."
                )
        for article, marked in self.walk(articles, annotators):
            here = [
                found
                for names in combinations(marked, 2)
                for found in differences(article, marked[names[0]], marked[names[1]], names, scheme)
                if (not kinds or found.kind in kinds) and _has_label(found, labels)
            ]
            # Stable: what two and two say of one place stays in the order of names.
            yield from sorted(here, key=_start) if len(marked) > 2 else here

    def units(
        self,
        article: str,
        annotators: Sequence[str] = (),
        starts: range | None = None,
        *,
        people: Sequence[str] | None = None,
    ) -> list[Unit]:
        """Put what was marked in an article into units of review, by place.

        Args:
            article: its id.
            annotators: whose; none is all people and imports.
            starts: only units of which an annotation starts in this stretch (code points).
            people: instead of annotators those who took part, if that is known already.

        Raises:
            UnknownNameError: there is no such article or annotator.
        """
        session = self._session
        number = session.article_number(article)
        if people is None:
            people = self._people(number, self.annotators(annotators))
        scheme = session.scheme
        if not people:
            return []
        with session.database.reading():
            read = session.annotations
            if starts is None:
                return units(read.find(article=number, annotators=people), people, scheme)
            extent = read.extent(number, people, starts)
            found = list(read.find(article=number, annotators=people, starts=extent))
            return units(found, people, scheme, starts, self._linked_to(found, scheme))

    def report(
        self,
        articles: Sequence[str] | None = None,
        annotators: Sequence[str] = (),
        labels: Sequence[str] = (),
        since: str | None = None,
        *,
        measures: Collection[str] = (),
        resamples: int = 0,
        seed: int = 0,
        progress: Callable[[int], None] = lambda _: None,
        day: str = "",
    ) -> AgreementReport:
        """Say how well people agree, in numbers, each with what it is made of.

        Args:
            articles: ids; None is all.
            annotators: who is compared; none is all people and imports.
            labels: only these; what has another label counts as not marked.
            since: a day (YYYY-MM-DD); only articles of which half was marked on it or later.
            measures: only these; none is all but gamma, which takes long.
            resamples: how often articles are drawn again for 95 % intervals; 0 is no intervals.
            seed: with the same seed the intervals are the same.
            progress: is told how many articles and resamples are done; what it raises stops it.
            day: the date that the methods paragraph names; today, if it is “”.

        Raises:
            UnknownNameError: there is no such article, annotator, label or measure.
            UserProblem: ``since`` is no day.
        """
        from annotator.agreement.bootstrap import Resampling  # noqa: PLC0415 - only here
        from annotator.app import agreeing  # noqa: PLC0415 - only here

        how = Resampling(resamples, seed, progress)
        asked = agreeing.Asked(articles, annotators, labels, since, measures, how, day)
        return agreeing.report(self._session, self, asked)

    def table(self, report: AgreementReport, kind: TableKind) -> str:
        """Write the coefficients of a report as CSV, Markdown or LaTeX."""
        from annotator.app.agreeing import table_of  # noqa: PLC0415 - only here

        return table_of(self._session, report, kind)

    def _numbers(self, articles: Sequence[str] | None) -> list[int]:
        session = self._session
        if articles is not None:
            return sorted({session.article_number(article) for article in articles})
        with session.database.reading():
            return session.articles.numbers()

    def _here(self, number: int, who: Sequence[str]) -> dict[str, list[Annotation]]:
        """Give the annotations in an article of those who took part, in the order of names."""
        session = self._session
        if not who:
            return {}
        found: dict[str, list[Annotation]] = {name: [] for name in who}
        with session.database.reading():
            for one in session.annotations.find(article=number, annotators=who):
                found[one.annotator].append(one)
            return {
                name: annotations
                for name, annotations in found.items()
                if annotations or session.team.is_done(number, name)
            }

    def _people(self, number: int, who: Sequence[str]) -> tuple[str, ...]:
        session = self._session
        with session.database.reading():
            return tuple(
                name
                for name in who
                if session.team.is_done(number, name) or session.annotations.marked(number, name)
            )

    def _linked_to(self, found: Sequence[Annotation], scheme: Scheme) -> list[Annotation]:
        """Read the annotations that some link to and that are not among them."""
        keys = scheme.links()
        ids = {
            value
            for one in found
            for key, value in one.attributes.items()
            if (one.label, key) in keys and isinstance(value, str)
        } - {one.id for one in found}
        read = (self._session.annotations.get(entity) for entity in map(_entity, ids) if entity)
        return [one for one in read if one is not None]

    def _hides(self, number: int) -> bool:
        session = self._session
        with session.database.reading():
            return session.team.hides(number, session.annotator.name, in_review=True)


def _entity(identity: str) -> bytes | None:
    try:
        return entity_bytes(identity)
    except UserProblem:
        return None


def _start(difference: Difference) -> int:
    return min(one.start for one in (difference.left, difference.right) if one is not None)


def _has_label(difference: Difference, labels: Collection[str]) -> bool:
    return not labels or any(
        one is not None and one.label in labels for one in (difference.left, difference.right)
    )
