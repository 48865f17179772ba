"""The agreement page: how well people agree, in numbers that open what they count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.model.agreement import AgreementReport
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.pages.card_page import PADDING, CardPage
from annotator.ui.panels.agreement.confusion import ConfusionCard
from annotator.ui.panels.agreement.disguise import Disguise
from annotator.ui.panels.agreement.figures import FiguresStrip
from annotator.ui.panels.agreement.filters import Choice, Filters
from annotator.ui.panels.agreement.kinds import KindsCard
from annotator.ui.panels.agreement.labels import LabelsCard
from annotator.ui.panels.agreement.matrix import PairMatrix
from annotator.ui.panels.agreement.methods import MethodsCard
from annotator.ui.panels.agreement.query import SpanQuery
from annotator.ui.panels.agreement.reading import Reading
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.keeping_focus import keeping_focus
from annotator.ui.widgets.saved_card import SavedCard
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tab_order import tab_through

_RESAMPLES = 2000
_SEED = 20_160_101
_UPPER, _LOWER = 292, 268


class AgreementPage(CardPage):
    """Shows one report; works it out in the background whenever it is seen and was outdated.

    Signals:
        article_wanted(): back to the article.
        spans_wanted(query, choice, articles): show what a number counts.
        copied(words): something is in the clipboard, to be told.
        table_wanted(button, report): copy or save the table.
    """

    help_page = "agreement"
    article_wanted = Signal()
    spans_wanted = Signal(object, object, object)
    copy_wanted = Signal(str)
    table_wanted = Signal(object, object)

    concerns = frozenset({"annotation", "status", "scheme", "article", "team"})
    two_columns = 1100

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.setAccessibleName(tr("Agreement"))
        self.report: AgreementReport | None = None
        self.disguise = Disguise()
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
        self.blind = EmptyState(
            tr("You work blind"),
            tr(
                "An article is compared as soon as you have marked it done, "
                "and somebody else has marked something in it."
            ),
            icon="chart",
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, 20, PADDING, 0)
        head.setSpacing(metrics.SPACE_GROUPS)
        # The filters may stand in two rows; the switch is in the middle of the first one.
        switch = QVBoxLayout()
        switch.addSpacing((metrics.CONTROL - metrics.SEGMENT) // 2)
        switch.addWidget(self.pages)
        switch.addStretch(1)
        head.addLayout(switch)
        head.addWidget(self.filters, 1)
        self.grid.setContentsMargins(PADDING, metrics.SPACE_EDGE, PADDING, metrics.SPACE_GROUPS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        # It has its place before it shows anything: what it shows without one would be a window.
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.blind)
        self.fit()

    def _connect(self) -> None:
        for card in (self.figures, self.matrix, self.labels, self.kinds, self.confusion):
            card.wanted.connect(self._on_wanted)
        self.filters.changed.connect(self._on_choice)
        self.methods.copy_wanted.connect(self.copy_methods)
        self.methods.table_wanted.connect(self._on_table_wanted)

    def charts(self) -> Sequence[SavedCard]:
        """List the cards that can be saved."""
        return (self.matrix, self.labels, self.kinds, self.confusion)

    # What is shown

    def show_report(self, report: AgreementReport) -> None:
        """Show a report, by the chosen measure."""
        self.report = report
        project = self._hub.project
        labels = [] if project is None else project.labels
        choice = self.filters.choice
        reading = Reading(self.disguise.report(report), labels, choice.measure, choice.match)
        if len(report.annotators) > 1 and report.articles:
            self._stack.setCurrentIndex(0)
        else:
            blind = project is not None and project.session.is_blind
            self._stack.setCurrentWidget(self.blind if blind else self.empty)
        self.filters.show_reading(reading)
        # Intervals come in a second report, when one may be on the way through the numbers.
        with keeping_focus(self.cards):
            for card in (self.figures, self.matrix, self.labels, self.kinds, self.confusion):
                card.show_reading(reading)
        self.methods.show_methods(report.methods)
        tab_through(
            (self.pages, self.filters, self.figures, self.matrix, self.labels, self.kinds,
             self.confusion, self.methods)
        )  # fmt: skip

    def set_disguise(self, disguise: Disguise) -> None:
        """Show people by other names, or by their own again."""
        self.disguise = disguise
        self.filters.set_disguise(disguise)
        if self.report is not None:
            self.show_report(self.report)

    def copy_methods(self) -> None:
        """Put the paragraph for a methods section into the clipboard."""
        if self.report is not None:
            self.copy_wanted.emit(self.report.methods)

    def _on_wanted(self, query: SpanQuery) -> None:
        if self.report is not None:
            real = self.disguise.query(query, self.report.annotators)
            self.spans_wanted.emit(real, self.filters.choice, self.report.articles)

    def _on_table_wanted(self, button: QWidget) -> None:
        if self.report is not None:
            self.table_wanted.emit(button, self.disguise.report(self.report))

    def forget(self) -> None:
        """Begin anew: another project is open, or none."""
        self.report = None
        self.filters.choice = Choice()
        super().forget()

    def _on_choice(self, choice: Choice) -> None:
        report = self.report
        same = report is not None and not self.outdated
        if same and (choice.annotators, choice.labels, choice.since) == self._asked:
            assert report is not None
            self.show_report(report)
        else:
            self.outdated = True
            self.work.start()

    def renew(self) -> None:
        """Work out a report in the background: first without intervals, which take longest."""
        project = self._hub.project
        if project is None:
            return
        people = self._hub.run(lambda project: project.comparing.annotators()) or ()
        labels = self._hub.run(lambda project: project.labels) or []
        self.filters.offer(people, [one for one in labels if not one.retired], ())
        self.outdated = False
        choice = self.filters.choice
        self._asked = (choice.annotators, choice.labels, choice.since)
        self._work_out(Apart.of(project), choice, 0)

    def _work_out(self, apart: Apart, choice: Choice, resamples: int) -> None:
        def show(report: AgreementReport) -> None:
            self.show_report(report)
            if not resamples and report.articles:
                self._work_out(apart, choice, _RESAMPLES)

        self.start(partial(_report, apart, choice, resamples), show)

    # Keys and place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take ``m``, ``t`` and ``f``; Esc leads back to the article."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_M if plain:
                self.copy_methods()
            case Qt.Key.Key_T if plain:
                self._on_table_wanted(self.methods.table)
            case Qt.Key.Key_F if plain:
                self.filters.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case Qt.Key.Key_Escape:
                self.article_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def arrange(self, columns: int) -> None:
        """Put the cards in one column or two."""
        cards: Sequence[tuple[QWidget, int]] = (
            (self.matrix, _UPPER), (self.labels, _UPPER), (self.kinds, _LOWER),
            (self.confusion, _LOWER),
        )  # fmt: skip
        self.grid.addWidget(self.figures, 0, 0, 1, columns)
        for number, (card, height) in enumerate(cards):
            card.setMinimumHeight(height)
            row, column = divmod(number, columns)
            self.grid.addWidget(card, row + 1, column)
        last = len(cards) // columns + 1
        self.grid.addWidget(self.methods, last, 0, 1, columns)
        for row in range(last + 1):
            self.grid.setRowStretch(row, 0)
        self.grid.setRowStretch(1, 1)
        self.grid.setRowStretch(2, 1)
        self.figures.set_wide(wide=columns == 2)
        self.filters.set_wide(wide=columns == 2)

    def _on_page_picked(self, index: int) -> None:
        if index == 0:
            self.pages.set_current(1)
            self.article_wanted.emit()


def _report(
    apart: Apart, choice: Choice, resamples: int, progress: Callable[[int], None]
) -> AgreementReport:
    # While people work blind, it is of what this one may see.
    with apart.reading() as project:
        return project.comparing.report(
            annotators=choice.annotators,
            labels=choice.labels,
            since=choice.since or None,
            resamples=resamples,
            seed=_SEED,
            progress=progress,
        )
