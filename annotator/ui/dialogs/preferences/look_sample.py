"""Parts of the window as a theme shows them, below the settings that choose it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_box, smooth_painter
from annotator.ui.widgets.label_button import LabelButton
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

_LABELS = (("Source", "purple"), ("Location", "green"), ("Figure", "orange"))
_STATES = (("ok", "saved"), ("warn", "needs a look"), ("danger", "cannot be read"))


class LookSample(QWidget):
    """Shows buttons, labels and words; it is for looking only."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("A sample of the window"))
        labels = [
            LabelButton(tr(name), colour, str(number))
            for number, (name, colour) in enumerate(_LABELS, 1)
        ]
        labels[0].setChecked(True)
        tick = TickBox(tr("Whole words"))
        tick.setChecked(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(tr("Talks in the harbour"), weight=STRONG))
        words.addWidget(Text(tr("Nile Herald, 14 October"), px=metrics.TEXT_SMALL, role="muted"))
        states = [Text(tr(word), px=metrics.TEXT_SMALL, role=role) for role, word in _STATES]
        buttons = [PushButton(tr("Tag 2"), "primary"), PushButton(tr("Cancel"))]
        column = QVBoxLayout(self)
        column.setContentsMargins(*[metrics.SPACE_EDGE] * 4)
        column.setSpacing(metrics.SPACE_GROUPS)
        for row in (words, _row(labels), _row(states), _row([*buttons, tick])):
            column.addLayout(row)
        for part in (*labels, *buttons, tick):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        theme = look()
        painter = smooth_painter(self)
        rect = self.rect().toRectF()
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.base, border=theme.line)
        painter.end()


def _row(parts: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(metrics.SPACE)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
