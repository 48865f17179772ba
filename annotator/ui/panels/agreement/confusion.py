"""Which label one has where the other has another: a triangle, or a square for exactly two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    label_colours,
    look,
    metrics,
    paint_mark,
    paint_text,
    reading_painter,
    sans,
)
from annotator.ui.panels.agreement.query import SpanQuery
from annotator.ui.panels.agreement.reading import Reading
from annotator.ui.widgets.heat_cell import HEIGHT, HeatCell
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.saved_card import SavedCard
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.tooltip import set_tooltip

_NAMES = 92
_GAP = 4
_WIDEST, _NARROWEST = 116, 64
_NOTE = 160
_FOOT = 24
_MOST_LABELS = 16
"""Labels that stand against each other, those of which most is confused; more cannot be read."""

Key = str | None


class ConfusionCard(SavedCard):
    """One cell for each two labels; nothing is the row of what somebody missed.

    Signals:
        wanted(query): a cell was opened (a `SpanQuery`).
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Which label for which"), parent=parent)
        self.grid = _Grid(self)
        self.set_body(scrolled(self.grid, sideways=True))
        self._reading: Reading | None = None

    def show_reading(self, reading: Reading) -> None:
        """Show a report's labels against each other."""
        self._reading = reading
        people = reading.report.annotators
        if len(people) == 2:
            about = tr("rows {one}, columns {other}", one=people[0], other=people[1])
        else:
            about = tr("all pairs, so order has no meaning")
        self.grid.show_reading(reading, self.wanted.emit)
        if self.grid.left_out:
            most = tr("the {n} labels that differ most", n=_MOST_LABELS)
            about = tr("{about}; {labels}", about=about, labels=most)
        self.about.setText(about)

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row for each two labels that met, those that met most often first."""
        reading = self._reading
        if reading is None:
            return []
        people = reading.report.annotators
        name = reading.label_name
        met = Counter(reading.report.confusion).most_common()
        # Of two people the first label is one's and the second the other's; else they are sorted.
        heads = people if len(people) == 2 else ("one", "other")
        return [(*heads, "pairs"), *((name(one), name(other), n) for (one, other), n in met)]


class _Grid(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: dict[tuple[int, int], HeatCell] = {}
        self._rows: list[Key] = []
        self._columns: list[Key] = []
        self._reading: Reading | None = None
        self.left_out = 0
        """Labels that do not stand here: there would be too many."""

    def show_reading(self, reading: Reading, wanted: Callable[[SpanQuery], None]) -> None:
        for cell in self.cells.values():
            cell.hide()
            cell.deleteLater()
        self.cells.clear()
        self._reading = reading
        square = len(reading.report.annotators) == 2
        seen = {key for pair in reading.report.confusion for key in pair if key is not None}
        keys: list[Key] = [one.key for one in reading.labels if one.key in seen or not one.retired]
        keys += sorted(seen - set(keys))
        self.left_out = len(keys[_MOST_LABELS:])
        if self.left_out:
            differ = _differences(reading)
            most = set(sorted(keys, key=lambda key: -differ[key])[:_MOST_LABELS])
            keys = [key for key in keys if key in most]
        self._rows = [*keys, None]
        self._columns = [*keys, None] if square else keys
        worst = max(
            (n for (one, other), n in reading.report.confusion.items() if one != other), default=0
        )
        for row, one in enumerate(self._rows):
            for column, other in enumerate(self._columns):
                if (not square and column > row) or (one is None and other is None):
                    continue
                cell = HeatCell(self)
                query = _fill(cell, reading, (one, other), worst, square=square)
                cell.clicked.connect(lambda _=False, it=query: wanted(it))
                cell.show()
                self.cells[row, column] = cell
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        count = len(self._columns)
        rows = len(self._rows) * (HEIGHT + _GAP)
        return QSize(_NAMES + count * (_NARROWEST + _GAP), rows + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _cell_width(self) -> int:
        count = max(1, len(self._columns))
        return max(_NARROWEST, min(_WIDEST, (self.width() - _NAMES) // count - _GAP))

    def _place(self) -> None:
        height, width = HEIGHT, self._cell_width()
        for (row, column), cell in self.cells.items():
            x = _NAMES + column * (width + _GAP)
            put(cell, x, row * (height + _GAP), width, height)
        self.setMinimumSize(self.sizeHint())

    def paintEvent(self, _event: QPaintEvent) -> None:
        reading = self._reading
        if reading is None:
            return
        theme = look()
        painter = reading_painter(self)
        height, width = HEIGHT, self._cell_width()
        looks = {label.key: label for label in reading.labels}
        for row, key in enumerate(self._rows):
            y = row * (height + _GAP)
            colour = theme.muted
            if key is not None and key in looks:
                label = looks[key]
                tone = label_colours(label.colour).line
                paint_mark(painter, 2, y + (height - 16) / 2, tone, label.pattern)
                colour = theme.text
            place = QRectF(16, y, _NAMES - 24, height)
            paint_text(painter, place, reading.label_name(key), sans(), colour)
        foot = len(self._rows) * (height + _GAP)
        for column, key in enumerate(self._columns):
            place = QRectF(_NAMES + column * (width + _GAP), foot, width, _FOOT)
            caption = sans(metrics.TEXT_CAPTION)
            paint_text(painter, place, reading.label_name(key), caption, theme.muted, CENTRE)
        self._paint_note(painter, _NAMES + len(self._columns) * (width + _GAP) + 16)
        painter.end()

    def _paint_note(self, painter: QPainter, left: int) -> None:
        if self.width() - left < _NOTE:
            return
        more = tr("other, brighter is more.") if look().dark else tr("other, darker is more.")
        lines = (tr("Outlined: same label."), tr("Filled: one against the"), more)
        small = sans(metrics.TEXT_SMALL)
        for number, line in enumerate(lines):
            place = QRectF(left, 8 + number * 18, self.width() - left, 18)
            paint_text(painter, place, line, small, look().muted, Qt.AlignmentFlag.AlignVCenter)


def _differences(reading: Reading) -> Counter[Key]:
    """Count for each label where it stands against something else."""
    found: Counter[Key] = Counter()
    for (one, other), count in reading.report.confusion.items():
        if one != other:
            found[one] += count
            found[other] += count
    return found


def _fill(
    cell: HeatCell, reading: Reading, keys: tuple[Key, Key], worst: int, *, square: bool
) -> SpanQuery:
    """Fill the cell of two labels; give what it opens."""
    one, other = keys
    confusion = reading.report.confusion
    count = confusion.get((one, other), 0)
    if not square and one != other:
        count += confusion.get((other, one), 0)
    names = reading.label_name(one), reading.label_name(other)
    says = (
        tr("{name} in both: {n}", name=names[0], n=f"{count:,}")
        if one == other
        else tr("{one} against {other}: {n}", one=names[0], other=names[1], n=f"{count:,}")
    )
    share = None if one == other or not worst else count / worst
    cell.show_value(f"{count:,}", "", share, says)
    cell.setEnabled(count > 0)
    set_tooltip(cell, says)
    return SpanQuery(says, labels=(one, other), ordered=square)
