"""What lies under a point of the page: a character, annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from annotator.model.mark import Mark
from annotator.text.offsets import ceil_grapheme, floor_grapheme

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_BESIDE = 2
_BELOW = 12
"""Pixels below the words in which their lines lie."""


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
    """Give the shown annotations under a point of the document.

    The smallest comes first, and of equals one's own.
    """
    scene = page.scene
    block = scene.display.block_at(character_at(page, point))
    hit = [
        mark
        for mark in scene.marks.in_block(block)
        if mark.annotator in scene.lanes
        and any(
            page.box_of(start, end).adjusted(-_BESIDE, -_BESIDE, _BESIDE, _BELOW).contains(point)
            for start, end in mark.pieces
        )
    ]
    own = scene.annotator
    return sorted(hit, key=lambda mark: (mark.end - mark.start, mark.annotator != own, mark))
