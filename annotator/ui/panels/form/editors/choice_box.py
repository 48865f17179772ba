"""A choice of many values: a field that filters them, a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from annotator.problems import AttributeProblem
from annotator.ui.commands.command import Command, matching
from annotator.ui.commands.drop_list import DropList
from annotator.ui.i18n import tr
from annotator.ui.panels.form.editor import Save
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.subject import Shown
from annotator.ui.widgets.field import Field

if TYPE_CHECKING:
    from annotator.model.attributes import ChoiceAttribute

_DIGITS = tuple("123456789")
_OPENING = (Qt.Key.Key_Down, Qt.Key.Key_F4)


class ChoiceBoxEditor(TypedEditor):
    """Chooses by its digit, by some letters of it, or from the list that Down or a click opens."""

    def __init__(self, attribute: ChoiceAttribute, save: Save) -> None:
        field = Field(attribute.name, tr("Add"), quiet=True, trailing="down")
        super().__init__(attribute, save, field)
        self._choices = list(attribute.choices)
        self._list = DropList(attribute.name, self)

    def read(self, text: str) -> Shown:
        """Take the value of this name, or the one that the list shows first."""
        names = {one.name.casefold(): one.key for one in self._choices}
        names |= {one.key.casefold(): one.key for one in self._choices}
        if (exact := names.get(text.casefold())) is not None:
            return exact
        found = matching(self._commands(), text)
        if not found:
            raise AttributeProblem(tr("not one of the list"))
        return names[found[0].command.text.casefold()]

    def written(self, value: Shown) -> str:
        """Give the name of a value."""
        return next((one.name for one in self._choices if one.key == value), str(value))

    def pressed(self, event: QKeyEvent) -> bool:
        """Choose by digit while nothing is typed; let the list have its keys."""
        if self.field.edit.isReadOnly():
            return super().pressed(event)
        if self._list.pressed(event):
            return True
        digit, plain = event.text(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and digit in _DIGITS and not self.is_dirty():
            if int(digit) <= len(self._choices):
                self._choose(self._choices[int(digit) - 1].name)
            return True
        if event.key() in _OPENING and not self._list.is_open:
            self._open("")
            return True
        return super().pressed(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list at a click."""
        clicked = isinstance(event, QMouseEvent) and event.type() == (
            QEvent.Type.MouseButtonRelease
        )
        if clicked and watched is self.field.edit and not self.field.edit.isReadOnly():
            self._open("")
        return super().eventFilter(watched, event)

    def left(self) -> None:
        """Put the list away."""
        self._list.close()
        super().left()

    def _on_edited(self, text: str) -> None:
        super()._on_edited(text)
        self._open(text)

    def _open(self, query: str) -> None:
        self._list.open(self.field, matching(self._commands(), query), first=bool(query))

    def _commands(self) -> list[Command]:
        value = self._value
        return [
            Command(
                one.name,
                lambda name=one.name: self._choose(name),  # type: ignore[misc]
                icon="check" if one.key == value else "",
                keys=str(number) if number <= 9 else "",
            )
            for number, one in enumerate(self._choices, 1)
        ]

    def _choose(self, name: str) -> None:
        self._list.close()
        self.take(name)
        self.flush()
        self.field.edit.selectAll()
