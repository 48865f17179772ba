"""What explains the lines: each label with its pattern, each annotator with their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.ui.look import LEFT, STRONG, LabelColours, paint_text, text_width
from annotator.ui.printing.paper import CAPTION, sans_font, theme
from annotator.ui.printing.strokes import paint_strokes

_ROW = 26.0
_LINE = 44.0
_GAP = 10.0
_BETWEEN = 32.0
_AFTER = 18.0


class Key(NamedTuple):
    """A label in the legend."""

    name: str
    colours: LabelColours
    pattern: str
    number: int


class Legend:
    """The labels in as many rows as they need, and a sentence on whose lines are which."""

    keeps_next = False

    def __init__(self, keys: Sequence[Key], people: str, *, before: float = 14.0) -> None:
        self._keys = keys
        self._people = people
        self.before = before

    def heights(self, width: float) -> Sequence[float]:
        """Give one height: a legend is not parted."""
        rows = len(self._rows(width)) + bool(self._people)
        return [rows * _ROW + _AFTER]

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        """Paint it."""
        del first, count
        y = top
        for row in self._rows(width):
            x = 0.0
            for key in row:
                x += self._paint_key(painter, key, x, y) + _BETWEEN
            y += _ROW
        if self._people:
            box = QRectF(0, y, width, _ROW)
            paint_text(painter, box, self._people, sans_font(CAPTION), theme().muted, LEFT)

    def _rows(self, width: float) -> list[list[Key]]:
        rows: list[list[Key]] = [[]]
        x = 0.0
        for key in self._keys:
            needed = self._width(key)
            if rows[-1] and x + needed > width:
                rows.append([])
                x = 0.0
            rows[-1].append(key)
            x += needed + _BETWEEN
        return rows if rows[0] else []

    def _width(self, key: Key) -> float:
        words = f"{key.name}  {key.number}"
        return _LINE + _GAP + text_width(words, sans_font(CAPTION, STRONG))

    def _paint_key(self, painter: QPainter, key: Key, x: float, y: float) -> float:
        line = QRectF(x, y + _ROW / 2 - 1.5, _LINE, 3)
        paint_strokes(painter, line, key.colours.line, key.pattern)
        strong = sans_font(CAPTION, STRONG)
        left = x + _LINE + _GAP
        box = QRectF(left, y, text_width(key.name, strong) + 2, _ROW)
        used = paint_text(painter, box, key.name, strong, theme().text, LEFT)
        number = QRectF(left + used + 8, y, 80, _ROW)
        paint_text(painter, number, str(key.number), sans_font(CAPTION), theme().muted, LEFT)
        return self._width(key)
