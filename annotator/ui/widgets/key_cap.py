"""Keys as they look on a keyboard: the small caps beside what they do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.look import (
    CENTRE,
    look,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
    text_width,
    upright,
)

_PADDING = 5
_instead: dict[str, str] = {}


def show_instead(keys: Mapping[str, str]) -> None:
    """Show other caps than the parts of the window name: the user has given actions other keys.

    Args:
        keys: what is shown for what is named; “” for an action without keys.
    """
    _instead.clear()
    _instead.update(keys)


def in_force(keys: str) -> str:
    """Give the caps to show for the usual ones that a part names (``"Ctrl K"``)."""
    return _instead.get(keys, keys)


def key_cap_width(key: str) -> float:
    """Measure a cap in pixels; it is at least as wide as it is high."""
    height = metrics.KEY_CAP
    return max(height, round(text_width(key, sans(metrics.TEXT_CAPTION))) + 2 * _PADDING)


def paint_key_cap(
    painter: QPainter,
    x: float,
    y: float,
    key: str,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    text: QColor | None = None,
) -> float:
    """Paint a cap, 18 px high, with its upper left corner at (x, y); return its width in pixels.

    Without colours it is `win` with a `line` around it and muted text.
    """
    theme = look()
    rect = QRectF(x, y, key_cap_width(key), metrics.KEY_CAP)
    paint_box(
        painter, rect, metrics.RADIUS_CHIP, fill=fill or theme.win, border=border or theme.line
    )
    paint_text(painter, rect, key, sans(metrics.TEXT_CAPTION), text or theme.muted, CENTRE)
    return rect.width()


def keys_width(keys: str) -> float:
    """Measure several caps, written with spaces between them (``"Ctrl K"``), in pixels."""
    caps = keys.split()
    gaps = metrics.SPACE_INSIDE * max(0, len(caps) - 1)
    return sum(key_cap_width(cap) for cap in caps) + gaps


def paint_keys(
    painter: QPainter,
    right: float,
    y: float,
    keys: str,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    text: QColor | None = None,
) -> float:
    """Paint a cap for each word of ``keys``, ending at ``right``; return where they begin.

    They stand in the order in which they are written, wherever the window is read from.
    """
    width = keys_width(keys)
    left = x = right - width
    with upright(painter, QRectF(left, y, width, metrics.KEY_CAP)):
        for cap in keys.split():
            x += paint_key_cap(painter, x, y, cap, fill=fill, border=border, text=text)
            x += metrics.SPACE_INSIDE
    return left


class KeyCap(QWidget):
    """Show one key, or several pressed together as one cap (``"Ctrl Z"``)."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the cap."""
        return QSize(round(key_cap_width(self._key)), metrics.KEY_CAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        painter = reading_painter(self)
        paint_key_cap(painter, 0, 0, self._key)
        painter.end()
