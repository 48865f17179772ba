"""A part of an article by role. Light: everything that shows an article needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple, get_args

Role = Literal["headline", "deck", "byline", "dateline", "caption", "body", "boilerplate"]


class Zone(NamedTuple):
    """A part of an article by role: from its first paragraph's start to its last one's end."""

    start: int
    end: int
    role: Role


_ROLES = frozenset(get_args(Role))


def sound_zones(said: Iterable[Sequence[Any]], length: int) -> tuple[Zone, ...]:
    """Give the zones of a text of ``length`` code points, without what cannot be one.

    What others sent may lie outside the text, over another zone, or have a role that is none here.
    """
    found: list[Zone] = []
    reached = 0
    for start, end, role in said:
        if reached <= start < end <= length and role in _ROLES:
            found.append(Zone(start, end, role))
            reached = end
    return tuple(found)
