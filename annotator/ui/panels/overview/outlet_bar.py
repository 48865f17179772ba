"""One outlet among the values: a bar of 100 % whose parts can be opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.panels.overview.value_legend import hatched, paint_value
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.text import Text

_BAR = 24
_NAME = 152
_SHARE = 44


class OutletBar(QWidget):
    """Shows an outlet: its name, the bar in parts, and how many annotations it is of.

    Args:
        outlet: its name; “” where none is known.
        counts: how often each part occurs.
        fills: the parts in their order, with the number of each one's fill.
        share: the part whose share is told in words; “” for none.

    Signals:
        wanted(outlet, part): list the annotations of a part; “” all of the outlet.
    """

    wanted = Signal(str, str)

    def __init__(
        self,
        outlet: str,
        counts: Counter[str],
        fills: Mapping[str, int],
        share: str = "",
    ) -> None:
        super().__init__()
        self.outlet = outlet
        self.counts = counts
        name, total = outlet or tr("no outlet"), counts.total()
        label = Text(name)
        label.setFixedWidth(_NAME)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(label)
        self.parts: list[Part] = []
        for word, number in fills.items():
            count = counts[word]
            if not count:
                continue
            part = Part(number, count, f"{name}, {word}: {count:,}")
            part.clicked.connect(lambda _=False, it=word: self.wanted.emit(outlet, it))
            self.parts.append(part)
            row.addWidget(part, count)
        row.addSpacing(metrics.SPACE)
        if share:
            percent = Text(f"{round(100 * counts[share] / total)} %", px=metrics.TEXT_SMALL)
            percent.setFixedWidth(_SHARE)
            percent.setToolTip(
                tr("{share} of {n}: {part}", share=percent.text(), n=total, part=share)
            )
            row.addWidget(percent)
        self.total = NumberButton(weight=STRONG, align=RIGHT)
        self.total.set_number(f"{total:,}", tr("{outlet}: {n} in all", outlet=name, n=total))
        self.total.setMinimumWidth(40)
        self.total.clicked.connect(lambda: self.wanted.emit(outlet, ""))
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
        return QSize(4, _BAR)

    def minimumSizeHint(self) -> QSize:
        """Stay visible however small the share."""
        return QSize(4, _BAR)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the fill, and the count where there is room."""
        ink = paint_value(painter, rect, self._number)
        font, shown = sans(metrics.TEXT_SMALL, STRONG), f"{self.count:,}"
        wide = text_width(shown, font)
        if wide + 8 <= rect.width():
            if hatched(self._number):
                centre = rect.center()
                box = QRectF(centre.x() - wide / 2 - 3, centre.y() - 8, wide + 6, 16)
                paint_box(painter, box, metrics.RADIUS_WASH, fill=look().base)
            paint_text(painter, rect, shown, font, ink, CENTRE)
