"""How well each two people agree, as a heat map: the lower triangle, for order means nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.model.agreement import Measure
from annotator.ui.i18n import tr
from annotator.ui.look import (
    LEFT,
    RIGHT,
    look,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
)
from annotator.ui.panels.agreement.query import SpanQuery
from annotator.ui.panels.agreement.reading import (
    FEW,
    MEASURES,
    Reading,
    decimal,
    interval,
    numbers_of,
)
from annotator.ui.widgets.heat_cell import HEIGHT, WIDTH, HeatCell, heat
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.saved_card import SavedCard
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.tooltip import set_tooltip

_GAP = 4
_NAMES = 92
_NAME_GAP = 12
_LEAST, _MOST = 0.50, 0.80
_STEPS = 12
_LEGEND, _LEGEND_HEIGHT = 128, 48


def share_of(value: float) -> float:
    """Place a coefficient on the scale of the heat map: from 0.50 to 0.80."""
    return (value - _LEAST) / (_MOST - _LEAST)


class PairMatrix(SavedCard):
    """One cell for each two people; a press shows what they marked differently.

    Signals:
        wanted(query): a cell was opened (a `SpanQuery`).
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Between two people"), parent=parent)
        self.grid = _Grid(self)
        self.set_body(scrolled(self.grid, sideways=True))
        self._reading: Reading | None = None

    def show_reading(self, reading: Reading) -> None:
        """Show a report's pairs."""
        self._reading = reading
        title = MEASURES[reading.measure]
        self.about.setText(tr("{measure} and number of pairs compared", measure=title.short))
        self.grid.show_reading(reading, self.wanted.emit)

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row for each two people."""
        reading = self._reading
        if reading is None:
            return []
        rows: list[tuple[object, ...]] = []
        for one, other in combinations(reading.report.annotators, 2):
            counts = reading.pair_counts(one, other)
            pairs = sum(counts.values())
            numbers = numbers_of(reading.pair(one, other))
            rows.append((one, other, *numbers, pairs, pairs - counts.get("same", 0)))
        measure = MEASURES[reading.measure].long
        return [("one", "other", measure, "low", "high", "pairs", "differ"), *rows]


class _Grid(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.cells: dict[tuple[int, int], HeatCell] = {}

    def show_reading(self, reading: Reading, wanted: Callable[[SpanQuery], None]) -> None:
        for cell in self.cells.values():
            cell.hide()
            cell.deleteLater()
        self.cells.clear()
        self._names = names = reading.report.annotators
        for row, name in enumerate(names):
            for column, other in enumerate(names[: row + 1]):
                cell = HeatCell(self)
                query = _fill(cell, reading, name, other)
                cell.clicked.connect(lambda _=False, it=query: wanted(it))
                cell.show()
                self.cells[row, column] = cell
        self.setMinimumSize(self._whole())
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        return self._whole()

    def _whole(self) -> QSize:
        count = len(self._names)
        return QSize(_NAMES + _NAME_GAP + count * (WIDTH + _GAP), count * (HEIGHT + _GAP) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        height = HEIGHT
        for (row, column), cell in self.cells.items():
            x = _NAMES + _NAME_GAP + column * (WIDTH + _GAP)
            put(cell, x, row * (height + _GAP), WIDTH, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = reading_painter(self)
        height = HEIGHT
        for row, name in enumerate(self._names):
            place = QRectF(0, row * (height + _GAP), _NAMES, height)
            paint_text(painter, place, name, sans(), theme.text, RIGHT)
        self._paint_legend(painter)
        painter.end()

    def legend(self) -> QRectF | None:
        """Give the box of the scale, beside the cells of its rows; None if there is no room."""
        count = len(self._names)
        y = count * (HEIGHT + _GAP) / 2
        box = QRectF(self.width() - _LEGEND - 4, y, _LEGEND, _LEGEND_HEIGHT)
        # A row has a cell more than the one above it.
        lowest = min(count, int(box.bottom() // (HEIGHT + _GAP)) + 1)
        free = _NAMES + _NAME_GAP + lowest * (WIDTH + _GAP)
        return box if count > 1 and box.left() >= free else None

    def _paint_legend(self, painter: QPainter) -> None:
        """Paint the scale where the upper triangle is empty."""
        box = self.legend()
        if box is None:
            return
        theme = look()
        left, y = box.left(), box.top()
        small = sans(metrics.TEXT_CAPTION)
        for text, align in (("0.50", LEFT), ("0.80", RIGHT)):
            place = QRectF(left, y, _LEGEND, 16)
            paint_text(painter, place, text, small, theme.muted, align)
        for step in range(_STEPS):
            # On whole pixels: nothing of the ground is seen between two of them.
            begin, end = (round(one * _LEGEND / _STEPS) for one in (step, step + 1))
            piece = QRectF(left + begin, y + 20, end - begin, 8)
            painter.fillRect(piece, heat(step / (_STEPS - 1)))
        if (edge := theme.outline(theme.line2)) is not None:
            paint_box(painter, QRectF(left, y + 20, _LEGEND, 8), border=edge)
        words = tr("brighter is better") if theme.dark else tr("darker is better")
        place = QRectF(left, y + 32, _LEGEND, 16)
        paint_text(painter, place, words, small, theme.muted)


def _fill(cell: HeatCell, reading: Reading, name: str, other: str) -> SpanQuery:
    """Fill the cell of two people, or on the diagonal that of one; give what it opens."""
    if name == other:
        count = reading.report.counts.get(name, 0)
        says = tr("{name}: {n} annotations", name=name, n=f"{count:,}")
        cell.show_value(name, f"{count:,}", None, says, plain=True)
        set_tooltip(cell, says)
        return SpanQuery(tr("Pairs with {name}", name=name), annotators=(name,))
    counts = reading.pair_counts(name, other)
    pairs = sum(counts.values())
    measure = reading.pair(name, other)
    both = tr("{one} and {other}", one=other, other=name)
    query = SpanQuery(
        tr("{both}: where they differ", both=both),
        kinds=("edges", "missed", "attribute", "value", "label"),
        annotators=(other, name),
    )
    if measure is None or measure.value is None:
        why = measure.why if measure is not None and measure.why else tr("no article")
        cell.show_value("–", _short(why), None, f"{both}: {why}")
        cell.setEnabled(pairs > 0)
        set_tooltip(cell, f"{both}: {why}")
        return query
    words = tr("{n} pairs", n=f"{pairs:,}") if pairs >= FEW else tr("{n}, few", n=pairs)
    says = _says(both, measure, pairs, pairs - counts.get("same", 0))
    cell.show_value(decimal(measure.value), words, share_of(measure.value), says)
    set_tooltip(cell, says)
    return query


def _short(why: str) -> str:
    return why if len(why) <= 14 else tr("undefined")


def _says(both: str, measure: Measure, pairs: int, differ: int) -> str:
    limits = f" ({interval(measure)})" if interval(measure) else ""
    return tr(
        "{both}: {value}{limits}. {pairs} pairs, {differ} differ. Enter opens the {differ}.",
        both=both,
        value=decimal(measure.value),
        limits=limits,
        pairs=f"{pairs:,}",
        differ=f"{differ:,}",
    )
