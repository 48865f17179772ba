"""What a draft does to annotations, counted in the background once nobody changes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.jobs import Latest
from annotator.ui.panels.scheme.draft import SchemeDraft
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.app.scheming.weighing import Weight
    from annotator.model.scheme import Scheme

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
        self._work = Latest(self)
        self._soon = Soon(self._begin, self, _QUIET)

    def start(self) -> None:
        """Count in a moment; what was being counted is not told any more."""
        self.stop()
        self._soon.start()

    def stop(self) -> None:
        """Count nothing."""
        self._soon.stop()
        self._work.stop()

    def _begin(self) -> None:
        project, draft = self._hub.project, self._draft
        if project is None or not draft.dirty:
            return
        self._work.start(
            partial(_weigh, Apart.of(project), draft.scheme),
            self.weighed.emit,
            lambda problem: self._hub.problem.emit(str(problem)),
        )


def _weigh(apart: Apart, scheme: Scheme, report: Callable[[int], None]) -> Weight:
    with apart.reading() as project:
        return project.schemes.weigh(scheme, report)
