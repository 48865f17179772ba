"""How agreement went week by week."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.model.agreement import TrendPoint
from annotator.ui.i18n import tr
from annotator.ui.look import CENTRE, RIGHT, look, metrics, paint_text, reading_painter, sans
from annotator.ui.panels.agreement.reading import Reading, decimal
from annotator.ui.panels.dates import short_date

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 16, 24, 44
_DOT = 4.5
_PITCH = 52
"""Pixels that the words below a week need."""


class TrendLine(QWidget):
    """A dot for each week, joined where weeks follow each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
        self.setAccessibleName(tr("Agreement by week"))

    def show_reading(self, reading: Reading) -> None:
        """Show a report's weeks."""
        self._points = reading.report.trend
        said = [
            tr("week of {day}: {value}, {n} pairs", day=one.week, value=decimal(one.value), n=one.n)
            for one in self._points
        ]
        self.setAccessibleDescription("; ".join(said))
        self.setToolTip("\n".join(said[-12:]))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in which the line can be read."""
        return QSize(480, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axes, the line and the dots."""
        painter = reading_painter(self)
        theme = look()
        if not self._points:
            empty = tr("As soon as two people have marked the same articles, weeks stand here.")
            paint_text(painter, QRectF(self.rect()), empty, sans(), theme.muted, CENTRE)
            painter.end()
            return
        self._paint_axis(painter)
        self._paint_line(painter)
        painter.end()

    def _y(self, value: float) -> float:
        height = self.height() - _TOP - _BOTTOM
        return _TOP + height * (1 - max(0.0, min(1.0, value)))

    def _x(self, number: int) -> float:
        width = self.width() - _LEFT - _RIGHT
        return _LEFT + width * (number + 0.5) / len(self._points)

    def _paint_axis(self, painter: QPainter) -> None:
        theme = look()
        caption = sans(metrics.TEXT_CAPTION)
        for fifth in range(6):
            value = fifth / 5
            y = self._y(value)
            painter.fillRect(QRectF(_LEFT, y, self.width() - _LEFT - _RIGHT, 1), theme.line)
            place = QRectF(0, y - 8, _LEFT - 8, 16)
            paint_text(painter, place, f"{value:.1f}", caption, theme.muted, RIGHT)
        every = max(1, -(-len(self._points) * _PITCH // max(1, self.width() - _LEFT - _RIGHT)))
        for number, point in enumerate(self._points):
            if number % every:
                continue
            place = QRectF(self._x(number) - _PITCH / 2, self.height() - _BOTTOM + 4, _PITCH, 16)
            paint_text(painter, place, _day(point.week), caption, theme.muted, CENTRE)
            count = place.translated(0, 16)
            paint_text(painter, count, tr("n {n}", n=point.n), caption, theme.muted, CENTRE)

    def _paint_line(self, painter: QPainter) -> None:
        theme = look()
        last: QPointF | None = None
        for number, point in enumerate(self._points):
            if point.value is None:
                last = None
                continue
            here = QPointF(self._x(number), self._y(point.value))
            if last is not None:
                painter.setPen(QPen(theme.accent, 2))
                painter.drawLine(last, here)
            last = here
        for number, point in enumerate(self._points):
            if point.value is not None:
                here = QPointF(self._x(number), self._y(point.value))
                painter.setPen(QPen(theme.base, 2))
                painter.setBrush(theme.accent)
                painter.drawEllipse(here, _DOT, _DOT)
                value = QRectF(here.x() - 24, here.y() - 24, 48, 16)
                small = sans(metrics.TEXT_CAPTION)
                paint_text(painter, value, decimal(point.value), small, theme.text, CENTRE)


def _day(week: str) -> str:
    """Write a Monday without its year: weeks stand in their order, and there is little room."""
    return short_date(week, date.fromisoformat(week))
