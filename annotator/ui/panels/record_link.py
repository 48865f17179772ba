"""A row of a record that leads to another annotation: its mark, its words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.editor.scene import LabelLook
from annotator.ui.look import (
    label_colours,
    look,
    metrics,
    paint_box,
    paint_mark,
    paint_text,
    sans,
)
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.tooltip import set_tooltip

_WORDS_AT = 12
_BESIDE = 8
"""Pixels by which the ground under the mouse reaches beyond the mark."""


class RecordLink(PaintedButton):
    """Names another annotation and goes there at a click; signals are those of QPushButton."""

    def __init__(self, words: str, style: LabelLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.set_words(words)
        set_tooltip(self, words)
        self.setAccessibleName(f"{style.name}: {words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the height of a row, and any width."""
        return QSize(120, metrics.RELATION_ROW)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow row: the words are shortened."""
        return QSize(40, metrics.RELATION_ROW)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint mark and words."""
        theme = look()
        if (fill := self.ground()) is not None:
            ground = rect.adjusted(-_BESIDE, 0, 0, 0)
            paint_box(painter, ground, metrics.RADIUS_FIELD, fill=fill)
        y = rect.center().y() - metrics.MARK_HEIGHT / 2
        colour = label_colours(self._style.colour).line
        paint_mark(painter, rect.x(), y, colour, self._style.pattern)
        words = rect.adjusted(_WORDS_AT, 0, -4, 0)
        paint_text(painter, words, self.text(), sans(), theme.text)
