"""A sheet that lists places in articles, one a row, and opens one of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.row_delegate import RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

Place = tuple[str, int, int]
"""An article, and a span of it in code points."""
_ABOVE_AND_BELOW = 260
"""Pixels of the window that are not for rows."""


class PlaceListSheet(Sheet):
    """Lists places; Enter or a click opens one in its article.

    Args:
        window: over which it opens.
        title: what it lists.
        model: the rows.
        delegate: what paints them.
        place_of: gives the place of a row; None if there is no such row.
        words: what stands above the rows, if anything.
        most_rows: how many are in view at most.
        refusal: what the button that closes it says.
        width: pixels.

    Signals:
        place_wanted(article, start, end): show that place, in code points.
    """

    place_wanted = Signal(str, int, int)

    def __init__(
        self,
        window: QWidget,
        title: str,
        model: QAbstractListModel,
        delegate: RowDelegateBase,
        place_of: Callable[[int], Place | None],
        *,
        words: str = "",
        most_rows: int,
        refusal: str,
        width: int,
    ) -> None:
        self._place_of = place_of
        self.list = RowView(title)
        delegate.setParent(self.list)
        self.list.setItemDelegate(delegate)
        model.setParent(self.list)
        self.list.setModel(model)
        count, height = model.rowCount(), delegate.row_height
        room = max(2, (window.height() - _ABOVE_AND_BELOW) // height)
        self.list.setFixedHeight(max(1, min(count, most_rows, room)) * height)
        body: QWidget = self.list
        if words:
            body = column_of([Text(words, px=metrics.TEXT_SMALL, role="muted"), self.list])
        super().__init__(window, title, body, answer=tr("Open"), refusal=refusal, width=width)
        self.answer.setEnabled(count > 0)
        self.list.activated.connect(lambda _: self.accept())
        self.list.clicked.connect(lambda _: self.accept())
        self.accepted.connect(self._on_accepted)
        if count:
            self.list.setCurrentIndex(model.index(0, 0))

    def _on_accepted(self) -> None:
        place = self._place_of(self.list.currentIndex().row())
        if place is not None:
            self.place_wanted.emit(*place)
