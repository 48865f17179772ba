"""What stands in the same paragraph: labels as a matrix, and the words that meet most often."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.counting import Wanted
from annotator.model.listing import LabelOutline
from annotator.model.tally import Phrase, Tallies
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
    serif,
)
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.count_rows import paint_count
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.widgets.heat_cell import HEIGHT, HeatCell
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.row_stack import RowStack, TableRow
from annotator.ui.widgets.text import Text

_MOST_PAIRS = 60
_MOST_LABELS = 8
_NAMES = 112
_CELL = 76
_GAP = 4


class TogetherCard(ChartCard):
    """Labels and words that occur in one paragraph, whoever tagged them."""

    def __init__(self) -> None:
        super().__init__(tr("In the same paragraph"), tr("labels, and the words that meet"))
        self.grid = LabelGrid()
        self.grid.wanted.connect(self._on_labels)
        self.rows: list[PairRow] = []
        self._stack = RowStack()
        self.nothing = Text(tr("Words that meet more than once stand here."), role="muted", lines=2)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE_SECTIONS)
        row.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.addWidget(self.nothing)
        right.addWidget(self._stack, 1)
        row.addLayout(right, 1)
        self.set_body(body)
        self._labels: dict[str, LabelOutline] = {}
        self._tallies = Tallies()

    def show_facts(self, facts: Facts) -> None:
        """Show what meets, the most frequent first."""
        if facts.tallies is None:
            return
        self._tallies = tallies = facts.tallies
        self._labels = {one.key: one for one in facts.labels}
        used = [one for one in facts.labels if tallies.paragraphs[one.key]]
        used.sort(key=lambda one: -tallies.paragraphs[one.key])
        self.grid.show_counts(used[:_MOST_LABELS], tallies)
        few = len(used) <= _MOST_LABELS
        self.about.setText(
            tr("labels, and the words that meet")
            if few
            else tr("the {n} labels used most, and the words that meet", n=_MOST_LABELS)
        )
        pairs = self._pairs()[:_MOST_PAIRS]
        self.rows = [PairRow(pair, count, self._labels) for pair, count in pairs]
        for row in self.rows:
            row.clicked.connect(lambda _=False, it=row.pair: self._on_pair(*it))
        self._stack.show_rows(self.rows)
        self._stack.setVisible(bool(self.rows))
        self.nothing.setVisible(not self.rows)

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row a pair, first of all labels, then of all words."""
        rows: list[Sequence[object]] = [("label", "words", "label 2", "words 2", "paragraphs")]
        named = {key: one.name for key, one in self._labels.items()}
        rows += [
            (named.get(one, one), "", named.get(other, other), "", n)
            for (one, other), n in sorted(self._tallies.together.items())
        ]
        rows += [
            (named.get(one.label, one.label), one.words, named.get(of, of), other, count)
            for (one, (of, other)), count in self._pairs()
        ]
        return rows

    def _pairs(self) -> list[tuple[tuple[Phrase, Phrase], int]]:
        """List the words that meet more than once, the most frequent first."""
        found = sorted(self._tallies.pairs.items(), key=lambda item: (-item[1], item[0]))
        return [(pair, count) for pair, count in found if count > 1]

    def _on_labels(self, one: str, other: str) -> None:
        names = [self._labels[key].name if key in self._labels else key for key in (one, other)]
        title = tr("{one} beside {other}", one=names[0], other=names[1])
        also = None if one == other else (other, "")
        self.spans_wanted.emit(names[0] if one == other else title, Wanted(label=one, also=also))

    def _on_pair(self, one: Phrase, other: Phrase) -> None:
        title = tr("“{one}” beside “{other}”", one=one.words, other=other.words)
        self.spans_wanted.emit(
            title, Wanted(label=one.label, words=one.words, also=(other.label, other.words))
        )


class PairRow(TableRow):
    """Two phrases that meet."""

    row_height = metrics.CONTROL

    def __init__(
        self, pair: tuple[Phrase, Phrase], count: int, labels: dict[str, LabelOutline]
    ) -> None:
        super().__init__(
            tr("{one} and {other}: {n}", one=pair[0].words, other=pair[1].words, n=count)
        )
        self.pair = pair
        self.count = count
        self._labels = labels

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint both phrases with their marks, and the number."""
        theme = look()
        half = (rect.width() - 88) / 2
        top = rect.center().y() - metrics.MARK_HEIGHT / 2
        for number, phrase in enumerate(self.pair):
            left = 6 + number * half
            label = self._labels.get(phrase.label)
            if label is not None:
                tone = label_colours(label.colour).line
                paint_mark(painter, left, top, tone, label.pattern)
            place = QRectF(left + 14, 0, half - 24, rect.height())
            paint_text(painter, place, phrase.words, serif(metrics.TEXT_CONTEXT), theme.text)
        paint_count(painter, rect, self.count)


class LabelGrid(QWidget):
    """The lower triangle of labels by labels; order means nothing.

    Signals:
        wanted(one, other): list the annotations of one beside the other.
    """

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], HeatCell] = {}
        self._labels: Sequence[LabelOutline] = ()

    def show_counts(self, labels: Sequence[LabelOutline], tallies: Tallies) -> None:
        """Show how many paragraphs hold two labels; on the diagonal how many hold the one."""
        for cell in self.cells.values():
            cell.hide()
            cell.deleteLater()
        self.cells = {}
        self._labels = labels
        together = tallies.together
        most = max(together.values(), default=1)
        for row, one in enumerate(labels):
            for column, other in enumerate(labels[: row + 1]):
                cell = HeatCell(self)
                if row == column:
                    count, share = tallies.paragraphs[one.key], None
                    labelled = one.name
                else:
                    first, second = sorted((one.key, other.key))
                    count = together[first, second]
                    share = count / most if count else None
                    labelled = tr("{one} and {other}", one=one.name, other=other.name)
                says = tr("{n} paragraphs with {labels}", n=f"{count:,}", labels=labelled)
                if count == 1:
                    says = tr("one paragraph with {labels}", labels=labelled)
                cell.show_value(f"{count:,}" if count else "–", "", share, says)
                cell.setEnabled(count > 0)
                cell.clicked.connect(lambda _=False, it=(one.key, other.key): self.wanted.emit(*it))
                cell.show()
                self.cells[row, column] = cell
        self.setFixedSize(self.sizeHint())
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all cells with their names."""
        count = len(self._labels)
        return QSize(_NAMES + count * (_CELL + _GAP), count * (HEIGHT + _GAP) + 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cells."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names beside and below the cells."""
        theme, height = look(), HEIGHT
        painter = reading_painter(self)
        foot = len(self._labels) * (height + _GAP)
        for number, label in enumerate(self._labels):
            y = number * (height + _GAP)
            tone = label_colours(label.colour).line
            paint_mark(painter, 2, y + (height - metrics.MARK_HEIGHT) / 2, tone, label.pattern)
            place = QRectF(16, y, _NAMES - 24, height)
            paint_text(painter, place, label.name, sans(), theme.text)
            below = QRectF(_NAMES + number * (_CELL + _GAP), foot, _CELL, 20)
            caption = sans(metrics.TEXT_CAPTION)
            paint_text(painter, below, label.name, caption, theme.muted, CENTRE)
        painter.end()

    def _place(self) -> None:
        height = HEIGHT
        for (row, column), cell in self.cells.items():
            x = _NAMES + column * (_CELL + _GAP)
            put(cell, x, row * (height + _GAP), _CELL, height)
