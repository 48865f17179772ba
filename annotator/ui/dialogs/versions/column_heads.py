"""The heads of two columns: which version stands in which."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.look import STRONG, look, metrics, paint_text, sans, smooth_painter
from annotator.ui.widgets.reading_side import ReadingSide

_HEIGHT = 28
_EDGE = 40


class ColumnHeads(QWidget):
    """Names the versions above their columns, with a line below."""

    def __init__(self, older: str, newer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = older, newer
        self.setFixedHeight(_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names."""
        theme, painter = look(), smooth_painter(self)
        all_of_it = QRectF(self.rect())
        side = ReadingSide.of(all_of_it, self)
        width = all_of_it.width() / 2
        for number, name in enumerate(self._names):
            box = QRectF(number * width + _EDGE, 0, width - _EDGE, all_of_it.height())
            font = sans(metrics.TEXT_CAPTION, STRONG)
            paint_text(painter, side.place(box), name, font, theme.muted, side.leading)
        painter.fillRect(QRectF(0, all_of_it.bottom() - 1, all_of_it.width(), 1), theme.line)
        painter.fillRect(side.place(QRectF(width, 0, 1, all_of_it.height())), theme.line)
        painter.end()
