"""A button of words with an arrow behind them: it opens a menu."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    REGULAR,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.widgets.painted_button import PaintedButton

_PADDING = 8
_ARROW_GAP = 6
_WIDEST = 320


class DropButton(PaintedButton):
    """Name what is chosen and open a menu at a click; signals are those of QPushButton.

    ``px``, ``weight`` and ``role`` are those of the words.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        px: int = metrics.TEXT_BODY,
        weight: int = REGULAR,
        role: str = "text",
    ) -> None:
        super().__init__(parent)
        self._px = px
        self._weight = weight
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def sizeHint(self) -> QSize:
        """Return room for the words and the arrow."""
        words = min(_WIDEST, text_width(self.text(), sans(self._px, self._weight)))
        width = words + 2 * _PADDING + _ARROW_GAP + metrics.ICON
        return QSize(round(width + 0.5), metrics.ICON_BUTTON)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the words and the arrow."""
        theme = look()
        if (fill := self.ground()) is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill)
        words = rect.adjusted(_PADDING, 0, -_PADDING - _ARROW_GAP - metrics.ICON, 0)
        font = sans(self._px, self._weight)
        width = paint_text(painter, words, self.text(), font, theme.colour(self._role))
        top = rect.center().y() - metrics.ICON / 2
        arrow = QRectF(words.x() + width + _ARROW_GAP, top, metrics.ICON, metrics.ICON)
        paint_icon(painter, "down", arrow, theme.muted)
