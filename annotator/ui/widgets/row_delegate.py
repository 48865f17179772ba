"""What all rows of lists share: their ground, and how their words are set."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.look import (
    REGULAR,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    scaled,
    tint,
)
from annotator.ui.widgets.keyboard_focus import KeyboardFocus

Index = QModelIndex | QPersistentModelIndex

_CONTEXT_LEAST = 24  # less room than that shows nothing that can be read
_WORD_GAP = 4
_CLOSING = (",", ".", ";", ":", "!", "?", ")", "”", "’", "…")


class RowDelegateBase(QStyledItemDelegate):
    """Paint the ground of a row: under the mouse, selected, with the keyboard's focus.

    A subclass paints the content in `paint_row` and may choose the colour of a selected row by
    `selected_fill`. Sizes are pixels.
    """

    row_height: int = metrics.CONTROL
    radius: float = metrics.RADIUS_FIELD
    inset: int = metrics.ROW_INSET
    raised = False  # whether the list lies on `raised`, as in a popover

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the content of a row into ``rect``, which includes the inset."""
        raise NotImplementedError

    def selected_fill(self, _index: Index) -> QColor:
        """Choose the ground of a selected row."""
        theme = look()
        return tint(theme.accent, theme.accent_row)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of all rows."""
        return QSize(0, scaled(self.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the content."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._paint_ground(painter, rect.adjusted(self.inset, 0, -self.inset, 0), option, index)
        if not option.state & QStyle.StateFlag.State_Enabled:
            painter.setOpacity(metrics.DISABLED_OPACITY)
        self.paint_row(painter, rect, option, index)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        theme = look()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            paint_box(painter, rect, self.radius, fill=self.selected_fill(index))
        elif state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled:
            fill = theme.hover_raised if self.raised else theme.hover
            paint_box(painter, rect, self.radius, fill=fill)
        focused = state & QStyle.StateFlag.State_HasFocus
        view = option.widget
        if focused and isinstance(view, KeyboardFocus) and view.keyboard_focus():
            paint_box(painter, rect, self.radius, border=theme.accent, width=metrics.RING_WIDTH)


def paint_quote(
    painter: QPainter,
    rect: QRectF,
    quote: str,
    context: str = "",
    *,
    strong: bool = True,
) -> None:
    """Paint tagged words, and after them as much of what follows in the text as there is room for.

    The quote is 13/600 (``strong``) or 13/400, the context muted. A comma follows the quote as it
    does in the text, without a space.
    """
    theme = look()
    font = sans(metrics.TEXT_BODY, STRONG if strong else REGULAR)
    used = paint_text(painter, rect, quote, font, theme.text)
    if context and not context.startswith(_CLOSING):
        used += _WORD_GAP
    rest = rect.adjusted(used, 0, 0, 0)
    if context and rest.width() > _CONTEXT_LEAST:
        paint_text(painter, rest, context, sans(metrics.TEXT_BODY), theme.muted)
