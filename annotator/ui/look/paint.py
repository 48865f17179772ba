"""What every painted part is made of: rounded boxes, hairlines, lines of text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPen

from annotator.ui.look.metrics import HAIRLINE

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def smooth_painter(device: QPaintDevice) -> QPainter:
    """Begin painting with smooth edges; the caller ends it."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


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
) -> float:
    """Paint one line of text, shortened to ``rect``; return the width it took in pixels."""
    measured = QFontMetricsF(font)
    # Half a pixel: a text that was measured to fit must not be cut by a rounding error.
    shown = measured.elidedText(text, elide, rect.width() + 0.5)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align | Qt.TextFlag.TextDontClip, shown)
    return measured.horizontalAdvance(shown)
