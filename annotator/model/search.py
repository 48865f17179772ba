"""What a search gives."""

from __future__ import annotations

from typing import NamedTuple


class Hit(NamedTuple):
    """An article that matches. Positions are code points of its text.

    ``snippet`` is a stretch around the best place; ``marks`` are the matches inside it.
    """

    article: str
    title: str
    start: int
    end: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
