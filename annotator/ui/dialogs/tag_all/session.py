"""From opening the popover to closing it: what is shown, and done in the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet
from annotator.model.identity import entity_text
from annotator.model.listing import LabelOutline
from annotator.text.zone import Role
from annotator.ui.apart import Apart
from annotator.ui.desk import Desk
from annotator.ui.dialogs.tag_all import choices, looking, words
from annotator.ui.dialogs.tag_all.behind import TextBehind
from annotator.ui.dialogs.tag_all.looking import Sought, Wish
from annotator.ui.dialogs.tag_all.popover import GAP, TagAllPanel, TagAllPopover
from annotator.ui.dialogs.tag_all.search import NONE, Search
from annotator.ui.dialogs.tag_all.seed import Seed
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.models.occurrences import Doing, OccurrenceModel
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.soon import Soon
from annotator.ui.widgets.telling import tell

if TYPE_CHECKING:
    from annotator.app.bulk import BulkReport

_AT_ONCE = 200
"""What is done in the window's thread: more goes into the background."""
_ROOM = 32
"""Pixels of the window that the popover leaves free."""
_QUIET = 150
"""Milliseconds after a change until the words are looked for again."""
_HERE, _EVERYWHERE, _LISTED = range(3)


class TagAllSession(QObject):
    """Joins the popover to the project and to the text behind it.

    Signals:
        closed(): the popover is gone.
        noted(text): what was done.
        told(): what the status bar says may be another.
    """

    closed = Signal()
    noted = Signal(str)
    told = Signal()

    def __init__(
        self, hub: Hub, desk: Desk, page: TaggingPage, seed: Seed, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._articles = page.articles.model
        self._seed = seed
        self._window = window
        self._label = seed.label
        self._target = ""
        """The label that annotations are changed to."""
        self._outlines: dict[str, LabelOutline] = {}
        self._working: Job[Any] | None = None
        self.done = False
        """Whether what was wished was done."""
        self.model = OccurrenceModel(self)
        self.search = Search(hub, desk, seed, self)
        count = hub.run(lambda project: project.corpus.count()) or 0
        self.panel = TagAllPanel(self.model, self._name_of, count, listed=self._articles.filtered)
        self.popover = TagAllPopover(self.panel, window)
        self._behind = TextBehind(desk, page.view, self.popover)
        self._again = Soon(self._look, self, _QUIET)
        self._connect()

    def open(self, anchor: QRect, column: QRect) -> None:
        """Show the popover below a rectangle, in the middle of the text (pixels of the window)."""
        panel = self.panel
        self._read_labels()
        if self._seed.spans:
            for part in (panel.whole, panel.case):
                part.hide()
        panel.set_copied(self._values_words())
        panel.scope.setVisible(not self._seed.spans and panel.articles > 1)
        self._look()
        self._lead_to_seed()
        panel.fit(QSize(self._window.width() - _ROOM, self._window.height() - _ROOM))
        self.popover.column = column
        self.popover.open_at(anchor, gap=GAP, focus=panel.list)

    def answer_words(self) -> str:
        """Say in a word what Enter does; “” if nothing can be done now."""
        if self._why_not():
            return ""
        return {"tag": tr("tag"), "change": tr("change"), "remove": tr("remove")}[self.model.doing]

    def _connect(self) -> None:
        panel, model = self.panel, self.model
        panel.agreed.connect(self._agree)
        panel.left.connect(self._leave)
        panel.digit.connect(self._on_digit)
        panel.scope.picked.connect(lambda _: self._show())
        panel.whole.toggled.connect(lambda _: self._again.start())
        panel.case.toggled.connect(lambda _: self._again.start())
        panel.master.clicked.connect(lambda: model.tick_all(on=not model.is_full()))
        panel.zones.clicked.connect(self._open_zones)
        panel.label.clicked.connect(self._open_labels)
        panel.doing.clicked.connect(lambda: choices.open_doings(panel.doing, self._set_doing))
        panel.list.walked.connect(self._on_walked)
        model.ticked.connect(self._say)
        self.search.found.connect(self._on_found)
        self.search.looked.connect(self._on_looked)
        self.popover.closed.connect(self._on_closed)
        self._hub.changed.connect(self._on_changed)
        self._hub.opened.connect(self.popover.hide)
        self._desk.article_changed.connect(self.popover.hide)

    # Looking

    def _look(self, *, anew: bool = False) -> None:
        panel = self.panel
        case, whole = panel.case.isChecked(), panel.whole.isChecked()
        self.search.look(Sought(self._seed.words, self._label, case, whole), anew=anew)
        self._show()

    def _on_looked(self, count: int) -> None:
        if self._is_searching():
            self.panel.aside.setText(tr("{n} articles looked at", n=f"{count:,}"))

    def _on_found(self) -> None:
        self._show()
        if self.panel.list.currentIndex().row() < 0:
            self._lead_to_seed()

    def _is_searching(self) -> bool:
        if self.panel.scope.current() == _HERE:
            return not self.search.knows_here
        return self.search.everywhere is None

    # Showing

    def _show(self) -> None:
        """Show the hits of the scope; the row that was the present one stays it."""
        panel, search = self.panel, self.search
        found = search.everywhere
        here = self.model.hit(panel.list.currentIndex().row())
        panel.scope.set_number(_HERE, f"{len(search.here.hits):,}" if search.knows_here else "…")
        panel.scope.set_number(_EVERYWHERE, "…" if found is None else f"{len(found.hits):,}")
        listed: frozenset[int] | None = None
        if panel.has_listed:
            listed = frozenset(self._articles.numbers())
            count = sum(hit.article in listed for hit in found.hits) if found else 0
            panel.scope.set_number(_LISTED, "…" if found is None else f"{count:,}")
        if panel.scope.current() == _HERE:
            self.model.show(search.here)
        else:
            among = listed if panel.scope.current() == _LISTED else None
            self.model.show(found or NONE, among=among, heads=True)
        if here is not None:
            self._go_to(here.article, here.start)

    def _say(self) -> None:
        """Say how many are ticked, and show them in the text."""
        panel, model = self.panel, self.model
        outline = self._outlines.get(self._label)
        panel.say_label(
            *((outline.name, outline.colour, outline.pattern) if outline else ("", "", ""))
        )
        panel.title.setText(words.title(model.doing, self._seed.words))
        panel.say_doing(model.doing, shown=model.doing != "tag" or model.known_count() > 0)
        self._say_target()
        searching = self._is_searching()
        panel.say_ticks(
            model.tick_count(), model.free_count(), model.shown_count(), searching=searching
        )
        if not searching:
            panel.aside.setText(self._order_words())
        panel.answer.set_face(words.answer(model.doing, model.tick_count()))
        panel.answer.setEnabled(not self._why_not())
        label = self._target if model.doing == "change" else self._label
        self._behind.mark(model.ticked_in(self.search.number()), label)
        self.told.emit()

    def _say_target(self) -> None:
        panel, doing = self.panel, self.model.doing
        panel.label.setVisible(doing == "change" or (doing == "tag" and not self._seed.fixed))
        chosen = self._outlines.get(self._target if doing == "change" else self._label)
        if doing == "change":
            said = tr("to {label}", label=chosen.name) if chosen else tr("to which label?")
        else:
            said = tr("Another label") if chosen else tr("Which label?")
        panel.label.setText(said)

    def _order_words(self) -> str:
        if self.model.doing == "change" and not self._target:
            return tr("press the digit of the new label")
        if not self._label:
            return tr("press the digit of a label")
        if self.model.shown_count() and not self.model.free_count():
            return tr("all are tagged already")
        here = self.panel.scope.current() == _HERE
        return tr("in order of the text") if here else tr("by article")

    def _on_walked(self, row: int) -> None:
        hit = self.model.hit(row)
        here = hit is not None and hit.article == self.search.number()
        self._behind.lead((hit.start, hit.end) if hit is not None and here else None)

    def _lead_to_seed(self) -> None:
        number = self.search.number()
        if number is not None:
            self._go_to(number, self._seed.span[0])
        if self.panel.list.currentIndex().row() < 0 and self.model.rowCount():
            self.panel.list.setCurrentIndex(self.model.index(0))

    def _go_to(self, article: int, start: int) -> None:
        row = self.model.row_at(article, start)
        if row >= 0:
            self.panel.list.setCurrentIndex(self.model.index(row))

    # What is chosen

    def _on_digit(self, digit: str) -> None:
        for one in self._outlines.values():
            if one.shortcut == digit and not one.retired:
                self._choose_label(one.key)

    def _choose_label(self, label: str) -> None:
        if label == self._label:
            return
        if self.model.doing == "change":
            self._target = label
            self._say()
        elif self.model.doing == "tag" and not self._seed.fixed:
            self._label = label
            self._look(anew=True)
        self.panel.list.setFocus()

    def _open_labels(self) -> None:
        others = [
            one for one in self._outlines.values() if not one.retired and one.key != self._label
        ]
        choices.open_labels(self.panel.label, others, self._choose_label)

    def _open_zones(self) -> None:
        model = self.model
        choices.open_zones(self.panel.zones, model.counts_by_role(), model.roles, self._turn_zone)

    def _turn_zone(self, role: Role) -> None:
        self.model.set_role(role, wanted=role not in self.model.roles)

    def _set_doing(self, doing: Doing) -> None:
        self.model.set_doing(doing)
        self.panel.set_copied(self._values_words() if doing == "tag" else "")
        self._lead_to_seed()
        self.panel.list.setFocus()

    # The end

    def _why_not(self) -> str:
        """Say why it cannot be done now; “” if it can."""
        project, doing = self._hub.project, self.model.doing
        if project is None or project.read_only:
            return tr("The project is read-only.")
        if (doing == "tag" and not self._label) or (doing == "change" and not self._target):
            return tr("Press the digit of a label first.")
        if self._is_searching() and not self.model.tick_count():
            return tr("The places are still being looked for.")
        if not self.model.tick_count():
            elsewhere = self.panel.scope.isVisible() and self.panel.scope.current() == _HERE
            return words.nothing(self.model, elsewhere=elsewhere)
        return "" if self._working is None else tr("It is being done.")

    def _agree(self) -> None:
        if why := self._why_not():
            self.panel.aside.setText(why)
            tell(self.panel.list, why)
            return
        wish = self._wish()
        if wish.size <= _AT_ONCE:
            report = self._hub.run(lambda project: looking.do(project, wish, lambda _: None))
            if report is not None:
                self._end(wish, report)
            return
        project = self._hub.project
        assert project is not None
        job: Job[Any] = Job(partial(looking.fulfil, Apart.of(project), wish), self)
        self._working = job
        self.panel.set_working(on=True)
        job.progressed.connect(lambda n: self.panel.say_done(n, wish.size))
        job.succeeded.connect(lambda report: self._end(wish, report))
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        job.finished.connect(self._on_worked)
        job.start()

    def _wish(self) -> Wish:
        hits, doing = self.model.ticked_hits(), self.model.doing
        copies = doing == "tag" and self.panel.copies()
        return Wish(
            doing,
            self._target if doing == "change" else self._label,
            [(self.model.article(hit.article).id, hit.start, hit.end) for hit in hits],
            [entity_text(hit.entity) for hit in hits if hit.entity is not None],
            dict(self._seed.values) if copies else {},
        )

    def _on_worked(self) -> None:
        self._working = None
        if not self.done:
            self.panel.set_working(on=False)
            self._look()

    def _end(self, wish: Wish, report: BulkReport) -> None:
        self.done = True
        self._hub.look()
        if wish.doing == "tag" and not self._seed.fixed:
            self._select_seed(wish.label)
        self.noted.emit(words.done(wish.doing, report, self._name_of(wish.label)))
        self.popover.hide()

    def _select_seed(self, label: str) -> None:
        """Select what was made of the words that it began with, as tagging one does."""
        scene, (start, end) = self._desk.scene, self._seed.span
        for mark in scene.marks.at(start):
            own = mark.annotator == scene.annotator and mark.label == label
            if own and (mark.start, mark.end) == (start, end):
                self._desk.set_active(mark.entity)

    def _leave(self) -> None:
        """Close; what is being done is stopped first, and leaves nothing behind."""
        if self._working is not None:
            self._working.stop()
        else:
            self.popover.hide()

    def _on_closed(self) -> None:
        self.search.stop()
        if self._working is not None:
            self._working.stop()
        self._again.stop()
        self._hub.changed.disconnect(self._on_changed)
        self._hub.opened.disconnect(self.popover.hide)
        self._desk.article_changed.disconnect(self.popover.hide)
        self._behind.put_back()
        self.popover.deleteLater()
        self.closed.emit()

    def _on_changed(self, changes: ChangeSet) -> None:
        """Look again: somebody tagged, here or in another window."""
        if self.done or self._working is not None:
            return
        if changes.touches("scheme"):
            self._read_labels()
        if changes.kinds & {"annotation", "article", "scheme", "silence", "annotator"}:
            self._again.start()

    # Words

    def _read_labels(self) -> None:
        found = self._hub.run(lambda project: project.labels) or []
        self._outlines = {one.key: one for one in found}

    def _name_of(self, label: str) -> str:
        known = self._outlines.get(label)
        return known.name if known else label

    def _values_words(self) -> str:
        values = self._seed.values
        if not values:
            return ""
        kind = self._hub.run(lambda project: project.scheme.label(self._label))
        names = {} if kind is None else {one.key: one.name for one in kind.attributes}
        return words.copied(values, names)
