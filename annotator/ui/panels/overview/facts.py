"""What the overview shows, read at once in a job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.listing import LabelOutline
from annotator.model.tally import Tallies
from annotator.model.team import PersonProgress, TeamState, WeekPace
from annotator.model.unit import DifferenceKind
from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from annotator.app.counting import Wanted
    from annotator.model.annotation import Annotation
    from annotator.model.scheme import Scheme

_PIECE = 50
"""Articles counted between two looks whether the job is still wanted."""


class ArticleFact(NamedTuple):
    """An article, how it stands for the team, and how many differences are open in it."""

    id: str
    title: str
    state: TeamState
    open: Mapping[DifferenceKind, int]

    @property
    def open_in_all(self) -> int:
        """Give the number of its open differences."""
        return sum(self.open.values())


class Subject(NamedTuple):
    """An attribute that can be looked at, with what people call it and its values.

    ``values`` are named in the scheme's order; None is that none was given.
    """

    label: str
    attribute: str
    title: str
    values: Mapping[str | None, str]


class Stopped(NamedTuple):
    """Where the one who works stopped: the article, and what is to do in it."""

    article: ArticleFact
    reviewing: bool


class Facts(NamedTuple):
    """What the overview shows.

    Attributes:
        articles: in the order they came.
        people: how far everybody is.
        pace: what was done by week and person, oldest first.
        stopped: where to go on; None in an empty project.
        blind: people work blind: others' numbers are theirs to know.
        tallies: what the annotations say, counted.
        labels: the labels of the scheme.
        subjects: the attributes whose values can be looked at.
    """

    articles: Sequence[ArticleFact]
    people: Sequence[PersonProgress]
    pace: Sequence[WeekPace]
    stopped: Stopped | None
    blind: bool
    tallies: Tallies
    labels: Sequence[LabelOutline] = ()
    subjects: Sequence[Subject] = ()

    def of_state(self, state: TeamState) -> list[ArticleFact]:
        """List the articles of a state."""
        return [one for one in self.articles if one.state == state]

    def open_by_kind(self) -> Counter[DifferenceKind]:
        """Count all open differences by kind."""
        total: Counter[DifferenceKind] = Counter()
        for one in self.articles:
            total.update(one.open)
        return total


def gather(path: Path, who: str, report: Callable[[int], None]) -> Facts:
    """Read the facts of a project file; what ``report`` raises stops it."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, who, read_only=True) as project:
        found: dict[str, Mapping[DifferenceKind, int]] = {}
        countable = project.reviewing.countable()
        for start in range(0, len(countable), _PIECE):
            report(start)
            piece = project.reviewing.open_counts(countable[start : start + _PIECE])
            found.update((article, _differing(counts)) for article, counts in piece.items())
        reviewed = {one: sum(found.get(one, {}).values()) for one in countable}
        states = project.team.articles_by_state(reviewed)
        titles = {row.id: row.title for row in project.corpus.rows(project.corpus.numbers())}
        articles = [
            ArticleFact(one, titles.get(one, ""), state, found.get(one, {}))
            for one, state in states.items()
        ]
        last = project.corpus.last_read()
        return Facts(
            articles=articles,
            people=project.team.progress(),
            pace=project.team.pace(),
            stopped=_stopped(articles, last, may_settle=project.team.may("settle")),
            blind=project.team.settings().blind,
            tallies=project.counting.tallies(report),
            labels=project.labels,
            subjects=_subjects(project.scheme),
        )


def spans(
    path: Path, who: str, wanted: Wanted, report: Callable[[int], None]
) -> list[tuple[Annotation, str]]:
    """Find the annotations behind a count; what ``report`` raises stops it."""
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, who, read_only=True) as project:
        return project.counting.spans(wanted, report)


def _subjects(scheme: Scheme) -> list[Subject]:
    """Name the attributes with few values, and the values as people read them."""
    found = []
    for label in scheme.labels:
        for one in label.attributes:
            values: dict[str | None, str] = {}
            if one.kind == "choice":
                values = {choice.key: choice.name for choice in one.choices}
            elif one.kind == "flag":
                values = {"yes": tr("yes"), "no": tr("no")}
            else:
                continue
            title = tr("{attribute} of {label}", attribute=one.name, label=label.name)
            found.append(Subject(label.key, one.key, title, {**values, None: tr("not given")}))
    return found


def _differing(counts: Mapping[DifferenceKind, int]) -> Mapping[DifferenceKind, int]:
    """Leave out what everybody agrees on: one key takes all of it."""
    return {kind: count for kind, count in counts.items() if kind != "same"}


def _stopped(
    articles: Sequence[ArticleFact], last: str | None, *, may_settle: bool
) -> Stopped | None:
    """Choose where to go on: the article read last if there is something left in it to do."""
    here = next((one for one in articles if one.id == last), None)
    if here is not None and here.state != "settled":
        return Stopped(here, reviewing=may_settle and here.state == "review")
    waiting = next((one for one in articles if one.state == "review"), None)
    if waiting is not None and may_settle:
        return Stopped(waiting, reviewing=True)
    left = next((one for one in articles if one.state in ("begun", "untouched")), None)
    found = left or here or (articles[0] if articles else None)
    return None if found is None else Stopped(found, reviewing=False)
