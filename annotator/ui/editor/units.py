"""Code points to Qt's UTF-16 units, where Qt was given line ends that the text does not have."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.text.offsets import Utf16Map


class PartedUnits:
    """Converts as `Utf16Map` does, past the line ends that were put in.

    A code point behind one of them stands at the beginning of its line; both of Qt's places, at the
    end of the line before and there, are that code point.

    Args:
        units: the text's own.
        put_in: the code points before which there is one more line end, by position.

    Attributes:
        length: of what Qt was given, in UTF-16 units.
    """

    __slots__ = ("_line_ends", "_put_in", "_units", "length")

    def __init__(self, units: Utf16Map, put_in: Sequence[int]) -> None:
        self._units = units
        self._put_in = put_in
        self._line_ends = [units.to_utf16(place) + before for before, place in enumerate(put_in)]
        self.length = units.length + len(put_in)

    def to_utf16(self, cp: int) -> int:
        """Give Qt's position of a code point."""
        return self._units.to_utf16(cp) + bisect_right(self._put_in, cp)

    def from_utf16(self, unit: int) -> int:
        """Give the code point of a position of Qt's."""
        return self._units.from_utf16(unit - bisect_left(self._line_ends, unit))
