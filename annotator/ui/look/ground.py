"""The ground of a part of the window, with the line that parts it from its neighbour."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from annotator.ui.look.current import look
from annotator.ui.look.metrics import HAIRLINE
from annotator.ui.look.paint import reading_painter

Edge = Literal["above", "below", "leading", "trailing"]
"""Where the line is; ``leading`` is the side on which one begins to read."""


def paint_ground(part: QWidget, colour: QColor, edge: Edge | None = None) -> None:
    """Paint all of a part in one colour, with a line along one edge of it if there is to be one."""
    painter = reading_painter(part)
    painter.fillRect(part.rect(), colour)
    width, height = part.width(), part.height()
    lines = {
        "above": QRectF(0, 0, width, HAIRLINE),
        "below": QRectF(0, height - HAIRLINE, width, HAIRLINE),
        "leading": QRectF(0, 0, HAIRLINE, height),
        "trailing": QRectF(width - HAIRLINE, 0, HAIRLINE, height),
    }
    if edge is not None:
        painter.fillRect(lines[edge], look().line)
    painter.end()
