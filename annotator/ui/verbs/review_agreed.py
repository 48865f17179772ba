"""Taking at once everything on which all agree: in the article, or in all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.verbs.reviewing import ReviewVerbs
from annotator.ui.verbs.steps import Steps
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.ui.pages.review import ReviewPage

_LONG_ENOUGH = 10
"""Seconds to read what was done everywhere, and to press Undo."""


class AgreedVerbs(QObject):
    """The verbs that take what is unanimous.

    Args:
        undo: takes the last step back.

    Signals:
        noted(text): something was done, or not; the status bar says it.
    """

    noted = Signal(str)

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        review: ReviewDesk,
        verbs: ReviewVerbs,
        messages: MessageBar,
        undo: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._review = review
        self._verbs = verbs
        self._messages = messages
        self._undo = undo
        self._steps = Steps(hub, window, self)
        self._steps.stopped.connect(
            lambda: self._messages.show_info(tr("Stopped. Nothing was taken."))
        )
        verbs.page_made.connect(self._connect)

    def _connect(self, page: ReviewPage) -> None:
        page.units.take_wanted.connect(self.take_agreed)

    def take_agreed(self) -> None:
        """Take everything in the article on which all agree."""
        article, units = self._desk.article, self._review.agreed()
        if article is None or self._verbs.refused():
            return
        if not units:
            self.noted.emit(tr("Nothing that all agree on is left to take"))
            return
        keep = self._review.current_key
        done = self._hub.run(
            lambda project: project.reviewing.settle_by_rule("unanimous", [article.id])
        )
        if done is not None:
            self.noted.emit(tr("Taken: {n} on which all agree", n=len(units)))
            self._review.select(keep, reveal=False)

    def take_agreed_everywhere(self) -> None:
        """Take in all articles everything on which all agree."""
        if self._hub.project is None or self._verbs.refused():
            return

        def take(project: Project, report: Callable[[int], None]) -> int:
            settled = project.reviewing.settle_by_rule("unanimous", progress=report)
            return sum(one.settled for one in settled)

        self._steps.begin(
            tr("Taking what all agree on"),
            self._hub.run(lambda it: it.corpus.count()) or 0,
            take,
            self._on_everywhere,
            words=tr("{n} articles so far"),
        )

    def _on_everywhere(self, number: int) -> None:
        if not number:
            self._messages.show_info(tr("Nothing that all agree on is left to take."))
            return
        self._messages.show_info(
            tr("Taken in all articles: {n} on which all agree.", n=f"{number:,}"),
            _LONG_ENOUGH,
            [(tr("Undo"), self._undo)],
        )
