"""Links in the text view: the arcs of the selected annotation, and making one by mouse or keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter

from annotator.model.mark import Mark
from annotator.text.shortening import shortened
from annotator.ui.editor.arc_ends import chip_of
from annotator.ui.editor.arcs import Arc, Route, routes
from annotator.ui.editor.link_hands import LinkHands
from annotator.ui.editor.painting.relations import (
    paint_offered,
    paint_pills,
    paint_pull,
    paint_route,
)
from annotator.ui.editor.placing import Placed
from annotator.ui.look import label_colours, look

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView

_BESIDE = 3.0
_MOST_WORDS = 80
_MOST = 100
"""Arcs that are drawn: more than these nobody could tell apart."""
_ABOUT_PILL = 3
"""Pixels around a pill that still belong to it."""


class Choice(NamedTuple):
    """One relation that may be made: what stands on its arc, and whether it starts at the source.

    ``key`` is for whoever offers it.
    """

    key: object
    name: str
    title: str
    outward: bool


class Links(QObject):
    """Shows arcs, and lets hands pull new ones. It changes nothing itself.

    Signals:
        pull_wanted(): a chip was taken hold of; whoever knows what is allowed calls `begin`.
        made(choice, target): make this link from the annotation it began at to another one.
        several(target, choices): several links are possible with the target; ask which one.
        nothing_there(mark): what was chosen cannot be linked to.
        picked(relation): another arc is selected (its relation's id), or none (“”).
        removal_wanted(relation): remove the selected one.
        menu_wanted(relation, place): open the menu of an arc at a point of the screen.
        other_wanted(relation): lead to the other end of an arc.
        changed(): a link is being made, has another target, or is not made any more.
    """

    pull_wanted = Signal()
    made = Signal(object, object)
    several = Signal(object, object)
    nothing_there = Signal(object)
    picked = Signal(str)
    removal_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    other_wanted = Signal(str)
    changed = Signal()

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._arcs: tuple[Arc, ...] = ()
        self.chosen = ""
        """The relation whose arc is selected."""
        self.source: Mark | None = None
        """Where the link starts that is being made."""
        self.target: Mark | None = None
        """The annotation that it leads to so far."""
        self.by_mouse = False
        self.asking = False
        """Whether a menu asks which link is meant."""
        self._choices: Mapping[str, Sequence[Choice]] = {}
        self._taken: frozenset[tuple[bytes, object, bool]] = frozenset()
        self.mouse: QPointF | None = None
        """Where the mouse is that pulls a link, in the viewport."""
        view.page.paints_over = self.paint
        self._hands = LinkHands(view, self)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # The arcs

    def show_arcs(self, arcs: Sequence[Arc]) -> None:
        """Draw these arcs; a selected one that is not among them is let go of."""
        if tuple(arcs) != self._arcs:
            self._arcs = tuple(arcs)
            self._view.viewport().update()
        if self.chosen and self.chosen not in [arc.relation for arc in arcs]:
            self.choose("")

    @property
    def arcs(self) -> tuple[Arc, ...]:
        """The links of the selected annotation."""
        return self._arcs

    def choose(self, relation: str) -> None:
        """Select an arc, or none (“”)."""
        if relation != self.chosen:
            self.chosen = relation
            self._view.viewport().update()
            self.picked.emit(relation)

    def routes(self) -> list[Route]:
        """Find the ways of what is drawn, in pixels of the document."""
        top = self._view.verticalScrollBar().value()
        arcs = self._drawn() if self.source is None else self._draft()
        mark, page = self._view.active, self._view.page
        chip = chip_of(page, mark) if arcs and mark is not None else None
        return routes(page, arcs, top, top + self._view.viewport().height(), chip)

    def _drawn(self) -> Sequence[Arc]:
        """Give what is drawn: of very many arcs the shortest, and the selected one."""
        if len(self._arcs) <= _MOST:
            return self._arcs
        nearest = sorted(self._arcs, key=lambda arc: arc.length)
        return [arc for n, arc in enumerate(nearest) if n < _MOST or arc.relation == self.chosen]

    def arc_at(self, point: QPointF) -> str:
        """Give the relation whose name is under a point of the viewport; “” if there is none."""
        if not self._arcs or self.source is not None:
            return ""
        place = self._view.on_page(point)
        about = (-_ABOUT_PILL, -_ABOUT_PILL, _ABOUT_PILL, _ABOUT_PILL)
        for route in self.routes():
            edge = route.edge[0] if route.edge else None
            for box in (route.pill, edge):
                if box is not None and box.adjusted(*about).contains(place):
                    return route.arc.relation
        return ""

    def told_at(self, point: QPointF) -> str:
        """Say what an arc under a point of the viewport leads to; “” if there is none."""
        relation = self.arc_at(point)
        arc = next((one for one in self._arcs if relation and one.relation == relation), None)
        if arc is None:
            return ""
        text, paragraphs = self._view.scene.display.text, self._view.scene.paragraphs
        words = shortened(text[arc.other.start : arc.other.end], _MOST_WORDS)
        arrow = "→" if arc.other is arc.target else "←"
        return f"{arc.name} {arrow} “{words}” {paragraphs.name_at(arc.other.start)}".rstrip()

    def _draft(self) -> list[Arc]:
        """Give the arc that is being made, once it has a target."""
        source, target = self.source, self.target
        if source is None or target is None:
            return []
        choices = self.choices(target)
        name = choices[0].name if len(choices) == 1 else "?"
        outward = not choices or choices[0].outward
        start, end = (source, target) if outward else (target, source)
        return [Arc("", name, start, end, target)]

    def open_menu(self, relation: str) -> None:
        """Open the menu of an arc, where its name stands."""
        place = next((box.bottomLeft() for box in self._boxes(relation)), QPointF())
        here = place - QPointF(0, self._view.verticalScrollBar().value())
        self.menu_wanted.emit(relation, self._view.viewport().mapToGlobal(here.toPoint()))

    def _boxes(self, relation: str) -> Iterator[QRectF]:
        for route in self.routes():
            if route.arc.relation == relation:
                if route.pill is not None:
                    yield route.pill
                if route.edge is not None:
                    yield route.edge[0]

    def chip_at(self, point: QPointF) -> bool:
        """Tell whether the chip of the selected annotation is under a point of the viewport."""
        mark = self._view.active
        if mark is None or len(self._view.scene.chosen) > 1:
            return False
        box = chip_of(self._view.page, mark)
        return box is not None and box.contains(self._view.on_page(point))

    # Making one

    def begin(
        self,
        source: Mark,
        choices: Mapping[str, Sequence[Choice]],
        taken: frozenset[tuple[bytes, object, bool]] = frozenset(),
        *,
        by_mouse: bool = False,
    ) -> bool:
        """Let a target be chosen; tell whether there is any.

        Args:
            source: the annotation to be linked.
            choices: by label of the target, what may be made.
            taken: links that are there: the other end, the choice's key, and whether it is outward.
            by_mouse: the mouse pulls it.
        """
        self._choices, self._taken = choices, taken
        self.source, self.target, self.by_mouse = source, None, by_mouse
        self.mouse = None
        first = self._step(source, forward=True) or self._step(source, forward=False)
        if first is None:
            self.end()
            return False
        self.choose("")
        if not by_mouse:
            self.target = first
            self._reveal()
        self._tell()
        return True

    def end(self) -> None:
        """Make no link."""
        if self.source is not None:
            self.source = self.target = None
            self.mouse = None
            self._tell()

    def choices(self, target: Mark) -> list[Choice]:
        """List what may be made with a target: one of the same annotator's."""
        source = self.source
        if source is None or target.entity == source.entity:
            return []
        if target.annotator != source.annotator:
            # Others marked the same words: a link to their copy would be nobody's answer.
            return []
        return [
            one
            for one in self._choices.get(target.label, ())
            if (target.entity, one.key, one.outward) not in self._taken
        ]

    def is_linked(self, target: Mark) -> bool:
        """Tell whether all that may be made with a target is there already."""
        source = self.source
        if source is None or target.annotator != source.annotator or self.choices(target):
            return False
        # Between two of which no link may be made there is none.
        return bool(self._choices.get(target.label)) and target.entity != source.entity

    def take(self, target: Mark, number: int = -1) -> None:
        """Link to a target; if several ways are open, by one of them (from 0) or after asking."""
        choices = self.choices(target)
        if not choices:
            self.nothing_there.emit(target)
        elif 0 <= number < len(choices) or (number < 0 and len(choices) == 1):
            self.made.emit(choices[max(number, 0)], target)
        elif number < 0:
            self.target = target
            self._tell()
            self.several.emit(target, choices)

    def walk(self, *, forward: bool) -> None:
        """Choose the next annotation that may be linked to, or the one before."""
        start = self.target or self.source
        assert start is not None
        found = self._step(start, forward=forward)
        if found is None:
            # Round the corner: from the last to the first.
            ordered = self._view.scene.marks.ordered
            ends = iter(ordered if forward else reversed(ordered))
            shows = self._view.scene.shows
            found = next((one for one in ends if shows(one) and self.choices(one)), None)
        if found is not None:
            self.target = found
            self._reveal()
            self._tell()

    def _step(self, start: Mark, *, forward: bool) -> Mark | None:
        """Give the next annotation that may be linked to, or the one before."""
        marks = self._view.scene.marks
        step = marks.following if forward else marks.preceding
        mark: Mark | None = start
        while (mark := step(mark.start, mark)) is not None:  # type: ignore[union-attr]
            if self._view.scene.shows(mark) and self.choices(mark):
                return mark
        return None

    def _reveal(self) -> None:
        if self.target is not None:
            self._view.scrolling.reveal(self.target.start, self.target.end)

    def _tell(self) -> None:
        self._view.viewport().update()
        self.changed.emit()

    def _on_scrolled(self) -> None:
        # What leads to the edge of the view moves against the text, which Qt only shifts.
        if self._arcs or self.source is not None:
            self._view.viewport().update()

    # Painting

    def paint(self, painter: QPainter, placed: Sequence[tuple[QPointF, list[Placed]]]) -> None:
        """Draw arcs over the text; ``placed`` are the annotations in view with their origins."""
        if self.source is not None:
            for origin, marks in placed:
                self._paint_offered(painter, origin, marks)
        ways = self.routes()
        scene, theme = self._view.scene, look()
        drafting = self.source is not None
        looks = []
        for route in ways:
            colours = label_colours(scene.look_of(route.arc.other.label).colour)
            line, ink = (theme.accent, theme.accent) if drafting else (colours.line, colours.ink)
            chosen = bool(route.arc.relation) and route.arc.relation == self.chosen
            looks.append((route, colours.chip if chosen else line, ink, colours.chip_text, chosen))
        for route, line, _, _, chosen in sorted(looks, key=lambda one: one[4]):
            paint_route(painter, route, line, chosen=chosen)
        for route, line, ink, on_chip, chosen in looks:
            paint_pills(painter, route, line, ink, on_chip, chosen=chosen)
        if self.by_mouse and self.mouse is not None and self.source is not None:
            start = self._start()
            if start is not None and self.target is None:
                paint_pull(painter, start, self._view.on_page(self.mouse))

    def _paint_offered(self, painter: QPainter, origin: QPointF, marks: list[Placed]) -> None:
        for mark, lines in marks:
            lit = self.target is not None and mark.entity == self.target.entity
            if not lit and not self.choices(mark):
                continue
            boxes = [
                QRectF(
                    origin.x() + line.piece.left - _BESIDE,
                    origin.y() + line.piece.top,
                    line.piece.right - line.piece.left + 2 * _BESIDE,
                    line.piece.bottom - line.piece.top,
                )
                for line in lines
                if not line.gap
            ]
            paint_offered(painter, boxes, lit=lit)

    def _start(self) -> QPointF | None:
        """Give where the line begins that follows the mouse: at the chip."""
        assert self.source is not None
        box = chip_of(self._view.page, self.source)
        return None if box is None else box.center()
