"""Steps on many things: a short one is taken at once, a long one in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.apart import Apart, writing_job
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from annotator.app.project import Project

_Done = TypeVar("_Done")

AT_ONCE = 300
"""Annotations up to which the window may wait for a step."""
Report = Callable[[int], None]


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
        self,
        title: str,
        number: int,
        step: Callable[[Project, Report], _Done],
        then: Callable[[_Done], object],
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        """Take a step on a number of things, at once up to so many, and hand over what it did."""
        if number > at_once:
            self.begin(title, number, step, then)
            return
        done = self._hub.run(lambda project: step(project, _silent))
        if done is not None:
            then(done)

    def begin(
        self,
        title: str,
        number: int,
        step: Callable[[Project, Report], _Done],
        then: Callable[[_Done], object],
        at_end: Callable[[], object] = lambda: None,
        *,
        words: str = "",
    ) -> None:
        """Begin a step in the background.

        Args:
            title: what is being done.
            number: to how many things.
            step: does it as one operation, and reports how far it is; it is given a project of its
                own, in another thread.
            then: is given what was done, once the window knows it; not if it has another project.
            at_end: is called last, whatever became of it.
            words: say how far it is, with “{n}”.
        """
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - seldom seen

        project = self._hub.project
        if project is None:
            return
        apart = Apart.of(project)

        def work(report: Report) -> _Done:
            with apart.writing() as own:
                return step(own, report)

        def done(what: _Done) -> None:
            self._hub.look()
            then(what)

        job = writing_job(self._hub, work, self)
        job.succeeded.connect(done)
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        job.cancelled.connect(self.stopped)
        job.finished.connect(at_end)
        ProgressSheet(self._window, job, title, words or tr("{n} so far"), number).run()


def _silent(_count: int) -> None:
    """Show no progress."""
