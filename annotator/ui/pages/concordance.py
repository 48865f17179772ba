"""The concordance: every place of some words in one table, and what is not tagged alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from annotator.model.inconsistency import Inconsistency, Silence
from annotator.model.query import phrase
from annotator.model.search import Line, SortKey
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_line, reading_painter
from annotator.ui.panels.concordance.article_hits import ArticleHits
from annotator.ui.panels.concordance.foot import TickedFoot
from annotator.ui.panels.concordance.line_search import LineSearch, counted_words
from annotator.ui.panels.concordance.lines import Lines
from annotator.ui.panels.concordance.looking import Sought
from annotator.ui.panels.concordance.overlooked import Overlooked
from annotator.ui.panels.concordance.query_bar import QueryBar
from annotator.ui.panels.concordance.sort_button import SortButton
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.model.changes import ChangeSet

LINES, ARTICLES, DIFFERING, UNTAGGED = range(4)
_OTHER, _BY_KEY = Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ShortcutFocusReason
_BAR = 48
_WIDE = 960
"""Width of the page in pixels from which there is room for more words."""


class ConcordancePage(QWidget):
    """Four parts: lines, articles, strings tagged unlike, strings left untagged.

    Signals:
        place_wanted(article, start, end): show a place in its article (code points).
        verb_wanted(verb, lines, button): do something with lines: ``tag``, ``relabel``,
            ``remove``, ``copy``, ``export``, a digit (the key of a label).
        intended_wanted(subject, lines): say that a `Subject` is intended, everywhere (no lines) or
            at some.
        take_back_wanted(silence): take back that something is intended (a `Silence`).
        left(): back to where one was.
        told(): other keys matter now.
    """

    help_page = "searching"
    place_wanted = Signal(str, int, int)
    verb_wanted = Signal(str, object, object)
    intended_wanted = Signal(object, object)
    take_back_wanted = Signal(object)
    left = Signal()
    told = Signal()

    def __init__(self, hub: Hub, window: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.parts = Segmented(
            [tr("Lines"), tr("Articles"), tr("Tagged unlike"), tr("Left untagged")],
            tr("What is shown"),
        )
        self.count = Text(px=metrics.TEXT_SMALL, role="muted")
        self.bar = QueryBar(hub, window)
        self.sort = SortButton()
        self.filter = IconButton("filter", tr("Filter the lines"), "F")
        self.export = IconButton("download", tr("Save the lines as a table"))
        self.lines = Lines()
        self.articles = ArticleHits(hub)
        self.unlike = Overlooked(hub)
        self.foot = TickedFoot()
        self.search = LineSearch(hub, self.lines, self)
        self._eager = False
        """Whether somebody waits for lines to go on to."""
        self._lay_out()
        self._connect()
        self._show_order()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(_BAR)
        row = QHBoxLayout(head)
        row.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 0)
        row.setSpacing(metrics.SPACE_EDGE)
        row.addWidget(self.parts)
        row.addWidget(self.count, 1)
        self._asking = QWidget()
        self._asking.setFixedHeight(_BAR - 4)
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, metrics.SPACE)
        asking.setSpacing(metrics.SPACE)
        asking.addWidget(self.bar, 1)
        asking.addWidget(self.sort)
        asking.addWidget(self.filter)
        asking.addWidget(self.export)
        self._ground = QWidget()
        self._stack = QStackedLayout(self._ground)
        for part in (self.lines, self.articles, self.unlike):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._asking)
        column.addWidget(self._ground, 1)
        column.addWidget(self.foot)
        self.setFocusProxy(self.bar.field.edit)

    def _connect(self) -> None:
        self.parts.picked.connect(self.show_part)
        self.bar.wanted.connect(self._look)
        self.bar.down.connect(self._lead_down)
        self.bar.left.connect(self.left)
        self.filter.clicked.connect(self._toggle_filters)
        self.export.clicked.connect(lambda: self._ask("export", self.export))
        self.lines.opened.connect(self._open)
        self.lines.examples.chosen.connect(self._on_example)
        for signal in (self.sort.sort_wanted, self.lines.sort_wanted):
            signal.connect(lambda sort, back: self.set_order(sort, backwards=back))
        self.lines.key_pressed.connect(self._on_key)
        self.lines.model.ticked.connect(self._on_ticked)
        self.foot.wanted.connect(self._on_foot)
        self.articles.opened.connect(
            lambda hit: self.place_wanted.emit(hit.article, hit.start, hit.end)
        )
        self.unlike.opened.connect(self._on_unlike)
        self.unlike.intended_wanted.connect(lambda row: self.intended_wanted.emit(row.subject, ()))
        self.unlike.take_back_wanted.connect(self.take_back_wanted)
        self.unlike.counted.connect(self._on_counted)
        self.search.counted.connect(self._say_count)
        self.search.counted.connect(self._lead_if_eager)
        self.search.judged.connect(self.bar.show_wrong)
        self.articles.counted.connect(self._say_count)
        self._hub.opened.connect(self.forget)
        self._hub.changed.connect(self._on_changed)

    # What is shown

    def show_part(self, part: int, reason: Qt.FocusReason = _OTHER) -> None:
        """Show one of the four parts; ``reason`` says why a list has the focus then."""
        self.parts.set_current(part)
        self._asking.setVisible(part in (LINES, ARTICLES))
        self._stack.setCurrentIndex(min(part, DIFFERING))
        for tool in (self.sort, self.filter, self.export):
            tool.setVisible(part == LINES)
        if part in (DIFFERING, UNTAGGED):
            self.unlike.show_list("differing" if part == DIFFERING else "untagged")
            self.unlike.list.take_focus(reason)
        elif part == ARTICLES:
            self.articles.look(self.bar.query())
        self._on_ticked()
        self._say_count()

    def look_for(self, query: str) -> None:
        """Look for something."""
        if self.parts.current() not in (LINES, ARTICLES):
            self.show_part(LINES)
        self.bar.set_query(query)

    def set_order(self, sort: SortKey, *, backwards: bool = False) -> None:
        """Sort the lines."""
        self.search.set_sort(sort, backwards=backwards)
        self._show_order()

    def outdate(self) -> None:
        """Look for everything again: somebody else works now."""
        self._show_labels()
        self.search.look_again()
        self.unlike.outdate()

    def forget(self) -> None:
        """Begin anew: another project is open, or none."""
        self.bar.forget()
        self.search.clear()
        self.articles.look("")
        self.unlike.forget()
        self._show_labels()

    def _look(self, query: str) -> None:
        self._look_at(Sought(query))

    def _look_at(self, sought: Sought) -> None:
        self._eager = False
        self._show_labels()
        self.search.look(sought)
        if self.parts.current() == ARTICLES:
            self.articles.look(sought.query)

    def _say_count(self) -> None:
        part, search, model = self.parts.current(), self.search, self.lines.model
        words = ""
        if part == LINES and search.hits:
            words = counted_words(search.hits, len(model.heads))
            if len(model.lines) < search.hits and not search.busy:
                words = tr("The first {n} of {all}", n=f"{len(model.lines):,}", all=words)
            elif model.rowCount() < len(model.lines):
                words = tr("{n} of {all}", n=f"{model.rowCount():,}", all=words)
        elif part == ARTICLES and (n := self.articles.total):
            words = tr("One article") if n == 1 else tr("{n} articles", n=f"{n:,}")
            if n > self.articles.shown():
                words = tr("The best {n} of {all}", n=self.articles.shown(), all=words)
        self.count.setText(words)

    # Keys and places

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            if self.lines.model.tick_count() and self.parts.current() == LINES:
                self.lines.model.tick(self.lines.model.ticked_lines(), on=False)
            elif self._back_to_list():
                return
            elif self.bar.field.edit.hasFocus() or self.parts.current() in (DIFFERING, UNTAGGED):
                self.left.emit()
            else:
                self.bar.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.bar.field.edit.selectAll()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again if something has changed meanwhile."""
        super().showEvent(event)
        self._show_labels()
        if not self.search.query:
            found = self._hub.run(lambda project: project.searching.examples())
            self.lines.examples.offer(found or [])
        self.search.see()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is no room."""
        super().resizeEvent(event)
        self._on_ticked()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: bars above, the page below."""
        del event
        theme = look()
        painter = reading_painter(self)
        painter.fillRect(self.rect(), theme.win)
        painter.fillRect(self._ground.geometry(), theme.base)
        paint_line(painter, 0, self._ground.y(), self.width(), theme.line)
        painter.end()

    def _lead_down(self) -> None:
        here = self.parts.current() == LINES
        self._eager = here and self.search.busy
        if here and not self.search.query:
            self.lines.examples.take_focus()
        elif self.lines.model.rowCount() if here else self.articles.shown():
            (self.lines if here else self.articles).setFocus(Qt.FocusReason.TabFocusReason)

    def _lead_if_eager(self) -> None:
        """Go on to the lines, now that some are there: Enter came before them."""
        if self._eager and self.lines.model.rowCount():
            self._eager = False
            if self.bar.field.edit.hasFocus():
                self.lines.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_example(self, query: str) -> None:
        """Ask what somebody chose, as if they had typed it."""
        self.bar.setFocus(_OTHER)
        self.bar.set_query(query)
        self._lead_down()

    def _open(self, line: Line) -> None:
        head = self.lines.model.head(line)
        self.place_wanted.emit(head.id, line.start, line.end)

    def _toggle_filters(self) -> None:
        self.lines.show_filters(shown=self.lines.filters.isHidden())

    def _show_order(self) -> None:
        order = self.search.order
        self.sort.show_order(order)
        self.lines.head.show_sort(order.sort, backwards=order.backwards)

    def _show_labels(self) -> None:
        project = self._hub.project
        labels = {} if project is None else {one.key: one for one in project.labels}
        self.lines.delegate.labels = labels
        self.lines.delegate.me = "" if project is None else project.annotator.name
        self.unlike.set_labels(labels)
        self.lines.view.viewport().update()

    def likely_label(self) -> str:
        """Give the label that somebody probably wants on lines: that of the list's row."""
        row = self.search.sought.row
        return "" if row is None else row.subject.label

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter where the hands are; the most important stand last."""
        if self.bar.field.edit.hasFocus():
            return [
                ("Esc", tr("back")),
                ("Tab", tr("complete")),
                ("↓", tr("go to what was found")),
                ("Enter", tr("look")),
            ]
        part = self.parts.current()
        if part == ARTICLES:
            return [("Esc", tr("ask anew")), ("Enter", tr("open the article"))]
        if part != LINES:
            taken_back = self.unlike.list.silenced.isChecked()
            intended = tr("take it back") if taken_back else tr("it is intended")
            return [("Esc", tr("back")), ("I", intended), ("Enter", tr("show its places"))]
        row = self.search.sought.row is not None
        ticked = self.lines.model.tick_count() > 0
        back = tr("untick") if ticked else tr("back to the list") if row else tr("ask anew")
        keys = [("Esc", back), ("F", tr("filter")), ("S", tr("sort")), ("Space", tr("tick"))]
        if row:
            keys.append(("I", tr("intended")))
        return [*keys, ("T", tr("tag")), ("Enter", tr("open the place"))]

    # Ticked lines

    def _on_ticked(self) -> None:
        number = self.lines.model.tick_count() if self.parts.current() == LINES else 0
        about = self.search.sought.row is not None
        self.foot.show_count(number, intended=about, wide=self.width() > _WIDE)
        self.told.emit()

    def _on_key(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "f": self._toggle_filters,
            "s": self.sort.offer,
            "t": lambda: self._ask("tag", self.foot.buttons["tag"]),
            "c": lambda: self._ask("relabel", self.foot.buttons["relabel"]),
            "i": self._say_intended,
        }
        act = acts.get(key)
        if act is not None:
            act()
        else:
            self._ask(key, self.lines)

    def _on_foot(self, verb: str, button: QWidget) -> None:
        if verb == "none":
            self.lines.model.tick(self.lines.model.ticked_lines(), on=False)
        elif verb == "intended":
            self._say_intended()
        else:
            self._ask(verb, button)

    def _ask(self, verb: str, button: QWidget) -> None:
        lines = self.lines.chosen()
        if lines or verb == "export":
            self.verb_wanted.emit(verb, lines, button if button.isVisible() else self.lines)

    def _say_intended(self) -> None:
        row = self.search.sought.row
        if row is not None and self.lines.chosen():
            self.intended_wanted.emit(row.subject, self.lines.chosen())

    # What is not tagged alike

    def _on_unlike(self, row: Inconsistency | Silence) -> None:
        """Show the places of a row, below a query that says about the same."""
        subject = row.subject
        shown = row.words if isinstance(row, Inconsistency) else subject.string
        words = phrase(shown)
        match subject.about:
            case "untagged":
                query = f"{words} -label:{subject.label}"
            case "values":
                query = f"quote:{words} label:{subject.label}"
            case _:
                query = f"quote:{words}"
        by_keyboard = self.unlike.list.view.keyboard_focus()
        self.show_part(LINES)
        self.bar.show_query(query)
        self._look_at(Sought(query, row, self.unlike.everywhere))
        self.lines.view.setFocus(_BY_KEY if by_keyboard else _OTHER)

    def _back_to_list(self) -> bool:
        """Show the list again whose row led to these lines; tell whether one did."""
        row = self.search.sought.row
        if row is None or self.parts.current() != LINES:
            return False
        self.show_part(UNTAGGED if row.subject.about == "untagged" else DIFFERING, _BY_KEY)
        return True

    def _on_counted(self, differing: int, untagged: int) -> None:
        self.parts.set_number(DIFFERING, f"{differing:,}" if differing else "")
        self.parts.set_number(UNTAGGED, f"{untagged:,}" if untagged else "")

    # Following the project

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & {"scheme", "annotator"}:
            self._show_labels()
