"""Lines below the words in review: the consensus, and everybody's lane."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.editor.geometry import Piece
from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.editor.review_placing import PlacedUnit, glyph_bottom, squeezed
from annotator.ui.editor.reviewing import Reviewing
from annotator.ui.look import (
    LEFT,
    label_colours,
    look,
    metrics,
    paint_lane,
    paint_text,
    sans,
    text_width,
    tint,
)

LANE = 2
CONSENSUS_AT = (1, 4)
LANES_AT = (9, 13, 17)
"""Pixels below the box of the glyphs."""
_CALM = 102
"""Alpha of the lanes of what is settled: 40 %."""
_CROSS_AT = 3
_CROSS = 4.0
_BREAK = 2
"""Pixels by which a line is broken beside one that lies within it."""
_COUNT_GAP = 3
_CONSENSUS = -1


def paint_unit_lanes(
    painter: QPainter,
    block: PaintedBlock,
    placed: list[PlacedUnit],
    reviewing: Reviewing,
    ground: QColor,
) -> None:
    """Draw the lines of all units of a block; a smaller one breaks the line that it lies upon."""
    brush = _Lanes(painter, block, ground)
    for unit in placed:
        mark = unit.mark
        for one in sorted(unit.lanes, key=lambda lane: -lane.length):
            style = block.scene.look_of(one.label)
            colour = label_colours(style.colour).line
            if mark.settled:
                colour = tint(colour, _CALM)
            for piece in one.pieces:
                brush.draw(piece, one.lane, LANES_AT[one.lane], colour, style.pattern)
        if reviewing.shows_consensus:
            _paint_decision(painter, block, unit, brush)
    # Last, where nobody's line lies.
    for unit in placed:
        if unit.folded:
            _paint_count(painter, block, unit, brush)


class _Lanes:
    """Draws lines one after the other and knows where there are some already."""

    def __init__(self, painter: QPainter, block: PaintedBlock, ground: QColor) -> None:
        self._painter = painter
        self._block = block
        self._ground = ground
        self._drawn: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)

    def clear(self, line: int, left: float, right: float) -> bool:
        """Tell whether nobody's lane lies below a stretch of a line."""
        return not any(
            begin < right and left < end
            for (number, lane), drawn in self._drawn.items()
            if number == line and lane >= 0
            for begin, end in drawn
        )

    def wipe(self, box: QRectF) -> None:
        """Make the ground bare again."""
        self._painter.fillRect(box, self._ground)

    def draw(self, piece: Piece, lane: int, below: int, colour: QColor, pattern: str) -> None:
        """Draw a line below a piece; what it lies upon ends on both sides of it."""
        box = lane_box(self._block, piece, below)
        drawn = self._drawn[piece.line, lane]
        # Two people, or two fragments, may have the same: that is one line.
        if any(left < piece.right and piece.left < right for left, right in drawn):
            self._painter.fillRect(
                box.adjusted(-_BREAK, -0.5, _BREAK, 0.5) if colour.alpha() < 255 else box,
                self._ground,
            )
        drawn.append((piece.left, piece.right))
        paint_lane(self._painter, box, colour, pattern)


def lane_box(block: PaintedBlock, piece: Piece, below: int) -> QRectF:
    """Give the box of a line some pixels below a piece, on whole pixels."""
    pitch = block.layout.style_of(block.number).pitch
    share = squeezed(piece, pitch)
    top = round(block.origin.y()) + glyph_bottom(piece) + round(below * share)
    height = LANE if share > 0.8 else 1
    return QRectF(block.origin.x() + piece.left, top, piece.right - piece.left, height)


def _paint_decision(
    painter: QPainter, block: PaintedBlock, unit: PlacedUnit, lanes: _Lanes
) -> None:
    """Draw what was decided: two lines for an entry, one for unsure, a cross for nothing."""
    mark = unit.mark
    if mark.rejected and mark.settled:
        _paint_cross(painter, block, unit)
        return
    colour = label_colours(block.scene.look_of(unit.label).colour).line
    rows: tuple[int, ...] = ()
    if mark.state == "unsure":
        rows = CONSENSUS_AT[:1]
    elif mark.consensus is not None:
        rows = CONSENSUS_AT
    for row, below in enumerate(rows):
        for piece in unit.entry:
            lanes.draw(piece, _CONSENSUS - row, below, colour, "solid")


def _paint_cross(painter: QPainter, block: PaintedBlock, unit: PlacedUnit) -> None:
    """Draw a small cross in the middle of the words to which nothing belongs."""
    piece = next((piece for piece in unit.entry if piece.opens), None)
    if piece is None:
        return
    middle = lane_box(block, piece, _CROSS_AT).center()
    painter.setPen(QPen(look().muted, 1.6))
    for turn in (1, -1):
        reach = QPointF(_CROSS, _CROSS * turn)
        painter.drawLine(middle - reach, middle + reach)


def _paint_count(painter: QPainter, block: PaintedBlock, unit: PlacedUnit, lanes: _Lanes) -> None:
    """Say behind the lanes how many more people marked something here.

    Where others' lanes follow at once it takes the end of its own.
    """
    if unit.mark.end > block.scene.display.block_range(block.number)[1]:
        return
    ends = [piece for one in unit.lanes for piece in one.pieces]
    last = max(ends, key=lambda piece: (piece.line, piece.right), default=None)
    if last is None:
        return
    words, font = f"+{unit.folded}", sans(metrics.TEXT_CAPTION)
    width = text_width(words, font)
    box = lane_box(block, last, LANES_AT[0])
    left = box.right() + _COUNT_GAP
    limit = block.layout.column_left + block.layout.column_width + metrics.SPACE_GROUPS
    from_left = left - block.origin.x()
    if left + width > limit or not lanes.clear(last.line, from_left, from_left + width):
        left = box.right() - width
        if left < box.left() + width:
            return
    place = QRectF(left, box.y() - 2, width, LANES_AT[2] - LANES_AT[0] + 6)
    if left < box.right():
        lanes.wipe(place.adjusted(-_COUNT_GAP, 0, 1, 0))
    paint_text(painter, place, words, font, look().muted, LEFT)
