"""A number that can be opened: dots under it say so."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    LEFT,
    REGULAR,
    look,
    metrics,
    paint_line,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.widgets.painted_button import PaintedButton

_DOT = 1.2
_PITCH = 3.0
_BELOW = 3.0  # pixels from the baseline
_AIR = 2


def paint_dots(painter: QPainter, x: float, y: float, width: float, colour: QColor) -> None:
    """Paint the dots that say of a number that it can be opened; (x, y) is where they begin."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for i in range(max(1, int(width / _PITCH))):
        painter.drawEllipse(QPointF(x + i * _PITCH + _DOT / 2, y), _DOT / 2, _DOT / 2)


class NumberButton(PaintedButton):
    """Show a number, or a word that counts like one, and open what it counts.

    ``px``, ``weight`` and ``role`` are those of the number, ``align`` where it stands in a wider
    place. One that nothing stands behind is disabled: no dots, no hand.
    """

    ring_radius = metrics.RADIUS_CHIP

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        px: int = metrics.TEXT_BODY,
        weight: int = REGULAR,
        role: str = "text",
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("not counted yet"))
        self._px = px
        self._weight = weight
        self._role = role
        self._align = align
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_number(self, number: str, says: str = "") -> None:
        """Show a number; ``says`` tells what it is to who does not see where it stands."""
        self.set_words(number)
        self.setAccessibleName(says or number)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the number and its dots."""
        width = text_width(self.text(), sans(self._px, self._weight)) + 2 * _AIR
        return QSize(round(width + 0.5), self._px + 8)

    def minimumSizeHint(self) -> QSize:
        """Never cut the number."""
        return self.sizeHint()

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the number and its dots, or a line under the mouse."""
        theme = look()
        font = sans(self._px, self._weight)
        painter.setOpacity(1)  # disabled means here: nothing to open, not unreadable
        box = rect.adjusted(_AIR, 0, -_AIR, 0)
        width = paint_text(painter, box, self.text(), font, theme.colour(self._role), self._align)
        if not self.isEnabled():
            return
        measured = QFontMetricsF(font)
        y = rect.center().y() + (measured.ascent() - measured.descent()) / 2 + _BELOW
        x = box.left()
        if self._align & Qt.AlignmentFlag.AlignRight:
            x = box.right() - width
        elif self._align & Qt.AlignmentFlag.AlignHCenter:
            x = box.center().x() - width / 2
        if self.hovered() or self.keyboard_focus():
            paint_line(painter, x, round(y), width, theme.accent)
        else:
            paint_dots(painter, x, y, width, theme.faint)
