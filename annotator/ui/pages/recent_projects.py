"""The projects that were open, on the welcome page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QStackedLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.app.settings import Recent
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
)
from annotator.ui.panels.dates import short_moment
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.progress_bar import paint_progress
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView

_ROW = 62
_BAR_WIDTH = 120
_RECENT = Qt.ItemDataRole.UserRole + 1


class RecentProjects(QWidget):
    """Lists projects, newest first; Enter or a click opens one.

    Signals:
        chosen(path): open this project.
        dropped(path): take it from the list.
    """

    chosen = Signal(str)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.view = RowView(tr("Recent projects"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(RecentDelegate(self.view))
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        empty = EmptyState(tr("Projects you open appear here."))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 7, 1, 7)
        # In its place before it is filled: it shows its first widget, which would be a window.
        self._stack = QStackedLayout()
        column.addLayout(self._stack)
        self._stack.addWidget(empty)
        self._stack.addWidget(self.view)
        self.setFocusProxy(self.view)

    @property
    def has_projects(self) -> bool:
        """Whether there is anything to choose."""
        return self._model.rowCount() > 0

    def show_projects(self, projects: Sequence[Recent]) -> None:
        """Show these."""
        self._model.clear()
        for recent in projects:
            item = QStandardItem(Path(recent.path).stem)
            item.setData(recent, _RECENT)
            self._model.appendRow(item)
        self._stack.setCurrentIndex(1 if projects else 0)
        if projects:
            self.view.setCurrentIndex(self._model.index(0, 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to forget a project."""
        index = self.view.indexAt(self.view.viewport().mapFromGlobal(event.globalPos()))
        recent = index.data(_RECENT)
        if recent is not None:
            menu = Menu(tr("Recent project"), self)
            row = menu.add_row(tr("Take it from this list"), icon="x")
            row.triggered.connect(lambda: self.dropped.emit(recent.path))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.open_at(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        painter = reading_painter(self)
        box = QRectF(self.rect())
        paint_box(painter, box, metrics.RADIUS_MENU, fill=look().base, border=look().line)
        painter.end()

    def _on_chosen(self, index: QModelIndex) -> None:
        recent = index.data(_RECENT)
        if recent is not None:
            self.chosen.emit(recent.path)


class RecentDelegate(RowDelegateBase):
    """Paints a project: name, folder and moment, how many articles are done."""

    row_height = _ROW
    radius = metrics.RADIUS_LABEL

    def selected_fill(self, index: Index) -> object:  # type: ignore[override]
        """Take the calm ground: this page has one loud thing already."""
        del index
        return look().hover

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one project."""
        del option
        recent: Recent = index.data(_RECENT)
        theme, small = look(), sans(metrics.TEXT_SMALL)
        path = Path(recent.path)
        inner = rect.adjusted(20, 0, -20, 0)
        left = QRectF(inner.x(), rect.y() + 10, inner.width() - _BAR_WIDTH - 24, 22)
        paint_text(painter, left, path.stem, sans(weight=STRONG), theme.text)
        moment = short_moment(recent.at) if recent.at else ""
        where = " · ".join(part for part in (_folder(path), moment) if part)
        below = QRectF(left.x(), rect.y() + 32, left.width(), 18)
        paint_text(painter, below, where, small, theme.muted)
        bar = QRectF(inner.right() - _BAR_WIDTH, rect.y() + 39, _BAR_WIDTH, metrics.PROGRESS)
        counts = QRectF(bar.x(), rect.y() + 12, _BAR_WIDTH, 20)
        words = tr("{done} of {all}", done=recent.done, all=recent.articles)
        paint_text(painter, counts, words, small, theme.text, RIGHT)
        paint_progress(painter, bar, recent.done / max(1, recent.articles), theme.ok)


def _folder(path: Path) -> str:
    """Name the last two folders of a path, as people read them."""
    parts = [part for part in path.parent.parts[-2:] if part.strip("/\\")]
    return " / ".join(parts)
