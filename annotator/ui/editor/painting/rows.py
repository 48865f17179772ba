"""What stands beside and between the lines: numbers, the caret, the row of folded boilerplate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.text.words import word_at
from annotator.ui.editor.folding import Fold
from annotator.ui.editor.margin import margin_box, margin_words
from annotator.ui.editor.painting.block import PaintedBlock
from annotator.ui.i18n import tr
from annotator.ui.look import (
    LEFT,
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.look.carets import x_of

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_HANGING = 12
"""Pixels by which a boilerplate zone hangs out of the column on both sides."""
_CARET = 2
_ACTION_WIDTH = 64


def paint_number(painter: QPainter, block: PaintedBlock) -> None:
    """Write what stands beside the paragraph where its first line begins."""
    words = margin_words(block.layout, block.number)
    if words:
        side = (LEFT if block.leftwards else RIGHT) | Qt.AlignmentFlag.AlignAbsolute
        box = margin_box(block.layout, block.number)
        paint_text(painter, box, words, sans(metrics.TEXT_CAPTION), look().muted, side)


def paint_caret(painter: QPainter, block: PaintedBlock, cursor_position: int) -> None:
    """Draw the caret; moved by keys, it shows the word it stands on as well."""
    start = block.block.position()
    if not start <= cursor_position < start + block.block.length():
        return
    scene, theme = block.scene, look()
    position = scene.selection.caret
    if scene.word_caret and scene.selected is None:
        word = word_at(scene.display.text, position)
        if word and word[0] <= position < word[1]:
            for piece in block.boxes(*word):
                box = block.box(piece, beside=1.5)
                radius = metrics.RADIUS_WASH
                paint_box(painter, box, radius, border=theme.accent, width=1)
    line = block.block.layout().lineForTextPosition(cursor_position - start)
    if line.isValid():
        # On whole pixels, or it would be a blur.
        x = round(block.origin.x() + x_of(line, cursor_position - start)) - 1
        height = line.ascent() + line.descent()
        caret = QRectF(x, block.origin.y() + line.y() + 1, _CARET, height - 2)
        painter.fillRect(caret, theme.accent)


def paint_zone(painter: QPainter, block: PaintedBlock) -> None:
    """Grey the ground of boilerplate that is unfolded."""
    height = block.layout.height_of(block.number)
    top = block.origin.y()
    if block.scene.folds.of_block(block.number).first == block.number:  # type: ignore[union-attr]
        height -= top - block.layout.top_of(block.number)
    paint_box(
        painter,
        QRectF(
            block.layout.column_left - _HANGING,
            top - 6,
            block.layout.column_width + 2 * _HANGING,
            height,
        ),
        fill=look().zone,
    )


def paint_fold_row(painter: QPainter, layout: ArticleLayout, fold: Fold) -> None:
    """Draw the row of a fold: what it is, how long, and that a click shows or hides it."""
    theme = look()
    box = QRectF(
        layout.column_left - _HANGING,
        layout.top_of(fold.first),
        layout.column_width + 2 * _HANGING,
        metrics.CONTROL,
    )
    edge = theme.outline(theme.line2)
    paint_box(painter, box, metrics.RADIUS_FIELD, fill=theme.zone, border=edge)
    icon = QRectF(box.x() + 6, box.center().y() - 8, metrics.ICON, metrics.ICON)
    paint_icon(painter, "down" if fold.open else "right", icon, theme.muted)
    x = box.x() + 28
    title, strong = tr("Boilerplate"), sans(metrics.TEXT_SMALL, STRONG)
    width = text_width(title, strong)
    paint_text(painter, QRectF(x, box.y(), width, box.height()), title, strong, theme.muted)
    x += width + metrics.SPACE
    room = box.right() - x - _ACTION_WIDTH - metrics.SPACE_GROUPS
    about = sans(metrics.TEXT_SMALL)
    paint_text(
        painter,
        QRectF(x, box.y(), room, box.height()),
        _about(layout, fold),
        about,
        theme.muted,
        LEFT,
    )
    action = QRectF(
        box.right() - _ACTION_WIDTH - metrics.SPACE_GROUPS, box.y(), _ACTION_WIDTH, box.height()
    )
    word = tr("Hide") if fold.open else tr("Show")
    paint_text(painter, action, word, about, theme.accent, Qt.AlignmentFlag(RIGHT))


def _about(layout: ArticleLayout, fold: Fold) -> str:
    """Say what a fold holds: how it begins, how much it is, how many annotations lie in it."""
    paragraphs = (
        tr("1 paragraph") if fold.paragraphs == 1 else tr("{n} paragraphs", n=fold.paragraphs)
    )
    parts = [
        f"“{fold.opening}…”",
        f"{paragraphs}, {tr('{n} characters', n=f'{fold.characters:,}')}",
    ]
    inside = {
        mark.entity
        for block in range(fold.first, fold.last + 1)
        for mark in layout.scene.marks.in_block(block)
    }
    if inside:
        count = len(inside)
        parts.append(tr("1 annotation") if count == 1 else tr("{n} annotations", n=count))
    else:
        parts.append(tr("not counted"))
    return " · ".join(parts)
