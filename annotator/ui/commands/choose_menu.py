"""The menu at a selection: choose its label, the last used one first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.commands.command import Command
from annotator.ui.commands.command_list import CommandList
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.popover import Popover

_WIDTH = 288
_MOST_ROWS = 12


class ChooseMenu(QObject):
    """Opens at a selection; letters filter, digits choose at once, Esc leaves no trace.

    Args:
        window: it opens within it.
        prompt: what is typed into it; a label, if nothing else is said.
        name: what it is called.

    Signals:
        left(): it was closed without a choice.
    """

    left = Signal()

    def __init__(self, window: QWidget, prompt: str = "", name: str = "") -> None:
        super().__init__(window)
        self._commands: Sequence[Command] = ()
        self.list = CommandList(prompt or tr("Type a label"), prompt or tr("Type a label"))
        self.list.setFixedWidth(_WIDTH)
        self.list.chosen.connect(self._on_chosen)
        self.list.field.edit.installEventFilter(self)
        title = name or tr("Choose a label")
        self.popover = Popover(self.list, window, title, radius=metrics.RADIUS_MENU)
        self.popover.dismissed.connect(self.left)

    def open(self, anchor: QRect, commands: Sequence[Command]) -> None:
        """Open below a rectangle of the window's pixels."""
        self._commands = commands
        self.list.field.set_text("")
        self.list.set_commands(commands)
        most = _MOST_ROWS * metrics.CONTROL
        self.list.setFixedHeight(min(self.list.natural_height(), most))
        self.popover.open_at(anchor, focus=self.list.field.edit)

    def close(self) -> None:
        """Close without a word."""
        self.popover.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take digits and Alt keys for the command that bears them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            pressed = ("Alt " if alt else "") + (
                chr(event.key()) if alt and event.key() < 0x80 else event.text()
            )
            for command in self._commands:
                if command.keys and command.keys == pressed:
                    self._on_chosen(command)
                    return True
        return super().eventFilter(watched, event)

    def _on_chosen(self, command: Command) -> None:
        self.popover.hide()
        command.run()
