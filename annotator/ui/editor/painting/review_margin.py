"""Painting the margin in review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.ui.editor.review_margin import PILL_WORDS, Told, margin_of, pill_font_size
from annotator.ui.editor.reviewing import Reviewing
from annotator.ui.look import STRONG, look, metrics, paint_box, paint_icon, paint_text, sans

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_ICON_LEFT = 4


def paint_margin(
    painter: QPainter, layout: ArticleLayout, reviewing: Reviewing, number: int
) -> None:
    """Draw the glyphs beside a block; the current one is a filled pill."""
    for told in margin_of(layout, reviewing, number):
        _paint(painter, told, current=told.mark.key == reviewing.current)


def _paint(painter: QPainter, told: Told, *, current: bool) -> None:
    theme, box = look(), told.box
    if current:
        paint_box(painter, box, metrics.RADIUS_FIELD, fill=theme.accent)
    colour = theme.on_accent if current else theme.muted
    left = _ICON_LEFT + 2 * bool(told.words)
    side = metrics.ICON
    icon = QRectF(box.x() + left, box.center().y() - side / 2, side, side)
    paint_icon(painter, told.icon, icon, colour)
    if told.words:
        words = box.adjusted(PILL_WORDS, 0, 0, 0)
        paint_text(painter, words, told.words, sans(pill_font_size(), STRONG), colour)
