"""What every painted part is made of: rounded boxes, hairlines, lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPen
from PySide6.QtWidgets import QWidget

from annotator.ui.look.metrics import HAIRLINE

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_DASHES = (4.0, 3.0)
_LEFTWARDS = Qt.LayoutDirection.RightToLeft
_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute
_OTHER_SIDE = {
    Qt.AlignmentFlag.AlignLeft: Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft,
}


def smooth_painter(device: QPaintDevice) -> QPainter:
    """Begin painting with smooth edges; the caller ends it."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def reading_painter(widget: QWidget) -> QPainter:
    """Begin painting as if one read from the left; where one reads from the right it is turned."""
    painter = smooth_painter(widget)
    if widget.isRightToLeft():
        turn_round(painter, QRectF(widget.rect()))
    return painter


def turn_round(painter: QPainter, rect: QRectF) -> None:
    """Paint from now on what is in a rectangle from its other side; words and signs stay legible.

    `paint_text` and `paint_icon` see to those. Turned twice, all is as it was.
    """
    painter.translate(rect.left() + rect.right(), 0)
    painter.scale(-1, 1)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def is_turned(painter: QPainter) -> bool:
    """Tell whether what is painted is turned round."""
    return painter.worldTransform().m11() < 0


@contextmanager
def upright(painter: QPainter, rect: QRectF) -> Iterator[bool]:
    """Paint into a rectangle what must not be turned round, say text of several lines.

    Tells whether all around it is turned.
    """
    painter.save()
    turned = is_turned(painter)
    if turned:
        turn_round(painter, rect)
    yield turned
    painter.restore()


def paint_box(
    painter: QPainter,
    rect: QRectF,
    radius: float = 0,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = HAIRLINE,
) -> None:
    """Paint a rounded box whose border (``width`` pixels) lies within ``rect``."""
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    inset = 0.0
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(border, width))
        inset = width / 2
    inner = max(0.0, radius - inset)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), inner, inner)


def paint_dashed(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """Paint a rounded outline of dashes: a place for something that is not there, or cannot be."""
    pen = QPen(colour, HAIRLINE)
    pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = HAIRLINE / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def paint_line(painter: QPainter, x: float, y: float, length: float, colour: QColor) -> None:
    """Paint a parting line of one pixel, from left to right."""
    painter.fillRect(QRectF(x, y, length, HAIRLINE), colour)


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    *,
    way: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
) -> float:
    """Paint one line of text, shortened to ``rect``; return the width it took in pixels.

    It runs as its own first letter does, whichever way the window is read; what was cut out of a
    longer text says by ``way`` how that runs.
    """
    measured = QFontMetricsF(font)
    # Half a pixel: a text that was measured to fit must not be cut by a rounding error.
    shown = measured.elidedText(text, elide, rect.width() + 0.5)
    painter.setFont(font)
    painter.setPen(colour)
    turned, mirrored = is_turned(painter), painter.layoutDirection() == _LEFTWARDS
    if turned or mirrored or way == _LEFTWARDS or not shown.isascii():
        painter.save()
        if turned:
            turn_round(painter, rect)
        if turned or (mirrored and not align & _ABSOLUTE):
            align = other_side(align)
        painter.setLayoutDirection(way)
        painter.drawText(rect, align | _ABSOLUTE | Qt.TextFlag.TextDontClip, shown)
        painter.restore()
    else:
        painter.drawText(rect, align | Qt.TextFlag.TextDontClip, shown)
    return measured.horizontalAdvance(shown)


def other_side(align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Align to the right what was aligned to the left, and the other way round."""
    across = align & Qt.AlignmentFlag.AlignHorizontal_Mask & ~_ABSOLUTE
    return (align & ~across) | _OTHER_SIDE.get(across, across)
