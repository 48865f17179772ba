"""What the bars say: saved, where, how far, which keys; and which actions can be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.changes import ChangeSet
from annotator.text.shortening import shortened
from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.panels.dates import short_moment
from annotator.ui.panels.status_bar import StatusBar
from annotator.ui.panels.top_bar import TopBar
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.keys import review_keys
from annotator.ui.review.units import is_open
from annotator.ui.soon import Soon
from annotator.ui.verbs.beside_keys import beside_keys
from annotator.ui.verbs.span_keys import span_keys
from annotator.ui.widgets.telling import tell

if TYPE_CHECKING:
    from annotator.ui.modes import Modes

_LONGEST_TITLE = 36
"""Code points of the article's title in review."""

_PAGE_KEYS: dict[str, list[tuple[str, str]]] = {
    "agreement": [
        ("Esc", "article"),
        ("Tab", "next number"),
        ("Enter", "open what it counts"),
        ("F", "filter"),
        ("T", "table"),
        ("M", "copy methods"),
    ],
}
"""The keys of the pages that show the whole project; the most important stand last."""


class StatusTeller(QObject):
    """Keeps the bars, the window's title and the actions in step with what is so."""

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        page: TaggingPage,
        review: ReviewDesk,
        top: TopBar,
        bottom: StatusBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._review = review
        self._top = top
        self._bottom = bottom
        self._window = window
        self._actions: Actions | None = None
        self.more_keys: Callable[[], list[tuple[str, str]]] = list
        """Gives the keys of what has the hands just now, if anything has them."""
        self.more_reasons: dict[str, Callable[[], str]] = {}
        """By what an action needs: gives the reason why that is not there, or “”."""
        self.draft_step: Callable[[str], str] = lambda _: ""
        """Names the step that undo or redo would turn in a draft, if one is on view."""
        self.page_hints: dict[str, Callable[[], list[tuple[str, str]]]] = {}
        """By the name of a page: gives the keys that matter where the hands are on it."""
        self.page_words: Callable[[], list[str]] = list
        """Gives what a page of the whole project has to say."""
        self.modes: Modes | None = None
        """Which page is shown, if the window has more than one."""
        self._saved = ""
        self._failing = False
        """Whether the last thing that was done could not be saved."""
        self._note = ""
        self._note_ends = Soon(lambda: self.note(""), self)
        # Many things change at once: say it once, after the event that changed them.
        self._soon = Soon(self._tell, self)
        hub.opened.connect(self._on_opened)
        hub.changed.connect(self._on_changed)
        hub.failing.connect(self._on_failing)
        for signal in (desk.article_changed, desk.active_changed, desk.picked_changed, page.told):
            signal.connect(self.refresh)
        desk.selected_changed.connect(self.refresh)
        desk.filter_changed.connect(self.refresh)
        for signal in (review.reviewed, review.current_changed, review.draft_changed):
            signal.connect(self.refresh)
        review.count.counted.connect(top.set_open)
        page.articles.model.counted.connect(self.refresh)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.refresh)

    def use(self, actions: Actions) -> None:
        """Take the actions, which are made after the verbs."""
        self._actions = actions
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Say everything anew, in a moment."""
        self._soon.start()

    def note(self, text: str, seconds: float = 4) -> None:
        """Say for a while what has just been done, where it moves nothing on the page."""
        self._note = text
        if text:
            tell(self._bottom.words, text)
            self._note_ends.start(round(seconds * 1000))
        self.refresh()

    def why_not(self, needs: str) -> str:
        """Say why what an action needs is not there; “” if it is."""
        project = self._hub.project
        if needs and project is None:
            return tr("no project is open")
        reasons: dict[str, Callable[[], str]] = {
            "article": lambda: "" if self._desk.article else tr("no article is open"),
            "annotation": lambda: "" if self._desk.active else tr("no annotation is selected"),
            "undo": lambda: "" if self._next("undo") else tr("nothing to undo"),
            "redo": lambda: "" if self._next("redo") else tr("nothing to redo"),
            "scheme": lambda: "" if self.page_words() else tr("only on the page of the scheme"),
            **self._review_reasons(),
            **self.more_reasons,
        }
        return reasons.get(needs, str)()

    def _review_reasons(self) -> dict[str, Callable[[], str]]:
        review = self._review

        def page() -> str:
            if not review.awake:
                return tr("only in review")
            return tr("a proposal is being edited") if review.draft is not None else ""

        def unit() -> str:
            return page() or ("" if review.current else tr("no difference is selected"))

        def settle() -> str:
            return unit() or review.why_not_settle()

        def settled() -> str:
            one = review.current
            is_settled = one is not None and not is_open(one)
            return settle() or ("" if is_settled else tr("it is not settled"))

        def example() -> str:
            if review.awake:
                return settled()
            if self._page.asleep:
                return tr("only in the text")
            chosen = self._desk.active is not None or self._desk.scene.selected is not None
            return "" if chosen else tr("nothing is selected")

        return {
            "example": example,
            "tagging": lambda: tr("only while tagging") if self._page.asleep else "",
            "review": page,
            "unit": unit,
            "settle": settle,
            "settled": settled,
        }

    def show_worker(self) -> None:
        """Show who works."""
        project = self._hub.project
        if project is not None:
            own = project.annotator
            # Their colour and initials may be others than when they began.
            known = self._hub.run(lambda it: it.annotators()) or []
            who = next((one for one in known if one.name == own.name), own)
            words = tr("You work as {name}", name=who.name)
            self._top.person.set_person(who.monogram, words, who.colour)

    def _on_opened(self) -> None:
        project = self._hub.project
        self._saved, self._note, self._failing = "", "", False
        if project is not None:
            self._top.set_project(project.name, str(project.path))
            self._window.setWindowTitle(f"{project.name} — Annotator")
            last = next(project.history(), None)
            self._saved = tr("Saved {when}", when=short_moment(last.at)) if last else ""
        else:
            self._window.setWindowTitle("Annotator")
        self.show_worker()
        self.refresh()

    def _on_failing(self) -> None:
        self._failing = True
        self.refresh()

    def _on_changed(self, changes: ChangeSet) -> None:
        self._failing = False
        last = self._hub.run(lambda project: next(project.history(), None))
        if last is not None:
            self._saved = tr("Saved {when}", when=short_moment(last.at))
        if changes.act == "do" and not changes.outside:
            # What was said of the step before is no longer the last that was done.
            self._note = ""
        if changes.touches("annotator"):
            self.show_worker()
        self.refresh()

    def _tell(self) -> None:
        if self._actions is not None:
            self._name_turns(self._actions)
            self._actions.refresh()
        project = self._hub.project
        if project is None:
            return
        if project.read_only:
            words = [tr("Read-only")]
        elif self._failing:
            words = [tr("The last action was not saved")]
        else:
            words = [self._note or self._saved]
            words += self.page_words()
        number, count = self._page.articles.place()
        if self._desk.article is not None and self._review.awake:
            title = self._desk.article.title or ""
            short = shortened(title, _LONGEST_TITLE)
            words += [short, tr("article {n} of {all}", n=number, all=count)]
        elif self._desk.article is not None and not self._page.asleep:
            words += [self._place(), tr("{n} % read", n=self._page.share_read())]
        self._bottom.words.show_texts(words, saved=not (project.read_only or self._failing))
        self._bottom.keys.set_hints(self._page_keys() or self._form_keys() or self._keys())
        self._top.place.setText(tr("{n} of {all}", n=number, all=count) if number else "")

    def _place(self) -> str:
        """Say where the caret, the selection or the selected annotation is, or how many are."""
        scene, mark = self._desk.scene, self._desk.active
        if (count := len(self._desk.selected)) > 1:
            return tr("{n} selected", n=count)
        if scene.parts:
            return tr("{n} fragments", n=len(scene.spans))
        span = scene.selected or ((mark.start, mark.end) if mark else None)
        start, end = span or (scene.selection.caret,) * 2
        block = scene.display.first_part_of(scene.display.block_at(start))
        first = scene.display.starts[block]
        number = scene.paragraphs.numbers[block]
        where = (
            tr("Paragraph {n}", n=number)
            if number
            else scene.paragraphs.name_at(start).capitalize()
        )
        if span is None:
            return tr("{where}, character {n}", where=where or tr("Text"), n=start - first)
        return tr(
            "{where}, characters {a}–{b}", where=where or tr("Text"), a=start - first, b=end - first
        )

    def _page_keys(self) -> list[tuple[str, str]]:
        """Give the keys of a page that shows the whole project; none if the article is shown."""
        mode = "tag" if self.modes is None else self.modes.mode
        if mode in self.page_hints:
            return self.page_hints[mode]()
        return [(keys, tr(words)) for keys, words in _PAGE_KEYS.get(mode, ())]

    def _form_keys(self) -> list[tuple[str, str]]:
        """Give the keys of the form while one types into it."""
        if not self._page.form.has_keyboard():
            return []
        return [
            ("Esc", tr("text")),
            ("Ctrl D", tr("as before")),
            ("Tab", tr("next field")),
            ("Enter", tr("save, go on")),
        ]

    def _keys(self) -> list[tuple[str, str]]:
        """Give the keys that matter now; the most important stand last."""
        scene = self._desk.scene
        if self._review.awake:
            return review_keys(self._review)
        if keys := self.more_keys() or beside_keys(self._page) or span_keys(scene):
            return keys
        if self._desk.article is None:
            return [("Ctrl O", tr("add articles")), ("Ctrl K", tr("all keys"))]
        if (active := self._desk.active) is not None:
            walk = [("Tab", tr("next")), ("O", tr("stack"))]
            if active.annotator != scene.annotator:
                return walk
            return [
                *walk,
                ("[ ]  { }", tr("edges")),
                ("Del", tr("remove")),
                ("Ctrl Z", tr("undo")),
            ]
        return [
            ("← →", tr("words")),
            ("Shift →", tr("select")),
            ("Space", tr("tag the word")),
            ("Tab", tr("next annotation")),
            ("Ctrl K", tr("all keys")),
        ]

    def _name_turns(self, actions: Actions) -> None:
        """Name the step that undo and redo would turn."""
        for name, words in (("undo", tr("Undo")), ("redo", tr("Redo"))):
            step = self._next(name)
            actions[name].setText(f"{words}: {step}" if step else words)

    def _next(self, turn: str) -> str:
        project = self._hub.project
        if project is None or project.read_only:
            return ""
        if drafted := self.draft_step(turn):
            return drafted
        step = project.next_undo() if turn == "undo" else project.next_redo()
        return step.title if step else ""
