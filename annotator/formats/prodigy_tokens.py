"""Tokens as Prodigy shows a text by: words, marks, and white space that is no single blank."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from annotator.formats.common.tokens import token_spans


class TokenLines:
    """A text cut into tokens, also where spans begin and end.

    Tokens with ``ws`` have one blank behind them; together they are the whole text. Any other
    white space is a token of its own, as spaCy has it, or the text would be shown without it.
    """

    def __init__(self, text: str, spans: Iterable[Sequence[int]]) -> None:
        firsts, lasts = set[int](), set[int]()
        for start, end in spans:
            firsts.add(start)
            lasts.add(end)
        self.lines: list[dict[str, Any]] = [
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": blank}
            for number, (start, end, blank) in enumerate(_pieces(text, firsts, lasts))
        ]

    def starting(self, position: int) -> int:
        """Give the number of the token that starts where a span does."""
        return bisect_left(self.lines, position, key=lambda token: token["start"])

    def ending(self, position: int) -> int:
        """Give the number of the token that ends where a span does."""
        return bisect_left(self.lines, position, key=lambda token: token["end"])


def _pieces(text: str, firsts: set[int], lasts: set[int]) -> Iterator[tuple[int, int, bool]]:
    """Give each token's start and end, and whether one blank behind it belongs to it."""
    edges = sorted(firsts | lasts)
    edges.append(len(text) + 1)
    number = 0
    edge = edges[0]
    start = end = 0
    for following, after in (*token_spans(text), (len(text), len(text))):
        while edge <= start:
            number += 1
            edge = edges[number]
        if following == end + 1 and edge > following and text[end] == " " and start < end:
            # Most are so: a word, one blank, and no edge in them.
            yield start, end, True
        elif following == end and edge > end and start < end:
            yield start, end, False
        else:
            cuts = edges[number : bisect_left(edges, following, number)]
            yield from _cut(text, (start, end, following), cuts, firsts, lasts)
        start, end = following, after


def _cut(
    text: str,
    place: tuple[int, int, int],
    cuts: Sequence[int],
    firsts: set[int],
    lasts: set[int],
) -> Iterator[tuple[int, int, bool]]:
    """Cut a word and the white space behind it (start, end, where the next word starts)."""
    at, end, following = place
    for cut in cuts:
        if at < cut < end:
            yield at, cut, False
            at = cut
    if at < end:
        parted = end in firsts or end + 1 in lasts
        blank = end < following and text[end] == " " and not parted
        yield at, end, blank
        at = end + blank
    for cut in cuts:
        if cut > at:
            yield at, cut, False
            at = cut
    if at < following:
        yield at, following, False
