"""Washes behind words: the annotations of whoever works, and what the find bar found."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout

from annotator.model.mark import Mark
from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.editor.placing import Line
from annotator.ui.editor.scene import Scene
from annotator.ui.look import label_colours, look, metrics, paint_box, tint
from annotator.ui.look.contrast import mixed

_BESIDE = 1.5
_INSET_TOP = -2.0
_INSET_BOTTOM = -1.0
_FOUND = 70
_FOUND_HERE = 150


def paint_washes(painter: QPainter, block: PaintedBlock) -> None:
    """Tint the words of one's own annotations; overlapping tints blend.

    Others' annotations stay lines, so that the page stays calm; the one that is selected is tinted
    whoever made it. Its tint covers those below, and so does that of the one under the mouse: on
    two of these words would be hard to read. For the same reason only the innermost are tinted
    where many lie upon each other.
    """
    scene, theme = block.scene, look()
    painter.setPen(Qt.PenStyle.NoPen)
    own = [
        one
        for one in block.placed
        if one.mark.annotator == scene.annotator and not scene.is_chosen(one.mark.entity)
    ]
    # The inner lie on the outer ones.
    own.sort(key=lambda one: one.mark.start - one.mark.end)
    for mark, lines in own:
        if mark.entity != scene.hovered:
            painter.setBrush(tint(_line_colour(scene, mark), theme.wash))
            _fill(painter, block, lines)
    for mark, lines in own:
        if mark.entity == scene.hovered:
            share = (theme.wash + theme.wash_selected) // 2 / 255
            painter.setBrush(mixed(theme.base, _line_colour(scene, mark), share))
            _fill(painter, block, lines, whole=True)
    if not scene.chosen_set and scene.active is None:
        return
    chosen = [one for one in block.placed if scene.is_chosen(one.mark.entity)]
    # The innermost lies on top; the active one, which the form shows, on all.
    chosen.sort(key=lambda one: (one.mark.entity == scene.active, one.mark.start - one.mark.end))
    for mark, lines in chosen:
        share = theme.wash_selected / 255
        painter.setBrush(mixed(theme.base, _line_colour(scene, mark), share))
        _fill(painter, block, lines, whole=True)


def _line_colour(scene: Scene, mark: Mark) -> QColor:
    return label_colours(scene.look_of(mark.label).colour).line


def _fill(
    painter: QPainter, block: PaintedBlock, lines: Iterable[Line], *, whole: bool = False
) -> None:
    for line in lines:
        if line.gap:
            continue
        if line.washed is not None and not whole:
            for left, right in line.washed:
                cut = line.piece._replace(left=left, right=right)
                painter.drawRect(block.box(cut, above=_INSET_TOP, below=_INSET_BOTTOM))
        else:
            box = block.box(line.piece, beside=_BESIDE, above=_INSET_TOP, below=_INSET_BOTTOM)
            painter.drawRoundedRect(box, metrics.RADIUS_WASH, metrics.RADIUS_WASH)


def words_on_washes(block: PaintedBlock) -> list[QTextLayout.FormatRange]:
    """Give the washed words of a muted paragraph the colour of the body's.

    On a wash, muted words have a contrast of as little as 2.5.
    """
    if not block.layout.style_of(block.number).muted:
        return []
    scene, found = block.scene, list[QTextLayout.FormatRange]()
    first, last = scene.display.block_range(block.number)
    to_unit, origin = scene.display.units.to_utf16, block.block.position()
    for mark, _ in block.placed:
        if mark.annotator == scene.annotator or scene.is_chosen(mark.entity):
            for start, end in mark.pieces:
                words = QTextLayout.FormatRange()
                words.start = to_unit(max(start, first)) - origin
                words.length = to_unit(min(end, last)) - origin - words.start
                words.format.setForeground(look().text)
                if words.length > 0:
                    found.append(words)
    return found


def paint_found(painter: QPainter, block: PaintedBlock) -> None:
    """Tint what the find bar found; the present hit more strongly."""
    scene = block.scene
    if not scene.found:
        return
    theme = look()
    first, last = scene.display.block_range(block.number)
    for index in scene.found_between(first, last):
        alpha = _FOUND_HERE if index == scene.found_at else _FOUND
        ground, edge = tint(theme.warn, alpha), theme.outline(theme.warn)
        for piece in block.boxes(*scene.found[index]):
            box = block.box(piece, beside=1, above=-1)
            paint_box(painter, box, metrics.RADIUS_WASH, fill=ground, border=edge)
