"""What can be done with the ticked lines, below them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_ground
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text

_HEIGHT = 52


class TickedFoot(QWidget):
    """Counts what is ticked.

    Signals:
        wanted(verb, button): do something with what is ticked: ``tag``, ``relabel``, ``remove``,
            ``intended`` or ``none`` (let go of the ticks).
    """

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self.count = Text(weight=STRONG)
        self.about = Text(tr("One undo takes all of it back."), role="muted")
        self.buttons = {
            "none": PushButton(tr("Untick"), "ghost"),
            "intended": PushButton(tr("Intended"), keys="I"),
            "remove": PushButton(tr("Remove label"), keys="Del"),
            "relabel": PushButton(tr("Change label"), keys="C"),
            "tag": PushButton(tr("Tag as"), "primary", keys="T"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.SPACE_EDGE, 1, metrics.SPACE_EDGE, 0)
        row.setSpacing(metrics.SPACE)
        row.addWidget(self.count)
        row.addSpacing(metrics.SPACE_INSIDE)
        row.addWidget(self.about, 1)
        for verb, button in self.buttons.items():
            row.addWidget(button)
            button.clicked.connect(
                lambda _=False, verb=verb, button=button: self.wanted.emit(verb, button)
            )
        self.hide()

    def show_count(self, number: int, *, intended: bool, wide: bool) -> None:
        """Say how many are ticked; ``intended`` offers to say so of them."""
        self.count.setText(tr("{n} ticked", n=f"{number:,}"))
        self.buttons["intended"].setVisible(intended)
        self.about.setText(tr("One undo takes all of it back.") if wide else "")
        self.setVisible(number > 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        paint_ground(self, look().win, "above")
