"""Showing focus to who uses the keyboard, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.look import metrics
from annotator.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    _Widget = QWidget
else:
    # A plain class: Qt allows one of its own classes among the bases only.
    _Widget = object

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
# The window or a menu gave the focus back: it looks as it did before.
_GIVEN_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class KeyboardFocus(_Widget):
    """Know whether focus came by keyboard, and put a ring around the widget while it has it.

    Mix it in before a class of Qt. A widget that shows focus in place of its border sets
    ``ring_outside`` to False and asks `keyboard_focus` while painting.
    """

    ring_outside = True
    ring_radius: float = metrics.RADIUS_FIELD
    _by_keyboard = False
    _ring: FocusRing | None = None

    def keyboard_focus(self) -> bool:
        """Say whether the widget has focus and was reached by keyboard."""
        return self.hasFocus() and self._by_keyboard

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the focus; in a window that is not active yet, remember how it was given.

        Once the window is active, Qt only tells that it is, and no more why the focus is here.
        """
        if not self.isActiveWindow() and reason not in _GIVEN_BACK:
            self._by_keyboard = reason in _BY_KEYBOARD
        if self.hasFocus() and reason in _BY_KEYBOARD:
            # A stack of pages gives it to the new page, and does not know how one came.
            self._by_keyboard = True
            self._show_ring()
            self.update()
        super().setFocus(reason)

    def ring_part(self) -> QRect:
        """Return the part of the widget that the ring goes around."""
        return self.rect()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if the keyboard led here."""
        if event.reason() in _BY_KEYBOARD:
            self._by_keyboard = True
        elif event.reason() not in _GIVEN_BACK:
            self._by_keyboard = False
        super().focusInEvent(event)
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.hide_ring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the ring to the new size."""
        super().resizeEvent(event)
        if self._ring is not None:
            self._ring.set_part(self.ring_part())

    def hide_ring(self) -> None:
        """Take the ring away before the focus goes."""
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None
        self.update()

    def _show_ring(self) -> None:
        self.hide_ring()
        if self.ring_outside and self.keyboard_focus():
            self._ring = FocusRing(self, self.ring_part(), self.ring_radius)
        self.update()
