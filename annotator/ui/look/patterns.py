"""The line patterns of labels, so that colour never speaks alone.

A lane below a text is filled with a tile: an antialiased dashed pen takes five times as long.
A pattern is a sequence of strokes and gaps in pixels; a stroke as long as the line is high shows
as a dot.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from annotator.ui.look.metrics import LANE, MARK_HEIGHT, MARK_WIDTH

SOLID: Final = "solid"


class _Pattern(NamedTuple):
    lane: tuple[tuple[float, float], ...]  # (stroke, gap) along a line 2.4 high
    mark: tuple[float, ...]  # strokes down a mark 4 wide
    mark_gap: float
    rounded: bool = True
    split: bool = False  # two thin lines instead of one


_PATTERNS: Final = {
    SOLID: _Pattern((), (), 0),
    "dots": _Pattern(((2.4, 1.6),), (4,), 2),
    "dashes": _Pattern(((4.4, 1.6),), (6.5,), 3),
    "long-dashes": _Pattern(((11, 3),), (12,), 2),
    "dashdot": _Pattern(((5.6, 2), (2.4, 2)), (8, 4), 2),
    "dash-dots": _Pattern(((5.6, 2), (2.4, 1.6), (2.4, 2)), (6, 3, 3), 1.5),
    "double": _Pattern(((8, 0),), (), 0, rounded=False, split=True),
    "double-dash": _Pattern(((3.6, 1.4), (3.6, 3.4)), (3, 3), 1.5),
    "squares": _Pattern(((2.4, 2.6),), (3.4,), 2.8, rounded=False),
    "dot-pairs": _Pattern(((2.4, 1.2), (2.4, 4)), (3, 3), 1),
}
PATTERNS: Final = tuple(_PATTERNS)


def paint_lane(painter: QPainter, rect: QRectF, colour: QColor, pattern: str = SOLID) -> None:
    """Paint a lane below a text into ``rect`` (pixels) in a label's pattern.

    It begins on a whole pixel of the device, so that all lanes of a page look alike, and its first
    stroke at the left edge. An unknown pattern is painted solid.
    """
    known = _PATTERNS.get(pattern, _PATTERNS[SOLID])
    dpr = painter.device().devicePixelRatio()
    lane = QRectF(_whole(rect.left(), dpr), _whole(rect.top(), dpr), rect.width(), rect.height())
    if not known.lane:
        painter.fillRect(lane, colour)
        return
    tile = lane_tile(pattern, colour, rect.height(), dpr)
    lane.setHeight(tile.height() / dpr)
    painter.drawTiledPixmap(lane, tile, QPointF())


def lane_strokes(pattern: str) -> tuple[tuple[tuple[float, float], ...], bool, bool]:
    """Give the strokes and gaps of a pattern along a line, none for a solid one.

    Beside them: whether strokes are rounded, and whether the line is split into two thin ones.
    """
    known = _PATTERNS.get(pattern, _PATTERNS[SOLID])
    return known.lane, known.rounded, known.split


def lane_tile(pattern: str, colour: QColor, height: float = LANE, dpr: float = 1.0) -> QPixmap:
    """Return one period of a pattern, a whole number of device pixels wide: it joins seamlessly."""
    return _tile(pattern, colour.rgba(), height, dpr)


def paint_mark(
    painter: QPainter,
    x: float,
    y: float,
    colour: QColor,
    pattern: str = SOLID,
    height: float = MARK_HEIGHT,
    *,
    hollow: bool = False,
) -> None:
    """Paint the upright mark of a label, 4 pixels wide, at the head of a list row.

    ``hollow`` is for a suggestion: an outline without pattern.
    """
    dpr = painter.device().devicePixelRatio()
    picture = _mark(pattern, colour.rgba(), height, dpr, hollow=hollow)
    painter.drawPixmap(QPointF(x, y), picture)


@cache
def _tile(name: str, rgba: int, height: float, dpr: float) -> QPixmap:
    pattern = _PATTERNS[name]
    period = sum(stroke + gap for stroke, gap in pattern.lane)
    device = max(1, round(period * dpr))
    picture = _transparent(device, math.ceil(height * dpr), dpr)
    painter = _brush(picture, rgba)
    if pattern.split:
        thin = max(1, round(height / 3 * dpr)) / dpr
        painter.drawRect(QRectF(0, 0, device / dpr, thin))
        painter.drawRect(QRectF(0, picture.height() / dpr - thin, device / dpr, thin))
        painter.end()
        return picture
    radius = height / 2 if pattern.rounded else 0
    x = 0.0
    for stroke, gap in pattern.lane:
        painter.drawRoundedRect(QRectF(x, 0, stroke, height), radius, radius)
        x += stroke + gap
    painter.end()
    return picture


@cache
def _mark(name: str, rgba: int, height: float, dpr: float, *, hollow: bool) -> QPixmap:
    pattern = _PATTERNS.get(name, _PATTERNS[SOLID])
    picture = _transparent(math.ceil(MARK_WIDTH * dpr), math.ceil(height * dpr), dpr)
    painter = _brush(picture, rgba)
    if pattern.split and not hollow:
        thin = MARK_WIDTH * 0.36
        painter.drawRoundedRect(QRectF(0, 0, thin, height), thin / 2, thin / 2)
        painter.drawRoundedRect(QRectF(MARK_WIDTH - thin, 0, thin, height), thin / 2, thin / 2)
    elif hollow:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor.fromRgba(rgba))
        painter.drawRoundedRect(QRectF(0.5, 0.5, MARK_WIDTH - 1, height - 1), 1.5, 1.5)
    else:
        radius = MARK_WIDTH / 2 if pattern.rounded else 0
        for y, stroke in _strokes(pattern, height):
            painter.drawRoundedRect(QRectF(0, y, MARK_WIDTH, stroke), radius, radius)
    painter.end()
    return picture


def _strokes(pattern: _Pattern, height: float) -> list[tuple[float, float]]:
    """Set as many strokes as fit, centred: (position, length) in pixels."""
    if not pattern.mark:
        return [(0, height)]
    strokes: list[float] = []
    room = height + pattern.mark_gap
    while True:
        stroke = pattern.mark[len(strokes) % len(pattern.mark)]
        room -= stroke + pattern.mark_gap
        if strokes and room < 0:
            break
        strokes.append(min(stroke, height))
    used = sum(strokes) + pattern.mark_gap * (len(strokes) - 1)
    y = (height - used) / 2
    placed: list[tuple[float, float]] = []
    for stroke in strokes:
        placed.append((y, stroke))
        y += stroke + pattern.mark_gap
    return placed


def _whole(place: float, dpr: float) -> float:
    """Move a place to the nearest pixel of the device."""
    return round(place * dpr) / dpr


def _transparent(width: int, height: int, dpr: float) -> QPixmap:
    picture = QPixmap(width, height)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _brush(picture: QPixmap, rgba: int) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(rgba))
    return painter
