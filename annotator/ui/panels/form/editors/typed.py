"""What editors share in which one types: a field, what it says, what is wrong with it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.problems import AttributeProblem
from annotator.ui.i18n import tr
from annotator.ui.panels.form.editor import Editor, Save
from annotator.ui.panels.form.subject import MIXED, Shown
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.growing_field import GrowingField

if TYPE_CHECKING:
    from annotator.model.attributes import Attribute


_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class TypedEditor(Editor):
    """A field whose words stand for a value: a subclass says how.

    An error stands below the field; what is wrong is kept to be mended. If the value changes
    elsewhere while one types, what is typed stays and this is said: Enter keeps it, Esc takes the
    other one.
    """

    field: Field | GrowingField

    def __init__(
        self, attribute: Attribute, save: Save, field: Field | GrowingField | None = None
    ) -> None:
        super().__init__(attribute.key, attribute.name, save)
        self.attribute: Any = attribute
        self._value: Shown = None
        self._written = ""
        self._elsewhere = False
        """Whether the value has changed since one began to type."""
        made = field or Field(attribute.name, tr("Add"), quiet=True)
        self.field = made
        made.edit.setToolTip(attribute.description)
        made.edited.connect(self._on_edited)
        self.watch(made.edit)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(made, 1)

    @abstractmethod
    def read(self, text: str) -> Shown:
        """Read a value from what was typed.

        Raises:
            AttributeProblem: it cannot be read, or does not fit.
        """

    @abstractmethod
    def written(self, value: Shown) -> str:
        """Write a value as it can be read again."""

    def emptied(self) -> Shown:
        """Give the value of an empty field."""
        return None

    def stop(self) -> QWidget:
        """Give the line edit."""
        return self.field.edit

    def enter(self) -> None:
        """Take the keyboard, with all that stands there selected."""
        super().enter()
        self.field.edit.selectAll()

    def show_value(self, value: Shown) -> None:
        """Show a value; several that differ are called mixed."""
        self._value = value
        self._elsewhere = False
        self._say("")
        mixed = value is MIXED
        self._written = "" if value is None or mixed else self.written(value)
        self._hint(tr("mixed") if mixed else tr("Add"))
        if self.field.text() != self._written:
            self.field.set_text(self._written)

    def follow(self, value: Shown) -> None:
        """Show what became of the value, unless something else is being typed."""
        if not self.is_dirty():
            self.show_value(value)
        elif value != self._value:
            self._value = value
            self._elsewhere = True
            words = tr("mixed") if value is MIXED else self.written(value) if value else tr("none")
            self._say(tr("Now {value} elsewhere. Esc takes it.", value=words))

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.field.text() != self._written

    def flush(self) -> bool:
        """Save what was typed, if it can be read."""
        if not self.is_dirty():
            return True
        text = self.field.text().strip()
        try:
            value = self.read(text) if text else self.emptied()
        except AttributeProblem as problem:
            self._say(self._reason(problem))
            return False
        if value == self._value and type(value) is type(self._value):
            self.show_value(value)
            return True
        before = self._value, self._written
        # At once: what is announced meanwhile must not find it unsaved.
        self._value, self._written = value, self.field.text()
        if not self.save(self.key, value):
            self._value, self._written = before
            self._say(tr("Not saved."))
            return False
        self.show_value(value)
        return True

    def unsaved(self) -> str:
        """Give what was typed and is not saved."""
        return self.field.text().strip() if self.is_dirty() else ""

    def give_up(self) -> bool:
        """Save, or go back to what is saved if what was typed cannot be."""
        if self._elsewhere or not self.flush():
            self.show_value(self._value)
            return False
        return True

    def set_locked(self, *, locked: bool) -> None:
        """Let words be read and copied, but not changed."""
        self.field.edit.setReadOnly(locked)
        if locked and self._value is None:
            self._hint("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Select all that stands in the field when Tab leads there, as Enter does."""
        handled = super().eventFilter(watched, event)
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_TAB:
            self.field.edit.selectAll()
        return handled

    def pressed(self, event: QKeyEvent) -> bool:
        """Let the list of what was written before have its keys first."""
        if self.offers is not None and self.offers.pressed(self, event):
            return True
        return super().pressed(event)

    def left(self) -> None:
        """Save what was typed, and put away what was offered."""
        if self.offers is not None:
            self.offers.close()
        super().left()

    def take_value(self, value: Shown) -> None:
        """Save a value that was used before."""
        before, self._value = self._value, value
        if value != before and not self.save(self.key, value):
            self._value = before
            self._say(tr("Not saved."))
            return
        self.show_value(value)
        self.field.edit.selectAll()

    def take(self, text: str) -> None:
        """Put words into the field as if they had been typed."""
        self.field.set_text(text)
        self._say("")

    def _hint(self, text: str) -> None:
        if isinstance(self.field, GrowingField):
            self.field.set_placeholder(text)
        else:
            self.field.edit.setPlaceholderText(text)

    def _say(self, error: str) -> None:
        self.field.set_error(error)
        self.resized.emit()

    def _reason(self, problem: AttributeProblem) -> str:
        words = str(problem).removeprefix(f"{self.name}: ").removesuffix(".")
        return words[:1].upper() + words[1:]

    def _on_edited(self, text: str) -> None:
        if not self._elsewhere:
            self._say("")
        if self.offers is not None:
            self.offers.show_for(self, text)
