"""Accepting, editing, rejecting, commenting: what the keys do on the review page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet
from annotator.model.mark import Fragment
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.review.desk import Draft, ReviewDesk
from annotator.ui.review.units import is_open
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.unit import ReviewUnit
    from annotator.ui.pages.review import ReviewPage
    from annotator.ui.panels.review.reasons import RejectMenu


class ReviewVerbs(QObject):
    """The verbs of the review page.

    Signals:
        noted(text): something was done, or not, that one may not see; the status bar says it.
        page_made(page): the page has come to be; it wants a place.
        mode_wanted(mode): show another page: ``tag`` or ``review``.
    """

    noted = Signal(str)
    page_made = Signal(object)
    mode_wanted = Signal(str)

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        review: ReviewDesk,
        messages: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._review = review
        self._page_made: ReviewPage | None = None
        self._messages = messages
        self._window = window
        self._menu: RejectMenu | None = None
        self._next_article: Callable[[], object] = lambda: None
        self._mark_done: Callable[[], object] = lambda: None
        self._take_agreed: Callable[[], object] = lambda: None
        self.merge: Callable[[], object] | None = None
        """What asks for a bundle and merges it, if the window has that."""

    @property
    def page(self) -> ReviewPage:
        """The page, made when it is first seen: the window opens faster without."""
        if self._page_made is None:
            from annotator.ui.pages.review import ReviewPage  # noqa: PLC0415 - as said above

            self._page_made = ReviewPage(self._hub, self._desk, self._review)
            self._connect(self._page_made)
            self.page_made.emit(self._page_made)
        return self._page_made

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while one types on the page; none where its own do."""
        asking = [] if self._menu is None else self._menu.hints()
        return asking or self.page.hints()

    def use(
        self,
        next_article: Callable[[], object],
        mark_done: Callable[[], object],
        take_agreed: Callable[[], object],
    ) -> None:
        """Take verbs of others."""
        self._next_article, self._mark_done = next_article, mark_done
        self._take_agreed = take_agreed

    def _connect(self, page: ReviewPage) -> None:
        card = page.card
        page.version_wanted.connect(self.take_version)
        page.enter_pressed.connect(self.enter)
        page.escape_pressed.connect(self.escape)
        page.tools.step_wanted.connect(self._step)
        page.tools.names_wanted.connect(self.toggle_names)
        page.tools.side_wanted.connect(self.side_by_side)
        page.view.edited.connect(self._on_edited)
        card.accept_wanted.connect(self.accept_proposal)
        card.take_wanted.connect(self.take_version)
        card.edit_wanted.connect(self._on_edit_button)
        card.reject_wanted.connect(lambda _: self.reject_unit())
        card.unsure_wanted.connect(self.unsure_unit)
        card.reopen_wanted.connect(self.reopen_unit)
        card.next_wanted.connect(self.next_open)
        card.example_wanted.connect(self._make_example)
        card.state.acted.connect(self._act_on_state)

    # Pages

    def tag_mode(self) -> None:
        """Show the page on which one tags."""
        self.mode_wanted.emit("tag")

    def review_mode(self) -> None:
        """Show the page on which one reviews."""
        self.mode_wanted.emit("review")

    # Walking

    def next_open(self) -> None:
        """Go to the next open difference."""
        self._step(forward=True)

    def previous_open(self) -> None:
        """Go to the open difference before."""
        self._step(forward=False)

    def _step(self, forward: bool) -> None:
        if not self._review.step(forward=forward):
            self.noted.emit(tr("No other difference is open here"))
            one = self._review.current
            if one is not None and not is_open(one):
                # The card says then what there is to do.
                self._review.select(None)
        self._give_text_the_keys()

    # Deciding

    def accept_proposal(self) -> None:
        """Accept what is proposed (for all that are chosen), and go on; or take what is edited."""
        if self._review.draft is not None:
            self._take_draft()
            return
        self._decide(lambda project, article, *all_of: project.reviewing.accept(article, *all_of))

    def take_version(self, index: int) -> None:
        """Take one of the answers, counted from 0, and go on."""
        one = self._review.current
        if one is not None and index < len(one.unit.answers):
            self._decide(
                lambda project, article, it: project.reviewing.take(article, it, index), alone=True
            )

    def take_first(self) -> None:
        """Take the answer that most gave."""
        self.take_version(0)

    def take_second(self) -> None:
        """Take the second answer."""
        self.take_version(1)

    def take_third(self) -> None:
        """Take the third answer."""
        self.take_version(2)

    def unsure_unit(self) -> None:
        """Leave it open as unsure, and go on."""
        self._decide(lambda project, article, *all_of: project.reviewing.unsure(article, *all_of))

    def reopen_unit(self) -> None:
        """Take the decision back."""

        def reopen(project: Project, article: str, one: ReviewUnit) -> bool:
            project.reviewing.reopen(article, one)
            return True

        self._decide(reopen, stay=True, alone=True)

    def reject_unit(self) -> None:
        """Ask why nothing belongs there."""
        project = self._hub.project
        if self._review.current is None or project is None or self.refused():
            return
        self.page.panel.show_card()
        if self._menu is None:
            from annotator.ui.panels.review.reasons import RejectMenu  # noqa: PLC0415 - as the page

            self._menu = RejectMenu(self._window)
            self._menu.chosen.connect(self._on_reason)
        self._menu.open(self.page.card.reject, project.scheme.reasons)

    def _on_reason(self, reason: str, note: str) -> None:
        self._decide(
            lambda project, article, *all_of: project.reviewing.reject(
                article, *all_of, reason=reason, note=note
            )
        )

    # Editing the proposal

    def edit_proposal(self) -> None:
        """Change edges and label of what is proposed, by the keys of tagging."""
        one = self._review.current
        if one is None or self.refused():
            return
        if self._review.draft is not None:
            return
        if self.page.texts.side:
            # Edges are moved where everybody's lanes are.
            self.page.toggle_side()
        entry = one.consensus or one.unit.proposal
        self._review.set_draft(Draft(entry.label, tuple(entry.fragments)))
        self.page.view.begin_edit(tuple(entry.fragments), entry.label)
        self.page.panel.show_card()
        self._give_text_the_keys()

    def _on_edited(self, fragments: tuple[Fragment, ...]) -> None:
        draft = self._review.draft
        if draft is not None and fragments:
            self._review.set_draft(draft._replace(fragments=tuple(fragments)))

    def _take_draft(self) -> None:
        draft = self._review.draft
        assert draft is not None
        done = self._decide(
            lambda project, article, one: project.reviewing.edit(
                article,
                one,
                label=draft.label,
                fragments=draft.fragments,
                attributes=draft.attributes,
            ),
            alone=True,
        )
        if done:
            self._end_edit()

    def _end_edit(self) -> None:
        self.page.view.end_edit()
        self._review.set_draft(None)
        self._give_text_the_keys()

    def _on_edit_button(self) -> None:
        if self._review.draft is None:
            self.edit_proposal()
        else:
            self._end_edit()

    # Examples

    def good_example(self) -> None:
        """Make the decided unit an example of its label."""
        self._make_example(positive=True)

    def bad_example(self) -> None:
        """Make the decided unit an example of what the label is not for."""
        self._make_example(positive=False)

    def _make_example(self, positive: bool) -> None:
        one, article = self._review.current, self._desk.article
        if one is None or article is None or self.refused():
            return
        if is_open(one):
            self.noted.emit(tr("Decide first: only what is settled can be an example"))
            return
        done = self._hub.run(
            lambda project: (
                project.reviewing.make_example(article.id, one, positive=positive) or True
            )
        )
        if done is not None:
            entry = one.consensus or one.unit.proposal
            label = self._desk.scene.look_of(entry.label).name
            said = (
                tr("Now an example of {label}")
                if positive
                else tr("Now an example against {label}")
            )
            self.noted.emit(said.format(label=label))

    # What is shown

    def toggle_names(self) -> None:
        """Hide who is who, or show it again."""
        self._review.hide_names(hidden=not self._review.names_hidden)
        self._give_text_the_keys()

    def side_by_side(self) -> None:
        """Show the text once for each person, or once for all."""
        self.page.toggle_side()
        self._give_text_the_keys()

    # Keys whose meaning depends on what there is

    def enter(self) -> None:
        """Accept, take what is edited, or do what the card offers."""
        one = self._review.current
        if one is None:
            # What nobody expects of Enter is left to the button.
            if self.page.card.state.does in ("next", "open", "take"):
                self._act_on_state()
        elif self._review.draft is None and not is_open(one):
            self.next_open()
        else:
            self.accept_proposal()

    def escape(self) -> None:
        """Leave the edit, or else go back to the text."""
        if self._review.draft is not None:
            self._end_edit()
        else:
            self._give_text_the_keys()

    def lead(self, changes: ChangeSet) -> bool:
        """Lead to what a turned step changed; tell whether review is on view."""
        review, place = self._review, changes.place
        if not review.awake:
            return False
        if place is None or not self._hub.run(lambda it: it.corpus.number(place.article)):
            return True
        if self._desk.article is None or self._desk.article.id != place.article:
            self._desk.open_article(place.article)
        key = review.find_at(place)
        if key is not None:
            self.page.lead_to(key)
        return True

    # How it is done

    def _decide(
        self, verb: Callable[..., object], *, stay: bool = False, alone: bool = False
    ) -> bool:
        """Decide about the current unit, or all that are chosen, and go on to the next open one.

        Args:
            verb: is given the project, the article's id and the units.
            stay: go nowhere.
            alone: whatever is chosen, it is about the current one.
        """
        one, article = self._review.current, self._desk.article
        if one is None or article is None or self.refused():
            return False
        units = [one] if alone else self._chosen(one)
        following = self._review.beside(forward=True)
        if self._hub.run(lambda project: verb(project, article.id, *units)) is None:
            return False
        if len(units) > 1:
            self.noted.emit(tr("{n} differences are decided at once", n=f"{len(units):,}"))
            self.page.units.let_go()
            left = None if following is None else self._review.unit(following)
            if left is not None and not is_open(left):
                following = self._review.beside(forward=True)
        now = self._review.unit(one.unit.key)
        if stay or (following is None and now is not None and is_open(now)):
            following = one.unit.key
        self._review.select(following)
        self._give_text_the_keys()
        return True

    def _chosen(self, current: ReviewUnit) -> list[ReviewUnit]:
        """Give the units chosen in the list; usually the current one alone."""
        found = (self._review.unit(key) for key in self.page.units.several())
        return [one for one in found if one is not None] or [current]

    def refused(self) -> bool:
        """Say why whoever works cannot decide; tell whether there is such a reason."""
        reason = self._review.why_not_settle()
        if reason:
            self.noted.emit(reason[:1].upper() + reason[1:])
        return bool(reason)

    def _act_on_state(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "next": self._next_article,
            "take": self._take_agreed,
            "open": self.next_open,
            "done": self._mark_done,
            "merge": self.merge or (lambda: None),
        }
        act = acts.get(self.page.card.state.does)
        if act is not None:
            act()

    def _give_text_the_keys(self) -> None:
        self.page.text().setFocus()
