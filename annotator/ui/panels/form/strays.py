"""Values that the label does not ask for: of an older scheme, or of another program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.form.grid import GAP, name_width
from annotator.ui.panels.form.shown import shown
from annotator.ui.panels.form.subject import Subject
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.text import Text


def strays_of(subject: Subject) -> dict[str, Any]:
    """Give the values of one annotation that its label has no attribute for."""
    if subject.several:
        return {}
    known = {attribute.key for attribute in subject.attributes}
    return {key: value for key, value in subject.first.attributes.items() if key not in known}


class StrayValues(QWidget):
    """Shows such values by their keys; each can be taken away.

    Signals:
        removal_wanted(key): a value is to go.
    """

    removal_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._values: Mapping[str, Any] = {}
        self._locked = False
        self._shown: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        # Fields keep their words ten pixels inside.
        self._grid.setHorizontalSpacing(GAP + 10)
        self._grid.setColumnMinimumWidth(0, name_width())
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_values(self, values: Mapping[str, Any], *, locked: bool) -> bool:
        """Show other values; tell whether they are others."""
        if dict(values) == dict(self._values) and locked == self._locked:
            return False
        self._values, self._locked = values, locked
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        for row, (key, value) in enumerate(values.items()):
            name = Text(key, px=metrics.TEXT_SMALL, role="muted", lines=2)
            name.setFixedSize(name_width(), metrics.CONTROL)
            words = Text(shown(value), lines=3)
            words.setMinimumHeight(metrics.CONTROL)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
            self._shown += [name, words]
            if not locked:
                gone = IconButton("x", tr("Remove {name}", name=key), size=24)
                gone.clicked.connect(lambda _=False, one=key: self.removal_wanted.emit(one))
                self._grid.addWidget(gone, row, 2)
                self._shown.append(gone)
        self.setVisible(bool(values))
        return True
