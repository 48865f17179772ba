"""Where the fragments of an annotation begin and end on the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF

from annotator.model.mark import Mark
from annotator.text.offsets import ceil_grapheme, floor_grapheme

if TYPE_CHECKING:
    from annotator.ui.editor.geometry import Piece
    from annotator.ui.editor.layout import ArticleLayout

_LEFTWARDS = ("R", "AL")
_RIGHTWARDS = ("L", "EN", "AN")


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
    text, display = page.scene.display.text, page.scene.display
    for index, (start, end) in enumerate(mark.pieces):
        for begins in (True, False):
            first = start if begins else floor_grapheme(text, end - 1)
            last = ceil_grapheme(text, start + 1) if begins else end
            block = display.block_at(first)
            if not page.is_laid_out(block):
                continue
            boxes = page.pieces_in(block, first, last)
            if boxes:
                x = edge_of(page, block, boxes, first, begins=begins)
                piece = boxes[0] if begins else boxes[-1]
                top = page.text_top_of(block) + piece.top
                left = page.column_left + x
                box = QRectF(left, top, 0, piece.bottom - piece.top)
                yield Edge(index, begins, box, begins != runs_leftwards(page, block, first))


def edge_of(
    page: ArticleLayout, block: int, boxes: list[Piece], position: int, *, begins: bool
) -> float:
    """Give where a character's box begins, or ends, in the direction in which it is read."""
    leftwards = runs_leftwards(page, block, position)
    if begins:
        return max(box.right for box in boxes) if leftwards else min(box.left for box in boxes)
    return min(box.left for box in boxes) if leftwards else max(box.right for box in boxes)


def runs_leftwards(page: ArticleLayout, block: int, position: int) -> bool:
    """Tell whether the character at a code point is read from right to left.

    Signs take the direction of their paragraph: what they stand beside would have to be asked.
    """
    kind = unicodedata.bidirectional(page.scene.display.text[position])
    if kind in _LEFTWARDS:
        return True
    return kind not in _RIGHTWARDS and page.is_leftwards(block)
