"""A text cut where marks begin and end, and the lanes in which their lines run."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int, int]
"""Start and end in code points, and the number of the mark."""

MOST_DRAWN = 8
"""Marks that are drawn at one place, the inner ones."""


class Piece(NamedTuple):
    """A stretch of text under the same marks; ``marks`` are their numbers, the outer ones first."""

    start: int
    end: int
    marks: list[int]


def pieces(cuts: Sequence[int], spans: Sequence[Span]) -> Iterator[Piece]:
    """Cut a text, in order and without gaps.

    Args:
        cuts: where it is cut anyway, sorted: its begin, where lines begin, its end.
        spans: the marks' fragments.
    """
    begins = sorted(spans)
    ends = sorted((end, start, number) for start, end, number in spans)
    places = sorted({*cuts, *(one[0] for one in begins), *(one[0] for one in ends)})
    active: list[tuple[int, int, int]] = []
    first = last = 0
    for start, end in pairwise(places):
        while last < len(ends) and ends[last][0] <= start:
            key = (ends[last][1], -ends[last][0], ends[last][2])
            del active[bisect_left(active, key)]
            last += 1
        while first < len(begins) and begins[first][0] <= start:
            insort(active, (begins[first][0], -begins[first][1], begins[first][2]))
            first += 1
        yield Piece(start, end, [number for _, _, number in active])


def lanes(extents: Sequence[tuple[int, int]]) -> list[int]:
    """Give each mark a lane below the line, 0 the nearest, so that no two cross in one.

    Marks that have to do with each other are turned upside down: the first and longest one has its
    line below those that it holds.
    """
    order = sorted(range(len(extents)), key=lambda one: (extents[one][0], -extents[one][1], one))
    found = [0] * len(extents)
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    together: list[int] = []
    for one in order:
        start, end = extents[one]
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if not busy:
            _turn(together, found)
            together, free = [], []
        found[one] = heappop(free) if free else len(busy)
        heappush(busy, (end, found[one]))
        together.append(one)
    _turn(together, found)
    return found


def _turn(together: Sequence[int], found: list[int]) -> None:
    deepest = max((found[one] for one in together), default=0)
    for one in together:
        found[one] = deepest - found[one]
