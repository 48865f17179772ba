"""Words that something is about to be done with: tinted in the colour of their label."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.look import label_colours, look, metrics, paint_box, tint

_OUTLINE = 1.5


def paint_marked(painter: QPainter, block: PaintedBlock) -> None:
    """Tint them lightly, and put a frame around the one that is spoken of."""
    scene, theme = block.scene, look()
    if not scene.marked and scene.marked_at is None:
        return
    first, last = scene.display.block_range(block.number)
    colour = theme.accent
    if scene.marked_label:
        colour = label_colours(scene.look_of(scene.marked_label).colour).line
    begin = bisect_left(scene.marked, first, key=lambda span: span[1])
    end = bisect_left(scene.marked, last, key=lambda span: span[0])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(colour, theme.wash))
    for span in scene.marked[begin:end]:
        for piece in block.boxes(*span):
            box = block.box(piece, beside=1.5, above=-2, below=-1)
            painter.drawRoundedRect(box, metrics.RADIUS_WASH, metrics.RADIUS_WASH)
    here = scene.marked_at
    if here is not None and here[0] < last and here[1] > first:
        for piece in block.boxes(*here):
            box = block.box(piece, beside=2, above=-1, below=0)
            paint_box(painter, box, metrics.RADIUS_CHIP, border=colour, width=_OUTLINE)
