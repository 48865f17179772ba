"""What explains the lines: each label with its pattern, and how often it is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from annotator.ui.look import STRONG, LabelColours, text_width, turn_round
from annotator.ui.printing.paper import CAPTION, paint_on_line, sans_font, theme
from annotator.ui.printing.strokes import paint_strokes

_ROW = 26.0
_BASELINE = 18.0
_LINE = 44.0
_LINE_UP = 7.0
_GAP = 10.0
_BEFORE_NUMBER = 8.0
_BETWEEN = 32.0


class Key(NamedTuple):
    """A label in the legend."""

    name: str
    colours: LabelColours
    pattern: str
    number: int


class Legend:
    """The labels in as many rows as they need.

    Args:
        keys: the labels, in their order.
        leftwards: whether one begins to read at the right.
    """

    keeps_next = True
    before = 14.0

    def __init__(self, keys: Sequence[Key], *, leftwards: bool = False) -> None:
        self._keys = keys
        self._leftwards = leftwards

    def heights(self, width: float) -> Sequence[float]:
        """Give the heights of its rows."""
        return [_ROW] * len(self._rows(width))

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        """Paint some of its rows."""
        painter.save()
        if self._leftwards:
            turn_round(painter, QRectF(0, top, width, count * _ROW))
        for n, row in enumerate(self._rows(width)[first : first + count]):
            x = 0.0
            for key in row:
                self._paint_key(painter, key, QPointF(x, top + n * _ROW + _BASELINE), width - x)
                x += _width(key) + _BETWEEN
        painter.restore()

    def _rows(self, width: float) -> list[list[Key]]:
        rows: list[list[Key]] = []
        x = width
        for key in self._keys:
            needed = _width(key)
            if x + needed > width:
                rows.append([])
                x = 0.0
            rows[-1].append(key)
            x += needed + _BETWEEN
        return rows

    def _paint_key(self, painter: QPainter, key: Key, start: QPointF, room: float) -> None:
        """Paint a key on a baseline; a name that is longer than the room is shortened."""
        line = QRectF(start.x(), start.y() - _LINE_UP, _LINE, 3)
        paint_strokes(painter, line, key.colours.line, key.pattern)
        start += QPointF(_LINE + _GAP, 0)
        strong, usual, number = sans_font(CAPTION, STRONG), sans_font(CAPTION), str(key.number)
        room -= _LINE + _GAP + _BEFORE_NUMBER + text_width(number, usual)
        used = paint_on_line(painter, start, room, key.name, strong, theme().text)
        start += QPointF(used + _BEFORE_NUMBER, 0)
        paint_on_line(painter, start, text_width(number, usual), number, usual, theme().muted)


def _width(key: Key) -> float:
    name = text_width(key.name, sans_font(CAPTION, STRONG))
    number = text_width(str(key.number), sans_font(CAPTION))
    return _LINE + _GAP + name + _BEFORE_NUMBER + number
