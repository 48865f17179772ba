"""The menu of a row of the article list, or of several that are selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.model.listing import ArticleRow, ArticleState
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.verbs.articles import ArticleVerbs
from annotator.ui.verbs.copies import CopyVerbs
from annotator.ui.verbs.reading import with_ids
from annotator.ui.widgets.menu import Menu

_STATES: tuple[tuple[ArticleState, str, str], ...] = (
    ("done", "Mark done", "check"),
    ("open", "Mark not done", "minus"),
    ("look", "Mark for a second look", "warning"),
)


class ArticleMenu(QObject):
    """Offers what can be done with articles; they need not be open.

    Signals:
        assign_wanted(articles): share these articles out (a list of ids).
        export_wanted(articles): export these articles (a list of ids).
        versions_wanted(article): compare it with another version of it.
        version_wanted(article): add a newer version of it.
    """

    assign_wanted = Signal(object)
    export_wanted = Signal(object)
    versions_wanted = Signal(str)
    version_wanted = Signal(str)

    def __init__(
        self,
        hub: Hub,
        articles: ArticleList,
        verbs: ArticleVerbs,
        copies: CopyVerbs,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._articles = articles
        self._verbs = verbs
        self._copies = copies
        self._window = window
        articles.menu_wanted.connect(self.open)

    def open(self, article: ArticleRow, place: QPoint) -> None:
        """Open the menu of an article at a point of the screen; of all, if several are selected."""
        selected = self._articles.selected()
        numbers = selected if len(selected) > 1 and article.number in selected else [article.number]
        menu = Menu(tr("Article"), self._window)
        if len(numbers) > 1:
            row = menu.add_row(tr("{n} articles", n=f"{len(numbers):,}"))
            row.setEnabled(False)
        else:
            row = menu.add_row(tr("Open"), icon="file", keys="Enter")
            row.triggered.connect(lambda: self._articles.article_wanted.emit(article.id))
            menu.aboutToHide.connect(self._articles.select_open)
        menu.addSeparator()
        for state, words, icon in _STATES:
            if len(numbers) > 1 or state != article.state:
                row = menu.add_row(tr(words), icon=icon)
                mark = partial(self._mark, state)
                row.triggered.connect(lambda _=False, do=mark: self._with(numbers, do))
        self._add_verbs(menu, article, numbers)
        if len(numbers) == 1:
            self._add_address(menu, article)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(place)

    def _with(self, numbers: Sequence[int], verb: Callable[[list[str]], object]) -> None:
        with_ids(self._hub, numbers, verb, self)

    def _mark(self, state: ArticleState, articles: list[str]) -> None:
        self._verbs.mark(articles, state)

    def _add_verbs(self, menu: Menu, article: ArticleRow, numbers: Sequence[int]) -> None:
        verbs = self._verbs
        row = menu.add_row(tr("Flag…"), icon="flag", keys="Ctrl B")
        row.triggered.connect(lambda: self._with(numbers, verbs.flag_all))
        menu.addSeparator()
        row = menu.add_row(tr("Details…"), icon="info", keys="F2")
        row.triggered.connect(lambda: self._with(numbers, verbs.details_of))
        if len(numbers) == 1:
            row = menu.add_row(tr("Note…"), icon="note")
            row.triggered.connect(lambda: verbs.details_of([article.id], note=True))
            row = menu.add_row(tr("Zones…"), icon="layers")
            row.triggered.connect(lambda: verbs.zones_of(article.id))
            row = menu.add_row(tr("Copies…"), icon="copy")
            row.triggered.connect(lambda: self._copies.copies_of(article.id))
            row = menu.add_row(tr("Compare with another version…"), icon="differs")
            row.triggered.connect(lambda: self.versions_wanted.emit(article.id))
            row = menu.add_row(tr("Add a newer version…"), icon="plus")
            row.triggered.connect(lambda: self.version_wanted.emit(article.id))
        row = menu.add_row(tr("Assign…"), icon="users")
        row.triggered.connect(lambda: self._with(numbers, self.assign_wanted.emit))
        row = menu.add_row(tr("Export…"), icon="export")
        row.triggered.connect(lambda: self._with(numbers, self.export_wanted.emit))
        menu.addSeparator()
        if article.retired:
            row = menu.add_row(tr("Bring back"), icon="undo")
            row.triggered.connect(lambda: self._with(numbers, verbs.bring_all_back))
        else:
            row = menu.add_row(tr("Retire…"), icon="ban")
            row.triggered.connect(lambda: self._with(numbers, verbs.retire_all))

    def _add_address(self, menu: Menu, article: ArticleRow) -> None:
        found = self._hub.run(lambda project: project.article(article.id))
        if found is not None and found.url:
            address = found.url
            menu.addSeparator()
            row = menu.add_row(tr("Copy the address"), icon="link")
            row.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
