"""The window: puts pages, bars, verbs and actions together, and remembers how it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from annotator.ui.desk import Desk
from annotator.ui.frame import Frame
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.memory import Memory
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.panels.status_bar import StatusBar
from annotator.ui.panels.top_bar import TopBar
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.soon import Soon
from annotator.ui.verbs.joined import Parts, Verbs
from annotator.ui.widgets import roles
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tab_circle import walk
from annotator.ui.widgets.telling import tell_focus

if TYPE_CHECKING:
    from annotator.ui.pages.review import ReviewPage
    from annotator.ui.pages.welcome import WelcomePage

_EXPORT = 2
"""Which of the jobs in the top bar is to export."""


class _Root(QWidget):
    """Holds the bars and the pages; Tab walks them in a circle.

    Qt stops for good at a part that hands the keys to a hidden one.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:
        focus = QApplication.focusWidget()
        if focus is None or not focus.isVisible():
            # Not a key: what had the focus goes away, and Qt asks while it does.
            return super().focusNextPrevChild(forward)
        return walk(self, forward=forward)


class Window(QObject):
    """Fills a `Frame`: one window on one project, or on the welcome page."""

    def __init__(self, frame: Frame, memory: Memory) -> None:
        super().__init__(frame)
        roles.install()
        self.frame = frame
        self.memory = memory
        self.hub = Hub(self)
        self.desk = Desk(self.hub, self)
        self.messages = MessageBar()
        self.top = TopBar()
        self.bottom = StatusBar()
        self.review_desk = ReviewDesk(self.hub, self.desk, self)
        self.tagging = TaggingPage(self.hub, self.desk)
        self._welcome: WelcomePage | None = None
        self._pages = QStackedLayout()
        self._root = self._lay_out()
        self.verbs = Verbs(
            Parts(
                self.frame,
                self.hub,
                self.desk,
                self.review_desk,
                self.memory,
                self.messages,
                self.tagging,
                self.top,
                self.bottom,
                self._pages,
            )
        )
        self._connect()
        self._restore()

    def show(self) -> None:
        """Take the frame."""
        self.frame.setCentralWidget(self._root)
        self._show_page()
        # A window that became active while it was furnished has the keyboard nowhere.
        self._lost.start()

    @property
    def welcome(self) -> WelcomePage:
        """The welcome page, made when it is first seen."""
        if self._welcome is None:
            from annotator.ui.pages.welcome import WelcomePage  # noqa: PLC0415 - seldom seen

            page = self._welcome = WelcomePage()
            self._pages.addWidget(page)
            page.sample_wanted.connect(self.verbs.opening.open_sample)
            page.articles_wanted.connect(self.verbs.importing.start_from_articles)
            page.project_wanted.connect(self.verbs.opening.open_project)
            page.bundle_wanted.connect(self.verbs.exchanging.begin_with_bundle)
            page.recent_wanted.connect(lambda path: self.verbs.opening.open_path(Path(path)))
            page.recent_dropped.connect(self._on_recent_dropped)
            page.theme_wanted.connect(self.verbs.viewing.set_theme)
        return self._welcome

    @property
    def review(self) -> ReviewPage:
        """The review page, made when it is first seen."""
        return self.verbs.reviews.page

    def _tell_mode(self) -> None:
        modes = self.verbs.modes
        self.top.jobs.set_current(modes.job)
        self.top.set_reviewing(on=modes.mode != "tag")
        self.verbs.status.refresh()

    def _lay_out(self) -> QWidget:
        """Give every part its place before any is shown: without one it would be a window."""
        root = _Root()
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.messages)
        column.addLayout(self._pages, 1)
        column.addWidget(self.bottom)
        self._pages.addWidget(self.tagging)
        return root

    def _connect(self) -> None:
        hub, top, tagging = self.hub, self.top, self.tagging
        hub.problem.connect(self.messages.show_problem)
        hub.freed.connect(self._on_freed)
        hub.opened.connect(self._show_page)
        top.menu_wanted.connect(self.verbs.menus.open_main)
        tagging.labels.look_wanted.connect(self.verbs.menus.open_look)
        top.projects_wanted.connect(self.verbs.menus.open_projects)
        top.person_wanted.connect(self.verbs.menus.open_person)
        top.search_wanted.connect(self.verbs.menus.palette)
        top.job_picked.connect(self._on_job_picked)
        top.list_wanted.connect(lambda _: tagging.columns.toggle_left())
        top.step_wanted.connect(self.verbs.tags.open_beside)
        tagging.arranged.connect(lambda left, right: top.set_folded(folded=left, panel=right))
        top.panel_wanted.connect(tagging.columns.toggle_right)
        tagging.search_wanted.connect(self.verbs.menus.palette)
        tagging.articles.import_wanted.connect(self.verbs.importing.import_files)
        self.verbs.opening.left.connect(tagging.keep_place)
        self.verbs.opening.left.connect(self.desk.keep_now)
        self.verbs.modes.changed.connect(self._tell_mode)
        self.verbs.reviews.page_made.connect(self._on_review_made)
        self.verbs.exporting.ended.connect(self._tell_mode)
        self._lost = Soon(self._find_focus, self)
        self._come = Soon(self._tell_focus, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        # Nothing could take the keyboard yet when the window came, or an empty list was read.
        app.focusWindowChanged.connect(self._on_furnished)
        tagging.articles.model.counted.connect(self._on_furnished)
        self.frame.closing.connect(self._on_closing)
        self.frame.escaped.connect(self._on_escaped)
        self.frame.dropped.connect(self._on_dropped)

    def _show_page(self) -> None:
        """Show the welcome page without a project, the tagging page with one."""
        working = self.hub.project is not None
        self.verbs.modes.reset()
        self._tell_mode()
        self.top.setVisible(working)
        self.bottom.setVisible(working)
        if working:
            self._pages.setCurrentWidget(self.tagging)
            self.tagging.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.welcome.show_recent(self.memory.settings.recent)
            self._pages.setCurrentWidget(self.welcome)

    def _restore(self) -> None:
        settings = self.memory.settings
        if len(settings.columns) == 2:
            self.tagging.columns.set_widths(*settings.columns)
        self.verbs.viewing.set_text(settings)

    def _on_closing(self) -> None:
        """Remember how the window stood, and close the project."""
        for job in self.frame.findChildren(Job):
            # It may hold the file, and what is still to be noted would wait for it.
            job.stop()
        path = self.hub.path()
        geometry = bytes(self.frame.saveGeometry().toBase64().data()).decode()
        columns = self.tagging.columns.widths()
        if path is not None:
            self.verbs.opening.close_project()
        self.memory.change(
            lambda settings: replace(
                settings,
                window=geometry,
                columns=columns,
                last_project="" if path is None else str(path),
            )
        )

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            self._lost.start()
        elif before is None and self.frame.isAncestorOf(now):
            self._come.start()

    def _on_furnished(self) -> None:
        if self.frame.isActiveWindow() and QApplication.focusWidget() is None:
            self._lost.start()

    def _tell_focus(self) -> None:
        """Say where the keyboard is when one comes to the window: Qt may have said it too early."""
        focus = QApplication.focusWidget()
        if focus is not None and self.frame.isAncestorOf(focus):
            tell_focus(focus)

    def _find_focus(self) -> None:
        """Lead the keyboard somewhere, if what had it was hidden with nobody to take it over."""
        lost = QApplication.focusWidget() is None and QApplication.activePopupWidget() is None
        if lost and self.frame.isActiveWindow():
            self._lead_to_page()

    def _on_escaped(self) -> None:
        """Lead from the bars, and from what stands around the text, to what one works on."""
        focus = QApplication.focusWidget()
        if self.hub.project is None or focus is self.verbs.tags.front.view:
            return
        if focus is not None:
            focus.clearFocus()
        self._lead_to_page()

    def _lead_to_page(self) -> None:
        """Give the keyboard to the text, or to what stands in its place."""
        page = self._pages.currentWidget()
        articles = self.tagging.articles
        front, add = self.verbs.tags.front.view, self.tagging.no_articles
        for part in (front, add, articles.view, articles.filter, page):
            if part is not None and part.isVisible():
                part.setFocus(Qt.FocusReason.OtherFocusReason)
            if QApplication.focusWidget() is not None:
                return

    def _on_review_made(self, page: ReviewPage) -> None:
        """Give the review page its place."""
        self._pages.addWidget(page)
        self.verbs.viewing.use_review(page)
        parts = Segmented([tr("Article"), tr("Agreement")], tr("Part of the review"))
        page.tools.add_pages(parts)
        page.tools.page_picked.connect(lambda _: self._on_part_picked(parts))

    def _on_part_picked(self, parts: Segmented) -> None:
        """Lead to the agreement; the choice on this page stays what this page is."""
        parts.set_current(0)
        self.verbs.surveys.agreement()

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        # In a moment, once the program they come from is let go.
        QTimer.singleShot(0, lambda: self._take(paths))

    def _take(self, paths: Sequence[Path]) -> None:
        """Merge a teammate's bundle, or take articles in."""
        if self.verbs.exchanging.is_for_merging(paths):
            self.verbs.exchanging.take(paths[0])
        else:
            self.verbs.importing.drop(paths)

    def _on_freed(self, problem: str) -> None:
        """Say that what could not be saved can be now, instead of why it could not."""
        if self.messages.take_back(problem):
            self.messages.show_info(tr("The project can be written again."))

    def _on_job_picked(self, job: int) -> None:
        if job == _EXPORT:
            self.verbs.exporting.export()
        else:
            self.verbs.modes.show("review" if job else "tag")

    def _on_recent_dropped(self, path: str) -> None:
        self.memory.forget_project(path)
        self.welcome.show_recent(self.memory.settings.recent)
