"""What the sheet of an export is put together from."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.look import STRONG, look, metrics, paint_box, reading_painter
from annotator.ui.widgets.text import Text

_HEADER = 76
LEFT = 272
_FOOTER = 68
LOW = 620
"""Pixels of height below which the first records are left out, with text of usual size."""


class Strip(QWidget):
    """What would hold everything, and a box to have it too."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Text()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 8, 16, 8)
        self.row.addWidget(self.words, 1)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = reading_painter(self)
        paint_box(painter, QRectF(self.rect()), metrics.RADIUS_FIELD, fill=look().win)
        painter.end()


def titled(title: str, aside: QWidget) -> QHBoxLayout:
    """Give a title with something smaller behind it."""
    row = QHBoxLayout()
    row.setSpacing(metrics.SPACE)
    row.addWidget(Text(title, px=metrics.TEXT_TITLE, weight=STRONG))
    row.addWidget(aside, 1)
    return row


def bars(height: int) -> tuple[int, int]:
    """Give the heights of header and footer in a sheet of some height: low ones are narrow."""
    if height >= LOW:
        return _HEADER, _FOOTER
    control = metrics.CONTROL + 2 * metrics.SPACE
    return min(_HEADER, control), min(_FOOTER, control + metrics.SPACE)
