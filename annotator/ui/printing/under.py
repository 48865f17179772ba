"""What lies below a printed line: a lane for each annotation, and room for its number behind it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import NamedTuple

from annotator.ui.editor.lanes import pack, stack

_MOST_FIXED = 4
"""People whose lanes always lie at the same depth, whoever else marked something."""


class Part(NamedTuple):
    """What an annotation has of a line, in units of the paper.

    Attributes:
        person: whose it is, as a place among the people.
        order: of several that begin alike, that of the smallest lies above.
        stretches: left and right ends of its words, from left to right.
        behind: room that its number needs behind it; 0 if it has none here.
    """

    person: int
    order: int
    stretches: tuple[tuple[float, float], ...]
    behind: float = 0.0


def lanes_of(parts: Sequence[Part], *, leftwards: bool = False) -> list[int]:
    """Give each part of a line a lane from 0, so that nothing lies on words or numbers of others.

    One person's lie below another's; each of few people has a place of their own there, whether
    they marked something or not.

    Args:
        parts: of one line.
        leftwards: numbers stand at the left of what they number.
    """
    rows: dict[int, list[tuple[int, int]]] = {}
    for person in sorted({part.person for part in parts}):
        found = [n for n, part in enumerate(parts) if part.person == person]
        places = {n: _extent(parts[n], leftwards=leftwards) for n in found}
        found.sort(key=lambda n: (places[n][0], parts[n].order, -places[n][1]))
        packed = pack([places[n] for n in found])
        rows[person] = list(zip(found, packed, strict=True))
    people = sorted({*rows, *range(min(_MOST_FIXED, max(rows, default=-1) + 1))})
    used = {person: [row for _, row in placed] for person, placed in rows.items()}
    stacked = stack(people, used)
    lanes = [0] * len(parts)
    for person, placed in rows.items():
        for part, row in placed:
            lanes[part] = stacked[person, row]
    return lanes


def _extent(part: Part, *, leftwards: bool) -> tuple[int, int]:
    """Give from where to where a part takes up its lane, counted in the direction of reading."""
    left = min(start for start, _ in part.stretches)
    right = max(end for _, end in part.stretches)
    if leftwards:
        left, right = -right, -left
    return floor(left), ceil(right + part.behind)
