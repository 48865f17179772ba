"""A field that offers what was typed before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.commands.command import Command, Match
from annotator.ui.commands.drop_list import DropList
from annotator.ui.i18n import tr
from annotator.ui.widgets.field import Field

_MOST = 20


class SuggestingField(Field):
    """Offers, below what is typed, values that hold it; Enter takes the chosen one."""

    def __init__(
        self, name: str, placeholder: str, values: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, placeholder, parent)
        self._values = values
        self._drop = DropList(tr("{field} used before", field=name), self)
        self.edited.connect(self._on_edited)
        self.left.connect(self._drop.close)

    def offer(self, values: Sequence[str]) -> None:
        """Offer these from now on."""
        self._values = values
        if self.edit.hasFocus() and self.edit.isModified():
            self._on_edited(self.edit.text())

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Let the list have its keys."""
        return self._drop.pressed(event) or super().key_pressed(event)

    def _on_edited(self, text: str) -> None:
        said = text.strip().casefold()
        found = [one for one in self._values if said in one.casefold() and one != text.strip()]
        found.sort(key=lambda one: not one.casefold().startswith(said))
        rows = [Match(Command(one, partial(self._take, one))) for one in found[:_MOST]]
        self._drop.open(self, rows if said else [])

    def _take(self, value: str) -> None:
        self.set_text(value)
        self.edit.setFocus()
