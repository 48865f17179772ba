"""The report on agreement: which articles enter, and everything that is said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from annotator.agreement.bootstrap import Resampling
from annotator.agreement.gamma import gamma_measures
from annotator.agreement.methods import Setting, methods
from annotator.agreement.names import TITLES
from annotator.agreement.reporter import Reporter
from annotator.agreement.sample import Sample, Terms, moment_of
from annotator.agreement.tables import Names, TableKind, table
from annotator.app.session import Session
from annotator.model.agreement import AgreementReport, LeftOut, Measure, MeasureName
from annotator.model.moments import iso, now
from annotator.model.scheme import Scheme
from annotator.problems import UnknownNameError, UserProblem
from annotator.version import __version__

if TYPE_CHECKING:
    from annotator.app.comparing import Comparing

MEASURES: tuple[MeasureName, ...] = tuple(TITLES)
"""All coefficients, in the order in which they stand in a report."""

_EVERY = 50
"""Articles between two words about how far it is."""


class Asked(NamedTuple):
    """What a report is asked for; see `annotator.app.comparing.Comparing.report`."""

    articles: Sequence[str] | None = None
    annotators: Sequence[str] = ()
    labels: Sequence[str] = ()
    since: str | None = None
    measures: Collection[str] = ()
    resampling: Resampling = Resampling()
    day: str = ""


class _Scope(NamedTuple):
    """Who is compared, and what does not enter."""

    people: tuple[str, ...]
    single: int
    untouched: int
    hidden: int


def report(session: Session, comparing: Comparing, asked: Asked) -> AgreementReport:
    """Work a report out.

    Raises:
        UnknownNameError: there is no such article, annotator, label or measure.
        UserProblem: ``since`` is no day.
    """
    scheme = session.scheme
    labels = _labels(scheme, asked.labels)
    wanted = _measures(asked.measures)
    since = _day(asked.since)
    scope = _scope(session, comparing, asked)
    terms = Terms(scope.people, labels)
    reporter = Reporter(terms, scheme)
    kept: list[Sample] = []
    progress = asked.resampling.progress
    earlier = 0
    if len(scope.people) > 1:
        for sample in _samples(session, comparing, asked):
            if since and moment_of(sample) < since:
                earlier += 1
                continue
            reporter.add(sample)
            if "gamma" in wanted:
                kept.append(sample)
            if len(reporter.articles) % _EVERY == 0:
                progress(len(reporter.articles))
    done = len(reporter.articles)
    how = asked.resampling._replace(progress=lambda count: progress(done + count))
    used = {label for label in labels if label in reporter.counts.by_label}
    shown = {one.key for one in scheme.labels if not one.retired or one.key in used}
    made = reporter.measures(how)
    if "gamma" in wanted:
        made += gamma_measures(kept, terms, how)
    measures = [
        one
        for one in made
        if one.measure in wanted and (one.label is None or one.label in shown or asked.labels)
    ]
    measures.sort(key=lambda one: _place(one, scope.people, labels))
    left_out = _left_out(scope, reporter, earlier, since)
    counts = reporter.counts
    return AgreementReport(
        articles=tuple(reporter.articles),
        annotators=scope.people,
        measures=tuple(measures),
        kinds_by_label={key: dict(found) for key, found in counts.by_label.items()},
        kinds_by_pair={key: dict(found) for key, found in counts.by_pair.items()},
        kinds_by_outlet={key: dict(found) for key, found in counts.by_outlet.items()},
        confusion=dict(counts.confusion),
        counts=dict(reporter.made),
        trend=reporter.trend(),
        left_out=left_out,
        methods=methods(
            Setting(
                articles=len(reporter.articles),
                people=len(scope.people),
                pairs=reporter.compared,
                labels=[scheme.label(key).name for key in asked.labels],
                since=since,
                left_out=left_out,
                resamples=how.resamples,
                seed=how.seed,
                measures={one.measure for one in measures},
                made_by=f"Annotator {__version__}",
                day=asked.day or iso(now())[:10],
            )
        ),
    )


def table_of(session: Session, found: AgreementReport, kind: TableKind) -> str:
    """Write the coefficients of a report as a table."""
    labels = session.scheme.labels
    attributes = {(one.key, it.key): it.name for one in labels for it in one.attributes}
    return table(found, kind, Names({one.key: one.name for one in labels}, attributes))


def _labels(scheme: Scheme, named: Sequence[str]) -> tuple[str, ...]:
    for key in named:
        scheme.label(key)
    return tuple(one.key for one in scheme.labels if not named or one.key in named)


def _measures(named: Collection[str]) -> tuple[MeasureName, ...]:
    for name in named:
        if name not in MEASURES:
            raise UnknownNameError(
                f"There is no measure “{name}”; there are {', '.join(MEASURES)}."
            )
    # Gamma takes minutes: only who names it gets it.
    return tuple(one for one in MEASURES if (one in named if named else one != "gamma"))


def _day(since: str | None) -> str:
    if not since:
        return ""
    try:
        return date.fromisoformat(since).isoformat()
    except ValueError as error:
        raise UserProblem(f"“{since}” is not a day like 2026-02-09.") from error


def _scope(session: Session, comparing: Comparing, asked: Asked) -> _Scope:
    """Find out who shares articles with anybody, and count articles that cannot enter."""
    who = comparing.annotators(asked.annotators)
    among = set(who)
    coder = session.database.coder
    with session.database.reading():
        parts = session.team.parts()
        numbers = session.articles.numbers()
        articles = [coder.article_id(number) for number in numbers]
    if asked.articles is not None:
        chosen = {coder.article_id(session.article_number(one)) for one in asked.articles}
        articles = [article for article in articles if article in chosen]
    sharing: set[str] = set()
    single = untouched = 0
    for article in articles:
        here = {
            name
            for name, part in parts.get(article, {}).items()
            if name in among and (part.annotations or part.state == "done")
        }
        if len(here) > 1:
            sharing |= here
        else:
            single += len(here)
            untouched += not here
    people = tuple(name for name in who if name in sharing or asked.annotators)
    return _Scope(people, single, untouched, comparing.hidden(asked.articles, asked.annotators))


def _samples(session: Session, comparing: Comparing, asked: Asked) -> Iterator[Sample]:
    # Sums of fractions depend on their order in the last digit.
    for found in comparing.walk(asked.articles, asked.annotators, by_id=True):
        number = session.article_number(found.article)
        with session.database.reading():
            article = session.articles.get(number)
        if article is not None:
            yield Sample(found.article, article.text, found.annotations, article.outlet or "")


def _place(one: Measure, people: Sequence[str], labels: Sequence[str]) -> tuple[int, ...]:
    """Put overall measures first, and what is of all labels before single ones."""
    return (
        MEASURES.index(one.measure),
        one.annotators != people,
        *(people.index(name) for name in one.annotators if one.annotators != people),
        -1 if one.label is None else labels.index(one.label),
    )


def _left_out(scope: _Scope, reporter: Reporter, earlier: int, since: str) -> tuple[LeftOut, ...]:
    found = (
        LeftOut("articles", scope.single, "only one annotator"),
        LeftOut("untouched articles", scope.untouched, "nobody has marked anything or is done"),
        LeftOut("blind articles", scope.hidden, "people work blind"),
        LeftOut("earlier articles", earlier, f"marked before {since}"),
        LeftOut("pairs of annotators", reporter.pairs_apart(), "no article in common"),
        LeftOut("annotations", reporter.other_labels, "other labels"),
        LeftOut("wordless annotations", reporter.wordless, "left out of the measures on words"),
    )
    return tuple(one for one in found if one.number)
