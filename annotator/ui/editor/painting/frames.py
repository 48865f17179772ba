"""Frames around words: what is being selected, and the annotation that is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.look import label_colours, look, metrics
from annotator.ui.widgets.chip import paint_chip

_BORDER = 1.5
_SELECTION_BESIDE = 2.0
_ACTIVE_BESIDE = 3.0
_CHIP_ABOVE = 17.0


def paint_selection(painter: QPainter, block: PaintedBlock) -> None:
    """Show the selection as it will be tagged: snapped, filled, framed."""
    if block.scene.selected is None:
        return
    theme = look()
    for piece in block.boxes(*block.scene.selected):
        painter.fillRect(block.box(piece), theme.selection)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.accent, _BORDER))
        painter.drawRoundedRect(
            block.box(piece, beside=_SELECTION_BESIDE), metrics.RADIUS_WASH, metrics.RADIUS_WASH
        )


def paint_active(painter: QPainter, block: PaintedBlock) -> None:
    """Frame the selected annotation, and put its label's chip above its beginning."""
    scene = block.scene
    for mark, lines in block.placed:
        if mark.entity != scene.active:
            continue
        style = scene.look_of(mark.label)
        colours = label_colours(style.colour)
        for line in lines:
            if line.gap:
                continue
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.line, _BORDER))
            box = block.box(line.piece, beside=_ACTIVE_BESIDE, below=0.5)
            painter.drawRoundedRect(box, metrics.RADIUS_CHIP, metrics.RADIUS_CHIP)
        first = lines[0]
        if first.piece.opens and scene.display.block_at(mark.start) == block.number:
            name = style.name
            if mark.annotator != scene.annotator:
                name = f"{name} · {mark.annotator}"
            corner = block.box(first.piece, beside=_ACTIVE_BESIDE)
            paint_chip(
                painter, corner.x(), corner.y() - _CHIP_ABOVE, name, colours, metrics.CHIP_SMALL
            )
