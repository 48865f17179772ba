"""How a row of two versions is set and painted: in one text, or one beside the other.

What went is struck through, what came is underlined, what moved has a dotted line, and a sign
stands before each paragraph: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from annotator.text.diff_rows import NEW, OLD, Kind, Part, Row
from annotator.ui.editor.display import DisplayText
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    serif,
    tint,
)
from annotator.ui.widgets.reading_side import ReadingSide

PADDING = 6
"""Pixels above and below the words of a row."""
_SIGN = 24
_EDGE = 16
_GAP = 12
_WIDEST = 860
"""Pixels of one column: longer lines are laborious to read."""
_CAPTION = 18
FOLD = 36
"""The height of what stands for rows that are folded."""
_LINE = 1.35
_BAR = 3
_SIGNS: dict[Kind, str] = {"removed": "−", "added": "+", "away": "↷", "here": "↶"}
_MOVED: dict[Kind, str] = {"away": "moved away from here", "here": "moved here"}


class _Stretch(NamedTuple):
    """Where a part stands in a layout: its first unit of Qt's, how many, and its change."""

    start: int
    length: int
    change: int


class _Column(NamedTuple):
    """One column of a row.

    Attributes:
        layout: its words; None if none stand there.
        stretches: where its parts are.
        kinds: what became of them.
        height: of the lines, in pixels.
    """

    layout: QTextLayout | None
    stretches: tuple[_Stretch, ...]
    kinds: frozenset[Kind]
    height: float


class SetRow(NamedTuple):
    """A row that was set: in one column, or in two."""

    columns: tuple[_Column, ...]
    caption: str
    height: int

    def top_of(self, change: int) -> float:
        """Give how far below the row's upper edge a change begins, in pixels."""
        for column in self.columns:
            for one in column.stretches:
                if one.change == change and column.layout is not None:
                    line = column.layout.lineForTextPosition(one.start)
                    return PADDING + (_CAPTION if self.caption else 0) + line.y()
        return 0.0


def line_height() -> float:
    """Give the pixels from one line of a row to the next."""
    return QFontMetricsF(serif(metrics.TEXT_QUOTE)).height() * _LINE


def column_width(width: float, *, beside: bool) -> float:
    """Give the pixels that a row of some width has for the words of a column."""
    return max(1.0, (width / 2 if beside else min(width, _WIDEST)) - _EDGE - _SIGN - _GAP)


def set_row(row: Row, words: Callable[[Part], str], width: float, *, beside: bool) -> SetRow:
    """Set a row to a width in pixels."""
    room = column_width(width, beside=beside)
    if beside:
        columns = tuple(_column(row.side(left_out), words, room) for left_out in (NEW, OLD))
    else:
        columns = (_column(row.parts, words, room, parted=row.is_parted),)
    kinds = [part.kind for part in row.parts]
    moved = next((kind for kind in _MOVED if kind in kinds), None)
    caption = "" if moved is None else tr(_MOVED[moved])
    height = max(column.height for column in columns) + 2 * PADDING
    return SetRow(columns, caption, round(height + (_CAPTION if caption else 0)))


def _column(
    parts: Sequence[Part], words: Callable[[Part], str], width: float, *, parted: bool = False
) -> _Column:
    if not parts:
        return _Column(None, (), frozenset(), 0)
    said: list[str] = []
    formats: list[QTextLayout.FormatRange] = []
    stretches: list[_Stretch] = []
    at = 0
    for before, part in zip((None, *parts), parts, strict=False):
        if parted and before is not None and before.kind in OLD and part.kind in NEW:
            said.append("\u2028")
            at += 1
        shown = DisplayText(words(part))
        length = shown.units.length
        said.append(shown.shown.replace("\n", "\u2028"))
        stretches.append(_Stretch(at, length, part.change))
        if part.change:
            formats.append(_format(at, length, _looks_of(part.kind)))
        at += length
    layout = QTextLayout("".join(said), serif(metrics.TEXT_QUOTE))
    layout.setCacheEnabled(True)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setFormats(formats)
    pitch, y = line_height(), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
        y += pitch
    layout.endLayout()
    return _Column(layout, tuple(stretches), frozenset(part.kind for part in parts), y)


def paint_row(painter: QPainter, rect: QRectF, row: SetRow, change: int, *, mirrored: bool) -> None:
    """Paint a row; ``change`` is the one that somebody stands at, 0 for none."""
    theme = look()
    side = ReadingSide(rect, mirrored=mirrored)
    beside = len(row.columns) > 1
    width = rect.width() / 2 if beside else min(rect.width(), _WIDEST)
    left = rect.left() if beside else rect.center().x() - width / 2
    current = any(one.change == change for one in _stretches(row)) and change > 0
    if current:
        bar = QRectF(rect.left(), rect.top() + 2, _BAR, rect.height() - 4)
        paint_box(painter, side.place(bar), 1, fill=theme.accent)
    top = rect.top() + PADDING
    for number, column in enumerate(row.columns):
        place = QRectF(left + number * width, rect.top(), width, rect.height())
        if column.layout is None:
            _paint_nothing(painter, side.place(place))
            continue
        _paint_sign(painter, side, place, column.kinds)
        words = place.adjusted(_EDGE + _SIGN, 0, -_GAP, 0)
        y = top
        if row.caption:
            box = QRectF(words.left(), y, words.width(), _CAPTION)
            small = sans(metrics.TEXT_CAPTION)
            paint_text(painter, side.place(box), row.caption, small, theme.text, side.leading)
            y += _CAPTION
        lit = [
            _format(one.start, one.length, _lit())
            for one in column.stretches
            if current and one.change == change
        ]
        painter.setPen(theme.text)
        column.layout.draw(painter, QPointF(side.place(words).left(), y), lit)
    if beside:
        line = QRectF(left + width, rect.top(), 1, rect.height())
        painter.fillRect(side.place(line), theme.line)


def paint_fold(painter: QPainter, rect: QRectF, words: str, *, mirrored: bool) -> None:
    """Paint what stands for rows that are folded."""
    theme = look()
    side = ReadingSide(rect, mirrored=mirrored)
    paint_box(painter, rect.adjusted(_EDGE, 3, -_GAP, -3), metrics.RADIUS_FIELD, fill=theme.zone)
    box = rect.adjusted(_EDGE + _SIGN, 0, -_GAP - metrics.SPACE, 0)
    font = sans(metrics.TEXT_SMALL)
    paint_text(painter, side.place(box), f"⋯  {words}", font, theme.text, side.leading)


def _paint_sign(
    painter: QPainter, side: ReadingSide, place: QRectF, kinds: frozenset[Kind]
) -> None:
    """Paint the sign of what happened to a paragraph."""
    signs = [_SIGNS[kind] for kind in _SIGNS if kind in kinds]
    if not signs:
        return
    both = "removed" in kinds and "added" in kinds
    said = "±" if both else signs[-1]
    box = QRectF(place.left() + _EDGE - 4, place.top() + PADDING, _SIGN, line_height())
    font = sans(metrics.TEXT_TITLE, STRONG)
    paint_text(painter, side.place(box), said, font, look().muted, side.leading)


def _paint_nothing(painter: QPainter, place: QRectF) -> None:
    """Paint that no paragraph stands here."""
    hatch = QBrush(look().line, Qt.BrushStyle.BDiagPattern)
    painter.fillRect(place.adjusted(metrics.SPACE, 2, -metrics.SPACE, -2), hatch)


def _stretches(row: SetRow) -> list[_Stretch]:
    return [one for column in row.columns for one in column.stretches]


def _format(start: int, length: int, looks: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, looks
    return found


def _lit() -> QTextCharFormat:
    """Give the ground of the change that somebody stands at."""
    found = QTextCharFormat()
    found.setBackground(QBrush(look().selection))
    # Colours of kinds would not be told from this ground; strokes and lines stay.
    found.setForeground(QBrush(look().text))
    return found


def _looks_of(kind: Kind) -> QTextCharFormat:
    theme = look()
    colours: dict[Kind, QColor] = {"removed": theme.danger, "added": theme.ok}
    colour = colours.get(kind, theme.accent)
    found = QTextCharFormat()
    found.setForeground(QBrush(colour if kind in colours else theme.text))
    found.setBackground(QBrush(tint(colour, theme.wash)))
    if kind == "removed":
        found.setFontStrikeOut(True)
    elif kind == "added":
        found.setFontUnderline(True)
    else:
        found.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        found.setUnderlineColor(colour)
    return found
