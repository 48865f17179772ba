"""The lines of labels on paper: shapes, not pixels, so that they stay sharp at any size."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.ui.look.patterns import lane_strokes

_USUAL = 2.4
"""Height of a line that the lengths of strokes are made for."""
_APART = 0.8
"""How far two lines stand out above and below one."""
_THIN = 0.3
"""Height of each of two lines, as a share of that of both."""


def paint_strokes(painter: QPainter, box: QRectF, colour: QColor, pattern: str) -> None:
    """Fill a box with a label's line."""
    strokes, is_rounded, is_split = lane_strokes(pattern)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if is_split:
        # Somewhat higher than one, or ink would close what is white between the two.
        box = box.adjusted(0, -_APART, 0, _APART)
        thin = box.height() * _THIN
        painter.drawRect(QRectF(box.x(), box.y(), box.width(), thin))
        painter.drawRect(QRectF(box.x(), box.bottom() - thin, box.width(), thin))
        return
    if not strokes:
        painter.drawRect(box)
        return
    scale = box.height() / _USUAL
    radius = box.height() / 2 if is_rounded else 0.0
    x = box.x()
    while x < box.right():
        for stroke, gap in strokes:
            width = min(stroke * scale, box.right() - x)
            if width <= 0:
                break
            painter.drawRoundedRect(QRectF(x, box.y(), width, box.height()), radius, radius)
            x += (stroke + gap) * scale
