"""A row of the list of annotations: its number and label, its words, what is known of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout

from annotator.ui.editor.wrapping import option_for
from annotator.ui.look import LEFT, RIGHT, STRONG, LabelColours, paint_text
from annotator.ui.printing.paper import CAPTION, SMALL, sans_font, serif_font, theme
from annotator.ui.printing.strokes import paint_strokes

_NUMBER = 44.0
_LABEL = 128.0
_PLACE = 150.0
_LINE = 30.0
_PITCH = 1.34


class Record:
    """An annotation: number, label and who in columns, beside them words and values.

    Args:
        number: what it is called in the text.
        label: the name of its label.
        colours: of its label.
        pattern: of its label.
        quote: its words.
        about: its values, links and note, as one text.
        aside: whose it is and where.
    """

    keeps_next = False
    before = 10.0

    def __init__(
        self,
        number: int,
        label: str,
        colours: LabelColours,
        pattern: str,
        quote: str,
        about: str,
        aside: str,
    ) -> None:
        self._number = number
        self._label = label
        self._colours = colours
        self._pattern = pattern
        self._quote = quote
        self._about = about
        self._aside = aside

    def heights(self, width: float) -> Sequence[float]:
        """Give the heights of its lines, the quote's first."""
        return [
            height for layout, height in self._layouts(width) for _ in range(layout.lineCount())
        ]

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        """Paint some of its lines; the columns beside them go with the first."""
        if first == 0:
            self._paint_columns(painter, width, top)
        left = _NUMBER + _LABEL
        y, number = top, 0
        for layout, height in self._layouts(width):
            is_quote = layout.font().family() == _quote_font().family()
            painter.setPen(theme().text if is_quote else theme().muted)
            for index in range(layout.lineCount()):
                if first <= number < first + count:
                    line = layout.lineAt(index)
                    line.draw(painter, QPointF(left, y - line.y()))
                    y += height
                number += 1

    def _layouts(self, width: float) -> list[tuple[QTextLayout, float]]:
        room = max(80.0, width - _NUMBER - _LABEL - _PLACE)
        found = [_laid_out(self._quote, _quote_font(), room)]
        if self._about:
            found.append(_laid_out(self._about, sans_font(CAPTION), room))
        return found

    def _paint_columns(self, painter: QPainter, width: float, top: float) -> None:
        height = QFontMetricsF(_quote_font()).height() * _PITCH
        box = QRectF(0, top, _NUMBER - 14, height)
        paint_text(painter, box, str(self._number), sans_font(CAPTION), theme().muted, RIGHT)
        x = _NUMBER
        strong = sans_font(CAPTION, STRONG)
        box = QRectF(x, top, _LABEL - 12, height)
        paint_text(painter, box, self._label, strong, self._colours.ink, LEFT)
        line = QRectF(x, top + height - 2, _LINE, 3)
        paint_strokes(painter, line, self._colours.line, self._pattern)
        box = QRectF(width - _PLACE + 12, top, _PLACE - 12, height)
        paint_text(painter, box, self._aside, sans_font(CAPTION), theme().muted, RIGHT)


def _quote_font() -> QFont:
    return serif_font(SMALL + 2)


def _laid_out(words: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    layout = QTextLayout(words, font)
    option = option_for(words)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.beginLayout()
    y, pitch = 0.0, QFontMetricsF(font).height() * _PITCH
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += pitch
    layout.endLayout()
    return layout, pitch
