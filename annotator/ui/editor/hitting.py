"""What lies under a point of the page: a character, annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from annotator.model.mark import Mark
from annotator.text.offsets import ceil_grapheme, floor_grapheme
from annotator.ui.editor.placing import Line

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_BESIDE = 2
_BELOW = 6
"""Pixels below the words that still belong to them, whether lines lie there or not."""


def character_at(page: ArticleLayout, point: QPointF) -> int:
    """Give the code point nearest to a point of the document, never one within a character."""
    display = page.scene.display
    unit = page.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
    position = display.units.from_utf16(unit)
    # Where a font has no glyph for a whole character, Qt stops between its parts.
    stops = floor_grapheme(display.text, position), ceil_grapheme(display.text, position)
    if stops[0] == stops[1]:
        return position
    return min(stops, key=lambda stop: abs(page.caret_box(stop).x() - point.x()))


def marks_at(page: ArticleLayout, point: QPointF) -> list[Mark]:
    """Give the shown annotations under a point of the document: their words, or their lines below.

    The smallest comes first, and of equals one's own. Those whose lines there was no room for are
    among them.
    """
    scene = page.scene
    block = scene.display.block_at(character_at(page, point))
    if scene.folds.hides(block):
        return []
    here = QPointF(point.x() - page.column_left, point.y() - page.text_top_of(block))
    pitch = page.style_of(block).pitch
    hit = [
        mark
        for mark, lines in page.placed_in(block)
        if any(_holds(line, here, pitch) for line in lines)
    ]
    own = scene.annotator
    return sorted(hit, key=lambda mark: (mark.end - mark.start, mark.annotator != own, mark))


def _holds(line: Line, point: QPointF, pitch: float) -> bool:
    """Tell whether a point of the paragraph lies on the words of a line or on what is below."""
    piece = line.piece
    below = min(piece.bottom + _BELOW, piece.top + pitch - _BESIDE)
    return (
        not line.gap
        and piece.left - _BESIDE <= point.x() <= piece.right + _BESIDE
        and piece.top - _BESIDE <= point.y() <= max(below, line.lane_top + line.lane_height)
    )
