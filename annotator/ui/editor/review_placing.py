"""Placing the units of a block: where their words stand, and who has which lane."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.mark import Fragment
from annotator.ui.editor.geometry import Piece
from annotator.ui.editor.reviewing import Reviewing, ReviewMark
from annotator.ui.review.units import remainder

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

LANES_REACH = 20
"""Pixels below the words that consensus and lanes take, where the pitch leaves as much."""
_BORROWED = 0.24
"""Share of a line's height, above the letters of the next one, that lanes may reach into."""


class PlacedLane(NamedTuple):
    """An annotation with its lane, from 0; ``length`` in code points."""

    label: str
    lane: int
    length: int
    pieces: list[Piece]


class PlacedUnit(NamedTuple):
    """A unit in a block.

    Attributes:
        mark: the unit.
        lanes: the annotations whose annotators have a lane here.
        folded: how many annotators have none.
        label: of what is accepted, or of what is proposed.
        entry: the pieces of that.
        rest: the pieces of what was marked beyond it; only of the current unit.
    """

    mark: ReviewMark
    lanes: list[PlacedLane]
    folded: int
    label: str
    entry: list[Piece]
    rest: list[Piece]


def place_units(layout: ArticleLayout, reviewing: Reviewing, number: int) -> list[PlacedUnit]:
    """Place the units of a block, larger ones before those that lie within them."""
    start, end = layout.scene.display.block_range(number)
    found = reviewing.between(start, end)
    found.sort(key=lambda mark: mark.start - mark.end)
    return [_placed(layout, reviewing, number, mark) for mark in found]


def _placed(
    layout: ArticleLayout, reviewing: Reviewing, number: int, mark: ReviewMark
) -> PlacedUnit:
    lanes, folded = reviewing.lanes_of(mark)
    placed = [
        PlacedLane(
            label,
            lanes[who],
            fragments[-1][1] - fragments[0][0],
            pieces_of(layout, number, fragments),
        )
        for who, label, fragments in mark.spans
        if who in lanes
    ]
    label, fragments = mark.consensus or mark.proposal
    rest: list[Piece] = []
    if mark.key == reviewing.current:
        if reviewing.draft is not None:
            label, fragments = reviewing.draft
        marked = [piece for _, _, one in mark.spans for piece in one]
        rest = pieces_of(layout, number, remainder(joined(marked), fragments))
    return PlacedUnit(mark, placed, folded, label, pieces_of(layout, number, fragments), rest)


def pieces_of(layout: ArticleLayout, number: int, fragments: Sequence[Fragment]) -> list[Piece]:
    """Give the boxes of what of some fragments lies in a block."""
    first, last = layout.scene.display.block_range(number)
    found: list[Piece] = []
    for start, end in fragments:
        if start < last and end > first:
            found += layout.pieces_in(number, start, end)
    return found


def joined(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Join fragments that overlap or touch."""
    found: list[Fragment] = []
    for start, end in sorted(fragments):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def glyph_bottom(piece: Piece) -> int:
    """Give the lower edge of the box around a piece's glyphs, on a whole pixel."""
    return ceil(round(piece.bottom, 2))


def squeezed(piece: Piece, pitch: float) -> float:
    """Give by how much lanes move together where lines are closer than in the body, up to 1."""
    height = ceil(piece.bottom - piece.top)
    room = pitch - height
    if room >= LANES_REACH:
        return 1.0
    return min(1.0, max(0.3, (room + _BORROWED * height) / LANES_REACH))


class PlacedUnits:
    """The units of the blocks that were looked at, placed once."""

    def __init__(self, layout: ArticleLayout, reviewing: Reviewing) -> None:
        self.reviewing = reviewing
        self._layout = layout
        self._placed: dict[int, list[PlacedUnit]] = {}
        self._settings = layout.settings

    def in_block(self, number: int) -> list[PlacedUnit]:
        """Give the units of a block."""
        if self._settings != self._layout.settings:
            self.forget()
        found = self._placed.get(number)
        if found is None:
            found = self._placed[number] = place_units(self._layout, self.reviewing, number)
        return found

    def forget(self) -> None:
        """Place all anew: the text was set anew, or something else is shown of the units."""
        self._placed.clear()
        self._settings = self._layout.settings
