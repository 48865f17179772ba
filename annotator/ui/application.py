"""Starting the window: the first picture at once, everything heavy after it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.ui import errors
from annotator.ui.look import set_mode
from annotator.ui.memory import Memory
from annotator.ui.window import Window


def run(project: Path | None = None, article: str | None = None, *, sample: bool = False) -> int:
    """Run the window until it is closed; give the exit status.

    Args:
        project: opened at once; without it, the project that was open last.
        article: the article to begin with.
        sample: open the sample project.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Annotator")
    app.setDesktopFileName("annotator")
    errors.install()
    # Ctrl+C in the terminal ends the program as it does everywhere.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    memory = Memory()
    set_mode(memory.settings.theme if memory.settings.theme in _MODES else "system", app)  # type: ignore[arg-type]
    window = Window(memory)
    window.show()
    QTimer.singleShot(0, lambda: _begin(window, project, article, sample=sample))
    return app.exec()


_MODES = ("system", "light", "dark")


def _begin(window: Window, project: Path | None, article: str | None, *, sample: bool) -> None:
    """Open what was asked for, after the first paint."""
    from annotator.app.logs import start_log  # noqa: PLC0415 - not before the first paint
    from annotator.ui.pages.logo import window_icon  # noqa: PLC0415 - not before the first paint

    start_log()
    if sample:
        window.opening.open_sample()
    elif project is not None:
        window.opening.open_path(project, article)
    elif (last := window.memory.settings.last_project) and Path(last).exists():
        window.opening.open_path(Path(last))
    window.setWindowIcon(window_icon())
