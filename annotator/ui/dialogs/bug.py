"""Telling a bug: a sheet over the window, or a plain dialog when there is no window to trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from annotator.ui.dialogs.sheet import Sheet

_WIDTH = 640
_HEIGHT = 260
_AROUND = 220
"""Height in pixels of all of the sheet but the report."""


def title() -> str:
    """Say what it is."""
    return tr("Something went wrong that is not your fault")


def advice() -> str:
    """Say what it means to who works, and what to do."""
    return tr(
        "Everything you tagged is saved. You can go on; if it happens again, send the report."
    )


def open_sheet(window: QWidget, report: str) -> Sheet:
    """Open a sheet over a window; it is gone when it is closed."""
    from annotator.ui.dialogs.sheet import Sheet, column_of  # noqa: PLC0415 - they may be broken
    from annotator.ui.look import look, metrics, mono  # noqa: PLC0415 - as above
    from annotator.ui.widgets.text import Text  # noqa: PLC0415 - as above

    text = _report_view(report, mono())
    text.setFixedHeight(max(80, min(_HEIGHT, window.height() - _AROUND)))
    theme = look()
    text.setStyleSheet(
        f"QPlainTextEdit {{ background: {theme.zone.name()}; border: 1px solid {theme.line.name()};"
        f" border-radius: {metrics.RADIUS_FIELD}px; padding: {metrics.SPACE_INSIDE}px; }}"
        f" QPlainTextEdit:focus {{ border: {metrics.RING_WIDTH}px solid {theme.accent.name()}; }}"
    )
    body = column_of([Text(advice(), role="muted", lines=3), text], metrics.SPACE_GROUPS)
    sheet = Sheet(window, title(), body, answer=tr("Copy"), refusal=tr("Close"), width=_WIDTH)
    sheet.accepted.connect(lambda: QGuiApplication.clipboard().setText(report))
    sheet.open(sheet.refuse)
    return sheet


def open_dialog(report: str) -> QDialog:
    """Open a window of its own, made of Qt's parts alone; it is gone when it is closed."""
    dialog = QDialog()
    dialog.setWindowTitle("Annotator")
    text = _report_view(report, QFont("monospace"))
    text.setMinimumHeight(_HEIGHT)
    buttons = QDialogButtonBox()
    copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
    close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    copy.clicked.connect(dialog.accept)
    close.clicked.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(QLabel(f"{title()}."))
    column.addWidget(QLabel(advice()))
    column.addWidget(text)
    column.addWidget(buttons)
    dialog.resize(_WIDTH, dialog.sizeHint().height())
    # Nobody else holds it; freed at a time when nothing of it is being used any more.
    _held.append(dialog)
    dialog.finished.connect(lambda _: QTimer.singleShot(0, lambda: _free(dialog)))
    dialog.show()
    close.setFocus()
    return dialog


_held: list[QDialog] = []


def _free(dialog: QDialog) -> None:
    if dialog in _held:
        _held.remove(dialog)
        dialog.deleteLater()


def _report_view(report: str, font: QFont) -> QPlainTextEdit:
    text = QPlainTextEdit(report)
    text.setReadOnly(True)
    text.setFrameShape(QFrame.Shape.NoFrame)
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setAccessibleName(tr("Report"))
    text.setFont(font)
    return text
