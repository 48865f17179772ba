"""The hub: the open project, the signal that says what changed, the place that runs verbs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.problems import ProjectBusyError, ProjectFileError, UserProblem

if TYPE_CHECKING:
    from annotator.app.project import Project

_Result = TypeVar("_Result")

_PATIENCE = 250
"""Milliseconds that the window waits for somebody else who writes.

What another person tags is written in that time on a slow disk, too: a key that is refused is worse
than one that is late. An import may take minutes, and is not waited for.
"""
_POLL_EVERY = 400
"""Milliseconds between looks whether another program has written; a look takes microseconds."""


class Hub(QObject):
    """Holds the project. Whoever shows something of it listens here and reads it from the project.

    Signals:
        opened(): another project is open, or none.
        changed(changes): something was written, by this window or another program (a `ChangeSet`).
        problem(text): a verb failed in a way the user can understand.
        failing(): it failed because the file cannot be read or written; comes after `problem`.
        freed(text): that somebody else was writing was the problem; they have finished now.
    """

    opened = Signal()
    changed = Signal(object)
    problem = Signal(str)
    failing = Signal()
    freed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._barred = ""
        """What was said when something could not be written because somebody else was writing."""
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_EVERY)
        self._poll.timeout.connect(self._on_poll)

    @property
    def project(self) -> Project | None:
        """The open project."""
        return self._project

    def open(self, project: Project) -> None:
        """Show a project that has just been opened; the one before is closed."""
        self.close(quietly=True)
        self._project = project
        self._barred = ""
        project.session.hurry(_PATIENCE)
        project.subscribe(self.changed.emit)
        self._poll.start()
        self.opened.emit()

    def close(self, *, quietly: bool = False) -> None:
        """Close the project."""
        if self._project is not None:
            self._poll.stop()
            self._project.close()
            self._project = None
            if not quietly:
                self.opened.emit()

    def run(self, verb: Callable[[Project], _Result]) -> _Result | None:
        """Run a verb on the project; what the user can mend is said, and gives None."""
        if self._project is None:
            return None
        try:
            return verb(self._project)
        except UserProblem as problem:
            self.problem.emit(str(problem))
            if isinstance(problem, ProjectBusyError):
                self._barred = str(problem)
            if isinstance(problem, ProjectFileError):
                self.failing.emit()
            return None

    def look(self) -> None:
        """Look at once whether another program, or a job of this one, has written."""
        self._on_poll()

    def path(self) -> Path | None:
        """Give the open project's file."""
        return None if self._project is None else self._project.path

    def _on_poll(self) -> None:
        if self._project is None:
            return
        try:
            self._project.poll()
            if self._barred and self._project.session.is_free():
                words, self._barred = self._barred, ""
                self.freed.emit(words)
        except UserProblem as problem:
            # The disk was taken away, say: once is enough, and every verb will say it again.
            self._poll.stop()
            self.problem.emit(str(problem))
            self.failing.emit()
