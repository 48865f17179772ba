"""The strip of key figures at the head of the agreement page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_box, reading_painter
from annotator.ui.panels.agreement.query import SpanQuery
from annotator.ui.panels.agreement.reading import MEASURES, Reading, decimal
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.text import Text

_NUMBER = 26
_FIGURES = 5
_HEIGHT = 56
"""Pixels of a row of figures."""
_WIDE = 1100
"""Pixels from which on all figures stand in one row."""


class _Figure(QWidget):
    """One figure: the number, what it is, and a word on it."""

    def __init__(self) -> None:
        super().__init__()
        self.number = NumberButton(px=_NUMBER, weight=STRONG)
        self.what = Text(px=metrics.TEXT_SMALL, weight=STRONG)
        self.note = Text(px=metrics.TEXT_SMALL, role="muted")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self.what)
        words.addWidget(self.note)
        words.addStretch(1)
        self.setMinimumHeight(_HEIGHT)
        row = QHBoxLayout(self)
        set_margins(row, metrics.SPACE_EDGE, 0, metrics.SPACE, 0, within=self)
        row.setSpacing(metrics.SPACE_GROUPS)
        row.addWidget(self.number)
        row.addLayout(words, 1)

    def show_figure(self, number: str, what: str, note: str) -> None:
        """Show all three."""
        self.number.set_number(number, f"{what}: {number}")
        self.what.setText(what)
        self.note.setText(note)


class FiguresStrip(QWidget):
    """Five figures in a row; in a narrow window in rows of two and three.

    Signals:
        wanted(query): a figure was opened (a `SpanQuery`).
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = [_Figure() for _ in range(_FIGURES)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, metrics.SPACE, 0, metrics.SPACE)
        self._grid.setSpacing(0)
        self._grid.setVerticalSpacing(metrics.SPACE_GROUPS)
        self.set_wide(wide=True)
        every = SpanQuery(tr("All pairs compared"))
        differing = every._replace(
            title=tr("Pairs that differ"),
            kinds=("edges", "missed", "attribute", "value", "label"),
        )
        no_match = differing._replace(title=tr("Pairs of other words or another label"))
        edges = differing._replace(title=tr("Other edges"), kinds=("edges",))
        for figure, query in zip(
            self.figures, (differing, no_match, edges, every, every), strict=True
        ):
            figure.number.clicked.connect(lambda _=False, it=query: self.wanted.emit(it))

    def set_wide(self, *, wide: bool) -> None:
        """Stand in one row, or in two."""
        for number, figure in enumerate(self.figures):
            row, column = (0, number) if wide else divmod(number, 2)
            self._grid.addWidget(figure, row, column)
        for column in range(_FIGURES):
            self._grid.setColumnStretch(column, int(wide or column < 2))
        self.updateGeometry()

    def show_reading(self, reading: Reading) -> None:
        """Show the figures of a report."""
        report = reading.report
        main = reading.overall()
        title = MEASURES[reading.measure]
        note = tr("not defined") if main is None or main.value is None else tr("over everybody")
        if main is not None and main.value is None and main.why:
            note = main.why
        elif main is not None and main.low is not None:
            low, high = decimal(main.low), decimal(main.high)
            note = tr("95 % interval {low} to {high}", low=low, high=high)
        value = None if main is None else main.value
        self.figures[0].show_figure(
            decimal(value), tr("{measure} over all labels", measure=title.short), note
        )
        exact, overlap = reading.overall("f1_exact"), reading.overall("f1_overlap")
        self.figures[1].show_figure(
            decimal(exact.value if exact else None),
            tr("F1, same edges"),
            tr("label and edges equal"),
        )
        self.figures[2].show_figure(
            decimal(overlap.value if overlap else None),
            tr("F1, any overlap"),
            self._trouble(reading),
        )
        counts = report.kinds_by_label.get(None, {})
        pairs = sum(counts.values())
        self.figures[3].show_figure(
            f"{pairs:,}",
            tr("pairs compared"),
            tr("{n} equal in every respect", n=f"{counts.get('same', 0):,}"),
        )
        single = sum(one.number for one in report.left_out if one.what == "articles")
        entered = len(report.articles)
        self.figures[4].show_figure(
            tr("{n} of {all}", n=f"{entered:,}", all=f"{entered + single:,}"),
            tr("articles compared"),
            tr("{n} by one person only", n=f"{single:,}") if single else tr("none left out"),
        )

    def _trouble(self, reading: Reading) -> str:
        """Say what most differences are."""
        counts = reading.steps(reading.report.kinds_by_label.get(None, {}))
        step, most = max(list(counts.items())[1:], key=lambda one: one[1])
        if not most:
            return tr("no differences")
        words = {
            "edges": tr("most trouble is edges"),
            "missed": tr("most trouble is missed ones"),
            "value": tr("most trouble is values"),
            "label": tr("most trouble is labels"),
        }
        return words[step.key]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and the lines between the figures."""
        theme = look()
        painter = reading_painter(self)
        rect = QRectF(self.rect())
        paint_box(painter, rect, metrics.RADIUS_POPOVER, fill=theme.base, border=theme.line)
        for figure in self.figures:
            place = figure.geometry()
            if place.left() > metrics.SPACE_EDGE:
                line = QRectF(place.left(), place.top() + 12, 1, place.height() - 24)
                painter.fillRect(line, theme.line)
        painter.end()
