"""The first lines of what would be written, in up to three columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model.export import Preview
from annotator.model.listing import LabelOutline
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    label_colours,
    look,
    metrics,
    mono,
    paint_box,
    paint_text,
    sans,
    smooth_painter,
    tint,
)

_LINE = 20
_EDGE = 12
_MOST_COLUMNS = 3
_LOOKED_AT = 120
"""Lines by which it is decided in how many columns they are set."""
_BEFORE = 4
"""Lines before the first label that are shown with it."""
_GAP = 2
_WIDEST_FIELD = 24
_MOST_FIELDS = 8
"""Fields up to which lines parted by tabs are set as a table."""
_WASH = 46


class FirstRecords(QWidget):
    """Paints lines with their numbers; names of labels are washed in their colours."""

    def __init__(self, labels: Sequence[LabelOutline]) -> None:
        super().__init__()
        self._lines: Sequence[str] = ()
        self._note = ""
        self._colours = {label.key: label.colour for label in labels}
        keys = sorted((re.escape(key) for key in self._colours), key=len, reverse=True)
        any_key = "|".join(keys) or "(?!)"
        self._labels = re.compile(rf"(?<![\w-])(?:[BILUSEO]-)?({any_key})(?![\w-])")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("First records"))

    def show_preview(self, preview: Preview | None) -> None:
        """Show the beginning of an export; None shows nothing yet."""
        lines = () if preview is None else preview.lines
        self._lines = _aligned([line.rstrip("\r") for line in lines])
        self._note = ""
        if preview is not None and not preview.is_text:
            self._note = tr("The file is binary; this is what its first record holds.")
        self.setAccessibleDescription("\n".join(self._lines[:27]))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for nine lines."""
        return QSize(600, _LINE * 9 + 2 * _EDGE)

    def minimumSizeHint(self) -> QSize:
        """Show three lines at least."""
        return QSize(200, _LINE * 3 + 2 * _EDGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and the lines."""
        theme = look()
        painter = smooth_painter(self)
        # What a file holds begins at the left, wherever the window is read from.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        box = QRectF(self.rect())
        paint_box(painter, box, metrics.RADIUS_FIELD, fill=theme.zone, border=theme.line)
        inside = box.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.setClipRect(inside)
        if self._note:
            note = QRectF(inside.left(), inside.top(), inside.width(), _LINE)
            paint_text(painter, note, self._note, sans(metrics.TEXT_SMALL), theme.muted)
            inside.setTop(note.bottom())
        rows = max(1, int(inside.height() // _LINE))
        columns = self._columns(rows)
        width = inside.width() / columns
        lines = list(enumerate(self._lines, 1))[self._first(rows * columns) :]
        shown = _broken(lines, int(width) - 36) if columns == 1 else lines
        for place_number, (number, line) in enumerate(shown[: rows * columns]):
            column, row = divmod(place_number, rows)
            place = QRectF(
                inside.left() + column * width,
                inside.top() + row * _LINE,
                width - (16 if columns > 1 else 0),
                _LINE,
            )
            self._paint_line(painter, place, number, line)
        painter.end()

    def _first(self, room: int) -> int:
        """Give the line to begin with: a few before the first label, if that is out of view."""
        for number, line in enumerate(self._lines):
            if self._labels.search(line):
                return max(0, number - _BEFORE) if number >= room else 0
        return 0

    def _columns(self, rows: int) -> int:
        widest = max((len(line) for line in self._lines[:_LOOKED_AT]), default=0)
        if len(self._lines) <= rows or not widest:
            return 1
        wide = QFontMetricsF(mono(metrics.TEXT_SMALL)).horizontalAdvance("0") * widest
        return max(1, min(_MOST_COLUMNS, int(self.width() / (wide + 64))))

    def _paint_line(self, painter: QPainter, place: QRectF, number: int, line: str) -> None:
        theme = look()
        font = mono(metrics.TEXT_SMALL)
        counter = QRectF(place.left(), place.top(), 24, place.height())
        if number:
            small = mono(metrics.TEXT_CAPTION)
            paint_text(painter, counter, str(number), small, theme.muted, RIGHT)
        words = place.adjusted(36, 0, 0, 0)
        measured = QFontMetricsF(font)
        for start, end, key in self._found(line):
            x = words.left() + measured.horizontalAdvance(line[:start])
            wide = measured.horizontalAdvance(line[start:end])
            if x + wide > words.right():
                break
            wash = tint(label_colours(self._colours[key]).line, _WASH)
            chip = QRectF(x - 3, place.center().y() - 8, wide + 6, 16)
            paint_box(painter, chip, metrics.RADIUS_WASH, fill=wash)
        paint_text(painter, words, line, font, theme.text)

    def _found(self, line: str) -> Iterator[tuple[int, int, str]]:
        for match in self._labels.finditer(line):
            yield match.start(), match.end(), match[1]


def _aligned(lines: Sequence[str]) -> list[str]:
    """Set what tabs part below each other, if it is a table of few fields."""
    parted = [line.split("\t") for line in lines]
    most = max((len(fields) for fields in parted), default=1)
    if not 1 < most <= _MOST_FIELDS:
        return [line.replace("\t", " " * _GAP) for line in lines]
    widths = [
        max(min(len(fields[at]), _WIDEST_FIELD) for fields in parted if len(fields) > at)
        for at in range(most)
    ]
    return [
        (" " * _GAP)
        .join(field.ljust(width) for field, width in zip(fields, widths, strict=False))
        .rstrip()
        for fields in parted
    ]


def _broken(lines: Sequence[tuple[int, str]], width: int) -> list[tuple[int, str]]:
    """Break numbered lines to a width in pixels; what goes on has the number 0."""
    wide = max(1.0, QFontMetricsF(mono(metrics.TEXT_SMALL)).horizontalAdvance("0"))
    at_most = max(20, int(width / wide))
    found: list[tuple[int, str]] = []
    for number, line in lines:
        found.append((number, line[:at_most]))
        found += [
            (0, line[start : start + at_most])
            for start in range(at_most, min(len(line), 4 * at_most), at_most)
        ]
    return found
