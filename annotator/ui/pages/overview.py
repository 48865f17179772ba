"""The overview: how far the project is, and where to go on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from annotator.model.tally import Tallies
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.pages.card_page import PADDING, CardPage
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.panels.overview.labels import LabelsCard
from annotator.ui.panels.overview.open_differences import OpenCard
from annotator.ui.panels.overview.pace import PaceCard
from annotator.ui.panels.overview.people import PeopleCard
from annotator.ui.panels.overview.reading import STAGES, Stage, gather, with_open
from annotator.ui.panels.overview.states import StatesCard
from annotator.ui.panels.overview.stopped import StoppedCard
from annotator.ui.panels.overview.together import TogetherCard
from annotator.ui.panels.overview.values import ValuesCard
from annotator.ui.review.count import ReviewCount
from annotator.ui.soon import Soon
from annotator.ui.widgets.keeping_focus import keeping_focus
from annotator.ui.widgets.tab_order import tab_through

_Card = (
    StatesCard | StoppedCard | PeopleCard | PaceCard | LabelsCard | ValuesCard | OpenCard
    | TogetherCard
)  # fmt: skip


class OverviewPage(CardPage):
    """Cards of figures; facts are gathered in the background when it is seen.

    Signals:
        article_wanted(article): open an article, to be tagged or reviewed as it stands.
        go_on(article, reviewing): go on where one stopped.
        review_wanted(article): review an article.
        articles_wanted(title, articles): list some articles (`ArticleFact`).
        merge_wanted(): merge a teammate's file.
        left(): back to where one was.
    """

    help_page = "overview"
    article_wanted = Signal(str)
    go_on = Signal(str, bool)
    review_wanted = Signal(str)
    articles_wanted = Signal(str, object)
    merge_wanted = Signal()
    left = Signal()

    concerns = frozenset(
        {"annotation", "status", "article", "verdict", "assignment", "annotator", "comment"}
    )
    two_columns = 1040

    def __init__(self, hub: Hub, count: ReviewCount, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.setAccessibleName(tr("Overview"))
        self._count = count
        self._waits = False
        """Whether all is shown but what is open: that is still being counted."""
        self._facts = Facts()
        self._waiting: list[_Card] = []
        """Cards that have still to show what was read."""
        self._next = 0
        self._soon = Soon(self._show_one, self)
        self.states = StatesCard()
        self.stopped = StoppedCard()
        self.people = PeopleCard()
        self.pace = PaceCard()
        self.open = OpenCard()
        self.labels = LabelsCard()
        self.values = ValuesCard()
        self.together = TogetherCard()
        self.grid.setContentsMargins(PADDING, PADDING, PADDING, metrics.SPACE_EDGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self.fit()
        self._connect()

    def _connect(self) -> None:
        self._count.counted.connect(self._on_counted)
        self.states.article_wanted.connect(self.article_wanted)
        self.states.articles_wanted.connect(self.articles_wanted)
        self.stopped.go_on.connect(self.go_on)
        self.people.merge_wanted.connect(self.merge_wanted)
        self.people.articles_wanted.connect(self.articles_wanted)
        for card in (self.pace, self.labels, self.values):
            self.people.picked.connect(card.look_at)
        self.open.review_wanted.connect(self.review_wanted)
        self.open.articles_wanted.connect(self.articles_wanted)

    def show_facts(self, facts: Facts) -> None:
        """Show facts in all cards."""
        self._facts = facts
        with keeping_focus(self.cards):
            for card in self._cards():
                card.show_facts(facts)
        tab_through(self._cards())

    def forget(self) -> None:
        """Begin anew: another project is open, or none, or somebody else works."""
        self._waits = False
        self._soon.stop()
        # Cards keep what they show while it is counted anew.
        self.people.look_at_all()
        self.show_facts(Facts(tallies=Tallies(), compared=True))
        self._facts = Facts()
        super().forget()

    def _cards(self) -> tuple[_Card, ...]:
        return (
            self.states,
            self.stopped,
            self.people,
            self.pace,
            self.labels,
            self.values,
            self.open,
            self.together,
        )

    def _cards_of(self, number: int) -> tuple[_Card, ...]:
        if number == 1:
            return self.people, self.pace, self.labels, self.values, self.together
        if number == len(STAGES):
            return self.states, self.stopped, self.people, self.open
        # Those that cannot tell anything yet say so.
        return self._cards() if self._facts.tallies is None else self._cards()[:3]

    def charts(self) -> list[ChartCard]:
        """List the cards whose counts can be opened and saved."""
        return [card for card in self._cards() if isinstance(card, ChartCard)]

    def set_names_hidden(self, *, hidden: bool) -> None:
        """Leave people out while a reviewer does not want to know whose work it is."""
        self.people.setVisible(not hidden)
        self.pace.names_hidden = hidden
        if hidden:
            self.people.look_at_all()
            for card in (self.pace, self.labels, self.values):
                card.look_at("")

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter; Enter presses what has the keyboard, if it is a button."""
        held = self.focusWidget()
        pressed = isinstance(held, QAbstractButton) and held.hasFocus()
        opens = pressed and held is not self.stopped.answer
        return [
            ("Esc", tr("back")),
            ("Tab", tr("next number")),
            ("Ctrl M", tr("merge")),
            ("Ctrl E", tr("export")),
            ("Enter", tr("open it") if opens else tr("continue")),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter, go back at Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.stopped.answer.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def renew(self) -> None:
        """Gather the facts in the background, stage by stage."""
        self.outdated = self._waits = False
        self._soon.stop()
        self._gather(0, STAGES[0])

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for nothing any more."""
        super().hideEvent(event)
        if self._waits:
            self._waits, self.outdated = False, True

    def _show_one(self) -> None:
        """Show the facts in one card: all at once would keep the window busy for too long."""
        if self._waiting:
            with keeping_focus(self.cards):
                self._waiting.pop(0).show_facts(self._facts)
            self._soon.start()
            return
        tab_through(self._cards())
        if self._next < len(STAGES):
            self._gather(self._next, STAGES[self._next])
        elif self._next == len(STAGES):
            self._waits = True
            if self._count.is_known:
                self._on_counted()
            else:
                self._count.hurry()

    def _on_counted(self) -> None:
        """Show what is open, if that alone is waited for."""
        if not self._waits:
            return
        if self._count.is_known:
            self._waits = False
            self._gather(len(STAGES), with_open(dict(self._count.by_kind)))
        elif self._count.failed:
            # Seen again, it is tried again.
            self._waits, self.outdated = False, True
            for card in (self.states, self.open):
                card.show_uncounted()

    def _gather(self, number: int, stage: Stage) -> None:
        project = self._hub.project
        if project is None:
            return

        def show(found: Facts) -> None:
            self._facts = found
            self._waiting = [*self._cards_of(number)]
            self._next = number + 1
            self._soon.start()

        self.start(partial(gather, Apart.of(project), stage, self._facts), show)

    def arrange(self, columns: int) -> None:
        """Put the cards in one column or two."""
        for number, (card, height) in enumerate(
            (
                (self.states, 140),
                (self.stopped, 148),
                (self.people, 260),
                (self.pace, 260),
                (self.labels, 280),
                (self.values, 280),
            )
        ):
            card.setMinimumHeight(height)
            row, column = divmod(number, columns)
            self.grid.addWidget(card, row, column)
        last = 6 // columns
        for number, card in enumerate((self.open, self.together)):
            card.setMinimumHeight(280)
            self.grid.addWidget(card, last + number, 0, 1, columns)
        for row in range(8):
            self.grid.setRowStretch(row, 0)
        self.grid.setRowStretch(last + 1, 1)
