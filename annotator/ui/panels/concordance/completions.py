"""The names that may stand where one types, below the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    look,
    metrics,
    paint_box,
    paint_picked,
    paint_text,
    sans,
    smooth_painter,
    text_width,
)

if TYPE_CHECKING:
    from annotator.app.asking import Completion

_WIDTH = 380
_INSET = 4
_TEXT_AT = 12
_GAP = 12


class CompletionList(QWidget):
    """Shows completions; the field keeps the keyboard.

    Signals:
        chosen(text, start): put this text where the completion begins.
    """

    chosen = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Sequence[Completion] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Completions"))

    def offer(self, offered: Sequence[Completion], below: QRect, window: QWidget) -> None:
        """Show completions below a place of the window; none hides the list."""
        self._offered, self._current = offered, -1
        if not offered:
            self.hide()
            return
        if self.parentWidget() is not window:
            self.setParent(window)
        height = len(offered) * self._row() + 2 * _INSET
        self.setGeometry(below.x(), below.y(), min(_WIDTH, below.width()), height)
        self.show()
        self.raise_()
        self.update()

    def step(self, by: int) -> None:
        """Walk on by some rows."""
        self._current = max(0, min(self._current + by, len(self._offered) - 1))
        self.setAccessibleDescription(self._offered[self._current].text)
        self.update()

    def is_chosen(self) -> bool:
        """Tell whether somebody has walked to a row."""
        return self.isVisible() and self._current >= 0

    def choose(self) -> None:
        """Choose the row that is walked to, or the first."""
        one = self._offered[max(self._current, 0)]
        self.chosen.emit(one.text, one.start)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Walk with the mouse."""
        row = int((event.position().y() - _INSET) // self._row())
        if 0 <= row < len(self._offered):
            self._current = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse."""
        self.mouseMoveEvent(event)
        if self._current >= 0:
            self.choose()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        del event
        theme = look()
        painter = smooth_painter(self)
        ground = QRectF(self.rect())
        paint_box(painter, ground, metrics.RADIUS_FIELD, fill=theme.raised, border=theme.line2)
        for number, one in enumerate(self._offered):
            top = _INSET + number * self._row()
            row = QRectF(_INSET, top, self.width() - 2 * _INSET, self._row())
            if number == self._current:
                paint_picked(painter, row, metrics.RADIUS_CHIP)
            words = row.adjusted(_TEXT_AT - _INSET, 0, -_TEXT_AT, 0)
            paint_text(painter, words, one.text, sans(), theme.text)
            used = text_width(one.text, sans()) + _GAP
            small = sans(metrics.TEXT_SMALL)
            paint_text(painter, words.adjusted(used, 0, 0, 0), tr(one.says), small, theme.muted)
        painter.end()

    def _row(self) -> int:
        return metrics.SEGMENT
