"""The order of painting in review: what is settled is washed, open work stays dark below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout

from annotator.ui.editor.painting.article import painted_blocks
from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.editor.painting.frames import paint_selection
from annotator.ui.editor.painting.lanes import paint_lanes
from annotator.ui.editor.painting.review_lanes import paint_unit_lanes
from annotator.ui.editor.painting.review_margin import paint_margin
from annotator.ui.editor.painting.rows import paint_caret, paint_number, paint_zone
from annotator.ui.editor.painting.washes import paint_found
from annotator.ui.editor.review_placing import PlacedUnit, PlacedUnits
from annotator.ui.look import label_colours, look, metrics, paint_box, tint

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_BESIDE = 1.5
_INSET_TOP = -2.0
_INSET_BOTTOM = -1.0
_OUTLINE = 1.5
_OUTLINE_BESIDE = 3.0
_REST = {False: 150, True: 120}
"""Alpha of the disputed words of the current unit, in a light and in a dark theme."""


class ReviewPainting:
    """Paints an article under review; ``units`` is None as long as they are not known."""

    def __init__(self) -> None:
        self.units: PlacedUnits | None = None

    def __call__(
        self, painter: QPainter, layout: ArticleLayout, clip: QRectF, cursor_position: int
    ) -> None:
        """Paint what lies in ``clip``, as `paint_article` does."""
        theme = look()
        units = self.units
        for painted in painted_blocks(painter, layout, clip):
            number = painted.number
            folded = layout.scene.folds.of_block(number) is not None
            if folded:
                paint_zone(painter, painted)
            paint_found(painter, painted)
            formats: list[QTextLayout.FormatRange] = []
            editing = units is not None and units.reviewing.draft is not None
            if units is None:
                paint_lanes(painter, painted._replace(placed=layout.placed_in(number)))
                paint_selection(painter, painted)
            else:
                placed = units.in_block(number)
                paint_unit_washes(painter, painted, placed, units)
                if not editing:
                    paint_selection(painter, painted)
                ground = theme.zone if folded else theme.base
                paint_unit_lanes(painter, painted, placed, units.reviewing, ground)
                formats = _legible(painted, placed)
            painter.setPen(theme.muted if layout.style_of(number).muted else theme.text)
            painted.block.layout().draw(painter, QPointF(), formats, clip)
            paint_number(painter, painted)
            if units is not None:
                paint_margin(painter, layout, units.reviewing, number)
            if editing or painted.scene.word_caret:
                # Nothing is written here: it is shown to who moves or edits by keys.
                paint_caret(painter, painted, cursor_position)


def paint_unit_washes(
    painter: QPainter, block: PaintedBlock, placed: list[PlacedUnit], units: PlacedUnits
) -> None:
    """Tint what is settled; of the current unit the proposal, framed, and what is in dispute."""
    theme, reviewing = look(), units.reviewing
    painter.setPen(Qt.PenStyle.NoPen)
    for unit in placed:
        mark = unit.mark
        shown = mark.settled and not mark.rejected and reviewing.shows_consensus
        if shown and mark.key != reviewing.current:
            painter.setBrush(tint(_colour(block, unit), theme.wash))
            _fill(painter, block, unit)
    for unit in placed:
        if unit.mark.key != reviewing.current:
            continue
        for piece in unit.rest:
            ground, edge = tint(theme.selection, _REST[theme.dark]), theme.outline(theme.accent)
            paint_box(painter, block.box(piece), 0, fill=ground, border=edge)
        colour = _colour(block, unit)
        painter.setPen(Qt.PenStyle.NoPen)
        if not unit.mark.rejected:
            painter.setBrush(tint(colour, theme.wash_selected))
            _fill(painter, block, unit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, _OUTLINE))
        for piece in unit.entry:
            box = block.box(piece, beside=_OUTLINE_BESIDE, below=0.5)
            painter.drawRoundedRect(box, metrics.RADIUS_CHIP, metrics.RADIUS_CHIP)


def _colour(block: PaintedBlock, unit: PlacedUnit) -> QColor:
    return label_colours(block.scene.look_of(unit.label).colour).line


def _fill(painter: QPainter, block: PaintedBlock, unit: PlacedUnit) -> None:
    for piece in unit.entry:
        box = block.box(piece, beside=_BESIDE, above=_INSET_TOP, below=_INSET_BOTTOM)
        painter.drawRoundedRect(box, metrics.RADIUS_WASH, metrics.RADIUS_WASH)


def _legible(block: PaintedBlock, placed: list[PlacedUnit]) -> list[QTextLayout.FormatRange]:
    """Give the words of units in a muted paragraph the colour of the body's."""
    if not block.layout.style_of(block.number).muted:
        return []
    scene, found = block.scene, list[QTextLayout.FormatRange]()
    first, last = scene.display.block_range(block.number)
    to_unit, origin = scene.display.units.to_utf16, block.block.position()
    for unit in placed:
        words = QTextLayout.FormatRange()
        words.start = to_unit(max(unit.mark.start, first)) - origin
        words.length = to_unit(min(unit.mark.end, last)) - origin - words.start
        words.format.setForeground(look().text)
        if words.length > 0:
            found.append(words)
    return found
