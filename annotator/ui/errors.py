"""Bugs: logged, and told in a dialog whose report can be copied. All work is saved already."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from annotator.ui.i18n import tr
from annotator.version import __version__

_log = logging.getLogger(__name__)


def install() -> None:
    """Report every exception that nobody has handled."""
    sys.excepthook = _report


def report_text(error: BaseException) -> str:
    """Write what a developer needs to know, without anything of an article."""
    lines = traceback.format_exception(error)
    system = f"{platform.system()} {platform.release()}"
    return (
        f"Annotator {__version__}, Python {platform.python_version()}, {system}\n\n{''.join(lines)}"
    )


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    _log.error("bug", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
    if QApplication.instance() is not None:
        show(report_text(error))


def show(report: str) -> None:
    """Open the dialog of a bug."""
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
    box.deleteLater()
