"""The coloured lines below the words: one lane an annotator, colour and pattern the label's."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.editor.placing import Line
from annotator.ui.look import (
    LEFT,
    RIGHT,
    label_colours,
    look,
    metrics,
    paint_lane,
    paint_text,
    sans,
    tint,
)

_INSET = 0.5
_GAP_ALPHA = 130
_WAVE_PERIOD = 8.0
_WAVE_HEIGHT = 5.2
_COUNT_GAP = 8
_COUNT_WIDTH = 36
_COUNT_HEIGHT = 16


def paint_lanes(painter: QPainter, block: PaintedBlock) -> None:
    """Draw every annotation's line; one with a flaw gets a wave instead.

    Of those that a line of text has no room for the margin says how many there are.
    """
    scene = block.scene
    missing: defaultdict[int, set[bytes]] = defaultdict(set)
    for mark, lines in block.placed:
        style = scene.look_of(mark.label)
        colour = label_colours(style.colour).line
        for line in lines:
            box = _lane(block, line)
            if not line.lane_height:
                missing[line.piece.line].add(mark.entity)
            elif line.gap:
                middle = QRectF(box.x(), box.center().y() - 0.5, box.width(), 1)
                painter.fillRect(middle, tint(colour, _GAP_ALPHA))
            elif mark.flawed:
                _paint_wave(painter, box, look().danger)
            else:
                paint_lane(painter, box, colour, style.pattern)
    for number, entities in missing.items():
        _paint_count(painter, block, number, len(entities))


def _paint_count(painter: QPainter, block: PaintedBlock, number: int, count: int) -> None:
    """Say beside a line of text how many annotations have no line below it."""
    line = block.block.layout().lineAt(number)
    middle = block.origin.y() + line.y() + line.ascent() + line.descent()
    column, width = block.layout.column_left, block.layout.column_width
    leftwards = block.leftwards
    left = column - _COUNT_GAP - _COUNT_WIDTH if leftwards else column + width + _COUNT_GAP
    box = QRectF(left, middle - _COUNT_HEIGHT / 2, _COUNT_WIDTH, _COUNT_HEIGHT)
    words, font = f"+{count}", sans(metrics.TEXT_CAPTION)
    paint_text(painter, box, words, font, look().muted, RIGHT if leftwards else LEFT)


def _lane(block: PaintedBlock, line: Line) -> QRectF:
    piece = line.piece
    return QRectF(
        block.origin.x() + piece.left + _INSET,
        block.origin.y() + line.lane_top,
        piece.right - piece.left - 2 * _INSET,
        line.lane_height,
    )


def _paint_wave(painter: QPainter, lane: QRectF, colour: QColor) -> None:
    tile = _wave(colour.rgba(), painter.device().devicePixelRatio())
    box = QRectF(lane.x(), lane.center().y() - _WAVE_HEIGHT / 2, lane.width(), _WAVE_HEIGHT)
    painter.drawTiledPixmap(box, tile, QPointF())


@cache
def _wave(rgba: int, dpr: float) -> QPixmap:
    """Draw one period of the wave; tiled, like all patterns, because pens with dashes are slow."""
    tile = QPixmap(math.ceil(_WAVE_PERIOD * dpr), math.ceil(_WAVE_HEIGHT * dpr))
    tile.setDevicePixelRatio(dpr)
    tile.fill(Qt.GlobalColor.transparent)
    middle, reach = _WAVE_HEIGHT / 2, _WAVE_HEIGHT - 1.5
    path = QPainterPath(QPointF(0, middle))
    path.quadTo(_WAVE_PERIOD / 4, middle - reach, _WAVE_PERIOD / 2, middle)
    path.quadTo(_WAVE_PERIOD * 3 / 4, middle + reach, _WAVE_PERIOD, middle)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(rgba), 1.5))
    painter.drawPath(path)
    painter.end()
    return tile
