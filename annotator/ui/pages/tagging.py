"""The page of the first job: the articles, the text, its annotations."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from annotator.ui.desk import Desk
from annotator.ui.editor.find_bar import FindBar
from annotator.ui.editor.speaking import Speaker
from annotator.ui.editor.view import ArticleView
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.columns import Columns
from annotator.ui.pages.side_panel import SidePanel
from annotator.ui.pages.side_stack import SideStack
from annotator.ui.panels.annotation_list import AnnotationList
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.panels.blind_line import BlindLine
from annotator.ui.panels.form.form import AnnotationForm
from annotator.ui.panels.label_bar import LabelBar
from annotator.ui.soon import Soon
from annotator.ui.widgets.empty_state import EmptyState

_KEEP_AFTER = 1_500
"""Milliseconds after the last move in the text when the place is remembered."""


class TaggingPage(QWidget):
    """Puts the panels together and joins the text view to the desk.

    Signals:
        arranged(left, right): the columns stand anew; whether the list, and the panel, are folded.
        told(): what the status bar says may be another.
        search_wanted(words): search the project for words.
    """

    arranged = Signal(bool, bool)
    told = Signal()
    search_wanted = Signal(str)

    def __init__(self, hub: Hub, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self.articles = ArticleList(hub, desk)
        self.labels = LabelBar(hub, desk)
        self.blind = BlindLine(hub, desk)
        self.view = ArticleView()
        self.find_bar = FindBar(self.view)
        self.annotations = AnnotationList(desk)
        self.form = AnnotationForm(hub, desk)
        self.panel = SidePanel(desk, self.annotations, self.form)
        self.side = SideStack(self.panel)
        self.columns = Columns(self.articles, self._middle(), self.side, self)
        # The edge of a column comes after what is in it.
        self.setTabOrder(self.articles.view, self.columns.left_grip)
        self.setTabOrder(self.annotations.view, self.columns.right_grip)
        self.asleep = False
        """Whether another page shows what lies on the desk, and this one waits for its turn."""
        self.reached = 0
        """Furthest code point of the open article that was in view."""
        self._keep = Soon(self.keep_place, self, _KEEP_AFTER)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)
        self._connect()

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.labels)
        column.addWidget(self.blind)
        column.addWidget(self.find_bar)
        ground = QWidget()
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        ground.setAutoFillBackground(True)
        self.nothing_open = EmptyState(tr("No article is open"), icon="file")
        self.no_articles = EmptyState(
            tr("This project has no articles yet"),
            tr("Add texts, web pages, Word, PDF, mail or datasets, or drop them anywhere here."),
            icon="file",
            action=tr("Add articles"),
            keys="Ctrl O",
        )
        self._stack = QStackedLayout(ground)
        self._stack.addWidget(self.nothing_open)
        self._stack.addWidget(self.no_articles)
        self._stack.addWidget(self.view)
        column.addWidget(ground, 1)
        middle.setFocusProxy(self.view)
        return middle

    def _connect(self) -> None:
        desk, view = self._desk, self.view
        desk.leaving.connect(self.keep_place)
        desk.place_kept.connect(self.articles.model.refresh)
        self._beside = Soon(self._show_beside, self)
        desk.article_changed.connect(self._on_article_changed)
        desk.active_changed.connect(self._on_active_changed)
        desk.selected_changed.connect(view.viewport().update)
        desk.mark_changed.connect(lambda *_: view.refresh())
        desk.marks_reset.connect(lambda: view.refresh(lanes=True))
        desk.lanes_changed.connect(lambda: view.refresh(lanes=True))
        desk.filter_changed.connect(lambda: view.refresh(lanes=True))
        desk.labels_changed.connect(view.refresh)
        desk.picked_changed.connect(self._on_picked_changed)
        view.activated.connect(desk.set_active)
        speaker = Speaker(view)
        for signal in (desk.active_changed, desk.mark_changed, desk.labels_changed):
            signal.connect(speaker.refresh)
        view.seen.connect(self._on_seen)
        view.place_changed.connect(self._on_place_changed)
        self.articles.article_wanted.connect(self.open_article)
        self.annotations.chosen.connect(view.setFocus)
        self.labels.find_wanted.connect(self.find_bar.open_bar)
        self.find_bar.closed.connect(view.setFocus)
        self.columns.arranged.connect(self.arranged)
        self._numbers = Soon(self._number, self)
        for signal in (
            self.annotations.model.modelReset,
            self.annotations.model.rowsInserted,
            self.annotations.model.rowsRemoved,
        ):
            signal.connect(self._numbers.start)
        # Once it is known that no article follows.
        self._advise = Soon(self._say_what_to_open, self)
        self.columns.arranged.connect(lambda *_: self._advise.start())
        self.articles.model.counted.connect(lambda *_: self._advise.start())
        self.no_articles.acted.connect(self.articles.import_wanted)
        view.fitted.connect(self.labels.set_column)

    # The place in the text

    def open_article(self, article: str) -> None:
        """Lead to an article: lay it open, unless it lies there."""
        if self._desk.article is None or self._desk.article.id != article:
            self._desk.open_article(article)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def wake(self, top: int) -> None:
        """Show what lies on the desk, from a code point on."""
        self.asleep = False
        # Review shows all there is.
        self._desk.scene.filter = self._desk.filter
        self._show_article(self._desk.scene.selection.caret, top)

    def sleep(self) -> int:
        """Let another page show the article; give the first code point in view."""
        self.keep_place()
        self.asleep = True
        return self.view.scrolling.first_visible() if self._desk.article else 0

    def keep_place(self) -> None:
        """Remember where the article is left."""
        self._keep.stop()
        if self._desk.article is not None and not self.asleep:
            view = self.view
            top = view.scrolling.first_visible()
            self._desk.keep_place(view.scene.selection.caret, top, self.reached)

    def share_read(self) -> int:
        """Give how much of the article has been in view, in percent."""
        length = len(self.view.scene.display.text)
        return round(100 * min(self.reached, length) / length) if length else 0

    def _on_article_changed(self) -> None:
        place = self._desk.place
        self._show_article(place.caret, place.top)

    def _show_article(self, caret: int, top: int) -> None:
        desk = self._desk
        if self.asleep:
            self.reached = desk.place.reached
            return
        # The text is painted first, what stands beside it in the next turn.
        for beside in (self.articles.view, self.annotations.view):
            beside.setUpdatesEnabled(False)
        self._beside.start()
        first = desk.article is not None and self._stack.currentWidget() is not self.view
        self._keep.stop()
        if desk.article is None:
            self._advise.start()
            self.reached = 0
        else:
            self._stack.setCurrentWidget(self.view)
            self.reached = desk.place.reached
        self.view.show_scene(desk.scene, caret=caret, top=top)
        self.view.picked = desk.picked
        self.find_bar.refresh()
        self.columns.put_away()
        if first:
            # Until now it was hidden, and the focus with it.
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_beside(self) -> None:
        for beside in (self.articles.view, self.annotations.view):
            beside.setUpdatesEnabled(True)

    def _say_what_to_open(self) -> None:
        """Without an article say where there is one, or how to get one."""
        if self._desk.article is not None:
            return
        if self._hub.run(lambda project: project.corpus.count()):
            self.nothing_open.set_words(
                tr("No article is open"),
                tr("Choose one from the list, which F9 opens.")
                if self.articles.isHidden()
                else tr("Choose one at the left, drop files here, or press Ctrl+O."),
            )
            self._stack.setCurrentWidget(self.nothing_open)
        elif self._stack.currentWidget() is not self.no_articles:
            self._stack.setCurrentWidget(self.no_articles)
            focus = QApplication.focusWidget()
            if focus is None or self.isAncestorOf(focus):
                # What is wanted first: Enter does it.
                self.no_articles.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_seen(self, position: int) -> None:
        if position > self.reached:
            self.reached = position
            self.told.emit()
        self._keep_soon()

    def _on_place_changed(self) -> None:
        self._keep_soon()
        self.told.emit()

    def _keep_soon(self) -> None:
        """Note the place in a moment, also while it goes on changing."""
        if not self._keep.isActive():
            self._keep.start()

    # Following the desk

    def _on_active_changed(self, _entity: bytes | None, reveal: bool) -> None:
        if not self.asleep:
            self.view.show_active(reveal=reveal)
        self._number()
        self.told.emit()

    def _number(self) -> None:
        """Say in the form which of how many the selected annotation is."""
        rows = self.annotations.model
        self.form.set_place(rows.number_of(self._desk.scene.active), rows.count())

    def _on_picked_changed(self) -> None:
        self.view.picked = self._desk.picked
        self.told.emit()
