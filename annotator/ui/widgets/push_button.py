"""The button with words on it."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    REGULAR,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_dashed,
    paint_icon,
    paint_line,
    paint_text,
    sans,
    text_width,
    tint,
)
from annotator.ui.widgets.key_cap import in_force, keys_width, paint_keys
from annotator.ui.widgets.painted_button import PaintedButton

Kind = Literal["primary", "plain", "ghost", "link"]

_PADDING = {"primary": 16, "plain": 16, "ghost": 12, "link": 0}
_ICON_GAP = 6
_NARROWEST = 80
_LINK_AIR = 3
ON_FILL = 24  # alpha of a key cap on the accent


class PushButton(PaintedButton):
    """Do what its words say, at a click, Space or Enter.

    ``primary`` is the one filled button of a screen, ``plain`` has a border, ``ghost`` appears
    under the mouse, ``link`` is small words in the accent. Pixels: 32 high, 36 if ``tall``.
    Disabled it is an outline of dashes whose words can still be read: they say what could be done.
    """

    fades = False

    def __init__(
        self,
        text: str,
        kind: Kind = "plain",
        parent: QWidget | None = None,
        *,
        icon: str = "",
        keys: str = "",
        tall: bool = False,
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._icon = icon
        self._keys = keys
        self._height = metrics.TALL_ROW if tall else metrics.CONTROL
        self.ring_radius = metrics.RADIUS_CHIP if kind == "link" else metrics.RADIUS_FIELD
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def set_face(self, text: str, keys: str = "") -> None:
        """Say something else, and name other keys."""
        if (text, keys) != (self.text(), self._keys):
            self._keys = keys
            self.setText(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for the icon, the words and the keys."""
        width = self._content_width() + 2 * _PADDING[self._kind]
        if self._kind == "link":
            return QSize(round(width + 0.5), metrics.TEXT_SMALL + 8)
        narrowest = 0 if self._kind == "ghost" else _NARROWEST
        return QSize(max(narrowest, round(width + 0.5)), self._height)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def ring_part(self) -> QRect:
        """Give the words of a link a little air inside the ring."""
        air = _LINK_AIR if self._kind == "link" else 0
        return self.rect().adjusted(-air, 0, air, 0)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the ground, then icon, words and keys as one group in the middle."""
        theme = look()
        colour = {"primary": theme.on_accent, "link": theme.accent}.get(self._kind, theme.text)
        if not self.isEnabled():
            colour = theme.muted
        self._paint_ground(painter, rect)
        font = self._font()
        x = rect.left() + max(0.0, (rect.width() - self._content_width()) / 2)
        if self._icon:
            icon = QRectF(x, rect.center().y() - self._icon_size() / 2, *([self._icon_size()] * 2))
            paint_icon(painter, self._icon, icon, colour)
            x += self._icon_size() + _ICON_GAP
        words = QRectF(x, rect.top(), text_width(self._words(), font), rect.height())
        x += paint_text(painter, words, self._words(), font, colour)
        if self._kind == "link" and self.hovered():
            paint_line(painter, words.left(), round(rect.center().y() + 7), words.width(), colour)
        if self._keys:
            self._paint_keys(painter, rect, x + metrics.SPACE, colour)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        theme = look()
        if not self.isEnabled():
            if self._kind in ("primary", "plain"):
                paint_dashed(painter, rect, metrics.RADIUS_FIELD, theme.line2)
        elif self._kind == "primary":
            fill = theme.accent_hover if self.hovered() else theme.accent
            fill = theme.accent_pressed if self.isDown() else fill
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill)
        elif self._kind == "plain":
            fill = self.ground(raised=True) or theme.raised
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill, border=theme.line2)
        elif self._kind == "ghost" and (under := self.ground()) is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=under)

    def _paint_keys(self, painter: QPainter, rect: QRectF, x: float, colour: QColor) -> None:
        y = rect.center().y() - metrics.KEY_CAP / 2
        right = x + keys_width(in_force(self._keys))
        if self._kind == "primary" and self.isEnabled():
            cap = tint(colour, ON_FILL)
            paint_keys(painter, right, y, in_force(self._keys), fill=cap, border=cap, text=colour)
        else:
            paint_keys(painter, right, y, in_force(self._keys))

    def _content_width(self) -> float:
        width = text_width(self._words(), self._font())
        if self._icon:
            width += self._icon_size() + _ICON_GAP
        if self._keys:
            width += metrics.SPACE + keys_width(in_force(self._keys))
        return width

    def _icon_size(self) -> int:
        return metrics.ICON_SMALL if self._kind == "link" else metrics.ICON

    def _font(self) -> QFont:
        size = metrics.TEXT_SMALL if self._kind == "link" else metrics.TEXT_BODY
        return sans(size, STRONG if self._kind == "primary" else REGULAR)

    def _words(self) -> str:
        """Return the text without the marks of its access key, which Qt has taken already."""
        return re.sub(r"&(.)", r"\1", self.text())
