"""Bugs: logged, and told in a dialog whose report can be copied. All work is saved already."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication

from annotator.ui.i18n import tr
from annotator.version import __version__


def install() -> None:
    """Report every exception that nobody has handled."""
    sys.excepthook = _report


def report_text(error: BaseException) -> str:
    """Write what a developer needs to know, without anything of an article."""
    import platform  # noqa: PLC0415 - nothing of this is loaded before there is a bug
    import traceback  # noqa: PLC0415 - as above

    lines = traceback.format_exception(error)
    system = f"{platform.system()} {platform.release()}"
    return (
        f"Annotator {__version__}, Python {platform.python_version()}, {system}\n\n{''.join(lines)}"
    )


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    import logging  # noqa: PLC0415 - nothing of this is loaded before there is a bug

    logging.getLogger(__name__).error("bug", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
    if QApplication.instance() is not None:
        show(report_text(error))


def show(report: str) -> None:
    """Open the dialog of a bug."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - as above

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
