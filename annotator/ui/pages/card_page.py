"""What pages of cards share: they show what was worked out in the background when they are seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.ui.hub import Hub
from annotator.ui.jobs import Latest
from annotator.ui.look import look, metrics, paint_ground
from annotator.ui.soon import Soon
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from annotator.model.changes import ChangeSet

_Result = TypeVar("_Result")

PADDING = 24
"""Pixels between the cards and the edges of the page."""
_QUIET = 400
"""Milliseconds to wait after a change before everything is worked out anew."""


class CardPage(QWidget):
    """Lays its cards in one column or two, and renews them when what they show has changed.

    A subclass says what concerns it (`concerns`), how wide two columns are (`two_columns`, pixels),
    how its cards stand (`arrange`) and how they are renewed (`renew`, which calls `start`).
    """

    concerns: ClassVar[frozenset[str]]
    two_columns: ClassVar[int]

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._job = Latest(self)
        self.outdated = True
        """Whether what is shown is of an earlier state of the project."""
        self._columns = 0
        self.cards = QWidget()
        self.grid = QGridLayout(self.cards)
        self.grid.setSpacing(metrics.SPACE_EDGE)
        self.area = scrolled(self.cards)
        FollowFocus(self.area)
        self.work = Soon(self.renew, self, _QUIET)
        hub.opened.connect(self.forget)
        hub.changed.connect(self._on_changed)

    def renew(self) -> None:
        """Begin to work out what is shown."""
        raise NotImplementedError

    def arrange(self, columns: int) -> None:
        """Put the cards in one column or two."""
        raise NotImplementedError

    def forget(self) -> None:
        """Begin anew, and show nothing until then: what was shown is not for these eyes.

        Another project is open, or none, or somebody else works.
        """
        self._job.stop()
        self.cards.hide()
        self.outdate()

    def outdate(self) -> None:
        """Take note that what is shown is no longer so."""
        self.outdated = True
        if self.isVisible():
            self.work.start()

    def start(
        self, work: Callable[[Callable[[int], None]], _Result], show: Callable[[_Result], None]
    ) -> None:
        """Run work in the background instead of what is running, and show its result."""

        def shown(found: _Result) -> None:
            show(found)
            self.cards.show()

        self._job.start(work, shown, lambda problem: self._hub.problem.emit(str(problem)))

    def fit(self) -> None:
        """Put the cards into as many columns as there is room for."""
        columns = 2 if self.width() >= self.two_columns else 1
        if columns != self._columns:
            self._columns = columns
            self.arrange(columns)
            for column in range(2):
                self.grid.setColumnStretch(column, int(column < columns))

    def showEvent(self, event: QShowEvent) -> None:
        """Work everything out when it is first seen, or has changed since."""
        super().showEvent(event)
        if self.outdated:
            self.renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what is worked out: whoever tags meanwhile wants the machine for themselves."""
        super().hideEvent(event)
        if self._job.busy:
            self._job.stop()
            self.outdated = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        paint_ground(self, look().win)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & self.concerns:
            self.outdate()
