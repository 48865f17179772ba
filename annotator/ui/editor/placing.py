"""Placing the annotations of a block: the boxes of their words, and the lane of their line."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.mark import Mark
from annotator.ui.editor.geometry import Piece
from annotator.ui.editor.lanes import pack, stack
from annotator.ui.look import metrics

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_STEP = metrics.LANE + metrics.LANE_GAP
_TOLERANCE = 1.5
"""Pixels by which the last lane may reach into the next line's pitch."""


class Line(NamedTuple):
    """One piece of an annotation with its line below. Pixels from the paragraph's top left corner.

    ``gap`` marks what lies between two fragments: it has a thin line and no wash.
    """

    piece: Piece
    lane_top: float
    lane_height: float
    gap: bool


class Placed(NamedTuple):
    """An annotation in a block, with all its pieces there."""

    mark: Mark
    lines: list[Line]


def place_marks(layout: ArticleLayout, number: int) -> list[Placed]:
    """Place the annotations of a block: those of annotators who are shown, by position."""
    scene = layout.scene
    shown = [mark for mark in scene.marks.in_block(number) if mark.annotator in scene.lanes]
    if not shown:
        return []
    rows = _rows(shown)
    boxes = [_boxes(layout, number, mark) for mark in shown]
    used: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for mark, row, pieces in zip(shown, rows, boxes, strict=True):
        for piece, _ in pieces:
            used[piece.line][mark.annotator].append(row)
    pitch = layout.style_of(number).pitch
    lanes = {line: stack(scene.lanes, groups) for line, groups in used.items()}
    placed: list[Placed] = []
    for mark, row, pieces in zip(shown, rows, boxes, strict=True):
        lines: list[Line] = []
        for piece, gap in pieces:
            on_line = lanes[piece.line]
            count = max(on_line.values()) + 1
            step, height = _squeezed(count, pitch - (piece.bottom - piece.top))
            lane_top = piece.bottom + metrics.LANE_BELOW + on_line[mark.annotator, row] * step
            lines.append(Line(piece, lane_top, height, gap))
        placed.append(Placed(mark, lines))
    return placed


def _rows(shown: list[Mark]) -> list[int]:
    """Give each annotation a row among those of its annotator, so that none covers another."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(shown):
        groups[mark.annotator].append(index)
    rows = [0] * len(shown)
    for indexes in groups.values():
        indexes.sort(key=lambda index: (shown[index].start, -shown[index].end))
        packed = pack([(shown[index].start, shown[index].end) for index in indexes])
        for index, row in zip(indexes, packed, strict=True):
            rows[index] = row
    return rows


def _boxes(layout: ArticleLayout, number: int, mark: Mark) -> list[tuple[Piece, bool]]:
    """Give the boxes of an annotation's fragments and of the gaps between them."""
    if mark.fragments is None:
        return [(piece, False) for piece in layout.pieces_in(number, mark.start, mark.end)]
    found: list[tuple[Piece, bool]] = []
    last = None
    for start, end in mark.fragments:
        if last is not None:
            found += [(piece, True) for piece in layout.pieces_in(number, last, start)]
        found += [(piece, False) for piece in layout.pieces_in(number, start, end)]
        last = end
    return found


def _squeezed(count: int, room: float) -> tuple[float, float]:
    """Give step and height of lanes so that ``count`` of them fit into the room below a line."""
    step = min(_STEP, (room + _TOLERANCE - metrics.LANE_BELOW) / count)
    return step, min(metrics.LANE, max(1.0, step * 0.7)) if step < _STEP else metrics.LANE
