"""A list of rows of two parts, in two columns: what is chosen, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.ui.look import look, metrics, paint_text, sans, text_width
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView

_PADDING = 8
_GAP = 16
_MOST_ROWS = 8
_MOST_OF_WIDTH = 0.6
_SECOND = Qt.ItemDataRole.UserRole + 1


class PairRows(RowView):
    """Shows what can be chosen, at most eight rows at once.

    Args:
        name: what a screen reader calls the list.
        pairs: what is chosen and what is said of it, a row each; screen readers say both.
        muted: which of the two is set back: 0 or 1.
    """

    def __init__(
        self,
        name: str,
        pairs: Sequence[tuple[str, str]],
        muted: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        model = QStandardItemModel(self)
        for first, second in pairs:
            item = QStandardItem(f"{first}, {second}" if second else first)
            item.setData(first, Qt.ItemDataRole.UserRole)
            item.setData(second, _SECOND)
            model.appendRow(item)
        self.setModel(model)
        self.setItemDelegate(_Delegate([first for first, _ in pairs], muted, self))
        self.setFixedHeight(min(len(pairs), _MOST_ROWS) * metrics.CONTROL)

    def chosen(self) -> str:
        """Give what is chosen of the current row, “” if there is none."""
        return str(self.currentIndex().data(Qt.ItemDataRole.UserRole) or "")


class _Delegate(RowDelegateBase):
    """Paints both parts, each in its column."""

    inset = 0

    def __init__(self, firsts: Sequence[str], muted: int, parent: QWidget) -> None:
        super().__init__(parent)
        font = sans(metrics.TEXT_BODY)
        self._widest = max((text_width(one, font) for one in firsts), default=0)
        self._muted = muted

    def paint_row(
        self, painter: QPainter, rect: QRectF, _option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint them."""
        theme, font = look(), sans(metrics.TEXT_BODY)
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        column = min(self._widest, inner.width() * _MOST_OF_WIDTH)
        places = (
            QRectF(inner.left(), inner.top(), column + 1, inner.height()),
            inner.adjusted(column + _GAP, 0, 0, 0),
        )
        for at, (place, role) in enumerate(
            zip(places, (Qt.ItemDataRole.UserRole, _SECOND), strict=True)
        ):
            colour = theme.muted if at == self._muted else theme.text
            paint_text(painter, place, str(index.data(role) or ""), font, colour)
