"""Which fill stands for which value: one hue from mild to hard, then hatched.

So a print in grey can be read.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    look,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
    text_width,
)

_KINDS = ("value", "missed", "edges", "label", "agreed")
HATCHED = 5
"""From this value on the same colours come again, hatched."""


class Legend(QWidget):
    """Which fill stands for which value."""

    def __init__(self) -> None:
        super().__init__()
        self._values: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Mapping[str, int]) -> None:
        """Show other values, each with the number of its fill."""
        self._values = values
        self.setAccessibleName(", ".join(values))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that values go on in another line where there is no room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines that a width makes."""
        places = self._places(width)
        return round(places[-1].bottom()) if places else 0

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a square and a word a value."""
        theme = look()
        painter = reading_painter(self)
        places = self._places(self.width())
        for (value, number), place in zip(self._values.items(), places, strict=True):
            square = QRectF(place.left(), place.center().y() - 6, 12, 12)
            paint_value(painter, square, number)
            words = place.adjusted(18, 0, 0, 0)
            paint_text(painter, words, value, sans(metrics.TEXT_SMALL), theme.text)
        painter.end()

    def _places(self, width: int) -> list[QRectF]:
        font, height = sans(metrics.TEXT_SMALL), 20
        x, y, places = 0.0, 0.0, []
        for value in self._values:
            wide = 18 + text_width(value, font) + 4
            if x and x + wide > width:
                x, y = 0.0, y + height
            places.append(QRectF(x, y, wide, height))
            x += wide + metrics.SPACE_GROUPS
        return places


def hatched(number: int) -> bool:
    """Tell whether the value of that number is shown hatched."""
    return number >= HATCHED


def paint_value(painter: QPainter, rect: QRectF, number: int) -> QColor:
    """Fill a place as the value of that number is shown; give the colour to write on it."""
    fill, ink = look().kinds[_KINDS[number % len(_KINDS)]]
    if not hatched(number):
        edge = look().outline(look().line2)
        paint_box(painter, rect, metrics.RADIUS_WASH, fill=fill, border=edge)
        return ink
    paint_box(painter, rect, metrics.RADIUS_WASH, fill=look().base)
    painter.setPen(QPen(fill, 1.2))
    painter.setBrush(QBrush(fill, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 3, 3)
    return look().text
