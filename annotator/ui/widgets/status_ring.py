"""How far an article is, as a ring of 14 px."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.ui.look import CENTRE, STRONG, look, metrics, paint_icon, paint_text, sans

Status = Literal["none", "part", "done", "look"]

_WIDTH = 1.5
_DASHES = 9
_DASH_SHARE = 0.54


def paint_status_ring(
    painter: QPainter, x: float, y: float, status: Status, share: float = 0.0
) -> None:
    """Paint the ring into a square of 14 px with its upper left corner at (x, y).

    Not begun is dashed, partly read a pie of ``share`` (0 to 1), done a tick; "look" is an
    exclamation mark.
    """
    theme = look()
    side = metrics.STATUS_RING
    painter.save()
    circle = QRectF(x + 1, y + 1, side - 2, side - 2)
    full = QRectF(x + 0.5, y + 0.5, side - 1, side - 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if status == "none":
        pen = QPen(theme.faint, _WIDTH)
        # Whole dashes all around: their length is counted in widths of the pen.
        period = math.pi * circle.width() / _DASHES / _WIDTH
        pen.setDashPattern([period * _DASH_SHARE, period * (1 - _DASH_SHARE)])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawEllipse(circle)
    elif status == "part":
        painter.setPen(QPen(theme.accent, _WIDTH))
        painter.drawEllipse(circle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        # Qt counts sixteenths of a degree, from three o'clock, against the clock.
        painter.drawPie(QRectF(x + 3.5, y + 3.5, 7, 7), 90 * 16, -round(share * 360 * 16))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ok if status == "done" else theme.warn)
        painter.drawEllipse(full)
        if status == "done":
            paint_icon(painter, "tick", QRectF(x + 1.5, y + 1.5, 11, 11), theme.base)
        else:
            mark = sans(metrics.TEXT_CAPTION, STRONG)
            paint_text(painter, QRectF(x, y, side, side), "!", mark, theme.base, CENTRE)
    painter.restore()
