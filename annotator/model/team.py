"""Who does what in a project: roles, assignments, whether people work blind.

Roles guide the window and what a merge takes over. They are no lock: whoever has the file can
change it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from annotator.model.annotator import Annotator

Role = Literal["annotator", "reviewer", "lead"]
ROLES: tuple[Role, ...] = ("annotator", "reviewer", "lead")

Action = Literal["tag", "compare", "comment", "settle", "lead"]
"""What a role may allow: ``settle`` decides differences, ``lead`` gives roles and work."""

ALLOWED: dict[Role, frozenset[Action]] = {
    "annotator": frozenset(("tag", "compare", "comment")),
    "reviewer": frozenset(("tag", "compare", "comment", "settle")),
    "lead": frozenset(("tag", "compare", "comment", "settle", "lead")),
}

TeamState = Literal["untouched", "begun", "done", "review", "settled"]
"""How an article stands for the whole team.

``untouched``: nobody has tagged anything in it or said anything of it. ``begun``: somebody has,
and not all who have to are done. ``done``: all to whom it is assigned are done (all who took part,
if it is assigned to nobody). ``review``: done, and differences are open; ``settled``: done, and no
difference is open.
"""


class TeamSettings(NamedTuple):
    """What the lead has settled for everybody."""

    blind: bool = False
    """Nobody sees, or is sent, others' annotations of an article they have not finished."""
    lanes: tuple[str, ...] = ()
    """Annotators in the order of their lanes; those who are not named come after."""


class Member(NamedTuple):
    """Somebody of the team with their role."""

    annotator: Annotator
    role: Role


class Assignment(NamedTuple):
    """An article that somebody has to do; ``by`` is who assigned it."""

    article: str
    annotator: str
    by: str


class PersonProgress(NamedTuple):
    """How far somebody is: articles assigned to them (all, if none is assigned), done, annotations.

    ``last`` is when they last changed something, as ISO 8601, or “”.
    """

    annotator: str
    assigned: int
    done: int
    annotations: int
    last: str


class WeekPace(NamedTuple):
    """What somebody did in one week; ``week`` is its Monday, as YYYY-MM-DD (UTC)."""

    week: str
    annotator: str
    annotations: int
    done: int


_LEAST_WEEKS, _MOST_WEEKS = 3, 8
"""Full weeks without which nothing is foretold, and of which the last ones tell the pace."""
_FARTHEST = 3650
"""Days ahead beyond which a day would say nothing."""


def foretold(done: Mapping[str, int], left: int, today: date) -> date | None:
    """Tell on which day everything will be done at the pace of the last full weeks.

    Args:
        done: what was done by week (its Monday, as YYYY-MM-DD), from the first week of work on.
        left: how much is still to do.
        today: the running week does not count, since it is not over.

    Returns:
        None if nothing is left, after fewer than three full weeks, and if it would take ten years.
    """
    if not done or left <= 0:
        return None
    monday = today - timedelta(days=today.weekday())
    full = (monday - date.fromisoformat(min(done))).days // 7
    if full < _LEAST_WEEKS:
        return None
    weeks = [monday - timedelta(weeks=n) for n in range(1, min(full, _MOST_WEEKS) + 1)]
    pace = sum(done.get(week.isoformat(), 0) for week in weeks) / len(weeks)
    days = math.ceil(left / pace * 7) if pace else _FARTHEST + 1
    return today + timedelta(days=days) if days <= _FARTHEST else None
