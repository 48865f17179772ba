"""Changing the scheme: its page, saving, merging, files, examples from the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.apart import Apart, writing_job
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.soon import InTurns
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.changes import ChangeSet
    from annotator.model.scheme import Scheme
    from annotator.ui.pages.scheme import SchemePage
    from annotator.ui.verbs.reviewing import ReviewVerbs
    from annotator.ui.verbs.scheme_versions import SchemeVersions
    from annotator.ui.verbs.tagging import TaggingVerbs

_FEW = 2_000
"""Annotations up to which saving is done at once, and not in the background."""
_FEW_PARTS = 500
"""Labels and attributes up to which it is."""


class SchemeVerbs(QObject):
    """The verbs of the scheme's page, and the examples that come from the text.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
        page_made(page): the page has come to be; it wants a place.
        mode_wanted(mode): show a page.
        back_wanted(): show the article again.
        place_wanted(article, start, end): show a place of an article, in code points.
        told(): what the status bar says is another.
    """

    noted = Signal(str)
    page_made = Signal(object)
    mode_wanted = Signal(str)
    back_wanted = Signal()
    place_wanted = Signal(str, int, int)
    told = Signal()

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        review: ReviewDesk,
        tags: TaggingVerbs,
        reviews: ReviewVerbs,
        messages: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._review = review
        self._tags = tags
        self._reviews = reviews
        self._messages = messages
        self._window = window
        self._page: SchemePage | None = None
        self._parts = self._make_page()
        self._versions: SchemeVersions | None = None
        self._saving = False
        self._leading = False
        hub.changed.connect(self._on_changed)

    @property
    def page(self) -> SchemePage:
        """The page, made when it is first seen."""
        if self._page is None:
            for _ in self._parts:
                pass
        assert self._page is not None
        return self._page

    def _make_page(self) -> Iterator[None]:
        """Make the page, in parts of which none keeps the window."""
        import annotator.app.scheming.scheming  # noqa: PLC0415 - seldom seen

        yield
        import annotator.ui.panels.scheme.label_form  # noqa: F401, PLC0415 - as it is

        yield
        from annotator.ui.pages.scheme import SchemePage  # noqa: PLC0415 - as it is

        yield
        from annotator.ui.verbs.scheme_files import SchemeFiles  # noqa: PLC0415 - as it is
        from annotator.ui.verbs.scheme_steps import SchemeSteps  # noqa: PLC0415 - as it is

        yield
        page = SchemePage(self._hub)
        self.steps = SchemeSteps(self._hub, page, self._messages, self._window)
        self.steps.place_wanted.connect(self._lead)
        self.files = SchemeFiles(self._hub, page, self._messages, self._window)
        page.left.connect(self.back_wanted)
        page.told.connect(self.told)
        page.resumed.connect(self._on_resumed)
        page.save_wanted.connect(self.save_scheme)
        page.discard_wanted.connect(page.draft.discard)
        page.menu_wanted.connect(self._open_menu)
        page.draft.refused.connect(self._messages.show_problem)
        page.effects.changes_wanted.connect(self._show_changes)
        page.things.versions_wanted.connect(self.scheme_versions)
        self._page = page
        self.page_made.emit(page)
        yield
        page.take_up()
        yield
        page.settle()
        yield
        page.settle()

    @property
    def shown(self) -> bool:
        """Whether the page is what one sees."""
        return self._page is not None and self._page.isVisible()

    def words(self) -> list[str]:
        """Say for the status bar how the draft stands; nothing on other pages."""
        return self.page.words() if self.shown else []

    # Actions

    def scheme(self) -> None:
        """Show the scheme."""
        self._show()

    def add_label(self) -> None:
        """Ask for the name of a new label, and lead to its form."""
        self._show(lambda _: self.steps.add_label())

    def save_scheme(self) -> None:
        """Save what was changed as the next version."""
        self._save(lambda: None)

    def scheme_versions(self) -> None:
        """List the versions of the scheme."""
        self._listing().open()

    def import_scheme(self) -> None:
        """Take a scheme file or a codebook into the draft."""
        self._show(lambda _: self.files.import_scheme())

    def export_scheme(self) -> None:
        """Write the scheme to a file, as it stands in the draft."""
        if self._hub.project is not None:
            self.page.take_up()
            self.files.export_scheme()

    def good_example(self) -> None:
        """Make what is selected an example of its label."""
        self._make_example(positive=True)

    def bad_example(self) -> None:
        """Make what is selected an example of what to leave."""
        self._make_example(positive=False)

    def undo(self) -> None:
        """Take back the last step of the draft; without one, of the project."""
        if self.shown and self.page.draft.can_go_back():
            self.page.draft.back()
        else:
            self._tags.undo()

    def redo(self) -> None:
        """Do again what was taken back last in the draft; without that, in the project."""
        if self.shown and self.page.draft.can_go_on():
            self.page.draft.on()
        else:
            self._tags.redo()

    # Leaving

    def may_leave(self, go_on: Callable[[], None]) -> bool:
        """Tell whether the page can be left at once; if not, ask, and go on after the answer."""
        if self._leading or not self.shown or not self.page.changes:
            return True
        from annotator.ui.dialogs.scheme.asking import LeaveSheet  # noqa: PLC0415 - as said above

        page = self.page
        sheet = LeaveSheet(
            self._window,
            page.draft.base.version + 1,
            [change.text for change in page.changes],
        )

        def discard() -> None:
            page.draft.begin(page.draft.base, page.draft.why_not)
            go_on()

        sheet.accepted.connect(lambda: self._save(go_on))
        sheet.dropped.connect(discard)
        sheet.open()
        return False

    def keep(self) -> None:
        """Keep what is not saved: the project is about to be closed."""
        if self._page is not None:
            self._page.keep()

    def draft_step(self, turn: str) -> str:
        """Name the step of the draft that undo or redo would turn; “” if it is not the draft's."""
        if not self.shown:
            return ""
        draft = self.page.draft
        there = draft.can_go_back() if turn == "undo" else draft.can_go_on()
        return tr("Change of the scheme") if there else ""

    # The page

    def _show(self, then: Callable[[SchemePage], object] = lambda _: None) -> None:
        """Show the page and go on there; until it is made one sees the page that one came from."""
        if self._hub.project is None:
            return

        def show() -> None:
            self.mode_wanted.emit("scheme")
            if self.shown:
                then(self.page)

        if self._page is not None:
            show()
        else:
            InTurns(self._parts, show, self)

    def _show_changes(self, at: int) -> None:
        """Show all that is different in the draft."""
        draft = self.page.draft
        self._listing().open_draft(draft.base, draft.scheme, at)

    def _listing(self) -> SchemeVersions:
        if self._versions is None:
            from annotator.ui.verbs.scheme_versions import SchemeVersions  # noqa: PLC0415 - as it is

            self._versions = SchemeVersions(self._hub, self._window, self)
            self._versions.place_wanted.connect(self._lead)
            self._versions.noted.connect(self.noted)
        return self._versions

    def _on_resumed(self) -> None:
        discard = (tr("Discard the changes"), self.page.draft.discard)
        self._messages.show_info(
            tr("What you changed in the scheme and did not save is here again."), 12, [discard]
        )

    def _lead(self, article: str, start: int, end: int) -> None:
        """Lead to a place; the draft waits on its page."""
        self._leading = True
        self.place_wanted.emit(article, start, end)
        self._leading = False

    def _save(self, then: Callable[[], None]) -> None:
        page = self._page
        project = self._hub.project
        if page is None or project is None or not page.changes or self._saving:
            return
        draft = page.draft
        scheme, base = draft.scheme, draft.base
        counts = self._hub.run(lambda it: it.schemes.counts()) or {}
        parts = sum(1 + len(label.attributes) for label in scheme.labels)
        if sum(counts.values()) <= _FEW and parts <= _FEW_PARTS:
            self._saving = True
            saved = self._hub.run(lambda it: it.schemes.save(scheme, base=base))
            self._saving = False
            self._on_saved(saved, then)
            return
        self._save_in_background(project, scheme, base, then)

    def _save_in_background(
        self, project: Project, scheme: Scheme, base: Scheme, then: Callable[[], None]
    ) -> None:
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - as said above

        apart = Apart.of(project)
        job = writing_job(self._hub, lambda report: _save(apart, scheme, base, report), self)
        self._saving = True

        def end(saved: Scheme | None) -> None:
            self._hub.look()
            self._saving = False
            self._on_saved(saved, then)

        def close() -> None:
            # Of another project nothing was said above.
            self._saving = False

        job.succeeded.connect(end)
        job.failed.connect(lambda problem: self._on_failed(str(problem)))
        job.cancelled.connect(lambda: self._on_failed(tr("Stopped. Nothing was saved.")))
        job.finished.connect(close)
        said = tr("{n} annotations so far")
        ProgressSheet(self._window, job, tr("Saving the scheme"), said, 0).run()

    def _on_failed(self, problem: str) -> None:
        self._saving = False
        self._messages.show_problem(problem)

    def _on_saved(self, saved: Scheme | None, then: Callable[[], None]) -> None:
        if saved is None:
            return
        self.noted.emit(tr("Saved version {n} of the scheme", n=saved.version))
        then()

    def _on_changed(self, changes: ChangeSet) -> None:
        """Say what somebody else has changed while a draft is open."""
        page = self._page
        if page is None or self._saving or not changes.touches("scheme") or not page.changes:
            return
        project = self._hub.project
        if project is None:
            return
        # The page follows a moment later: what it knows is still what the scheme was.
        news = project.schemes.differences(project.scheme, page.draft.base)
        told = " ".join(one.text for one in news[:3])
        self._messages.show_info(
            tr("The scheme was changed meanwhile; your changes are kept on top of it. {told}",
               told=told),
            12,
        )  # fmt: skip

    def _open_menu(self, button: QWidget) -> None:
        draft = self.page.draft
        menu = Menu(tr("More about the scheme"), self._window)
        label = draft.label()
        if label is not None and not draft.locked:
            if label.retired:
                row = menu.add_row(tr("Bring back"), icon="undo")
                row.triggered.connect(lambda _=False: self.steps.bring_back(label.key))
            else:
                row = menu.add_row(tr("Merge into another label…"), icon="merge")
                row.triggered.connect(lambda _=False: self.steps.ask_merge(label.key))
                words = tr("Take out") if draft.is_new(label.key) else tr("Retire")
                row = menu.add_row(words, icon="trash", keys="Del")
                row.triggered.connect(lambda _=False: self.steps.take_out("label", label.key))
            menu.addSeparator()
        relation = draft.relation()
        if relation is not None and not draft.locked:
            row = menu.add_row(tr("Take out"), icon="trash", keys="Del")
            row.triggered.connect(lambda _=False: self.steps.take_out("relation", relation.key))
            menu.addSeparator()
        menu.add_row(tr("Versions…"), icon="clock").triggered.connect(self.scheme_versions)
        if not draft.locked:
            row = menu.add_row(tr("Take over a scheme from a file…"), icon="download")
            row.triggered.connect(self.import_scheme)
        row = menu.add_row(tr("Write the scheme to a file…"), icon="export")
        row.triggered.connect(self.export_scheme)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    # Examples from the text

    def _make_example(self, *, positive: bool) -> None:
        if self._review.awake:
            (self._reviews.good_example if positive else self._reviews.bad_example)()
            return
        desk, scene = self._desk, self._desk.scene
        article, mark = desk.article, desk.active
        if article is None:
            return
        if scene.selected is not None:
            label = desk.picked or desk.last_label
            fragments = [scene.selected]
        elif mark is not None:
            label = mark.label
            fragments = list(mark.fragments or [(mark.start, mark.end)])
        else:
            self.noted.emit(tr("Select an annotation, or words, for an example"))
            return
        if not label:
            self.noted.emit(tr("Pick a label first: of what is it an example?"))
            return
        made = self._hub.run(
            lambda project: project.schemes.add_example(
                article.id, fragments, label, positive=positive
            )
        )
        if made is not None:
            name = desk.scene.look_of(label).name
            self.noted.emit(
                tr("Now an example of {label}", label=name)
                if positive
                else tr("Now an example against {label}", label=name)
            )


def _save(apart: Apart, scheme: Scheme, base: Scheme, report: Callable[[int], None]) -> Scheme:
    with apart.writing() as project:
        return project.schemes.save(scheme, base=base, progress=report)
