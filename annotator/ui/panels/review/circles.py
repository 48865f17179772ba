"""The small circles that stand for people on the card of a unit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.ui.look import look, metrics
from annotator.ui.widgets.avatar import paint_avatar

_PITCH = 23
_MOST = 5


def circles_width(letters: Sequence[str]) -> int:
    """Measure a row of circles in pixels."""
    count = min(len(letters), _MOST)
    return _PITCH * (count - 1) + metrics.AVATAR_SMALL if count else 0


def paint_circles(painter: QPainter, x: float, y: float, letters: Sequence[str]) -> None:
    """Paint a circle for each of the first five people; the last stands for all that remain."""
    painter.save()
    side = metrics.AVATAR_SMALL
    shown = list(letters[:_MOST])
    if len(letters) > _MOST:
        shown[-1] = f"+{len(letters) - _MOST + 1}"
    for number, words in enumerate(shown):
        rect = QRectF(x + number * _PITCH, y, side, side)
        paint_avatar(painter, rect, words[:2], look().muted)
    painter.restore()
