"""Undo and redo: a short step is turned at once, a long one in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet
from annotator.model.identity import entity_bytes
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.verbs.steps import Steps

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.changes import Operation

_AT_ONCE = 1_000
"""Changes of a step up to which the window may wait for its turning."""


class Turning(QObject):
    """Turns the last step, or the one undone last.

    Args:
        hub: has the project.
        window: what the progress of a long one covers.
        lead: leads to what was turned: what changed, and “Undone” or “Redone”.
    """

    def __init__(
        self, hub: Hub, window: QWidget, lead: Callable[[ChangeSet, str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._steps = Steps(hub, window, self)
        self._lead = lead
        self._turning = False

    def undo(self) -> None:
        """Take the last step back."""
        self._turn(self._hub.run(lambda project: project.next_undo()), back=True)

    def redo(self) -> None:
        """Bring the last undone step back."""
        self._turn(self._hub.run(lambda project: project.next_redo()), back=False)

    def _turn(self, step: Operation | None, *, back: bool) -> None:
        if step is None or self._turning:
            return
        if step.revisions > _AT_ONCE:
            self._begin(step, back=back)
        else:
            self._show(self._hub.run(lambda project: _turned(project, back=back)), back=back)

    def _begin(self, step: Operation, *, back: bool) -> None:
        self._turning = True
        title = tr("Undoing: {step}") if back else tr("Redoing: {step}")
        self._steps.begin(
            title.format(step=step.title),
            step.revisions,
            lambda project, report: _turned(project, report, back=back),
            lambda changes: self._show(changes, back=back),
            self._on_finished,
            words=tr("{n} changes so far"),
        )

    def _on_finished(self) -> None:
        self._turning = False

    def _show(self, changes: ChangeSet | None, *, back: bool) -> None:
        if changes is not None:
            self._lead(changes, tr("Undone") if back else tr("Redone"))


def select_turned(desk: Desk, changes: ChangeSet, article: str, first: str) -> None:
    """Select in the open article what a turned step changed: all of it, if it was done here alone.

    Args:
        desk: has the article.
        changes: what the turning changed.
        article: the open article.
        first: the annotation to which the step leads.
    """
    before, touched = desk.selected, [entity_bytes(first)]
    if changes.articles == {article} and changes.kinds <= {"annotation", "relation"}:
        touched += changes.of("annotation", article)
    if len(set(touched)) > 1 and set(touched) <= set(before):
        # Some of the selected needed no change: they are selected as they were.
        touched += before
    desk.set_active(None)
    desk.select(touched, touched[0])


def _turned(
    project: Project, progress: Callable[[int], None] = lambda _: None, *, back: bool
) -> ChangeSet | None:
    session = project.session
    return session.undo(progress) if back else session.redo(progress)
