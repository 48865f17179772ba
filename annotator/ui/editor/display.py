"""What Qt is given of a text: character for character, but nothing that Qt would change or drop.

QTextDocument alters some characters on the way in and out (it drops a BOM, splits at U+2029, cannot
hold a lone surrogate), and every one of them would shift the offsets behind it. So the document
gets a copy in which each such character is replaced by one of the same length, and nothing is ever
read back from it. Very long paragraphs are parted at a space, for Qt lays a paragraph out as a
whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from annotator.text.offsets import Utf16Map

_LONGEST_BLOCK = 4_000
"""Code points that Qt lays out at a time without being felt."""
_LATEST_SPACE = 1_000
"""How far before that limit a parting space is still looked for."""

_AWKWARD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]"
)
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
        shown: what Qt gets; as many code points, at the same places.
        units: code points to Qt's UTF-16 units and back.
        starts: first code point of each block.
        parted: blocks that go on with the paragraph of the block before.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.units = Utf16Map(text)
        shown = _AWKWARD.sub(_harmless, text)
        lengths, breaks = _lengths(shown), list[int]()
        if max(lengths) > _LONGEST_BLOCK:
            shown, breaks = _part_long_blocks(shown)
            lengths = _lengths(shown)
        self.shown = shown
        self.starts = list(accumulate((length + 1 for length in lengths[:-1]), initial=0))
        self.parted = {bisect_right(self.starts, place) for place in breaks}

    def for_qt(self) -> str:
        """Write ``shown`` with two surrogates for each character beyond U+FFFF.

        That is how Qt keeps a text. PySide copies such a string as it is, and takes 6 ms to
        recode a million characters.
        """
        if self.units.length == len(self.shown):
            return self.shown
        return _ASTRAL.sub(_surrogates, self.shown)

    def block_at(self, position: int) -> int:
        """Give the block that holds a code point."""
        return bisect_right(self.starts, position) - 1

    def block_range(self, block: int) -> tuple[int, int]:
        """Give the code points of a block, without its line end."""
        start = self.starts[block]
        if block + 1 < len(self.starts):
            return start, self.starts[block + 1] - 1
        return start, len(self.text)


def _lengths(shown: str) -> list[int]:
    return list(map(len, shown.split("\n")))


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


def _part_long_blocks(shown: str) -> tuple[str, list[int]]:
    """Turn a space into a line end wherever a block would grow too long; give where."""
    breaks: list[int] = []
    start = 0
    while start < len(shown):
        end = shown.find("\n", start)
        end = len(shown) if end < 0 else end
        while end - start > _LONGEST_BLOCK:
            limit = start + _LONGEST_BLOCK
            place = max(shown.rfind(". ", limit - _LATEST_SPACE, limit) + 1, 0)
            if place <= 0:
                place = shown.rfind(" ", limit - _LATEST_SPACE, limit)
            if place < 0:
                # No space for long: a text without spaces wraps anywhere, in one block.
                place = shown.find(" ", limit, end)
                if place < 0:
                    break
            breaks.append(place)
            start = place + 1
        start = end + 1
    if not breaks:
        return shown, breaks
    pieces, last = [], 0
    for place in breaks:
        pieces += [shown[last:place], "\n"]
        last = place + 1
    return "".join([*pieces, shown[last:]]), breaks
