"""The order of painting: from the paper up to the frame of what is selected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.editor.painting.frames import (
    paint_active,
    paint_chip_of_active,
    paint_selection,
)
from annotator.ui.editor.painting.lanes import paint_lanes
from annotator.ui.editor.painting.marked import paint_marked
from annotator.ui.editor.painting.rows import (
    paint_caret,
    paint_fold_row,
    paint_number,
    paint_zone,
)
from annotator.ui.editor.painting.washes import paint_found, paint_washes, words_on_washes
from annotator.ui.look import look

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_REACH = 40
"""Pixels by which chips and lanes reach beyond their block."""


def paint_article(
    painter: QPainter, layout: ArticleLayout, clip: QRectF, cursor_position: int
) -> None:
    """Paint what lies in ``clip`` (pixels of the document).

    Args:
        painter: set up by Qt; the document's corner is at (0, 0).
        layout: knows where everything stands.
        clip: what is to be painted.
        cursor_position: where the caret is, in UTF-16 units; -1 hides it.
    """
    theme = look()
    blocks: list[PaintedBlock] = []
    for painted in painted_blocks(painter, layout, clip):
        number = painted.number
        painted = painted._replace(placed=layout.placed_in(number))  # noqa: PLW2901 - the same block
        if layout.scene.folds.of_block(number):
            paint_zone(painter, painted)
        paint_found(painter, painted)
        paint_marked(painter, painted)
        paint_washes(painter, painted)
        paint_selection(painter, painted)
        paint_lanes(painter, painted)
        painter.setPen(theme.muted if layout.style_of(number).muted else theme.text)
        painted.block.layout().draw(painter, QPointF(), words_on_washes(painted), clip)
        paint_number(painter, painted)
        paint_caret(painter, painted, cursor_position)
        blocks.append(painted)
    for painted in blocks:
        paint_active(painter, painted)
    if layout.paints_over is not None:
        layout.paints_over(painter, [(painted.origin, painted.placed) for painted in blocks])
    # Last, for the chip lies on the line above, which may be another block's, and where arcs run.
    for painted in blocks:
        paint_chip_of_active(painter, painted)


def painted_blocks(
    painter: QPainter, layout: ArticleLayout, clip: QRectF
) -> Iterator[PaintedBlock]:
    """Walk the blocks with words that are in view, without their annotations; paint rows of folds.

    Args:
        painter: as for `paint_article`.
        layout: knows where everything stands.
        clip: what is to be painted.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for block in layout.visible_blocks(clip.top() - _REACH, clip.bottom() + _REACH):
        number = block.blockNumber()
        fold = layout.scene.folds.of_block(number)
        if fold and fold.first == number:
            paint_fold_row(painter, layout, fold)
        if layout.scene.folds.hides(number) or layout.scene.paragraphs.roles[number] == "blank":
            continue
        origin = QPointF(layout.column_left, layout.text_top_of(number))
        yield PaintedBlock(layout, layout.scene, block, number, origin, [])
