"""Yes or no, or not said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.form.editor import Editor, Save
from annotator.ui.panels.form.subject import MIXED, Shown
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from annotator.model.attributes import FlagAttribute


class FlagEditor(Editor):
    """A tick box with what it means in words; Del takes the value away."""

    def __init__(self, attribute: FlagAttribute, save: Save) -> None:
        super().__init__(attribute.key, attribute.name, save)
        self._value: Shown = None
        self.box = TickBox(name=attribute.name)
        self.box.setToolTip(attribute.description)
        self.box.clicked.connect(self._on_clicked)
        self._word = Text(px=metrics.TEXT_BODY)
        row = QHBoxLayout(self)
        set_margins(row, 10, 4, 0, 4, within=self)
        row.setSpacing(metrics.SPACE)
        row.addWidget(self.box)
        row.addWidget(self._word, 1)
        self.watch(self.box)

    def show_value(self, value: Shown) -> None:
        """Tick the box or not; where nothing is said, the words say so."""
        self._value = value
        states = {True: Qt.CheckState.Checked, MIXED: Qt.CheckState.PartiallyChecked}
        # Ticking it by hand must not lead back to “mixed”.
        self.box.setTristate(False)
        known = value is MIXED or isinstance(value, bool)
        self.box.setCheckState(
            states.get(value, Qt.CheckState.Unchecked) if known else Qt.CheckState.Unchecked
        )
        words = {True: tr("yes"), False: tr("no"), None: tr("not said"), MIXED: tr("mixed")}
        said = words[value] if known or value is None else str(value)
        self._word.setText(said)
        self._word.set_role("muted" if value is None or value is MIXED else "text")
        self.box.setAccessibleDescription(said)

    def stop(self) -> QWidget:
        """Give the box."""
        return self.box

    def pressed(self, event: QKeyEvent) -> bool:
        """Take the value away at Del."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._save(None)
            return True
        return super().pressed(event)

    def _on_clicked(self) -> None:
        self._save(self._value is not True)

    def _save(self, value: Shown) -> None:
        before = self._value
        if value == before and type(value) is type(before):
            return
        self.show_value(value)
        if not self.save(self.key, value):
            self.show_value(before)
