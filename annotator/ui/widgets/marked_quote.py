"""Words of an article on a few lines, some of them on a ground of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from annotator.text.offsets import utf16_length
from annotator.ui.look import look, metrics, paint_box
from annotator.ui.look.carets import x_of

_PITCH = 20


class Piece(NamedTuple):
    """Some words, and whether they stand on the ground."""

    text: str
    lit: bool = False


class MarkedQuote:
    """A text broken to a width, ready to be painted; 20 px a line.

    Args:
        pieces: the words in their order; nothing is put between them.
        font: what they are set in.
        width: in pixels.
    """

    def __init__(self, pieces: Sequence[Piece], font: QFont, width: float) -> None:
        self._layout = QTextLayout("".join(piece.text for piece in pieces), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._lit: list[tuple[int, int]] = []
        at = 0
        for piece in pieces:
            # Qt counts UTF-16 units.
            units = utf16_length(piece.text)
            if piece.lit:
                self._lit.append((at, at + units))
            at += units
        self._layout.beginLayout()
        y = 0.0
        pitch = _PITCH
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
            y += pitch
        self._layout.endLayout()
        self.height = round(y)

    @property
    def width(self) -> float:
        """The width of its longest line, in pixels."""
        lines = range(self._layout.lineCount())
        return max((self._layout.lineAt(i).naturalTextWidth() for i in lines), default=0.0)

    def paint(self, painter: QPainter, place: QPointF, colour: QColor, ground: QColor) -> None:
        """Paint it with its upper left corner at a place, lit words on ``ground``."""
        edge = look().outline(look().line2)
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            for start, end in self._lit:
                if start < last and first < end:
                    edges = [x_of(line, at) for at in (max(start, first), min(end, last))]
                    x = place.x() + min(edges) - 1
                    y = place.y() + number * _PITCH + 0.5
                    width = abs(edges[1] - edges[0]) + 2
                    box = QRectF(x, y, width, _PITCH - 1)
                    paint_box(painter, box, metrics.RADIUS_WASH, fill=ground, border=edge)
        painter.setPen(colour)
        self._layout.draw(painter, place)
