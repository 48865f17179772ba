"""A figure's line laid out: its parts as wide as what they are called, the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from annotator.text.figures import Role, Token
from annotator.text.offsets import Utf16Map
from annotator.ui.i18n import tr
from annotator.ui.look import REGULAR, STRONG, metrics, sans, text_width
from annotator.ui.look.carets import x_of

_GAP = 14
"""Pixels between two parts, at least."""
_NAMES: dict[Role, str] = {
    "approximation": "about",
    "value": "value",
    "low": "from",
    "high": "to",
    "unit": "unit",
    "of_what": "of what",
}


class Piece(NamedTuple):
    """A stretch of the line (UTF-16 units) and where it stands (pixels from the line's left edge).

    In a line that runs leftwards the words end where the piece does.
    """

    start: int
    end: int
    x: float
    width: float
    role: Role | None
    layout: QTextLayout
    words_at: float
    """Where its words begin, in pixels from the line's left edge."""

    def place_of(self, unit: int) -> float:
        """Give where the caret stands before a unit of it."""
        return self.words_at + x_of(self.layout.lineAt(0), unit - self.start)

    def unit_at(self, x: float) -> int:
        """Give the unit at a place, or the nearest of the piece."""
        return self.start + self.layout.lineAt(0).xToCursor(max(0.0, x - self.words_at))

    @property
    def words_width(self) -> float:
        """How wide its words are."""
        return self.layout.lineAt(0).naturalTextWidth()


class Line(NamedTuple):
    """The pieces in the order of the text, and how wide all of them are."""

    pieces: Sequence[Piece]
    width: float
    leftwards: bool

    def place_of(self, unit: int) -> float:
        """Give where the caret stands before a unit."""
        for piece in self.pieces:
            if piece.start <= unit <= piece.end:
                return piece.place_of(unit)
        return 0.0

    def unit_at(self, x: float) -> int:
        """Give the unit at a place."""
        for piece in self.pieces:
            if piece.x <= x < piece.x + piece.width:
                return piece.unit_at(x)
        behind = (x < 0) == self.leftwards
        return self.pieces[-1].end if self.pieces and behind else 0


def name_of(role: Role) -> str:
    """Give what a part is called below it."""
    return tr(_NAMES[role])


def line_of_pieces(text: str, tokens: Sequence[Token]) -> Line:
    """Lay the line out in the direction of its first letter: figures have none of their own."""
    units = Utf16Map(text)
    leftwards = runs_leftwards(text)
    placed: list[Piece] = []
    along = 0.0
    for start, end, role in _stretches(tokens, len(text)):
        font = sans(metrics.TEXT_QUERY, STRONG if role else REGULAR)
        layout = _laid_out(text[start:end], font, leftwards=leftwards)
        begin, stop = units.to_utf16(start), units.to_utf16(end)
        line = layout.lineAt(0)
        words = line.naturalTextWidth()
        width = max(x_of(line, stop - begin), words)
        if role is not None:
            width = max(width, text_width(name_of(role), sans(metrics.TEXT_CAPTION)))
        elif not text[start:end].strip() and placed:
            width = max(width, _GAP)
        # On whole pixels, or the grounds of two parts would not meet.
        width = ceil(width)
        placed.append(Piece(begin, stop, along, width, role, layout, along))
        along += width
    if leftwards:
        placed = [_turned(piece, along) for piece in placed]
    return Line(placed, along, leftwards)


def runs_leftwards(text: str) -> bool:
    """Tell by its first letter whether words run from right to left, as Qt's line edit does."""
    kinds = (bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _turned(piece: Piece, whole: float) -> Piece:
    x = whole - piece.x - piece.width
    return piece._replace(x=x, words_at=x + piece.width - piece.words_width)


def _stretches(tokens: Sequence[Token], length: int) -> list[tuple[int, int, Role | None]]:
    """Part the line into tokens and what stands between them (code points)."""
    found: list[tuple[int, int, Role | None]] = []
    last = 0
    for token in tokens:
        if token.end > length:
            break
        if token.start > last:
            found.append((last, token.start, None))
        found.append((token.start, token.end, token.role))
        last = token.end
    if last < length:
        found.append((last, length, None))
    return found


def _laid_out(words: str, font: QFont, *, leftwards: bool) -> QTextLayout:
    layout = QTextLayout(words, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    # Left to itself, Qt would take the window's.
    direction = Qt.LayoutDirection
    option.setTextDirection(direction.RightToLeft if leftwards else direction.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout
