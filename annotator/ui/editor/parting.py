"""Parting very long paragraphs into blocks that Qt lays out without being felt.

Qt lays a paragraph out as a whole, which takes seconds where it has a million characters. It is
parted at blanks, which become line ends. Where there are none for long (Chinese, a file's bytes in
letters, a page made small), a line end is put in that the text does not have: behind a sign at
which lines may end, or else between any two characters, but never within one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from annotator.text.offsets import floor_grapheme

LONGEST_BLOCK = 4_000
"""Code points that Qt lays out at a time without being felt."""
_LONGEST_WITHOUT_BLANKS = 2_000
"""The same where a text has no blanks: scripts that do not use any take many times as long."""
_LATEST = 1_000
"""How far before the limit a place to part at is still looked for."""

_HAN_AND_KANA = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_NO_BEGINNING = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ々"
"""Signs of these scripts that no line begins with."""
_CLOSING = "。．！？!?…；;，,、：」』）)》】〉〕〗］\\]｝}”’»।॥؟،؛"
_LINES_MAY_END = (
    # The longest match is the last place, with all that closes there.
    rf".*[。．！？!?…।॥؟][{_CLOSING}]*(?=[^{_CLOSING}])",
    rf".*[{_CLOSING}](?=[^{_CLOSING}])",
    rf".*[{_HAN_AND_KANA}](?=[{_HAN_AND_KANA}])(?![{_NO_BEGINNING}])",
    r".*[>|&/+=\s\u200b\u2010\u2013\u2014-](?=[^>|&/+=\s\u200b\u2010\u2013\u2014-])",
)
"""Places where a line may end without a blank, the best first (after UAX #14)."""


class Partings(NamedTuple):
    """Where paragraphs are parted, in code points, by position.

    Attributes:
        at_blanks: blanks that become line ends.
        put_in: places before which a line end is put in.
    """

    at_blanks: list[int]
    put_in: list[int]


def partings_of(text: str, shown: str, paragraphs: Iterable[tuple[int, int]]) -> Partings:
    """Find where paragraphs of a text are parted.

    Args:
        text: as it is stored.
        shown: the same for Qt, as many code points.
        paragraphs: where the long ones begin and end, by position.
    """
    found = Partings([], [])
    for begin, end in paragraphs:
        start = begin
        while end - start > LONGEST_BLOCK:
            limits = (start + LONGEST_BLOCK, start + _LONGEST_WITHOUT_BLANKS)
            blanks = (_blank(text, shown, start, limit) for limit in limits)
            blank = next((one for one in blanks if one is not None), None)
            if blank is not None:
                found.at_blanks.append(blank)
                start = blank + 1
            else:
                start = _between_characters(text, start)
                found.put_in.append(start)
    return found


def _blank(text: str, shown: str, start: int, limit: int) -> int | None:
    """Find the blank at which a part that begins somewhere ends: behind a sentence if it can."""
    for sought, offset in ((". ", 1), (" ", 0)):
        place = shown.rfind(sought, limit - _LATEST, limit) + offset
        # A blank may carry an accent, or belong to what stands before it.
        if place >= limit - _LATEST and all(
            _is_between(text, start, here) for here in (place, place + 1)
        ):
            return place
    return None


def _between_characters(text: str, start: int) -> int:
    """Find where a part without blanks ends."""
    limit = start + _LONGEST_WITHOUT_BLANKS
    for pattern in _places():
        match = pattern.match(text, limit - _LATEST, limit + 1)
        if match is not None and _is_between(text, start, match.end()):
            return match.end()
    last = start + floor_grapheme(text[start : limit + 1], limit - start)
    # A character of thousands of code points is one that nobody reads.
    return last if last > start else limit


@cache
def _places() -> list[re.Pattern[str]]:
    # 4 ms, which few articles need.
    return [re.compile(pattern, re.DOTALL) for pattern in _LINES_MAY_END]


def _is_between(text: str, start: int, place: int) -> bool:
    """Tell whether a place is between two characters, in a part that begins between two."""
    return floor_grapheme(text[start : place + 1], place - start) == place - start
