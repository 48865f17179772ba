"""Find sentences, paragraph by paragraph."""

from __future__ import annotations

import re
from typing import Final

from annotator.text.paragraphs import paragraphs

# The segmenter takes a time that grows with the square of a paragraph's unmatched quotes, so a
# paragraph goes through it in windows; news paragraphs are far shorter than one.
_WINDOW: Final = 10_000  # code points

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
        for span in _sentences(text, start, end, language)
    ]


def sentence_at(text: str, position: int, language: str | None = None) -> tuple[int, int]:
    """Return the sentence that holds a position, looking only at its paragraph.

    Between two sentences it is the former, before the first it is the first; in a paragraph without
    a sentence it is the empty span at the position.
    """
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    spans = _sentences(text, start, len(text) if end < 0 else end, language)
    held = spans[:1] or [(position, position)]
    for span in spans:
        if span[0] <= position:
            held = [span]
    return held[0]


def _sentences(text: str, start: int, end: int, language: str | None) -> list[tuple[int, int]]:
    """Return the sentences of one paragraph."""
    # Imported here because start-up needs no sentences.
    from sentencex import segment  # noqa: PLC0415

    tag = (language or "en").replace("_", "-").partition("-")[0].lower()
    spans = []
    while start < end:
        window = _WIDE_SPACE.sub(" ", text[start : min(start + _WINDOW, end)])
        parts = segment(tag, window)
        if start + len(window) < end and len(parts) > 1:
            parts.pop()  # it may go on behind the window
        for part in parts:
            stop = start + len(part)
            if bare := text[start:stop].strip():
                first = stop - len(text[start:stop].lstrip())
                spans.append((first, first + len(bare)))
            start = stop
    return spans
