"""The edge of a column, by which it is made wider or narrower."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, smooth_painter
from annotator.ui.widgets.keyboard_focus import KeyboardFocus

_WIDTH = 7
"""Pixels around the edge that can be dragged."""
_STEP = 16
"""Pixels by which an arrow key moves the edge."""
_STEPS = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}


class Grip(KeyboardFocus, QWidget):
    """An invisible stretch along an edge: dragged by the mouse, moved by the arrow keys.

    Reached by keyboard it is a line in the accent.

    Signals:
        moved(x): the edge is wanted at this place of the parent, in pixels.
    """

    moved = Signal(int)
    ring_outside = False
    accessible_role = "Slider"

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._x = 0
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(tr("← and → move the edge"))

    def place(self, x: int, height: int, *, shown: bool) -> None:
        """Lie around the edge at a place of the parent."""
        self._x = x
        self.setGeometry(x - _WIDTH // 2, 0, _WIDTH, height)
        self.setVisible(shown)
        self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge along with the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(self.mapToParent(event.position().toPoint()).x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the edge by a step."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(self._x + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge if the keyboard is on it."""
        del event
        if self.keyboard_focus():
            painter = smooth_painter(self)
            left = _WIDTH // 2 - metrics.RING_WIDTH // 2
            painter.fillRect(left, 0, metrics.RING_WIDTH, self.height(), look().accent)
            painter.end()
