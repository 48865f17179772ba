"""A row of the list of annotations: its number and label, its words, what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout

from annotator.ui.editor.wrapping import option_for
from annotator.ui.look import RIGHT, STRONG, LabelColours, text_width, turn_round
from annotator.ui.printing.paper import CAPTION, SMALL, paint_on_line, sans_font, serif_font, theme
from annotator.ui.printing.strokes import paint_strokes

_NUMBER = 44.0
_AFTER_NUMBER = 14.0
_BETWEEN = 24.0
_WIDEST = 220.0
"""Width that neither the column of labels nor that of places is beyond."""
_LEAST = 80.0
_LINE = 30.0
_LINE_BELOW = 8.0
_PITCH = 1.34


class Row(NamedTuple):
    """What is told of an annotation.

    Attributes:
        number: what it is called in the text.
        label: the name of its label.
        colours: of its label.
        pattern: of its label.
        quote: its words.
        about: its values, links and note, as one text.
        aside: whose it is and where.
    """

    number: int
    label: str
    colours: LabelColours
    pattern: str
    quote: str
    about: str
    aside: str


class Columns(NamedTuple):
    """How wide the columns of labels and of places are."""

    label: float
    aside: float


def columns_for(labels: Iterable[str], asides: Iterable[str]) -> Columns:
    """Give columns that hold all these words, as far as there is room."""
    strong, usual = sans_font(CAPTION, STRONG), sans_font(CAPTION)
    label = max((text_width(one, strong) for one in labels), default=0.0)
    aside = max((text_width(one, usual) for one in asides), default=0.0)
    return Columns(min(label, _WIDEST) + _BETWEEN, min(aside, _WIDEST) + _BETWEEN)


class Record:
    """An annotation: number, label and who in columns, beside them words and values.

    Args:
        row: what is told of it.
        columns: how wide they are.
        leftwards: whether the columns begin at the right.
    """

    keeps_next = False
    before = 10.0

    def __init__(self, row: Row, columns: Columns, *, leftwards: bool = False) -> None:
        self._row = row
        self._columns = columns
        self._leftwards = leftwards

    def heights(self, width: float) -> Sequence[float]:
        """Give the heights of its lines, the quote's first."""
        return [pitch for layout, pitch, _ in self._texts(width) for _ in range(layout.lineCount())]

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        """Paint some of its lines; the columns beside them go with the first."""
        left = self._columns.aside if self._leftwards else _NUMBER + self._columns.label
        y, number = top, 0
        for layout, pitch, colour in self._texts(width):
            painter.setPen(colour)
            for index in range(layout.lineCount()):
                if first <= number < first + count:
                    line = layout.lineAt(index)
                    line.draw(painter, QPointF(left, y))
                    if number == 0:
                        self._paint_columns(painter, width, y + line.ascent())
                        painter.setPen(colour)
                    y += pitch
                number += 1

    def _texts(self, width: float) -> list[tuple[QTextLayout, float, QColor]]:
        """Set the words and what is known of them; give them with pitch and colour."""
        room = max(_LEAST, width - _NUMBER - self._columns.label - self._columns.aside)
        quote, about = serif_font(SMALL + 1), sans_font(CAPTION)
        leftwards = self._leftwards
        found = [(*_set(self._row.quote, quote, room, leftwards=leftwards), theme().text)]
        if self._row.about:
            told = _set(self._row.about, about, room, leftwards=leftwards)
            found.append((*told, theme().muted))
        return found

    def _paint_columns(self, painter: QPainter, width: float, baseline: float) -> None:
        row, muted = self._row, theme().muted
        painter.save()
        if self._leftwards:
            turn_round(painter, QRectF(0, baseline, width, 0))
        usual, strong = sans_font(CAPTION), sans_font(CAPTION, STRONG)
        start = QPointF(0, baseline)
        room = _NUMBER - _AFTER_NUMBER
        paint_on_line(painter, start, room, str(row.number), usual, muted, RIGHT)
        start = QPointF(_NUMBER, baseline)
        room = self._columns.label - _BETWEEN
        paint_on_line(painter, start, room, row.label, strong, row.colours.ink)
        line = QRectF(_NUMBER, baseline + _LINE_BELOW, _LINE, 3)
        paint_strokes(painter, line, row.colours.line, row.pattern)
        room = self._columns.aside - _BETWEEN
        start = QPointF(width - room, baseline)
        paint_on_line(painter, start, room, row.aside, usual, muted, RIGHT)
        painter.restore()


def _set(words: str, font: QFont, width: float, *, leftwards: bool) -> tuple[QTextLayout, float]:
    """Set words, each line at the top; give them with the pitch of their lines."""
    layout = QTextLayout(words, font)
    option = option_for(words)
    option.setUseDesignMetrics(True)
    if QFontMetricsF(font).horizontalAdvance(words) <= width:
        # What runs the other way would stand far from its label.
        beside = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(beside | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout, QFontMetricsF(font).height() * _PITCH
