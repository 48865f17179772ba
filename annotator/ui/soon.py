"""What can wait until the window has answered the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer


class Soon(QTimer):
    """Do something once when the event loop is back, however often it was asked for until then.

    A tag is painted at the press of the key; lists and forms follow in the same frame or the next.
    Stopped by `stop`, asked for by `start`, which also begins the wait anew.

    Args:
        work: what is done.
        parent: owns it.
        after: milliseconds to wait after it was asked for.
    """

    def __init__(self, work: Callable[[], object], parent: QObject, after: int = 0) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(after)
        self.timeout.connect(work)


class InTurns(QTimer):
    """Do long work in parts, one a turn of the event loop, so that keys are answered in between.

    Args:
        parts: the work; it yields where it can wait.
        then: what is done last, in a turn of its own.
        parent: owns it; it is freed when all is done.
    """

    def __init__(self, parts: Iterator[None], then: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._then = then
        self.timeout.connect(self._on_turn)
        self.start(0)

    def _on_turn(self) -> None:
        try:
            next(self._parts)
        except StopIteration:
            self.stop()
            self.deleteLater()
            self._then()
