"""Bugs: logged, and told in a sheet whose report can be copied. All work is saved already.

The report holds nothing of an article, and no path that could name its user.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import isValid

from annotator.problems import UserProblem

_PACKAGE = Path(__file__).parents[1]
_PARTS = tuple(str(_PACKAGE / "ui" / name) for name in ("dialogs", "look", "widgets"))
"""Where that lies which a sheet is made of."""


@dataclass
class _Telling:
    """A bug that is being told: what by, and whether by Qt's own parts alone."""

    report: str
    plain: bool
    shown: QObject | None = None
    close: Callable[[], object] | None = None


_telling: list[_Telling] = []
"""Holds the bug that is being told; one is enough, for one in painting comes again and again."""


_listeners: list[Callable[[str], object]] = []
"""Who tells a problem that nobody has handled; at most one."""


def install(tell_problem: Callable[[str], object] | None = None) -> None:
    """Report every exception that nobody has handled.

    Args:
        tell_problem: is given the words of a `UserProblem`, which is no bug wherever it comes from:
            a disk that goes away while something is painted, say.
    """
    sys.excepthook = _report
    _listeners[:] = [tell_problem] if tell_problem else []


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if isinstance(error, UserProblem) and _listeners:
        # Once the event in which it happened is over, as below.
        QTimer.singleShot(0, partial(_listeners[0], str(error)))
        return
    import logging  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    from annotator.app.bug_report import report_text  # noqa: PLC0415 - as above

    logging.getLogger(__name__).error("bug", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
    if QApplication.instance() is None:
        return
    plain = _is_in_parts(trace)
    if not _telling:
        _telling.append(_Telling(report_text(error), plain))
    elif plain and not _telling[0].plain:
        # What tells the bug may itself be broken.
        _telling[0].plain = True
    else:
        return
    # Once the event in which it happened is over: that may be the painting of a part.
    QTimer.singleShot(0, _tell)


def _tell() -> None:
    from annotator.ui.dialogs.bug import open_dialog, open_sheet  # noqa: PLC0415 - not without a bug

    if not _telling:
        return
    telling = _telling[0]
    before, close, window = telling.shown, telling.close, _window()
    shown: QObject
    if telling.plain or window is None:
        telling.plain = True
        shown, telling.close = open_dialog(telling.report), None
    else:
        sheet = open_sheet(window, telling.report)
        shown, telling.close = sheet, sheet.close
    telling.shown = shown
    shown.destroyed.connect(lambda: _on_told(telling, shown))
    if before is not None and close is not None and isValid(before):
        close()


def _on_told(telling: _Telling, shown: QObject) -> None:
    """Be ready for the next bug; a sheet that a dialog took the place of is not the end."""
    if telling in _telling and telling.shown is shown:
        _telling.remove(telling)


def _is_in_parts(trace: TracebackType | None) -> bool:
    """Tell whether a bug happened in what a sheet is made of."""
    last = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        last = file if file.startswith(str(_PACKAGE)) else last
        trace = trace.tb_next
    return last.startswith(_PARTS)


def _window() -> QMainWindow | None:
    """Give the window that a sheet can lie over."""
    for widget in (QApplication.activeWindow(), *QApplication.topLevelWidgets()):
        if isinstance(widget, QMainWindow) and widget.isVisible() and not widget.isMinimized():
            return widget
    return None
