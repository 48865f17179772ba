"""A list below a field, from which one may choose while one goes on typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.commands.command import Command, Match
from annotator.ui.commands.command_delegate import CommandDelegate
from annotator.ui.commands.command_list import CommandModel
from annotator.ui.look import metrics
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.telling import tell

_NARROWEST = 200
_MOST_ROWS = 8
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_ROWS,
    Qt.Key.Key_PageUp: -_MOST_ROWS,
}


class DropList(QObject):
    """Shows commands below a field, which keeps the keyboard and hands its keys on to `pressed`.

    Until one walks into the list nothing of it is chosen, unless the first row is (``first``).
    """

    def __init__(self, name: str, owner: QWidget) -> None:
        super().__init__(owner)
        self._name = name
        self._owner = owner
        self._popover: Popover | None = None
        self.model = CommandModel(self)
        self._view: RowView | None = None
        self._first = False

    @property
    def is_open(self) -> bool:
        """Tell whether it is to be seen."""
        return self._popover is not None and self._popover.isVisible()

    def open(self, field: QWidget, matches: Sequence[Match], *, first: bool = False) -> None:
        """Show rows below a field; without any, close."""
        if not matches or not field.isVisible():
            self.close()
            return
        view = self._made()
        self.model.show(matches, heads=False)
        self._first = first
        view.setCurrentIndex(self.model.index(0) if first else QModelIndex())
        view.scrollToTop()
        rows = min(_MOST_ROWS, self.model.rowCount())
        view.setFixedHeight(rows * metrics.CONTROL)
        content = view.parentWidget()
        assert content is not None
        content.setFixedWidth(max(_NARROWEST, field.width()))
        popover = self._popover
        assert popover is not None
        anchor = QRect(field.mapTo(self._owner.window(), QPoint(0, 0)), field.size())
        popover.open_at(anchor, gap=metrics.SPACE_INSIDE, focus=field.focusProxy() or field)

    def close(self) -> None:
        """Put it away."""
        if self._popover is not None:
            self._popover.hide()

    def pressed(self, event: QKeyEvent) -> bool:
        """Walk, choose or put away by a key; tell whether it was one of the list's."""
        if not self.is_open:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(_STEPS[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            return self._choose()
        if key == Qt.Key.Key_Tab and not event.modifiers():
            # What is lit is taken, and Tab leads on.
            self._choose()
        return False

    def current(self) -> Command | None:
        """Give the row that is chosen."""
        row = self._view.currentIndex().row() if self._view is not None else -1
        found = self.model.rows[row] if 0 <= row < len(self.model.rows) else None
        return found.command if isinstance(found, Match) else None

    def _choose(self) -> bool:
        command = self.current()
        if command is None:
            self.close()
            return False
        self.close()
        command.run()
        return True

    def _step(self, steps: int) -> None:
        view = self._view
        assert view is not None
        count = self.model.rowCount()
        row = view.currentIndex().row()
        if row < 0 and steps < 0:
            return
        row += steps
        if row < 0 and not self._first:
            # Above the list is the field.
            view.setCurrentIndex(QModelIndex())
            return
        index = self.model.index(max(0, min(row, count - 1)))
        while index.row() + 1 < count and isinstance(self.model.rows[index.row()], str):
            index = self.model.index(index.row() + (1 if steps > 0 else -1))
        view.setCurrentIndex(index)
        view.scrollTo(index)
        # The keyboard stays in the field, so nobody else says it.
        tell(view, index.data())

    def _made(self) -> RowView:
        """Give the list; its popover belongs to the window, which is known only now."""
        if self._view is None:
            content = QWidget()
            column = QVBoxLayout(content)
            column.setContentsMargins(0, metrics.SPACE_INSIDE, 0, metrics.SPACE_INSIDE)
            view = RowView(self._name)
            view.setModel(self.model)
            # A list that outlives its model complains.
            self.model.setParent(view)
            view.setItemDelegate(CommandDelegate(metrics.CONTROL, view))
            view.setUniformItemSizes(False)
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            view.clicked.connect(self._on_clicked)
            column.addWidget(view)
            window = self._owner.window()
            self._popover = Popover(content, window, self._name, radius=metrics.RADIUS_MENU)
            # It lies on the window, and the field may stand on a sheet that goes before that.
            self._owner.destroyed.connect(self._popover.deleteLater)
            self._view = view
        return self._view

    def _on_clicked(self, index: QModelIndex) -> None:
        assert self._view is not None
        self._view.setCurrentIndex(index)
        self._choose()
