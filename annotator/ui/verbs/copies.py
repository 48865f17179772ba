"""Articles that are nearly the same: finding them, telling them apart, keeping one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.listing import ArticleView
from annotator.ui.apart import Apart, read_apart, reading_job
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.verbs.articles import ArticleVerbs

if TYPE_CHECKING:
    from annotator.app.copies import Copy
    from annotator.app.project import Project

# The sheets are made when they are asked for: none is needed to show an article.


class CopyVerbs(QObject):
    """The verbs about near duplicates.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
    """

    noted = Signal(str)

    def __init__(
        self, hub: Hub, articles: ArticleList, verbs: ArticleVerbs, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._articles = articles
        self._verbs = verbs
        self._window = window
        articles.duplicates_wanted.connect(self.near_duplicates)

    def near_duplicates(self) -> None:
        """Look for copies in the whole project, and show them in groups."""
        from annotator.ui.dialogs.progress import ProgressSheet  # noqa: PLC0415 - see above

        project = self._hub.project
        if project is None:
            return
        apart = Apart.of(project)

        def work(report: Callable[[int], None]) -> list[list[str]]:
            with apart.reading() as own:
                return own.copies.find(report)

        job = reading_job(self._hub, work, self)
        job.succeeded.connect(self._on_found)
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        ProgressSheet(
            self._window,
            job,
            tr("Looking for near duplicates"),
            tr("{n} articles looked at"),
            project.corpus.count(),
        ).run()

    def _on_found(self, groups: list[list[str]]) -> None:
        self._hub.run(lambda project: project.copies.keep(groups))
        if not groups:
            self.noted.emit(tr("No articles are nearly the same"))
            return
        plain = ArticleView(text=self._articles.model.view.text, grouping="copies")
        self._articles.look_at(plain)
        self._articles.model.read_again()
        self._verbs.lead_to_list()
        articles = sum(map(len, groups))
        self.noted.emit(
            tr("{n} articles are nearly the same, in one group", n=articles)
            if len(groups) == 1
            else tr("{n} articles in {g} groups are nearly the same", n=articles, g=len(groups))
        )

    def copies(self) -> None:
        """Show the copies of the article."""
        self._verbs.with_chosen(lambda chosen: self.copies_of(chosen[0]))

    def copies_of(self, article: str) -> None:
        """Show the copies of an article; look for them if nobody has."""
        project = self._hub.project
        if project is None:
            return
        if not project.copies.looked:
            self.near_duplicates()
            return
        # How alike they are takes seconds for texts of millions of characters.
        read_apart(
            self._hub,
            lambda it: it.copies.of(article),
            lambda found: self._show_copies(article, found),
            self,
        )

    def _show_copies(self, article: str, copies: Sequence[Copy]) -> None:
        from annotator.ui.dialogs.details.copies import CopiesSheet  # noqa: PLC0415 - see above

        project = self._hub.project
        if project is None:
            return
        if not copies:
            self.noted.emit(tr("No copies of this article are known"))
            return
        with_leads = project.team.may("lead") and not project.read_only
        sheet = CopiesSheet(self._window, copies, article, lead=with_leads)
        sheet.opened.connect(self._articles.article_wanted)
        sheet.apart.connect(
            lambda one: self._say_apart(one, [copy.id for copy in copies if copy.id != one])
        )
        sheet.compared.connect(self.compare)
        sheet.kept.connect(lambda kept, others: self._verbs.retire_all(others, self._copy_of(kept)))
        sheet.open()

    def compare(self, one: str, other: str) -> None:
        """Show where two articles differ."""
        from annotator.text.diff_rows import DiffRows, diff_rows  # noqa: PLC0415 - see above
        from annotator.text.diffing import diff  # noqa: PLC0415 - see above

        articles = [self._hub.run(lambda project, a=a: project.article(a)) for a in (one, other)]  # type: ignore[misc]
        first, second = articles
        if first is None or second is None:
            return

        def work(_report: Callable[[int], None]) -> DiffRows:
            return diff_rows(diff(first.text, second.text), first.text, second.text)

        def show(found: DiffRows) -> None:
            from annotator.ui.dialogs.details.compare import CompareSheet  # noqa: PLC0415 - see above

            titles = first.title, second.title
            CompareSheet(self._window, titles, (first.text, second.text), found).open()

        job = reading_job(self._hub, work, self)
        job.succeeded.connect(show)
        job.start()

    def _copy_of(self, article: str) -> str:
        found = self._hub.run(lambda project: project.article(article))
        return "" if found is None else tr("A copy of “{title}”", title=found.title)

    def _say_apart(self, article: str, others: Sequence[str]) -> None:
        def say(project: Project) -> bool:
            project.copies.say_apart(article, others)
            return True

        if self._hub.run(say):
            self.noted.emit(tr("It is no copy any more"))
