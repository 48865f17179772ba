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
from annotator.version import __version__

_LONGEST_MESSAGE = 200
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


def report_text(error: BaseException) -> str:
    """Write what a developer needs to know, without anything of an article."""
    import platform  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    system = f"{platform.system()} {platform.release()}"
    head = f"Annotator {__version__}, Python {platform.python_version()}, {system}"
    return f"{head}\n\n{_written(error)}"


def _written(error: BaseException) -> str:
    """Write an exception and those that led to it, as Python does but for its messages."""
    import traceback  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = f"{_written(before)}\nthen:\n\n" if before is not None else ""
    places = "".join(
        traceback.format_list(
            [
                (short_path(place.filename), place.lineno or 0, place.name, place.line)
                for place in traceback.extract_tb(error.__traceback__)
            ]
        )
    )
    return f"{earlier}{places}{type(error).__qualname__}: {_harmless(error)}\n"


def _harmless(error: BaseException) -> str:
    """Give an exception's message without what it quotes: that may be of an article."""
    import re  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    first = next(iter(str(error).splitlines()), "")
    if isinstance(error, AttributeError | ImportError | NameError | TypeError):
        return _without_paths(first)
    return re.sub("""(['"“‘«]).*?(['"”’»]|$)""", "‘…’", first)[:_LONGEST_MESSAGE]


def _without_paths(words: str) -> str:
    """Shorten the paths in a message."""
    import re  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    # Python puts them into parentheses, where they may hold spaces.
    words = re.sub(r"\(([^()]*[\\/][^()]*)\)", lambda found: f"({short_path(found[1])})", words)
    return re.sub(
        r"(?:\b[A-Za-z]:)?[\\/](?:[^\s()'\"\\/]+[\\/])+[^\s()'\"]*",
        lambda found: short_path(found[0]),
        words,
    )


def short_path(path: str) -> str:
    """Give a path from the package or the installed libraries on; of others only the name."""
    import sysconfig  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    if path.startswith("<"):
        return path
    parts = path.replace("\\", "/").split("/")
    for folder in ("site-packages", "dist-packages"):
        if folder in parts:
            last = len(parts) - parts[::-1].index(folder)
            return "/".join(parts[last:])
    for root, name in ((_PACKAGE, "annotator"), (Path(sysconfig.get_path("stdlib")), "python")):
        if Path(path).is_relative_to(root):
            return f"{name}/{Path(path).relative_to(root).as_posix()}"
    return parts[-1]


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if isinstance(error, UserProblem) and _listeners:
        # Once the event in which it happened is over, as below.
        QTimer.singleShot(0, partial(_listeners[0], str(error)))
        return
    import logging  # noqa: PLC0415 - nothing of this is loaded before there is a bug

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
