"""Which lane below the line each annotation gets, so that none covers another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

_Key = TypeVar("_Key", bound=Hashable)


def pack(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give each span the first row that is free at its start.

    Args:
        spans: start and end, sorted by start, of equal starts the longest first.

    Returns:
        A row from 0 for each span, in their order.
    """
    free_from: list[int] = []
    rows: list[int] = []
    for start, end in spans:
        for row, free in enumerate(free_from):
            if free <= start:
                free_from[row] = end
                break
        else:
            row = len(free_from)
            free_from.append(end)
        rows.append(row)
    return rows


def stack(
    groups: Sequence[_Key], used: Mapping[_Key, Sequence[int]]
) -> dict[tuple[_Key, int], int]:
    """Stack the rows that groups use on one line into lanes, in the groups' order.

    A group without rows on the line keeps a lane of its own, so that the others stay where the eye
    expects them; rows that a group does not use on this line are closed up.

    Args:
        groups: all groups that are shown.
        used: by group, the rows it uses on this line.

    Returns:
        By group and row, the lane from 0.
    """
    lanes: dict[tuple[_Key, int], int] = {}
    lane = 0
    for group in groups:
        rows = sorted(set(used.get(group, ())))
        for offset, row in enumerate(rows):
            lanes[group, row] = lane + offset
        lane += max(1, len(rows))
    return lanes


def squeeze(
    lanes: Mapping[_Key, int], count: int, *, key: Callable[[_Key], Any]
) -> dict[_Key, int]:
    """Keep as many lanes as there is room for, close up and in their order.

    Args:
        lanes: what lies in which lane; lanes that nobody uses are given up first.
        count: how many lanes there is room for.
        key: what is kept is smallest by it.

    Returns:
        What is kept, with its lane from 0.
    """
    kept = sorted(sorted(lanes, key=key)[:count], key=lambda one: lanes[one])
    return {one: lane for lane, one in enumerate(kept)}
