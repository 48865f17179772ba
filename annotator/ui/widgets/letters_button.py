"""A button whose sign is two letters of the article's type."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from annotator.ui.look import CENTRE, metrics, paint_text, serif
from annotator.ui.widgets.icon_button import IconButton


class LettersButton(IconButton):
    """Open what concerns the look of the text; its sign is letters, as in every reader."""

    def __init__(self, letters: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", name, parent=parent)
        self._letters = letters

    def paint_sign(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        """Paint the letters into the middle of the square."""
        paint_text(painter, rect, self._letters, serif(metrics.TEXT_QUERY), colour, CENTRE)
