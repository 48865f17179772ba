"""The chip that says which label an annotation has."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    CENTRE,
    STRONG,
    LabelColours,
    label_colours,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
    text_width,
)

_PADDING = 8


def chip_width(text: str) -> float:
    """Measure a chip in pixels."""
    return text_width(text, sans(metrics.TEXT_CAPTION, STRONG)) + 2 * _PADDING


def paint_chip(
    painter: QPainter,
    x: float,
    y: float,
    text: str,
    colours: LabelColours,
    height: float = metrics.CHIP,
) -> float:
    """Paint a chip with its upper left corner at (x, y); return its width in pixels."""
    rect = QRectF(x, y, chip_width(text), height)
    paint_box(painter, rect, metrics.RADIUS_CHIP, fill=colours.chip)
    font = sans(metrics.TEXT_CAPTION, STRONG)
    paint_text(painter, rect, text, font, colours.chip_text, CENTRE)
    return rect.width()


class Chip(QWidget):
    """Show a label's name on its colour; 20 px high."""

    def __init__(self, name: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_label(name, colour)

    def set_label(self, name: str, colour: str) -> None:
        """Show another label; ``colour`` is a name or hex value as the scheme stores it."""
        self._name = name
        self._colour = colour
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the chip."""
        return QSize(round(chip_width(self._name) + 0.5), metrics.CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = reading_painter(self)
        paint_chip(painter, 0, 0, self._name, label_colours(self._colour), self.height())
        painter.end()
