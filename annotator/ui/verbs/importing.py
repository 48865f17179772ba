"""Taking articles in: files, folders, what is dropped or pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.ui.apart import Apart, writing_job
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.verbs.opening import OpeningVerbs
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.with_formats import with_formats

if TYPE_CHECKING:
    from annotator.app.importing import ImportReport
    from annotator.problems import UserProblem
    from annotator.ui.dialogs.importing.report_rows import ReportRow
    from annotator.ui.dialogs.sheet import Sheet
    from annotator.ui.verbs.importing_work import Request

_LONG_PASTE = 100_000
"""Code points of a pasted text from which on it is taken in by a job."""
_FAMILIES = {
    "articles": "Texts and web pages",
    "datasets": "Annotated datasets",
    "tables": "Tables",
    "projects": "Projects of other programs",
}


class ImportingVerbs(QObject):
    """The verbs that bring articles in.

    Signals:
        came(articles): ids of articles that were not here before, after all questions.
    """

    came = Signal(object)

    def __init__(
        self, hub: Hub, desk: Desk, messages: MessageBar, opening: OpeningVerbs, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._messages = messages
        self._opening = opening
        self._window = window
        self._unread: list[tuple[Path, UserProblem]] = []
        """Files about which something is still to be asked: their encoding, their columns."""
        self._asking = False
        self._reports: list[ImportReport] = []
        """What was taken in since something was said of it."""
        self._refused: list[str] = []
        """What nobody wanted to name an encoding for."""
        self._last: tuple[list[ReportRow], str] | None = None
        """What is told of the last import, and in a sentence."""

    def start_from_articles(self) -> None:
        """Ask for articles, and then for a place for the project that they begin."""
        with_formats(self._start_from_files, self)

    def _start_from_files(self) -> None:
        paths = self._ask_for_files()
        if paths and self._opening.new_project(paths[0].parent):
            self.import_paths(paths)

    def import_files(self) -> None:
        """Ask for files and take them in."""
        with_formats(lambda: self.import_paths(self._ask_for_files()), self)

    def _ask_for_files(self) -> list[Path]:
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Add articles"), self._opening.folder(), _filters()
        )
        return [Path(path) for path in paths]

    def import_folder(self) -> None:
        """Ask for a folder and take its files in."""
        path = QFileDialog.getExistingDirectory(
            self._window, tr("Add a folder of articles"), self._opening.folder()
        )
        if path:
            self.import_paths([Path(path)])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Take files and folders in, in the background."""
        from annotator.ui.verbs.importing_work import Request  # noqa: PLC0415 - as below

        if paths:
            self._import(Request(tuple(paths)))

    def _import(self, request: Request) -> None:
        from annotator.ui.verbs.importing_work import Now, run_import  # noqa: PLC0415 - not at the start

        project = self._hub.project
        if project is None:
            return
        now = Now()
        work = partial(run_import, Apart.of(project), request, now)
        job = writing_job(self._hub, work, self)
        job.succeeded.connect(lambda report: self._on_imported(request, report))
        self._run(job, now.said)

    def _run(self, job: Job, doing: Callable[[], str] | None = None) -> None:  # type: ignore[type-arg]
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - not before it is asked for

        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        ProgressSheet(
            self._window, job, tr("Adding articles"), tr("{n} articles so far"), doing=doing
        ).run()

    def paste_article(self) -> None:
        """Take the text of the clipboard in as an article, or the files that were copied."""
        data, project = QGuiApplication.clipboard().mimeData(), self._hub.project
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.import_paths(paths)
            return
        text = data.text()
        if len(text) < _LONG_PASTE:
            made = self._hub.run(lambda project: project.import_text(text).id)
            if made is not None:
                self._desk.open_article(made)
        elif project is not None:
            from annotator.ui.verbs.importing_work import run_paste  # noqa: PLC0415 - as above

            job = writing_job(self._hub, partial(run_paste, Apart.of(project), text), self)
            job.succeeded.connect(self._on_pasted)
            self._run(job)

    def _on_pasted(self, article: str) -> None:
        self._hub.look()
        self._desk.open_article(article)

    def drop(self, paths: Sequence[Path]) -> None:
        """Take what was dropped: a project is opened, everything else added to the open one."""
        projects = [path for path in paths if path.suffix == ".annot"]
        if projects:
            self._opening.open_path(projects[0])
        elif self._hub.project is not None or self._opening.new_project(paths[0].parent):
            self.import_paths(paths)

    def _on_imported(self, request: Request, report: ImportReport) -> None:
        if report.asks:
            # Once the sheet of this import is gone.
            QTimer.singleShot(0, self, lambda: self._ask_labels(request, report))
            return
        self._hub.look()
        self._reports.append(report)
        self._unread += [one for one in report.problems.items() if _is_question(one[1])]
        self._go_on()
        if report.articles:
            self._opening.remember()
            if self._desk.article is None:
                self._desk.open_article(report.articles[0])

    def _ask_labels(self, request: Request, report: ImportReport) -> None:
        """Show what labels the files hold, and ask what each becomes."""
        from annotator.ui.dialogs.importing.labels import ImportSheet  # noqa: PLC0415 - as above

        project = self._hub.project
        before = self._hub.run(lambda it: it.importing.remembered_labels())
        if project is None or before is None:
            return
        self._asking = True
        own = project.annotator.name
        sheet = ImportSheet(
            self._window, report, project.labels, before, own, _passed_over_of(report)
        )
        sheet.accepted.connect(lambda labels: self._answer(replace(request, labels=labels)))
        names = ", ".join(one.name for one in report.files if one.articles)
        sheet.refused.connect(lambda: self._on_refused(names))
        sheet.open()

    def _on_failed(self, problem: UserProblem) -> None:
        self._messages.show_problem(str(problem))
        self._go_on()

    def _on_cancelled(self) -> None:
        if not self._reports:
            self._messages.show_info(tr("Stopped. No article was added."))
        self._go_on()

    def _go_on(self) -> None:
        if self._unread:
            # Once the sheet of this import is gone.
            QTimer.singleShot(0, self, self._ask_next)
        elif not self._asking:
            self._say()

    def _ask_next(self) -> None:
        """Ask about the next file that does not say all of it; at last say what came."""
        if self._hub.project is None:
            for waiting in (self._unread, self._reports, self._refused):
                waiting.clear()
        if self._asking:
            return
        if not self._unread:
            self._say()
            return
        path, problem = self._unread.pop(0)
        self._asking = True
        sheet, focus = self._sheet_about(path, problem)
        sheet.refused.connect(lambda: self._on_refused(path.name))
        sheet.open(focus)

    def _sheet_about(self, path: Path, problem: UserProblem) -> tuple[Sheet, QWidget | None]:
        from annotator.problems import ColumnsNeededError  # noqa: PLC0415 - as above
        from annotator.text.decoding import EncodingNeededError  # noqa: PLC0415 - as above
        from annotator.ui.dialogs.ask_encoding import AskEncoding  # noqa: PLC0415 - as above
        from annotator.ui.dialogs.importing.columns import AskColumns  # noqa: PLC0415 - as above
        from annotator.ui.verbs.importing_work import Request  # noqa: PLC0415 - as above

        about = Request((path,))
        if isinstance(problem, ColumnsNeededError):
            columns = AskColumns(self._window, path.name, problem.columns)
            columns.chosen.connect(
                lambda options: self._answer(
                    replace(about, format_name=_format_name(path), options=options)
                )
            )
            return columns, None
        assert isinstance(problem, EncodingNeededError)
        encodings = AskEncoding(self._window, path.name, problem.candidates, problem.previews)
        encodings.chosen.connect(lambda name: self._answer(replace(about, encoding=name)))
        return encodings, encodings.view

    def _answer(self, request: Request) -> None:
        self._asking = False
        self._import(request)

    def _on_refused(self, name: str) -> None:
        self._asking = False
        self._refused.append(tr("{name}: left out, as you wished.", name=name))
        self._ask_next()

    def _say(self) -> None:
        """Say what was taken in by an import and the answers to all that it asked."""
        from annotator.ui.dialogs.importing.report_rows import report_rows  # noqa: PLC0415 - as above

        if not self._reports:
            if self._refused:
                self._refused.clear()
                self._messages.show_info(tr("Nothing was taken in."))
            return
        said, reports = _said(self._reports), list(self._reports)
        asked = {str(why) for one in reports for why in one.problems.values() if _is_question(why)}
        rows = report_rows(reports, self._refused, asked)
        self._reports.clear()
        self._refused.clear()
        self._last = rows, said
        left = sum(row.kind == "left" for row in rows)
        show = [(tr("Show"), self.import_report)]
        if left:
            self._messages.show_warning(f"{said} {_passed_over(left)}", show)
        elif any(row.kind == "note" for row in rows):
            words = tr("Some of it was taken otherwise than it came.")
            self._messages.show_info(f"{said} {words}", seconds=0, actions=show)
        else:
            told = len(rows) > 1 or any(row.kind == "label" for row in rows)
            self._messages.show_info(said, actions=show if told else ())
        fresh = list(dict.fromkeys(one for report in reports for one in report.fresh))
        if fresh:
            self.came.emit(fresh)

    def import_report(self) -> None:
        """Show what the last import of this window took in, and what it left out."""
        from annotator.ui.dialogs.importing.report import ReportSheet  # noqa: PLC0415 - as above

        if self._last is None:
            self._messages.show_info(tr("Nothing was added in this window yet."))
            return
        sheet = ReportSheet(self._window, *self._last)
        sheet.open(sheet.list)


def _passed_over_of(report: ImportReport) -> list[str]:
    """Say what was not taken, without the files about which something is asked."""
    asked = {str(one) for one in report.problems.values() if _is_question(one)}
    return report.passed_over(asked)


def _is_question(problem: UserProblem) -> bool:
    """Tell whether an answer of the user's makes a file readable."""
    from annotator.problems import ColumnsNeededError  # noqa: PLC0415 - not before it is asked for
    from annotator.text.decoding import EncodingNeededError  # noqa: PLC0415 - as above

    return isinstance(problem, ColumnsNeededError | EncodingNeededError)


def _format_name(path: Path) -> str:
    from annotator.app.reading_files import format_name_of  # noqa: PLC0415 - as above

    return format_name_of(path)


def _filters() -> str:
    """Name the files that can be read, as a file dialog takes it."""
    from annotator.app.reading.families import endings_by_family  # noqa: PLC0415 - names the formats

    families = endings_by_family()
    everything = dict.fromkeys(ending for endings in families.values() for ending in endings)
    rows = [(tr("All that can be read"), list(everything))]
    rows += [(tr(_FAMILIES[family]), endings) for family, endings in families.items()]
    named = [f"{title} ({' '.join(f'*.{one}' for one in endings)})" for title, endings in rows]
    return ";;".join((*named, f"{tr('All files')} (*)"))


def _said(reports: Sequence[ImportReport]) -> str:
    """Say in a sentence what was taken in."""
    new = sum(report.new_articles for report in reports)
    known = sum(len(report.articles) for report in reports) - new
    annotations = sum(report.annotations for report in reports)
    again = sum(report.known for report in reports)
    parts = []
    if new:
        parts.append(tr("1 article added") if new == 1 else tr("{n} articles added", n=f"{new:,}"))
    if known:
        parts.append(
            tr("1 was here already") if known == 1 else tr("{n} were here already", n=f"{known:,}")
        )
    if annotations:
        one = annotations == 1
        parts.append(tr("1 annotation") if one else tr("{n} annotations", n=f"{annotations:,}"))
    if again:
        parts.append(
            tr("1 annotation was here already")
            if again == 1
            else tr("{n} annotations were here already", n=f"{again:,}")
        )
    if labels := len({key for report in reports for key in report.new_labels}):
        parts.append(tr("1 new label") if labels == 1 else tr("{n} new labels", n=labels))
    return f"{', '.join(parts) or tr('No article was added')}."


def _passed_over(count: int) -> str:
    if count == 1:
        return tr("1 thing was passed over.")
    return tr("{n} things were passed over.", n=f"{count:,}")
