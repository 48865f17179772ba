"""Beside a paragraph: its number, or in a few letters which part of the article it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from annotator.ui.editor.styles import SHORT_NAMES
from annotator.ui.look import metrics, sans, text_width

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_WIDTH = 40
_NEAREST = metrics.SPACE
"""Pixels between what stands there and the column at the least."""
_EDGE = metrics.SPACE_INSIDE
"""Pixels between it and the edge of the view."""
_REACH = 4
"""Pixels around what stands there that still belong to it."""


def margin_words(page: ArticleLayout, block: int) -> str:
    """Give what stands beside a block; “” beside what goes on from the block above, or is empty."""
    paragraphs = page.scene.paragraphs
    if number := paragraphs.numbers[block]:
        return str(number)
    if block in page.scene.display.parted or paragraphs.roles[block] in ("blank", "body"):
        return ""
    return paragraphs.short_name(block)


def margin_box(page: ArticleLayout, block: int) -> QRectF:
    """Give where that stands (pixels of the document): at the side on which one begins to read."""
    first = page.document().findBlockByNumber(block).layout().lineAt(0)
    right = page.column_left + page.column_width
    leftwards = page.is_leftwards(block)
    room = page.view_width - right if leftwards else page.column_left
    # Where the margin is narrow a name comes nearer to the text rather than being cut by the edge.
    gap = min(page.setting.sheet.number_gap, max(_NEAREST, room - _widest() - _EDGE))
    left = right + gap if leftwards else page.column_left - gap - _WIDTH
    return QRectF(left, page.text_top_of(block), _WIDTH, first.ascent() + first.descent() + 2)


def in_margin(page: ArticleLayout, point: QPointF) -> int | None:
    """Give the block whose number, or name, lies under a point of the document."""
    if page.column_left <= point.x() <= page.column_left + page.column_width:
        return None
    block = page.block_at(point.y())
    if not page.is_laid_out(block) or not margin_words(page, block):
        return None
    box = margin_box(page, block).adjusted(-_REACH, -_REACH, _REACH, _REACH)
    return block if box.contains(point) else None


@cache
def _widest() -> float:
    """Measure the longest name, so that all that stands beside one text stands in one line."""
    return max(text_width(name, sans(metrics.TEXT_CAPTION)) for name in SHORT_NAMES.values())
