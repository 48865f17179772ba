"""The rows of the list of articles: several can be selected, groups are folded."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.models.article_list import ArticleListModel
from annotator.ui.panels.article_row import HEAD_HEIGHT, ArticleDelegate
from annotator.ui.widgets.row_view import RowView


class ArticleRows(RowView):
    """Shows the articles; Shift and Ctrl select several, Left and Right fold a group."""

    def __init__(self, model: ArticleListModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Articles"), parent)
        self.articles = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(model)
        self.setItemDelegate(ArticleDelegate(self))
        model.modelReset.connect(self._on_reset)

    def row_heights(self, count: int) -> Iterable[int]:
        """Know heads from articles: the delegate would look at every one of them."""
        heights = self.articles.heights(HEAD_HEIGHT, metrics.ARTICLE_ROW)
        return heights[:count]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold the group of the row that the keyboard is on, or show it again."""
        model, row = self.articles, self.currentIndex().row()
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if not model.grouped or event.key() not in keys or event.modifiers():
            super().keyPressEvent(event)
            return
        head = model.head_above(row)
        found = model.head_at(head)
        if found is None:
            return
        # The arrow that leads on in the reading direction opens.
        rightwards = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        opens = (event.key() == Qt.Key.Key_Right) == rightwards
        if opens == found.folded:
            model.fold(head, folded=not opens)
            self.setCurrentIndex(model.index(head))
        elif not opens:
            self.setCurrentIndex(model.index(head))

    def _on_reset(self) -> None:
        self.setUniformItemSizes(not self.articles.grouped)
        self.scheduleDelayedItemsLayout()
