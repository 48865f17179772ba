"""The line between the head of an article and its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.ui.printing.paper import theme

_ROOM = 28.0
_HEIGHT = 1.0


class Rule:
    """A thin line with room around it."""

    keeps_next = True
    before = 0.0

    def heights(self, width: float) -> Sequence[float]:
        """Give the height of it with its room."""
        del width
        return [_ROOM]

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        """Paint it."""
        del first, count
        painter.fillRect(QRectF(0, top + _ROOM / 2, width, _HEIGHT), theme().line2)
