"""Words of the article, in its own type, on a few lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.text.shortening import shortened
from annotator.ui.look import (
    Wrapped,
    look,
    metrics,
    paint_text,
    reading_painter,
    serif,
    wrapped,
)
from annotator.ui.widgets.tooltip import set_tooltip

_LINE = 22
_MOST = 2_000
"""Characters that even the tooltip has: somebody may have tagged an article as a whole."""


class Quote(QWidget):
    """Show words in 15 px serif on up to ``lines`` lines of 22 px; the rest is in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self._text = text
        self._lines = lines
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text = shortened(text, _MOST)
        self.setAccessibleName(self._text)
        set_tooltip(self, self._text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels of the words broken to a width."""
        return _LINE * max(1, len(self._wrapped(width).lines))

    def sizeHint(self) -> QSize:
        """Give the size at the present width."""
        return QSize(200, self.heightForWidth(max(1, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        del event
        painter = reading_painter(self)
        for number, line in enumerate(self._wrapped(self.width()).lines):
            box = QRectF(0, number * _LINE, self.width(), _LINE)
            paint_text(painter, box, line, serif(metrics.TEXT_QUOTE), look().text)
        painter.end()

    def _wrapped(self, width: int) -> Wrapped:
        return wrapped(self._text, serif(metrics.TEXT_QUOTE), width, self._lines)
