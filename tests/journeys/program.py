"""Starting the program as a user does, ending it, and failing at once when it has a bug."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.ui import application, errors
from annotator.ui.collecting import Collector
from annotator.ui.dialogs.progress import ProgressSheet
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.jobs import Job
from annotator.ui.soon import InTurns
from annotator.ui.window import Window

PATIENCE = 20_000
"""Milliseconds that anything may take on a machine that does other things as well."""


class Program:
    """Runs windows inside the test's own process; what a slot raises is kept in ``bugs``."""

    def __init__(self, qtbot: QtBot, patch: pytest.MonkeyPatch) -> None:
        self._qtbot = qtbot
        self.windows: list[Window] = []
        self.bugs: list[BaseException] = []
        furnish = application.furnish

        def furnish_and_tell(*given: object, **named: object) -> Window:
            window = furnish(*given, **named)  # type: ignore[arg-type]
            self.windows.append(window)
            return window

        patch.setattr(application, "furnish", furnish_and_tell)
        # The event loop is the test's. The frame is held, for `run` would take it with it.
        self._held: list[object] = []

        def hold(*_: object) -> int:
            self._held.extend(QApplication.topLevelWidgets())
            return 0

        patch.setattr(QApplication, "exec", hold)
        # A bug opens a dialog that waits for an answer; here it fails the test instead.
        patch.setattr(errors, "install", lambda *_: None)
        usual = sys.excepthook

        def keep(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            self.bugs.append(error)
            usual(kind, error, trace)

        patch.setattr(sys, "excepthook", keep)

    def run(
        self, project: Path | None = None, article: str | None = None, *, sample: bool = False
    ) -> Window:
        """Start the program and wait until it is ready for a hand."""
        before = len(self.windows)
        shown = Shown()
        application.run(project, article, sample=sample)
        self.wait(lambda: len(self.windows) > before)
        window = self.windows[-1]
        assert shown.end() == ["Frame"], "a part of the window was a window of its own"
        if sample:
            # The first time it is made in the background.
            self.wait(lambda: window.hub.project is not None)
        window.frame.activateWindow()
        self.wait(window.frame.isActiveWindow)
        # What the program loads once it is idle.
        self.wait(lambda: window.findChild(Collector) is not None)
        return window

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something is so, or the program has a bug."""
        self._qtbot.waitUntil(lambda: bool(self.bugs or until()), timeout=PATIENCE)
        self.check()

    def settle(self) -> None:
        """Let what was begun be finished: repaints, lists that follow, deletions."""
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        frames = [window.frame for window in self.windows if isValid(window.frame)]
        self.wait(lambda: not any(frame.findChildren(InTurns) for frame in frames))
        self.check()

    def check(self) -> None:
        """Fail if the program had a bug."""
        if self.bugs:
            raise self.bugs.pop(0)

    def end(self, window: Window) -> None:
        """Close a window as its user does; nothing that was opened over it may be left."""
        # A backup in the background may still be on its way; nothing else takes long.
        self.wait(lambda: not any(window.frame.findChildren(kind) for kind in _PASSING))
        window.frame.close()
        self.settle()
        assert window.hub.project is None
        self.free(window)

    def free(self, window: Window) -> None:
        """Let go of a window and all it holds."""
        self.windows.remove(window)
        self._held.clear()
        window.frame.deleteLater()
        self.settle()

    def end_all(self) -> None:
        """Close what is still open."""
        for window in list(self.windows):
            self.end(window)


class Shown(QObject):
    """Notes which windows are shown until it ends; it hears every event, so not for long."""

    def __init__(self) -> None:
        super().__init__()
        self._classes: list[str] = []
        self._app = QApplication.instance()
        assert self._app is not None
        self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._classes.append(type(watched).__name__)
        return False

    def end(self) -> list[str]:
        assert self._app is not None
        self._app.removeEventFilter(self)
        return self._classes


_PASSING: tuple[type[QObject], ...] = (Sheet, ProgressSheet, QMenu, Job)
"""Kinds of things that come and go."""


@contextmanager
def as_it_was() -> Iterator[None]:
    """Put back what starting the program changes in its process."""
    logger = logging.getLogger("annotator")
    handlers, level = list(logger.handlers), logger.level
    interrupt = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, interrupt)
    gc.unfreeze()
    for handler in set(logger.handlers) - set(handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)
