"""Lines below the words in review: the consensus, and everybody's lane."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.editor.geometry import Piece
from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.editor.review_placing import PlacedUnit, glyph_bottom, squeezed
from annotator.ui.editor.reviewing import Reviewing
from annotator.ui.look import LEFT, label_colours, look, metrics, paint_lane, paint_text, sans, tint

LANE = 2
CONSENSUS_AT = (1, 4)
LANES_AT = (9, 13, 17)
"""Pixels below the box of the glyphs."""
_CALM = 102
"""Alpha of the lanes of what is settled: 40 %."""
_CROSS_AT = 4
_CROSS = 4.0
_BREAK = 2
"""Pixels by which a line is broken beside one that lies within it."""
_COUNT = 18
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
        if unit.folded:
            _paint_count(painter, block, unit, ground)


class _Lanes:
    """Draws lines one after the other and knows where there are some already."""

    def __init__(self, painter: QPainter, block: PaintedBlock, ground: QColor) -> None:
        self._painter = painter
        self._block = block
        self._ground = ground
        self._drawn: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)

    def draw(self, piece: Piece, lane: int, below: int, colour: QColor, pattern: str) -> None:
        """Draw a line below a piece; what it lies upon ends on both sides of it."""
        box = lane_box(self._block, piece, below)
        drawn = self._drawn[piece.line, lane]
        # Two people, or two fragments, may have the same: that is one line.
        if any(left < box.right() and box.left() < right for left, right in drawn):
            self._painter.fillRect(
                box.adjusted(-_BREAK, -0.5, _BREAK, 0.5) if colour.alpha() < 255 else box,
                self._ground,
            )
        drawn.append((box.left(), box.right()))
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


def _paint_count(painter: QPainter, block: PaintedBlock, unit: PlacedUnit, ground: QColor) -> None:
    """Say behind the lanes how many more people marked something here."""
    ends = [piece for one in unit.lanes for piece in one.pieces]
    last = max(ends, key=lambda piece: (piece.line, piece.right), default=None)
    if last is None or unit.mark.end > block.scene.display.block_range(block.number)[1]:
        return
    words, font = f"+{unit.folded}", sans(metrics.TEXT_CAPTION)
    box = lane_box(block, last, LANES_AT[0])
    limit = block.layout.column_left + block.layout.column_width + metrics.SPACE - _COUNT
    place = QRectF(min(box.right() + 3, limit), box.y() - 2, _COUNT, LANES_AT[2] - LANES_AT[0] + 6)
    painter.fillRect(place, ground)
    paint_text(painter, place, words, font, look().muted, LEFT)
