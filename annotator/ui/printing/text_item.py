"""A paragraph on paper: its words, washes behind what is tagged, patterned lines below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout

from annotator.model.mark import Mark
from annotator.text.offsets import Utf16Map
from annotator.ui.editor.geometry import RIGHT_TO_LEFT, Piece, pieces
from annotator.ui.editor.lanes import pack
from annotator.ui.editor.wrapping import option_for
from annotator.ui.look import LEFT, RIGHT, LabelColours, paint_text
from annotator.ui.look.contrast import mixed
from annotator.ui.printing.paper import TINY, sans_font, theme
from annotator.ui.printing.strokes import paint_strokes

_LANE = 3.0
_LANE_STEP = 6.4
_LANE_BELOW = 1.5
_BELOW_LANES = 6.0
_WASH = 34
_NUMBER_GAP = 2.0
_NUMBER_HEIGHT = 12.0
_NUMBER_ROOM = 4
"""Characters that the number of an annotation takes, when lanes are packed."""
_MOST_FIXED = 4
"""People whose lines always stand in the same place below the words."""
_HANGING = 56
"""Width of the margin that a paragraph's number stands in."""


class Tagged(NamedTuple):
    """How a mark is printed: its colours and pattern, its annotator's place, its number or 0."""

    mark: Mark
    colours: LabelColours
    pattern: str
    person: int
    number: int


class TextItem:
    """A paragraph with annotations.

    Args:
        shown: its text, character for character as the article's.
        start: the article's code point at which it begins.
        font: what it is set in.
        colour: of its words.
        tagged: the annotations that touch it, by position.
        number: stands beside it; “” is none.
        before: room above it.
        keeps_next: whether a page may not end with it.
        leading: pitch of its lines as a share of their height, where no lane needs more.
    """

    def __init__(
        self,
        shown: str,
        start: int,
        font: QFont,
        colour: QColor,
        tagged: Sequence[Tagged] = (),
        *,
        number: str = "",
        before: float = 0.0,
        keeps_next: bool = False,
        leading: float = 1.42,
    ) -> None:
        self._shown = shown
        self._start = start
        self._end = start + len(shown)
        self._font = font
        self._colour = colour
        self._tagged = tagged
        self._number = number
        self.before = before
        self.keeps_next = keeps_next
        self._leading = leading

    def heights(self, width: float) -> Sequence[float]:
        """Give the pitch of its lines, as many lanes as the fullest of them needs."""
        layout, pitch = self._laid_out(width)
        return [pitch] * layout.lineCount()

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        """Paint some of its lines."""
        layout, pitch = self._laid_out(width)
        painter.save()
        painter.translate(0, top - first * pitch)
        places, lanes = self._places(layout), self._lanes()
        lines = range(first, first + count)
        for tagged, boxes in zip(self._tagged, places, strict=True):
            for piece in boxes:
                if piece.line in lines:
                    self._paint_wash(painter, tagged, piece)
        painter.setPen(self._colour)
        for number in lines:
            layout.lineAt(number).draw(painter, QPointF(0, 0))
        ends: dict[tuple[int, int], list[tuple[float, Tagged]]] = {}
        # After the words, so that whoever copies a paragraph out of a PDF gets it whole.
        for tagged, boxes, lane in zip(self._tagged, places, lanes, strict=True):
            for piece in boxes:
                if piece.line in lines:
                    numbers = self._paint_lane(painter, tagged, piece, lane)
                    if numbers is not None:
                        ends.setdefault((piece.line, round(numbers.x())), []).append(
                            (numbers.y(), tagged)
                        )
        _paint_numbers(painter, ends)
        if self._number and 0 in lines:
            self._paint_number(painter, layout, width)
        painter.restore()

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        """Set the words; give them with the pitch of their lines."""
        layout = QTextLayout(self._shown, self._font)
        option = option_for(self._shown)
        # Paper has no pixels: letters stand where the font wants them.
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        measured = QFontMetricsF(self._font)
        pitch = self._pitch(measured.ascent() + measured.descent())
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += pitch
        layout.endLayout()
        return layout, pitch

    def _pitch(self, box: float) -> float:
        lanes = max(self._lanes(), default=-1) + 1
        needed = _LANE_BELOW + lanes * _LANE_STEP + _BELOW_LANES if lanes else 0.0
        return max(box * self._leading, box + needed)

    def _lanes(self) -> list[int]:
        """Give each annotation a lane: one person's lie below another's, none covers another."""
        lanes = [0] * len(self._tagged)
        below, last = 0, -1
        for person in sorted({one.person for one in self._tagged}):
            if person < _MOST_FIXED:
                # Each of few people has a place of their own, whether they marked something or not.
                below += person - last - 1
                last = person
            indexes = [n for n, one in enumerate(self._tagged) if one.person == person]
            indexes.sort(key=lambda n: (self._tagged[n].mark.start, -self._tagged[n].mark.end))
            spans = [
                (mark.start, mark.end + _NUMBER_ROOM * bool(number))
                for mark, _, _, _, number in (self._tagged[n] for n in indexes)
            ]
            rows = pack(spans)
            for index, row in zip(indexes, rows, strict=True):
                lanes[index] = below + row
            below += max(rows) + 1
        return lanes

    def _places(self, layout: QTextLayout) -> list[list[Piece]]:
        units = Utf16Map(self._shown)
        bidi = RIGHT_TO_LEFT.search(self._shown) is not None
        length = len(self._shown)
        found: list[list[Piece]] = []
        for one in self._tagged:
            boxes: list[Piece] = []
            for start, end in one.mark.pieces:
                first = min(max(0, start - self._start), length)
                last = min(max(0, end - self._start), length)
                at, until = units.to_utf16(first), units.to_utf16(last)
                boxes += pieces(layout, at, until, bidi=bidi)
            found.append(boxes)
        return found

    def _paint_wash(self, painter: QPainter, tagged: Tagged, piece: Piece) -> None:
        height = piece.bottom - piece.top
        box = QRectF(piece.left - 1, piece.top, piece.right - piece.left + 2, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(theme().base, tagged.colours.line, _WASH / 255))
        painter.drawRoundedRect(box, 3, 3)

    def _paint_lane(
        self, painter: QPainter, tagged: Tagged, piece: Piece, lane: int
    ) -> QPointF | None:
        """Draw a line; give where the number of its annotation begins, if it ends here."""
        top = piece.bottom + _LANE_BELOW + lane * _LANE_STEP
        box = QRectF(piece.left, top, max(_LANE, piece.right - piece.left), _LANE)
        paint_strokes(painter, box, tagged.colours.line, tagged.pattern)
        if tagged.number and piece.closes and tagged.mark.pieces[-1][1] <= self._end:
            return QPointF(box.right() + _NUMBER_GAP, box.center().y())
        return None

    def _paint_number(self, painter: QPainter, layout: QTextLayout, width: float) -> None:
        line = layout.lineAt(0)
        leftwards = layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
        left = width + 12 if leftwards else -_HANGING - 12
        box = QRectF(left, 0, _HANGING, line.ascent() + line.descent())
        side = LEFT if leftwards else RIGHT
        paint_text(painter, box, self._number, sans_font(TINY + 2), theme().muted, side)


def _paint_numbers(
    painter: QPainter, ends: dict[tuple[int, int], list[tuple[float, Tagged]]]
) -> None:
    """Write the numbers of annotations behind their lines; of those that end together, in a row."""
    font = sans_font(TINY)
    for (_, x), found in ends.items():
        middle = sum(y for y, _ in found) / len(found)
        left = float(x)
        for _, tagged in found:
            words = str(tagged.number)
            box = QRectF(left, middle - _NUMBER_HEIGHT / 2, 80, _NUMBER_HEIGHT)
            left += (
                paint_text(painter, box, words, font, tagged.colours.ink, LEFT) + _NUMBER_GAP * 2
            )
