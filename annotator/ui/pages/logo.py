"""The program's sign: three lines of three kinds on a dark square, the same in every theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from annotator.ui.look import paint_box, upright

_GROUND = "#1D2129"
# Colour, and (start, length) of each stroke, in fortieths of the square.
_LINES = (
    ("#B79CF7", ((9.0, 22.0),)),
    ("#2BC49A", ((9.0, 2.6), (13.8, 2.6), (18.6, 2.6), (23.4, 2.6))),
    ("#FFA94D", ((9.0, 5.0), (16.5, 5.0), (24.0, 5.0))),
)
_TOP, _PITCH, _STROKE = 12.0, 7.0, 2.6
_RADIUS = 9.0
_SIZES = (16, 32, 48, 128)


def paint_logo(painter: QPainter, rect: QRectF) -> None:
    """Paint the sign into a square."""
    unit = rect.width() / 40
    paint_box(painter, rect, _RADIUS * unit, fill=QColor(_GROUND))
    with upright(painter, rect):
        for row, (colour, strokes) in enumerate(_LINES):
            y = rect.y() + (_TOP + row * _PITCH) * unit
            for start, length in strokes:
                stroke = QRectF(rect.x() + start * unit, y, length * unit, _STROKE * unit)
                paint_box(painter, stroke, _STROKE * unit / 2, fill=QColor(colour))


def window_icon() -> QIcon:
    """Give the sign as the icon of a window."""
    icon = QIcon()
    for size in _SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_logo(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(picture)
    return icon
