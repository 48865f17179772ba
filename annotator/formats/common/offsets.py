"""The units in which files count positions, turned into ours: code points of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from annotator.problems import UserProblem
from annotator.text.offsets import GraphemeMap, Utf8Map, Utf16Map

OFFSET_UNITS = ("code-points", "utf16", "utf8", "graphemes", "line-ends-as-one", "line-ends-as-two")
"""In what a file may count its offsets.

The last two are code points, of a text whose line ends were written otherwise when they were
counted: ``line-ends-as-one`` counts each CRLF of the file as one, ``line-ends-as-two`` each LF as
two.
"""

UNIT_WORDS = {
    "code-points": "code points",
    "utf16": "UTF-16 units",
    "utf8": "bytes",
    "graphemes": "grapheme clusters",
    "line-ends-as-one": "code points, each CRLF as one",
    "line-ends-as-two": "code points, each line end as two",
}


class OffsetProblem(UserProblem):
    """A position does not lie between two characters of its text."""


def to_code_points(text: str, unit: str) -> Callable[[int], int] | None:
    """Give the function that turns a file's offsets into code points; None if they are that.

    What it gives raises OffsetProblem for a position outside the text or inside a character: it
    is never moved to the next one.
    """
    match unit:
        case "utf16":
            utf16 = Utf16Map(text)
            return _exact(utf16.from_utf16, utf16.to_utf16, utf16.length, "UTF-16 units")
        case "utf8":
            utf8 = Utf8Map(text)
            return _exact(utf8.from_utf8, utf8.to_utf8, utf8.length, "bytes")
        case "graphemes":
            clusters = GraphemeMap(text)
            return _exact(
                clusters.from_grapheme, clusters.to_grapheme, clusters.count, "grapheme clusters"
            )
        case "line-ends-as-one" if "\r\n" in text:
            return _line_ends_as_one(text)
        case "line-ends-as-two" if "\n" in text.replace("\r\n", ""):
            return _line_ends_as_two(text)
    return None


def _exact(
    read: Callable[[int], int], write: Callable[[int], int], length: int, units: str
) -> Callable[[int], int]:
    def convert(position: int) -> int:
        if not 0 <= position <= length:
            raise OffsetProblem(f"there is no position {position}; the text has {length} {units}")
        found = read(position)
        if write(found) != position:
            raise OffsetProblem(f"position {position} lies inside a character")
        return found

    return convert


def _line_ends_as_one(text: str) -> Callable[[int], int]:
    """Count each CRLF as one: its LF adds one to every position behind it."""
    ends: list[int] = []
    """Counted positions of the CRLFs."""
    at = text.find("\r\n")
    while at >= 0:
        ends.append(at - len(ends))
        at = text.find("\r\n", at + 2)
    length = len(text) - len(ends)

    def convert(position: int) -> int:
        if not 0 <= position <= length:
            raise OffsetProblem(f"there is no position {position}; the text has {length}")
        return position + bisect_left(ends, position)

    return convert


def _line_ends_as_two(text: str) -> Callable[[int], int]:
    """Count each LF as two, as if a CR stood before it."""
    ends: list[int] = []
    """Counted positions of the CRs that are not there."""
    for at, character in enumerate(text):
        if character == "\n" and not (at and text[at - 1] == "\r"):
            ends.append(at + len(ends))
    length = len(text) + len(ends)

    def convert(position: int) -> int:
        if not 0 <= position <= length:
            raise OffsetProblem(f"there is no position {position}; the text has {length}")
        before = bisect_left(ends, position)
        if before and ends[before - 1] + 1 == position:
            raise OffsetProblem(f"position {position} lies inside a line end")
        return position - before

    return convert
