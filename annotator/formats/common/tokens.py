"""Tokens and sentences of an article, for formats whose unit is the token.

A token is a word of `annotator.text.words`, or a run of what stands between words and is no white
space. The same text always gives the same tokens, so that a file can be read back exactly.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from annotator.text.sentences import sentences
from annotator.text.words import words

_BETWEEN = re.compile(r"\S+")

TOKENIZER = "annotator words, punctuation apart"
"""What side files call it."""


class Tokens(NamedTuple):
    """The tokens of a text, each a start and an end in code points, and the sentences' first ones.

    ``starts`` are indices into ``spans``; every token belongs to the sentence begun last.
    """

    spans: list[tuple[int, int]]
    starts: list[int]

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the first token that a span touches and the one after the last; None if none is."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        after = bisect_left(self.spans, end, key=lambda span: span[0])
        return (first, after) if first < after else None

    def fits(self, start: int, end: int) -> bool:
        """Tell whether a span begins and ends where tokens do."""
        found = self.covering(start, end)
        return found is not None and (
            self.spans[found[0]][0] == start and self.spans[found[1] - 1][1] == end
        )


def tokens(text: str, language: str | None = None) -> Tokens:
    """Cut a text into tokens and sentences."""
    spans: list[tuple[int, int]] = []
    last = 0
    for start, end in words(text):
        spans += _between(text, last, start)
        spans.append((start, end))
        last = end
    spans += _between(text, last, len(text))
    return Tokens(spans, _firsts(spans, sentences(text, language)))


def _between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in _BETWEEN.finditer(text, start, end)]


def _firsts(spans: Sequence[tuple[int, int]], parts: Sequence[tuple[int, int]]) -> list[int]:
    """Give the first token of each sentence; the text begins one in any case."""
    firsts = {bisect_left(spans, start, key=lambda span: span[0]) for start, _ in parts}
    return sorted((firsts | {0}) - {len(spans)}) if spans else []
