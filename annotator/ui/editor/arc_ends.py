"""Where an end of a relation stands: a stretch of a line in view, or beyond an edge of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt

from annotator.model.mark import Mark
from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.editor.painting.frames import chip_box

if TYPE_CHECKING:
    from annotator.ui.editor.geometry import Piece
    from annotator.ui.editor.layout import ArticleLayout

_LEAST_CHANNEL = 6.0
"""Pixels between an arc's run and the words it runs above."""
_SHARE = 0.45
"""Where in the white between two lines a run lies, as a share of it from the lower line."""


class Stretch(NamedTuple):
    """Words of an annotation on one line, in pixels of the document.

    ``above`` and ``below`` are the heights at which an arc runs in the white over and under it.
    """

    left: float
    right: float
    top: float
    bottom: float
    above: float
    below: float
    pitch: float
    leftwards: bool

    @property
    def middle(self) -> float:
        """The middle of the words."""
        return (self.left + self.right) / 2


class Beyond(NamedTuple):
    """An end out of view: on which side, and what its paragraph is called."""

    below: bool
    name: str


def stretches(layout: ArticleLayout, mark: Mark, top: float, bottom: float) -> list[Stretch]:
    """Give the words of an annotation that are in view between two heights of the document."""
    display = layout.scene.display
    found: list[Stretch] = []
    for start, end in mark.pieces:
        first, last = display.block_at(start), display.block_at(max(start, end - 1))
        for number in range(first, last + 1):
            if layout.scene.folds.hides(number):
                continue
            if layout.top_of(number) > bottom:
                break
            if layout.top_of(number) + layout.height_of(number) < top:
                continue
            layout.ensure(number)
            found += _in_block(layout, number, layout.pieces_in(number, start, end), top, bottom)
    return found


def beyond(layout: ArticleLayout, mark: Mark, top: float) -> Beyond:
    """Say on which side of the view an annotation is that has no words in it."""
    block = layout.scene.display.block_at(mark.start)
    return Beyond(layout.top_of(block) >= top, layout.scene.paragraphs.name_at(mark.start))


def _in_block(
    layout: ArticleLayout, number: int, pieces: list[Piece], top: float, bottom: float
) -> list[Stretch]:
    origin, pitch = layout.text_top_of(number), layout.style_of(number).pitch
    block = layout.document().findBlockByNumber(number)
    direction = block.layout().textOption().textDirection()
    found = []
    for piece in pieces:
        over, under = origin + piece.top, origin + piece.bottom
        if under < top or over > bottom:
            continue
        white = max(_LEAST_CHANNEL, (pitch - (piece.bottom - piece.top)) * _SHARE)
        found.append(
            Stretch(
                layout.column_left + piece.left,
                layout.column_left + piece.right,
                over,
                under,
                over - white,
                max(under + 1, over + pitch - white),
                pitch,
                direction == Qt.LayoutDirection.RightToLeft,
            )
        )
    return found


def chip_of(layout: ArticleLayout, mark: Mark) -> QRectF | None:
    """Give the box of the chip over the selected annotation; None if that is folded away."""
    number = layout.scene.display.block_at(mark.start)
    if layout.scene.folds.hides(number):
        return None
    layout.ensure(number)
    placed = next((one for one in layout.placed_in(number) if one.mark.entity == mark.entity), None)
    if placed is None:
        return None
    origin = QPointF(layout.column_left, layout.text_top_of(number))
    block = layout.document().findBlockByNumber(number)
    painted = PaintedBlock(layout, layout.scene, block, number, origin, [])
    return chip_box(painted, placed.mark, placed.lines)
