"""Fragments that lie within lines, as brat has them, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WITHIN = re.compile(r"[^\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
"""What a line of the file may hold: some readers break lines at more signs than a line feed."""


def cut(text: str, fragments: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Cut fragments where lines end; what is nothing but line ends and tabs is left out."""
    return [
        found.span() for start, end in fragments for found in _WITHIN.finditer(text, start, end)
    ]


def joined(text: str, pieces: Sequence[Sequence[int]]) -> list[list[int]]:
    """Join pieces that have nothing between them but line ends and tabs, as `cut` leaves them."""
    found: list[list[int]] = []
    for start, end in pieces:
        if found and found[-1][1] < start and _WITHIN.search(text, found[-1][1], start) is None:
            found[-1][1] = end
        else:
            found.append([start, end])
    return found
