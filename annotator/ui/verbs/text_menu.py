"""The menu of a place in the text: what can be done with the words and the annotations there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.model.article import Article
from annotator.model.mark import Mark
from annotator.text.shortening import shortened
from annotator.text.words import word_at
from annotator.ui.desk import Desk
from annotator.ui.editor.selecting import Selection, Span
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.verbs.span_menu import SpanMenu
from annotator.ui.widgets.menu import Menu

_LONGEST_QUOTE = 28
"""Characters of the words that the menu names."""
_LONGEST_QUERY = 1_000


class TextMenu(QObject):
    """Opens menus at words and annotations; leaving one leaves no trace.

    Args:
        relabel: puts another label (its key) on an annotation.
        remove: removes an annotation by its entity.
    """

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        page: TaggingPage,
        window: QWidget,
        *,
        relabel: Callable[[Mark, str], None],
        remove: Callable[[bytes], None],
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._window = window
        self._relabel = relabel
        self._remove = remove
        self._chosen = False
        self._position: int | None = None
        """Where in the text the menu was asked for, in code points."""
        self.more_rows: Callable[[Menu, Mark], None] = lambda _menu, _mark: None
        """Adds rows about an annotation, whoever made it."""
        self.rows: SpanMenu | None = None
        """Adds rows about which words an annotation is on, and about several at once."""
        self.zone_rows: Callable[[Menu, Span], None] = lambda _menu, _span: None
        """Adds rows about which part of the article a span stands in."""
        self.tag_every: Callable[[Span], object] = lambda _: None
        """Tags every place where the words of a span stand."""

    def open(self, place: QPoint, marks: Sequence[Mark]) -> None:
        """Open at a point of the screen, for the words and the annotations there."""
        view = self._page.view
        before, active = view.scene.selection, view.scene.active
        mark_before = self._desk.active
        point = QPointF(view.viewport().mapFromGlobal(place))
        self._position = view.position_at(point)
        menu = Menu(tr("Text"), self._window)
        several = len(self._desk.selected) > 1
        if several and self.rows and any(view.scene.is_chosen(one.entity) for one in marks):
            self.rows.fill_for_several(menu)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.open_at(place)
            return
        fold = view.page.fold_row_at(view.on_page(point))
        if fold is not None:
            row = menu.add_row(tr("Show or hide boilerplate"), icon="fold", keys="B")
            row.triggered.connect(lambda: view.toggle_fold(fold))
            folded = view.scene.folds.of_block(fold)
            if folded is not None:
                self.zone_rows(menu, (folded.start, folded.end))
        elif (span := self._span_at(point)) is not None:
            # What it is about is seen while the menu is open.
            own = span == view.scene.selected
            view.set_selection(before if own else Selection(*span))
            if not own:
                self._add_marks(menu, marks)
            self._add_words(menu, span, mark_before)
            if own:
                self._add_marks(menu, marks)
        else:
            self._add_marks(menu, marks)
            self._add_finding(menu, "")
        self._show(menu, place, before, active)

    def open_for(self, place: QPoint, mark: Mark) -> None:
        """Open at a point of the screen, for one annotation."""
        menu = Menu(tr("Annotation"), self._window)
        self._position = None
        self._add_rows(menu, mark)
        self._show(menu, place, self._page.view.scene.selection, mark.entity)

    def _show(self, menu: Menu, place: QPoint, before: Selection, active: bytes | None) -> None:
        if menu.isEmpty():
            menu.deleteLater()
            return
        self._chosen = False
        menu.triggered.connect(self._on_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        # A row that was chosen is told after the menu has gone.
        left = partial(self._on_left, self._desk.article, before, active)
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, left))
        menu.open_at(place)

    def _on_chosen(self, _row: QAction) -> None:
        self._chosen = True

    def _on_left(self, article: Article | None, before: Selection, active: bytes | None) -> None:
        """Leave no trace if nothing was chosen; the word had let go of the annotation."""
        # A window that is closed takes its menu along, and what was selected is nowhere.
        if not self._chosen and self._desk.article is article:
            self._page.view.set_selection(before)
            if before.empty and active is not None:
                self._desk.set_active(active)

    def _span_at(self, point: QPointF) -> Span | None:
        """Give the selection if it lies there, or else the word there."""
        view = self._page.view
        position, text = view.position_at(point), view.scene.display.text
        selected = view.scene.selected
        if selected is not None and selected[0] <= position <= selected[1]:
            return selected
        return word_at(text, position) or selected

    def _add_words(self, menu: Menu, span: Span, active: Mark | None) -> None:
        """Offer what can be done with words; they are selected by now."""
        from annotator.model.query import phrase  # noqa: PLC0415 - not at the start

        project, view = self._hub.project, self._page.view
        assert project is not None
        if not menu.isEmpty():
            menu.addSeparator()
        words = view.scene.display.text[slice(*span)]
        short = shortened(words, _LONGEST_QUOTE)
        tagging = Menu(tr("Label"), menu)
        tagging.setTitle(tr("Tag “{words}”", words=short).replace("&", "&&"))
        tagging.menuAction().setProperty("icon_name", "tag")
        for label in project.labels:
            if not label.retired:
                mark = (label.colour, label.pattern)
                row = tagging.add_row(label.name, mark=mark, keys=label.shortcut)
                row.triggered.connect(lambda _=False, key=label.key: view.tag_selection(key))
        menu.addMenu(tagging)
        if self.rows is not None:
            self.rows.add_word_rows(menu, span, active)
        row = menu.add_row(
            tr("Tag every “{words}”…", words=short),
            icon="layers",
            keys=".",
        )
        row.triggered.connect(lambda: self.tag_every(span))
        menu.add_row(tr("Copy"), icon="copy", keys="Ctrl C").triggered.connect(view.copy)
        self.zone_rows(menu, span)
        # Nobody looks for a whole article in others.
        self._add_finding(menu, phrase(words) if len(words) <= _LONGEST_QUERY else "")

    def _add_finding(self, menu: Menu, query: str) -> None:
        page = self._page
        row = menu.add_row(tr("Find in the text"), icon="find", keys="Ctrl F")
        row.triggered.connect(page.find_bar.open_bar)
        row = menu.add_row(
            tr("Find in all articles"), icon="search", keys="" if query else "Ctrl K"
        )
        row.triggered.connect(lambda: page.search_wanted.emit(query))

    def _add_marks(self, menu: Menu, marks: Sequence[Mark]) -> None:
        for mark in marks:
            if not menu.isEmpty():
                menu.addSeparator()
            self._add_rows(menu, mark)

    def _add_rows(self, menu: Menu, mark: Mark) -> None:
        """Offer what can be done with an annotation."""
        scene, project = self._desk.scene, self._hub.project
        assert project is not None
        name = scene.look_of(mark.label).name
        if mark.annotator != scene.annotator:
            row = menu.add_row(tr("{label} by {who}", label=name, who=mark.annotator))
            row.triggered.connect(lambda: self._desk.set_active(mark.entity))
            self.more_rows(menu, mark)
            return
        for label in project.labels:
            if label.key != mark.label and not label.retired:
                row = menu.add_row(
                    tr("Change {old} to {new}", old=name, new=label.name), icon="tag"
                )
                row.triggered.connect(lambda _=False, key=label.key: self._change(mark, key))
        if self.rows is not None:
            self.rows.add_mark_rows(menu, mark, self._position)
        self.more_rows(menu, mark)
        row = menu.add_row(tr("Remove {label}", label=name), icon="trash", keys="Del", danger=True)
        row.triggered.connect(lambda: self._remove(mark.entity))

    def _change(self, mark: Mark, label: str) -> None:
        """Give an annotation another label; it is selected then, and not its word."""
        self._desk.set_active(mark.entity)
        self._relabel(mark, label)
