"""The ground of what is selected."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.ui.look.current import look
from annotator.ui.look.paint import paint_box
from annotator.ui.look.theme import tint


def paint_picked(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None = None
) -> None:
    """Paint a wash of the accent, or ``fill``, with an outline where contrast is strong."""
    theme = look()
    ground = tint(theme.accent, theme.accent_row) if fill is None else fill
    paint_box(painter, rect, radius, fill=ground, border=theme.outline(tint(ground, 255)))
