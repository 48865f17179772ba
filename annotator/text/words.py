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

White space and punctuation are in no word, and marks stay with their base.
"""

from __future__ import annotations

from annotator.text.word_pattern import patterns

_REACH = 32  # code points to look back at first


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the words of ``text[start:end]`` in order, as if nothing stood around it."""
    word, _ = patterns()
    part = text if start == 0 and end is None else text[start:end]
    return [(found.start() + start, found.end() + start) for found in word.finditer(part)]


def word_at(text: str, position: int) -> tuple[int, int] | None:
    """Return the word that contains a position, else the one that ends there, else None.

    Looks only around the position and agrees with `words` on the whole text.
    """
    word, _ = patterns()
    before = None
    for found in word.finditer(text, _edge(text, position - 1)):
        if found.start() > position:
            break
        if found.end() > position:
            return found.span()
        if found.end() == position:
            before = found.span()
    return before


def next_word(text: str, position: int) -> tuple[int, int] | None:
    """Return the first word that starts at or behind a position."""
    word, _ = patterns()
    for found in word.finditer(text, _edge(text, position)):
        if found.start() >= position:
            return found.span()
    return None


def previous_word(text: str, position: int) -> tuple[int, int] | None:
    """Return the last word that ends at or before a position."""
    word, _ = patterns()
    reach = _REACH
    while True:
        edge = _edge(text, position - reach)
        last = None
        for found in word.finditer(text, edge):
            if found.end() > position:
                break
            last = found.span()
        if last or not edge:
            return last
        reach *= 2


def _edge(text: str, position: int) -> int:
    """Return a place at or before a position that lies inside no word; 0 at the latest."""
    if position <= 0:
        return 0
    _, edge = patterns()
    found = edge.search(text, 0, position)
    return found.start() if found else 0
