"""What kind of difference there is, as bars of 100 %: by label, by pair, by outlet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.agreement import KindCounts
from annotator.ui.difference_kinds import STEPS, KindLook
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.panels.agreement.query import SpanQuery
from annotator.ui.panels.agreement.reading import MOST_ROWS, Reading
from annotator.ui.widgets.bar_segment import BarSegment
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.saved_card import SavedCard
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.segmented import Segmented

_NAMES = 92
_GAP = 16
_PITCH = 42
_BAR = 28
_BESIDE = 36  # for a count that a segment has no room for
_TOTAL = 48
_PART = 2  # between segments
_THINNEST = 4
_LEGEND = 28
_HEADS = ("label", "two people", "outlet")


class KindsCard(SavedCard):
    """Bars by label, by pair of people or by outlet.

    Signals:
        wanted(query): a count was opened (a `SpanQuery`).
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.switch = Segmented(
            [tr("by label"), tr("by pair"), tr("by outlet")], tr("How to part it")
        )
        super().__init__(
            tr("What kind of difference"),
            tr("share of pairs compared"),
            aside=self.switch,
            parent=parent,
        )
        self.bars = KindBars(self.wanted.emit)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Legend())
        column.addWidget(scrolled(self.bars), 1)
        self.set_body(body)
        self._reading: Reading | None = None
        self.switch.picked.connect(lambda _: self._show())

    def show_reading(self, reading: Reading) -> None:
        """Show a report's kinds of difference."""
        self._reading = reading
        self._show()

    def _show(self) -> None:
        if self._reading is not None:
            parts = _parts(self._reading, self.switch.current())
            self.bars.show_bars(self._reading, parts[: MOST_ROWS + 1])

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row for each label, two people or outlet, all labels before them."""
        reading = self._reading
        if reading is None:
            return []
        how = self.switch.current()
        rows: list[tuple[object, ...]] = []
        for part in _parts(reading, how):
            counts = reading.steps(part.counts).values()
            rows.append((part.name, *counts, sum(counts)))
        return [(_HEADS[how], *(tr(step.title) for step in STEPS), "pairs"), *rows]


class _Part(NamedTuple):
    name: str
    counts: KindCounts
    query: SpanQuery


def _parts(reading: Reading, how: int) -> list[_Part]:
    report = reading.report
    if how == 0:
        found = [
            _Part(reading.label_name(key), counts, SpanQuery(reading.label_name(key), label=key))
            for key, counts in report.kinds_by_label.items()
            if key is not None
        ]
    elif how == 1:
        found = [
            _Part(
                tr("{one}, {other}", one=one, other=other),
                counts,
                SpanQuery(tr("{one} and {other}", one=one, other=other), annotators=(one, other)),
            )
            for (one, other), counts in report.kinds_by_pair.items()
        ]
    else:
        found = [
            _Part(
                outlet or tr("unknown"), counts, SpanQuery(outlet or tr("unknown"), outlet=outlet)
            )
            for outlet, counts in report.kinds_by_outlet.items()
        ]
    found.sort(key=lambda part: sum(part.counts.values()), reverse=True)
    every = _Part(
        tr("All labels"), report.kinds_by_label.get(None, {}), SpanQuery(tr("All labels"))
    )
    return [every, *found]


class _Bar(NamedTuple):
    part: _Part
    segments: list[tuple[KindLook, int, BarSegment]]
    total: NumberButton


class KindBars(QWidget):
    """One bar a row, its counts inside; where a segment is too narrow, the last one beside it."""

    def __init__(self, wanted: Callable[[SpanQuery], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self.bars: list[_Bar] = []

    def show_bars(self, reading: Reading, parts: list[_Part]) -> None:
        """Show a bar for each part."""
        for bar in self.bars:
            for button in (*(segment for _, _, segment in bar.segments), bar.total):
                button.hide()
                button.deleteLater()
        self.bars = [self._bar(reading, part) for part in parts if part.counts]
        self.setMinimumHeight(self.sizeHint().height())
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all bars."""
        return QSize(480, _PITCH * max(1, len(self.bars)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._place()

    def _bar(self, reading: Reading, part: _Part) -> _Bar:
        segments = []
        for step, count in reading.steps(part.counts).items():
            if not count:
                continue
            segment = BarSegment(step.key, self)
            segment.set_count(
                count, tr("{part}: {n} × {kind}", part=part.name, n=count, kind=tr(step.title))
            )
            kinds = step.kinds
            if step.key == "agreed" and reading.match == "overlap":
                kinds = (*kinds, "edges")
            title = tr("{part}: {kind}", part=part.query.title, kind=tr(step.title).lower())
            query = part.query._replace(title=title, kinds=kinds)
            segment.clicked.connect(lambda _=False, it=query: self._wanted(it))
            segment.show()
            segments.append((step, count, segment))
        total = NumberButton(self, align=RIGHT)
        pairs = sum(count for _, count, _ in segments)
        total.set_number(f"{pairs:,}", tr("{part}: {n} pairs", part=part.name, n=pairs))
        total.clicked.connect(lambda _=False: self._wanted(part.query))
        total.show()
        return _Bar(part, segments, total)

    def _place(self) -> None:
        left = _NAMES + _GAP
        width = self.width() - left - _BESIDE - _TOTAL - 12
        for number, bar in enumerate(self.bars):
            y = number * _PITCH + (_PITCH - _BAR) // 2
            pairs = sum(count for _, count, _ in bar.segments)
            free = width - _PART * (len(bar.segments) - 1) - _THINNEST * len(bar.segments)
            x = float(left)
            for _, count, segment in bar.segments:
                wide = _THINNEST + max(0.0, free) * count / pairs
                put(segment, round(x), y, max(1, round(x + wide) - round(x)), _BAR)
                x += wide + _PART
            put(bar.total, self.width() - _TOTAL - 8, y, _TOTAL, _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names, and the count of the last segment where that has no room for it."""
        theme = look()
        painter, side = reading_painter(self), ReadingSide.of(QRectF(self.rect()), self)
        for number, bar in enumerate(self.bars):
            y = number * _PITCH
            weight = STRONG if number == 0 else 400
            place = QRectF(0, y, _NAMES, _PITCH)
            paint_text(painter, place, bar.part.name, sans(weight=weight), theme.text, RIGHT)
            if not bar.segments:
                continue
            _, count, segment = bar.segments[-1]
            if not segment.fits(segment.width()):
                end = side.place(QRectF(segment.geometry())).right()
                beside = QRectF(end + 5, y, _BESIDE, _PITCH)
                font = sans(metrics.TEXT_SMALL, STRONG)
                paint_text(painter, beside, f"{count:,}", font, theme.text)
        painter.end()


class _Legend(QWidget):
    """The five steps: colour, glyph, name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_LEGEND)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them in a row; without room, the names go first."""
        painter = reading_painter(self)
        font = sans(metrics.TEXT_SMALL)
        words = [tr(step.title) for step in STEPS]
        needed = sum(text_width(word, font) for word in words) + len(STEPS) * 58
        x = float(_NAMES + _GAP if needed + _NAMES + _GAP <= self.width() else 0)
        named = needed <= self.width()
        for step, word in zip(STEPS, words, strict=True):
            x = self._paint_step(painter, x, step, word if named else "")
        painter.end()

    def _paint_step(self, painter: QPainter, x: float, step: KindLook, word: str) -> float:
        theme = look()
        middle = self.height() / 2
        square = QRectF(x, middle - 6, 12, 12)
        edge = theme.outline(theme.line2)
        paint_box(painter, square, metrics.RADIUS_WASH, fill=step.colours.fill, border=edge)
        paint_icon(painter, step.icon, QRectF(x + 18, middle - 8, 16, 16), theme.text)
        used = 0.0
        if word:
            place = QRectF(x + 38, 0, 200, self.height())
            used = paint_text(painter, place, word, sans(metrics.TEXT_SMALL), theme.text) + 4
        return x + 38 + used + 14
