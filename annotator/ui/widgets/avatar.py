"""A person, as initials in a circle."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    CENTRE,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_text,
    sans,
    tint,
)
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.tooltip import set_tooltip

_SMALL_TEXT = 10
_DIMMED = 28  # alpha of what darkens the circle under the mouse


def paint_avatar(
    painter: QPainter, rect: QRectF, initials: str, fill: QColor, ink: QColor | None = None
) -> None:
    """Paint a circle with one or two letters into a square (pixels)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(rect)
    small = rect.width() < metrics.AVATAR - metrics.SPACE_INSIDE
    font = sans(_SMALL_TEXT if small else metrics.TEXT_CAPTION, STRONG)
    ink = ink or look().base
    paint_text(painter, rect, initials, font, ink, CENTRE, Qt.TextElideMode.ElideNone)


class Avatar(PaintedButton):
    """Stand for a person, and open what belongs to them at a click; 28 px across.

    ``role`` is the theme's colour of the circle: the accent for the one who works here, muted for
    others; a person who was given a colour has that. Signals are those of QPushButton.
    """

    def __init__(
        self,
        initials: str,
        name: str,
        parent: QWidget | None = None,
        *,
        role: str = "accent",
        size: int = metrics.AVATAR,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._size = size
        self._initials = initials
        self._colour = ""
        self.ring_radius = size / 2
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_person(initials, name)

    def set_person(self, initials: str, name: str, colour: str = "") -> None:
        """Stand for somebody else; ``colour`` is one that a label may have."""
        self._initials = initials
        self._colour = colour
        self.setAccessibleName(name)
        set_tooltip(self, name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square around the circle."""
        return QSize(self._size, self._size)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the circle, a little towards the text's colour under the mouse."""
        theme = look()
        if self._colour:
            given = label_colours(self._colour)
            paint_avatar(painter, rect, self._initials, given.chip, given.chip_text)
        else:
            paint_avatar(painter, rect, self._initials, theme.colour(self._role))
        if self.hovered():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint(theme.text, _DIMMED))
            painter.drawEllipse(rect)
