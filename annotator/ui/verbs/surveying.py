"""Looking at the whole project: the overview and the agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.commands.command import Command
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.verbs.agreement import AgreementVerbs
from annotator.ui.verbs.charts import ChartVerbs
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.ui.pages.agreement import AgreementPage
    from annotator.ui.pages.overview import OverviewPage
    from annotator.ui.panels.overview.facts import ArticleFact


class SurveyVerbs(QObject):
    """The verbs about pages that show the whole project, each made when it is first seen.

    Args:
        agreement: serves the page of agreement.
        merge: asks for a teammate's file.

    Signals:
        page_made(page): a page has come to be; it wants a place.
        mode_wanted(mode): show a page: ``tag``, ``review``, ``agreement`` or ``overview``.
        back_wanted(): show the article again.
        place_wanted(article, start, end): show a place of an article, in code points.
    """

    page_made = Signal(object)
    mode_wanted = Signal(str)
    back_wanted = Signal()
    place_wanted = Signal(str, int, int)

    def __init__(
        self,
        hub: Hub,
        review: ReviewDesk,
        agreement: AgreementVerbs,
        merge: Callable[[], object],
        messages: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._review = review
        self._serving = agreement
        self._merge = merge
        self._window = window
        self._charts = ChartVerbs(hub, messages, window)
        self._charts.place_wanted.connect(self.place_wanted)
        self._agreement: AgreementPage | None = None
        self._overview: OverviewPage | None = None
        agreement.place_wanted.connect(self._on_place_wanted)
        review.names_changed.connect(self._on_names_changed)

    def overview(self) -> None:
        """Show how far the project is."""
        self.mode_wanted.emit("overview")

    def agreement(self) -> None:
        """Show how well people agree."""
        self.mode_wanted.emit("agreement")

    def commands(self) -> Sequence[Command]:
        """Give, for the palette, the people whose annotations can be listed."""
        project = self._hub.project
        if project is None:
            return ()
        own, blind = project.annotator.name, project.team.settings().blind
        reason = tr("names are hidden") if self._review.names_hidden else ""
        return [
            Command(
                one.name,
                partial(self._list_of, one.name),
                icon="user",
                group=tr("People"),
                aside=tr("list what they marked"),
                reason=reason or (tr("people work blind") if blind and one.name != own else ""),
                person=True,
            )
            for one in self._hub.run(lambda it: it.annotators()) or ()
            if one.kind == "person"
        ]

    def _list_of(self, name: str) -> None:
        from annotator.app.counting import Wanted  # noqa: PLC0415 - seldom

        self._charts.list_spans(tr("By {name}", name=name), Wanted(annotator=name))

    def page(self, mode: str) -> QWidget:
        """Give the page of ``agreement`` or ``overview``."""
        return self.agreement_page if mode == "agreement" else self.overview_page

    @property
    def agreement_page(self) -> AgreementPage:
        """The page of agreement."""
        if self._agreement is None:
            from annotator.ui.pages.agreement import AgreementPage  # noqa: PLC0415 - seldom seen

            page = self._agreement = AgreementPage(self._hub)
            self._serving.connect_page(page)
            self._disguise(page)
            page.article_wanted.connect(lambda: self.mode_wanted.emit("review"))
            for card in page.charts():
                card.save_wanted.connect(self._charts.save)
            self.page_made.emit(page)
        return self._agreement

    @property
    def overview_page(self) -> OverviewPage:
        """The overview."""
        if self._overview is None:
            from annotator.ui.pages.overview import OverviewPage  # noqa: PLC0415 - seldom seen

            page = self._overview = OverviewPage(self._hub, self._review.count)
            page.article_wanted.connect(lambda article: self._open(article, "tag"))
            page.review_wanted.connect(lambda article: self._open(article, "review"))
            page.go_on.connect(
                lambda article, reviewing: self._open(article, "review" if reviewing else "tag")
            )
            page.articles_wanted.connect(self._list)
            page.merge_wanted.connect(self._merge)
            page.left.connect(self.back_wanted)
            for card in page.charts():
                self._charts.serve(card)
            self._hide_names(page)
            self.page_made.emit(page)
        return self._overview

    def follow_worker(self) -> None:
        """Take note that somebody else works, who may see other work."""
        self._review.count.forget()
        for page in (self._agreement, self._overview):
            if page is not None:
                page.forget()

    def _open(self, article: str, mode: str) -> None:
        self.mode_wanted.emit(mode)
        self.place_wanted.emit(article, 0, 0)

    def _on_place_wanted(self, article: str, start: int, end: int) -> None:
        self.mode_wanted.emit("review")
        self.place_wanted.emit(article, start, end)

    def _list(self, title: str, articles: Sequence[ArticleFact]) -> None:
        from annotator.ui.dialogs.articles import ArticlesSheet  # noqa: PLC0415 - seldom seen

        states = {one.id: one.state for one in articles}
        sheet = ArticlesSheet(self._window, title, articles)
        sheet.chosen.connect(
            lambda article: self._open(article, "review" if states[article] == "review" else "tag")
        )
        sheet.open(sheet.list if articles else sheet.refuse)

    def _on_names_changed(self) -> None:
        if self._overview is not None:
            self._hide_names(self._overview)
        if self._agreement is not None:
            self._disguise(self._agreement)

    def _hide_names(self, page: OverviewPage) -> None:
        self._charts.names_hidden = self._review.names_hidden
        page.set_names_hidden(hidden=self._review.names_hidden)

    def _disguise(self, page: AgreementPage) -> None:
        """Show people on the page of agreement by numbers while names are hidden."""
        from annotator.ui.panels.agreement.disguise import Disguise  # noqa: PLC0415 - seldom seen

        numbers: dict[str, str] = {}
        if self._review.names_hidden:
            people = self._hub.run(lambda project: project.comparing.annotators()) or ()
            # In an order of the whole project's, which is no article's.
            found = self._hub.run(lambda project: project.reviewing.disguises("", people))
            numbers = {name: tr("Person {n}", n=n) for name, n in (found or {}).items()}
        disguise = Disguise(numbers)
        self._serving.disguise = disguise
        page.set_disguise(disguise)
