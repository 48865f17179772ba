"""The ways of arcs: how a relation runs from one annotation to another without crossing words.

An arc runs in the white between two lines. From line to neighbouring line it takes the white
between them, within a line that above it; what is farther apart goes through the margin. Arcs of
one name and colour may share their way, others keep apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from annotator.model.mark import Mark
from annotator.ui.editor.arc_ends import Beyond, Stretch, beyond, stretches
from annotator.ui.look import STRONG, sans, text_width

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout

_PILL = 14
PILL_TEXT = 10
_PILL_PADDING = 6
ARROW = 8
"""Width of the head of an arrow; it is as high as the white is between run and words."""
_MARGIN = 16
"""Pixels from the column to the way through the margin."""
_TRACK = 5
"""Pixels between arcs beside each other."""
_TRACKS = (0, 1, -1, 2)
_BESIDE = 12
"""Pixels between the corner of an arc and its pill."""
_INSIDE = 6
"""Pixels from the edge of words to where an arc may touch them."""
_STEP = 14
"""Pixels between arcs that touch the same words."""
_EDGE = 12
"""Pixels from the edge of the view to the name of a paragraph beyond it."""
_EDGE_STEP = 18
_MOST_AT_EDGE = 6


class Arc(NamedTuple):
    """A relation to be drawn.

    Attributes:
        relation: its id; “” for one that is being made.
        name: what stands on it.
        source: the annotation where it starts.
        target: the one that it leads to.
        other: which of the two is not the selected one.
    """

    relation: str
    name: str
    source: Mark
    target: Mark
    other: Mark

    @property
    def length(self) -> int:
        """How far the two are apart, in code points."""
        return abs(self.source.start - self.target.start)


class Route(NamedTuple):
    """The way of an arc, in pixels of the document.

    Attributes:
        arc: what runs there.
        points: its corners, from the selected annotation to the other one.
        pill: where its name stands; None if another arc on the same way says it.
        dot: where its start is; None if that is out of view.
        tip: where its arrow points, and the point behind it; None if that is out of view.
        edge: the box of the name of the paragraph in which an end out of view lies, with it.
    """

    arc: Arc
    points: tuple[QPointF, ...]
    pill: QRectF | None
    dot: QPointF | None
    tip: tuple[QPointF, QPointF] | None
    edge: tuple[QRectF, str] | None


_Tag = tuple[str, str]
"""The name and the label of an arc: arcs with the same may share their way."""


@dataclass(slots=True)
class _Taken:
    """What other arcs have taken by now."""

    runs: list[tuple[float, float, float, _Tag]] = field(default_factory=list)
    """Height, left and right of what runs sideways."""
    ways: dict[float, _Tag] = field(default_factory=dict)
    """Places of the ways through the margins."""
    touches: list[tuple[float, float, _Tag]] = field(default_factory=list)
    """Where arcs touch words."""
    pills: list[QRectF] = field(default_factory=list)
    edges: dict[bool, int] = field(default_factory=dict)
    """How many names of paragraphs stand at the upper and at the lower edge."""

    def free(self, y: float, left: float, right: float, tag: _Tag) -> bool:
        """Tell whether a run would keep apart from all others."""
        return not any(
            abs(y - other) < _TRACK and left < until and begin < right and tag != whose
            for other, begin, until, whose in self.runs
        )


def routes(
    layout: ArticleLayout,
    arcs: Iterable[Arc],
    top: float,
    bottom: float,
    chip: QRectF | None = None,
) -> list[Route]:
    """Find the ways of arcs that have an end in view.

    Args:
        layout: has the text.
        arcs: what runs there.
        top: where the view begins in the document.
        bottom: where it ends.
        chip: the name over the selected annotation, behind which none of theirs is put.
    """
    taken = _Taken(pills=[] if chip is None else [chip])
    found = []
    ordered = sorted(arcs, key=lambda arc: (arc.length, arc.relation))
    for arc in ordered:
        route = _route(layout, arc, top, bottom, taken)
        if route is not None:
            found.append(route)
    return found


def pill_height() -> int:
    """Give the height of a pill in pixels."""
    return _PILL


def pill_width(name: str) -> float:
    """Measure the pill of a name in pixels."""
    return text_width(name, sans(PILL_TEXT, STRONG)) + 2 * _PILL_PADDING


def _route(
    layout: ArticleLayout, arc: Arc, top: float, bottom: float, taken: _Taken
) -> Route | None:
    here = arc.source if arc.other is arc.target else arc.target
    near = stretches(layout, here, top, bottom)
    far = stretches(layout, arc.other, top, bottom)
    if near and far:
        one, other = min(
            ((one, other) for one in near for other in far),
            key=lambda pair: (abs(pair[0].top - pair[1].top), abs(pair[0].middle - pair[1].middle)),
        )
        gap = max(one.top, other.top) - min(one.bottom, other.bottom)
        if gap < min(one.pitch, other.pitch):
            return _close(arc, one, other, taken)
        return _through_margin(layout, arc, one, other, taken)
    if near:
        return _to_edge(layout, arc, near, beyond(layout, arc.other, top), (top, bottom), taken)
    if far:
        # The selected one is out of view: the arc leads from the other one to the edge.
        return _to_edge(
            layout, arc, far, beyond(layout, here, top), (top, bottom), taken, back=True
        )
    return None


def _tag(arc: Arc) -> _Tag:
    return arc.name, arc.other.label


def _close(arc: Arc, one: Stretch, other: Stretch, taken: _Taken) -> Route:
    """Lead from line to the same line or a neighbouring one."""
    width, tag = pill_width(arc.name), _tag(arc)
    if one.top == other.top:
        heights = [min(one.above, other.above), max(one.below, other.below)]
    else:
        heights = [min((one, other), key=lambda end: end.top).below]
    x, x_other = _apart(one, other, width + 2 * _BESIDE)
    choices = []
    for height in heights:
        a = _touch(one, x, height, taken, tag)
        b = _touch(other, x_other, height, taken, tag)
        choices.append((a, b, height))
    left_right = [(min(a, b) - width / 2, max(a, b) + width / 2) for a, b, _ in choices]
    index = next(
        (
            number
            for number, (_, _, height) in enumerate(choices)
            if taken.free(height, *left_right[number], tag)
        ),
        None,
    )
    if index is None:
        a, b, height = choices[0]
        height = _track(height, *left_right[0], taken, tag)
    else:
        a, b, height = choices[index]
    y, y_other = _edge_of(one, height), _edge_of(other, height)
    points = (QPointF(a, y), QPointF(a, height), QPointF(b, height), QPointF(b, y_other))
    pill = _pill(min(a, b), max(a, b), height, width, taken)
    taken.runs.append((height, min(a, b), max(a, b), tag))
    taken.runs.append((height, pill.left(), pill.right(), tag))
    taken.touches += [(a, y, tag), (b, y_other, tag)]
    return _with_ends(arc, points, pill)


def _through_margin(
    layout: ArticleLayout, arc: Arc, one: Stretch, other: Stretch, taken: _Taken
) -> Route:
    """Lead from line to a line farther away."""
    tag, down = _tag(arc), other.top > one.top
    way = _way(layout, one, taken, tag)
    height, x = _out(one, way, taken, tag, down=down)
    height_other, x_other = _out(other, way, taken, tag, down=not down)
    points = (
        QPointF(x, _edge_of(one, height)),
        QPointF(x, height),
        QPointF(way, height),
        QPointF(way, height_other),
        QPointF(x_other, height_other),
        QPointF(x_other, _edge_of(other, height_other)),
    )
    # Arcs that leave together come to different ends: there each says its name.
    pill = _pill(min(way, x_other), max(way, x_other), height_other, pill_width(arc.name), taken)
    return _with_ends(arc, points, pill)


def _to_edge(
    layout: ArticleLayout,
    arc: Arc,
    seen: list[Stretch],
    unseen: Beyond,
    view: tuple[float, float],
    taken: _Taken,
    *,
    back: bool = False,
) -> Route:
    """Lead from words in view to the edge of the view behind which the other end is."""
    tag, down = _tag(arc), unseen.below
    one = max(seen, key=lambda end: end.top) if down else min(seen, key=lambda end: end.top)
    way = _way(layout, one, taken, tag)
    is_known = any(abs(touch[0] - way) < 1 and touch[2] == tag for touch in taken.touches)
    height, x = _out(one, way, taken, tag, down=down)
    count = taken.edges.get(down, 0)
    taken.edges[down] = count + 1
    step = min(count, _MOST_AT_EDGE) * _EDGE_STEP
    limit = view[1] - _EDGE - step if down else view[0] + _EDGE + step
    limit = max(limit, height) if down else min(limit, height)
    edge = None
    if count < _MOST_AT_EDGE and unseen.name:
        width, height_of = pill_width(unseen.name), pill_height()
        edge = QRectF(way - width / 2, limit - height_of / 2, width, height_of), unseen.name
    tip = QPointF(way, view[1] - 1 if down else view[0] + 1)
    points = (
        QPointF(x, _edge_of(one, height)),
        QPointF(x, height),
        QPointF(way, height),
        tip,
    )
    pill = None
    if not is_known:
        taken.touches.append((way, height, tag))
        pill = _pill(min(way, x), max(way, x), height, pill_width(arc.name), taken)
    here = arc.source if arc.other is arc.target else arc.target
    starts_here = (arc.source is here) != back
    behind = QPointF(way, tip.y() - 1 if down else tip.y() + 1)
    arrow = (tip, behind) if starts_here else (points[0], points[1])
    dot = points[0] if starts_here else None
    return Route(arc, points, pill, dot, arrow, edge)


def _with_ends(arc: Arc, points: tuple[QPointF, ...], pill: QRectF) -> Route:
    first, last = (points[0], points[1]), (points[-1], points[-2])
    tip, start = (last, first) if arc.other is arc.target else (first, last)
    return Route(arc, points, pill, start[0], tip, None)


def _apart(one: Stretch, other: Stretch, wanted: float) -> tuple[float, float]:
    """Choose where an arc touches two stretches: in the middle, farther apart if need be."""
    a, b = one.middle, other.middle
    rightwards = b >= a
    missing = wanted - abs(b - a)
    if missing > 0:
        low, high = (other.left + _INSIDE, other.right - _INSIDE)
        moved = b + missing if rightwards else b - missing
        b = max(min(moved, max(low, high)), min(low, high))
        missing = wanted - abs(b - a)
    if missing > 0:
        low, high = one.left + _INSIDE, one.right - _INSIDE
        moved = a - missing if rightwards else a + missing
        a = max(min(moved, max(low, high)), min(low, high))
    return a, b


def _touch(end: Stretch, x: float, height: float, taken: _Taken, tag: _Tag) -> float:
    """Give where an arc touches words, beside those that touch them there already."""
    y = _edge_of(end, height)
    low, high = end.left + _INSIDE, end.right - _INSIDE
    for step in (0, 1, -1, 2, -2, 3, -3):
        place = x + step * _STEP
        if step and not low <= place <= high:
            continue
        if not any(
            abs(place - other) < _STEP - 2 and abs(y - height_) < 1 and tag != whose
            for other, height_, whose in taken.touches
        ):
            return place
    return x


def _edge_of(end: Stretch, height: float) -> float:
    """Give the height at which an arc meets words from a run above or below them."""
    return end.top - 1 if height < end.top else end.bottom + 1


def _out(end: Stretch, way: float, taken: _Taken, tag: _Tag, *, down: bool) -> tuple[float, float]:
    """Give the height of a run from words to the margin, and where it touches them."""
    height = end.below if down else end.above
    x = _touch(end, end.middle, height, taken, tag)
    left, right = min(way, x), max(way, x)
    height = _track(height, left, right, taken, tag)
    taken.runs.append((height, left, right, tag))
    taken.touches.append((x, _edge_of(end, height), tag))
    return height, x


def _track(height: float, left: float, right: float, taken: _Taken, tag: _Tag) -> float:
    """Give the first height beside those that are taken."""
    return next(
        (
            height + track * _TRACK
            for track in _TRACKS
            if taken.free(height + track * _TRACK, left, right, tag)
        ),
        height,
    )


def _way(layout: ArticleLayout, end: Stretch, taken: _Taken, tag: _Tag) -> float:
    """Give the place of a way through the margin where the lines begin."""
    sign = 1 if end.leftwards else -1
    start = layout.column_left + (layout.column_width if end.leftwards else 0.0)
    place = start + sign * _MARGIN
    while taken.ways.get(place, tag) != tag:
        place += sign * _TRACK
    taken.ways[place] = tag
    return place


def _pill(left: float, right: float, y: float, width: float, taken: _Taken) -> QRectF:
    """Put a name in the middle of a run, or elsewhere on it, or beside one that has no room."""
    height = pill_height()
    boxes = [
        QRectF(centre - width / 2, y - height / 2, width, height)
        for centre in _centres(left, right, width)
    ]
    free = (box for box in boxes if not any(box.intersects(other) for other in taken.pills))
    box = next(free, boxes[0])
    taken.pills.append(box)
    return box


def _centres(left: float, right: float, width: float) -> Iterator[float]:
    """Walk the places of a name on a run, the best first."""
    if right - left >= width + _BESIDE:
        middle = (left + right) / 2
        yield middle
        for step in (1, -1, 2, -2):
            centre = middle + step * (width + 4)
            if left + width / 2 <= centre <= right - width / 2:
                yield centre
    yield right + (_BESIDE + width) / 2
    yield left - (_BESIDE + width) / 2
