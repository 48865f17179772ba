"""The page of keys: all actions with the keys that do them; Enter asks for others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.commands.command import Command, Match
from annotator.ui.commands.command_list import CommandList
from annotator.ui.commands.key_table import Bound, KeyTable, caps
from annotator.ui.dialogs.preferences.key_catcher import KeySheet
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_line, reading_painter
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text


class KeysPage(QWidget):
    """Lists actions, and changes their keys.

    Signals:
        changed(): the table has other keys.
    """

    changed = Signal()

    def __init__(self, table: KeyTable) -> None:
        super().__init__()
        self.table = table
        self.list = CommandList(
            tr("Actions and their keys"),
            tr("Find an action"),
            row_height=metrics.CONTROL,
            heads=True,
            nothing=tr("No action is called that."),
        )
        self.list.chosen.connect(lambda command: command.run())
        self._told = Text(px=metrics.TEXT_SMALL, role="muted")
        self.all_usual = PushButton(tr("Usual keys for all"), "link")
        self.all_usual.clicked.connect(self._on_all_usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(_Foot(self._told, self.all_usual))
        self.setFocusProxy(self.list.field.edit)
        self.refresh()

    def refresh(self) -> None:
        """Show the keys as they are."""
        self.list.set_commands([self._command(action) for action in self.table.actions()])
        changed = len(self.table.changed)
        self._told.setText(
            tr("{n} changed", n=changed) if changed else tr("Enter changes the keys of an action.")
        )
        self.all_usual.setVisible(bool(changed))

    def found(self) -> int:
        """Count the actions that fit what is looked for."""
        return sum(isinstance(row, Match) for row in self.list.model.rows)

    def ask(self, action: Bound) -> KeySheet:
        """Ask for the keys of an action."""
        sheet = KeySheet(self.window(), self.table, action)
        sheet.given.connect(partial(self._on_given, action.name))
        sheet.open()
        return sheet

    def _command(self, action: Bound) -> Command:
        return Command(
            action.text,
            partial(self.ask, action),
            keys=caps(action.keys[0]) if action.keys else "",
            group=action.group,
            section=tr("Actions"),
            aside="" if self.table.is_usual(action.name) else tr("changed"),
        )

    def _on_given(self, action: str, keys: tuple[str, ...] | None) -> None:
        if keys is None:
            self.table.give_usual(action)
        else:
            self.table.give(action, keys)
        self.refresh()
        self.changed.emit()

    def _on_all_usual(self) -> None:
        self.table.changed.clear()
        self.refresh()
        self.changed.emit()


class _Foot(QWidget):
    """What stands below the list, parted from it by a line."""

    def __init__(self, told: QWidget, button: QWidget) -> None:
        super().__init__()
        self.setFixedHeight(metrics.TALL_ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.SPACE_EDGE, 1, metrics.SPACE_EDGE, 0)
        row.addWidget(told, 1)
        row.addWidget(button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line above."""
        painter = reading_painter(self)
        paint_line(painter, 0, 0, self.width(), look().line)
        painter.end()
