"""The values of one attribute by outlet: kinds of source, named against unnamed, senses of places.

One hue from mild to hard and hatching tell the values apart, so that a print in grey can be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.app.counting import Wanted
from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    scaled,
    smooth_painter,
    text_width,
)
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.facts import Facts, Subject
from annotator.ui.widgets.filter_button import FilterButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

_KINDS = ("value", "missed", "edges", "label", "agreed")
_HATCHED = 5
"""From this value on the same colours come again, hatched."""
_BAR = 24
_NAME = 152
_MOST_OUTLETS = 24


class ValuesCard(ChartCard):
    """Bars of 100 % by outlet; a part opens its annotations."""

    def __init__(self) -> None:
        self.choice = FilterButton(tr("Values of"))
        super().__init__(tr("Values"), tr("by outlet"), aside=self.choice)
        self.choice.clicked.connect(self._choose)
        self.bars: list[OutletBar] = []
        self._legend = Legend()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(metrics.SPACE_INSIDE)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, metrics.SPACE_GROUPS, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.nothing = Text(
            tr("Values of choices stand here as soon as somebody has given some."),
            role="muted",
            lines=2,
        )
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(metrics.SPACE)
        whole.addWidget(self._legend)
        whole.addWidget(self.nothing)
        whole.addWidget(scrolled(inside), 1)
        self.set_body(body)
        self._facts: Facts | None = None
        self._subject: Subject | None = None
        self._who = ""

    def show_facts(self, facts: Facts) -> None:
        """Show the subject that was chosen, or the one of which most is known."""
        self._facts = facts
        chosen = self._subject and (self._subject.label, self._subject.attribute)
        known = {(one.label, one.attribute): one for one in facts.subjects}
        self._subject = known.get(chosen) if chosen else None
        if self._subject is None:
            self._subject = max(facts.subjects, key=self._given, default=None)
        self._show()

    def look_at(self, who: str) -> None:
        """Count one person's annotations; “” everybody's."""
        self._who = who
        self._show()

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row an outlet, a column a value."""
        if self._subject is None:
            return [("outlet",)]
        values = self._subject.values
        rows = [
            (bar.outlet, *(bar.counts[value] for value in values), bar.counts.total())
            for bar in self.bars
        ]
        return [("outlet", *values.values(), "all"), *rows]

    def _given(self, subject: Subject) -> int:
        assert self._facts is not None
        found = self._facts.tallies.by_outlet(subject.label, subject.attribute)
        return sum(counts.total() - counts[None] for counts in found.values())

    def _show(self) -> None:
        facts, subject = self._facts, self._subject
        for bar in self.bars:
            bar.hide()
            bar.deleteLater()
        self.bars = []
        self.choice.setVisible(subject is not None)
        found: Mapping[str, Counter[str | None]] = {}
        if facts is not None and subject is not None:
            self.choice.set_value(subject.title)
            found = facts.tallies.by_outlet(subject.label, subject.attribute, self._who)
        self.nothing.setVisible(not found)
        self._legend.setVisible(bool(found))
        if subject is None or not found:
            return
        used = {value for counts in found.values() for value in counts}
        shown = {value: name for value, name in subject.values.items() if value in used}
        # What the scheme does not know (any more) was given all the same.
        shown |= {value: str(value) for value in sorted(used - shown.keys(), key=str)}
        subject = self._subject = subject._replace(values=shown)
        self._legend.show_values(list(shown.values()))
        # By the share of the first value; outlets with few annotations say so by their number.
        first = next(iter(shown))
        order = sorted(found, key=lambda it: (found[it][first] / found[it].total(), it))
        for outlet in order[:_MOST_OUTLETS]:
            bar = OutletBar(outlet, found[outlet], shown)
            bar.wanted.connect(self._want)
            self.bars.append(bar)
            self._rows.addWidget(bar)

    def _want(self, outlet: str, value: str | None, every: bool) -> None:
        subject = self._subject
        assert subject is not None
        if every:
            title = tr("{what}, {outlet}", what=subject.title, outlet=outlet or tr("no outlet"))
            wanted = Wanted(label=subject.label, annotator=self._who, outlet=outlet)
        else:
            title = tr(
                "{what}: {value}, {outlet}",
                what=subject.title,
                value=subject.values[value],
                outlet=outlet or tr("no outlet"),
            )
            wanted = Wanted(subject.label, self._who, subject.attribute, value, outlet)
        self.spans_wanted.emit(title, wanted)

    def _choose(self) -> None:
        facts = self._facts
        if facts is None:
            return
        menu = Menu(tr("Values of"), self.window())
        for subject in facts.subjects:
            row = menu.add_row(subject.title)
            row.triggered.connect(lambda _=False, it=subject: self._take(it))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.choice)

    def _take(self, subject: Subject) -> None:
        self._subject = subject
        self._show()


class OutletBar(QWidget):
    """One outlet: its name, the bar in parts, and how many annotations it is of.

    Signals:
        wanted(outlet, value, every): list the annotations of a part, or all of the outlet.
    """

    wanted = Signal(str, object, bool)

    def __init__(
        self, outlet: str, counts: Counter[str | None], values: Mapping[str | None, str]
    ) -> None:
        super().__init__()
        self.outlet = outlet
        self.counts = counts
        name = outlet or tr("no outlet")
        label = Text(name)
        label.setFixedWidth(scaled(_NAME))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(label)
        self.parts: list[Part] = []
        for number, (value, word) in enumerate(values.items()):
            count = counts[value]
            if not count:
                continue
            part = Part(number, count, f"{name}, {word}: {count:,}")
            part.clicked.connect(lambda _=False, it=value: self.wanted.emit(outlet, it, False))  # noqa: FBT003 - a signal
            self.parts.append(part)
            row.addWidget(part, count)
        row.addSpacing(metrics.SPACE)
        self.total = NumberButton(weight=STRONG)
        total = counts.total()
        self.total.set_number(f"{total:,}", tr("{outlet}: {n} in all", outlet=name, n=total))
        self.total.setMinimumWidth(scaled(40))
        self.total.clicked.connect(lambda: self.wanted.emit(outlet, None, True))  # noqa: FBT003 - a signal
        row.addWidget(self.total)


class Part(PaintedButton):
    """The part of a bar that one value takes."""

    ring_radius = metrics.RADIUS_WASH

    def __init__(self, number: int, count: int, says: str) -> None:
        super().__init__()
        self._number = number
        self.count = count
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a bar."""
        return QSize(4, scaled(_BAR))

    def minimumSizeHint(self) -> QSize:
        """Stay visible however small the share."""
        return QSize(4, scaled(_BAR))

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the fill, and the count where there is room."""
        ink = paint_value(painter, rect, self._number)
        font, shown = sans(metrics.TEXT_SMALL, STRONG), f"{self.count:,}"
        if text_width(shown, font) + 8 <= rect.width():
            paint_text(painter, rect, shown, font, ink, CENTRE)


class Legend(QWidget):
    """Which fill stands for which value."""

    def __init__(self) -> None:
        super().__init__()
        self._values: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Sequence[str]) -> None:
        """Show other values."""
        self._values = values
        self.setAccessibleName(", ".join(values))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that values go on in another line where there is no room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines that a width makes."""
        places = self._places(width)
        return round(places[-1].bottom()) if places else 0

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a square and a word a value."""
        theme = look()
        painter = smooth_painter(self)
        places = self._places(self.width())
        for number, (value, place) in enumerate(zip(self._values, places, strict=True)):
            square = QRectF(place.left(), place.center().y() - 6, 12, 12)
            paint_value(painter, square, number)
            words = place.adjusted(18, 0, 0, 0)
            paint_text(painter, words, value, sans(metrics.TEXT_SMALL), theme.text)
        painter.end()

    def _places(self, width: int) -> list[QRectF]:
        font, height = sans(metrics.TEXT_SMALL), scaled(20)
        x, y, places = 0.0, 0.0, []
        for value in self._values:
            wide = 18 + text_width(value, font) + 4
            if x and x + wide > width:
                x, y = 0.0, y + height
            places.append(QRectF(x, y, wide, height))
            x += wide + metrics.SPACE_GROUPS
        return places


def paint_value(painter: QPainter, rect: QRectF, number: int) -> QColor:
    """Fill a place as the value of that number is shown; give the colour to write on it."""
    fill, ink = look().kinds[_KINDS[number % len(_KINDS)]]
    if number < _HATCHED:
        paint_box(painter, rect, metrics.RADIUS_WASH, fill=fill)
        return ink
    paint_box(painter, rect, metrics.RADIUS_WASH, fill=look().base)
    painter.setPen(QPen(fill, 1.2))
    painter.setBrush(QBrush(fill, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 3, 3)
    return look().text
