"""Numbers in English words: “two dozen”, “thirty-one”, “a hundred”, “two and a half million”."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Final = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_GROUPS: Final = {"dozen": 12, "score": 20, "hundred": 100}
_LARGE: Final = {
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4,
    "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7,
    "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
_VAGUE: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "billions"})
_WORD: Final = re.compile(r"[^\W\d_]+")
_GAP: Final = re.compile(r"[\s\u00a0\u2009\u202f]*[-\u2010\u2011]?[\s\u00a0\u2009\u202f]*")


class WordNumber(NamedTuple):
    """A number in words.

    Attributes:
        value: what it comes to; None for “dozens”.
        end: where it ends in the text.
        share: whether it is a part of something: “two thirds”, “half”.
    """

    value: Fraction | None
    end: int
    share: bool = False


def read_words(text: str, start: int = 0) -> WordNumber | None:
    """Read the number that a text has in words from a place on; None if there is none."""
    words = _words_from(text.casefold(), start)
    if not words:
        return None
    if (vague := _vague(words)) is not None:
        return vague
    share = _share(words)
    return share or _cardinal(words)


def _words_from(text: str, start: int) -> list[tuple[str, int]]:
    """List the words from a place on, each with its end, as long as spaces or hyphens join them."""
    words: list[tuple[str, int]] = []
    at = start
    while (found := _WORD.match(text, at)) and len(words) < 12:
        words.append((found[0], found.end()))
        gap = _GAP.match(text, found.end())
        at = gap.end() if gap else found.end()
        if at == found.end():
            break
    return words


def _vague(words: list[tuple[str, int]]) -> WordNumber | None:
    """Read “dozens”, “tens of thousands”."""
    of = words[0][0] in ("tens", "hundreds") and len(words) > 2 and words[1][0] == "of"
    if of and words[2][0] in _VAGUE:
        return WordNumber(None, words[2][1])
    return WordNumber(None, words[0][1]) if words[0][0] in _VAGUE else None


def _share(words: list[tuple[str, int]]) -> WordNumber | None:
    """Read “half”, “a third”, “two thirds”, “three-quarters”."""
    first, end = words[0]
    if first in ("half", "halves"):
        return WordNumber(Fraction(1, 2), end, share=True)
    count = 1 if first in ("a", "an") else _SMALL.get(first)
    if count and len(words) > 1 and (part := _PARTS.get(words[1][0])):
        singular = words[1][0] in ("half", "third", "quarter") or not words[1][0].endswith("s")
        if (count == 1) == singular:
            return WordNumber(Fraction(count, part), words[1][1], share=True)
    return None


def _cardinal(words: list[tuple[str, int]]) -> WordNumber | None:
    total, part, at, end = Fraction(0), Fraction(0), 0, 0
    seen = False
    while at < len(words):
        word, here = words[at]
        following = words[at + 1][0] if at + 1 < len(words) else ""
        if word in ("a", "an") and not seen and following in _GROUPS | _LARGE:
            part = Fraction(1)
        elif word in _SMALL and _may_follow(part, _SMALL[word]):
            part += _SMALL[word]
        elif word in _GROUPS and seen and part:
            part *= _GROUPS[word]
        elif word in _LARGE and seen and part:
            total, part = total + part * _LARGE[word], Fraction(0)
        elif word == "and" and seen and (half := _and_a_part(words, at)) is not None:
            scale = _LARGE.get(words[half[1] + 1][0], 1) if half[1] + 1 < len(words) else 1
            if not part and total:
                # “a million and a half”
                last = min(_LARGE[one] for one, _ in words[:at] if one in _LARGE)
                total += half[0] * last
            else:
                total, part = total + (part + half[0]) * scale, Fraction(0)
                at = half[1] + (scale != 1)
                end = words[at][1]
                break
            at, end = half[1], words[half[1]][1]
            break
        elif word == "and" and seen and following in _SMALL and (part >= 100 or not part):
            at += 1
            continue
        else:
            break
        seen, end = True, here
        at += 1
    return WordNumber(total + part, end) if seen else None


def _may_follow(part: Fraction, number: int) -> bool:
    """Tell whether a small number goes on with what was read: “thirty”, “one”."""
    if not part:
        return True
    below = part % 100
    if not below:
        return True
    return below >= 20 and below % 10 == 0 and 0 < number < 10


def _and_a_part(words: list[tuple[str, int]], at: int) -> tuple[Fraction, int] | None:
    """Read “and a half” from its “and” on; give the part and the place of its last word."""
    if at + 2 >= len(words) or words[at + 1][0] not in ("a", "an", "one"):
        return None
    part = _PARTS.get(words[at + 2][0])
    return (Fraction(1, part), at + 2) if part else None
