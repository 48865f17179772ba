"""A list of things that are ticked, where there are too many for a box each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    label_colours,
    look,
    metrics,
    paint_mark,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.models.row_list import ROW, KeyedRowList
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.tick_box import paint_tick_box

TICK_ROW = 28
"""The height of a row."""


class TickRow(NamedTuple):
    """One thing: its key and name, the mark of a label (colour, pattern), words at the right."""

    key: str
    name: str
    mark: tuple[str, str] | None = None
    aside: str = ""


class TickRows(RowView):
    """Rows with a box each: Space or a click ticks. Tab stops once, arrows walk the rows.

    Signals:
        toggled(key, on): the user has ticked one, or taken its tick away.
    """

    toggled = Signal(str, bool)

    def __init__(self, name: str, parent: QWidget | None = None, *, raised: bool = False) -> None:
        super().__init__(name, parent)
        self._ticked: frozenset[str] = frozenset()
        self._rows = KeyedRowList[TickRow](self._says, (), self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setItemDelegate(_Delegate(self, raised=raised))
        self.setModel(self._rows)

    def show_rows(self, rows: Sequence[TickRow], ticked: Collection[str]) -> None:
        """Show things, and which of them are ticked."""
        ticked = frozenset(ticked)
        if (list(rows), ticked) == (self._rows.rows, self._ticked):
            return
        here = self._rows.key_at(self.currentIndex().row())
        self._ticked = ticked
        self._rows.show_rows(list(rows))
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(max(0, self._rows.row_of(here))))

    def is_ticked(self, key: str) -> bool:
        """Tell whether a thing is ticked."""
        return key in self._ticked

    def toggle(self, row: int) -> None:
        """Tick a row as the user does, or take its tick away."""
        if key := self._rows.key_at(row):
            self.toggled.emit(key, key not in self._ticked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick at Space."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick at a click."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.toggle(index.row())

    def _says(self, row: TickRow) -> str:
        words = f"{row.name}, {row.aside}" if row.aside else row.name
        return tr("{row}, ticked", row=words) if row.key in self._ticked else words


class _Delegate(RowDelegateBase):
    """Paints the mark, the box, the name and what stands at the right."""

    inset = 0
    row_height = TICK_ROW

    def __init__(self, view: TickRows, *, raised: bool) -> None:
        super().__init__(view)
        self._view = view
        self.raised = raised

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one row."""
        row: TickRow = index.data(ROW)
        theme, middle = look(), rect.center().y()
        enabled = self.row_state(option, index).enabled
        left = rect.left()
        if row.mark is not None:
            colour, pattern = row.mark
            top = middle - metrics.MARK_HEIGHT / 2
            paint_mark(painter, left, top, label_colours(colour).line, pattern)
            left += metrics.MARK_WIDTH + metrics.SPACE
        ticked = self._view.is_ticked(row.key)
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        paint_tick_box(painter, left, middle - metrics.TICK_BOX / 2, state, enabled=enabled)
        left += metrics.TICK_BOX + metrics.SPACE
        # The scroll bar lies over the edge.
        words = QRectF(left, rect.top(), rect.right() - metrics.SPACE_GROUPS - left, rect.height())
        if row.aside:
            small = sans(metrics.TEXT_CAPTION)
            paint_text(painter, words, row.aside, small, theme.muted, RIGHT)
            words.setWidth(words.width() - text_width(row.aside, small) - metrics.SPACE)
        ink = theme.text if enabled else theme.muted
        paint_text(painter, words, row.name, sans(metrics.TEXT_BODY), ink)
