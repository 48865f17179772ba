"""Where the fragments of an annotation begin and end on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QRectF

from annotator.model.mark import Mark
from annotator.text.offsets import ceil_grapheme, floor_grapheme
from annotator.ui.editor.selecting import Span

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N"}
"""Which way characters run: words to the right, words to the left, and numbers."""
_LONGEST_RUN = 200
"""Characters looked at in search of the end of a run."""


class Edge(NamedTuple):
    """An edge of a fragment; its box (pixels of the document) has no width.

    ``outer_is_left`` says that the fragment lies right of it.
    """

    fragment: int
    begins: bool
    box: QRectF
    outer_is_left: bool


def edges_of(page: ArticleLayout, mark: Mark) -> Iterator[Edge]:
    """Give the edges of an annotation's fragments that are laid out and not folded away."""
    for index, piece in enumerate(mark.pieces):
        for begins in (True, False):
            found = edge_of(page, piece, begins=begins)
            if found is not None:
                box, outer_is_left = found
                yield Edge(index, begins, box, outer_is_left)


def edge_of(page: ArticleLayout, span: Span, *, begins: bool) -> tuple[QRectF, bool] | None:
    """Give where a span begins, or ends, and whether what lies beyond is at the left.

    Where a word runs against its paragraph, as a number does in an Arabic one, all of it stands
    there as one: the edge is at its far side, where the words before it (or behind it) are.
    """
    text, display = page.scene.display.text, page.scene.display
    start, end = span
    first = start if begins else floor_grapheme(text, end - 1)
    last = ceil_grapheme(text, start + 1) if begins else end
    block = display.block_at(first)
    if not page.is_laid_out(block):
        return None
    along = page.is_leftwards(block)
    leftwards = _runs_leftwards(text[first], along=along)
    if leftwards != along:
        run = _run(text, first, display.block_range(block))
        if start <= run[0] and run[1] <= end:
            (first, last), leftwards = run, along
    boxes = page.pieces_in(block, first, last)
    if not boxes:
        return None
    # Of several lines that on which the edge is.
    number = boxes[0].line if begins else boxes[-1].line
    boxes = [box for box in boxes if box.line == number]
    outer_is_left = begins != leftwards
    x = min(box.left for box in boxes) if outer_is_left else max(box.right for box in boxes)
    top = page.text_top_of(block) + boxes[0].top
    box = QRectF(page.column_left + x, top, 0, boxes[0].bottom - boxes[0].top)
    return box, outer_is_left


def _runs_leftwards(character: str, *, along: bool) -> bool:
    """Tell whether a character is read from right to left; signs go along with their paragraph."""
    kind = _KINDS.get(bidirectional(character))
    return along if kind is None else kind == "R"


def _run(text: str, position: int, within: Span) -> Span:
    """Give the stretch around a character that runs as it does, signs between words included."""
    kind = _KINDS.get(bidirectional(text[position]))
    first, last = position, position + 1
    for at in range(position - 1, max(within[0], position - _LONGEST_RUN) - 1, -1):
        here = _KINDS.get(bidirectional(text[at]))
        if here == kind:
            first = at
        elif here is not None or (kind == "N" and text[at].isspace()):
            break
    for at in range(position + 1, min(within[1], position + _LONGEST_RUN)):
        here = _KINDS.get(bidirectional(text[at]))
        if here == kind:
            last = at + 1
        elif here is not None or (kind == "N" and text[at].isspace()):
            break
    return first, last
