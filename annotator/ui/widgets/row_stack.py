"""Rows of a table on a card, each a button, scrolled when there are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.look import look, metrics, paint_line, paint_picked
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.scrolled import scrolled

SCROLL = 14
"""Pixels at the right that are left to the scroll bar."""
_FOCUS = 2


class TableRow(PaintedButton):
    """A row with a line below, 36 px high unless a subclass says otherwise, which paints it."""

    ring_outside = False
    row_height: ClassVar[int] = metrics.TALL_ROW

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(280, self.row_height)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the card is: what is painted has to see to that."""
        return QSize(0, self.row_height)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the ground, what shows the focus, the content and the line."""
        theme = look()
        if self.isChecked():
            paint_picked(painter, rect, 0)
        elif (under := self.ground(raised=True)) is not None:
            painter.fillRect(rect, under)
        if self.keyboard_focus():
            painter.fillRect(QRectF(0, 0, _FOCUS, rect.height()), theme.accent)
        paint_line(painter, 0, rect.bottom() - 1, rect.width(), theme.line)
        self.paint_row(painter, rect)

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the content into ``rect`` (pixels)."""
        raise NotImplementedError


class RowStack(QWidget):
    """Shows rows below each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        set_margins(self._inside, 0, 0, SCROLL, 0, within=self)
        self._inside.setSpacing(0)
        self._inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inside))
        self._rows: Sequence[TableRow] = ()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows instead of those before."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = rows
        for number, row in enumerate(rows):
            self._inside.insertWidget(number, row)
