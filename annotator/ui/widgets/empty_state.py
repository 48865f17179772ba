"""What stands where there is nothing yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.look import (
    STRONG,
    label_colours,
    look,
    metrics,
    paint_icon,
    paint_lane,
    reading_painter,
)
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text

_LINE_LENGTH = 40
_LINE_PITCH = 6
_ICON = 24


class EmptyState(QWidget):
    """Say in a title and a sentence why there is nothing, and what to do; centred.

    Above them stands an ``icon``, or a line for each of ``labels``: pairs of colour and pattern as
    a scheme stores them. ``action`` puts a button below, ``keys`` what does the same on it.

    Signals:
        acted(): the button was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        title: str,
        sentence: str = "",
        parent: QWidget | None = None,
        *,
        icon: str = "",
        labels: Sequence[tuple[str, str]] = (),
        action: str = "",
        keys: str = "",
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[metrics.SPACE_EDGE] * 4)
        layout.setSpacing(2)
        layout.addStretch(1)
        if icon or labels:
            layout.addWidget(_Picture(icon, labels), 0, centre)
            layout.addSpacing(metrics.SPACE_GROUPS)
        self._title = Text(weight=STRONG, align=centre, lines=2)
        self._sentence = Text(px=metrics.TEXT_SMALL, role="muted", align=centre, lines=4)
        layout.addWidget(self._title)
        layout.addWidget(self._sentence)
        if action:
            button = PushButton(action, keys=keys)
            button.clicked.connect(self.acted)
            self.setFocusProxy(button)
            layout.addSpacing(metrics.SPACE_GROUPS)
            layout.addWidget(button, 0, centre)
        layout.addStretch(1)
        self.set_words(title, sentence)

    def set_words(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)


class _Picture(QWidget):
    """The icon, or the lines, above the title."""

    def __init__(self, icon: str, labels: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._icon = icon
        self._labels = list(labels)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        if self._icon:
            return QSize(_ICON, _ICON)
        return QSize(_LINE_LENGTH, _LINE_PITCH * len(self._labels))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = reading_painter(self)
        if self._icon:
            paint_icon(painter, self._icon, QRectF(0, 0, _ICON, _ICON), look().faint)
        else:
            for index, (colour, pattern) in enumerate(self._labels):
                lane = QRectF(0, index * _LINE_PITCH, _LINE_LENGTH, metrics.LANE)
                paint_lane(painter, lane, label_colours(colour).line, pattern)
        painter.end()
