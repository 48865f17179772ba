"""A part of a bar that can be opened, with its count in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from annotator.ui.look import (
    CENTRE,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.widgets.number_button import paint_dots
from annotator.ui.widgets.painted_button import PaintedButton

_AIR = 6


class BarSegment(PaintedButton):
    """Fill its place with the colour of a kind; where it is too narrow the count is left out."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.ring_radius = metrics.RADIUS_WASH

    def set_count(self, count: int, says: str) -> None:
        """Show how many; ``says`` is the count with what it counts."""
        self.set_words(f"{count:,}")
        self.setAccessibleName(says)
        self.setToolTip(says)

    def fits(self, width: float) -> bool:
        """Tell whether the count can be read in a segment of a width (pixels)."""
        return text_width(self.text(), _font()) + _AIR <= width

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the fill and the count."""
        fill, colour = look().kinds[self._kind]
        if self.hovered():
            fill = QColor(fill).darker(106)
        edge = look().outline(look().line2)
        paint_box(painter, rect, metrics.RADIUS_WASH, fill=fill, border=edge)
        if not self.fits(rect.width()):
            return
        width = paint_text(painter, rect, self.text(), _font(), colour, CENTRE)
        measured = QFontMetricsF(_font())
        y = rect.center().y() + (measured.ascent() - measured.descent()) / 2 + 3
        painter.setPen(Qt.PenStyle.NoPen)
        paint_dots(painter, rect.center().x() - width / 2, y, width, colour)


def _font() -> QFont:
    return sans(metrics.TEXT_SMALL, STRONG)
