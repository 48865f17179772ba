"""How a step of the history is painted as a row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_icon,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.models.history_list import DayRow, Role, StepRow
from annotator.ui.widgets.avatar import paint_avatar
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import RowDelegateBase
from annotator.ui.widgets.row_view import RowView

_GONE_OPACITY = 0.45
_CIRCLE_AT = metrics.SPACE_EDGE
_WORDS_AT = _CIRCLE_AT + metrics.AVATAR_SMALL + metrics.SPACE
_WIDEST_CLOCK = "00:00"
_LEAST = 24
"""Pixels below which it is not begun to tell what a step was about."""


class HistoryDelegate(RowDelegateBase):
    """Paints who, what and when; what was taken back is pale and has an arrow.

    Args:
        monogram: gives the letters that stand for an annotator.
        own: gives the name of whoever works.
    """

    mirrors = True

    def __init__(
        self, monogram: Callable[[str], str], own: Callable[[], str], view: RowView
    ) -> None:
        super().__init__(view)
        self._monogram = monogram
        self._own = own

    def paint_row(
        self,
        painter: QPainter,
        rect: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a step, or the head of a day."""
        row = index.data(Role.ROW)
        side = ReadingSide.of(rect, option.widget)
        if isinstance(row, DayRow):
            box = rect.adjusted(_CIRCLE_AT, 4, -_CIRCLE_AT, 0)
            font = sans(metrics.TEXT_CAPTION, STRONG)
            paint_text(painter, side.place(box), row.words, font, look().muted, side.leading)
        elif isinstance(row, StepRow):
            self._paint_step(painter, rect, row, side)

    def _paint_step(self, painter: QPainter, rect: QRectF, row: StepRow, side: ReadingSide) -> None:
        theme = look()
        middle, circle = rect.center().y(), metrics.AVATAR_SMALL

        def place(left: float, width: float, height: float) -> QRectF:
            return side.place(QRectF(rect.x() + left, middle - height / 2, width, height))

        before = painter.opacity()
        # The circle alone: what one must read keeps its contrast.
        painter.setOpacity(before * _GONE_OPACITY if row.gone else before)
        own = row.step.annotator == self._own()
        fill = theme.accent if own else theme.muted
        letters = self._monogram(row.step.annotator)
        paint_avatar(painter, place(_CIRCLE_AT, circle, circle), letters, fill)
        painter.setOpacity(before)
        clock = sans(metrics.TEXT_CAPTION)
        width = text_width(_WIDEST_CLOCK, clock)
        at = rect.width() - metrics.SPACE_EDGE - width
        box = place(at, width, rect.height())
        paint_text(painter, box, row.clock, clock, theme.muted, side.trailing)
        room = at - metrics.SPACE - _WORDS_AT
        if row.gone:
            icon = metrics.ICON_SMALL
            room -= icon + metrics.SPACE_INSIDE
            paint_icon(painter, "undo", place(at - metrics.SPACE - icon, icon, icon), theme.muted)
        box = place(_WORDS_AT, room, rect.height())
        colour = theme.muted if row.gone else theme.text
        used = metrics.SPACE + paint_text(
            painter, box, row.step.title, sans(), colour, side.leading
        )
        told = row.about.words or row.about.article
        if told and room - used > _LEAST:
            box = place(_WORDS_AT + used, room - used, rect.height())
            paint_text(painter, box, told, sans(), theme.muted, side.leading)
