"""A part of an article by role. Light: everything that shows an article needs it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Role = Literal["headline", "deck", "byline", "dateline", "caption", "body", "boilerplate"]


class Zone(NamedTuple):
    """A part of an article by role: from its first paragraph's start to its last one's end."""

    start: int
    end: int
    role: Role
