"""Part a text into paragraphs: its lines, split on LF alone.

`str.splitlines` also breaks at U+2028, U+0085, form feeds and others, which belong to a paragraph.
"""

from __future__ import annotations

from itertools import accumulate


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the span of every line, empty ones included, without its LF.

    A text that ends in LF has an empty last paragraph; an empty text has one, empty, paragraph.
    """
    starts = paragraph_starts(text)
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return list(zip(starts, ends, strict=True))


def paragraph_starts(text: str) -> list[int]:
    """Return the position at which every paragraph starts, in order; the first is 0."""
    lengths = [len(line) + 1 for line in text.split("\n")]
    return list(accumulate(lengths[:-1], initial=0))
