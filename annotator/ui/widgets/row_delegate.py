"""What all rows of lists share: their ground, and how their words are set."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.look import (
    LEFT,
    REGULAR,
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_picked,
    paint_text,
    sans,
    text_width,
    tint,
    turn_round,
    upright,
)
from annotator.ui.look.paint import is_turned
from annotator.ui.widgets.row_view import RowView

Index = QModelIndex | QPersistentModelIndex

_CONTEXT_LEAST = 24  # less room than that shows nothing that can be read
_WORD_GAP = 4
_STRONG = ("L", "R", "AL")
_CLOSING = (",", ".", ";", ":", "!", "?", ")", "”", "’", "…")


class RowState(NamedTuple):
    """Tell what a row has to show."""

    selected: bool
    hovered: bool
    focused: bool
    enabled: bool


class RowDelegateBase(QStyledItemDelegate):
    """Paint the ground of a row of a `RowView`: under the mouse, selected, with the focus.

    A subclass paints the content in `paint_row`, where `row_state` tells what the row has to show,
    and may choose the colour of a selected row by `selected_fill`. Sizes are pixels.
    """

    row_height: int = metrics.CONTROL
    radius: float = metrics.RADIUS_FIELD
    inset: int = metrics.ROW_INSET
    raised = False  # whether the list lies on `raised`, as in a popover
    flush = False  # whether the grounds reach the list's edges, as below the title of a sheet
    mirrors = False  # whether it sees itself to who reads from the right; else its rows are turned

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the content of a row into ``rect``, which includes the inset."""
        raise NotImplementedError

    def selected_fill(self, _index: Index) -> QColor:
        """Choose the ground of a selected row."""
        theme = look()
        return tint(theme.accent, theme.accent_row)

    def row_state(self, option: QStyleOptionViewItem, index: Index) -> RowState:
        """Find out what a row has to show.

        Raises:
            TypeError: when the list is no `RowView`.
        """
        # The view is asked, and not the option: to read a state from that takes QStyle, the most
        # laborious of Qt's types to load (4 ms).
        view = option.widget
        if not isinstance(view, RowView):
            raise TypeError("a row delegate paints the rows of a RowView")
        enabled = view.isEnabled() and bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        return RowState(
            selected=view.selectionModel().isSelected(index),
            hovered=enabled and view.hovered_row() == index.row(),
            focused=view.keyboard_focus() and view.currentIndex() == index,
            enabled=enabled,
        )

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of all rows."""
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the content."""
        state = self.row_state(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if self.flush:
            rect.adjust(-self.inset, 0, self.inset, 0)
        self._paint_ground(painter, rect.adjusted(self.inset, 0, -self.inset, 0), index, state)
        if not state.enabled:
            painter.setOpacity(metrics.DISABLED_OPACITY)
        if not self.mirrors and option.widget.isRightToLeft():
            turn_round(painter, rect)
        self.paint_row(painter, rect, option, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: Index, state: RowState) -> None:
        theme = look()
        if state.selected:
            paint_picked(painter, rect, self.radius, self.selected_fill(index))
        elif state.hovered:
            fill = theme.hover_raised if self.raised else theme.hover
            paint_box(painter, rect, self.radius, fill=fill)
        if state.focused:
            paint_box(painter, rect, self.radius, border=theme.accent, width=metrics.RING_WIDTH)


def paint_quote(
    painter: QPainter,
    rect: QRectF,
    quote: str,
    context: str = "",
    *,
    strong: bool = True,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint tagged words, and after them as much of what follows in the text as there is room for.

    The quote is 13/600 (``strong``) or 13/400, the context muted. A comma follows the quote as it
    does in the text, without a space. ``align`` is the edge at which one begins to read.
    """
    font = sans(metrics.TEXT_BODY, STRONG if strong else REGULAR)
    gap = 0.0 if not context or context.startswith(_CLOSING) else _WORD_GAP
    from_right = is_turned(painter) != bool(align & Qt.AlignmentFlag.AlignRight)
    leftwards = _runs_leftwards(f"{quote}{context}", usual=from_right)
    if leftwards == from_right:
        _paint_in_turn(painter, rect, (quote, font), context, gap, align)
        return
    # Words that run the other way keep their order; all of them stand where one begins to read.
    width = text_width(quote, font) + gap + text_width(context, sans(metrics.TEXT_BODY))
    whole = QRectF(rect)
    if from_right:
        whole.setLeft(max(rect.left(), rect.right() - width))
    else:
        whole.setRight(min(rect.right(), rect.left() + width))
    side = (RIGHT if leftwards else LEFT) | Qt.AlignmentFlag.AlignAbsolute
    with upright(painter, rect):
        _paint_in_turn(painter, whole, (quote, font), context, gap, side)


def _paint_in_turn(
    painter: QPainter,
    rect: QRectF,
    quote: tuple[str, QFont],
    context: str,
    gap: float,
    align: Qt.AlignmentFlag,
) -> None:
    """Paint the quote at one edge, and what follows behind it."""
    theme = look()
    used = paint_text(painter, rect, *quote, theme.text, align) + gap
    from_left = align & Qt.AlignmentFlag.AlignLeft
    rest = rect.adjusted(used, 0, 0, 0) if from_left else rect.adjusted(0, 0, -used, 0)
    usual = sans(metrics.TEXT_BODY)
    if context and rest.width() >= min(_CONTEXT_LEAST, text_width(context, usual) - 0.5):
        paint_text(painter, rest, context, usual, theme.muted, align)


def _runs_leftwards(words: str, *, usual: bool) -> bool:
    """Tell by the first letter whether words run from right to left; digits run as is usual."""
    kinds = (bidirectional(sign) for sign in words)
    first = next((kind for kind in kinds if kind in _STRONG), None)
    return usual if first is None else first != "L"
