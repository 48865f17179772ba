"""Washes that lie upon each other: how many, so that the words on them can still be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

DEEPEST = 2
"""Washes that may lie upon each other; of more, the innermost are painted."""

Stretch = tuple[float, float]
"""From left to right, in pixels."""


def limited(
    boxes: Sequence[tuple[int, int, float, float]], deepest: int = DEEPEST
) -> Mapping[int, list[Stretch]]:
    """Cut washes so that nowhere more than some lie upon each other.

    Args:
        boxes: of each wash on one line what it belongs to (a number from 0), the length of that in
            code points, its left and its right edge in pixels.
        deepest: how many may lie upon each other.

    Returns:
        By what they belong to, the stretches that are left of those that had to be cut; what is
        not there stays whole. Of washes on each other the shortest are kept, of equals the last.
    """
    if len(boxes) <= deepest:
        return {}
    edges = sorted({edge for _, _, left, right in boxes for edge in (left, right)})
    kept: defaultdict[int, list[Stretch]] = defaultdict(list)
    cut: set[int] = set()
    for left, right in pairwise(edges):
        there = [
            (length, -number)
            for number, length, first, last in boxes
            if first <= left and last >= right
        ]
        there.sort()
        for _, number in there[:deepest]:
            stretches = kept[-number]
            if stretches and stretches[-1][1] == left:
                stretches[-1] = (stretches[-1][0], right)
            else:
                stretches.append((left, right))
        cut.update(-number for _, number in there[deepest:])
    return {number: kept[number] for number in cut}
