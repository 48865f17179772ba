"""Tokens and sentences of an article, for formats whose unit is the token.

A token is a word of `annotator.text.words`, or one sign of what stands between words and is no
white space (a run of the same sign is one: ``...``). The same text always gives the same tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from annotator.text.sentences import sentences
from annotator.text.words import words

TOKENIZER = "annotator words, signs apart"
"""What side files call it."""

_GAP = re.compile(r"(\s+)")
_LONGEST_CHUNK = 256
"""Code points without white space up to which a chunk is looked at by itself; `words` cuts longer
ones at places that hang on where in the text they stand."""
_KEPT = 16_384


class Tokens(NamedTuple):
    """The tokens of a text, each a start and an end in code points, and the sentences' first ones.

    ``starts`` are indices into ``spans``; every token belongs to the sentence begun last.
    """

    spans: list[tuple[int, int]]
    starts: list[int]

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the first token that a span touches and the one after the last; None if none is."""
        # Tokens are pairs in order, so that a place can be looked for as what a pair begins with.
        first = bisect_left(self.spans, (start + 1,))
        if first and self.spans[first - 1][1] > start:
            first -= 1
        after = bisect_left(self.spans, (end,), first)
        return (first, after) if first < after else None

    def fits(self, start: int, end: int) -> bool:
        """Tell whether a span begins and ends where tokens do."""
        found = self.covering(start, end)
        return found is not None and (
            self.spans[found[0]][0] == start and self.spans[found[1] - 1][1] == end
        )


def tokens(text: str, language: str | None = None) -> Tokens:
    """Cut a text into tokens and sentences."""
    spans = token_spans(text)
    return Tokens(spans, _firsts(spans, sentences(text, language)))


def token_spans(text: str) -> list[tuple[int, int]]:
    """Cut a text into tokens alone."""
    # No word holds white space, so that a text is a row of chunks, most of which were met before.
    spans: list[tuple[int, int]] = []
    start = 0
    parts = iter([*_GAP.split(text), ""])
    for chunk, gap in zip(parts, parts, strict=True):
        end = start + len(chunk)
        if end - start > _LONGEST_CHUNK:
            spans += _of_long_chunk(text, start, end)
        elif chunk.isalpha() and chunk.isascii():
            spans.append((start, end))
        elif chunk:
            seen = chunk
            if "." in chunk:  # whether it belongs to its word is told by what follows
                after = end + len(gap)
                seen += ("\n" if "\n" in gap else " ") + text[after : after + 1]
            for first, last in _of_chunk(seen):
                spans.append((start + first, start + last))
        start = end + len(gap)
    return spans


@lru_cache(maxsize=_KEPT)
def _of_chunk(chunk: str) -> tuple[tuple[int, int], ...]:
    """Cut what has no white space in it into tokens; what stands behind some is only looked at."""
    length = len(chunk.split(None, 1)[0])
    return tuple(_with_signs(chunk, 0, length, words(chunk)))


def _of_long_chunk(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a chunk that is longer than any word, with enough around it for its last word."""
    return _with_signs(text, start, end, words(text, start, end))


def _with_signs(
    text: str, start: int, end: int, found: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Put the signs between words where they stand."""
    spans: list[tuple[int, int]] = []
    last = start
    for first, after in found:
        if first >= end:
            break
        spans += _signs(text, last, first)
        spans.append((first, after))
        last = after
    return spans + _signs(text, last, end)


def _signs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if start >= end:
        return []
    return [found.span() for found in _sign().finditer(text, start, end)]


@cache
def _sign() -> re.Pattern[str]:
    import regex  # noqa: PLC0415 - as in `annotator.text.word_pattern`

    found: re.Pattern[str] = regex.compile(r"(?!\s)(\X)\1*+", regex.VERSION1)
    return found


def _firsts(spans: Sequence[tuple[int, int]], parts: Sequence[tuple[int, int]]) -> list[int]:
    """Give the first token of each sentence; the text begins one in any case."""
    firsts = {bisect_left(spans, (start,)) for start, _ in parts}
    return sorted((firsts | {0}) - {len(spans)}) if spans else []
