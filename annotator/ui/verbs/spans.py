"""What is done with annotations as a whole: fragments, splitting, joining, several at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.mark import Mark
from annotator.text.shortening import shortened
from annotator.text.words import word_at, words
from annotator.ui.desk import Desk
from annotator.ui.editor.selecting import Span, fragment_at
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.verbs.steps import Steps
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.bulk import BulkReport
    from annotator.app.project import Project
    from annotator.app.shaping import Split

_MOST_PLACES = 9
"""Places to split at that a menu offers; more are told by the caret."""
_AROUND = 24
"""Characters shown on either side of a place to split at."""
NAMED = 2 * _AROUND
"""Characters of words that are named in a row of a menu."""
_REACH = 5_000
"""Characters around a place in which it is looked where an annotation can be split."""
_LONG_ENOUGH = 12
"""Seconds to read what was left out, and to press Undo."""


class SpanVerbs(QObject):
    """The verbs; all are for one's own annotations.

    Signals:
        noted(text): something was done that one may not see; the status bar says it.
    """

    noted = Signal(str)

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        page: TaggingPage,
        messages: MessageBar,
        undo: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._messages = messages
        self._undo = undo
        self._window = window
        self._steps = Steps(hub, window, self)
        self._steps.stopped.connect(lambda: self.noted.emit(tr("Stopped. Nothing was changed.")))
        view = page.view
        view.fragment_wanted.connect(self.add_words_to)
        view.toggled.connect(self.toggle)
        view.rechosen.connect(desk.select)

    # Fragments

    def add_words(self) -> None:
        """Hold the selected annotation, or add the selected words to it."""
        self._page.view.fragments.press()

    def add_words_to(self, entity: bytes, spans: Sequence[Span]) -> None:
        """Put an annotation on further words, and select it."""
        mark = self._desk.scene.marks.get(entity)
        if mark is None:
            return
        made = self._hub.run(lambda project: project.shaping.add_words(mark.id, spans))
        if made is not None and spans:
            self._page.view.fragments.end(spans[-1][1])
            self._desk.set_active(entity)

    def take_out(self) -> None:
        """Take the fragment at the caret out of its annotation."""
        caret = self._desk.scene.selection.caret
        mark = self._at_caret(lambda one: len(one.pieces) > 1)
        if mark is None:
            self.noted.emit(tr("At the caret is no annotation of several fragments."))
        else:
            self.take_out_of(mark, caret)

    def take_out_of(self, mark: Mark, position: int) -> None:
        """Take the fragment at a code point out of an annotation, and select what is left."""
        if self._hub.run(lambda project: project.shaping.take_out(mark.id, position)) is not None:
            self._desk.set_active(mark.entity)

    # Splitting and joining

    def split(self) -> None:
        """Split the annotation at the caret; where the caret is at its edge, ask between which."""
        scene = self._desk.scene
        text, caret = scene.display.text, scene.selection.caret
        active = self._desk.active
        if active is not None and len(self._desk.selected) == 1:
            place = split_place(text, active, caret)
            if place is None:
                self._ask_where(active)
            else:
                self.split_at(active, place)
            return
        mark = self._at_caret(lambda one: split_place(text, one, caret) is not None)
        place = None if mark is None else split_place(text, mark, caret)
        if mark is None or place is None:
            self.noted.emit(tr("Put the caret between two words of an annotation to split it."))
        else:
            self.split_at(mark, place)

    def split_at(self, mark: Mark, position: int) -> None:
        """Split an annotation at a code point, and select the second part."""
        split = self._hub.run(lambda project: project.shaping.split(mark.id, position))
        if split is None:
            return
        self._select(split.second.id)
        left = self._stayed(split)
        if left:
            self._tell(
                tr("Split. {what} stayed with the first part.", what=_listed(left, tr("and")))
            )
        else:
            self.noted.emit(tr("Split in two"))

    def join(self) -> None:
        """Join the selected annotations; if there is one, with the next one of its label."""
        own = self._own_selected()
        if len(self._desk.selected) == 1 and own:
            following = self.next_alike(own[0])
            if following is None:
                self.noted.emit(tr("No other annotation of this label follows."))
                return
            own.append(following)
        if not own:
            self._hub.problem.emit(
                tr("Only your own annotations can be joined. Select two of yours.")
            )
            return
        self.join_all(own)

    def join_all(self, marks: Sequence[Mark]) -> None:
        """Join annotations; where words lie between them, ask whether these are taken in."""
        from annotator.app.shaping import united  # noqa: PLC0415 - only when something is joined

        text = self._desk.scene.display.text
        pieces = united(text, [piece for mark in marks for piece in mark.pieces])
        if len(pieces) == 1 or len({mark.label for mark in marks}) > 1 or len(marks) == 1:
            self._join(marks, whole=False)
            return
        menu = Menu(tr("Words lie between them"), self._window)
        whole = shortened(text[pieces[0][0] : pieces[-1][1]], NAMED)
        parts = " … ".join(shortened(text[slice(*piece)], _AROUND) for piece in pieces)
        row = menu.add_row(tr("Fragments: {words}", words=parts), icon="layers")
        row.triggered.connect(lambda: self._join(marks, whole=False))
        first = row
        row = menu.add_row(tr("One span: {words}", words=whole), icon="merge")
        row.triggered.connect(lambda: self._join(marks, whole=True))
        menu.setActiveAction(first)
        self._open(menu, (pieces[0][0], pieces[0][1]))

    def next_alike(self, mark: Mark) -> Mark | None:
        """Give the next annotation of the same person and label that is shown."""
        scene = self._desk.scene
        following = scene.marks.following(mark.start, mark)
        while following is not None:
            alike = following.label == mark.label and following.annotator == mark.annotator
            if alike and scene.shows(following):
                return following
            following = scene.marks.following(following.start, following)
        return None

    # Several

    def toggle(self, entity: bytes) -> None:
        """Take an annotation among those that are selected, or out of them."""
        selected = self._desk.selected
        if entity in selected:
            self._desk.select(one for one in selected if one != entity)
        else:
            self._desk.select([*selected, entity], entity)

    def select_all(self) -> None:
        """Select all annotations that the list shows."""
        if self._desk.article is not None:
            self._desk.select(self._page.annotations.model.entities())

    def relabel_selected(self, label: str) -> bool:
        """Put a label on all selected annotations; tell whether there are several."""
        if len(self._desk.selected) < 2:
            return False
        own = self._own_ids()
        if own:
            self._steps.take(
                tr("Changing {n} annotations", n=f"{len(own):,}"),
                len(own),
                lambda project, report: project.bulk.relabel(own, label, progress=report),
                lambda report: self._on_relabelled(report, label),
            )
        return True

    def _on_relabelled(self, report: BulkReport, label: str) -> None:
        name = self._desk.scene.look_of(label).name
        if report.known and not report.changed:
            self.noted.emit(tr("They are {label} already", label=name))
            return
        said = tr("{n} are {label} now", n=f"{report.changed:,}", label=name)
        if report.relations:
            went = tr("links that do not fit it went: {n}", n=f"{report.relations:,}")
            said = f"{said}; {went}"
        self.noted.emit(said)

    def remove_selected(self) -> bool:
        """Remove all selected annotations; tell whether there are several."""
        if len(self._desk.selected) < 2:
            return False
        own = self._own_ids()
        if own:
            self._steps.take(
                tr("Removing {n} annotations", n=f"{len(own):,}"),
                len(own),
                lambda project, report: project.bulk.remove(own, progress=report),
                lambda report: self.noted.emit(
                    tr("{n} annotations removed", n=f"{report.removed:,}")
                ),
            )
        return True

    def _own_ids(self) -> list[str]:
        """Name one's own of what is selected; say that the others stay as they are."""
        own = self._own_selected()
        if others := len(self._desk.selected) - len(own):
            self._messages.show_info(
                tr("{n} of them are somebody else’s and stay as they are.", n=f"{others:,}"),
                _LONG_ENOUGH,
            )
        return [mark.id for mark in own]

    def _own_selected(self) -> list[Mark]:
        scene = self._desk.scene
        marks = [scene.marks.get(entity) for entity in self._desk.selected]
        return [one for one in marks if one is not None and one.annotator == scene.annotator]

    # How

    def _at_caret(self, fits: Callable[[Mark], bool]) -> Mark | None:
        """Give the selected annotation, or the smallest of one's own at the caret, that fits."""
        scene = self._desk.scene
        caret = scene.selection.caret
        active = self._desk.active
        found = [] if active is None else [active]
        found += scene.marks.at(caret)
        own = (one for one in found if one.annotator == scene.annotator and scene.shows(one))
        touching = (one for one in own if fragment_at(one.pieces, caret) is not None)
        return next(filter(fits, touching), None)

    def _ask_where(self, mark: Mark) -> None:
        """Offer the places between the words of an annotation."""
        text = self._desk.scene.display.text
        places = split_places(text, mark, mark.start)
        if not places:
            self.noted.emit(tr("There is one word: nothing to split."))
            return
        menu = Menu(tr("Split between"), self._window)
        for place in places[:_MOST_PLACES]:
            before = _tail(text[mark.start : place].rstrip(), _AROUND)
            behind = shortened(text[place : mark.end], _AROUND)
            row = menu.add_row(f"{before}  |  {behind}")
            row.triggered.connect(lambda _=False, at=place: self.split_at(mark, at))
        menu.setActiveAction(menu.actions()[0])
        self._open(menu, mark.pieces[0])

    def _join(self, marks: Sequence[Mark], *, whole: bool) -> None:
        ids = [mark.id for mark in marks]
        joined = self._hub.run(lambda project: project.shaping.join(ids, whole=whole))
        if joined is None:
            return
        self._select(joined.annotation.id)
        left = self._names(joined.annotation.label, joined.dropped)
        if joined.relations:
            left.append(_relations(joined.relations))
        if left:
            self._tell(tr("Joined. Left out: {what}.", what=_listed(left, tr("and"))))
        else:
            self.noted.emit(tr("{n} joined into one", n=len(ids)))

    def _stayed(self, split: Split) -> list[str]:
        left = self._names(split.first.label, split.stayed)
        if split.note:
            left.append(tr("The note"))
        if split.relations:
            left.append(_relations(split.relations))
        return left

    def _names(self, label: str, keys: Sequence[str]) -> list[str]:
        """Name attributes of a label as people know them."""

        def named(project: Project) -> list[str]:
            known = {one.key: one.name for one in project.scheme.label(label).attributes}
            return [known.get(key, key) for key in keys]

        return (self._hub.run(named) if keys else None) or []

    def _tell(self, said: str) -> None:
        self._messages.show_info(said, _LONG_ENOUGH, [(tr("Undo"), self._undo)])

    def _select(self, annotation: str) -> None:
        entity = bytes.fromhex(annotation.replace("-", ""))
        if self._desk.scene.marks.get(entity) is not None:
            self._desk.set_active(entity)

    def _open(self, menu: Menu, span: Span) -> None:
        view = self._page.view
        view.scrolling.reveal(*span)
        box = view.box_of(*span)
        corner: QPoint = view.viewport().mapToGlobal(QRect(box).bottomLeft())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(corner)


def split_places(text: str, mark: Mark, near: int) -> list[int]:
    """Give the starts of an annotation's words around a place, but of its first: splits are there.

    Args:
        text: the article's.
        mark: the annotation, which may be the whole article.
        near: a code point; what is farther away than some pages is left out.
    """
    low, high = near - _REACH, near + _REACH
    pieces = [(max(a, low), min(b, high)) for a, b in mark.pieces if a < high and b > low]
    # A word that the reach has cut counts as the first.
    return [start for piece in pieces for start, _ in words(text, *piece)][1:]


def split_place(text: str, mark: Mark, caret: int) -> int | None:
    """Give where the caret splits an annotation: before the word it is in; None is nowhere.

    In the first word it is behind that word, unless the caret is at the very start.
    """
    if not mark.start < caret < mark.end:
        return None
    word = word_at(text, caret)
    at = word[0] if word and word[0] < caret < word[1] else caret
    places = split_places(text, mark, at)
    if not places:
        return None
    behind = [place for place in places if place >= at]
    return behind[0] if behind else places[-1]


def _tail(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else "…" + words[1 - most :].lstrip()


def _relations(count: int) -> str:
    return tr("one link") if count == 1 else tr("{n} links", n=count)


def _listed(names: Sequence[str], last: str) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
