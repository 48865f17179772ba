"""Tokens as Prodigy shows a text by: words, marks, and white space that is no single blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from annotator.formats.common.tokens import token_spans


class TokenLine(NamedTuple):
    """A text's tokens, and which one begins or ends at a position."""

    lines: list[dict[str, Any]]
    starts: dict[int, int]
    ends: dict[int, int]


def token_lines(text: str, spans: Iterable[Sequence[int]]) -> TokenLine:
    """Cut a text into tokens, also where spans begin and end.

    Tokens with ``ws`` have one blank behind them; together they are the whole text. Any other
    white space is a token of its own, as spaCy has it, or the text would be shown without it.
    """
    firsts, lasts = set[int](), set[int]()
    for start, end in spans:
        firsts.add(start)
        lasts.add(end)
    lines: list[dict[str, Any]] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for number, (start, end, blank) in enumerate(_pieces(text, firsts, lasts)):
        starts[start] = ends[end] = number
        lines.append(
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": blank}
        )
    return TokenLine(lines, starts, ends)


def _pieces(text: str, firsts: set[int], lasts: set[int]) -> Iterator[tuple[int, int, bool]]:
    """Give each token's start and end, and whether one blank behind it belongs to it."""
    edges = sorted(firsts | lasts)
    at = next_edge = 0
    words = [*token_spans(text), (len(text), len(text))]
    for (start, end), (following, _) in pairwise([(0, 0), *words]):
        # A word, cut where an edge lies in it; then what stands before the next one.
        while next_edge < len(edges) and edges[next_edge] <= start:
            next_edge += 1
        at = start
        while next_edge < len(edges) and edges[next_edge] < end:
            yield at, edges[next_edge], False
            at = edges[next_edge]
            next_edge += 1
        parted = end in firsts or end + 1 in lasts
        blank = at < end < following and text[end] == " " and not parted
        if at < end:
            yield at, end, blank
        at = end + blank
        while next_edge < len(edges) and edges[next_edge] < following:
            if edges[next_edge] > at:
                yield at, edges[next_edge], False
                at = edges[next_edge]
            next_edge += 1
        if at < following:
            yield at, following, False
