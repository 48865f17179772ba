"""The list of articles at the left: how far one is with each, filtered, in order, in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from annotator.model.listing import ArticleView
from annotator.ui.apart import read_apart
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_ground
from annotator.ui.models.article_list import ArticleListModel
from annotator.ui.panels.article_choices import choices_menu, view_words
from annotator.ui.panels.article_filter import ArticleFilter
from annotator.ui.panels.article_rows import ArticleRows
from annotator.ui.soon import Soon
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.progress_bar import ProgressBar
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.app.project import Project

_TYPING = 80
"""Milliseconds after a key when a long list is filtered."""
_COUNTED_AFTER = 250
"""Milliseconds after which is counted how many of very many are done: their list comes first."""
_LONG = 5_000
"""Articles from which on a list is long."""
_NONE = {
    "mine": "Nothing is assigned to you.",
    "retired": "No article is retired.",
    "flagged": "You have flagged no article.",
    "noted": "No article has a note.",
    "copies": "No near duplicates are known.",
    "versions": "No article has several versions.",
}
"""Why nothing is shown, by what is shown or how it is parted."""
_SEVERAL = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class ArticleList(QWidget):
    """Shows the articles.

    Signals:
        article_wanted(article): open the article of an id.
        import_wanted(): add articles.
        menu_wanted(row, place): open the menu of an article (`ArticleRow`) at a screen's point;
            `selected` gives all that are selected.
        duplicates_wanted(): show what is nearly the same as the article that is chosen.
    """

    help_page = "articles"
    article_wanted = Signal(str)
    import_wanted = Signal()
    menu_wanted = Signal(object, object)
    duplicates_wanted = Signal()

    def __init__(self, hub: Hub, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self.model = ArticleListModel(hub, self)
        self.view = ArticleRows(self.model)
        self.filter = ArticleFilter(hub)
        self._done = Text(px=metrics.TEXT_CAPTION, role="muted")
        self._bar = ProgressBar(tr("Articles done"))
        self._line_words = Text(px=metrics.TEXT_CAPTION, role="muted")
        self._typed = Soon(self._filter, self, _TYPING)
        self._open = ""
        """The article that was last selected because it is open."""
        add = IconButton("plus", tr("Add articles"), "Ctrl O")
        add.clicked.connect(self.import_wanted)
        self._states = IconButton("filter", tr("Show articles by state"))
        self._states.clicked.connect(self._on_states)
        self._plain = IconButton("x", tr("Show the list as it came"), size=24)
        self._plain.clicked.connect(self.show_as_it_came)
        self._empty = EmptyState(
            tr("No articles yet"), tr("Drop articles here, or press Ctrl+O."), icon="file"
        )
        self._none_match = EmptyState("", action=tr("Clear the filter"))
        self._none_match.acted.connect(self.clear_filter)
        self._lay_out(add)
        self.filter.changed.connect(self._on_filter)
        self.view.clicked.connect(self._on_clicked)
        self.view.activated.connect(self._on_chosen)
        self._counting = Soon(self._count, self)
        self._counts = 0
        """How often it was counted how many articles are done."""
        self.model.counted.connect(self._on_counted)
        self.model.modelReset.connect(self._select_after)
        desk.article_changed.connect(self._on_article)
        self._on_counted()

    def _lay_out(self, add: IconButton) -> None:
        head = QHBoxLayout()
        set_margins(head, metrics.SPACE_EDGE, 10, metrics.SPACE_GROUPS, 0, within=self)
        head.setSpacing(metrics.SPACE_INSIDE)
        head.addWidget(Text(tr("Articles"), weight=STRONG))
        head.addStretch(1)
        head.addWidget(self._done)
        head.addWidget(add)
        bar = QHBoxLayout()
        set_margins(bar, metrics.SPACE_EDGE, 6, metrics.SPACE_EDGE + 1, 0, within=self)
        bar.addWidget(self._bar)
        filtering = QHBoxLayout()
        above = between = metrics.SPACE_GROUPS
        set_margins(filtering, metrics.SPACE_EDGE, above, between, 0, within=self)
        filtering.setSpacing(metrics.SPACE_INSIDE)
        filtering.addWidget(self.filter)
        filtering.addWidget(self._states)
        rows = QWidget()
        self._stack = QStackedLayout(rows)
        for page in (self.view, self._empty, self._none_match):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        set_margins(column, 0, 0, 1, 0, within=self)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addLayout(filtering)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(metrics.SPACE_EDGE, metrics.SPACE_INSIDE, metrics.SPACE_EDGE, 0)
        line.setSpacing(metrics.SPACE_INSIDE)
        line.addWidget(self._line_words, 1)
        line.addWidget(self._plain)
        self._line.hide()
        column.addWidget(self._line)
        column.addSpacing(metrics.SPACE_GROUPS)
        column.addWidget(rows, 1)

    def step(self, rows: int) -> None:
        """Open the article so many rows further down (or up)."""
        article = self._desk.article
        row = self.model.row_of(article.id) if article else -1
        to = self.model.next_article(row, rows if row >= 0 else 1)
        found = self.model.article_at(to)
        if found is not None:
            self.article_wanted.emit(found.id)

    def place(self) -> tuple[int, int]:
        """Give the place of the open article in the list, from 1, and how many there are."""
        article = self._desk.article
        return self.model.place_of(article.id) if article else 0, self.model.count()

    def selected(self) -> list[int]:
        """Give the numbers of the selected articles, from above; heads are none."""
        return self.model.numbers_at(self.view.selected_rows())

    def clear_filter(self) -> None:
        """Show all articles."""
        self.filter.set_text("")
        self._look(self.model.view._replace(text="", showing="kept"))

    def show_as_it_came(self) -> None:
        """Show all articles that are not retired, in no groups, in the order they came."""
        self._look(ArticleView(text=self.model.view.text))
        self.view.setFocus()

    def look_at(self, view: ArticleView) -> None:
        """Show other articles, or in another order; what is typed stays."""
        self._look(view._replace(text=self.model.view.text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line at the right."""
        paint_ground(self, look().win, "trailing")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or of the one the keyboard is on."""
        view = self.view
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = view.currentIndex()
            view.scrollTo(index)
            place = view.viewport().mapToGlobal(view.visualRect(index).center())
        else:
            place = event.globalPos()
            index = view.indexAt(view.viewport().mapFromGlobal(place))
        under = view.viewport().rect().contains(view.viewport().mapFromGlobal(place))
        row = self.model.article_at(index.row()) if index.isValid() and under else None
        if row is not None:
            # The row that it is about is seen while the menu is open.
            if not view.selectionModel().isSelected(index):
                self._select(index)
            self.menu_wanted.emit(row, place)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the open article into view, unless several are selected."""
        super().showEvent(event)
        if len(self.selected()) < 2:
            self._select_open()

    def _on_filter(self, text: str) -> None:
        if self.model.count() > _LONG and text:
            self._typed.start()
        else:
            self._filter()

    def _filter(self) -> None:
        self._look(self.model.view._replace(text=self.filter.text().strip()))

    def _look(self, view: ArticleView) -> None:
        self._typed.stop()
        self.model.set_view(view)

    def _on_states(self) -> None:
        assigned = self._hub.run(lambda project: project.corpus.has_assignments())
        copies = self._hub.run(lambda project: project.copies.looked)
        menu = choices_menu(
            self, self.model.view, self._look, assigned=bool(assigned), copies=bool(copies)
        )
        menu.addSeparator()
        find = menu.add_row(tr("Near duplicates…"), icon="copy")
        find.triggered.connect(self.duplicates_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self._states)

    def show_mine(self, *, mine: bool) -> None:
        """Show the articles assigned to whoever works, or no longer those alone."""
        self._look(self.model.view._replace(showing="mine" if mine else "kept"))

    def _on_chosen(self, index: QModelIndex) -> None:
        if self.model.head_at(index.row()) is not None:
            self.model.fold(index.row())
            self.view.setCurrentIndex(self.model.index(index.row()))
            return
        row = self.model.article_at(index.row())
        if row is not None:
            self.article_wanted.emit(row.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        """Open the article, unless several are being selected."""
        if not QApplication.keyboardModifiers() & _SEVERAL:
            self._on_chosen(index)

    def _count(self) -> None:
        self._counts += 1
        if not self.model.is_long:
            self._show_done(self._counts, self._hub.run(_done) or (0, 0))
            return
        number = self._counts
        read_apart(self._hub, _done, lambda found: self._show_done(number, found), self)

    def _show_done(self, number: int, found: tuple[int, int]) -> None:
        """Show how many articles are done, of how many, unless that was asked again since."""
        if number == self._counts:
            done, count = found
            self._done.setText(tr("{done} of {all} done", done=done, all=count) if count else "")
            self._bar.set_progress(done, count)

    def _on_counted(self) -> None:
        self._counting.start(_COUNTED_AFTER if self.model.is_long else 0)
        view = self.model.view
        self._line_words.setText(view_words(view))
        self._line.setVisible(view != ArticleView(view.text))
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
        elif self.model.filtered or self.model.fault:
            self._none_match.set_words(self._why_none(view))
            self._stack.setCurrentWidget(self._none_match)
        else:
            self._stack.setCurrentWidget(self._empty)

    def _why_none(self, view: ArticleView) -> str:
        if self.model.fault:
            return self.model.fault
        if view.text:
            return tr("No article has “{words}”.", words=view.text)
        return tr(
            _NONE.get(view.showing) or _NONE.get(view.grouping) or "No article is in this state."
        )

    def select_open(self) -> QModelIndex:
        """Select the row of the open article, wherever the list is scrolled; give it."""
        article = self._desk.article
        row = self.model.row_of(article.id) if article else -1
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self._select(index)
        return index

    def _on_article(self) -> None:
        """Select the article that is open now; what is selected stays if it only says more now."""
        article = self._desk.article
        if article is None or article.id != self._open or not self.selected():
            self._select_open()

    def _select_open(self) -> None:
        article = self._desk.article
        self._open = article.id if article else ""
        index = self.select_open()
        if index.isValid():
            self.view.scrollTo(index)

    def _select_after(self) -> None:
        """Once the list was read anew, stay at what was selected, if it is there."""
        if not self.view.select_as_before():
            self._select_open()

    def _select(self, index: QModelIndex) -> None:
        selection = self.view.selectionModel()
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _done(project: Project) -> tuple[int, int]:
    """Count the articles that are done, and all."""
    return project.corpus.count_in_state("done"), project.corpus.count()
