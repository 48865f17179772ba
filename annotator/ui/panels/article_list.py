"""The list of articles at the left: how far one is with each, filtered by words or state."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.listing import ArticleRow, ArticleState
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import (
    LEFT,
    REGULAR,
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_text,
    sans,
    scaled,
    smooth_painter,
    tint,
    wrapped,
)
from annotator.ui.models.article_list import ArticleListModel, Role
from annotator.ui.panels.dates import short_date
from annotator.ui.soon import Soon
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.progress_bar import ProgressBar
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.status_ring import Status, paint_status_ring
from annotator.ui.widgets.text import Text

_TITLE_AT = 44
_RING_AT = 18
_LINE = 18
_META_LINE = 16
_COUNT_WIDTH = 40
_RIGHT_EDGE = 20


class ArticleList(QWidget):
    """Shows the articles.

    Signals:
        article_wanted(article): open the article of an id.
        import_wanted(): add articles.
        menu_wanted(row, place): open the menu of an article (`ArticleRow`) at a screen's point.
    """

    article_wanted = Signal(str)
    import_wanted = Signal()
    menu_wanted = Signal(object, object)

    def __init__(self, hub: Hub, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self.model = ArticleListModel(hub, self)
        self.view = RowView(tr("Articles"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(ArticleDelegate(self.view))
        self.filter = SearchField(tr("Filter articles"), tr("Filter by title, outlet, label"))
        self._done = Text(px=metrics.TEXT_CAPTION, role="muted")
        self._bar = ProgressBar(tr("Articles done"))
        self._state: ArticleState | None = None
        self._mine = False
        add = IconButton("plus", tr("Add articles"), "Ctrl O")
        add.clicked.connect(self.import_wanted)
        self._states = IconButton("filter", tr("Show articles by state"))
        self._states.clicked.connect(self._on_states)
        self._empty = EmptyState(
            tr("No articles yet"), tr("Drop articles here, or press Ctrl+O."), icon="file"
        )
        self._none_match = EmptyState("", action=tr("Clear the filter"))
        self._none_match.acted.connect(self.clear_filter)
        self._lay_out(add)
        self.filter.changed.connect(self._on_filter)
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        self._counting = Soon(self._count, self)
        self.model.counted.connect(self._on_counted)
        self.model.modelReset.connect(self._select_open)
        desk.article_changed.connect(self._select_open)
        self._on_counted()

    def _lay_out(self, add: IconButton) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(metrics.SPACE_EDGE, 10, metrics.SPACE_GROUPS, 0)
        head.setSpacing(metrics.SPACE_INSIDE)
        head.addWidget(Text(tr("Articles"), weight=STRONG))
        head.addStretch(1)
        head.addWidget(self._done)
        head.addWidget(add)
        bar = QHBoxLayout()
        bar.setContentsMargins(metrics.SPACE_EDGE, 6, metrics.SPACE_EDGE + 1, 0)
        bar.addWidget(self._bar)
        filtering = QHBoxLayout()
        filtering.setContentsMargins(
            metrics.SPACE_EDGE, metrics.SPACE_GROUPS, metrics.SPACE_GROUPS, 0
        )
        filtering.setSpacing(metrics.SPACE_INSIDE)
        filtering.addWidget(self.filter)
        filtering.addWidget(self._states)
        rows = QWidget()
        self._stack = QStackedLayout(rows)
        for page in (self.view, self._empty, self._none_match):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addLayout(filtering)
        column.addSpacing(metrics.SPACE_GROUPS)
        column.addWidget(rows, 1)

    def step(self, rows: int) -> None:
        """Open the article so many rows further down (or up)."""
        article = self._desk.article
        row = self.model.row_of(article.id) if article else -1
        found = self.model.article_at(row + rows if row >= 0 else 0)
        if found is not None:
            self.article_wanted.emit(found.id)

    def place(self) -> tuple[int, int]:
        """Give the place of the open article in the list, from 1, and how many there are."""
        article = self._desk.article
        row = self.model.row_of(article.id) if article else -1
        return row + 1, self.model.rowCount()

    def clear_filter(self) -> None:
        """Show all articles."""
        self._state, self._mine = None, False
        self.filter.set_text("")
        self.model.set_filter("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line at the right."""
        del event
        painter = smooth_painter(self)
        painter.fillRect(self.rect(), look().win)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look().line)
        painter.end()

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
            self._select(index)
            self.menu_wanted.emit(row, place)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the open article into view."""
        super().showEvent(event)
        self._select_open()

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text.strip(), self._state, mine=self._mine)

    def _on_states(self) -> None:
        menu = Menu(tr("Show articles by state"), self)
        for state, words in (
            (None, tr("All articles")),
            ("open", tr("Still open")),
            ("done", tr("Done")),
            ("look", tr("Needs a look")),
        ):
            row = menu.add_row(words)
            row.setCheckable(True)
            row.setChecked(state == self._state and not (self._mine and state is None))
            row.triggered.connect(lambda _=False, chosen=state: self._filter_state(chosen))
        if self._mine or self._hub.run(lambda project: project.corpus.has_assignments()):
            menu.addSeparator()
            row = menu.add_row(tr("Assigned to me"), icon="user")
            row.setCheckable(True)
            row.setChecked(self._mine)
            row.triggered.connect(lambda: self.show_mine(mine=not self._mine))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self._states)

    def show_mine(self, *, mine: bool) -> None:
        """Show the articles assigned to whoever works, or no longer those alone."""
        self._mine = mine
        self.model.set_filter(self.filter.text().strip(), self._state, mine=mine)

    def _filter_state(self, state: ArticleState | None) -> None:
        self._state = state
        if state is None:
            self._mine = False
        self.model.set_filter(self.filter.text().strip(), state, mine=self._mine)

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self.model.article_at(index.row())
        if row is not None:
            self.article_wanted.emit(row.id)

    def _count(self) -> None:
        count = self._hub.run(lambda project: project.corpus.count()) or 0
        done = self._hub.run(lambda project: project.corpus.count_in_state("done")) or 0
        self._done.setText(tr("{done} of {all} done", done=done, all=count) if count else "")
        self._bar.set_progress(done, count)

    def _on_counted(self) -> None:
        self._counting.start()
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
        elif self.model.filtered:
            words = self.filter.text().strip()
            self._none_match.set_words(
                tr("No article has “{words}”.", words=words)
                if words
                else tr("Nothing is assigned to you.")
                if self._mine and self._state is None
                else tr("No article is in this state.")
            )
            self._stack.setCurrentWidget(self._none_match)
        else:
            self._stack.setCurrentWidget(self._empty)

    def select_open(self) -> QModelIndex:
        """Select the row of the open article, wherever the list is scrolled; give it."""
        article = self._desk.article
        row = self.model.row_of(article.id) if article else -1
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self._select(index)
        return index

    def _select_open(self) -> None:
        index = self.select_open()
        if index.isValid():
            self.view.scrollTo(index)

    def _select(self, index: QModelIndex) -> None:
        selection = self.view.selectionModel()
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


class ArticleDelegate(RowDelegateBase):
    """Paints an article: ring, title on up to two lines, outlet and day, number of annotations."""

    row_height = metrics.ARTICLE_ROW
    radius = metrics.RADIUS_LABEL

    def selected_fill(self, index: Index) -> QColor:
        """Take the accent: the selected article is the open one."""
        del index
        theme = look()
        return tint(theme.accent, theme.accent_row)

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one article."""
        row: ArticleRow | None = index.data(Role.ROW)
        if row is None:
            return
        theme = look()
        selected = self.row_state(option, index).selected
        title = sans(metrics.TEXT_BODY, STRONG if selected else REGULAR)
        width = rect.width() - _TITLE_AT - _RIGHT_EDGE
        lines = wrapped(row.title, title, width, 2).lines
        line, meta_line = scaled(_LINE), scaled(_META_LINE)
        top = rect.y() + (rect.height() - line * len(lines) - meta_line) / 2
        status, share = _status(row)
        paint_status_ring(painter, rect.x() + _RING_AT, top + 2, status, share)
        for number, words in enumerate(lines):
            box = QRectF(rect.x() + _TITLE_AT, top + number * line, width, line)
            paint_text(painter, box, words, title, theme.text)
        meta = sans(metrics.TEXT_CAPTION)
        # On the accent of the selected row a muted text would be too pale.
        ink = theme.text if selected and theme.dark else theme.muted
        below = QRectF(rect.x() + _TITLE_AT, top + line * len(lines), width, meta_line)
        count = f"{row.own:,}" if row.own else "–"
        paint_text(painter, below, count, meta, ink, RIGHT)
        below.adjust(0, 0, -_COUNT_WIDTH, 0)
        paint_text(painter, below, _meta(row, status, share), meta, ink, LEFT)


def _status(row: ArticleRow) -> tuple[Status, float]:
    """Tell how far one is: done, needing a look, partly read, or not begun."""
    if row.state in ("done", "look"):
        return row.state, 1.0
    share = row.reached / max(1, row.characters)
    return ("part", min(1.0, share)) if row.reached or row.own else ("none", 0.0)


def _meta(row: ArticleRow, status: str, share: float) -> str:
    read = tr("{share} %", share=round(share * 100)) if status == "part" and share else ""
    return " · ".join(part for part in (row.outlet, short_date(row.published), read) if part)
