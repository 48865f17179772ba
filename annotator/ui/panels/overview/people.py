"""How far everybody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.widgets.avatar import paint_avatar
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.progress_bar import paint_progress
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.row_stack import SCROLL, RowStack, TableRow

_BAR = 6


class PeopleCard(ChartCard):
    """A row for everybody; a press looks at that person alone, the number opens what they tagged.

    Signals:
        merge_wanted(): merge a teammate's file.
        picked(name): look at one person; “” at all.
    """

    merge_wanted = Signal()
    picked = Signal(str)

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
        most = max((one.annotations for one in facts.people), default=0)
        self._labels = facts.labels
        counts = {} if facts.tallies is None else facts.tallies.by_person()
        self.rows = [
            PersonRow(one, most, counts.get(one.annotator, Counter()), facts.labels)
            for one in facts.people
        ]
        for row in self.rows:
            row.number.clicked.connect(lambda _=False, it=row: self._want(it))
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
            (one.annotator, one.done, one.assigned, one.annotations,
             *(row.counts[label.key] for label in self._labels), one.last)
            for row in self.rows
            for one in (row.person,)
        ]  # fmt: skip
        return [(*heads, *names, "last change"), *rows]

    def _want(self, row: PersonRow) -> None:
        name = row.person.annotator
        self.spans_wanted.emit(tr("By {name}", name=name), Wanted(annotator=name))

    def _on_pressed(self, pressed: PersonRow) -> None:
        for row in self.rows:
            if row is not pressed:
                row.setChecked(False)
        self.picked.emit(self.chosen())


def _columns(width: float) -> tuple[float, float, float, float]:
    """Give the left edges of done, of annotations, their bar, and the right edge of the last."""
    return width * 0.28, width * 0.60, width * 0.62, width


class _Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = reading_painter(self)
        font = sans(metrics.TEXT_CAPTION, STRONG)
        done, annotations, _, right = _columns(self.width() - SCROLL)
        height = self.height()
        paint_text(painter, QRectF(0, 0, 160, height), tr("annotator"), font, theme.muted)
        place = QRectF(done, 0, 140, height)
        paint_text(painter, place, tr("articles done"), font, theme.muted)
        place = QRectF(annotations - 76, 0, 150, height)
        paint_text(painter, place, tr("annotations"), font, theme.muted)
        place = QRectF(right - 160, 0, 160, height)
        paint_text(painter, place, tr("last change"), font, theme.muted, RIGHT)
        painter.end()


class PersonRow(TableRow):
    """One person: initials, name, articles done, annotations, when they last did something.

    The number of annotations is a button of its own; the bar behind it shows their labels, and is
    of one colour as long as ``counts`` says nothing of them.
    """

    def __init__(
        self,
        person: PersonProgress,
        most: int,
        counts: Counter[str],
        labels: Sequence[LabelOutline],
    ) -> None:
        super().__init__(
            tr(
                "{name}: {done} of {all} articles done, {n} annotations",
                name=person.annotator,
                done=person.done,
                all=person.assigned,
                n=f"{person.annotations:,}",
            )
        )
        self.person = person
        self.counts = counts
        self._most = most
        self._labels = labels
        self.number = NumberButton(self, weight=STRONG, align=RIGHT)
        shown = f"{person.annotations:,}"
        says = tr("{n} annotations by {name}", n=shown, name=person.annotator)
        self.number.set_number(shown, says)
        self.number.setEnabled(counts.total() > 0)
        self.setCheckable(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the number into its column."""
        super().resizeEvent(event)
        _, annotations, _, _ = _columns(self.width())
        height = self.number.sizeHint().height()
        put(self.number, round(annotations) - 70, (self.height() - height) // 2, 66, height)

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint what is known of the person."""
        theme, person = look(), self.person
        done, annotations, bar, right = _columns(rect.width())
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
        box = QRectF(bar, middle - 5, right - 150 - bar, 10)
        if self.counts:
            paint_labels(painter, box, self.counts, self._labels, self._most)
        elif person.annotations:
            box.setWidth(max(2.0, box.width() * person.annotations / self._most))
            painter.fillRect(box, theme.kinds["missed"].fill)
        when = short_moment(person.last) if person.last else tr("nothing yet")
        place = QRectF(right - 130, 0, 128, rect.height())
        paint_text(painter, place, when, sans(metrics.TEXT_SMALL), theme.muted, RIGHT)
