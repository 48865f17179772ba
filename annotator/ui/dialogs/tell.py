"""A sheet that tells: a list of lines to read, and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr

_HEIGHT = 280


def tell(window: QWidget, title: str, lines: Sequence[str]) -> Sheet:
    """Open a sheet with lines of text; its button copies them."""
    text = QPlainTextEdit("\n".join(lines))
    text.setReadOnly(True)
    text.setFrameShape(QFrame.Shape.NoFrame)
    text.setFixedHeight(_HEIGHT)
    text.setAccessibleName(title)
    sheet = Sheet(window, title, text, answer=tr("Copy"), refusal=tr("Close"), width=720)
    sheet.accepted.connect(lambda: QGuiApplication.clipboard().setText("\n".join(lines)))
    sheet.open(sheet.refuse)
    return sheet
