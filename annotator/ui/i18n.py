"""The words of the window, on their way through Qt's translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str, **values: object) -> str:
    """Translate a text of the window and fill in its values, written ``{name}`` in it."""
    translated = QCoreApplication.translate("annotator", text)
    return translated.format(**values) if values else translated
