"""What Qt is given of a text: character for character, but nothing that Qt would change or drop.

QTextDocument alters some characters on the way in and out (it drops a BOM, splits at U+2029, cannot
hold a lone surrogate), and every one of them would shift the offsets behind it. So the document
gets a copy in which each such character is replaced by one of the same length, and nothing is ever
read back from it. Very long paragraphs are parted (``parting``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise

from annotator.text.offsets import Utf16Map
from annotator.ui.editor.parting import LONGEST_BLOCK, partings_of
from annotator.ui.editor.units import PartedUnits

_AWKWARD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]"
)
_MANY_ASTRAL = 50
"""One of so many characters, and a text is left to PySide."""
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LINE_ENDS = frozenset("\x0b\x0c\u2028\u2029")
_INVISIBLE = "\u200b"
_CONTROL_PICTURES = 0x2400
_DELETE = "\x7f"
_DELETE_PICTURE = "\u2421"


class DisplayText:
    """A text as the view shows it. A *block* is a paragraph of Qt's.

    Attributes:
        text: the stored text.
        shown: what is to be seen; as many code points, at the same places.
        units: code points to Qt's UTF-16 units and back.
        starts: first code point of each block.
        parted: blocks that go on with the paragraph of the block before.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.units: Utf16Map | PartedUnits = Utf16Map(text)
        self.shown = _AWKWARD.sub(_harmless, text)
        self.parted: set[int] = set()
        self._put_in: list[int] = []
        self._without_line_end: set[int] = set()
        lengths = _lengths(self.shown)
        self.starts = _starts(lengths)
        if max(lengths) > LONGEST_BLOCK:
            paragraphs = zip(self.starts, lengths, strict=True)
            long = [(start, start + size) for start, size in paragraphs if size > LONGEST_BLOCK]
            at_blanks, self._put_in = partings_of(text, self.shown, long)
            self.shown = _with_line_ends(self.shown, at_blanks)
            self.starts = sorted([*_starts(_lengths(self.shown)), *self._put_in])
            self.parted = {bisect_right(self.starts, place) for place in at_blanks}
            put_in = {bisect_left(self.starts, place) for place in self._put_in}
            self._without_line_end = {block - 1 for block in put_in}
            self.parted |= put_in
        if self._put_in:
            self.units = PartedUnits(self.units, self._put_in)

    def for_qt(self) -> str:
        """Write what Qt gets, with two surrogates for each character beyond U+FFFF.

        That is how Qt keeps a text. PySide copies such a string as it is, and takes 6 ms to
        recode a million characters. Where there are many of these, that is less than ours.
        """
        whole = self._with_all_line_ends()
        if not 0 < self.units.length - len(whole) < len(whole) // _MANY_ASTRAL:
            return whole
        return _ASTRAL.sub(_surrogates, whole)

    def blocks(self) -> list[str]:
        """Give what is to be seen of each block."""
        return self._with_all_line_ends().split("\n")

    def _with_all_line_ends(self) -> str:
        if not self._put_in:
            return self.shown
        cuts = pairwise([0, *self._put_in, len(self.shown)])
        return "\n".join(self.shown[first:last] for first, last in cuts)

    def block_at(self, position: int) -> int:
        """Give the block that holds a code point."""
        return bisect_right(self.starts, position) - 1

    def block_range(self, block: int) -> tuple[int, int]:
        """Give the code points of a block, without its line end."""
        start = self.starts[block]
        if block + 1 < len(self.starts):
            return start, self.starts[block + 1] - (block not in self._without_line_end)
        return start, len(self.text)

    def first_part_of(self, block: int) -> int:
        """Give the block with which the paragraph of a block begins."""
        while block in self.parted:
            block -= 1
        return block


def _lengths(shown: str) -> list[int]:
    return list(map(len, shown.split("\n")))


def _starts(lengths: list[int]) -> list[int]:
    return list(accumulate((length + 1 for length in lengths[:-1]), initial=0))


def _surrogates(match: re.Match[str]) -> str:
    offset = ord(match.group()) - 0x10000
    return chr(0xD800 + (offset >> 10)) + chr(0xDC00 + (offset & 0x3FF))


def _harmless(match: re.Match[str]) -> str:
    character = match.group()
    if character in _LINE_ENDS:
        return "\n"
    if character in "\r\ufeff":
        return _INVISIBLE
    if character == "\x85":
        return " "
    if character == _DELETE:
        return _DELETE_PICTURE
    return chr(_CONTROL_PICTURES + ord(character)) if character < " " else "\ufffd"


def _with_line_ends(shown: str, places: list[int]) -> str:
    """Turn blanks into line ends."""
    cuts = pairwise([-1, *places, len(shown)])
    return "\n".join(shown[before + 1 : place] for before, place in cuts)
