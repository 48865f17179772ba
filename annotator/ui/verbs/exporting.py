"""Exporting a dataset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.ui.apart import Apart
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.verbs.reading import with_ids
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.with_formats import with_formats

if TYPE_CHECKING:
    from annotator.app.formats import Format
    from annotator.model.export import ExportPlan
    from annotator.ui.dialogs.export.sheet import ExportSheet

_OPTIONS = {
    "file": QFileDialog.Option(0),
    # A folder is only replaced if all in it came of an export; that is looked at before.
    "folder": QFileDialog.Option.DontConfirmOverwrite,
}


class ExportingVerbs(QObject):
    """The verb of the third job.

    Signals:
        ended(): the sheet was closed.
        place_wanted(article, start, end): show that place, in code points.
    """

    ended = Signal()
    place_wanted = Signal(str, int, int)

    def __init__(
        self, hub: Hub, desk: Desk, articles: ArticleList, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._articles = articles
        self._messages = messages
        self._window = window

    def export(self) -> None:
        """Ask for a format and a file, and export."""
        with_formats(lambda: self._open(None), self)

    def export_these(self, articles: Sequence[str]) -> None:
        """Ask for a format and a file for some articles, and export them."""
        with_formats(lambda: self._open(tuple(articles)), self)

    def _open(self, chosen: tuple[str, ...] | None) -> None:
        from annotator.ui.dialogs.export.sheet import ExportSheet  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None:
            return
        article = self._desk.article
        here = None if article is None else (article.id, article.title)
        sheet = ExportSheet(self._window, project, here)
        if chosen is not None:
            sheet.choosing.offer_selected(chosen)
            sheet.choosing.choose_selected()
        else:
            self._offer(sheet)
        sheet.chosen.connect(self._on_chosen)
        sheet.place_wanted.connect(self.place_wanted)
        sheet.accepted.connect(self.ended)
        sheet.refused.connect(self.ended)
        sheet.open()

    def _offer(self, sheet: ExportSheet) -> None:
        """Offer the articles that are selected in the list, and those that it shows."""
        selected, model = self._articles.selected(), self._articles.model
        if len(selected) > 1:
            with_ids(self._hub, selected, sheet.choosing.offer_selected, sheet)
        if model.filtered and model.count():
            with_ids(self._hub, model.numbers(), sheet.choosing.offer_listed, sheet)

    def _on_chosen(self, plan: ExportPlan, chosen: Format) -> None:
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None:
            return
        ending = f".{chosen.extensions[0]}" if chosen.layout == "file" else ""
        proposed = project.path.with_name(f"{project.name} {chosen.name}{ending}")
        path, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export"), str(proposed), options=_OPTIONS[chosen.layout]
        )
        if not path:
            return
        out = Path(path)
        job: Job[None] = Job(partial(write_dataset, Apart.of(project), out, plan), self)
        job.succeeded.connect(lambda _: self._on_exported(out))
        job.failed.connect(lambda problem: self._messages.show_problem(str(problem)))
        job.cancelled.connect(lambda: self._messages.show_info(tr("Stopped. Nothing was written.")))
        total = len(plan.selection.articles)
        total = total or self._hub.run(lambda project: project.corpus.count()) or 0
        said = tr("{n} articles so far")
        ProgressSheet(self._window, job, tr("Exporting"), said, total).run()

    def _on_exported(self, out: Path) -> None:
        said = tr("Exported to {path}.", path=out)
        folder = out if out.is_dir() else out.parent
        self._messages.show_info(said, actions=[(tr("Show"), partial(_show_folder, folder))])


def _show_folder(folder: Path) -> None:
    from PySide6.QtCore import QUrl  # noqa: PLC0415 - 1 ms that the start does without
    from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 - as above

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def write_dataset(apart: Apart, out: Path, plan: ExportPlan, report: Callable[[int], None]) -> None:
    """Write a dataset as who works here sees the project; runs in a job's thread."""
    with apart.reading() as project:
        project.exporting.run(out, plan, progress=report).losses.close()
