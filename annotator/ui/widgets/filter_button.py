"""A button that says what is chosen of something, and opens a menu to choose otherwise."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    REGULAR,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.widgets.painted_button import PaintedButton

_PADDING = 12
_GAP = 6


class FilterButton(PaintedButton):
    """Show the name of a filter in grey and what is chosen behind it; 32 px high."""

    ring_radius = metrics.RADIUS_FIELD

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._value = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_value(self, value: str) -> None:
        """Say what is chosen."""
        self._value = value
        self.setAccessibleName(f"{self._name}: {value}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for both words and the arrow."""
        words = text_width(self._name, sans(weight=REGULAR)) + text_width(
            self._value, sans(weight=STRONG)
        )
        width = words + 2 * _PADDING + 2 * _GAP + metrics.ICON
        return QSize(round(width + 0.5), metrics.CONTROL)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the box, the words and the arrow."""
        theme = look()
        fill = self.ground(raised=True) or theme.raised
        paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill, border=theme.line2)
        place = rect.adjusted(_PADDING, 0, -_PADDING - metrics.ICON - _GAP, 0)
        used = paint_text(painter, place, self._name, sans(), theme.muted)
        place.setLeft(place.left() + used + _GAP)
        paint_text(painter, place, self._value, sans(weight=STRONG), theme.text)
        side = metrics.ICON
        arrow = QRectF(rect.right() - _PADDING - side + 2, rect.center().y() - side / 2, side, side)
        paint_icon(painter, "down", arrow, theme.muted)
