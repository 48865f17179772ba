"""When what is in view counts as read: after a stay, or as soon as somebody moves in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_STAY = 1_500
"""Milliseconds for which an article lies open before what is in view of it is being read: who
leafs through the list reads nothing."""
_PAUSE = 150
"""Milliseconds without a move after which the place is where somebody reads."""


class Attention(QObject):
    """Waits until what is in view counts.

    Signals:
        held(): somebody reads what is in view.
    """

    held = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.held)

    def open(self) -> None:
        """Begin anew: another article came into view."""
        self._wait.start(_STAY)

    def move(self) -> None:
        """Notice that somebody scrolls, or moves the caret."""
        self._wait.start(_PAUSE)

    @property
    def opening(self) -> bool:
        """Whether nobody has moved yet in what came into view."""
        return self._wait.isActive() and self._wait.interval() == _STAY
