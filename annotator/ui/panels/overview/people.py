"""How far everybody is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.annotator import Annotator
from annotator.model.team import PersonProgress
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_text,
    sans,
    scaled,
    smooth_painter,
)
from annotator.ui.panels.dates import short_moment
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.widgets.avatar import paint_avatar
from annotator.ui.widgets.progress_bar import paint_progress
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_stack import SCROLL, RowStack, TableRow
from annotator.ui.widgets.titled_card import TitledCard

_BAR = 6


class PeopleCard(TitledCard):
    """A row for everybody; a press shows the pace of that person alone.

    Signals:
        merge_wanted(): merge a teammate's file.
        picked(name): look at one person; “” at all.
    """

    merge_wanted = Signal()
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.merge = PushButton(tr("Merge…"), keys="Ctrl M")
        super().__init__(tr("By person"), aside=self.merge, parent=parent)
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
        self.rows = [PersonRow(one, most) for one in facts.people]
        for row in self.rows:
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
        self.setFixedHeight(scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = smooth_painter(self)
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
    """One person: initials, name, articles done, annotations, when they last did something."""

    def __init__(self, person: PersonProgress, most: int) -> None:
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
        self._most = most
        self.setCheckable(True)

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint what is known of the person."""
        theme = look()
        done, annotations, bar, right = _columns(rect.width())
        middle = rect.center().y()
        side = metrics.AVATAR_SMALL
        initials = Annotator(name=self.person.annotator).monogram
        circle = QRectF(2, middle - side / 2, side, side)
        paint_avatar(painter, circle, initials, theme.muted)
        strong = sans(weight=STRONG)
        name = QRectF(side + 12, 0, done - side - 20, rect.height())
        paint_text(painter, name, self.person.annotator, strong, theme.text)
        place = QRectF(done, 0, 60, rect.height())
        of = tr("{n} of {all}", n=self.person.done, all=self.person.assigned)
        paint_text(painter, place, of, sans(), theme.text)
        width = max(24.0, annotations - done - 150)
        share = self.person.done / self.person.assigned if self.person.assigned else 0
        paint_progress(
            painter, QRectF(done + 68, middle - _BAR / 2, width, _BAR), share, theme.muted
        )
        count = QRectF(annotations - 70, 0, 64, rect.height())
        paint_text(painter, count, f"{self.person.annotations:,}", strong, theme.text, RIGHT)
        if self._most and self.person.annotations:
            length = (right - 150 - bar) * self.person.annotations / self._most
            box = QRectF(bar, middle - 5, max(2.0, length), 10)
            painter.fillRect(box, theme.kinds["missed"].fill)
        when = short_moment(self.person.last) if self.person.last else tr("nothing yet")
        place = QRectF(right - 130, 0, 128, rect.height())
        paint_text(painter, place, when, sans(metrics.TEXT_SMALL), theme.muted, RIGHT)
