"""The ground of a sheet with a side that is darker than the rest."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.dialogs.sheet import SheetGround
from annotator.ui.look import look, metrics, paint_box, reading_painter


class SidedGround(SheetGround):
    """Holds a side and the rest, and paints a line between them.

    Args:
        side: the width of the side, in pixels.
    """

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side

    def put(self, side: QWidget, rest: QWidget) -> None:
        """Lay the parts out."""
        side.setFixedWidth(self._side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(rest, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both, and the line."""
        theme, radius = look(), metrics.RADIUS_POPOVER
        painter = reading_painter(self)
        whole = QRectF(self.rect())
        paint_box(painter, whole, radius - 1, fill=theme.win)
        rest = whole.adjusted(self._side, 0, 0, 0)
        paint_box(painter, rest, radius - 1, fill=theme.raised)
        # The corners are round on the outer side alone.
        painter.fillRect(QRectF(self._side, 0, radius, rest.height()), theme.raised)
        painter.fillRect(QRectF(self._side, 0, 1, rest.height()), theme.line)
        painter.end()
