"""Put the edges of a span where a careful annotator would put them."""

from __future__ import annotations

from typing import Final

from annotator.text.offsets import ceil_grapheme, floor_grapheme
from annotator.text.pairs import PAIRED, pairs
from annotator.text.words import word_at, words

# Every white space of Unicode and what Python counts as such, and what does not show. The joiners
# U+200C and U+200D are not here: they belong to the character in front of them.
_SPACE: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_PUNCTUATION: Final = ".,;:!?…‥¡¿·•|。、，．；：！？،؛؟۔।॥-‐‑‒–—―−"
_OUTER: Final = _SPACE + _PUNCTUATION


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a span without what is around its first and last word; None if nothing is left.

    Dropped are white space and zero-width characters, punctuation and dashes, quotes and brackets
    that enclose the whole or whose partner is not in the span. Kept is what belongs to a word of
    `annotator.text.words` (``U.S.``, ``p.m.``, ``-5``) and every sign (``%``, ``°``, ``$``). The
    apostrophe of a plural possessive (``officials’``) is dropped. The result lies inside the span.
    """
    if not text[start:end].strip(_OUTER + PAIRED):
        return None
    first, last = _stripped(text, start, end)
    partner: dict[int, int] | None = None
    while first < last:
        drop_first, drop_last = text[first] in PAIRED, text[last - 1] in PAIRED
        if drop_first or drop_last:
            partner = pairs(text, first, last) if partner is None else partner
            drop_first = drop_first and partner.get(first, last) >= last - 1
            drop_last = drop_last and partner.get(last - 1, -1) <= first
        if not drop_first and not drop_last:
            return _with_whole_words(text, (first, last), (start, end))
        if drop_first:
            first = ceil_grapheme(text, first + 1)
        first, last = _stripped(text, first, last - drop_last)
    return None


def snap(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Grow a span to whole words, then trim it; None if it holds no more than what is trimmed."""
    first, last = word_at(text, start), word_at(text, end)
    if first and first[0] < start < first[1]:
        start = first[0]
    if last and last[0] < end < last[1]:
        end = last[1]
    return trim(text, *exact(text, start, end))


def exact(text: str, start: int, end: int) -> tuple[int, int]:
    """Round a span outward to grapheme boundaries and leave it alone otherwise."""
    return floor_grapheme(text, start), ceil_grapheme(text, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end:
        part = text[start:end]
        end = start + len(part.rstrip(_OUTER))
        first = end - len(part[: end - start].lstrip(_OUTER))
        if first == start:
            break
        start = ceil_grapheme(text, first)  # a dropped character takes its marks along
    return start, end


def _with_whole_words(text: str, core: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int]:
    """Give back what trimming took from the first and the last word of a span."""
    (first, last), (start, end) = core, bounds
    word = word_at(text, first)
    if word and start <= word[0] < first:
        first = word[0]
    word = word_at(text, last - 1)
    if word and word[1] > end:  # the span cuts the word: U.S. in U.S.-based
        inside = words(text, word[0], end)
        word = inside[-1] if inside else None
    if word and word[1] > last:
        last = word[1]
    return first, min(ceil_grapheme(text, last), end)
