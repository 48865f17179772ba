"""The honesty sheet: what a format cannot hold, as a bar, a legend and a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.model.export import Honesty, HonestyRow
from annotator.model.records import LossEffect
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_line,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.look.contrast import mixed
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.number_button import paint_dots
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

_BAR = 24
_LEGEND = 32
_ROW = 32
_LEAST_ROWS = 3
"""Rows of the table that are in view however little room there is."""
_SQUARE = 10
_LEAST = 6
_NUMBER_AT: Final = 344
"""Pixels from the left at which the counts end."""
_INSTEAD_AT: Final = 368


def fill_of(effect: LossEffect | None) -> QColor:
    """Give the colour of a part of the bar; None is what is written as it is."""
    theme = look()
    if effect is None:
        return mixed(theme.accent, theme.raised, 0.6)
    if effect == "changed":
        return theme.accent
    if effect == "left out":
        return mixed(theme.accent, theme.text, 0.55)
    return theme.faint


class HonestyPanel(QWidget):
    """Shows the counts.

    Signals:
        spans_wanted(row): list the annotations that a row counts (a `HonestyRow`).
    """

    spans_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.bar = _Bar()
        self.word = Text(px=metrics.TEXT_TITLE, weight=STRONG)
        self.rows: list[LossRow] = []
        inside = QWidget()
        inside.setMinimumWidth(1)  # words give way to the sheet's width
        self._stack = QVBoxLayout(inside)
        set_margins(self._stack, 0, 0, 14, 0, within=inside)
        self._stack.setSpacing(0)
        self._stack.addStretch(1)
        self._head = _Head()
        self._area = scrolled(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._head)
        column.addWidget(self._area, 1)
        column.addWidget(self.word)
        # Below words in place of the table.
        column.addStretch(0)
        self.show_words(tr("Looking what it can hold…"))

    def show_words(self, words: str) -> None:
        """Say something in place of the table."""
        self._show_rows(())
        self.bar.hide()
        self.word.setText(words)
        self.word.show()

    def show_honesty(self, honesty: Honesty) -> None:
        """Show what a format cannot hold."""
        self.bar.show_honesty(honesty)
        self.bar.setVisible(honesty.articles > 0)
        self._show_rows(honesty.rows)
        self.word.setText("" if honesty.rows else tr("Everything fits."))
        self.word.setVisible(honesty.fits)

    def _show_rows(self, rows: Sequence[HonestyRow]) -> None:
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = [LossRow(row) for row in rows]
        for number, row in enumerate(self.rows):
            row.clicked.connect(lambda _=False, it=row.row: self.spans_wanted.emit(it))
            self._stack.insertWidget(number, row)
        self._head.setVisible(bool(rows))
        self._area.setVisible(bool(rows))
        self._area.setMinimumHeight(_ROW * min(len(rows), _LEAST_ROWS))

    def reveal(self, row: QWidget) -> None:
        """Scroll until a row of the table is in view."""
        if self._area.isAncestorOf(row):
            self._area.ensureWidgetVisible(row, 0, 0)


class LossRow(PaintedButton):
    """One kind of things that cannot be held; a click lists the annotations concerned."""

    ring_outside = False

    def __init__(self, row: HonestyRow) -> None:
        super().__init__()
        self.row = row
        self.setEnabled(bool(row.annotations))
        self.setAccessibleName(f"{row.what}: {row.number:,}, {row.instead}")
        self.setToolTip(row.instead)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if row.annotations:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(400, _ROW)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint square, words, count and what happens instead."""
        theme = look()
        painter.setOpacity(1)  # disabled means here: nothing to open
        if (under := self.ground(raised=True)) is not None:
            painter.fillRect(rect, under)
        if self.keyboard_focus():
            painter.fillRect(QRectF(0, 0, 2, rect.height()), theme.accent)
        top = rect.center().y() - _SQUARE / 2
        fill = fill_of(self.row.effect)
        paint_box(painter, QRectF(2, top, _SQUARE, _SQUARE), 2, fill=fill)
        font = sans(weight=STRONG)
        number = f"{self.row.number:,}"
        place = QRectF(0, 0, _number_at(rect.width()), rect.height())
        used = paint_text(painter, place, number, font, theme.text, RIGHT)
        if self.isEnabled():
            y = rect.center().y() + 9
            colour = theme.accent if self.hovered() else theme.faint
            paint_dots(painter, place.right() - used, y, used, colour)
        what = QRectF(22, 0, place.right() - used - 34, rect.height())
        paint_text(painter, what, self.row.what, sans(), theme.text)
        instead = rect.adjusted(_instead_at(rect.width()), 0, -8, 0)
        paint_text(painter, instead, self.row.instead, sans(), theme.muted)
        paint_line(painter, 0, rect.bottom() - 1, rect.width(), theme.line)


class _Head(QWidget):
    """The heads of the table's columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = reading_painter(self)
        font = sans(metrics.TEXT_CAPTION, STRONG)
        height, width = self.height(), self.width() - 14
        paint_text(painter, QRectF(0, 0, 200, height), tr("What"), font, theme.muted)
        count = QRectF(0, 0, _number_at(width), height)
        paint_text(painter, count, tr("count"), font, theme.muted, RIGHT)
        instead = QRectF(_instead_at(width), 0, 300, height)
        paint_text(painter, instead, tr("what happens instead"), font, theme.muted)
        paint_line(painter, 0, height - 1, width, theme.line)
        painter.end()


class _Bar(QWidget):
    """Spans as they are, changed and left out as parts of a bar; below it what each part counts."""

    accessible_role = "Graphic"

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[LossEffect | None, int, str]] = []
        self.setFixedHeight(_BAR + _LEGEND)

    def show_honesty(self, honesty: Honesty) -> None:
        """Show the counts."""
        self._parts = [
            (None, honesty.written, tr("spans written as they are")),
            ("changed", honesty.changed, tr("spans changed")),
            ("left out", honesty.left_out, tr("spans left out")),
            ("beside", honesty.beside, tr("other things left out")),
        ]
        self.setAccessibleName(", ".join(f"{n:,} {words}" for _, n, words in self._parts if n))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = reading_painter(self)
        spans = [part for part in self._parts if part[0] != "beside" and part[1]]
        total = sum(count for _, count, _ in spans) or 1
        free = self.width() - 2 * (len(spans) - 1) - _LEAST * len(spans)
        x, edge = 0.0, theme.outline(theme.line2)
        for effect, count, words in spans:
            width = _LEAST + free * count / total
            box = QRectF(x, 0, width, _BAR)
            paint_box(painter, box, metrics.RADIUS_WASH, fill=fill_of(effect), border=edge)
            if effect is None:
                self._say(painter, box.adjusted(12, 0, -4, 0), count, words)
            x += width + 2
        at = 0.0
        for effect, count, words in self._parts:
            if effect is not None and count:
                top = _BAR + (_LEGEND - _SQUARE) / 2
                square = QRectF(at, top, _SQUARE, _SQUARE)
                paint_box(painter, square, 2, fill=fill_of(effect), border=edge)
                place = QRectF(at + 18, _BAR, 320, _LEGEND)
                at += 18 + self._say(painter, place, count, words) + 24
        if len(self._parts) and not any(count for _, count, _ in spans):
            place = QRectF(0, 0, self.width(), _BAR)
            paint_text(painter, place, tr("No annotation is chosen."), sans(), theme.muted)
        painter.end()

    def _say(self, painter: QPainter, place: QRectF, count: int, words: str) -> float:
        theme = look()
        small = sans(metrics.TEXT_SMALL)
        used = paint_text(
            painter, place, f"{count:,}", sans(metrics.TEXT_SMALL, STRONG), theme.text
        )
        place = place.adjusted(used + 6, 0, 0, 0)
        if place.width() < text_width(words, small) / 2:
            return used
        return used + 6 + paint_text(painter, place, words, small, theme.text)


def _number_at(width: float) -> float:
    return min(_NUMBER_AT, width * 0.45)


def _instead_at(width: float) -> float:
    return _number_at(width) + _INSTEAD_AT - _NUMBER_AT
