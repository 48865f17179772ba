"""Opening the preferences, and doing at once what is chosen there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.ui.actions import Actions, key_table
from annotator.ui.memory import Memory
from annotator.ui.verbs.viewing import ViewingVerbs

if TYPE_CHECKING:
    from annotator.ui.dialogs.preferences.sheet import PreferencesSheet


class PreferenceVerbs(QObject):
    """The verb about the preferences.

    Args:
        told: is called when keys have changed, which parts of the window name.
    """

    def __init__(
        self, viewing: ViewingVerbs, memory: Memory, told: Callable[[], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._viewing = viewing
        self._memory = memory
        self._told = told
        self._window = window
        self._actions: Actions | None = None
        self.sheet: PreferencesSheet | None = None

    def use(self, actions: Actions) -> None:
        """Take the actions whose keys can be changed."""
        self._actions = actions

    def preferences(self) -> None:
        """Open the preferences."""
        from annotator.ui.dialogs.preferences.sheet import (  # noqa: PLC0415 - seldom opened
            PreferencesSheet,
        )

        if self.sheet is not None:
            return
        table = key_table(self._memory.settings.keys)
        sheet = self.sheet = PreferencesSheet(self._window, self._memory.settings, table)
        sheet.chosen.connect(self._on_chosen)
        sheet.keys_changed.connect(lambda: self._on_keys(sheet))
        sheet.popover.closed.connect(self._on_closed)
        sheet.open()

    def _on_chosen(self, setting: str, value: object) -> None:
        self._memory.change(lambda settings: replace(settings, **{setting: value}))  # type: ignore[arg-type]
        self._viewing.follow(self._memory.settings)
        if self.sheet is not None:
            self.sheet.show_settings(self._memory.settings)
            self.sheet.tell_unsaved(self._memory.unsaved)

    def _on_keys(self, sheet: PreferencesSheet) -> None:
        table = sheet.keys.table
        self._memory.change(lambda settings: replace(settings, keys=dict(table.changed)))
        sheet.tell_unsaved(self._memory.unsaved)
        if self._actions is not None:
            self._actions.use_keys(table)
        self._told()

    def _on_closed(self) -> None:
        self.sheet = None
