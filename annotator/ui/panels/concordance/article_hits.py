"""The articles of a search, best first, each with its best place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import (
    QRectF,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedLayout, QStyleOptionViewItem, QWidget

from annotator.model.search import Hit
from annotator.ui.apart import Apart
from annotator.ui.commands.marked_text import paint_marked
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Latest
from annotator.ui.look import STRONG, look, metrics, paint_text, sans, serif
from annotator.ui.models.row_list import ROW, RowList
from annotator.ui.panels.concordance.examples import START
from annotator.ui.panels.concordance.line_search import nothing
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView

_TEXT_AT = 24
_MOST = 200
"""Articles that are shown; all are counted."""


class ArticleHits(QWidget):
    """Shows the articles of a query.

    Signals:
        opened(hit): show an article at its best place (a `Hit`).
        counted(): there are other articles.
    """

    opened = Signal(object)
    counted = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._search = Latest(self)
        self.total = 0
        """How many articles there are, shown or not."""
        self.view = RowView(tr("Articles found"))
        self.model: RowList[Hit] = RowList(_said, parent=self.view)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_HitDelegate(self.view))
        self.empty = EmptyState("", icon="search")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        for signal in (self.view.activated, self.view.clicked):
            signal.connect(lambda index: self.opened.emit(index.data(ROW)))
        self.setFocusProxy(self.view)
        self._show_nothing(tr(START[0]), tr(START[1]))

    def look(self, query: str) -> None:
        """Look for articles in the background."""
        self._search.stop()
        project = self._hub.project
        if project is None or not query:
            self._show_nothing(tr(START[0]), tr(START[1]))
            return
        self._search.start(
            partial(_found, Apart.of(project), query),
            lambda found: self._show_hits(query, *found),
            lambda problem: self._show_nothing(tr("That cannot be looked for"), str(problem)),
        )

    def shown(self) -> int:
        """Count the rows."""
        return self.model.rowCount()

    def _show_hits(self, query: str, hits: Sequence[Hit], total: int) -> None:
        if not hits:
            self._show_nothing(*nothing(query))
            return
        self.total = total
        self.model.show_rows(hits)
        self._stack.setCurrentWidget(self.view)
        self.view.setCurrentIndex(self.model.index(0, 0))
        self.counted.emit()

    def _show_nothing(self, title: str, sentence: str) -> None:
        self.total = 0
        self.model.show_rows(())
        self.empty.set_words(title, sentence)
        self._stack.setCurrentWidget(self.empty)
        self.counted.emit()


def _found(apart: Apart, query: str, report: Callable[[int], None]) -> tuple[Sequence[Hit], int]:
    report(0)
    with apart.reading() as project:
        return project.searching.articles(query, _MOST)


def _said(hit: Hit) -> str:
    return f"{hit.title}: {hit.snippet}"


class _HitDelegate(RowDelegateBase):
    row_height = metrics.ARTICLE_ROW
    radius = metrics.RADIUS_LABEL

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the title above its best place, the words that were looked for marked."""
        del option
        hit: Hit = index.data(ROW)
        theme = look()
        line = 20
        top = rect.center().y() - line - 1
        place = QRectF(rect.x() + _TEXT_AT, top, rect.width() - 2 * _TEXT_AT, line)
        title = hit.title or tr("without a title")
        paint_text(painter, place, title, sans(weight=STRONG), theme.text)
        place.translate(0, line + 2)
        fonts = (serif(metrics.TEXT_CONTEXT), serif(metrics.TEXT_CONTEXT, STRONG))
        paint_marked(painter, place, hit.snippet, hit.marks, fonts, (theme.muted, theme.text))
