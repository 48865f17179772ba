"""Keeping a project safe: backups, and the check from the ground up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.ui.apart import Apart, reading_job
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.widgets.message_bar import MessageBar

_PROJECT_FILES = "Annotator projects (*.annot)"
_EVERY = 10 * 60 * 1000
"""Milliseconds between backups while one works."""


class BackupVerbs(QObject):
    """The verbs that keep the project safe."""

    def __init__(self, hub: Hub, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._messages = messages
        self._window = window
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(lambda: self.keep(0))
        self._timer.start()

    def back_up(self) -> None:
        """Ask for a file and copy the project into it."""
        project = self._hub.project
        if project is None:
            return
        name = f"{project.name} backup.annot"
        path, _ = QFileDialog.getSaveFileName(
            self._window, tr("Back up"), str(project.path.with_name(name)), tr(_PROJECT_FILES)
        )
        if path and self._hub.run(lambda project: project.backup(path)) is not None:
            self._messages.show_info(tr("Backed up to {path}.", path=path))

    def check(self) -> None:
        """Check the project in the background and tell what was found."""
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None:
            return
        job = reading_job(self._hub, partial(_check, Apart.of(project)), self)
        job.succeeded.connect(self._on_checked)
        job.failed.connect(lambda problem: self._messages.show_problem(str(problem)))
        job.cancelled.connect(lambda: self._messages.show_info(tr("The check was stopped.")))
        said = tr("{n} things looked at so far")
        ProgressSheet(self._window, job, tr("Checking the project"), said).run()

    def keep(self, apart: float) -> None:
        """Add to the rolling backups, unless the newest is younger than so many seconds."""
        project = self._hub.project
        if project is None or project.read_only:
            return
        path = project.path
        job: Job[Path | None] = Job(lambda _: _back_up(path, apart), self)
        job.failed.connect(
            lambda problem: self._messages.show_warning(tr("No backup: {why}", why=problem))
        )
        job.start()

    def keep_now(self, apart: float) -> None:
        """Do the same at once: the project is about to be closed."""
        project = self._hub.project
        if project is not None and not project.read_only:
            self._hub.run(lambda project: _back_up(project.path, apart))

    def _on_checked(self, faults: Sequence[str]) -> None:
        from annotator.ui.dialogs.tell import tell  # noqa: PLC0415 - not before it is asked for

        if faults:
            tell(self._window, tr("The project has faults"), faults)
        else:
            self._messages.show_info(tr("Checked from the ground up: no fault found."))


def _back_up(path: Path, apart: float) -> Path | None:
    from annotator.app.backups import back_up  # noqa: PLC0415 - not before the first paint

    return back_up(path, at_least_apart=apart)


def _check(apart: Apart, report: Callable[[int], None]) -> list[str]:
    with apart.reading() as project:
        return project.check(report)
