"""Starting the window: the frame at once, everything heavy after it."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication

from annotator.problems import UserProblem
from annotator.ui.dressing import dress
from annotator.ui.frame import Frame
from annotator.ui.i18n import tr
from annotator.ui.look import current
from annotator.ui.memory import Memory

if TYPE_CHECKING:
    from annotator.ui.warming import WarmUp
    from annotator.ui.window import Window

_WARM_UP_AFTER = 150
"""Milliseconds after which the article is painted, and nobody is likely to have pressed a key."""

_FACTOR = "QT_SCALE_FACTOR"

_BESIDE = QPoint(32, 32)
"""How far from the first window another one is opened, in pixels."""
_more: list[Frame] = []
"""The windows besides the first; nobody else holds them."""


def run(project: Path | None = None, article: str | None = None, *, sample: bool = False) -> int:
    """Run the window until it is closed; give the exit status.

    Args:
        project: opened at once; without it, the project that was open last.
        article: the article to begin with.
        sample: open the sample project.
    """
    # What is made while starting stays: looking for garbage among it would only take time.
    gc.disable()
    memory = Memory()
    app = application(memory.settings.scale)
    app.setApplicationName("Annotator")
    app.setDesktopFileName("annotator")
    # Ctrl+C in the terminal ends the program as it does everywhere.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if project is None and not sample:
        project = last_project(memory)
    try:
        dress(memory.settings)
    except UserProblem as problem:
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - nothing of ours can be painted

        QMessageBox.critical(None, "Annotator", str(problem))
        return 1
    frame = Frame(memory.settings, working=sample or project is not None)
    frame.painted.connect(lambda: furnish(frame, memory, project, article, sample=sample))
    frame.show()
    return app.exec()


def application(scale: int) -> QApplication:
    """Give the program's application; one that is made now enlarges everything (per cent).

    Qt reads the factor from the environment, once. Who set it there by hand wants that one.
    """
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    if scale == 100 or _FACTOR in os.environ:
        return QApplication(sys.argv[:1])
    os.environ[_FACTOR] = f"{scale / 100:g}"
    try:
        return QApplication(sys.argv[:1])
    finally:
        # Programs that are started from here have a size of their own.
        del os.environ[_FACTOR]


def furnish(
    frame: Frame,
    memory: Memory,
    project: Path | None,
    article: str | None,
    *,
    sample: bool = False,
) -> Window:
    """Fill a frame that has been painted, and open what was asked for."""
    from annotator.ui import errors  # noqa: PLC0415 - not before the first paint

    errors.install()
    from annotator.ui.window import Window  # noqa: PLC0415 - it might be broken: that is told, too

    window = Window(frame, memory)
    errors.install(window.messages.show_problem)
    if sample:
        window.verbs.opening.open_sample()
    elif project is not None:
        window.verbs.opening.open_path(project, article)
    window.show()
    _tell_what_is_broken(window, memory)
    if frame not in _more:
        QTimer.singleShot(_WARM_UP_AFTER, lambda: warm_up(window))
    return window


def _tell_what_is_broken(window: Window, memory: Memory) -> None:
    """Say which settings or theme could not be read, unless the project has something to say."""
    if window.messages.text():
        return
    if current().broken:
        words = tr("The theme “{name}” cannot be read: its file is damaged.", name=current().broken)
        window.messages.show_problem(words)
    if memory.unread is not None:
        words = tr(
            "The settings could not be read, so all are as at the beginning. Their file is {path}.",
            path=memory.unread,
        )
        window.messages.show_problem(words)
        memory.unread = None


def open_another(memory: Memory, project: Path, article: str | None) -> None:
    """Open one more window on a project that is open already; it lives until it is closed."""
    frame = Frame(memory.settings, working=True)
    frame.move(frame.pos() + _BESIDE)
    _more.append(frame)

    def let_go() -> None:
        _more.remove(frame)
        frame.deleteLater()

    frame.closing.connect(lambda: QTimer.singleShot(0, let_go))
    frame.painted.connect(lambda: furnish(frame, memory, project, article))
    frame.show()


def warm_up(window: Window) -> WarmUp:
    """Load, while nobody waits, what the first tag and the first import need."""
    from annotator.ui.warming import WarmUp  # noqa: PLC0415 - not before the article is there

    return WarmUp(window)


def last_project(memory: Memory) -> Path | None:
    """Give the project that was open when the window was closed, if it is still there."""
    last = memory.settings.last_project
    return Path(last) if last and Path(last).exists() else None
