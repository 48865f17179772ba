"""Annotations laid over tokens: where they do not fit, and where they lie over each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from annotator.formats.common.losses import (
    CROSSING,
    FRAGMENTS_APART,
    IDENTICAL,
    INNER,
    NO_TOKEN,
    TRIMMED,
    WIDENED,
)
from annotator.formats.common.tokens import Tokens
from annotator.formats.conll.tags import Range
from annotator.model.records import AnnotationRecord, Loss, LossKind

Laid = tuple[AnnotationRecord, list[tuple[int, int]]]
"""An annotation, and the tokens it covers: of each piece the first, and the one after the last."""


_FIRST = attrgetter("first")


class _Piece(NamedTuple):
    fewer: int
    """Its number of tokens, negative: the longest comes first."""
    place: int
    first: int
    after: int
    annotation: AnnotationRecord


def laid(cut: Tokens, annotation: AnnotationRecord) -> tuple[list[tuple[int, int]], list[Loss]]:
    """Give the tokens that an annotation covers, and what is changed by that."""
    ranges, kind = ranges_of(cut, annotation["fragments"])
    identity, article = annotation["id"], annotation["article"]
    losses: list[Loss] = []
    if kind is NO_TOKEN:
        losses.append(NO_TOKEN.of(identity, article))
    elif kind is not None:
        losses.append(kind.of(identity, article, f"{kind.instead}: {_places(cut, ranges)}"))
    if len(ranges) > 1:
        losses.append(FRAGMENTS_APART.of(identity, article))
    return ranges, losses


def ranges_of(
    cut: Tokens, fragments: Iterable[Sequence[int]]
) -> tuple[list[tuple[int, int]], LossKind | None]:
    """Give the tokens that fragments cover, and what happens to their edges by that.

    Fragments that meet in one token become one.
    """
    spans = cut.spans
    ranges: list[tuple[int, int]] = []
    widened = trimmed = False
    for start, end in fragments:
        found = cut.covering(start, end)
        if found is None:
            trimmed = True
            continue
        first, last = spans[found[0]][0], spans[found[1] - 1][1]
        widened = widened or first < start or end < last
        trimmed = trimmed or start < first or last < end
        if ranges and found[0] < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(found[1], ranges[-1][1]))
            widened = True
        else:
            ranges.append(found)
    if not ranges:
        return ranges, NO_TOKEN
    return ranges, WIDENED if widened else TRIMMED if trimmed else None


def disjoint(
    over: Iterable[Laid], names: dict[str, str]
) -> Iterator[tuple[Range | None, Loss | None]]:
    """Choose the pieces that do not lie over each other: the longest first.

    Args:
        over: annotations on tokens.
        names: what labels are called.

    Yields:
        A piece that is written, or the loss of one that is not.
    """
    pieces = [
        _Piece(first - after, place, first, after, annotation)
        for place, (annotation, ranges) in enumerate(over)
        for first, after in ranges
    ]
    pieces.sort(key=lambda one: (one.fewer, one.first, one.place))
    written: list[_Piece] = []
    for one in pieces:
        at = bisect_right(written, one.first, key=_FIRST)
        before = written[at - 1] if at and written[at - 1].after > one.first else None
        behind = written[at] if at < len(written) and written[at].first < one.after else None
        if before is None and behind is None:
            written.insert(at, one)
            yield Range(one.first, one.after, names[one.annotation["label"]]), None
        else:
            yield None, _overlap(one, before or behind or one)


def _overlap(one: _Piece, written: _Piece) -> Loss:
    """Say by what a piece is kept out."""
    annotation = one.annotation
    identity, article = annotation["id"], annotation["article"]
    label = annotation["label"]
    other = written.annotation["label"]
    if (written.first, written.after, other) == (one.first, one.after, label):
        kind, how = IDENTICAL, "is there already"
    elif written.first <= one.first and one.after <= written.after:
        kind, how = INNER, f"lies within {other}"
    else:
        kind, how = CROSSING, f"crosses {other}, which is no shorter"
    piece = "a fragment of it" if len(annotation["fragments"]) > 1 else label
    return kind.of(identity, article, f"{piece} is left out: it {how}")


def _places(cut: Tokens, ranges: Sequence[tuple[int, int]]) -> str:
    spans = cut.spans
    return ", ".join(f"{spans[first][0]}–{spans[after - 1][1]}" for first, after in ranges)
