"""What two sequences have in common, in its order.

The longest common subsequence is found by rapidfuzz (bit-parallel, H. Hyyrö 2004); what is too long
for it is parted at what stands once in both, as “patience diff” does (B. Cohen), or looked at
through a window.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

_CELLS: Final = 100_000_000
"""Pairs of elements up to which two sequences are compared as they are: 13 MB of bits."""


def common_blocks(
    first: Sequence[int], second: Sequence[int], cells: int = _CELLS
) -> list[tuple[int, int, int]]:
    """Return what two sequences have in common, in their order, as blocks of neighbours.

    Each is a place in the first, a place in the second, and a length. Where the two are too long
    to be compared whole and nothing stands once in both, they are compared through a window.
    """
    found: list[tuple[int, int, int]] = []
    pending = [(0, len(first), 0, len(second))]
    while pending:
        a, b, c, d = pending.pop()
        while a < b and c < d and first[a] == second[c]:
            found.append((a, c, 1))
            a, c = a + 1, c + 1
        while a < b and c < d and first[b - 1] == second[d - 1]:
            found.append((b - 1, d - 1, 1))
            b, d = b - 1, d - 1
        if a >= b or c >= d:
            continue
        if (b - a) * (d - c) <= cells:
            found += _compared(first, second, (a, b, c, d))
            continue
        chain = _anchors(first, second, (a, b, c, d))
        if not chain:
            found += _sliding(first, second, (a, b, c, d), cells)
            continue
        here, there = a, c
        for at, to in (*chain, (b, d)):
            pending.append((here, at, there, to))
            here, there = at, to
            if at < b:
                found.append((at, to, 1))
                here, there = at + 1, to + 1
    return _neighbours(sorted(found))


def _compared(
    first: Sequence[int], second: Sequence[int], part: tuple[int, int, int, int]
) -> list[tuple[int, int, int]]:
    """Return what two parts have in common: a longest common subsequence."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - only where texts are compared

    a, b, c, d = part
    return [
        (a + step.src_start, c + step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(first[a:b], second[c:d])
        if step.tag == "equal"
    ]


def _sliding(
    first: Sequence[int], second: Sequence[int], part: tuple[int, int, int, int], cells: int
) -> list[tuple[int, int, int]]:
    """Compare two parts through a window that follows what they have in common."""
    a, b, c, d = part
    size = max(int(cells**0.5), 2)
    found: list[tuple[int, int, int]] = []
    while a < b and c < d:
        stop, end = min(a + size, b), min(c + size, d)
        blocks = _compared(first, second, (a, stop, c, end))
        if stop == b and end == d:
            return found + blocks
        # What lies near the window's end would be compared with too little.
        sure = [one for one in blocks if one[0] < a + size // 2 and one[1] < c + size // 2]
        found += sure
        if sure:
            at, to, count = sure[-1]
            a, c = at + count, to + count
        else:
            a, c = a + size // 2, c + size // 2
    return found


def _anchors(
    first: Sequence[int], second: Sequence[int], part: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """Return what stands once in both, as far as its order is the same: the longest such chain."""
    a, b, c, d = part
    once = {one for one, count in Counter(first[a:b]).items() if count == 1}
    twice = Counter(second[c:d])
    places = {one: at for at, one in enumerate(second[c:d], c) if one in once and twice[one] == 1}
    pairs = [(at, places[one]) for at, one in enumerate(first[a:b], a) if one in places]
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, to) in enumerate(pairs):
        pile = bisect_left(tops, to)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(to)
            ends.append(number)
        else:
            tops[pile], ends[pile] = to, number
    chain: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _neighbours(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    joined: list[tuple[int, int, int]] = []
    for at, to, count in blocks:
        last = joined[-1] if joined else None
        if last and last[0] + last[2] == at and last[1] + last[2] == to:
            joined[-1] = last[0], last[1], last[2] + count
        else:
            joined.append((at, to, count))
    return joined
