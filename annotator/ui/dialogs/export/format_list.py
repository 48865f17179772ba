"""The list of formats: what each is called, and how many kinds of things it cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.ui.i18n import tr
from annotator.ui.look import (
    REGULAR,
    RIGHT,
    STRONG,
    look,
    metrics,
    mono,
    paint_box,
    paint_icon,
    paint_text,
    sans,
)
from annotator.ui.models.row_list import ROW, RowList
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase

_CELLS = 8
_CELL = (6, 4)
_GAP = 2


class FormatRow(NamedTuple):
    """A format of the list.

    ``kinds`` is how many kinds of things it cannot hold of what is chosen; -1 is not known yet.
    """

    name: str
    title: str
    extension: str
    available: bool
    kinds: int = -1

    def words(self) -> str:
        """Say how much it holds."""
        if not self.available:
            return tr("not installed")
        if self.kinds < 0:
            return "…"
        if self.kinds == 0:
            return tr("holds all")
        return tr("1 kind") if self.kinds == 1 else tr("{n} kinds", n=self.kinds)


class FormatModel(RowList[FormatRow]):
    """The formats, in the order of the registry."""

    def __init__(self, rows: Sequence[FormatRow]) -> None:
        super().__init__(_said, rows)

    def forget(self) -> None:
        """Know no longer what formats hold: something else is chosen."""
        self.rows = [row._replace(kinds=-1) for row in self.rows]
        self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def set_kinds(self, name: str, kinds: int) -> None:
        """Note how many kinds of things a format cannot hold."""
        for number, row in enumerate(self.rows):
            if row.name == name:
                known = row._replace(kinds=kinds)
                self.rows = [*self.rows[:number], known, *self.rows[number + 1 :]]
                self.dataChanged.emit(self.index(number), self.index(number))


def _said(row: FormatRow) -> str:
    return tr("{title}, cannot hold: {words}", title=row.title, words=row.words())


class FormatDelegate(RowDelegateBase):
    """Paints a format on two lines."""

    raised = True
    row_height = 48

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint title and ending, and at the right what it cannot hold in words and cells."""
        row: FormatRow = index.data(ROW)
        state = self.row_state(option, index)
        theme = look()
        place = rect.adjusted(24, 5, -24, -5)
        upper = QRectF(place.left(), place.top(), place.width(), place.height() / 2)
        lower = upper.translated(0, upper.height())
        if not row.available:
            painter.setOpacity(0.6)
        weight = STRONG if state.selected else REGULAR
        words = row.words()
        small = sans(metrics.TEXT_SMALL, weight)
        used = paint_text(painter, upper, words, small, theme.text, RIGHT)
        if row.kinds == 0:
            tick = QRectF(upper.right() - used - 22, upper.center().y() - 8, 16, 16)
            paint_icon(painter, "tick", tick, theme.ok)
            used += 24
        title = upper.adjusted(0, 0, -used - 12, 0)
        paint_text(painter, title, row.title, sans(weight=weight), theme.text)
        cells = _CELLS * (_CELL[0] + _GAP) - _GAP
        ending = lower.adjusted(0, 0, -cells - 12, 0)
        paint_text(painter, ending, f".{row.extension}", mono(metrics.TEXT_CAPTION), theme.muted)
        if not row.available:
            return
        top = lower.center().y() - _CELL[1] / 2
        for number in range(_CELLS):
            x = lower.right() - cells + number * (_CELL[0] + _GAP)
            fill = theme.muted if number < row.kinds else theme.off
            paint_box(painter, QRectF(x, top, *_CELL), 1, fill=fill)
