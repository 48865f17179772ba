"""Facts of a project of forty articles; the parts add up."""

from __future__ import annotations

from annotator.model.tally import Tallies
from annotator.model.team import PersonProgress, TeamState
from annotator.model.unit import DifferenceKind
from annotator.ui.panels.overview.facts import ArticleFact, Facts, Stopped

_STATES: tuple[tuple[TeamState, int], ...] = (
    ("settled", 18), ("review", 9), ("done", 3), ("begun", 5), ("untouched", 5),
)  # fmt: skip
_OPEN: tuple[dict[DifferenceKind, int], ...] = (
    {"edges": 8, "missed": 10, "value": 6, "label": 3},
    {"edges": 11, "missed": 8, "value": 3, "attribute": 0, "label": 2},
    {"edges": 6, "missed": 8, "value": 4, "label": 1},
    {"edges": 5, "missed": 3, "value": 9},
)


def overview_facts() -> Facts:
    """Make the facts."""
    articles: list[ArticleFact] = []
    for state, number in _STATES:
        for one in range(number):
            found = _OPEN[one % 4] if state == "review" else {}
            identity = f"{len(articles):064x}"
            pair = frozenset({"Amara", "Jonas" if one % 2 else "Mei"})
            articles.append(ArticleFact(identity, f"{state} article {one + 1}", state, found, pair))
    people = [
        PersonProgress("Amara", 40, 31, 702, "2025-10-21T09:31:00Z"),
        PersonProgress("Jonas", 40, 27, 655, "2025-10-20T16:00:00Z"),
        PersonProgress("Mei", 40, 26, 640, "2025-10-21T08:12:00Z"),
        PersonProgress("Olena", 14, 11, 233, "2025-10-16T10:00:00Z"),
        PersonProgress("Tomasz", 3, 3, 58, ""),
    ]
    weeks = ("2025-09-08", "2025-09-15", "2025-09-22", "2025-10-06", "2025-10-13")
    tallies = Tallies()
    for week, numbers in zip(
        weeks, ((60, 88), (150, 162), (300, 65), (202, 200), (231, 200)), strict=True
    ):
        for who, number in zip(("Amara", "Jonas"), numbers, strict=True):
            tallies.weeks[who, week] = number
    stopped = Stopped(next(one for one in articles if one.state == "review"), reviewing=True)
    return Facts(
        articles=articles,
        people=people,
        done=dict.fromkeys(weeks, 2),
        stopped=stopped,
        tallies=tallies,
        compared=True,
    )
