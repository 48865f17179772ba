"""Reading what the overview shows, in jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.model.tally import opposites
from annotator.model.team import PersonProgress
from annotator.model.unit import DifferenceKind
from annotator.ui.apart import Apart
from annotator.ui.i18n import tr
from annotator.ui.panels.overview.facts import ArticleFact, Facts, Stopped, Subject

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.scheme import Scheme

_NOBODY = frozenset[str]()
"""Who is compared in most articles: one for all, of which there may be a hundred thousand."""

Stage = Callable[["Project", Facts, Callable[[int], None]], Facts]
"""Reads more facts of a project; what the reporting raises stops it."""


def gather(apart: Apart, stage: Stage, facts: Facts, report: Callable[[int], None]) -> Facts:
    """Read the facts of one stage, and give them with those of others."""
    with apart.reading() as project:
        return stage(project, facts, report)


def _read_team(project: Project, facts: Facts, _: Callable[[int], None]) -> Facts:
    """Read how far everybody is; what was open in an article before still counts."""
    last, people = project.corpus.last_read(), project.team.progress()
    before = {one.id: one.open for one in facts.articles} if facts.compared else {}
    compared = project.reviewing.compared()
    if last in compared:
        before[last] = _differing(project.reviewing.open_counts([last]).get(last, {}))
    articles = _articles(project, before, compared)
    blind = project.session.is_blind and not project.team.sees_everybody()
    done: Counter[str] = Counter()
    for week in project.team.pace():
        done[week.week] += week.done
    return facts._replace(
        articles=articles,
        people=people,
        done=done,
        left=_left(people, articles, assigned=bool(project.team.assignments())),
        stopped=_stopped(articles, last, facts.compared, project.team.may("settle")),
        labels=project.labels,
        subjects=_subjects(project.scheme),
        blind=project.annotator.name if blind else "",
    )


def _count(project: Project, facts: Facts, report: Callable[[int], None]) -> Facts:
    """Count what the annotations say."""
    return facts._replace(tallies=project.counting.tallies(report))


STAGES: tuple[Stage, ...] = (_read_team, _count)
"""What is read before it is known what is open; first what takes a moment."""


def with_open(open_in: Mapping[str, Mapping[DifferenceKind, int]]) -> Stage:
    """Make the last stage: how articles stand, once it was counted what is open in them."""

    def stage(project: Project, facts: Facts, _: Callable[[int], None]) -> Facts:
        compared = project.reviewing.compared()
        differing = {one: _differing(open_in.get(one, {})) for one in compared}
        articles = _articles(project, differing, compared)
        last, may = project.corpus.last_read(), project.team.may("settle")
        stopped = _stopped(articles, last, True, may)  # noqa: FBT003 - known by now
        return facts._replace(articles=articles, stopped=stopped, compared=True)

    return stage


def _articles(
    project: Project,
    open_in: Mapping[str, Mapping[DifferenceKind, int]],
    people: Mapping[str, frozenset[str]],
) -> list[ArticleFact]:
    reviewed = {article: sum(counts.values()) for article, counts in open_in.items()}
    titles = {row.id: row.title for row in project.corpus.rows(project.corpus.numbers())}
    return [
        ArticleFact(one, titles.get(one, ""), state, open_in.get(one, {}), people.get(one, _NOBODY))
        for one, state in project.team.articles_by_state(reviewed).items()
    ]


def _left(
    people: Sequence[PersonProgress], articles: Sequence[ArticleFact], *, assigned: bool
) -> int | None:
    """Count what has still to be marked done, if it is known by whom."""
    if assigned:
        return sum(one.assigned - one.done for one in people)
    if sum(one.annotations > 0 for one in people) == 1:
        return sum(one.state in ("begun", "untouched") for one in articles)
    return None


def _subjects(scheme: Scheme) -> list[Subject]:
    """Name the attributes with few values, and the values as people read them."""
    found = []
    for label in scheme.labels:
        for one in label.attributes:
            if one.kind == "choice":
                names = {choice.key: choice.name for choice in one.choices}
            elif one.kind == "flag":
                names = {"yes": tr("yes"), "no": tr("no")}
            else:
                continue
            of = tr("{attribute} of {label}", attribute=one.name, label=label.name)
            for word, contrary, sides in opposites(names):
                title = tr("{word} and {contrary}, {of}", word=word, contrary=contrary, of=of)
                title = title[:1].upper() + title[1:]
                parts = dict(zip((word, contrary), sides, strict=True))
                found.append(Subject(label.key, one.key, title, parts, opposed=True))
            each: dict[str, frozenset[str | None]] = {}
            for value, name in (*names.items(), (None, tr("not given"))):
                each[name] = each.get(name, frozenset()) | {value}
            found.append(Subject(label.key, one.key, of, each))
    return found


def _differing(counts: Mapping[DifferenceKind, int]) -> Mapping[DifferenceKind, int]:
    """Leave out what everybody agrees on: one key takes all of it."""
    return {kind: count for kind, count in counts.items() if kind != "same"}


def _stopped(
    articles: Sequence[ArticleFact], last: str | None, compared: bool, may_settle: bool
) -> Stopped | None:
    """Choose where to go on: the article read last if there is something left in it to do."""
    here = next((one for one in articles if one.id == last), None)
    if here is not None and here.state != "settled":
        return Stopped(here, reviewing=may_settle and here.state == "review")
    if not compared and any(one.state == "done" for one in articles):
        return None
    waiting = next((one for one in articles if one.state == "review"), None)
    if waiting is not None and may_settle:
        return Stopped(waiting, reviewing=True)
    left = next((one for one in articles if one.state in ("begun", "untouched")), None)
    found = left or here or (articles[0] if articles else None)
    return None if found is None else Stopped(found, reviewing=False)
