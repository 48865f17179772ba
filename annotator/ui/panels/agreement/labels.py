"""How well people agree on each label: bars with their intervals; or how it went week by week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.model.agreement import Measure
from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    LEFT,
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
    tint,
)
from annotator.ui.panels.agreement.query import SpanQuery
from annotator.ui.panels.agreement.reading import (
    MEASURES,
    MOST_ROWS,
    Reading,
    decimal,
    interval,
    numbers_of,
)
from annotator.ui.panels.agreement.trend import TrendLine
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.saved_card import SavedCard
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tooltip import set_tooltip

_ROW = 46
_BAR = 16
_NAMES = 96
_GAP = 12
_VALUE = 80
_PAIRS = 72
_AXIS = 44  # above and below the rows
_TENTATIVE, _RELIABLE = 0.667, 0.80
"""Krippendorff's customary limits (Content Analysis, 2004): tentative and reliable conclusions."""
_BAR_ALPHA = 70
_CAP = 6
_DOT = 5


class LabelsCard(SavedCard):
    """Bars by label, or the course by week.

    Signals:
        wanted(query): a number was opened (a `SpanQuery`).
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.switch = Segmented([tr("by label"), tr("by week")], tr("How to part it"))
        super().__init__(tr("By label"), aside=self.switch, parent=parent)
        self.bars = LabelBars(self.wanted.emit)
        self.trend = TrendLine()
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.bars)
        self._stack.addWidget(self.trend)
        self.set_body(body)
        self._reading: Reading | None = None
        self.switch.picked.connect(self._on_picked)

    def show_reading(self, reading: Reading) -> None:
        """Show a report's labels."""
        self._reading = reading
        title = MEASURES[reading.measure]
        self.bars.show_reading(reading)
        about = tr("{measure} with 95 % interval", measure=title.short)
        if self.bars.left_out:
            most = tr("the {n} labels with most pairs", n=MOST_ROWS)
            about = tr("{measure}, {labels}", measure=about, labels=most)
        self.about.setText(about)
        self.trend.show_reading(reading)

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row for each label, all labels before them; or for each week."""
        reading = self._reading
        if reading is None:
            return []
        if self.switch.current():
            weeks = [
                (one.week, "" if one.value is None else one.value, one.n)
                for one in reading.report.trend
            ]
            return [("week", "agreement", "pairs"), *weeks]
        rows: list[tuple[object, ...]] = [
            (name, *numbers_of(measure), reading.pairs(key))
            for name, key, measure in (
                (tr("All labels"), None, reading.overall()),
                *((one.name, one.key, reading.overall(label=one.key)) for one in reading.labels),
            )
            if measure is not None
        ]
        return [("label", MEASURES[reading.measure].long, "low", "high", "pairs"), *rows]

    def _on_picked(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.title.setText(tr("By week") if index else tr("By label"))


class _Row(NamedTuple):
    name: str
    colour: str  # a label's, "" for all
    measure: Measure | None
    value: NumberButton
    pairs: NumberButton


class LabelBars(QWidget):
    """A bar for each label, the best first, all labels before them; the axis is never cut."""

    def __init__(self, wanted: Callable[[SpanQuery], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self.rows: list[_Row] = []
        self.left_out = 0
        """Labels that have no row: there would be too many."""

    def show_reading(self, reading: Reading) -> None:
        """Show a report's labels."""
        for row in self.rows:
            for button in (row.value, row.pairs):
                button.hide()
                button.deleteLater()
        found = [(label, reading.overall(label=label.key)) for label in reading.labels]
        found = [one for one in found if one[1] is not None]
        found.sort(key=lambda one: -reading.pairs(one[0].key))
        self.left_out = len(found[MOST_ROWS:])
        ranked = sorted(
            found[:MOST_ROWS],
            key=lambda one: -1.0 if one[1] is None or one[1].value is None else one[1].value,
            reverse=True,
        )
        self.rows = [self._row(reading, tr("All labels"), "", None, reading.overall())]
        self.rows += [
            self._row(reading, label.name, label.colour, label.key, measure)
            for label, measure in ranked
        ]
        self.setMinimumHeight(self.sizeHint().height())
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all rows and the axis."""
        return QSize(520, _AXIS + _ROW * max(1, len(self.rows)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers at the right."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axis and the bars."""
        painter = reading_painter(self)
        self._paint_axis(painter)
        for number, row in enumerate(self.rows):
            self._paint_row(painter, number, row)
        painter.end()

    def _row(
        self, reading: Reading, name: str, colour: str, key: str | None, measure: Measure | None
    ) -> _Row:
        pairs = reading.pairs(key)
        differing = SpanQuery(
            tr("{name}: where people differ", name=name),
            kinds=("edges", "missed", "attribute", "value", "label"),
            label=key,
        )
        value = NumberButton(self, weight=STRONG, align=RIGHT)
        shown = measure.value if measure is not None else None
        value.set_number(decimal(shown), f"{name}: {decimal(shown)} {interval(measure)}")
        if measure is not None and measure.why:
            set_tooltip(value, measure.why)
        value.clicked.connect(lambda _=False: self._wanted(differing))
        every = differing._replace(title=tr("{name}: all pairs", name=name), kinds=())
        count = NumberButton(self, align=RIGHT)
        count.set_number(f"{pairs:,}", tr("{name}: {n} pairs", name=name, n=f"{pairs:,}"))
        count.clicked.connect(lambda _=False: self._wanted(every))
        for button in (value, count):
            button.show()
        return _Row(name, colour, measure, value, count)

    def _scale(self) -> tuple[float, float]:
        left = _NAMES + _GAP
        return left, self.width() - _VALUE - _PAIRS - _GAP - left - 12

    def _middle(self, number: int) -> float:
        return 24 + _ROW * (number + 0.5)

    def _place(self) -> None:
        right = self.width()
        for number, row in enumerate(self.rows):
            y = round(self._middle(number)) - 20
            height = metrics.TEXT_BODY + 8
            put(row.value, right - _PAIRS - _VALUE, y, _VALUE, height)
            put(row.pairs, right - _PAIRS, y, _PAIRS, height)

    def _paint_axis(self, painter: QPainter) -> None:
        theme = look()
        left, width = self._scale()
        bottom = 24 + _ROW * len(self.rows)
        caption = sans(metrics.TEXT_CAPTION)
        for tenth in range(0, 11, 2):
            x = left + width * tenth / 10
            painter.fillRect(QRectF(x, 20, 1, bottom - 20), theme.line)
            place = QRectF(x - 20, bottom + 2, 40, 16)
            paint_text(painter, place, f"{tenth / 10:.1f}", caption, theme.muted, CENTRE)
        painter.setPen(QPen(theme.muted, 1, Qt.PenStyle.DashLine))
        for limit, word, align in (
            (_TENTATIVE, tr("tentative"), RIGHT),
            (_RELIABLE, tr("reliable"), LEFT),
        ):
            x = left + width * limit
            painter.setPen(QPen(theme.muted, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, 18), QPointF(x, bottom))
            place = QRectF(x - 84 if align == RIGHT else x + 4, 0, 80, 16)
            paint_text(painter, place, word, caption, theme.muted, align)

    def _paint_row(self, painter: QPainter, number: int, row: _Row) -> None:
        theme = look()
        left, width = self._scale()
        y = self._middle(number)
        name = QRectF(0, y - 12, _NAMES, 24)
        paint_text(painter, name, row.name, sans(weight=STRONG), theme.text, RIGHT)
        colour = label_colours(row.colour).line if row.colour else theme.text
        self._paint_words(painter, y, row)
        measure = row.measure
        if measure is None or measure.value is None:
            place = QRectF(left + 8, y - 10, width - 8, 20)
            why = (measure.why if measure is not None else "") or tr("not defined")
            paint_text(painter, place, why, sans(metrics.TEXT_SMALL), theme.muted)
            return
        value = max(0.0, min(1.0, measure.value))
        bar = QRectF(left, y - _BAR / 2, max(2.0, width * value), _BAR)
        grey = QColor(theme.faint) if not row.colour else colour
        paint_box(painter, bar, 2, fill=tint(grey, _BAR_ALPHA), border=theme.outline(grey))
        painter.setPen(QPen(colour, 2))
        if measure.low is not None and measure.high is not None:
            low = left + width * max(0.0, measure.low)
            high = left + width * min(1.0, measure.high)
            painter.drawLine(QPointF(low, y), QPointF(high, y))
            for x in (low, high):
                painter.drawLine(QPointF(x, y - _CAP), QPointF(x, y + _CAP))
        painter.setPen(QPen(theme.base, 2))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(left + width * value, y), _DOT, _DOT)

    def _paint_words(self, painter: QPainter, y: float, row: _Row) -> None:
        theme = look()
        caption = sans(metrics.TEXT_CAPTION)
        right = self.width()
        low = QRectF(right - _PAIRS - _VALUE, y + 1, _VALUE - 2, 16)
        paint_text(painter, low, interval(row.measure), caption, theme.muted, RIGHT)
        pairs = QRectF(right - _PAIRS, y + 1, _PAIRS - 2, 16)
        paint_text(painter, pairs, tr("pairs"), caption, theme.muted, RIGHT)
