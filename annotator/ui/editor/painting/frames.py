"""Frames around words: what is being selected, and the annotations that are."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.model.mark import Mark
from annotator.ui.editor.edges import edge_of, edges_of
from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.editor.placing import Line
from annotator.ui.look import LabelColours, label_colours, look, metrics, paint_box
from annotator.ui.widgets.chip import chip_width, paint_chip

_BORDER = 1.5
_SELECTION_BESIDE = 2.0
_ACTIVE_BESIDE = 3.0
_CHIP_ABOVE = 17.0
_HANDLE_WIDTH = 4.0
_HANDLE_HEIGHT = 12.0
_TIE_BELOW = 3.0
"""Pixels below the words at which a thin line ties what was set aside to each other."""


def paint_selection(painter: QPainter, block: PaintedBlock) -> None:
    """Show the selection as it will be tagged: snapped, filled, framed; words set aside too."""
    spans = block.scene.spans
    if not spans:
        return
    theme = look()
    for (_, end), (start, _) in pairwise(spans):
        for piece in block.boxes(end, start):
            y = block.origin.y() + piece.bottom + _TIE_BELOW
            width = piece.right - piece.left
            painter.fillRect(QRectF(block.origin.x() + piece.left, y, width, 1), theme.accent)
    for span in spans:
        for piece in block.boxes(*span):
            painter.fillRect(block.box(piece), theme.selection)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.accent, _BORDER))
            painter.drawRoundedRect(
                block.box(piece, beside=_SELECTION_BESIDE),
                metrics.RADIUS_WASH,
                metrics.RADIUS_WASH,
            )


def paint_active(painter: QPainter, block: PaintedBlock) -> None:
    """Frame the selected annotations; the active one has handles as well."""
    scene = block.scene
    if not scene.chosen_set and scene.active is None:
        return
    for mark, lines in block.placed:
        if scene.is_chosen(mark.entity):
            colours = label_colours(scene.look_of(mark.label).colour)
            _frame(painter, block, lines, colours, held=mark.entity == scene.held)
    for mark, _ in block.placed:
        if mark.entity == scene.active and scene.has_handles and scene.held is None:
            colours = label_colours(scene.look_of(mark.label).colour)
            _paint_handles(painter, block, mark, colours)


def paint_chip_of_active(painter: QPainter, block: PaintedBlock) -> None:
    """Put the chip of its label on the active annotation, if it begins here."""
    scene = block.scene
    for mark, lines in block.placed:
        corner = chip_box(block, mark, lines) if mark.entity == scene.active else None
        if corner is not None:
            colours = label_colours(scene.look_of(mark.label).colour)
            name = chip_name(block, mark)
            paint_chip(painter, corner.x(), corner.y(), name, colours, metrics.CHIP_SMALL)


def chip_name(block: PaintedBlock, mark: Mark) -> str:
    """Give what the chip of an annotation says: its label, and whose it is if not one's own."""
    name = block.scene.look_of(mark.label).name
    return name if mark.annotator == block.scene.annotator else f"{name} · {mark.annotator}"


def chip_box(block: PaintedBlock, mark: Mark, lines: list[Line]) -> QRectF | None:
    """Give the box of the chip above an annotation's beginning; None if it begins elsewhere.

    Where the words run from right to left it ends where they begin. In pixels of the document.
    """
    scene = block.scene
    if not lines or not lines[0].piece.opens or scene.display.block_at(mark.start) != block.number:
        return None
    edge = edge_of(block.layout, mark.pieces[0], begins=True)
    if edge is None:
        return None
    box, outer_is_left = edge
    width = chip_width(chip_name(block, mark))
    x = box.x() + (-_ACTIVE_BESIDE if outer_is_left else _ACTIVE_BESIDE - width)
    return QRectF(x, box.y() - _CHIP_ABOVE, width, metrics.CHIP_SMALL)


def _frame(
    painter: QPainter, block: PaintedBlock, lines: list[Line], colours: LabelColours, *, held: bool
) -> None:
    pen = QPen(look().accent if held else colours.line, 2 * _BORDER if held else _BORDER)
    tie = QPen(colours.line, 1)
    for line in lines:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if line.gap:
            # What ties the fragments of one annotation to each other is seen at a glance.
            y = block.origin.y() + line.lane_top + line.lane_height / 2
            left, right = block.origin.x() + line.piece.left, block.origin.x() + line.piece.right
            painter.setPen(tie)
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            continue
        painter.setPen(pen)
        box = block.box(line.piece, beside=_ACTIVE_BESIDE, below=0.5)
        painter.drawRoundedRect(box, metrics.RADIUS_CHIP, metrics.RADIUS_CHIP)


def _paint_handles(
    painter: QPainter, block: PaintedBlock, mark: Mark, colours: LabelColours
) -> None:
    """Draw what the edges of an annotation are dragged by."""
    first, last = block.scene.display.block_range(block.number)
    for edge in edges_of(block.layout, mark):
        at = mark.pieces[edge.fragment][0 if edge.begins else 1]
        if not first <= at <= last:
            continue
        centre = edge.box.center()
        side = -1 if edge.outer_is_left else 1
        box = QRectF(0, 0, _HANDLE_WIDTH, _HANDLE_HEIGHT)
        box.moveCenter(QPointF(centre.x() + side * _ACTIVE_BESIDE, centre.y()))
        paint_box(painter, box, _HANDLE_WIDTH / 2, fill=colours.line)
