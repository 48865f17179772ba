"""Looks in the background what formats cannot hold: the chosen one first, then the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.model.export import ExportPlan, Honesty
from annotator.ui.dialogs.export import facts
from annotator.ui.dialogs.export.facts import Weighed
from annotator.ui.jobs import Job
from annotator.ui.soon import Soon

_WAIT = 120
"""Milliseconds for which one stays at a format before it is looked at."""


class Weighing(QObject):
    """Weighs plans of one project; what was weighed is remembered until it is forgotten.

    Args:
        path: the project file.
        who: who works.
        next_plan: gives what is to be weighed when nothing else is; None for nothing.

    Signals:
        begun(): what is wanted has to be looked at.
        weighed(plan, found): what was wanted (a `Weighed`).
        counted(plan, honesty): one that was weighed because there was time.
        failed(words): it cannot be said.
    """

    begun = Signal()
    weighed = Signal(object, object)
    counted = Signal(object, object)
    failed = Signal(str)

    def __init__(
        self,
        path: Path,
        who: str,
        next_plan: Callable[[], ExportPlan | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._who = who
        self._next_plan = next_plan
        self._wanted: ExportPlan | None = None
        self._job: Job[Weighed] | None = None
        self._other: Job[Honesty] | None = None
        self._known: list[tuple[ExportPlan, Weighed]] = []
        self._soon = Soon(self._begin, self, _WAIT)

    def want(self, plan: ExportPlan) -> None:
        """Have a plan weighed before all else."""
        self.stop()
        self._wanted = plan
        known = next((found for one, found in self._known if one == plan), None)
        if known is None:
            self._soon.start()
        else:
            self._tell(plan, known)

    def forget(self) -> None:
        """Know nothing any more: something else is exported."""
        self._known.clear()

    def stop(self) -> None:
        """Look at nothing any more."""
        self._soon.stop()
        for job in (self._job, self._other):
            if job is not None:
                job.stop()
        self._job = self._other = None

    def _begin(self) -> None:
        plan = self._wanted
        assert plan is not None
        self.begun.emit()
        path, who = self._path, self._who
        job: Job[Weighed] = Job(lambda report: facts.weigh(path, who, plan, report), self)
        job.succeeded.connect(partial(self._on_weighed, plan))
        job.failed.connect(lambda problem: self.failed.emit(str(problem)))
        job.finished.connect(partial(self._on_finished, job))
        self._job = job
        job.start()

    def _on_weighed(self, plan: ExportPlan, found: Weighed) -> None:
        self._known.append((plan, found))
        if plan == self._wanted:
            self._tell(plan, found)

    def _tell(self, plan: ExportPlan, found: Weighed) -> None:
        self.weighed.emit(plan, found)
        self._go_on()

    def _go_on(self) -> None:
        """Weigh another one, as long as nothing else is wanted."""
        plan = None if self._other is not None else self._next_plan()
        if plan is None:
            return
        path, who = self._path, self._who
        job: Job[Honesty] = Job(lambda report: facts.kinds_of(path, who, plan, report), self)
        job.succeeded.connect(lambda found: self.counted.emit(plan, found))
        job.finished.connect(partial(self._on_other_finished, job))
        self._other = job
        job.start()

    def _on_finished(self, job: Job[Weighed]) -> None:
        if self._job is job:
            self._job = None
        job.deleteLater()

    def _on_other_finished(self, job: Job[Honesty]) -> None:
        if self._other is job:
            self._other = None
            self._go_on()
        job.deleteLater()
