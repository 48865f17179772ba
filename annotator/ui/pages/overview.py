"""The overview: how far the project is, and where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from annotator.ui.hub import Hub
from annotator.ui.jobs import Job
from annotator.ui.look import look, metrics, smooth_painter
from annotator.ui.panels.overview.facts import Facts, gather
from annotator.ui.panels.overview.open_differences import OpenCard
from annotator.ui.panels.overview.pace import PaceCard
from annotator.ui.panels.overview.people import PeopleCard
from annotator.ui.panels.overview.states import StatesCard
from annotator.ui.panels.overview.stopped import StoppedCard
from annotator.ui.soon import Soon
from annotator.ui.widgets.keeping_focus import keeping_focus
from annotator.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from annotator.model.changes import ChangeSet

_PADDING = 24
_TWO_COLUMNS = 1040
"""Pixels of width from which on the cards stand in two columns."""
_QUIET = 400
"""Milliseconds to wait after a change before the facts are read anew."""
_KINDS = {"annotation", "status", "article", "verdict", "assignment", "annotator", "comment"}


class OverviewPage(QWidget):
    """Five cards; facts are gathered in the background when it is seen.

    Signals:
        article_wanted(article): open an article, to be tagged or reviewed as it stands.
        go_on(article, reviewing): go on where one stopped.
        review_wanted(article): review an article.
        articles_wanted(title, articles): list some articles (`ArticleFact`).
        merge_wanted(): merge a teammate's file.
        left(): back to where one was.
    """

    article_wanted = Signal(str)
    go_on = Signal(str, bool)
    review_wanted = Signal(str)
    articles_wanted = Signal(str, object)
    merge_wanted = Signal()
    left = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._job: Job[Facts] | None = None
        self._outdated = True
        self.states = StatesCard()
        self.stopped = StoppedCard()
        self.people = PeopleCard()
        self.pace = PaceCard()
        self.open = OpenCard()
        self._cards = QWidget()
        self._grid = QGridLayout(self._cards)
        self._grid.setContentsMargins(_PADDING, _PADDING, _PADDING, metrics.SPACE_EDGE)
        self._grid.setSpacing(metrics.SPACE_EDGE)
        self.area = scrolled(self._cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self._columns = 0
        self._arrange(2)
        self._work = Soon(self._gather, self, _QUIET)
        self._connect()

    def _connect(self) -> None:
        self.states.article_wanted.connect(self.article_wanted)
        self.states.articles_wanted.connect(self.articles_wanted)
        self.stopped.go_on.connect(self.go_on)
        self.people.merge_wanted.connect(self.merge_wanted)
        self.people.picked.connect(self.pace.look_at)
        self.open.review_wanted.connect(self.review_wanted)
        self.open.articles_wanted.connect(self.articles_wanted)
        self._hub.opened.connect(self._on_opened)
        self._hub.changed.connect(self._on_changed)

    def show_facts(self, facts: Facts) -> None:
        """Show facts in all cards."""
        with keeping_focus(self._cards):
            for card in (self.states, self.stopped, self.people, self.pace, self.open):
                card.show_facts(facts)

    def set_names_hidden(self, *, hidden: bool) -> None:
        """Leave people out while a reviewer does not want to know whose work it is."""
        self.people.setVisible(not hidden)

    def showEvent(self, event: QShowEvent) -> None:
        """Gather the facts when they are first seen, or have changed since."""
        super().showEvent(event)
        if self._outdated:
            self._gather()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter, go back at Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.stopped.answer.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards in one column or two."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= _TWO_COLUMNS else 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = smooth_painter(self)
        painter.fillRect(self.rect(), look().win)
        painter.end()

    def _on_opened(self) -> None:
        self._outdated = True
        if self.isVisible():
            self._work.start()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & _KINDS:
            self._outdated = True
            if self.isVisible():
                self._work.start()

    def _gather(self) -> None:
        project = self._hub.project
        if project is None:
            return
        self._outdated = False
        if self._job is not None:
            self._job.stop()
        path, who = project.path, project.annotator.name
        job: Job[Facts] = Job(lambda report: gather(path, who, report), self)
        self._job = job

        def show(facts: Facts) -> None:
            if self._job is job:
                self.show_facts(facts)

        job.succeeded.connect(show)
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        job.finished.connect(lambda: self._on_finished(job))
        job.start()

    def _on_finished(self, job: Job[Facts]) -> None:
        if self._job is job:
            self._job = None
        job.deleteLater()

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        wide = columns == 2
        for number, (card, height) in enumerate(
            ((self.states, 140), (self.stopped, 148), (self.people, 260), (self.pace, 260))
        ):
            card.setMinimumHeight(height)
            row, column = divmod(number, columns)
            self._grid.addWidget(card, row, column)
        last = 4 // columns
        self.open.setMinimumHeight(280)
        self._grid.addWidget(self.open, last, 0, 1, columns)
        for row in range(6):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(last, 1)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column == 0 or wide))
