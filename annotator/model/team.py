"""Who does what in a project: roles, assignments, whether people work blind.

Roles guide the window and what a merge takes over. They are no lock: whoever has the file can
change it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from annotator.model.annotator import Annotator

Role = Literal["annotator", "reviewer", "lead"]


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
