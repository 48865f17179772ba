"""Opening, making and closing projects, and who works in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.moments import iso, now
from annotator.problems import UserProblem
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.memory import Memory
from annotator.ui.verbs.backing_up import BackupVerbs
from annotator.ui.widgets.message_bar import MessageBar

PROJECT_FILES = "Annotator projects (*.annot)"
_HOUR = 60 * 60
_QUARTER = 15 * 60
_SETTLED_AFTER = 100
"""Milliseconds after which an opened article is painted: a turn of the event loop comes before."""


class OpeningVerbs(QObject):
    """The verbs about which project is open.

    Signals:
        left(): the project is about to be closed.
        worker_changed(): somebody else works now.
    """

    left = Signal()
    worker_changed = Signal()

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        memory: Memory,
        messages: MessageBar,
        backups: BackupVerbs,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._memory = memory
        self._messages = messages
        self._backups = backups
        self._window = window

    def open_path(self, path: Path, article: str | None = None, *, who: str | None = None) -> bool:
        """Open a project file; tell whether it could be."""
        from annotator.app.project import Project  # noqa: PLC0415 - not before the first paint

        try:
            project = Project.open(path, who)
        except UserProblem as problem:
            self._offer_backup(path, problem)
            return False
        self.left.emit()
        # The window backs up in the background instead of before the first tag.
        project.session.backs_up = False
        project.session.keeps_blind = True
        self._hub.open(project)
        self._messages.clear()
        if project.read_only:
            self._messages.show_warning(
                tr("This project is read-only: you can read it, but nothing you do is kept.")
            )
        settings = self._memory.settings
        if settings.last_project == str(project.path):
            self._desk.hidden.update(settings.lanes)
        last = self._hub.run(lambda it: it.corpus.last_read())
        self._desk.open_article(article or last or self._first())
        QTimer.singleShot(_SETTLED_AFTER, self, self._on_settled)
        return True

    def _on_settled(self) -> None:
        """Do what can wait until the article is on view."""
        self._point_out_twin()
        self.remember()
        self._backups.keep(_HOUR)

    def _point_out_twin(self) -> None:
        """Ask whether who works is somebody whose name differs by a slip only."""
        project = self._hub.project
        twin = self._hub.run(lambda it: it.team.twin())
        if project is None or twin is None:
            return
        self._messages.show_info(
            tr(
                "You work as {name}, who is new here, and {twin} is here already. Are you {twin}?",
                name=project.annotator.name,
                twin=twin,
            ),
            0,
            [(tr("Work as {twin}", twin=twin), lambda: self.work_as(twin))],
        )

    def open_project(self) -> None:
        """Ask for a project file and open it."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a project"), self.folder(), tr(PROJECT_FILES)
        )
        if path:
            self.open_path(Path(path))

    def open_sample(self) -> None:
        """Open the sample project; the first time it is made, which takes half a second."""
        from annotator.app import sample  # noqa: PLC0415 - not before the first paint

        path = sample.sample_path()
        if path.exists():
            self.open_path(path, who=sample.ANNOTATOR)
            return
        job: Job[Path] = Job(lambda _: sample.sample_project(), self)
        job.succeeded.connect(lambda made: self.open_path(made, who=sample.ANNOTATOR))
        job.failed.connect(lambda problem: self._messages.show_problem(str(problem)))
        job.start()

    def new_project(self, near: Path | None = None) -> bool:
        """Ask where to keep a new project, and make it; tell whether there is one.

        Args:
            near: the folder to propose; otherwise that of the open project.
        """
        from annotator.app.project import Project  # noqa: PLC0415 - not before the first paint

        asked, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Where to keep the new project"),
            str((near or Path(self.folder())) / tr("My project.annot")),
            tr(PROJECT_FILES),
        )
        if not asked:
            return False
        path = Path(asked)
        path = path if path.suffix == ".annot" else path.with_name(path.name + ".annot")
        try:
            Project.create(path).close()
        except UserProblem as problem:
            self._messages.show_problem(str(problem))
            return False
        return self.open_path(path)

    def close_project(self) -> None:
        """Close the project; the welcome page is shown."""
        self.left.emit()
        self._backups.keep_now(_QUARTER)
        self.remember()
        lanes = tuple(sorted(self._desk.hidden))
        self._memory.change(lambda settings: replace(settings, lanes=lanes))
        self._desk.open_article(None)
        self._hub.close()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def ask_who(self) -> None:
        """Ask who works from now on."""
        from annotator.ui.dialogs.ask_name import AskName  # noqa: PLC0415 - not before it is asked for

        project = self._hub.project
        if project is None:
            sheet = AskName(self._window, "")
        else:
            roles = project.team.has_roles()
            people = [
                (one.annotator.name, tr(one.role) if roles else "")
                for one in project.team.members()
                if one.annotator.kind == "person"
            ]
            sheet = AskName(self._window, project.annotator.name, people, project.team.like)
        sheet.named.connect(self.work_as)
        sheet.open(sheet.field.edit)

    def work_as(self, name: str) -> None:
        """Go on as somebody; remembered for this machine, but not from the sample."""
        from annotator.app.paths import data_folder  # noqa: PLC0415 - not before the first paint

        self._hub.run(lambda project: project.work_as(name))
        path = self._hub.path()
        if path is not None and path.parent != data_folder().absolute():
            self._memory.change(lambda settings: replace(settings, annotator=name))
        self._desk.refresh_lanes()
        self.worker_changed.emit()

    def folder(self) -> str:
        """Give the folder in which a file dialog begins."""
        path = self._hub.path()
        return str(path.parent if path is not None else Path.home())

    def remember(self) -> None:
        """Note the open project among the recent ones."""
        project = self._hub.project
        if project is not None:
            counts = self._hub.run(lambda it: (it.corpus.count(), it.corpus.count_in_state("done")))
            if counts is not None:
                self._memory.remember_project(project.path, *counts, iso(now()))

    def _first(self) -> str | None:
        numbers = self._hub.run(lambda project: project.corpus.numbers()) or []
        rows = self._hub.run(lambda project: project.corpus.rows(numbers[:1])) if numbers else None
        return rows[0].id if rows else None

    def _offer_backup(self, path: Path, problem: UserProblem) -> None:
        """Say why a project cannot be opened; if it is damaged, offer its newest backup."""
        from annotator.app.backups import backups, restore_newest  # noqa: PLC0415 - as above

        def restore() -> None:
            try:
                restored = restore_newest(path)
            except UserProblem as other:
                self._messages.show_problem(str(other))
            else:
                if restored is not None:
                    self.open_path(restored)

        offer = [(tr("Open the newest backup"), restore)] if backups(path) else []
        self._messages.show_problem(str(problem), offer)
