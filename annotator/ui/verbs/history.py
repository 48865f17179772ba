"""The history: its panel, going back, and what has been done to one annotation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet, Place
from annotator.model.mark import Mark
from annotator.text.shortening import shortened
from annotator.ui.apart import Apart, read_apart
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Latest
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.soon import Soon
from annotator.ui.verbs.steps import Steps
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.changes import Operation
    from annotator.model.timeline import About, Weight
    from annotator.ui.panels.history import HistoryPanel

_TYPED = 150
"""Milliseconds after the last letter when steps are looked for."""
_SAID = 12
_LONGEST = 60

_Found = tuple[list[int], list[tuple[int, int]]]


class HistoryVerbs(QObject):
    """The verbs on the history.

    Signals:
        noted(text): something was done; the status bar says it.
        mode_wanted(mode): show a page.
    """

    noted = Signal(str)
    mode_wanted = Signal(str)

    def __init__(
        self, hub: Hub, desk: Desk, page: TaggingPage, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._messages = messages
        self._window = window
        self._steps = Steps(hub, window, self)
        self.panel: HistoryPanel | None = None
        """The panel, made when it is first seen."""
        self._listing = Latest(self)
        self._letters: dict[str, str] = {}
        self._typing = Soon(self._list, self, _TYPED)
        self._following = Soon(self._add, self)
        hub.changed.connect(self._on_changed)
        hub.opened.connect(self._on_opened)
        desk.article_changed.connect(self._on_article)

    # The panel

    def history(self) -> None:
        """Open the history at the right, or close it."""
        if self.shown and not self._page.asleep and not self._page.side.isHidden():
            self.close_history()
            return
        if self._page.asleep:
            self.mode_wanted.emit("tag")
        panel = self._made()
        self._page.side.show_panel(panel)
        if self._page.side.isHidden():
            self._page.columns.toggle_right()
        panel.expect()
        panel.view.setFocus()
        self._list()

    @property
    def shown(self) -> bool:
        """Whether the history has the column at the right."""
        return self.panel is not None and self._page.side.current is self.panel

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while the steps have the keyboard; none if they have not."""
        if self.panel is None or not self.panel.view.hasFocus():
            return []
        return [("Esc", tr("text")), ("↑ ↓", tr("walk")), ("Enter", tr("lead there"))]

    def close_history(self) -> None:
        """Show the annotations again."""
        self._page.side.show_panel(None)
        self._page.view.setFocus()

    def _made(self) -> HistoryPanel:
        if self.panel is None:
            from annotator.ui.models.history_list import HistoryListModel  # noqa: PLC0415 - seldom seen
            from annotator.ui.panels.history import HistoryPanel  # noqa: PLC0415 - seldom seen
            from annotator.ui.panels.history_row import HistoryDelegate  # noqa: PLC0415 - seldom seen
            from annotator.ui.widgets.row_view import RowView  # noqa: PLC0415 - as these

            view = RowView(tr("Steps"))
            model = HistoryListModel(self._read, self)
            delegate = HistoryDelegate(self._monogram, self._own, view)
            self._model = model
            panel = self.panel = HistoryPanel(model, delegate, view)
            panel.filtered.connect(self._typing.start)
            panel.step_wanted.connect(self.go_to_step)
            panel.back_wanted.connect(self.ask_back)
            panel.left.connect(self.close_history)
        return self.panel

    def _read(self, numbers: Sequence[int]) -> Iterable[tuple[Operation, About]]:
        return self._hub.run(lambda project: project.timeline.told(numbers)) or ()

    def _own(self) -> str:
        project = self._hub.project
        return "" if project is None else project.annotator.name

    def _monogram(self, name: str) -> str:
        if name not in self._letters:
            known = self._hub.run(lambda project: project.annotators()) or []
            self._letters.update((one.name, one.monogram) for one in known)
        return self._letters.get(name, name[:2].upper())

    def _filter(self) -> dict[str, str | None]:
        from annotator.ui.panels.history import ARTICLE, MINE  # noqa: PLC0415 - as the panel

        panel, article = self.panel, self._desk.article
        assert panel is not None
        whose = panel.whose.current()
        return {
            "annotator": self._own() if whose == MINE else None,
            "article": article.id if whose == ARTICLE and article is not None else None,
            "words": panel.words.text(),
        }

    def _list(self) -> None:
        """Look for the steps that are wanted, in the background."""
        project = self._hub.project
        if project is None or not self.shown:
            return
        self._listing.start(
            partial(_listed, Apart.of(project), self._filter()),
            self._show,
            lambda problem: self._messages.show_problem(str(problem)),
        )

    def _show(self, found: _Found) -> None:
        if self.panel is None:
            return
        selected = self.panel.step
        self._model.set_rows(*found)
        if selected is not None:
            self.panel.select(selected.step.id)
        # Somebody may have gone on meanwhile.
        self._following.start()

    def _add(self) -> None:
        """Put what was done since above the others."""
        if not self.shown or self._listing.busy:
            return
        known, which = self._model.newest, self._filter()
        found = self._hub.run(
            lambda project: (
                project.timeline.steps(
                    annotator=which["annotator"],
                    article=which["article"],
                    words=which["words"] or "",
                    after=known,
                ),
                project.timeline.gone_back(),
            )
        )
        if found is not None:
            self._model.add(*found)
        self._tell_state()

    def _tell_state(self) -> None:
        project, panel = self._hub.project, self.panel
        if project is not None and panel is not None:
            why_not = tr("the project is read-only") if project.read_only else ""
            newest = self._hub.run(lambda it: it.timeline.newest())
            panel.set_state(newest or 0, why_not)

    # A step

    def go_to_step(self, step: int) -> None:
        """Lead to where a step was made."""
        place = self._hub.run(lambda project: project.timeline.place(step))
        if place is None or not self._hub.run(lambda it: it.corpus.number(place.article)):
            self.noted.emit(tr("This step has no place in a text."))
            return
        self._lead(place)
        if self.panel is not None and self.shown:
            self.panel.view.setFocus()

    def _lead(self, place: Place) -> None:
        self._page.open_article(place.article)
        entity = None
        if place.annotation is not None:
            entity = bytes.fromhex(place.annotation.replace("-", ""))
        if entity is not None and self._desk.scene.marks.get(entity) is not None:
            self._desk.set_active(entity, reveal=True)
        else:
            self._desk.set_active(None)
            self._page.view.go_to(place.start, place.end)

    def ask_back(self, step: int) -> None:
        """Say what going back to just after a step takes back, and ask."""

        def read(project: Project) -> tuple[Operation, Weight]:
            weight = project.timeline.weigh(step)
            return project.timeline.details([step])[0], weight

        read_apart(self._hub, read, lambda found: self._ask(*found), self)

    def _ask(self, step: Operation, weight: Weight) -> None:
        from annotator.ui.dialogs.going_back import GoingBack  # noqa: PLC0415 - seldom seen

        sheet = GoingBack(self._window, step, weight, self._own())
        sheet.wanted.connect(lambda: self._go_back(step.id))
        sheet.open(sheet.refuse)

    def _go_back(self, step: int) -> None:
        self._steps.begin(
            tr("Going back"),
            0,
            lambda project, report: project.timeline.go_back(step, report).title,
            self._on_gone_back,
            words=tr("{n} changes"),
        )

    def _on_gone_back(self, title: str) -> None:
        self.noted.emit(title)
        self._following.start()

    # One annotation

    def annotation_history(self) -> None:
        """Show what has been done to the selected annotation."""
        mark = self._desk.active
        if mark is None:
            return
        versions = self._hub.run(lambda project: project.timeline.of_annotation(mark.id))
        if versions:
            from annotator.ui.dialogs.annotation_history import AnnotationHistory  # noqa: PLC0415 - seldom seen

            quote = shortened(self._desk.scene.display.text[mark.start : mark.end], _LONGEST)
            sheet = AnnotationHistory(self._window, quote, versions)
            sheet.open(sheet.refuse)

    def add_rows(self, menu: Menu, mark: Mark) -> None:
        """Offer in the menu of an annotation to tell what has been done to it."""
        row = menu.add_row(tr("What has been done to it…"), icon="clock")
        row.triggered.connect(lambda: self._tell_history(mark))

    def _tell_history(self, mark: Mark) -> None:
        self._desk.set_active(mark.entity)
        self.annotation_history()

    # Following the project

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("annotator"):
            self._letters.clear()
        if self.shown:
            self._following.start()

    def _on_opened(self) -> None:
        self._letters.clear()
        self._listing.stop()
        if self.panel is not None:
            self._model.set_rows([], [])
            self._page.side.show_panel(None)

    def _on_article(self) -> None:
        if self.shown and self._filter()["article"] is not None:
            self._typing.start()


def _listed(apart: Apart, which: dict[str, str | None], report: Callable[[int], None]) -> _Found:
    from annotator.ui.models.history_list import rows_of  # noqa: PLC0415 - seldom seen

    with apart.reading() as project:
        listed = project.timeline.steps(
            annotator=which["annotator"],
            article=which["article"],
            words=which["words"] or "",
            progress=report,
        )
        report(0)
        return rows_of(listed), project.timeline.gone_back()
