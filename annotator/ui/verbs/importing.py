"""Taking articles in: files, folders, what is dropped or pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.verbs.opening import OpeningVerbs
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.importing import ImportReport
    from annotator.problems import UserProblem
    from annotator.text.decoding import EncodingNeededError

_ARTICLES = "Articles (*.txt *.html *.htm *.jsonl);;All files (*)"


class ImportingVerbs(QObject):
    """The verbs that bring articles in."""

    def __init__(
        self, hub: Hub, desk: Desk, messages: MessageBar, opening: OpeningVerbs, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._messages = messages
        self._opening = opening
        self._window = window
        self._unread: list[tuple[Path, EncodingNeededError]] = []
        """Files whose encoding is still to be asked for."""
        self._asking = False
        self._reports: list[ImportReport] = []
        """What was taken in since something was said of it."""
        self._refused: list[str] = []
        """What nobody wanted to name an encoding for."""

    def start_from_articles(self) -> None:
        """Ask for articles, and then for a place for the project that they begin."""
        paths = self._ask_for_files()
        if paths and self._opening.new_project(paths[0].parent):
            self.import_paths(paths)

    def import_files(self) -> None:
        """Ask for files and take them in."""
        self.import_paths(self._ask_for_files())

    def _ask_for_files(self) -> list[Path]:
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Add articles"), self._opening.folder(), tr(_ARTICLES)
        )
        return [Path(path) for path in paths]

    def import_folder(self) -> None:
        """Ask for a folder and take its files in."""
        path = QFileDialog.getExistingDirectory(
            self._window, tr("Add a folder of articles"), self._opening.folder()
        )
        if path:
            self.import_paths([Path(path)])

    def import_paths(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        """Take files and folders in, in the background."""
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None or not paths:
            return
        file, who = project.path, project.annotator.name
        job: Job[ImportReport] = Job(
            lambda report: _import(file, who, paths, encoding, report), self
        )
        job.succeeded.connect(self._on_imported)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(job.deleteLater)
        ProgressSheet(self._window, job, tr("Adding articles"), tr("{n} articles so far")).run()

    def paste_article(self) -> None:
        """Take the text of the clipboard in as an article."""
        text = QGuiApplication.clipboard().text()
        made = self._hub.run(lambda project: project.import_text(text))
        if made is not None:
            self._desk.open_article(made.id)

    def drop(self, paths: Sequence[Path]) -> None:
        """Take what was dropped: a project is opened, everything else added to the open one."""
        projects = [path for path in paths if path.suffix == ".annot"]
        if projects:
            self._opening.open_path(projects[0])
        elif self._hub.project is not None or self._opening.new_project(paths[0].parent):
            self.import_paths(paths)

    def _on_imported(self, report: ImportReport) -> None:
        from annotator.text.decoding import EncodingNeededError  # noqa: PLC0415 - as above

        self._hub.look()
        self._reports.append(report)
        self._unread += [
            (path, problem)
            for path, problem in report.problems.items()
            if isinstance(problem, EncodingNeededError)
        ]
        self._go_on()
        if report.articles:
            self._opening.remember()
            if self._desk.article is None:
                self._desk.open_article(report.articles[0])

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
        """Ask for the encoding of the next file that does not say it; at last say what came."""
        from annotator.ui.dialogs.ask_encoding import AskEncoding  # noqa: PLC0415 - not before it is asked for

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
        sheet = AskEncoding(self._window, path.name, problem.candidates, problem.previews)
        sheet.chosen.connect(lambda name: self._on_answered(path, name))
        sheet.refused.connect(lambda: self._on_refused(path.name))
        sheet.open(sheet.view)

    def _on_answered(self, path: Path, encoding: str) -> None:
        self._asking = False
        self.import_paths([path], encoding)

    def _on_refused(self, name: str) -> None:
        self._asking = False
        self._refused.append(tr("{name}: left out, as you wished.", name=name))
        self._ask_next()

    def _say(self) -> None:
        """Say what was taken in by an import and the answers to all that it asked."""
        from annotator.text.decoding import EncodingNeededError  # noqa: PLC0415 - as above
        from annotator.ui.dialogs.tell import tell  # noqa: PLC0415 - not before it is asked for

        if not self._reports:
            return
        skipped: list[str] = []
        notes: list[str] = []
        for report in self._reports:
            problems = report.problems.values()
            asked = {str(one) for one in problems if isinstance(one, EncodingNeededError)}
            skipped += report.passed_over(asked)
            notes += report.otherwise()
        skipped += self._refused
        said = _said(self._reports)
        self._reports.clear()
        self._refused.clear()
        if skipped:
            self._messages.show_warning(
                f"{said} {_passed_over(len(skipped))}",
                [
                    (
                        tr("Show"),
                        lambda: tell(self._window, tr("What was passed over"), skipped + notes),
                    )
                ],
            )
        elif notes:
            self._messages.show_info(
                f"{said} {tr('Some characters were replaced.')}",
                seconds=0,
                actions=[(tr("Show"), lambda: tell(self._window, tr("What was replaced"), notes))],
            )
        else:
            self._messages.show_info(said)


def _import(
    file: Path,
    who: str,
    paths: Sequence[Path],
    encoding: str | None,
    report: Callable[[int], None],
) -> ImportReport:
    from annotator.app.project import Project  # noqa: PLC0415 - in the job's thread

    with Project.open(file, who) as project:
        # The window has backed up when it opened the project.
        project.session.backs_up = False
        return project.import_files(paths, encoding=encoding, progress=report)


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
    return f"{', '.join(parts) or tr('No article was added')}."


def _passed_over(count: int) -> str:
    if count == 1:
        return tr("1 thing was passed over.")
    return tr("{n} things were passed over.", n=f"{count:,}")
