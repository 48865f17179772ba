"""The list of hits: arrows walk, Space ticks, Ctrl+A ticks all or none, Enter does it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.ui.dialogs.tag_all.hit_delegate import TICK_AT
from annotator.ui.look import metrics
from annotator.ui.models.occurrences import OccurrenceModel
from annotator.ui.widgets.row_view import Index, RowView

_TICK_REACH = TICK_AT + metrics.TICK_BOX + metrics.SPACE


class HitList(RowView):
    """Shows an `OccurrenceModel`. A click on a box ticks; one elsewhere leads to the hit.

    Signals:
        walked(row): another row is the present one, or the same was asked for again.
        agreed(): Enter was pressed.
        digit(text): a digit was pressed.
    """

    walked = Signal(int)
    agreed = Signal()
    digit = Signal(str)

    def __init__(self, model: OccurrenceModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._hits = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self._pressed = -1
        """The row whose box the mouse is down on; -1 is none."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, agree, name a label; the arrows walk."""
        row = self.currentIndex().row()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if event.key() == Qt.Key.Key_Space and plain:
            self._hits.turn(row)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._hits.tick_all(on=not self._hits.is_full())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.agreed.emit()
        elif plain and "1" <= event.text() <= "9":
            self.digit.emit(event.text())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Lead to the hit."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.walked.emit(current.row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note which box is pressed: the list may scroll before the button is let go."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        on_box = index.isValid() and self._box_side(self.visualRect(index)).contains(place)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = index.row() if on_box and is_left else -1
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick at a click on a box."""
        row, self._pressed = self._pressed, -1
        super().mouseReleaseEvent(event)
        if row >= 0:
            self._hits.turn(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tick at a double click on the words; on a box it is two clicks."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self._box_side(self.visualRect(index)).contains(place):
            self.mousePressEvent(event)
        elif index.isValid():
            self._hits.turn(index.row())

    def _box_side(self, row: QRect) -> QRect:
        side = QRect(row)
        if self.isRightToLeft():
            side.setLeft(row.right() - _TICK_REACH)
        else:
            side.setRight(row.left() + _TICK_REACH)
        return side
