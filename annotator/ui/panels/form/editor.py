"""What all editors of the form share: showing a value, taking another, keeping what is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.panels.form.subject import Shown

Save = Callable[[str, Shown], bool]
"""Saves a value (None removes it) under a key; tells whether that was possible."""


class Offering(Protocol):
    """Offers what was written in a field before."""

    def show_for(self, editor: Editor, text: str) -> None:
        """Offer what fits what stands in the field."""

    def pressed(self, editor: Editor, event: QKeyEvent) -> bool:
        """Answer a key; tell whether it was one of the offer's."""

    def close(self) -> None:
        """Put the offer away."""


_BORROWED = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""A menu, or another program, only borrows the keyboard."""
_EDITING = (
    Qt.Key.Key_A,
    Qt.Key.Key_C,
    Qt.Key.Key_V,
    Qt.Key.Key_X,
    Qt.Key.Key_Y,
    Qt.Key.Key_Z,
)
"""What one expects of Ctrl with a letter while one types."""
_HELD = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Editor(QWidget):
    """Shows one value of the selected annotations and takes another one.

    What is typed or chosen is saved by `flush`, which every editor calls when it is left.

    Args:
        key: under which the value is saved.
        name: how people call it.
        save: saves a value.

    Signals:
        stepped(): Enter: what was typed is saved, the next field is wanted.
        escaped(): Esc: what was typed is saved, the text is wanted.
        resized(): it needs more or less height.
    """

    stepped = Signal()
    escaped = Signal()
    resized = Signal()
    ends = False
    """Whether Enter leads back to the text, for all is said with this value."""

    def __init__(self, key: str, name: str, save: Save) -> None:
        super().__init__()
        self.key = key
        self.name = name
        self.save = save
        self.offers: Offering | None = None
        """What was written under this key before, if somebody knows."""

    def show_value(self, value: Shown) -> None:
        """Show the value of other annotations; what stood there is forgotten."""
        raise NotImplementedError

    def follow(self, value: Shown) -> None:
        """Show what became of the value; what is being typed stays."""
        self.show_value(value)

    def flush(self) -> bool:
        """Save what was typed; tell whether nothing is left to save."""
        return True

    def unsaved(self) -> str:
        """Give what was typed and could not be saved; “” if there is nothing."""
        return ""

    def discard(self) -> None:
        """Forget what was typed."""
        self.show_value(None)

    def set_locked(self, *, locked: bool) -> None:
        """Only show, or take values too."""
        self.setEnabled(not locked)

    def stop(self) -> QWidget:
        """Give the part that takes the keyboard."""
        return self

    def enter(self) -> None:
        """Take the keyboard."""
        self.stop().setFocus(Qt.FocusReason.TabFocusReason)

    def watch(self, part: QWidget) -> None:
        """Have Enter and Esc in a part mean the same as everywhere in the form."""
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the keys of the form while a part has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_ours(event):
                event.accept()
                return True
            if _is_the_windows(event) or (_turns(event) and not self.unsaved()):
                # Where nothing is typed, undo means the last step.
                event.ignore()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.pressed(event)
        elif (
            isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _BORROWED
        ):
            self.left()
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        """Tell whether a key is meant for the field, and is no shortcut of the window."""
        plain = event.modifiers() & _HELD in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        return event.key() == Qt.Key.Key_Escape or (plain and event.text().isprintable())

    def pressed(self, event: QKeyEvent) -> bool:
        """Answer a key; tell whether it was one of ours."""
        held = event.modifiers() & _HELD
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.flush():
                self.stepped.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self.give_up():
                self.escaped.emit()
            return True
        return False

    def left(self) -> None:
        """Save what was typed: the keyboard has gone elsewhere."""
        self.flush()

    def give_up(self) -> bool:
        """Save before the form is left by Esc; tell whether it can be left."""
        return self.flush()


def _turns(event: QKeyEvent) -> bool:
    """Tell whether a key undoes or redoes."""
    standard = QKeySequence.StandardKey
    return event.matches(standard.Undo) or event.matches(standard.Redo)


def _is_the_windows(event: QKeyEvent) -> bool:
    """Tell whether a key with Ctrl is one of the window's: line edits have more than people know.

    On some systems Ctrl+D deletes a letter and Ctrl+U a line.
    """
    control = event.modifiers() & _HELD == Qt.KeyboardModifier.ControlModifier
    letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    return control and letter and event.key() not in _EDITING
