"""How much was done week by week."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.model.team import WeekPace
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
    smooth_painter,
)
from annotator.ui.panels.dates import short_date
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.widgets.titled_card import TitledCard

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 26, 30
_COLUMN = 48
_PITCH = 76
_LEAST_PITCH = 44
_WEEK = timedelta(days=7)


class PaceCard(TitledCard):
    """Columns of annotations by week; the running one is hatched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Pace"), tr("annotations a week"), parent=parent)
        self.columns = PaceColumns()
        self.set_body(self.columns)
        self._facts: Facts | None = None
        self._who = ""

    def show_facts(self, facts: Facts) -> None:
        """Show everybody's weeks, or those of the one looked at."""
        self._facts = facts
        self._show()

    def look_at(self, who: str) -> None:
        """Show one person's weeks; “” everybody's."""
        self._who = who
        about = tr("annotations a week") if not who else tr("{name}, annotations a week", name=who)
        self.about.setText(about)
        self._show()

    def _show(self) -> None:
        if self._facts is not None:
            chosen = [one for one in self._facts.pace if self._who in ("", one.annotator)]
            self.columns.show_weeks(weeks_of(chosen))


def weeks_of(pace: Sequence[WeekPace]) -> list[tuple[str, int]]:
    """Add up by week, weeks without anything among them, oldest first."""
    if not pace:
        return []
    counts: dict[str, int] = {}
    for one in pace:
        counts[one.week] = counts.get(one.week, 0) + one.annotations
    first, last = date.fromisoformat(min(counts)), date.fromisoformat(max(counts))
    number = (last - first).days // _WEEK.days + 1
    weeks = [(first + n * _WEEK).isoformat() for n in range(number)]
    return [(week, counts.get(week, 0)) for week in weeks]


def running(week: str, now: date) -> bool:
    """Tell whether a week (its Monday) is not over yet."""
    return now < date.fromisoformat(week) + _WEEK


class PaceColumns(QWidget):
    """As many of the newest weeks as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: list[tuple[str, int]] = []
        self.setAccessibleName(tr("Annotations by week"))

    def show_weeks(self, weeks: list[tuple[str, int]]) -> None:
        """Show weeks (their Mondays) with their numbers, oldest first."""
        self._weeks = weeks
        said = "; ".join(tr("week of {day}: {n}", day=week, n=n) for week, n in weeks[-12:])
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in which columns can be told apart."""
        return QSize(480, 180)

    def shown(self) -> list[tuple[str, int]]:
        """Give the weeks that there is room for."""
        room = max(1, int((self.width() - _LEFT - _RIGHT) // _LEAST_PITCH))
        return self._weeks[-room:]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axis and the columns."""
        painter = smooth_painter(self)
        theme = look()
        weeks = self.shown()
        if not weeks:
            words = tr("The weeks stand here as soon as somebody has tagged something.")
            paint_text(painter, QRectF(self.rect()), words, sans(), theme.muted, CENTRE)
            painter.end()
            return
        step = nice_step(max(count for _, count in weeks))
        top = step * max(1, math.ceil(max(count for _, count in weeks) / step))
        self._paint_axis(painter, step, top)
        now = datetime.now(UTC).date()
        pitch = min(_PITCH, (self.width() - _LEFT - _RIGHT) / len(weeks))
        for number, (week, count) in enumerate(weeks):
            middle = _LEFT + pitch * (number + 0.5)
            self._paint_week(painter, middle, pitch, week, count, top, hatched=running(week, now))
        painter.end()

    def _y(self, count: int, top: int) -> float:
        return _TOP + (self.height() - _TOP - _BOTTOM) * (1 - count / top)

    def _paint_axis(self, painter: QPainter, step: int, top: int) -> None:
        theme = look()
        caption = sans(metrics.TEXT_CAPTION)
        for count in range(0, top + 1, step):
            y = self._y(count, top)
            painter.fillRect(QRectF(_LEFT, y, self.width() - _LEFT - _RIGHT, 1), theme.line)
            place = QRectF(0, y - 8, _LEFT - 8, 16)
            paint_text(painter, place, f"{count:,}", caption, theme.muted, RIGHT)

    def _paint_week(
        self,
        painter: QPainter,
        middle: float,
        pitch: float,
        week: str,
        count: int,
        top: int,
        *,
        hatched: bool,
    ) -> None:
        theme = look()
        width = min(_COLUMN, pitch * 0.64)
        y, base = self._y(count, top), self._y(0, top)
        box = QRectF(middle - width / 2, y, width, base - y)
        fill = theme.kinds["missed"].fill
        if hatched and count:
            painter.setPen(QPen(theme.kinds["value"].fill, 1.2))
            painter.setBrush(QBrush(theme.kinds["value"].fill, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, 0), 3, 3)
        elif count:
            paint_box(painter, box, 3, fill=fill)
        caption = sans(metrics.TEXT_CAPTION)
        above = QRectF(middle - pitch / 2, y - 20, pitch, 16)
        paint_text(
            painter, above, f"{count:,}", sans(metrics.TEXT_SMALL, STRONG), theme.text, CENTRE
        )
        below = QRectF(middle - pitch / 2, base + 8, pitch, 16)
        # Weeks stand in their order, and there is no room for years.
        day = short_date(week, date.fromisoformat(week))
        paint_text(painter, below, day, caption, theme.muted, CENTRE)


def nice_step(highest: int) -> int:
    """Give a round distance of the lines of an axis, so that there are two to five of them."""
    step = 1
    for factor in (2, 2.5, 2) * 12:
        if highest / step <= 4:
            break
        step = round(step * factor)
    return step
