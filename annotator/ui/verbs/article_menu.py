"""The menu of a row of the article list."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.model.listing import ArticleRow, ArticleState
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.widgets.menu import Menu

_STATES: tuple[tuple[ArticleState, str, str], ...] = (
    ("done", "Mark done", "check"),
    ("open", "Mark not done", "minus"),
    ("look", "Mark for a second look", "warning"),
)


class ArticleMenu(QObject):
    """Opens an article, says how far one is with it, copies its address; it need not be open."""

    def __init__(self, hub: Hub, articles: ArticleList, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._articles = articles
        self._window = window
        articles.menu_wanted.connect(self.open)

    def open(self, article: ArticleRow, place: QPoint) -> None:
        """Open the menu of an article at a point of the screen."""
        menu = Menu(tr("Article"), self._window)
        row = menu.add_row(tr("Open"), icon="file", keys="Enter")
        row.triggered.connect(lambda: self._articles.article_wanted.emit(article.id))
        menu.addSeparator()
        for state, words, icon in _STATES:
            if state != article.state:
                row = menu.add_row(tr(words), icon=icon)
                row.triggered.connect(lambda _=False, to=state: self._mark(article.id, to))
        found = self._hub.run(lambda project: project.article(article.id))
        if found is not None and found.url:
            address = found.url
            menu.addSeparator()
            row = menu.add_row(tr("Copy the address"), icon="link")
            row.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
        menu.aboutToHide.connect(self._articles.select_open)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(place)

    def _mark(self, article: str, state: ArticleState) -> None:
        self._hub.run(lambda project: project.corpus.set_state(article, state))
