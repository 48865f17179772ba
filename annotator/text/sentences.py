"""Find sentences, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotator.text.paragraphs import paragraphs

# The segmenter takes a time that grows with the square of a paragraph's unmatched quotes, so a
# paragraph goes through it in windows; news paragraphs are far shorter than one.
_WINDOW: Final = 10_000  # code points

# A paragraph longer than this falls into stretches that end with a sentence as far as signs tell,
# and each is read by itself: so that a sentence among millions of code points is found at once.
_STRETCH: Final = 20_000  # code points
_END_WITHIN: Final = (
    2_000  # code points before a stretch's limit in which a sentence's end is sought
)
_END: Final = re.compile(r".*(?:[.!?…][\"'”’»)\]]*\s+|[。！？][”’」』）]*\s*)(?=\S)", re.DOTALL)

# The segmenter (sentencex 1.0.32) panics at white space of several bytes between an initial and a
# full stop ("B\u202f."), so it is given plain spaces in their place.
_WIDE_SPACE: Final = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def sentences(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Return the sentences in order, without the white space around them.

    None crosses a line feed. ``language`` is a BCP 47 tag; its rules for abbreviations are used
    where there are some, English ones otherwise. A sentence of more than 10,000 code points is cut.
    """
    return [
        span
        for start, end in paragraphs(text)
        if start < end
        for first, last in _stretches(text, start, end)
        for span in _sentences(text, first, last, language)
    ]


def sentence_at(text: str, position: int, language: str | None = None) -> tuple[int, int]:
    """Return the sentence that holds a position, looking only at its paragraph, or its stretch.

    Between two sentences it is the former, before the first it is the first; in a paragraph without
    a sentence it is the empty span at the position.
    """
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    number = (position - start) // _STRETCH
    stretch = _stretch(text, start, end, number)
    if position >= stretch[1] < end:
        stretch = _stretch(text, start, end, number + 1)
    held: tuple[int, int] | None = None
    for span in _sentences(text, *stretch, language):
        if held is not None and span[0] > position:
            break
        held = span
    return held or (position, position)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Walk the stretches of a paragraph."""
    for number in range(-(-(end - start) // _STRETCH)):
        stretch = _stretch(text, start, end, number)
        if stretch[0] < stretch[1]:
            yield stretch


def _stretch(text: str, start: int, end: int, number: int) -> tuple[int, int]:
    """Return the stretch of a paragraph with a number; the last one ends with the paragraph."""
    first = start + number * _STRETCH
    return _border(text, start, end, first), _border(text, start, end, first + _STRETCH)


def _border(text: str, start: int, end: int, limit: int) -> int:
    """Return the last place up to a limit where a sentence of a paragraph ends."""
    if not start < limit < end:
        return max(start, min(limit, end))
    match = _END.match(text, limit - _END_WITHIN, limit + 1)
    return match.end() if match else limit


def _sentences(text: str, start: int, end: int, language: str | None) -> Iterator[tuple[int, int]]:
    """Walk the sentences of a stretch."""
    # Imported here because start-up needs no sentences.
    from sentencex import segment  # noqa: PLC0415

    tag = (language or "en").replace("_", "-").partition("-")[0].lower()
    while start < end:
        window = _WIDE_SPACE.sub(" ", text[start : min(start + _WINDOW, end)])
        parts = segment(tag, window)
        if start + len(window) < end and len(parts) > 1:
            parts.pop()  # it may go on behind the window
        for part in parts:
            stop = start + len(part)
            if bare := text[start:stop].strip():
                first = stop - len(text[start:stop].lstrip())
                yield first, first + len(bare)
            start = stop
