"""Parting things into pages: which lines of what stand where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotator.ui.printing.item import Item

_ALONE = 2
"""Lines of a paragraph that are not left alone at the end or the beginning of a page."""
_WITH_HEAD = 64.0
"""Room that a page must have below what keeps with the next."""


class Slot(NamedTuple):
    """Some lines of an item on a page; ``top`` is from the top of the column."""

    item: int
    first: int
    lines: int
    top: float


Page = tuple[Slot, ...]


def paginate(items: Iterable[Item], width: float, room: float) -> Iterator[Page | None]:
    """Part items into pages; None says only that work goes on, after each item.

    Args:
        items: in their order.
        width: of the column.
        room: height of the column.
    """
    page: list[Slot] = []
    y = 0.0
    for index, item in enumerate(items):
        heights = item.heights(width)
        gap = item.before if page else 0.0
        needed = gap + sum(heights) + _WITH_HEAD if item.keeps_next else 0.0
        if page and needed and y + needed > room:
            yield tuple(page)
            page, y, gap = [], 0.0, 0.0
        first = 0
        while first < len(heights):
            count = _fitting(heights, first, room - y - gap, alone=not page)
            if not count:
                yield tuple(page)
                page, y, gap = [], 0.0, 0.0
                continue
            page.append(Slot(index, first, count, y + gap))
            y += gap + sum(heights[first : first + count])
            first, gap = first + count, 0.0
            if first < len(heights):
                yield tuple(page)
                page, y = [], 0.0
        yield None
    if page:
        yield tuple(page)


def _fitting(heights: Sequence[float], first: int, room: float, *, alone: bool) -> int:
    """Count the lines from one on that go on a page; ``alone`` says that nothing stands on it."""
    left = len(heights) - first
    count, used = 0, 0.0
    while count < left and used + heights[first + count] <= room:
        used += heights[first + count]
        count += 1
    if count < left:
        if left - count < _ALONE:
            count = left - _ALONE
        if count < _ALONE and (first or left > count) and not alone:
            count = 0
    return max(count, 1) if alone else max(count, 0)
