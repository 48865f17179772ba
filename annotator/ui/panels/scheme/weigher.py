"""What a draft does to annotations, counted in the background once nobody changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.ui.hub import Hub
from annotator.ui.jobs import Job
from annotator.ui.panels.scheme.draft import SchemeDraft
from annotator.ui.panels.scheme.effects import weighed
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.app.scheming.weighing import Weight

_QUIET = 150
"""Milliseconds without a change after which it is counted."""


class Weigher(QObject):
    """Counts what saving a draft would do; asked again it begins anew.

    Signals:
        weighed(weight): how many annotations stay as they are, and what becomes of the others.
    """

    weighed = Signal(object)

    def __init__(self, hub: Hub, draft: SchemeDraft, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._draft = draft
        self._job: Job[Weight] | None = None
        self._soon = Soon(self._begin, self, _QUIET)

    def start(self) -> None:
        """Count in a moment; what was being counted is not told any more."""
        self.stop()
        self._soon.start()

    def stop(self) -> None:
        """Count nothing."""
        self._soon.stop()
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _begin(self) -> None:
        project, draft = self._hub.project, self._draft
        if project is None or not draft.dirty:
            return
        path, who, scheme = project.path, project.annotator.name, draft.scheme
        job: Job[Weight] = Job(lambda report: weighed(path, who, scheme, report), self)
        self._job = job

        def tell(weight: Weight) -> None:
            if self._job is job:
                self._job = None
                self.weighed.emit(weight)

        job.succeeded.connect(tell)
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        job.finished.connect(job.deleteLater)
        job.start()
