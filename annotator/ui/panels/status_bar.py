"""The line at the foot: saved, where the caret is, how much is read, the keys that matter now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.look import (
    look,
    metrics,
    paint_box,
    paint_ground,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.widgets.key_hints import KeyHints

_DOT = 6
_BETWEEN = 20
_WORDS_AT = 14


class StatusBar(QWidget):
    """Says in words at the left what is so, and in keys at the right what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(metrics.STATUS_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words = StatusWords()
        self.keys = KeyHints()
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.SPACE_EDGE, 1, metrics.SPACE_EDGE, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self.words)
        row.addWidget(self.keys, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        paint_ground(self, look().win, "above")


class StatusWords(QWidget):
    """A few short texts side by side, the first with a dot: green when all is saved."""

    accessible_role = "StatusBar"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: list[str] = []
        self._saved = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_texts(self, texts: Sequence[str], *, saved: bool = True) -> None:
        """Say something else; ``saved`` colours the dot."""
        kept = [text for text in texts if text]
        if kept == self._texts and saved == self._saved:
            return
        self._texts, self._saved = kept, saved
        self.setAccessibleName(" · ".join(kept))
        self.updateGeometry()
        self.update()

    def texts(self) -> list[str]:
        """Give what is said."""
        return list(self._texts)

    def sizeHint(self) -> QSize:
        """Give the room that all texts take."""
        font = sans(metrics.TEXT_SMALL)
        words = sum(text_width(text, font) + _BETWEEN for text in self._texts)
        return QSize(round(_WORDS_AT + words - _BETWEEN + 1), metrics.STATUS_BAR)

    def minimumSizeHint(self) -> QSize:
        """Allow any width: what does not fit is cut."""
        return QSize(0, metrics.STATUS_BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot and the texts."""
        del event
        if not self._texts:
            return
        theme, font = look(), sans(metrics.TEXT_SMALL)
        painter = reading_painter(self)
        dot = QRectF(0, (self.height() - _DOT) / 2, _DOT, _DOT)
        paint_box(painter, dot, _DOT / 2, fill=theme.ok if self._saved else theme.warn)
        x = float(_WORDS_AT)
        for text in self._texts:
            box = QRectF(x, 0, min(text_width(text, font), self.width() - x), self.height())
            x += paint_text(painter, box, text, font, theme.muted) + _BETWEEN
        painter.end()
