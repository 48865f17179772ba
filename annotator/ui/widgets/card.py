"""The card that begins something: an icon, a title, a sentence, the keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    text_width,
    tint,
    wrapped,
)
from annotator.ui.widgets.key_cap import in_force, keys_width, paint_keys
from annotator.ui.widgets.painted_button import PaintedButton

_SQUARE = 40
_TEXT_AT = 72
_LINES, _LINE = 2, 16
"""How many lines a sentence may have in a narrow card, and how high one of them is."""


class Card(PaintedButton):
    """Begin something at a click, Space or Enter; 80 px high.

    Reached by keyboard it has the accent around it and behind its icon. Signals are those of
    QPushButton.
    """

    ring_outside = False

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._title = title
        self._sentence = sentence
        self._keys = keys
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{sentence}, {keys}" if keys else sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a card on the welcome page."""
        return QSize(440, metrics.CARD)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow card: the words are shortened."""
        return QSize(200, metrics.CARD)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the card."""
        theme = look()
        focused = self.keyboard_focus()
        fill = self.ground() or theme.base
        border, width = theme.line, metrics.HAIRLINE
        if focused:
            border, width = theme.accent, metrics.RING_WIDTH
        paint_box(painter, rect, metrics.RADIUS_MENU, fill=fill, border=border, width=width)
        square = QRectF(metrics.SPACE_EDGE, (rect.height() - _SQUARE) / 2, _SQUARE, _SQUARE)
        ground = theme.accent if focused else tint(theme.accent, theme.accent_row)
        paint_box(painter, square, metrics.RADIUS_MENU, fill=ground)
        inset = (_SQUARE - metrics.ICON_LARGE) / 2
        icon = square.adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, self._icon, icon, theme.on_accent if focused else theme.accent)
        self._paint_words(painter, rect)

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        theme = look()
        right = rect.right() - metrics.SPACE_EDGE
        room, middle = right - _TEXT_AT, rect.center().y()
        small, strong = sans(metrics.TEXT_SMALL), sans(metrics.TEXT_TITLE, STRONG)
        lines = wrapped(self._sentence, small, room, _LINES).lines
        line = 20 if len(lines) == 1 else _LINE
        above = middle - metrics.SPACE_SECTIONS + 1 - (len(lines) - 1) * (_LINE // 2)
        for number, words in enumerate(lines):
            place = QRectF(_TEXT_AT, above + 25 + number * line, room, line)
            paint_text(painter, place, words, small, theme.muted)
        caps = keys_width(in_force(self._keys)) + metrics.SPACE if self._keys else 0
        # The keys work unseen, too; what they begin has to be read.
        if caps and text_width(self._title, strong) + caps <= room:
            paint_keys(painter, right, above + 3, in_force(self._keys))
            room -= caps
        title = QRectF(_TEXT_AT, above, room, 24)
        paint_text(painter, title, self._title, strong, theme.text)
