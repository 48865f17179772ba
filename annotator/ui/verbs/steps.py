"""Steps on many annotations: a short one is taken at once, a long one in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job

if TYPE_CHECKING:
    from annotator.app.bulk import BulkReport
    from annotator.app.project import Project

AT_ONCE = 300
"""Annotations up to which the window may wait for a step."""
Report = Callable[[int], None]
Step = Callable[["Project", Report], "BulkReport"]
"""Does something to a project as one operation, and reports how far it is."""


class Steps(QObject):
    """Takes steps; a long one says how far it is and can be stopped, and leaves nothing then.

    Signals:
        stopped(): the user stopped one.
    """

    stopped = Signal()

    def __init__(self, hub: Hub, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._window = window

    def take(
        self, title: str, number: int, step: Step, then: Callable[[BulkReport], object]
    ) -> None:
        """Take a step on a number of annotations, and hand over what it did."""
        if number > AT_ONCE:
            self.begin(title, number, step, then)
            return
        done = self._hub.run(lambda project: step(project, _silent))
        if done is not None:
            then(done)

    def begin(
        self,
        title: str,
        number: int,
        step: Step,
        then: Callable[[BulkReport], object],
        at_end: Callable[[], object] = lambda: None,
    ) -> None:
        """Begin a step in the background.

        Args:
            title: what is being done.
            number: to how many annotations.
            step: is given a project of its own, in another thread.
            then: is given what was done, once the window knows it.
            at_end: is called last, also if it failed or was stopped.
        """
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - seldom seen

        project = self._hub.project
        if project is None:
            return
        path, who = project.path, project.annotator.name

        def work(report: Report) -> BulkReport:
            from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

            with Project.open(path, who) as own:
                # The window sees to backups.
                own.session.backs_up = False
                return step(own, report)

        def done(report: BulkReport) -> None:
            self._hub.look()
            then(report)

        job: Job[BulkReport] = Job(work, self)
        job.succeeded.connect(done)
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        job.cancelled.connect(self.stopped)
        job.finished.connect(at_end)
        job.finished.connect(job.deleteLater)
        ProgressSheet(self._window, job, title, tr("{n} so far"), number).run()


def _silent(_count: int) -> None:
    """Show no progress."""
