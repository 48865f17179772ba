"""A paragraph on paper: its words, washes behind what is tagged, patterned lines below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout

from annotator.model.mark import Mark
from annotator.text.offsets import Utf16Map
from annotator.ui.editor.geometry import RIGHT_TO_LEFT, pieces
from annotator.ui.editor.wrapping import option_for
from annotator.ui.look import LEFT, RIGHT, LabelColours, text_width
from annotator.ui.look.contrast import mixed
from annotator.ui.printing.paper import TINY, paint_on_line, sans_font, theme
from annotator.ui.printing.strokes import paint_strokes
from annotator.ui.printing.under import Part, lanes_of

_LANE = 3.0
_LANE_STEP = 10.0
"""From one lane to the next: as far as a number is high, which stands behind its lane."""
_LANE_BELOW = 1.5
_BELOW_LANES = 6.0
_BETWEEN_FRAGMENTS = 0.8
"""Height of the line that ties fragments of an annotation."""
_WASH = 34
_NUMBER_GAP = 2.0
_AFTER_NUMBER = 5.0
_HANGING = 56
"""Width of the margin that a paragraph's number stands in."""
_HANGING_AT = 12


class Tagged(NamedTuple):
    """How a mark is printed: its colours and pattern, its annotator's place, its number or 0."""

    mark: Mark
    colours: LabelColours
    pattern: str
    person: int
    number: int


class _Line(NamedTuple):
    """A line as it is set: where it begins, its height, and what lies below it.

    ``below`` are the places of annotations among those of the paragraph, their part of the line
    and the lane of it.
    """

    top: float
    height: float
    below: tuple[tuple[int, Part, int], ...]


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
        leftwards: whether it runs from right to left; None goes by its own first letter.
        at_right: whether it stands at the right margin, whichever way its words run.
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
        leftwards: bool | None = None,
        at_right: bool = False,
    ) -> None:
        self._shown = shown
        self._start = start
        self._font = font
        self._colour = colour
        self._tagged = tagged
        self._number = number
        self.before = before
        self.keeps_next = keeps_next
        self._leading = leading
        self._leftwards = leftwards
        self._at_right = at_right
        measured = QFontMetricsF(font)
        self._box = measured.ascent() + measured.descent()

    def heights(self, width: float) -> Sequence[float]:
        """Give the pitch of each line: all the same, but where many lanes need more."""
        return [line.height for line in self._set(width)[1]]

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        """Paint some of its lines."""
        layout, lines = self._set(width)
        leftwards = _runs_leftwards(layout)
        painter.save()
        painter.translate(0, top - lines[first].top)
        here = range(first, first + count)
        for number in here:
            self._paint_washes(painter, lines[number])
        painter.setPen(self._colour)
        for number in here:
            layout.lineAt(number).draw(painter, QPointF(0, lines[number].top))
        # After the words, so that whoever copies a paragraph out of a PDF gets it whole.
        for number in here:
            for place, part, lane in lines[number].below:
                y = lines[number].top + self._box + _LANE_BELOW + lane * _LANE_STEP
                self._paint_lane(painter, self._tagged[place], part, y, leftwards=leftwards)
        if self._number and 0 in here:
            left = width + _HANGING_AT if leftwards else -_HANGING - _HANGING_AT
            start = QPointF(left, layout.lineAt(0).ascent())
            side = LEFT if leftwards else RIGHT
            font, colour = sans_font(TINY), theme().muted
            paint_on_line(painter, start, _HANGING, self._number, font, colour, side)
        painter.restore()

    def _set(self, width: float) -> tuple[QTextLayout, list[_Line]]:
        """Set the words, each line at the top; give them with what is known of the lines."""
        layout = QTextLayout(self._shown, self._font)
        option = option_for(self._shown, leftwards=self._leftwards)
        if self._at_right:
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        # Paper has no pixels: letters stand where the font wants them.
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        below = self._below(layout)
        # Lines with and without an annotation are as far apart, or the page would have no rhythm.
        usual = max(self._box * self._leading, self._depth(1) if self._tagged else 0.0)
        heights = [
            max(usual, self._depth(max((lane for _, _, lane in one), default=-1) + 1))
            for one in below
        ]
        tops = accumulate(heights, initial=0.0)
        return layout, [
            _Line(top, height, tuple(one))
            for top, height, one in zip(tops, heights, below, strict=False)
        ]

    def _depth(self, lanes: int) -> float:
        """Give the height of a line that has some lanes."""
        if not lanes:
            return 0.0
        return self._box + _LANE_BELOW + (lanes - 1) * _LANE_STEP + _LANE + _BELOW_LANES

    def _below(self, layout: QTextLayout) -> list[list[tuple[int, Part, int]]]:
        """Find what lies below each line, and in which lane."""
        found: list[list[tuple[int, Part]]] = [[] for _ in range(layout.lineCount())]
        units = Utf16Map(self._shown)
        bidi = RIGHT_TO_LEFT.search(self._shown) is not None
        for place, tagged in enumerate(self._tagged):
            for line, part in self._parts(layout, tagged, units, bidi=bidi).items():
                found[line].append((place, part))
        leftwards = _runs_leftwards(layout)
        return [
            [
                (place, part, lane)
                for (place, part), lane in zip(
                    one, lanes_of([part for _, part in one], leftwards=leftwards), strict=True
                )
            ]
            for one in found
        ]

    def _parts(
        self, layout: QTextLayout, tagged: Tagged, units: Utf16Map, *, bidi: bool
    ) -> dict[int, Part]:
        """Part an annotation into lines; where a fragment of it ends, its number needs room."""
        length = len(self._shown)
        stretches: dict[int, list[tuple[float, float]]] = {}
        ending: set[int] = set()
        for start, end in tagged.mark.pieces:
            first = min(max(0, start - self._start), length)
            last = min(max(0, end - self._start), length)
            at, until = units.to_utf16(first), units.to_utf16(last)
            for piece in pieces(layout, at, until, bidi=bidi):
                stretches.setdefault(piece.line, []).append((piece.left, piece.right))
                if piece.closes and tagged.number and end <= self._start + length:
                    ending.add(piece.line)
        room = _NUMBER_GAP + text_width(str(tagged.number), sans_font(TINY)) + _AFTER_NUMBER
        return {
            line: Part(
                tagged.person,
                tagged.mark.start,
                tuple(sorted(found)),
                room if line in ending else 0.0,
            )
            for line, found in stretches.items()
        }

    def _paint_washes(self, painter: QPainter, line: _Line) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for place, part, _ in line.below:
            colour = self._tagged[place].colours.line
            painter.setBrush(mixed(theme().base, colour, _WASH / 255))
            for left, right in part.stretches:
                box = QRectF(left - 1, line.top, right - left + 2, self._box)
                painter.drawRoundedRect(box, 3, 3)

    def _paint_lane(
        self, painter: QPainter, tagged: Tagged, part: Part, y: float, *, leftwards: bool
    ) -> None:
        """Draw the lines of an annotation, and its number behind them."""
        for left, right in part.stretches:
            box = QRectF(left, y, max(_LANE, right - left), _LANE)
            paint_strokes(painter, box, tagged.colours.line, tagged.pattern)
        if len(tagged.mark.pieces) > 1:
            middle = y + (_LANE - _BETWEEN_FRAGMENTS) / 2
            for (_, left), (right, _) in pairwise(part.stretches):
                box = QRectF(left, middle, right - left, _BETWEEN_FRAGMENTS)
                painter.fillRect(box, tagged.colours.line)
        if part.behind:
            font = sans_font(TINY)
            baseline = y + _LANE / 2 + QFontMetricsF(font).capHeight() / 2
            left = (
                part.stretches[0][0] - _NUMBER_GAP - part.behind
                if leftwards
                else part.stretches[-1][1] + _NUMBER_GAP
            )
            start, side = QPointF(left, baseline), RIGHT if leftwards else LEFT
            words, ink = str(tagged.number), tagged.colours.ink
            paint_on_line(painter, start, part.behind, words, font, ink, side)


def _runs_leftwards(layout: QTextLayout) -> bool:
    return layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
