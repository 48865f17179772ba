"""The units in which files count positions, turned into ours: code points of the text."""

from __future__ import annotations

from collections.abc import Callable

from annotator.problems import UserProblem
from annotator.text.offsets import GraphemeMap, Utf8Map, Utf16Map

OFFSET_UNITS = ("code-points", "utf16", "utf8", "graphemes")
"""In what a file may count its offsets."""


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
    return None


def _exact(
    read: Callable[[int], int], write: Callable[[int], int], length: int, units: str
) -> Callable[[int], int]:
    def convert(position: int) -> int:
        if position > length:
            raise OffsetProblem(f"there is no position {position}; the text has {length} {units}")
        found = read(position)
        if write(found) != position:
            raise OffsetProblem(f"position {position} lies inside a character")
        return found

    return convert
