"""Columns by week on an axis from nothing, as many of the newest as there is room for."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.panels.dates import short_date
from annotator.ui.widgets.number_button import paint_dots
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.putting import put

_LEFT, _RIGHT = 44, 12
_ABOVE, _BELOW = 26, 30
"""Pixels of text above the highest column, and below all."""
_COLUMN = 48
_PITCH = 76
_LEAST_PITCH = 44
_WEEK = timedelta(days=7)


class WeekColumns(QWidget):
    """Shows how many were made by week; each column is a button.

    Signals:
        wanted(week): list what was made in a week (its Monday, as YYYY-MM-DD).
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._weeks: list[tuple[str, int]] = []
        self._top = self._step = 1
        self.columns: list[WeekColumn] = []
        self.setAccessibleName(tr("Annotations by week"))

    def show_weeks(self, weeks: list[tuple[str, int]]) -> None:
        """Show weeks (their Mondays) with their numbers, oldest first."""
        self._weeks = weeks
        self._make()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in which columns can be told apart."""
        return QSize(480, 180)

    def shown(self) -> list[tuple[str, int]]:
        """Give the weeks that there is room for."""
        room = max(1, int((self.width() - _LEFT - _RIGHT) // _LEAST_PITCH))
        return self._weeks[-room:]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more weeks, or fewer."""
        super().resizeEvent(event)
        if len(self.shown()) != len(self.columns):
            self._make()
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines of the axis, which the columns stand on."""
        theme, caption = look(), sans(metrics.TEXT_CAPTION)
        painter = reading_painter(self)
        if not self.columns:
            words = tr("The weeks stand here as soon as somebody has tagged something.")
            paint_text(painter, QRectF(self.rect()), words, sans(), theme.muted, CENTRE)
        else:
            room = self.height() - _ABOVE - _BELOW
            for count in range(0, self._top + 1, self._step):
                y = _ABOVE + room * (1 - count / self._top)
                painter.fillRect(QRectF(_LEFT, y, self.width() - _LEFT - _RIGHT, 1), theme.line)
                place = QRectF(0, y - 8, _LEFT - 8, 16)
                paint_text(painter, place, f"{count:,}", caption, theme.muted, RIGHT)
        painter.end()

    def _make(self) -> None:
        for column in self.columns:
            column.hide()
            column.deleteLater()
        weeks = self.shown()
        highest = max((count for _, count in weeks), default=0)
        self._step = nice_step(highest)
        self._top = self._step * max(1, math.ceil(highest / self._step))
        self.columns = [WeekColumn(week, count, self._top, self) for week, count in weeks]
        for column in self.columns:
            column.clicked.connect(lambda _=False, it=column.week: self.wanted.emit(it))
            column.show()
        self._place()

    def _place(self) -> None:
        if self.columns:
            pitch = min(_PITCH, (self.width() - _LEFT - _RIGHT) / len(self.columns))
            for number, column in enumerate(self.columns):
                left, right = round(_LEFT + number * pitch), round(_LEFT + (number + 1) * pitch)
                put(column, left, 0, right - left, self.height())


class WeekColumn(PaintedButton):
    """One week: its number, the column, hatched while the week runs, and its Monday."""

    ring_outside = False
    ring_radius = metrics.RADIUS_FIELD

    def __init__(self, week: str, count: int, top: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.week = week
        self.count = count
        self._top = top
        # Weeks stand in their order, and there is no room for years.
        self._day = short_date(week, date.fromisoformat(week))
        day = short_date(week)
        says = tr("Week of {day}: {n} annotations", day=day, n=f"{count:,}")
        if count == 1:
            says = tr("Week of {day}: one annotation", day=day)
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setEnabled(count > 0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the column between its number and its day."""
        theme = look()
        painter.setOpacity(1)  # disabled means here: nothing to open, not unreadable
        base = rect.height() - _BELOW
        y = _ABOVE + (base - _ABOVE) * (1 - self.count / self._top)
        width = min(_COLUMN, rect.width() * 0.64)
        box = QRectF(rect.center().x() - width / 2, y, width, base - y)
        if self.count and running(self.week, datetime.now(UTC).date()):
            fill = theme.kinds["value"].fill
            painter.setPen(QPen(fill, 1.2))
            painter.setBrush(QBrush(fill, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, 0), 3, 3)
        elif self.count:
            fill = theme.kinds["missed"].fill
            paint_box(painter, box, 3, fill=fill.darker(106) if self.hovered() else fill)
        number, caption = sans(metrics.TEXT_SMALL, STRONG), sans(metrics.TEXT_CAPTION)
        above = QRectF(0, y - 22, rect.width(), 16)
        # Lines of the axis do not run through it.
        wide = text_width(f"{self.count:,}", number) + 4
        clear = QRectF(rect.center().x() - wide / 2, above.top(), wide, above.height())
        paint_box(painter, clear, 0, fill=theme.base)
        used = paint_text(painter, above, f"{self.count:,}", number, theme.text, CENTRE)
        below = QRectF(0, base + 8, rect.width(), 16)
        paint_text(painter, below, self._day, caption, theme.muted, CENTRE)
        if self.isEnabled():
            paint_dots(painter, rect.center().x() - used / 2, y - 4, used, theme.faint)
        if self.keyboard_focus():
            width = metrics.RING_WIDTH
            paint_box(painter, rect, self.ring_radius, border=theme.accent, width=width)


def running(week: str, now: date) -> bool:
    """Tell whether a week (its Monday) is not over yet."""
    return now < date.fromisoformat(week) + _WEEK


def nice_step(highest: int) -> int:
    """Give a round distance of the lines of an axis, so that there are two to five of them."""
    step = 1
    for factor in (2, 2.5, 2) * 12:
        if highest / step <= 4:
            break
        step = round(step * factor)
    return step
