"""A cell of a matrix: a fill that says how much, a number, and a word below it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from annotator.ui.look import (
    CENTRE,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.look.contrast import contrast, mixed
from annotator.ui.widgets.number_button import paint_dots
from annotator.ui.widgets.painted_button import PaintedButton

WIDTH = 88
HEIGHT = 40
_DARKEST = 0.92
_FOCUS = 2
_READABLE = 4.5
"""The least contrast of small text, WCAG 2.2, 1.4.3."""
_EXTREMES = (QColor("black"), QColor("white"))
_BETWEEN = 15  # pixels from the line of the number to that of the word


def heat(share: float) -> QColor:
    """Give the fill of a share from 0 (mild) to 1 (hard)."""
    kinds = look().kinds
    share = max(0.0, min(1.0, share))
    return mixed(kinds["agreed"].fill, kinds["value"].fill, share * _DARKEST)


def readable_on(fill: QColor) -> QColor:
    """Choose text or page colour, whichever stands out more; black or white where both are weak."""
    theme = look()
    best = max((theme.text, theme.base), key=lambda colour: contrast(colour, fill))
    if contrast(best, fill) >= _READABLE:
        return best
    return max(_EXTREMES, key=lambda colour: contrast(colour, fill))


class HeatCell(PaintedButton):
    """One cell; the whole of it is what one presses.

    ``share`` (0 to 1) decides the fill; None leaves it empty: outlined, as what is undefined or
    stands beside the scale. ``plain`` is the quiet ground of a head on the diagonal.
    """

    ring_outside = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = ""
        self.word = ""
        self.share: float | None = None
        self.plain = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size of a cell of the pairs' matrix."""
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return room for its number and its word."""
        number = text_width(self.number, self._number_font())
        word = text_width(self.word, sans(metrics.TEXT_CAPTION))
        return QSize(math.ceil(max(number, word)) + 2 * metrics.SPACE_INSIDE, HEIGHT)

    def _number_font(self) -> QFont:
        if self.plain:
            return sans(metrics.TEXT_SMALL)
        return sans(metrics.TEXT_BODY + 1, STRONG)

    def show_value(
        self, number: str, word: str, share: float | None, says: str, *, plain: bool = False
    ) -> None:
        """Show a number with a word below it; ``says`` is both in full."""
        self.number, self.word, self.share, self.plain = number, word, share, plain
        self.setAccessibleName(says)
        self.update()

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the fill, the two lines, and the frame of the focus."""
        theme = look()
        painter.setOpacity(1)
        fill: QColor | None = None
        colour = theme.text
        if self.share is not None:
            fill = heat(self.share)
            colour = readable_on(fill)
        elif self.plain:
            fill, colour = theme.win, theme.muted
        border = theme.line if fill is None or self.plain else theme.outline(theme.line2)
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        paint_box(painter, inner, metrics.RADIUS_FIELD, fill=fill, border=border)
        self._paint_words(painter, inner, colour)
        if self.keyboard_focus() or self.hovered():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.text, _FOCUS if self.keyboard_focus() else 1))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_words(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        small = sans(metrics.TEXT_CAPTION)
        theme = look()
        below = theme.muted if self.share is None else colour
        upper = QRectF(rect)
        if self.word:
            upper.translate(0, -_BETWEEN / 2)
            paint_text(painter, rect.translated(0, _BETWEEN / 2), self.word, small, below, CENTRE)
        font = self._number_font()
        paint_text(painter, upper.adjusted(4, 0, -4, 0), self.number, font, colour, CENTRE)
        # Of a head on the diagonal it is the count below that can be opened.
        words, used, at = (
            (self.word, small, rect.center().y() + _BETWEEN / 2)
            if self.plain
            else (self.number, font, upper.center().y())
        )
        if self.isEnabled() and words:
            width = min(text_width(words, used), rect.width() - 8)
            measured = QFontMetricsF(used)
            y = at + (measured.ascent() - measured.descent()) / 2 + 2.4
            dots = below if self.plain or self.share is None else colour
            start = QPointF(rect.center().x() - width / 2, y)
            paint_dots(painter, start.x(), start.y(), width, dots)
