"""Sending work to teammates and merging theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.problems import UserProblem
from annotator.ui.apart import Apart, reading_job, writing_job
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.model.exchange import BundleReport, MergeReport
    from annotator.ui.dialogs.send import Sending

BUNDLES = "Bundles and projects (*.annotz *.annot)"
BUNDLE = ".annotz"
_SECONDS, _SECONDS_LEFT = 12, 30
"""How long it is said that a merge is done; longer if something of it is left to do."""


class ExchangingVerbs(QObject):
    """The verbs of exchange: send, merge, settle what two machines said differently.

    Signals:
        merged(): something has come; the numbers of open differences may be others now.
    """

    merged = Signal()

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        messages: MessageBar,
        undo: Callable[[], object],
        open_path: Callable[[Path], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_path = open_path
        self._hub = hub
        self._desk = desk
        self._messages = messages
        self._undo = undo
        self._window = window

    # Sending

    def send(self) -> None:
        """Ask what to send, then where to write it."""
        from annotator.ui.dialogs.send import SendSheet  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None:
            return
        last = self._hub.run(lambda it: it.exchanging.last_sent()) or ""
        blind = bool(self._hub.run(lambda it: it.team.settings().blind))
        article = self._desk.article
        here = "" if article is None else article.id
        may = bool(self._hub.run(lambda it: it.team.sees_everybody()))
        sheet = SendSheet(self._window, project, here, last, blind=blind, may_send_all=may)
        sheet.chosen.connect(lambda sending: self._on_sending(sending, here))
        sheet.open()

    def _on_sending(self, sending: Sending, here: str) -> None:
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - as above

        project = self._hub.project
        if project is None:
            return
        who = project.annotator.name
        name = f"{project.name}-{who.split()[0].lower()}-{date.today():%m%d}{BUNDLE}"  # noqa: DTZ011 - the sender's own day
        asked, _ = QFileDialog.getSaveFileName(
            self._window, tr("Send to a teammate"), str(project.path.with_name(name)),
            tr("Bundles (*.annotz)"),
        )  # fmt: skip
        if not asked:
            return
        out = Path(asked)
        out = out if out.suffix == BUNDLE else out.with_name(out.name + BUNDLE)
        job: Job[BundleReport] = Job(partial(_bundle, Apart.of(project), out, here, sending), self)
        job.succeeded.connect(self._on_written)
        self._follow(job)
        said = tr("{n} changes so far")
        ProgressSheet(self._window, job, tr("Writing the bundle"), said).run()

    def _on_written(self, report: BundleReport) -> None:
        words = tr("{file} is written. Mail it, or hand it over.", file=Path(report.file).name)
        if report.kept_back:
            words += " " + tr(
                "{n} annotations of yours are kept back: others have not finished those articles.",
                n=f"{report.kept_back:,}",
            )
        self._messages.show_info(words, 10)

    # Beginning with what a teammate sent

    def begin_with_bundle(self) -> None:
        """Ask for a teammate's bundle, and begin a project of one's own with it."""
        asked, _ = QFileDialog.getOpenFileName(
            self._window, tr("A teammate's bundle"), str(self._folder()), tr(BUNDLES)
        )
        if asked:
            self.begin_with(Path(asked))

    def begin_with(self, bundle: Path) -> None:
        """Ask where to keep the project, make it of a bundle, and open it."""
        from annotator.app.exchange.parcels import is_same_file  # noqa: PLC0415 - as above

        here = self._hub.path()
        if here is not None and is_same_file(bundle, here):
            self._messages.show_problem(
                tr("{file} is the project that is open. Choose what was sent.", file=bundle.name)
            )
            return
        asked, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Where to keep your copy of the project"),
            str(self._folder() / f"{bundle.stem}.annot"),
            tr("Annotator projects (*.annot)"),
        )
        if not asked:
            return
        path = Path(asked)
        path = path if path.suffix == ".annot" else path.with_name(path.name + ".annot")
        self._begin_with(bundle, path)

    def _begin_with(self, bundle: Path, path: Path, *, trusted: bool = False) -> None:
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - as above

        job: Job[object] = Job(lambda report: _begin(bundle, path, report, trusted=trusted), self)
        job.succeeded.connect(lambda _: self._open_path(path))
        job.failed.connect(lambda problem: self._on_not_begun(problem, bundle, path))
        self._follow_to_its_end(job)
        said = tr("{n} changes read")
        ProgressSheet(self._window, job, tr("Beginning with the bundle"), said).run()

    def _on_not_begun(self, problem: UserProblem, bundle: Path, path: Path) -> None:
        from annotator.app.exchange.parcels import ChangedKeyError  # noqa: PLC0415 - as above

        answers: list[tuple[str, Callable[[], object]]] = []
        if isinstance(problem, ChangedKeyError):
            sure = tr("I have asked: begin")
            answers = [(sure, lambda: self._begin_with(bundle, path, trusted=True))]
        self._messages.show_problem(str(problem), answers)

    def _folder(self) -> Path:
        path = self._hub.path()
        return Path.home() if path is None else path.parent

    # Merging

    def merge(self) -> None:
        """Ask for a teammate's file, and show what it would bring."""
        project = self._hub.project
        if project is None:
            return
        asked, _ = QFileDialog.getOpenFileName(
            self._window, tr("Merge a teammate's file"), str(project.path.parent), tr(BUNDLES)
        )
        if asked:
            self.merge_file(Path(asked))

    def merge_file(self, path: Path) -> None:
        """Show what a file would bring; it is merged once one says so."""
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - as above

        project = self._hub.project
        if project is None:
            return
        if project.read_only:
            self._messages.show_problem(
                tr("This project is read-only: nothing can be merged into it.")
            )
            return
        job = reading_job(self._hub, partial(_preview, Apart.of(project), path), self)
        job.succeeded.connect(lambda report: self._show(report, path))
        self._follow(job)
        said = tr("{n} changes read")
        ProgressSheet(self._window, job, tr("Looking what it would bring"), said).run()

    def _show(self, report: MergeReport, path: Path) -> None:
        from annotator.ui.dialogs.merge import MergeSheet  # noqa: PLC0415 - as above

        project = self._hub.project
        if project is None:
            return
        sheet = MergeSheet(self._window, report, project.labels)
        trusted = report.signature.state == "changed"
        sheet.accepted.connect(lambda picks: self._merge(path, picks, trusted=trusted))
        sheet.open()

    def _merge(self, path: Path, picks: Mapping[str, str], *, trusted: bool) -> None:
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - as above

        project = self._hub.project
        if project is None:
            return
        work = partial(_merge, Apart.of(project), path, picks, trusted=trusted)
        job = writing_job(self._hub, work, self)
        job.succeeded.connect(lambda report: self._on_merged(report, len(picks)))
        self._follow(job)
        ProgressSheet(self._window, job, tr("Merging"), tr("{n} changes so far")).run()

    def _on_merged(self, report: MergeReport, picked: int) -> None:
        self._hub.run(lambda project: project.poll())
        who = report.sender or report.file
        words = tr("Merged {n} changes from {who}.", n=f"{report.new:,}", who=who)

        def undo() -> None:
            if picked:
                # What was picked in the sheet is a step of its own, after the merge.
                self._undo()
            self._undo()

        actions = [(tr("Undo"), undo)]
        if left := len(report.conflicts) - picked:
            waiting = tr("{n} conflicts are still to be settled.", n=left)
            words += " " + (waiting if left > 1 else tr("One conflict is still to be settled."))
            actions.insert(0, (tr("Settle…"), self.conflicts))
        self._messages.show_info(words, _SECONDS_LEFT if left else _SECONDS, actions)
        self.merged.emit()

    # Conflicts

    def conflicts(self) -> None:
        """Show what one person wrote differently on two machines, to be settled."""
        from annotator.ui.dialogs.conflicts import ConflictsSheet  # noqa: PLC0415 - as above

        project = self._hub.project
        if project is None:
            return
        found = self._hub.run(lambda it: it.exchanging.conflicts())
        if found is None:
            return
        if not found:
            self._messages.show_info(tr("No conflicts: nobody has said two things at once."))
            return
        sheet = ConflictsSheet(self._window, found, project.labels)
        sheet.settled.connect(self._on_settled)
        sheet.open(sheet.choices[0].cards[0])

    def _on_settled(self, picks: Mapping[str, str]) -> None:
        self._hub.run(lambda project: project.exchanging.settle_all(picks))

    # Dropped files

    def is_for_merging(self, paths: Sequence[Path]) -> bool:
        """Tell whether files dropped on the window are a teammate's work."""
        return len(paths) == 1 and paths[0].suffix.lower() == BUNDLE

    def take(self, bundle: Path) -> None:
        """Merge a bundle; where no project is open, begin one with it."""
        if self._hub.project is None:
            self.begin_with(bundle)
        else:
            self.merge_file(bundle)

    def _follow(self, job: Job[Any]) -> None:
        job.failed.connect(lambda problem: self._messages.show_problem(str(problem)))
        self._follow_to_its_end(job)

    def _follow_to_its_end(self, job: Job[Any]) -> None:
        job.cancelled.connect(lambda: self._messages.show_info(tr("Stopped. Nothing was written.")))


# In the job's thread, each with a project of its own.


def _bundle(
    apart: Apart, out: Path, here: str, sending: Sending, report: Callable[[int], None]
) -> BundleReport:
    with apart.writing() as project:
        return project.exchanging.bundle(
            out,
            articles=[here] if sending.here else None,
            annotators=[apart.who] if sending.mine else None,
            since_last=sending.since_last,
            everybody=sending.everybody,
            sign=sending.sign,
            progress=report,
        )


def _begin(bundle: Path, path: Path, report: Callable[[int], None], *, trusted: bool) -> None:
    from annotator.app.exchange.starting import start_from_bundle  # noqa: PLC0415 - in the job's thread

    start_from_bundle(bundle, path, accept_new_key=trusted, progress=report).close()


def _preview(apart: Apart, path: Path, report: Callable[[int], None]) -> MergeReport:
    with apart.writing() as project:
        return project.exchanging.preview([path], progress=report)[0]


def _merge(
    apart: Apart,
    path: Path,
    picks: Mapping[str, str],
    report: Callable[[int], None],
    *,
    trusted: bool,
) -> MergeReport:
    with apart.writing() as project:
        merged = project.exchanging.merge([path], accept_new_key=trusted, progress=report)
        project.exchanging.settle_all(picks)
        return merged
