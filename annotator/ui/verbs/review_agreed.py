"""Taking at once everything on which all agree: in the article, or in all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.verbs.reviewing import ReviewVerbs
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
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
        self._window = window
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
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - seldom

        project = self._hub.project
        if project is None or self._verbs.refused():
            return
        job: Job[int] = Job(_everywhere(project.path, project.annotator.name), self)
        job.succeeded.connect(self._on_everywhere)
        job.failed.connect(lambda problem: self._messages.show_problem(str(problem)))
        job.cancelled.connect(lambda: self._messages.show_info(tr("Stopped. Nothing was taken.")))
        job.finished.connect(job.deleteLater)
        total = self._hub.run(lambda it: it.corpus.count()) or 0
        said = tr("{n} articles so far")
        ProgressSheet(self._window, job, tr("Taking what all agree on"), said, total).run()

    def _on_everywhere(self, number: int) -> None:
        self._hub.look()
        if not number:
            self._messages.show_info(tr("Nothing that all agree on is left to take."))
            return
        self._messages.show_info(
            tr("Taken in all articles: {n} on which all agree.", n=f"{number:,}"),
            _LONG_ENOUGH,
            [(tr("Undo"), self._undo)],
        )


def _everywhere(file: Path, who: str) -> Callable[[Callable[[int], None]], int]:
    def work(report: Callable[[int], None]) -> int:
        from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

        with Project.open(file, who) as project:
            settled = project.reviewing.settle_by_rule("unanimous", progress=report)
            return sum(one.settled for one in settled)

    return work
