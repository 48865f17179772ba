"""Bugs: logged, and told in a dialog whose report can be copied. All work is saved already."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication

from annotator.ui.i18n import tr
from annotator.version import __version__

_LONGEST_MESSAGE = 200
_open: list[bool] = []
"""Holds something while the dialog is open."""


def install() -> None:
    """Report every exception that nobody has handled."""
    sys.excepthook = _report


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
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{earlier}{places}{type(error).__qualname__}: {_harmless(error)}\n"


def _harmless(error: BaseException) -> str:
    """Give an exception's message without what it quotes: that may be of an article."""
    import re  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    first = next(iter(str(error).splitlines()), "")
    if isinstance(error, AttributeError | ImportError | NameError | TypeError):
        return first
    return re.sub("""(['"“‘«]).*?(['"”’»]|$)""", "‘…’", first)[:_LONGEST_MESSAGE]


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    import logging  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    logging.getLogger(__name__).error("bug", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
    # A bug in painting comes again and again: one dialog is enough.
    if QApplication.instance() is not None and not _open:
        _open.append(True)
        try:
            show(report_text(error))
        finally:
            _open.clear()


def show(report: str) -> None:
    """Open the dialog of a bug."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - as above
    from shiboken6 import delete  # noqa: PLC0415 - as above

    box = QMessageBox(QApplication.activeWindow())
    box.setWindowTitle("Annotator")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setText(tr("Something went wrong that is not your fault."))
    box.setInformativeText(
        tr("Everything you tagged is saved. You can go on; if it happens again, send the report.")
    )
    box.setDetailedText(report)
    copy = box.addButton(tr("Copy the report"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is copy:
        QApplication.clipboard().setText(report)
    # At once: deleted later, it could be the parent of the next one and take it along.
    delete(box)
