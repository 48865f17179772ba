"""A sentence with the span between ``[[`` and ``]]`` painted as it looks in an article."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption

from annotator.model.scheme import Label
from annotator.text.offsets import utf16_length
from annotator.ui.look import (
    label_colours,
    look,
    metrics,
    paint_box,
    paint_lane,
    serif,
    tint,
)
from annotator.ui.look.carets import x_of

_PITCH = 30
_LANE_GAP = 1.0
_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


def is_example(words: str) -> bool:
    """Tell whether a text has a span between double brackets, and no bracket besides."""
    rest = _MARKED.sub("", words)
    return bool(_MARKED.search(words)) and "[[" not in rest and "]]" not in rest


def plain_words(words: str) -> str:
    """Give an example without its brackets."""
    return _MARKED.sub(r"\1", words)


def split_example(words: str) -> tuple[str, str, str]:
    """Give what stands before the first span, the span, and what follows, without brackets."""
    found = _MARKED.search(words)
    if found is None:
        return "", words, ""
    before, after = words[: found.start()], words[found.end() :]
    return before, found.group(1), plain_words(after)


class ExampleText:
    """An example broken to a width.

    Args:
        words: with the span in double brackets.
        width: pixels.
    """

    def __init__(self, words: str, width: float) -> None:
        text, self._lit = "", list[tuple[int, int]]()
        at = 0
        for found in _MARKED.finditer(words):
            text += words[at : found.start()]
            start = utf16_length(text)
            text += found.group(1)
            self._lit.append((start, utf16_length(text)))
            at = found.end()
        text += words[at:]
        self._layout = QTextLayout(text, serif(metrics.TEXT_QUOTE))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        pitch = _PITCH
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
            y += pitch
        self._layout.endLayout()
        self.height = round(y)

    def paint(self, painter: QPainter, place: QPointF, label: Label, *, positive: bool) -> None:
        """Paint it with its upper left corner at a place.

        What to tag stands on the label's wash above its line, what to leave in a grey box.
        """
        theme = look()
        line_colour = label_colours(label.colour).line
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            for start, end in self._lit:
                if not (start < last and first < end):
                    continue
                edges = [x_of(line, at) for at in (max(start, first), min(end, last))]
                box = QRectF(
                    place.x() + min(edges) - 2,
                    place.y() + line.y() - 1,
                    abs(edges[1] - edges[0]) + 4,
                    line.height() + 1,
                )
                if positive:
                    fill = tint(line_colour, theme.wash)
                    paint_box(painter, box, metrics.RADIUS_WASH, fill=fill)
                    lane = QRectF(box.x(), box.bottom() + _LANE_GAP, box.width(), metrics.LANE)
                    paint_lane(painter, lane, line_colour, label.pattern)
                else:
                    paint_box(
                        painter, box, metrics.RADIUS_CHIP, fill=theme.hover, border=theme.line2
                    )
        colour: QColor = theme.text
        painter.setPen(colour)
        self._layout.draw(painter, place)
