"""The agreement page: how well people agree, in numbers that open what they count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.model.agreement import AgreementReport
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.look import look, metrics, smooth_painter
from annotator.ui.panels.agreement.confusion import ConfusionCard
from annotator.ui.panels.agreement.figures import FiguresStrip
from annotator.ui.panels.agreement.filters import Choice, Filters
from annotator.ui.panels.agreement.kinds import KindsCard
from annotator.ui.panels.agreement.labels import LabelsCard
from annotator.ui.panels.agreement.matrix import PairMatrix
from annotator.ui.panels.agreement.methods import MethodsCard
from annotator.ui.panels.agreement.query import SpanQuery
from annotator.ui.panels.agreement.reading import Reading
from annotator.ui.soon import Soon
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.keeping_focus import keeping_focus
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from annotator.model.changes import ChangeSet

_PADDING = 24
_TWO_COLUMNS = 1100
"""Pixels of width from which on the cards stand in two columns."""
_QUIET = 400
"""Milliseconds to wait after a change before the numbers are worked out anew."""
_RESAMPLES = 2000
_SEED = 20_160_101
_UPPER, _LOWER = 292, 268


class AgreementPage(QWidget):
    """Shows one report; works it out in the background whenever it is seen and was outdated.

    Signals:
        article_wanted(): back to the article.
        spans_wanted(query, choice, articles): show what a number counts.
        copied(words): something is in the clipboard, to be told.
        table_wanted(button, report): copy or save the table.
    """

    article_wanted = Signal()
    spans_wanted = Signal(object, object, object)
    copy_wanted = Signal(str)
    table_wanted = Signal(object, object)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.report: AgreementReport | None = None
        self._job: Job[AgreementReport] | None = None
        self._outdated = True
        self._asked: tuple[object, ...] = ()
        """The choice that the report is of."""
        self.pages = Segmented([tr("Article"), tr("Agreement")], tr("Part of the review"))
        self.pages.set_current(1)
        self.pages.picked.connect(self._on_page_picked)
        self.filters = Filters()
        self.figures = FiguresStrip()
        self.matrix = PairMatrix()
        self.labels = LabelsCard()
        self.kinds = KindsCard()
        self.confusion = ConfusionCard()
        self.methods = MethodsCard()
        self.empty = EmptyState(
            tr("Agreement needs two people"),
            tr(
                "As soon as two people have marked the same article, the numbers stand here. "
                "Merge a teammate's bundle to begin."
            ),
            icon="chart",
        )
        self._cards = QWidget()
        self._grid = QGridLayout(self._cards)
        self._lay_out()
        self._work = Soon(self._report_anew, self, _QUIET)
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PADDING, 20, _PADDING, 0)
        head.setSpacing(metrics.SPACE_GROUPS)
        head.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.filters, 1)
        self._grid.setContentsMargins(_PADDING, metrics.SPACE_EDGE, _PADDING, metrics.SPACE_GROUPS)
        self._grid.setSpacing(metrics.SPACE_EDGE)
        self.area = scrolled(self._cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        # It has its place before it shows anything: what it shows without one would be a window.
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.empty)
        self._columns = 0
        self._arrange(2)

    def _connect(self) -> None:
        for card in (self.figures, self.matrix, self.labels, self.kinds, self.confusion):
            card.wanted.connect(self._on_wanted)
        self.filters.changed.connect(self._on_choice)
        self.methods.copy_wanted.connect(self.copy_methods)
        self.methods.table_wanted.connect(
            lambda button: self.table_wanted.emit(button, self.report)
        )
        self._hub.opened.connect(self._on_opened)
        self._hub.changed.connect(self._on_changed)

    # What is shown

    def show_report(self, report: AgreementReport) -> None:
        """Show a report, by the chosen measure."""
        self.report = report
        project = self._hub.project
        labels = [] if project is None else project.labels
        choice = self.filters.choice
        reading = Reading(report, labels, choice.measure, choice.match)
        self._stack.setCurrentIndex(0 if len(report.annotators) > 1 and report.articles else 1)
        self.filters.show_reading(reading)
        # Intervals come in a second report, when one may be on the way through the numbers.
        with keeping_focus(self._cards):
            for card in (self.figures, self.matrix, self.labels, self.kinds, self.confusion):
                card.show_reading(reading)
        self.methods.show_methods(report.methods)

    def copy_methods(self) -> None:
        """Put the paragraph for a methods section into the clipboard."""
        if self.report is not None:
            self.copy_wanted.emit(self.report.methods)

    def showEvent(self, event: QShowEvent) -> None:
        """Work the numbers out when they are first seen, or have changed since."""
        super().showEvent(event)
        if self._outdated:
            self._work.start()

    def _on_wanted(self, query: SpanQuery) -> None:
        if self.report is not None:
            self.spans_wanted.emit(query, self.filters.choice, self.report.articles)

    def _on_opened(self) -> None:
        self.report = None
        self._outdated = True
        self.filters.choice = Choice()
        if self.isVisible():
            self._work.start()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & {"annotation", "status", "scheme", "article", "team"}:
            self._outdated = True
            if self.isVisible():
                self._work.start()

    def _on_choice(self, choice: Choice) -> None:
        report = self.report
        same = report is not None and not self._outdated
        if same and (choice.annotators, choice.labels, choice.since) == self._asked:
            assert report is not None
            self.show_report(report)
        else:
            self._outdated = True
            self._work.start()

    def _report_anew(self) -> None:
        """Work out a report in the background: first without intervals, which take longest."""
        path = self._hub.path()
        if path is None:
            return
        people = self._hub.run(lambda project: project.comparing.annotators()) or ()
        labels = self._hub.run(lambda project: project.labels) or []
        self.filters.offer(people, [one for one in labels if not one.retired], ())
        self._outdated = False
        choice = self.filters.choice
        self._asked = (choice.annotators, choice.labels, choice.since)
        if self._job is not None:
            self._job.stop()
        self._start(path, choice, 0)

    def _start(self, path: Path, choice: Choice, resamples: int) -> None:
        job: Job[AgreementReport] = Job(
            lambda progress: _report(path, choice, resamples, progress), self
        )
        self._job = job

        def show(report: AgreementReport) -> None:
            if self._job is not job:
                return
            self.show_report(report)
            if not resamples and report.articles:
                self._start(path, choice, _RESAMPLES)

        job.succeeded.connect(show)
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        job.finished.connect(job.deleteLater)
        job.start()

    # Keys and place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take ``m``, ``t`` and ``f``; Esc leads back to the article."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_M if plain:
                self.copy_methods()
            case Qt.Key.Key_T if plain:
                self.table_wanted.emit(self.methods.table, self.report)
            case Qt.Key.Key_F if plain:
                self.filters.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case Qt.Key.Key_Escape:
                self.article_wanted.emit()
            case _:
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

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        cards: Sequence[tuple[QWidget, int]] = (
            (self.matrix, _UPPER), (self.labels, _UPPER), (self.kinds, _LOWER),
            (self.confusion, _LOWER),
        )  # fmt: skip
        self._grid.addWidget(self.figures, 0, 0, 1, columns)
        for number, (card, height) in enumerate(cards):
            card.setMinimumHeight(height)
            row, column = divmod(number, columns)
            self._grid.addWidget(card, row + 1, column)
        last = len(cards) // columns + 1
        self._grid.addWidget(self.methods, last, 0, 1, columns)
        for row in range(last + 1):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(1, 1)
        self._grid.setRowStretch(2, 1)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
        self.figures.set_wide(wide=columns == 2)
        self.filters.set_wide(wide=columns == 2)

    def _on_page_picked(self, index: int) -> None:
        if index == 0:
            self.pages.set_current(1)
            self.article_wanted.emit()


def _report(
    path: Path, choice: Choice, resamples: int, progress: Callable[[int], None]
) -> AgreementReport:
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(path, read_only=True) as project:
        return project.comparing.report(
            annotators=choice.annotators,
            labels=choice.labels,
            since=choice.since or None,
            resamples=resamples,
            seed=_SEED,
            progress=progress,
        )
