"""What program this is: its version, its licence, what it stands on; to copy for a report."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.app.bug_report import versions
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text
from annotator.version import __version__


def what_runs() -> list[tuple[str, str]]:
    """Give names and versions of the program and of what it stands on."""
    annotator, python, *others = versions()
    return [annotator, python, ("Qt", qVersion()), *others]


def open_about(window: QWidget) -> Sheet:
    """Tell version, licence and where everything stays."""
    rows = what_runs()
    told = column_of(
        [
            Text(
                tr("For reading news closely: who is cited, where, and with which figures."),
                lines=2,
            ),
            Text(
                tr(
                    "Apache licence 2.0. Everything stays on this computer: no account, no network."
                ),
                role="muted",
                lines=3,
            ),
            Text(
                "  ·  ".join(f"{name} {version}" for name, version in rows[1:]),
                px=metrics.TEXT_SMALL,
                role="muted",
                lines=3,
            ),
        ]
    )
    title = tr("Annotator {version}", version=__version__)
    sheet = Sheet(window, title, told, answer="", refusal=tr("Close"))
    copy = PushButton(tr("Copy"))
    copy.setToolTip(tr("The versions, for a report"))
    copy.clicked.connect(
        lambda: QGuiApplication.clipboard().setText(
            "\n".join(f"{name} {version}" for name, version in rows)
        )
    )
    sheet.buttons.insertWidget(1, copy)
    QWidget.setTabOrder(copy, sheet.refuse)
    sheet.open(sheet.refuse)
    return sheet
