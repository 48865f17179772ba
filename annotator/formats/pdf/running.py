"""What pages repeat: heads, feet and numbers. They are kept, and not taken for the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from annotator.formats.pdf.order import Line

_EDGE = 3
"""Rows from the upper and the lower edge of a page among which heads and feet are looked for."""
_NUMBER = re.compile(
    r"(?i)[-–—\[(|\s]*(?:(?:page|seite|p\.|стор\.?|с\.|página|pagina)\s*)?(\d{1,4})"
    r"(?:\s*(?:/|of|von|de|di|sur|из|з|\|)\s*\d{1,4})?[-–—\])|\s]*$"
)
_DIGITS = re.compile(r"\d+")
_NEAR = 4.0
"""Points that a head's height differs by on different pages."""
_FEWEST = 3
"""Pages that repeat it; of a shorter document all."""


def running_lines(lines: Sequence[Line], pages: int) -> frozenset[int]:
    """Return the numbers of the lines that are certainly heads, feet or numbers of pages.

    These stand at the same height on at least three pages (or on both of two), as first or last
    ones, and say the same but for numbers.
    """
    if pages < 2:
        return frozenset()
    found: defaultdict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for number in _at_edges(lines):
        line = lines[number]
        counted = _NUMBER.match(line.text)
        said = "#" if counted else _DIGITS.sub("#", line.text)
        found[said, round(line.base / _NEAR)].setdefault(line.page, number)
    certain: set[int] = set()
    least = min(_FEWEST, pages)
    for (said, height), places in found.items():
        # A line may lie on the edge between two of the rounded heights.
        both = found.get((said, height + 1), {}) | places
        if len(both) >= least and (said != "#" or _counts(lines, both)):
            certain |= set(both.values())
    return frozenset(certain)


def _at_edges(lines: Sequence[Line]) -> list[int]:
    """Return the numbers of the lines at the upper and lower edges of pages."""
    of_page: defaultdict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        of_page[line.page].append(number)
    found: list[int] = []
    for numbers in of_page.values():
        heights = sorted({round(lines[number].base) for number in numbers})
        edges = {*heights[:_EDGE], *heights[-_EDGE:]}
        found += (number for number in numbers if round(lines[number].base) in edges)
    return found


def _counts(lines: Sequence[Line], places: dict[int, int]) -> bool:
    """Tell whether numbers grow by one from page to page, as those of pages do."""
    numbers = []
    for page, at in sorted(places.items()):
        match = _NUMBER.match(lines[at].text)
        assert match is not None
        numbers.append(int(match[1]) - page)
    return len(set(numbers)) == 1
