"""What stands where nothing was asked yet: what the page is for, and queries to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.app.example_queries import ExampleQuery

START = (
    "Look for words in all articles",
    "Every place stands on a line here with what is around it. The question mark says how to ask.",
)


class Examples(QWidget):
    """Offers queries.

    Signals:
        chosen(query): look for this.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[PushButton] = []
        self._shown: Sequence[ExampleQuery] = ()
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setHorizontalSpacing(metrics.SPACE_EDGE)
        self._grid.setVerticalSpacing(metrics.SPACE)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*[metrics.SPACE_EDGE] * 4)
        column.addStretch(2)
        column.addWidget(EmptyState(tr(START[0]), tr(START[1]), icon="search"))
        column.addWidget(self._rows, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        # In a low window there is not room for all of it.
        area = scrolled(inside)
        FollowFocus(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def offer(self, examples: Sequence[ExampleQuery]) -> None:
        """Show some queries with what they find."""
        if examples == self._shown:
            return
        self._shown = examples
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons = []
        for row, (query, says) in enumerate(examples):
            button = PushButton(query)
            button.setAccessibleDescription(tr(says))
            button.clicked.connect(partial(self._on_clicked, query))
            self._grid.addWidget(button, row, 0)
            self._grid.addWidget(Text(tr(says), role="muted"), row, 1)
            self.buttons.append(button)

    def take_focus(self) -> None:
        """Lead to the first query."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk up and down."""
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        here = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), -1)
        if by and here >= 0 and 0 <= here + by < len(self.buttons):
            self.buttons[here + by].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, query: str, _checked: bool = False) -> None:
        self.chosen.emit(query)
