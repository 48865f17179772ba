"""A list whose rows a `RowDelegateBase` paints."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar
from annotator.ui.widgets.telling import tell

Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint


class RowView(KeyboardFocus, QListView):
    """Show rows without a frame, on the ground around them, scrolled by pixels.

    The row that the keyboard is on gets the focus line when the list was reached by keyboard.

    It places the rows itself: a `QListView` asks the model about every row whenever one comes or
    goes, 11 ms for 10,000 rows, and the place of a row among its equals is a multiplication. It
    still is a `QListView`, because that is what screen readers are told about.
    """

    ring_outside = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        # Before all else, because Qt asks for the places of rows while the view is being made.
        self._row_height = 0
        self._edges: list[int] = []  # the upper edges and the last lower one, if heights differ
        self._told = ""  # what a screen reader heard of the current row
        # The rows lie on whatever is behind the list, so its viewport has no ground. It is made
        # here, because wrapping Qt's own would load every class of widgets, for 7 ms.
        self._ground = QWidget()
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setViewport(self._ground)
        self._ground.setMouseTracking(True)
        self.scroll_bar = OverlayScrollBar(self)
        self._hovered = -1
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_left)

    def hovered_row(self) -> int:
        """Return the number of the row under the mouse, -1 if there is none."""
        return self._hovered

    # What is heard

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Remember what is heard of the row that the keyboard is on now."""
        super().currentChanged(current, previous)
        self._told = _words_of(current)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Say what has become of the row that the keyboard is on, say that it is ticked now."""
        super().dataChanged(first, last, list(roles))
        here = self.currentIndex()
        if self.hasFocus() and first.row() <= here.row() <= last.row():
            words = _words_of(here)
            if words != self._told:
                self._told = words
                tell(self, words)

    # Where the rows are: edges are pixels from the upper edge of the first row

    def doItemsLayout(self) -> None:
        """Take the heights of the rows from the delegate."""
        count = self._model_rows()
        if self.uniformItemSizes():
            self._edges = []
            self._row_height = self._hinted_height(0) if count else 0
        else:
            self._edges = [0, *accumulate(self.row_heights(count))]
        # A QListView would now place the rows one by one.
        QAbstractItemView.doItemsLayout(self)

    def row_heights(self, count: int) -> Iterable[int]:
        """Give the heights of the rows, where they differ; a list that knows them is quicker."""
        return map(self._hinted_height, range(count))

    def _hinted_height(self, row: int) -> int:
        return self.sizeHintForIndex(self.model().index(row, 0)).height()

    def _edge(self, row: int) -> int:
        """Give the upper edge of a row, or the lower edge of the last for the number of rows."""
        return self._edges[row] if self._edges else row * self._row_height

    def _row_at(self, y: int) -> int:
        """Give the row at a height; -1 above the first, at least the number of rows below all."""
        if self._edges:
            return bisect_right(self._edges, y) - 1
        return y // self._row_height if self._row_height else 0

    def _count(self) -> int:
        # Rows that came since the last layout are placed by the next one.
        rows = self._model_rows()
        return min(rows, len(self._edges) - 1) if self._edges else rows

    def _model_rows(self) -> int:
        # Qt asks before there is a model, too, and says None then.
        model: object = self.model()
        return model.rowCount() if isinstance(model, QAbstractItemModel) else 0

    def verticalOffset(self) -> int:
        """Give how far the rows are scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Rows are never scrolled sideways."""
        return 0

    def visualRect(self, index: Index) -> QRect:
        """Give the place of a row in the viewport."""
        row = index.row()
        if not 0 <= row < self._count():
            return QRect()
        top = self._edge(row)
        height = self._edge(row + 1) - top
        return QRect(0, top - self.verticalOffset(), self._ground.width(), height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Give the row at a place of the viewport."""
        row = self._row_at(point.y() + self.verticalOffset())
        return self.model().index(row, 0) if 0 <= row < self._count() else QModelIndex()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Give the place of the selected rows."""
        # Of thousands of selected rows those in view are asked for, a stretch at a time.
        region, offset = QRegion(), self.verticalOffset()
        first = max(0, self._row_at(offset))
        last = min(self._row_at(offset + self._ground.height()), self._count() - 1)
        for number in range(selection.count()):
            part = selection.at(number)
            top, bottom = max(part.top(), first), min(part.bottom(), last)
            if top <= bottom:
                height = self._edge(bottom + 1) - self._edge(top)
                region += QRect(0, self._edge(top) - offset, self._ground.width(), height)
        return region

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows in a rectangle of the viewport."""
        chosen = QItemSelection()
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomLeft())
        if first.isValid() and last.isValid():
            chosen.select(first, last)
        self.selectionModel().select(chosen, command)

    def selected_rows(self) -> list[int]:
        """List the rows that are selected, from above."""
        selection = self.selectionModel().selection()
        parts = [selection.at(at) for at in range(selection.count())]
        rows: list[int] = []
        for first, last in sorted((part.top(), part.bottom()) for part in parts):
            rows += range(first, last + 1)
        return rows

    def selectAll(self) -> None:
        """Select all rows as one stretch: Qt would ask the model about every row."""
        several = self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
        if several and (count := self._model_rows()):
            model, flags = self.model(), QItemSelectionModel.SelectionFlag.ClearAndSelect
            every = QItemSelection(model.index(0, 0), model.index(count - 1, 0))
            self.selectionModel().select(every, flags)

    # Scrolling

    def updateGeometries(self) -> None:
        """Fit the scroll bar to the rows."""
        bar = self.verticalScrollBar()
        page = self._ground.height()
        bar.setSingleStep(max(1, self._row_height))
        bar.setPageStep(page)
        bar.setRange(0, max(0, self._edge(self._count()) - page))
        QAbstractItemView.updateGeometries(self)

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a row into view, at the edge that is nearer or where ``hint`` says."""
        self.executeDelayedItemsLayout()
        row = index.row()
        if not 0 <= row < self._count():
            return
        bar, page = self.verticalScrollBar(), self._ground.height()
        top, bottom = self._edge(row), self._edge(row + 1)
        match hint:
            case _Hint.PositionAtTop:
                bar.setValue(top)
            case _Hint.PositionAtBottom:
                bar.setValue(bottom - page)
            case _Hint.PositionAtCenter:
                bar.setValue((top + bottom - page) // 2)
            case _ if top < bar.value():
                bar.setValue(top)
            case _ if bottom > bar.value() + page:
                bar.setValue(bottom - page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row that the keyboard is on in view, where the list has lost height to a bar."""
        here, offset = self.currentIndex(), self.verticalOffset()
        super().resizeEvent(event)
        if 0 <= (row := here.row()) < self._count():
            in_view = self._edge(row) >= offset
            if in_view and self._edge(row + 1) <= offset + event.oldSize().height():
                self.scrollTo(here)

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Give the row that a key leads to, past rows that cannot be selected."""
        del modifiers
        last, page = self._count() - 1, max(1, self._ground.height())
        here = self.currentIndex().row()
        match action:
            case _Move.MoveUp | _Move.MoveLeft | _Move.MovePrevious:
                return self._selectable(here - 1 if here >= 0 else last, -1)
            case _Move.MoveHome:
                return self._selectable(0, 1)
            case _Move.MoveEnd:
                return self._selectable(last, -1)
            case _Move.MovePageUp:
                row = max(0, self._row_at(self._edge(max(0, here)) - page))
                return self._selectable(row, 1)
            case _Move.MovePageDown:
                # Past one that is higher than the page, too.
                row = max(here + 1, self._row_at(self._edge(max(0, here)) + page))
                return self._selectable(min(last, row), -1)
        return self._selectable(here + 1, 1)

    def first(self) -> QModelIndex:
        """Give the first row that can be selected; an invalid index if there is none."""
        return self._selectable(0, 1)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: Qt would ask the model about every row, down to the last."""

    def _selectable(self, row: int, step: int) -> QModelIndex:
        """Give the first row from here on that can be selected."""
        model = self.model()
        while 0 <= row < self._count():
            index = model.index(row, 0)
            if model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                return index
            row += step
        return QModelIndex()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view."""
        # What waits to be placed has changed the rows below, too.
        self.executeDelayedItemsLayout()
        painter = QPainter(self._ground)
        model, delegate = self.model(), self.itemDelegate()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        offset, part = self.verticalOffset(), event.rect()
        first = max(0, self._row_at(part.top() + offset))
        last = min(self._row_at(part.bottom() + offset), self._count() - 1)
        for row in range(first, last + 1):
            index = model.index(row, 0)
            option.rect = self.visualRect(index)
            delegate.paint(painter, option, index)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the row under the mouse when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._on_left()
        return super().viewportEvent(event)

    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _on_left(self) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self._ground.update()


def _words_of(index: Index) -> str:
    """Give what a screen reader says of a row."""
    if not index.isValid():
        return ""
    words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
    return words if isinstance(words, str) else ""
