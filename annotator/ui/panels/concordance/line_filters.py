"""The row of filters above the lines: a field for each column."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_ground
from annotator.ui.panels.concordance.line_columns import HEADS, LineColumns
from annotator.ui.soon import Soon
from annotator.ui.widgets.field import Field

_FIELD = 28
_HEIGHT = 40
_QUIET = 120
"""Milliseconds of quiet typing after which lines are filtered."""


class LineFilters(QWidget):
    """Takes words that columns must hold.

    Signals:
        changed(wanted): other words are wanted: a mapping by column, without those that are empty.
        left(): Esc was pressed.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, columns: LineColumns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setFixedHeight(_HEIGHT)
        self.fields = {
            head.column: Field(
                tr("Filter: {column}", column=tr(head.name)),
                tr("filter"),
                self,
                px=metrics.TEXT_SMALL,
                height=_FIELD,
            )
            for head in HEADS
        }
        quiet = Soon(lambda: self.changed.emit(self.wanted()), self, _QUIET)
        for field in self.fields.values():
            field.changed.connect(lambda _: quiet.start())
        columns.changed.connect(self._place)

    def wanted(self) -> dict[str, str]:
        """Give the words by column."""
        return {
            column: words
            for column, field in self.fields.items()
            if (words := field.text().strip())
        }

    def clear(self) -> None:
        """Filter nothing."""
        for field in self.fields.values():
            field.set_text("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fields below the names of their columns."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        paint_ground(self, look().win, "below")

    def _place(self) -> None:
        boxes = self._columns.boxes(self.width(), self.height())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for column, field in self.fields.items():
            box = boxes.get(column)
            field.setVisible(box is not None)
            if box is not None:
                left = self.width() - box.right() if mirrored else box.x()
                field.setGeometry(
                    round(left), round((self.height() - _FIELD) / 2), round(box.width()),
                    _FIELD,
                )  # fmt: skip
