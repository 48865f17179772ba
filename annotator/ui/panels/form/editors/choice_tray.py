"""A choice of a few short values: all of them in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics, sans, text_width
from annotator.ui.panels.form.editor import Editor, Save
from annotator.ui.panels.form.subject import MIXED, Shown
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tray import Tray, TrayValue

if TYPE_CHECKING:
    from annotator.model.attributes import Choice, ChoiceAttribute

SIGNS: Final = {
    "exact": "=",
    "about": "~",
    "at-least": "≥",
    "at-most": "≤",
    "between": "–",
    "vague": "…",
}
"""How roughly a figure is meant, in signs."""
_SIGN_WIDTH = 28
_MOST = 5
_ROOM = 212
"""Pixels that a form of the usual width has for values."""
_AIR = 20


def fits_tray(attribute: ChoiceAttribute) -> bool:
    """Tell whether all values of a choice have room beside each other."""
    if all(one.key in SIGNS for one in attribute.choices):
        return True
    if len(attribute.choices) > _MOST:
        return False
    font = sans(metrics.TEXT_SMALL, STRONG)
    return sum(text_width(one.name, font) + _AIR for one in attribute.choices) <= _ROOM


class ChoiceTrayEditor(Editor):
    """Shows all values of a choice; what the arrow keys choose is saved when it is left."""

    def __init__(self, attribute: ChoiceAttribute, save: Save, *, none: bool = True) -> None:
        super().__init__(attribute.key, attribute.name, save)
        self._choices: list[Choice] = list(attribute.choices)
        self._value: Shown = None
        self._let_go = False
        """Whether none is to be chosen, of values that are mixed or unknown."""
        signs = all(one.key in SIGNS for one in self._choices)
        self.tray = Tray(
            [TrayValue(SIGNS[one.key] if signs else one.name, one.name) for one in self._choices],
            attribute.name,
            none=none,
            part_width=_SIGN_WIDTH if signs else 0,
        )
        self.tray.setToolTip(attribute.description)
        self.tray.picked.connect(self._on_picked)
        self._word = Text(px=metrics.TEXT_SMALL, role="muted")
        self._said = ""
        self._signs = signs
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(metrics.SPACE)
        row.addWidget(self.tray)
        row.addWidget(self._word, 1)
        self.watch(self.tray)

    def show_value(self, value: Shown) -> None:
        """Choose the value; one that the list does not have is written beside it."""
        self._value = value
        self._let_go = False
        keys = [one.key for one in self._choices]
        at = keys.index(value) if value in keys else -1
        hint = tr("mixed") if value is MIXED else "" if value is None else str(value)
        self.tray.set_current(at, hint if at < 0 else "")
        self._say(hint if at < 0 else "")

    def follow(self, value: Shown) -> None:
        """Show what became of the value, unless another one is being chosen."""
        if self._chosen() == self._value or value == self._value:
            self.show_value(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the word beside the tray away where it has no room."""
        super().resizeEvent(event)
        self._fit_word()

    def flush(self) -> bool:
        """Save what is chosen."""
        chosen = self._chosen()
        if chosen == self._value:
            return True
        before, self._value = self._value, chosen
        if self.save(self.key, chosen):
            return True
        self.show_value(before)
        return False

    def set_locked(self, *, locked: bool) -> None:
        """Only show."""
        self.tray.set_locked(locked=locked)

    def stop(self) -> QWidget:
        """Give the tray."""
        return self.tray

    def _chosen(self) -> Shown:
        at = self.tray.current()
        if at >= 0:
            return self._choices[at].key
        return None if self._let_go else self._value

    def _on_picked(self, at: int) -> None:
        self._let_go = at < 0
        self._say("")
        if not self.tray.hasFocus():
            # By mouse; with the arrow keys one is still on the way.
            self.flush()

    def _say(self, beside: str) -> None:
        at = self.tray.current()
        named = self._choices[at].name if at >= 0 and self._signs else ""
        self._said = beside or named
        self._fit_word()

    def _fit_word(self) -> None:
        room = self.width() - self.tray.sizeHint().width() - metrics.SPACE
        fits = text_width(self._said, sans(metrics.TEXT_SMALL)) <= room
        self._word.setText(self._said if fits else "")
