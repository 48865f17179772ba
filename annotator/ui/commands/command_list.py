"""A field to type in, and below it the commands that fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.commands.command import Command, Match, matching, under_heads
from annotator.ui.commands.command_delegate import ROW_ROLE, CommandDelegate
from annotator.ui.commands.query_line import QueryLine
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.telling import tell
from annotator.ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class CommandModel(QAbstractListModel):
    """The commands that fit; between groups a head (its text), or a line (an empty text)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Match | str] = []

    def show(self, matches: Sequence[Match], *, heads: bool, typed: bool = False) -> None:
        """Show other rows, below heads or parted by lines; ``typed``: they fit what one types."""
        self.beginResetModel()
        if heads:
            self.rows = under_heads(matches, typed=typed, best=tr("Best match"))
        else:
            self.rows = []
            group = matches[0].command.group if matches else ""
            for match in matches:
                if match.command.group != group:
                    group = match.command.group
                    self.rows.append("")
                self.rows.append(match)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and row == "":
            # A line without words parts groups that have no name.
            return tr("Separator")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else row.command.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only what can be done be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self.rows[index.row()]
        if isinstance(row, str) or row.command.reason:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class CommandList(QWidget):
    """Filters commands by what is typed; the arrow keys walk, Enter or a click chooses.

    Args:
        name: for screen readers.
        placeholder: stands in the empty field.
        query_px: size of what is typed.
        query_height: height of the field.
        row_height: height of a command.
        heads: whether groups have heads, or are parted by lines.
        cap: a key at the right of the field.
        nothing: what is said where nothing fits what is typed.
        sieve: takes the commands and what is typed; gives those to filter, and by which words.

    Signals:
        chosen(command): a command was chosen.
        typed(text): something else stands in the field.
    """

    chosen = Signal(object)
    typed = Signal(str)

    def __init__(
        self,
        name: str,
        placeholder: str,
        *,
        query_px: int = metrics.TEXT_BODY,
        query_height: int = 44,
        row_height: int = metrics.CONTROL,
        heads: bool = False,
        cap: str = "",
        nothing: str = "",
        sieve: Callable[[Sequence[Command], str], tuple[Sequence[Command], str]] | None = None,
    ) -> None:
        super().__init__()
        self._heads = heads
        self._sieve = sieve
        self._commands: Sequence[Command] = ()
        self.field = QueryLine(name, placeholder, px=query_px, height=query_height, cap=cap)
        self.field.changed.connect(self._on_changed)
        self.field.edit.installEventFilter(self)
        self.model = CommandModel(self)
        self.view = RowView(name)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CommandDelegate(row_height, self.view))
        self.view.setUniformItemSizes(False)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, metrics.SPACE_INSIDE)
        layout.setSpacing(metrics.SPACE_INSIDE)
        layout.addWidget(self.field)
        self.nothing = Text(nothing, px=metrics.TEXT_SMALL, role="muted", lines=2)
        # A widget, since a layout takes its margins also when all it holds is hidden.
        self._told = QWidget()
        told = QHBoxLayout(self._told)
        told.setContentsMargins(metrics.SPACE_EDGE, metrics.SPACE, metrics.SPACE_EDGE, 0)
        told.addWidget(self.nothing)
        layout.addWidget(self._told)
        layout.addWidget(self.view, 1)
        self._told.hide()
        self.setFocusProxy(self.field.edit)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Offer other commands, filtered by what is typed already."""
        self._commands = commands
        self._filter()

    def height_of_rows(self) -> int:
        """Give the height that all rows take, in pixels."""
        return sum(
            self.view.sizeHintForIndex(self.model.index(row)).height()
            for row in range(self.model.rowCount())
        )

    def natural_height(self) -> int:
        """Give the height of the field with all rows, in pixels."""
        return self.field.height() + self.height_of_rows() + 2 * metrics.SPACE_INSIDE + 1

    def choose_current(self) -> bool:
        """Choose the row that is selected; tell whether there is one."""
        row = self.view.currentIndex().row()
        found = self.model.rows[row] if 0 <= row < len(self.model.rows) else None
        if not isinstance(found, Match) or found.command.reason:
            return False
        self.chosen.emit(found.command)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that walk and choose act on the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.choose_current()
                return True
        return super().eventFilter(watched, event)

    def _on_changed(self, text: str) -> None:
        self._filter()
        self.typed.emit(text)

    def _filter(self) -> None:
        commands, query = self._commands, self.field.text()
        if self._sieve is not None:
            commands, query = self._sieve(commands, query)
        typed = bool(query.strip())
        self.model.show(matching(commands, query), heads=self._heads, typed=typed)
        self._told.setVisible(bool(self.nothing.text()) and typed and not self.model.rows)
        self._select_from(0, 1)
        if typed:
            self._tell()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.choose_current()

    def _step(self, steps: int) -> None:
        row = self.view.currentIndex().row() + steps
        row, onward = max(0, min(row, self.model.rowCount() - 1)), 1 if steps > 0 else -1
        # At the ends may stand what cannot be chosen: then the nearest before it is the last.
        if not self._select_from(row, onward):
            self._select_from(row, -onward)
        self._tell()

    def _tell(self) -> None:
        """Say which row would be chosen: the keyboard is in the field, so nobody else says it."""
        told = self.view.currentIndex().data() or self.nothing.text()
        tell(self.field.edit, told)

    def _select_from(self, row: int, step: int) -> bool:
        """Select the first row from here that can be chosen; tell whether there is one."""
        while 0 <= row < self.model.rowCount():
            index = self.model.index(row)
            if self.model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self.view.setCurrentIndex(index)
                self.view.scrollTo(index)
                return True
            row += step
        return False
