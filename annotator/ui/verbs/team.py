"""Who works with whom on what: the sheets of people and of assigning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.problems import UserProblem
from annotator.text.naming import in_line
from annotator.ui.apart import read_apart
from annotator.ui.commands.command import Command
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.verbs.reading import AT_ONCE, with_ids
from annotator.ui.verbs.steps import Report, Steps

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.app.team.planning import AssignmentPlan, PlanGround


class TeamVerbs(QObject):
    """The verbs about the team.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
        list_wanted(): the list of articles is not to be seen here; show it.
    """

    noted = Signal(str)
    list_wanted = Signal()

    def __init__(self, hub: Hub, desk: Desk, articles: ArticleList, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._articles = articles
        self._window = window
        self._steps = Steps(hub, window, self)

    def people(self) -> None:
        """Show who works here, and change it."""
        from annotator.ui.dialogs.people import PeopleSheet  # noqa: PLC0415 - not before it is asked for

        if self._hub.project is not None:
            sheet = PeopleSheet(self._window, self._hub)
            sheet.assigning.connect(self.assign)
            sheet.open()

    def assign(self) -> None:
        """Ask how to share articles out, and do it."""
        selected = self._articles.selected()
        with_ids(self._hub, selected if len(selected) > 1 else (), self.assign_these, self)

    def assign_these(self, articles: Sequence[str]) -> None:
        """Ask how to share some articles out; without any, all or the one on view."""
        project = self._hub.project
        if project is None or not self._may_lead():
            return
        if project.corpus.at_most() <= AT_ONCE:
            self._show_assigning(articles, project.team.plan_ground())
        else:
            read_apart(
                self._hub,
                lambda own: own.team.plan_ground(),
                lambda ground: self._show_assigning(articles, ground),
                self,
            )

    def _show_assigning(self, articles: Sequence[str], ground: PlanGround) -> None:
        from annotator.ui.dialogs.assign import AssignSheet  # noqa: PLC0415 - as above

        people = self._hub.run(lambda project: project.team.people())
        if people is None:
            return
        article = self._desk.article
        here = None if article is None else article.id
        sheet = AssignSheet(self._window, ground, people, here, articles)
        sheet.planned.connect(self._on_planned)
        sheet.open()

    def mine(self) -> None:
        """Show the articles assigned to whoever works, or all again."""
        self._articles.show_mine(mine=not self._articles.model.mine)
        if not self._articles.view.isVisible():
            self.list_wanted.emit()

    def commands(self) -> Sequence[Command]:
        """Give, for the palette, what one may say of labels of which the article has none."""
        article, project = self._desk.article, self._hub.project
        if article is None or project is None or project.read_only:
            return ()
        none = self._hub.run(lambda it: it.corpus.found_none(article.id)) or ()
        own = {
            mark.label
            for mark in self._desk.scene.marks.known
            if mark.annotator == project.annotator.name
        }
        return [
            Command(
                tr("Look for {label} again", label=in_line(label.name))
                if label.key in none
                else tr("Looked: no {label} in this article", label=in_line(label.name)),
                partial(self._found_none, article.id, label.key, looked=label.key not in none),
                icon="eye",
                group=tr("Found none"),
                section=tr("Actions"),
            )
            for label in project.labels
            if not label.retired and label.key not in own
        ]

    def follow_worker(self) -> None:
        """Read the list anew for who works now."""
        self._articles.model.read_again()

    def _found_none(self, article: str, label: str, *, looked: bool) -> None:
        def say(project: Project) -> str:
            project.corpus.looked_and_found_none(article, label, looked=looked)
            step = project.next_undo()
            return "" if step is None else step.title

        if said := self._hub.run(say):
            self.noted.emit(said)

    def _may_lead(self) -> bool:
        """Tell whether who works may assign; if not, it is said why."""

        def require(project: Project) -> bool:
            project.team.require("lead")
            if project.read_only:
                raise UserProblem(tr("This project is read-only: nothing can be assigned in it."))
            return True

        return bool(self._hub.run(require))

    def _on_planned(self, plan: AssignmentPlan) -> None:
        articles = len({article for article, _ in plan.pairs})

        def apply(project: Project, report: Report) -> bool:
            project.team.apply(plan, report)
            return True

        self._steps.take(
            tr("Assigning {n} articles", n=f"{articles:,}"),
            len(plan.pairs),
            apply,
            lambda _: self.noted.emit(tr("Assigned: {n} articles", n=f"{articles:,}")),
            at_once=AT_ONCE,
        )
