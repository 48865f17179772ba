"""The rows of the list of articles: several can be selected, groups are folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.model.listing import ArticleView
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
        self._before: tuple[ArticleView, list[int], list[int]] | None = None
        """Before the list is read anew: how it is looked at, the current article, the selected."""
        model.modelAboutToBeReset.connect(self._on_before_reset)
        model.modelReset.connect(self._on_reset)

    def select_as_before(self) -> bool:
        """Select what was selected before the list was read anew; False if nothing of it is left.

        Where the list is looked at in another way, one begins anew.
        """
        before, self._before = self._before, None
        if before is None or before[0] != self.articles.shown:
            return False
        rows = self.articles.rows_of(before[2])
        if not rows:
            return False
        chosen = QItemSelection()
        for first, last in _runs(rows):
            chosen.select(self.articles.index(first), self.articles.index(last))
        current = (self.articles.rows_of(before[1]) or rows)[0]
        index, selection = self.articles.index(current), self.selectionModel()
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

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

    def _on_before_reset(self) -> None:
        model = self.articles
        current = model.numbers_at([self.currentIndex().row()])
        self._before = (model.shown, current, model.numbers_at(self.selected_rows()))

    def _on_reset(self) -> None:
        self.setUniformItemSizes(not self.articles.grouped)
        self.scheduleDelayedItemsLayout()


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give rising rows as stretches of rows below each other: the first and the last of each."""
    first = 0
    for at, row in enumerate(rows):
        if at + 1 == len(rows) or rows[at + 1] != row + 1:
            yield rows[first], row
            first = at + 1
