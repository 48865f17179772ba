"""How far everybody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.app.counting import Wanted
from annotator.model.annotator import Annotator
from annotator.model.listing import LabelOutline
from annotator.model.team import PersonProgress
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_text,
    reading_painter,
    sans,
)
from annotator.ui.panels.dates import short_moment
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.count_rows import paint_labels
from annotator.ui.panels.overview.facts import ArticleFact, Facts
from annotator.ui.widgets.avatar import paint_avatar
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.progress_bar import paint_progress
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.row_stack import SCROLL, RowStack, TableRow

_BAR = 6
_NUMBER = 66
"""Pixels of a number that can be opened."""


class PeopleCard(ChartCard):
    """A row for everybody; a press looks at that person alone, the numbers open what they count.

    Signals:
        merge_wanted(): merge a teammate's file.
        picked(name): look at one person; “” at all.
        articles_wanted(title, articles): list those articles.
    """

    merge_wanted = Signal()
    picked = Signal(str)
    articles_wanted = Signal(str, object)

    def __init__(self) -> None:
        self.merge = PushButton(tr("Merge…"), keys="Ctrl M")
        super().__init__(tr("By person"), aside=self.merge)
        self.tools.append(self.merge)
        self._labels: Sequence[LabelOutline] = ()
        self.merge.clicked.connect(self.merge_wanted)
        self.rows: list[PersonRow] = []
        self._stack = RowStack()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Head())
        column.addWidget(self._stack, 1)
        self.set_body(body)

    def show_facts(self, facts: Facts) -> None:
        """Show everybody."""
        chosen = self.chosen()
        counted = [one.annotations for one in facts.people if not facts.keeps(one.annotator)]
        most = max(counted, default=0)
        self._labels = facts.labels
        counts = {} if facts.tallies is None else facts.tallies.by_person()
        self.rows = [
            PersonRow(
                one,
                most,
                counts.get(one.annotator, Counter()),
                facts.labels,
                facts.open_of(one.annotator) if facts.compared else None,
                kept=facts.keeps(one.annotator),
            )
            for one in facts.people
        ]
        for row in self.rows:
            row.number.clicked.connect(lambda _=False, it=row: self._want(it))
            row.differing.clicked.connect(lambda _=False, it=row: self._want_articles(it))
            row.setChecked(row.person.annotator == chosen)
            row.clicked.connect(lambda _=False, it=row: self._on_pressed(it))
        self._stack.show_rows(self.rows)

    def chosen(self) -> str:
        """Give whom one looks at alone; “” for all."""
        return next((row.person.annotator for row in self.rows if row.isChecked()), "")

    def look_at_all(self) -> None:
        """Look at nobody alone any more."""
        for row in self.rows:
            row.setChecked(False)

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row a person, with a column for each label."""
        heads = ("annotator", "articles done", "of", "annotations")
        names = [one.name for one in self._labels]
        rows = [
            (one.annotator, one.done, one.assigned, "" if row.kept else one.annotations,
             *(row.counts[label.key] for label in self._labels), row.open, one.last)
            for row in self.rows
            for one in (row.person,)
        ]  # fmt: skip
        return [(*heads, *names, "open differences", "last change"), *rows]

    def _want(self, row: PersonRow) -> None:
        name = row.person.annotator
        self.spans_wanted.emit(tr("By {name}", name=name), Wanted(annotator=name))

    def _want_articles(self, row: PersonRow) -> None:
        title = tr("Open differences with work of {name}", name=row.person.annotator)
        self.articles_wanted.emit(title, row.articles)

    def _on_pressed(self, pressed: PersonRow) -> None:
        for row in self.rows:
            if row is not pressed:
                row.setChecked(False)
        self.picked.emit(self.chosen())


class _Columns(NamedTuple):
    """Where the columns of a row stand, in pixels.

    Attributes:
        done: the left edge of how many articles are done.
        annotations: the right edge of their number.
        bar: the left edge of their labels.
        open: the right edge of the number of open differences.
        last: the right edge of the last change.
    """

    done: float
    annotations: float
    bar: float
    open: float
    last: float

    @classmethod
    def of(cls, width: float) -> _Columns:
        """Share a width out."""
        return cls(width * 0.24, width * 0.53, width * 0.55, width * 0.81, width)


class _Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = reading_painter(self)
        font = sans(metrics.TEXT_CAPTION, STRONG)
        columns = _Columns.of(self.width() - SCROLL)
        height = self.height()
        paint_text(painter, QRectF(0, 0, 160, height), tr("annotator"), font, theme.muted)
        place = QRectF(columns.done, 0, 140, height)
        paint_text(painter, place, tr("articles done"), font, theme.muted)
        for edge, words in (
            (columns.annotations, tr("annotations")),
            (columns.open, tr("open differences")),
            (columns.last, tr("last change")),
        ):
            place = QRectF(edge - 162, 0, 160, height)
            paint_text(painter, place, words, font, theme.muted, RIGHT)
        painter.end()


class PersonRow(TableRow):
    """One person: initials, name, articles done, annotations, open differences, last change.

    The numbers are buttons of their own. The bar behind that of the annotations shows their labels,
    and is of one colour as long as ``counts`` says nothing of them; ``articles`` are those with
    open differences, None as long as they are not counted. How much somebody has tagged is not said
    if it is ``kept`` from who looks.
    """

    def __init__(
        self,
        person: PersonProgress,
        most: int,
        counts: Counter[str],
        labels: Sequence[LabelOutline],
        articles: Sequence[ArticleFact] | None,
        *,
        kept: bool,
    ) -> None:
        shown = f"{person.annotations:,}"
        done = tr(
            "{name}: {done} of {all} articles done",
            name=person.annotator,
            done=person.done,
            all=person.assigned,
        )
        one, many = (
            tr("{done}, one annotation", done=done),
            tr("{done}, {n} annotations", done=done, n=shown),
        )
        super().__init__(done if kept else one if person.annotations == 1 else many)
        self.person = person
        self.kept = kept
        self.counts = counts
        self._most = most
        self._labels = labels
        self.number = NumberButton(self, weight=STRONG, align=RIGHT)
        if kept:
            self.number.set_words("–")
        else:
            one = tr("one annotation by {name}", name=person.annotator)
            many = tr("{n} annotations by {name}", n=shown, name=person.annotator)
            self.number.set_number(shown, one if person.annotations == 1 else many)
        self.number.setEnabled(counts.total() > 0)
        self.articles = articles or ()
        self.open = sum(one.open_in_all for one in self.articles)
        self.differing = NumberButton(self, weight=STRONG, align=RIGHT)
        if articles is None:
            self.differing.set_words("…")
        else:
            shown = f"{self.open:,}"
            one = tr("one open difference with work of {name}", name=person.annotator)
            many = tr("{n} open differences with work of {name}", n=shown, name=person.annotator)
            self.differing.set_number(shown, one if self.open == 1 else many)
        self.differing.setEnabled(self.open > 0)
        self.setCheckable(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the numbers into their columns."""
        super().resizeEvent(event)
        columns = _Columns.of(self.width())
        height = self.number.sizeHint().height()
        for number, edge in (
            (self.number, columns.annotations),
            (self.differing, columns.open),
        ):
            put(number, round(edge) - _NUMBER, (self.height() - height) // 2, _NUMBER, height)

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint what is known of the person."""
        theme, person = look(), self.person
        done, annotations, bar, open_, right = _Columns.of(rect.width())
        middle = rect.center().y()
        side = metrics.AVATAR_SMALL
        initials = Annotator(name=person.annotator).monogram
        circle = QRectF(2, middle - side / 2, side, side)
        paint_avatar(painter, circle, initials, theme.muted)
        name = QRectF(side + 12, 0, done - side - 20, rect.height())
        paint_text(painter, name, person.annotator, sans(weight=STRONG), theme.text)
        place = QRectF(done, 0, 60, rect.height())
        of = tr("{n} of {all}", n=person.done, all=person.assigned)
        paint_text(painter, place, of, sans(), theme.text)
        width = max(24.0, annotations - done - 150)
        share = person.done / person.assigned if person.assigned else 0
        paint_progress(
            painter, QRectF(done + 68, middle - _BAR / 2, width, _BAR), share, theme.muted
        )
        box = QRectF(bar, middle - 5, open_ - _NUMBER - bar, 10)
        if self.counts:
            paint_labels(painter, box, self.counts, self._labels, self._most)
        elif person.annotations and not self.kept:
            box.setWidth(max(2.0, box.width() * person.annotations / self._most))
            painter.fillRect(box, theme.kinds["missed"].fill)
        when = short_moment(person.last) if person.last else tr("nothing yet")
        place = QRectF(open_ + 12, 0, right - open_ - 14, rect.height())
        paint_text(painter, place, when, sans(metrics.TEXT_SMALL), theme.muted, RIGHT)
