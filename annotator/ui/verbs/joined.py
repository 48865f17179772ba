"""Every group of verbs of a window, made and joined with each other.

To add one: make it in the part of `Verbs` it belongs to, connect what it tells, and name it among
the groups if it has actions. A page of the whole project is named to `Modes.add`.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedLayout

from annotator.model.mark import Mark
from annotator.ui.actions import Actions, key_table
from annotator.ui.desk import Desk
from annotator.ui.frame import Frame
from annotator.ui.hub import Hub
from annotator.ui.memory import Memory
from annotator.ui.modes import Modes
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.panels.status_bar import StatusBar
from annotator.ui.panels.top_bar import TopBar
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.verbs.agreement import AgreementVerbs
from annotator.ui.verbs.article_menu import ArticleMenu
from annotator.ui.verbs.articles import ArticleVerbs
from annotator.ui.verbs.backing_up import BackupVerbs
from annotator.ui.verbs.copies import CopyVerbs
from annotator.ui.verbs.exchanging import ExchangingVerbs
from annotator.ui.verbs.exporting import ExportingVerbs
from annotator.ui.verbs.filtering import FilterVerbs
from annotator.ui.verbs.form import FormVerbs
from annotator.ui.verbs.history import HistoryVerbs
from annotator.ui.verbs.importing import ImportingVerbs
from annotator.ui.verbs.margins import MarginVerbs
from annotator.ui.verbs.menus import MenuVerbs
from annotator.ui.verbs.opening import OpeningVerbs
from annotator.ui.verbs.preferring import PreferenceVerbs
from annotator.ui.verbs.printing import PrintingVerbs
from annotator.ui.verbs.relating import RelatingVerbs
from annotator.ui.verbs.review_agreed import AgreedVerbs
from annotator.ui.verbs.review_comments import CommentVerbs
from annotator.ui.verbs.review_values import ReviewValues
from annotator.ui.verbs.reviewing import ReviewVerbs
from annotator.ui.verbs.scheming import SchemeVerbs
from annotator.ui.verbs.searching import SearchVerbs
from annotator.ui.verbs.span_menu import SpanMenu
from annotator.ui.verbs.spans import SpanVerbs
from annotator.ui.verbs.status import StatusTeller
from annotator.ui.verbs.surveying import SurveyVerbs
from annotator.ui.verbs.tag_all import TagAllVerbs
from annotator.ui.verbs.tagging import TaggingVerbs
from annotator.ui.verbs.team import TeamVerbs
from annotator.ui.verbs.text_keys import TextKeyVerbs
from annotator.ui.verbs.versions import VersionVerbs
from annotator.ui.verbs.viewing import ViewingVerbs
from annotator.ui.verbs.windows import WindowVerbs
from annotator.ui.verbs.zones import ZoneVerbs
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar


class Parts(NamedTuple):
    """What verbs work on: the parts of one window."""

    frame: Frame
    hub: Hub
    desk: Desk
    review_desk: ReviewDesk
    memory: Memory
    messages: MessageBar
    tagging: TaggingPage
    top: TopBar
    bottom: StatusBar
    pages: QStackedLayout


class Verbs(QObject):
    """Holds what the window can do, a group of verbs each; ``actions`` are all of them."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.frame)
        self._parts = parts
        self._make_text_verbs(parts)
        self._make_file_verbs(parts)
        self._make_menus(parts)
        self._make_review_verbs(parts)
        self._make_project_pages(parts)
        self._make_scheme_verbs(parts)
        self._join_modes(parts)
        groups = (
            # Before those whose verbs it takes over while its page is shown.
            self.scheming,
            self.backups,
            self.opening,
            self.importing,
            self.versions,
            self.exporting,
            self.exchanging,
            self.tags,
            self.spans,
            self.form,
            self.filters,
            self.margins,
            self.text_keys,
            self.relating,
            self.tag_all,
            self.history,
            self.printing,
            self.articles,
            self.zoning,
            self.copies,
            self.team,
            self.reviews,
            self.review_values,
            self.comments,
            self.agreed,
            self.surveys,
            self.searches,
            self.viewing,
            self.preferring,
            self.windows,
            self.menus,
        )
        self.actions = Actions(
            parts.frame, groups, self.status.why_not, key_table(parts.memory.settings.keys)
        )
        self.menus.use(self.actions)
        self.preferring.use(self.actions)
        self.status.use(self.actions)

    def undo(self) -> None:
        """Take the last step back, as the key does."""
        self.actions["undo"].trigger()

    def show_place(self, article: str, start: int, end: int) -> None:
        """Open an article at a span (code points)."""
        parts = self._parts
        if self.modes.mode not in ("tag", "review"):
            self.modes.back()
        if parts.review_desk.awake:
            if parts.desk.article is None or parts.desk.article.id != article:
                parts.desk.open_article(article)
            self.reviews.page.lead_to_place(article, start, end)
            return
        parts.tagging.open_article(article)
        if end > start:
            parts.tagging.view.select_span(start, end)

    def _make_text_verbs(self, parts: Parts) -> None:
        """Make what works on the open article."""
        frame, hub, desk = parts.frame, parts.hub, parts.desk
        self.status = StatusTeller(
            hub, desk, parts.tagging, parts.review_desk, parts.top, parts.bottom, frame
        )
        self.tags = TaggingVerbs(hub, desk, parts.tagging, parts.messages, frame)
        self.tags.noted.connect(self.status.note)
        self.spans = SpanVerbs(hub, desk, parts.tagging, parts.messages, self.undo, frame)
        self.spans.noted.connect(self.status.note)
        self.filters = FilterVerbs(hub, desk, parts.tagging, frame)
        self.filters.noted.connect(self.status.note)
        self.margins = MarginVerbs(desk, parts.tagging, parts.memory, frame)
        self.text_keys = TextKeyVerbs(desk, parts.tagging, frame)
        self.zoning = ZoneVerbs(hub, desk, parts.tagging, frame)
        self.zoning.noted.connect(self.status.note)
        self.tags.text_menu.zone_rows = self.zoning.add_rows
        self.tags.text_menu.rows = SpanMenu(hub, desk, self.spans)
        self.tags.relabel_selected = self.spans.relabel_selected
        self.tags.remove_selected = self.spans.remove_selected
        self.form = FormVerbs(hub, desk, parts.tagging, parts.messages, frame, tags=self.tags)
        self.form.noted.connect(self.status.note)
        self.printing = PrintingVerbs(hub, desk, parts.messages, frame)
        self.history = HistoryVerbs(hub, desk, parts.tagging, parts.messages, frame)
        self.history.noted.connect(self.status.note)
        self.tags.text_menu.more_rows = self._add_mark_rows
        self.relating = RelatingVerbs(hub, desk, parts.tagging, frame)
        self.relating.noted.connect(self.status.note)
        self.relating.told.connect(self.status.refresh)
        form = parts.tagging.form
        form.link_wanted.connect(self.relating.link)
        form.unlink_wanted.connect(self.relating.remove_link)
        form.link_menu_wanted.connect(self.relating.open_link_menu)
        self.tag_all = TagAllVerbs(hub, desk, parts.tagging, frame)
        self.tag_all.noted.connect(self.status.note)
        self.tag_all.told.connect(self.status.refresh)
        parts.tagging.find_bar.tag_wanted.connect(self.tag_all.tag_found)
        self.tags.tag_every = self.tags.text_menu.tag_every = self.tag_all.tag_words
        self.status.more_keys = lambda: (
            self.tag_all.hints()
            or self.history.hints()
            or self.form.hints()
            or self.relating.hints()
        )
        self.status.more_reasons["link"] = self.relating.why_not_link
        self.status.more_reasons["words"] = self.tag_all.why_not
        self.status.more_reasons["edge"] = self.text_keys.why_not_edge
        self.viewing = ViewingVerbs(parts.tagging, parts.memory, frame)
        self.windows = WindowVerbs(parts)
        self.preferring = PreferenceVerbs(self.viewing, parts.memory, self.status.refresh, frame)

    def _add_mark_rows(self, menu: Menu, mark: Mark) -> None:
        """Offer in the menu of an annotation what other groups do with it."""
        self.relating.add_rows(menu, mark)
        self.history.add_rows(menu, mark)
        self.tag_all.add_rows(menu, mark)

    def _make_file_verbs(self, parts: Parts) -> None:
        """Make what works on files: projects, articles, datasets, bundles."""
        frame, hub, desk, messages = parts.frame, parts.hub, parts.desk, parts.messages
        self.backups = BackupVerbs(hub, messages, frame)
        self.opening = OpeningVerbs(hub, desk, parts.memory, messages, self.backups, frame)
        self.opening.worker_changed.connect(self.status.show_worker)
        self.importing = ImportingVerbs(hub, desk, messages, self.opening, frame)
        self.versions = VersionVerbs(hub, desk, parts.memory, messages, frame)
        self.versions.undo = self.undo
        self.versions.article_wanted.connect(parts.tagging.open_article)
        self.importing.came.connect(self.versions.look_for)
        self.exporting = ExportingVerbs(hub, desk, parts.tagging.articles, messages, frame)
        self.exporting.place_wanted.connect(self.show_place)
        self.exchanging = ExchangingVerbs(
            hub, desk, messages, self.undo, self.opening.open_path, frame
        )

    def _make_menus(self, parts: Parts) -> None:
        """Make the menus and the palette, and what the list of articles offers."""
        frame, hub, desk, articles = parts.frame, parts.hub, parts.desk, parts.tagging.articles
        self.articles = ArticleVerbs(hub, desk, articles, parts.messages, frame)
        self.articles.noted.connect(self.status.note)
        self.zoning.all_wanted.connect(self.articles.zones)
        self.articles.list_wanted.connect(self._show_list)
        self.copies = CopyVerbs(hub, articles, self.articles, frame)
        self.copies.noted.connect(self.status.note)
        self.article_menu = ArticleMenu(hub, articles, self.articles, self.copies, frame)
        self.menus = MenuVerbs(
            hub,
            desk,
            parts.memory,
            self.opening,
            self.show_place,
            self.tags.press_label,
            frame,
        )
        self.team = TeamVerbs(hub, desk, articles, frame)
        self.team.list_wanted.connect(self._show_list)
        self.article_menu.assign_wanted.connect(self.team.assign_these)
        self.article_menu.export_wanted.connect(self.exporting.export_these)
        self.article_menu.versions_wanted.connect(self.versions.compare_versions_of)
        self.article_menu.version_wanted.connect(self.versions.add_version_of)
        self.team.noted.connect(self.status.note)
        self.menus.more = lambda: [*self.team.commands(), *self.surveys.commands()]
        self.opening.worker_changed.connect(self.team.follow_worker)

    def _make_review_verbs(self, parts: Parts) -> None:
        """Make what settles differences."""
        frame, hub, desk, review = parts.frame, parts.hub, parts.desk, parts.review_desk
        self.reviews = ReviewVerbs(hub, desk, review, parts.messages, frame)
        self.review_values = ReviewValues(hub, review, self.reviews, frame)
        self.status.more_reasons["draft"] = self.review_values.why_not
        self.agreed = AgreedVerbs(hub, desk, review, self.reviews, parts.messages, self.undo, frame)
        self.comments = CommentVerbs(hub, desk, review, self.reviews, frame)
        self.reviews.use(self.tags.next_article, self.tags.mark_done, self.agreed.take_agreed)
        self.reviews.merge = self.exchanging.merge
        self.tags.leads = self.reviews.lead
        self.reviews.page_made.connect(lambda page: self.margins.use_review(page, review))
        self.status.page_hints["review"] = self.reviews.hints
        for group in (self.agreed, self.reviews):
            group.noted.connect(self.status.note)

    def _make_project_pages(self, parts: Parts) -> None:
        """Make what shows the whole project on pages of its own."""
        frame, hub = parts.frame, parts.hub
        self.agreement = AgreementVerbs(hub, parts.messages, frame)
        self.agreement.noted.connect(self.status.note)
        self.surveys = SurveyVerbs(
            hub,
            parts.review_desk,
            self.agreement,
            self.exchanging.merge,
            parts.messages,
            frame,
        )
        self.surveys.page_made.connect(parts.pages.addWidget)
        self.surveys.place_wanted.connect(self.show_place)
        self.opening.worker_changed.connect(self.surveys.follow_worker)
        self.status.page_hints["overview"] = self._overview_keys
        self.searches = SearchVerbs(hub, frame)
        self.searches.page_made.connect(parts.pages.addWidget)
        self.searches.place_wanted.connect(self.show_place)
        self.searches.noted.connect(self.status.note)
        self.searches.renamed.connect(lambda name, text: self.actions[name].setText(text))
        self.opening.worker_changed.connect(self.searches.follow_worker)
        self.searches.told.connect(self.status.refresh)
        self.status.page_hints["concordance"] = self.searches.hints
        self.menus.concordance = self.searches.concordance

    def _overview_keys(self) -> list[tuple[str, str]]:
        """Give the keys that matter on the overview, which is made when it is first seen."""
        return self.surveys.overview_page.hints()

    def _make_scheme_verbs(self, parts: Parts) -> None:
        """Make what changes the scheme."""
        self.scheming = SchemeVerbs(
            parts.hub,
            parts.desk,
            parts.review_desk,
            self.tags,
            self.reviews,
            parts.messages,
            parts.frame,
        )
        self.opening.left.connect(self.scheming.keep)
        self.scheming.page_made.connect(parts.pages.addWidget)
        self.scheming.noted.connect(self.status.note)
        self.scheming.told.connect(self.status.refresh)
        self.scheming.place_wanted.connect(self.show_place)
        self.status.draft_step = self.scheming.draft_step
        self.status.page_words = self.scheming.words
        self.status.page_hints["scheme"] = self._scheme_keys
        parts.tagging.labels.label_wanted.connect(self.scheming.add_label)

    def _show_list(self) -> None:
        """Show the list of articles, from any page; where it has no room it lies over the text."""
        tagging = self._parts.tagging
        self.modes.show("tag")
        if self.modes.mode == "tag" and tagging.articles.isHidden():
            tagging.columns.toggle_left()

    def _scheme_keys(self) -> list[tuple[str, str]]:
        """Give the keys that matter on the scheme's page, which is made when it is first seen."""
        return self.scheming.page.hints()

    def _join_modes(self, parts: Parts) -> None:
        """Name every page, and let whoever wants to lead to one."""
        self.modes = Modes(
            parts.hub,
            parts.desk,
            parts.review_desk,
            parts.tagging,
            self.tags,
            self.reviews,
            parts.pages,
            parts.frame,
        )
        self.modes.add("overview", partial(self.surveys.page, "overview"))
        self.modes.add("agreement", partial(self.surveys.page, "agreement"), job=1)
        self.modes.add("scheme", lambda: self.scheming.page)
        self.modes.may_leave = self.scheming.may_leave
        self.scheming.mode_wanted.connect(self.modes.show)
        self.history.mode_wanted.connect(self.modes.show)
        self.scheming.back_wanted.connect(self.modes.back)
        self.modes.add("concordance", lambda: self.searches.page)
        # There one looks at lines, which an undo does not take away.
        self.tags.leads = lambda it: self.modes.mode == "concordance" or self.reviews.lead(it)
        self.searches.mode_wanted.connect(self.modes.show)
        self.searches.back_wanted.connect(self.modes.back)
        self.status.modes = self.modes
        for group in (self.reviews, self.surveys, self.windows):
            group.mode_wanted.connect(self.modes.show)
        self.surveys.back_wanted.connect(self.modes.back)
