"""What can wait until the window has answered the key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Soon(QTimer):
    """Do something once when the event loop is back, however often it was asked for until then.

    A tag is painted at the press of the key; lists and forms follow in the same frame or the next.
    Stopped by `stop`, asked for by `start`.
    """

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(0)
        self.timeout.connect(work)
