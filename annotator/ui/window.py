"""The window: puts pages, bars, verbs and actions together, and remembers how it stood."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedLayout, QVBoxLayout, QWidget

from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.look import metrics
from annotator.ui.memory import Memory
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.pages.welcome import WelcomePage
from annotator.ui.panels.status_bar import StatusBar
from annotator.ui.panels.top_bar import TopBar
from annotator.ui.verbs.backing_up import BackupVerbs
from annotator.ui.verbs.exporting import ExportingVerbs
from annotator.ui.verbs.importing import ImportingVerbs
from annotator.ui.verbs.menus import MenuVerbs
from annotator.ui.verbs.opening import OpeningVerbs
from annotator.ui.verbs.status import StatusTeller
from annotator.ui.verbs.tagging import TaggingVerbs
from annotator.ui.verbs.viewing import ViewingVerbs
from annotator.ui.widgets.message_bar import MessageBar

_SIZE = (1440, 900)


class Window(QMainWindow):
    """One window on one project, or on the welcome page."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory = memory
        self.hub = Hub(self)
        self.desk = Desk(self.hub, self)
        self.messages = MessageBar()
        self.top = TopBar()
        self.bottom = StatusBar()
        self.tagging = TaggingPage(self.hub, self.desk)
        self.welcome = WelcomePage()
        self.setMinimumSize(*metrics.WINDOW_SMALLEST)
        self.setAcceptDrops(True)
        self._lay_out()
        self._make_verbs()
        self._connect()
        self._restore()
        self._show_page()

    def _lay_out(self) -> None:
        root = QWidget()
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.tagging)
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.messages):
            column.addWidget(widget)
        column.addWidget(pages, 1)
        column.addWidget(self.bottom)
        self.setCentralWidget(root)

    def _make_verbs(self) -> None:
        hub, desk, memory, messages = self.hub, self.desk, self.memory, self.messages
        self.backups = BackupVerbs(hub, messages, self)
        self.opening = OpeningVerbs(hub, desk, memory, messages, self.backups, self)
        self.importing = ImportingVerbs(hub, desk, messages, self.opening, self)
        self.exporting = ExportingVerbs(hub, messages, self)
        self.tags = TaggingVerbs(hub, desk, self.tagging, messages, self)
        self.viewing = ViewingVerbs(self.tagging, memory, self)
        self.menus = MenuVerbs(hub, desk, memory, self.opening, self.show_place, self)
        self.status = StatusTeller(hub, desk, self.tagging, self.top, self.bottom, self)
        self.actions_ = Actions(
            self,
            (
                self.backups,
                self.opening,
                self.importing,
                self.exporting,
                self.tags,
                self.viewing,
                self.menus,
            ),
            self.status.why_not,
        )
        self.menus.use(self.actions_)
        self.status.use(self.actions_)

    def _connect(self) -> None:
        hub, top, welcome, tagging = self.hub, self.top, self.welcome, self.tagging
        hub.problem.connect(self.messages.show_problem)
        hub.opened.connect(self._show_page)
        top.menu_wanted.connect(self.menus.open_main)
        top.projects_wanted.connect(self.menus.open_projects)
        top.person_wanted.connect(self.menus.open_person)
        top.search_wanted.connect(self.menus.palette)
        top.job_picked.connect(self._on_job_picked)
        top.list_wanted.connect(lambda _: tagging.columns.toggle_left())
        top.step_wanted.connect(self.tags.open_beside)
        tagging.arranged.connect(lambda folded: top.set_folded(folded=folded))
        tagging.search_wanted.connect(self.menus.palette)
        tagging.articles.import_wanted.connect(self.importing.import_files)
        welcome.sample_wanted.connect(self.opening.open_sample)
        welcome.articles_wanted.connect(self.importing.start_from_articles)
        welcome.project_wanted.connect(self.opening.open_project)
        welcome.recent_wanted.connect(lambda path: self.opening.open_path(Path(path)))
        welcome.recent_dropped.connect(self._on_recent_dropped)
        welcome.theme_wanted.connect(self.viewing.set_theme)
        self.opening.left.connect(tagging.keep_place)
        self.opening.worker_changed.connect(self.status.show_worker)
        self.exporting.ended.connect(lambda: top.jobs.set_current(0))

    # Showing

    def show_place(self, article: str, start: int, end: int) -> None:
        """Open an article at a span (code points)."""
        if self.desk.article is None or self.desk.article.id != article:
            self.tagging.keep_place()
            self.desk.open_article(article)
        if end > start:
            self.tagging.view.select_span(start, end)
        self.tagging.view.setFocus()

    def _show_page(self) -> None:
        """Show the welcome page without a project, the tagging page with one."""
        working = self.hub.project is not None
        self.top.setVisible(working)
        self.bottom.setVisible(working)
        self._pages.setCurrentWidget(self.tagging if working else self.welcome)
        if working:
            self.tagging.view.setFocus()
        else:
            self.welcome.show_recent(self.memory.settings.recent)

    def _restore(self) -> None:
        settings = self.memory.settings
        if not self.restoreGeometry(QByteArray.fromBase64(settings.window.encode())):
            self.resize(*_SIZE)
        if len(settings.columns) == 2:
            self.tagging.columns.set_widths(*settings.columns)
        self.tagging.view.text_size = settings.text_size

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window stood, and close the project."""
        path = self.hub.path()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        columns = self.tagging.columns.widths()
        if path is not None:
            self.opening.close_project()
        self.memory.change(
            lambda settings: replace(
                settings,
                window=geometry,
                columns=columns,
                last_project="" if path is None else str(path),
            )
        )
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files in, once the program they come from is let go."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            QTimer.singleShot(0, lambda: self.importing.drop(paths))

    def _on_job_picked(self, job: int) -> None:
        if job == 1:
            self.exporting.export()

    def _on_recent_dropped(self, path: str) -> None:
        self.memory.forget_project(path)
        self.welcome.show_recent(self.memory.settings.recent)
