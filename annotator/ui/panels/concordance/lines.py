"""The lines of a concordance: head, filters, rows; ticked and opened by keys or mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from annotator.model.search import Line
from annotator.ui.i18n import tr
from annotator.ui.models.line_list import LineListModel
from annotator.ui.panels.concordance.examples import Examples
from annotator.ui.panels.concordance.line_columns import TICK_AT, LineColumns
from annotator.ui.panels.concordance.line_delegate import LineDelegate, runs_leftwards
from annotator.ui.panels.concordance.line_filters import LineFilters
from annotator.ui.panels.concordance.line_head import LineHead
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.row_view import RowView

_TICK_REACH = 12
_ASKED = 50
"""How many lines, from above, say in which direction most of them run."""


class LinesView(RowView):
    """The rows.

    Signals:
        tick_wanted(row): tick a row, or take its tick away.
        all_wanted(): tick all rows, or none.
        key_pressed(key): a key that does something to what is ticked.
    """

    tick_wanted = Signal(int)
    all_wanted = Signal()
    key_pressed = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the lines from being shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _meant(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space, Ctrl+A and the keys of the page."""
        meant = _meant(event)
        if meant == "tick":
            self.tick_wanted.emit(self.currentIndex().row())
        elif meant == "all":
            self.all_wanted.emit()
        elif meant:
            self.key_pressed.emit(meant)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick at the box."""
        here = event.position().toPoint()
        index = self.indexAt(here)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._is_box(here):
            self.setCurrentIndex(index)
            self.tick_wanted.emit(index.row())
            return
        super().mousePressEvent(event)

    def _is_box(self, place: QPoint) -> bool:
        x = place.x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.viewport().width() - x
        return TICK_AT - _TICK_REACH / 2 <= x <= TICK_AT + 16 + _TICK_REACH / 2


def _meant(event: QKeyEvent) -> str:
    """Say what a key does to lines; “” if it is for somebody else."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = event.key()
    if held == Qt.KeyboardModifier.ControlModifier:
        return {Qt.Key.Key_A: "all", Qt.Key.Key_C: "copy"}.get(Qt.Key(key), "")
    if held:
        return ""
    known = {Qt.Key.Key_Space: "tick", Qt.Key.Key_Delete: "remove"}.get(Qt.Key(key))
    if known:
        return known
    sign = event.text().lower()
    return sign if len(sign) == 1 and sign in "123456789tcifs" else ""


class Lines(QWidget):
    """Shows lines.

    Signals:
        opened(line): show a line (`Line`) in its article.
        sort_wanted(sort, backwards): sort them otherwise.
        filter_wanted(wanted): show only lines whose columns hold some words.
        key_pressed(key): a key that does something to what is ticked.
    """

    opened = Signal(object)
    sort_wanted = Signal(str, bool)
    filter_wanted = Signal(object)
    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = LineColumns(self)
        self.model = LineListModel(self)
        self.view = LinesView(tr("Lines"))
        self.view.setModel(self.model)
        self.delegate = LineDelegate(self.columns, self.view)
        self.view.setItemDelegate(self.delegate)
        self.head = LineHead(self.columns)
        self.filters = LineFilters(self.columns)
        self.empty = EmptyState("", icon="search")
        self.examples = Examples()
        self._lay_out()
        self.columns.changed.connect(self.view.viewport().update)
        self.model.modelReset.connect(self._turn)
        self.model.rowsInserted.connect(self._turn)
        self.head.sort_wanted.connect(self.sort_wanted)
        self.filters.changed.connect(self.filter_wanted)
        self.filters.left.connect(lambda: self.show_filters(shown=False))
        self.view.activated.connect(lambda index: self._open(index.row()))
        self.view.doubleClicked.connect(lambda index: self._open(index.row()))
        self.view.tick_wanted.connect(self._tick)
        self.view.all_wanted.connect(self._tick_all)
        self.view.key_pressed.connect(self.key_pressed)
        self.setFocusProxy(self.view)

    def _lay_out(self) -> None:
        table = QWidget()
        below = QVBoxLayout(table)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.head)
        below.addWidget(self.filters)
        self.filters.hide()
        rows = QWidget()
        self._rows = QStackedLayout(rows)
        self.none_left = EmptyState(
            tr("No line is left"), tr("Every line is filtered out."), action=tr("Clear the filters")
        )
        self.none_left.acted.connect(self.filters.clear)
        self._rows.addWidget(self.view)
        self._rows.addWidget(self.none_left)
        below.addWidget(rows, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(table)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.examples)

    def show_nothing(self, title: str, sentence: str = "") -> None:
        """Say why there are no lines."""
        self.empty.set_words(title, sentence)
        self._stack.setCurrentWidget(self.empty)

    def show_start(self) -> None:
        """Say what can be asked."""
        self._stack.setCurrentWidget(self.examples)

    def show_lines(self) -> None:
        """Show the rows."""
        filtered = bool(self.model.lines) and not self.model.rowCount()
        self._rows.setCurrentWidget(self.none_left if filtered else self.view)
        self._stack.setCurrentIndex(0)
        if self.model.rowCount() and not self.view.currentIndex().isValid():
            self.select(0)

    def show_filters(self, *, shown: bool) -> None:
        """Show the row of filters, or put it away and filter nothing."""
        self.filters.setVisible(shown)
        if shown:
            self.filters.fields["left"].edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.filters.clear()
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def select(self, row: int) -> None:
        """Lead to a row."""
        index = self.model.index(row)
        self.view.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.view.scrollTo(index)

    def current(self) -> Line | None:
        """Give the line that the keyboard is on."""
        return self.model.line(self.view.currentIndex().row())

    def below_current(self) -> QPoint:
        """Give the place on the screen below the words of the line that the keyboard is on."""
        row = self.view.visualRect(self.view.currentIndex())
        left = self.columns.boxes(row.width(), row.height())["hit"].x()
        return self.view.viewport().mapToGlobal(row.bottomLeft() + QPoint(round(left), 0))

    def chosen(self) -> list[Line]:
        """Give the ticked lines; without any, the one that the keyboard is on."""
        here = self.current()
        return self.model.ticked_lines() or ([here] if here else [])

    def changeEvent(self, event: QEvent) -> None:
        """Turn the contexts round if the window is turned round."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        """Have the columns follow each other as most lines run, whichever way the window does."""
        asked = [line for row in range(_ASKED) if (line := self.model.line(row))]
        if asked:
            leftwards = 2 * sum(map(runs_leftwards, asked)) > len(asked)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.columns.set_against(against=leftwards is not mirrored)

    def _open(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.opened.emit(line)

    def _tick(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.model.tick([line], on=not self.model.is_ticked(line))

    def _tick_all(self) -> None:
        shown = self.model.shown()
        on = not all(map(self.model.is_ticked, shown))
        self.model.tick(shown, on=on)
