"""The sheet that lists the articles a number counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QStringListModel, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.look import look, paint_text, sans
from annotator.ui.models.article_title import shown_title
from annotator.ui.panels.overview.facts import ArticleFact
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView

_WIDTH = 560
_MOST_ROWS = 12


class ArticlesSheet(Sheet):
    """Lists titles; Enter or a click opens one.

    Signals:
        chosen(article): open the article of that id.
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget, title: str, articles: Sequence[ArticleFact]) -> None:
        self._articles = articles
        self.list = RowView(title)
        model = QStringListModel([one.title for one in articles], self.list)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setModel(model)
        height = _Delegate.row_height
        room = max(2, (window.height() - 260) // height)
        self.list.setFixedHeight(max(1, min(len(articles), _MOST_ROWS, room)) * height)
        super().__init__(
            window, title, self.list, answer=tr("Open"), refusal=tr("Close"), width=_WIDTH
        )
        self.answer.setEnabled(bool(articles))
        self.list.activated.connect(lambda _: self.accept())
        self.list.clicked.connect(lambda _: self.accept())
        self.accepted.connect(self._on_accepted)
        if articles:
            self.list.setCurrentIndex(model.index(0, 0))

    def _on_accepted(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._articles):
            self.chosen.emit(self._articles[row].id)


class _Delegate(RowDelegateBase):
    raised = flush = True

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a title."""
        del option
        place = rect.adjusted(20, 0, -20, 0)
        paint_text(painter, place, shown_title(index.data() or ""), sans(), look().text)
