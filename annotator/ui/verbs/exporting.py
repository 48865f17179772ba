"""Exporting a dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.model.export import Selection
    from annotator.model.records import Loss


class ExportingVerbs(QObject):
    """The verb of the third job.

    Signals:
        ended(): the sheet was closed.
    """

    ended = Signal()

    def __init__(self, hub: Hub, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._messages = messages
        self._window = window

    def export(self) -> None:
        """Ask for a format and a file, and export."""
        from annotator.ui.dialogs.export import ExportSheet  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None:
            return
        sheet = ExportSheet(self._window, project)
        sheet.chosen.connect(self._on_chosen)
        sheet.accepted.connect(self.ended)
        sheet.refused.connect(self.ended)
        sheet.open()

    def _on_chosen(self, name: str, selection: Selection) -> None:
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export"), str(project.path.with_suffix(f".{name}"))
        )
        if not path:
            return
        file, out = project.path, Path(path)
        job: Job[list[Loss]] = Job(lambda report: _export(file, out, name, selection, report), self)
        job.succeeded.connect(
            lambda _: self._messages.show_info(tr("Exported to {path}.", path=out))
        )
        job.failed.connect(lambda problem: self._messages.show_problem(str(problem)))
        job.cancelled.connect(lambda: self._messages.show_info(tr("Stopped. Nothing was written.")))
        job.finished.connect(job.deleteLater)
        total = self._hub.run(lambda project: project.corpus.count()) or 0
        said = tr("{n} articles so far")
        ProgressSheet(self._window, job, tr("Exporting"), said, total).run()


def _export(
    file: Path, out: Path, name: str, selection: Selection, report: Callable[[int], None]
) -> list[Loss]:
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(file, read_only=True) as project:
        return project.exporting.export(
            out,
            name,
            annotators=selection.annotators,
            consensus=selection.consensus,
            progress=report,
        )
