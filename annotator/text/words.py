r"""Find words as a reader of news would mark them, without cutting numbers, names or characters.

One word each:

- numbers with all that is written close to them: ``12,345`` ``$3.5bn`` ``US$20,000`` ``3.5%``
  ``20°C`` ``-5`` ``500+``, times ``10:30``, dates ``30/10/2024``, and ranges ``3–4``, because the
  range is the figure;
- letters joined by apostrophes, hyphens or ``&``: ``don’t``, ``O’Brien``, ``Kyiv’s``, ``co-op``,
  ``U.S.-based``, ``COVID-19``, ``AT&T``; an apostrophe at the end (``officials’``) is left out, as
  it may be a closing quote;
- initials with all their dots, ``U.S.`` ``e.g.`` ``p.m.``, and abbreviations such as ``Mr.`` where
  what follows shows that no sentence ends there;
- ``@names``, ``#tags``, addresses of pages and mail;
- an emoji with all its parts, a flag, a keycap;
- every Han, Hiragana, Thai and Lao character with its marks (no dictionary is asked where words of
  these scripts part); Katakana runs together; Khmer and Burmese, which part phrases, go by phrase.

White space and punctuation are in no word, and marks stay with their base. Where no word surely
parts for hundreds of characters, in data that somebody pasted, words are cut.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.text.offsets import floor_grapheme
from annotator.text.word_pattern import has_words, patterns

_REACH = 32  # code points to look back at first
_LONGEST = 512
"""Code points without a place where words surely part, after which a word is cut.

The cuts lie at multiples of it, so that a word is the same from wherever one looks; matching
megabytes as one word takes all memory there is.
"""
_AHEAD = 256  # code points behind a part's end that its last word may look at
_CLUSTER = 32  # code points around a cut that are looked at for a character which it would part


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the words of ``text[start:end]`` in order, as if nothing stood around it."""
    part = text if start == 0 and end is None else text[start:end]
    if start == 0:
        return list(_words_from(part, 0))
    return [(first + start, last + start) for first, last in _words_from(part, 0)]


def word_at(text: str, position: int) -> tuple[int, int] | None:
    """Return the word that contains a position, else the one that ends there, else None.

    Looks only around the position and agrees with `words` on the whole text.
    """
    before = None
    for found in _words_from(text, _edge(text, position - 1), position + 1):
        if found[0] > position:
            break
        if found[1] > position:
            return found
        if found[1] == position:
            before = found
    return before


def next_word(text: str, position: int) -> tuple[int, int] | None:
    """Return the first word that starts at or behind a position."""
    for found in _words_from(text, _edge(text, position)):
        if found[0] >= position:
            return found
    return None


def previous_word(text: str, position: int) -> tuple[int, int] | None:
    """Return the last word that ends at or before a position."""
    reach, until = _REACH, position
    while True:
        edge = _edge(text, position - reach)
        last = None
        for found in _words_from(text, edge, until):
            if found[1] > position:
                break
            last = found
        if last or not edge:
            return last
        reach, until = reach * 2, edge


def _words_from(text: str, start: int, until: int | None = None) -> Iterator[tuple[int, int]]:
    """Walk the words behind an edge, in parts that end where no word goes on.

    The part that begins last before ``until`` is the last one.
    """
    word, _ = patterns()
    last = len(text) if until is None else min(until, len(text))
    while start < last:
        stop, cut = _stop(text, start)
        if has_words(text, start, stop):
            for found in word.finditer(text, start, stop if cut else stop + _AHEAD):
                span = found.span()
                if span[0] >= stop:
                    break
                yield span
        start = stop


def _stop(text: str, start: int) -> tuple[int, bool]:
    """Return a place behind ``start`` where no word goes on, and whether it is a cut."""
    mark = start - start % _LONGEST
    while (mark := mark + _LONGEST) < len(text):
        place, cut = _edge_before(text, mark)
        if place > start:
            return place, cut
    return len(text), False


def _edge(text: str, position: int) -> int:
    """Return a place at or before a position that lies inside no word; 0 at the latest."""
    if position <= 0:
        return 0
    mark = position - position % _LONGEST
    _, edge = patterns()
    found = edge.search(text, mark, position)
    if found and found.start() > mark:
        return found.start()
    return _edge_before(text, mark)[0]


def _edge_before(text: str, mark: int) -> tuple[int, bool]:
    """Return the last edge up to a multiple of the longest word, else the cut there."""
    if mark <= 0:
        return 0, False
    _, edge = patterns()
    if found := edge.search(text, mark - _LONGEST, mark):
        return found.start(), False
    around = text[mark - _CLUSTER : mark + _CLUSTER]
    return mark - _CLUSTER + floor_grapheme(around, _CLUSTER), True
