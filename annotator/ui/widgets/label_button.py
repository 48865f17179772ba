"""The button that picks a label."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    CENTRE,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    text_width,
    tint,
)
from annotator.ui.widgets.painted_button import PaintedButton

_INSET = 7
_KEY = 18
_NAME_AT = 33
_AFTER = 19
_BORDER = 1.2
_WIDEST_NAME = 200


class LabelButton(PaintedButton):
    """Pick a label, and show by being filled that it is picked; 32 px high.

    ``colour`` is what the scheme stores: a name or a hex value. Picked is Qt's checked: ``toggled``
    tells of every change, ``clicked`` of those made by hand. The focus stays in the text.
    """

    ring_radius = metrics.RADIUS_LABEL

    def __init__(
        self, name: str, colour: str, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self._key = key
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_label(name, colour, key)

    def set_label(self, name: str, colour: str, key: str = "") -> None:
        """Stand for another label."""
        self._name = name
        self._colour = colour
        self._key = key
        self.setAccessibleName(f"{name}, {key}" if key else name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the key and the name; a very long name is shortened."""
        name = min(_WIDEST_NAME, text_width(self._name, self._font()))
        return QSize(round(name + 0.5) + self._name_at() + _AFTER, metrics.CONTROL)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the ground, the square with the key, and the name."""
        theme = look()
        colours = label_colours(self._colour)
        picked = self.isChecked()
        radius = metrics.RADIUS_LABEL
        if picked:
            paint_box(painter, rect, radius, fill=colours.chip)
        else:
            alpha = theme.wash
            if self.isDown():
                alpha = theme.wash_selected + theme.wash // 2
            elif self.hovered():
                alpha = theme.wash_hover
            paint_box(painter, rect, radius, fill=tint(colours.line, alpha))
            paint_box(painter, rect, radius, border=colours.line, width=_BORDER)
        if self._key:
            fill, ink = colours.chip, colours.chip_text
            if picked:
                fill, ink = ink, fill
            square = QRectF(_INSET, (rect.height() - _KEY) / 2, _KEY, _KEY)
            paint_box(painter, square, metrics.RADIUS_CHIP, fill=fill)
            paint_text(painter, square, self._key, sans(metrics.TEXT_CAPTION, STRONG), ink, CENTRE)
        words = rect.adjusted(self._name_at(), 0, -_INSET, 0)
        ink = colours.chip_text if picked else theme.text
        paint_text(painter, words, self._name, self._font(), ink)

    def _name_at(self) -> int:
        return _NAME_AT if self._key else _AFTER

    def _font(self) -> QFont:
        return sans(metrics.TEXT_BODY, STRONG)
