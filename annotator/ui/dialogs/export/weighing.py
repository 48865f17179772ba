"""Looks in the background what formats cannot hold: the chosen one first, then the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.model.export import ExportPlan, Honesty
from annotator.ui.apart import Apart
from annotator.ui.dialogs.export import facts
from annotator.ui.dialogs.export.facts import Weighed
from annotator.ui.jobs import Latest
from annotator.ui.soon import Soon

_WAIT = 120
"""Milliseconds for which one stays at a format before it is looked at."""


class Weighing(QObject):
    """Weighs plans of one project; what was weighed is remembered until it is forgotten.

    Args:
        apart: the project.
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
        apart: Apart,
        next_plan: Callable[[], ExportPlan | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._apart = apart
        self._next_plan = next_plan
        self._wanted: ExportPlan | None = None
        self._first = Latest(self)
        self._others = Latest(self)
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
        self._first.stop()
        self._others.stop()

    def _begin(self) -> None:
        plan = self._wanted
        assert plan is not None
        self.begun.emit()
        self._first.start(
            partial(facts.weigh, self._apart, plan),
            partial(self._on_weighed, plan),
            lambda problem: self.failed.emit(str(problem)),
        )

    def _on_weighed(self, plan: ExportPlan, found: Weighed) -> None:
        self._known.append((plan, found))
        if plan == self._wanted:
            self._tell(plan, found)

    def _tell(self, plan: ExportPlan, found: Weighed) -> None:
        self.weighed.emit(plan, found)
        self._go_on()

    def _go_on(self) -> None:
        """Weigh another one, as long as nothing else is wanted."""
        plan = None if self._others.busy else self._next_plan()
        if plan is None:
            return

        def count(found: Honesty) -> None:
            self.counted.emit(plan, found)
            self._go_on()

        # What is wrong is said when somebody wants that format.
        self._others.start(partial(facts.kinds_of, self._apart, plan), count, lambda _: None)
