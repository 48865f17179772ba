"""The soft shadow of what floats above the page: 0 12 32 in the terms of CSS.

The blur of a box is the product of two blurred edges, one across and one down. So two gradients,
one masking the other, give the exact Gaussian without a filter. One small picture is kept for
all sizes and its middle is stretched.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from annotator.ui.look.metrics import SHADOW_BLUR, SHADOW_DROP
from annotator.ui.look.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QLinearGradient

_SIGMA = SHADOW_BLUR / 2
SHADOW_REACH = math.ceil(2.5 * _SIGMA)  # pixels beyond the box; what is left there is below 1/255
_STOPS = 24


def paint_shadow(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Paint the shadow of ``box`` (pixels), which reaches `SHADOW_REACH` around it, 12 lower."""
    reach = SHADOW_REACH
    # Beyond twice the reach the middle is even: it can be cut out and stretched.
    width = min(round(box.width()), 2 * reach + 2)
    height = min(round(box.height()), 2 * reach + 2)
    dpr = painter.device().devicePixelRatio()
    shade = QColor(theme.shade)
    shade.setAlpha(theme.shadow)
    picture = _picture(width, height, shade.rgba(), dpr)
    lowered = box.translated(0, SHADOW_DROP)
    outer = lowered.adjusted(-reach, -reach, reach, reach)
    columns = _parts(outer.left(), outer.width(), picture.width() / dpr, reach + width / 2)
    rows = _parts(outer.top(), outer.height(), picture.height() / dpr, reach + height / 2)
    for x, wide, from_x, from_wide in columns:
        for y, high, from_y, from_high in rows:
            source = QRectF(from_x * dpr, from_y * dpr, from_wide * dpr, from_high * dpr)
            painter.drawPixmap(QRectF(x, y, wide, high), picture, source)


def _parts(
    at: float, length: float, own: float, half: float
) -> list[tuple[float, float, float, float]]:
    """Split one direction into (position, length, source position, source length)."""
    if length <= own:
        return [(at, length, 0, own)]
    middle = 1.0
    end = own - half - middle
    return [
        (at, half, 0, half),
        (at + half, length - half - end, half, middle),
        (at + length - end, end, own - end, end),
    ]


@cache
def _picture(width: int, height: int, rgba: int, dpr: float) -> QPixmap:
    """Draw the shadow of a box of ``width`` by ``height`` with its margins."""
    from PySide6.QtGui import QLinearGradient  # noqa: PLC0415 - 2 ms that a window opens without

    wide, high = width + 2 * SHADOW_REACH, height + 2 * SHADOW_REACH
    picture = QPixmap(math.ceil(wide * dpr), math.ceil(high * dpr))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    colour = QColor.fromRgba(rgba)
    painter = QPainter(picture)
    area = QRectF(0, 0, wide, high)
    painter.fillRect(area, _edges(QLinearGradient(0, 0, wide, 0), width, colour))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    opaque = QColor(Qt.GlobalColor.black)
    painter.fillRect(area, _edges(QLinearGradient(0, 0, 0, high), height, opaque))
    painter.end()
    return picture


def _edges(gradient: QLinearGradient, length: float, colour: QColor) -> QLinearGradient:
    """Let ``colour`` come and go as a box of ``length`` does under a Gaussian blur."""
    whole = length + 2 * SHADOW_REACH
    for step in range(2 * _STOPS + 1):
        share = step / (2 * _STOPS)
        away = (share - 0.5) * whole
        cover = _below(away + length / 2) - _below(away - length / 2)
        stop = QColor(colour)
        stop.setAlphaF(colour.alphaF() * cover)
        gradient.setColorAt(share, stop)
    return gradient


def _below(x: float) -> float:
    """Integrate the Gaussian of the blur from minus infinity to ``x`` pixels."""
    return 0.5 * (1 + math.erf(x / (_SIGMA * math.sqrt(2))))
