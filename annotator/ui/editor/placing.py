"""Placing the annotations of a block: the boxes of their words, and the lane of their line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.mark import Mark
from annotator.ui.editor.geometry import Piece
from annotator.ui.editor.lanes import pack, squeeze, stack
from annotator.ui.editor.layering import Stretch, limited
from annotator.ui.editor.scene import Scene
from annotator.ui.look import metrics

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_STEP = metrics.LANE + metrics.LANE_GAP
_NARROWEST = 2.0
"""Pixels from lane to lane at the least: one of colour and one of paper. More lanes are not shown,
and the margin says how many there are: a paragraph that grew with each would jump while one tags.
"""
_LEAST_ROOM = 5.0
"""Pixels for lanes below any line: three narrow ones, though they reach into the next line's."""
_TOLERANCE = 1.5
"""Pixels by which the last lane may reach into the next line's pitch."""
_Row = tuple[str, int]
"""An annotator, and a row of their annotations."""


class Line(NamedTuple):
    """One piece of an annotation with its line below. Pixels from the paragraph's top left corner.

    ``gap`` marks what lies between two fragments: it has a thin line and no wash. A ``lane_height``
    of 0 says that there was no room for the line. ``washed`` is where the words are tinted, from
    left to right, if not all of them are.
    """

    piece: Piece
    lane_top: float
    lane_height: float
    gap: bool
    washed: Sequence[Stretch] | None = None


class Placed(NamedTuple):
    """An annotation in a block, with all its pieces there."""

    mark: Mark
    lines: list[Line]


def place_marks(layout: ArticleLayout, number: int) -> list[Placed]:
    """Place the annotations of a block: those of annotators who are shown, by position."""
    scene = layout.scene
    shown = [mark for mark in scene.marks.in_block(number) if scene.shows(mark)]
    if (preview := scene.preview) is not None:
        shown = [mark for mark in shown if mark.entity != preview.entity]
        first, last = scene.display.block_range(number)
        if preview.start < max(last, first + 1) and preview.end > first:
            shown = sorted([*shown, preview])
    if not shown:
        return []
    rows = _rows(shown)
    boxes = [_boxes(layout, number, mark) for mark in shown]
    pitch = layout.style_of(number).pitch
    on_lines = _lanes(scene, zip(shown, rows, boxes, strict=True), pitch)
    placed: list[Placed] = []
    for mark, row, pieces in zip(shown, rows, boxes, strict=True):
        lines: list[Line] = []
        for piece, gap in pieces:
            lanes, step, height = on_lines[piece.line]
            lane = lanes.get((mark.annotator, row))
            top = piece.bottom + metrics.LANE_BELOW + (lane or 0) * step
            lines.append(Line(piece, top, 0.0 if lane is None else height, gap))
        placed.append(Placed(mark, lines))
    _limit_washes(placed, scene.annotator)
    return placed


def _limit_washes(placed: list[Placed], own: str) -> None:
    """Leave away washes below others where there are too many."""
    by_line: defaultdict[int, list[tuple[int, int, float, float]]] = defaultdict(list)
    for index, (mark, lines) in enumerate(placed):
        if mark.annotator == own:
            for line in lines:
                if not line.gap:
                    piece = line.piece
                    length = mark.end - mark.start
                    by_line[piece.line].append((index, length, piece.left, piece.right))
    for number, boxes in by_line.items():
        for index, kept in limited(boxes).items():
            lines = placed[index].lines
            for at, line in enumerate(lines):
                if line.piece.line == number and not line.gap:
                    left, right = line.piece.left, line.piece.right
                    inside = [one for one in kept if one[0] < right and one[1] > left]
                    lines[at] = line._replace(washed=inside)


def _lanes(
    scene: Scene, placing: Iterable[tuple[Mark, int, list[tuple[Piece, bool]]]], pitch: float
) -> dict[int, tuple[Mapping[_Row, int], float, float]]:
    """Give for each line of text the lanes below it, with their step and height in pixels."""
    used: defaultdict[int, dict[_Row, int]] = defaultdict(dict)
    boxes: dict[int, float] = {}
    for mark, row, pieces in placing:
        length = mark.end - mark.start
        for piece, _ in pieces:
            key = mark.annotator, row
            used[piece.line][key] = min(length, used[piece.line].get(key, length))
            boxes[piece.line] = piece.bottom - piece.top
    found: dict[int, tuple[Mapping[_Row, int], float, float]] = {}
    for line, shortest in used.items():
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for annotator, row in shortest:
            groups[annotator].append(row)
        room = max(_LEAST_ROOM, pitch - boxes[line] + _TOLERANCE - metrics.LANE_BELOW)
        fitting = int((room + _NARROWEST - 1) / _NARROWEST)
        lanes = stack(scene.lanes, groups)
        if max(lanes.values()) >= fitting:
            own = scene.annotator
            lanes = squeeze(lanes, fitting, key=lambda at: (at[0] != own, shortest[at], lanes[at]))
        count = max(lanes.values()) + 1
        step = min(_STEP, (room + 1) / count)
        found[line] = lanes, step, min(metrics.LANE, max(1.0, step - 1))
    return found


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
