"""The ways of arcs: in the white between lines, through the margin, to the edge of the view."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from annotator.model.mark import Mark
from annotator.ui.editor.arc_ends import chip_of, stretches
from annotator.ui.editor.arcs import Arc, Route, routes
from annotator.ui.editor.linking import Choice, Links
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import look

from .scenes import NEWS, mark, mark_of, scene_of

_RTL = (
    "قالت مديرة الدفاع المدني ليلى حداد إن نحو 350 أسرة غادرت منازلها قرب النهر منذ مساء الأحد. "
    * 4
)


def _routes(view: ArticleView, source: Mark, *targets: Mark, name: str = "says") -> list[Route]:
    arcs = [Arc(str(n), name, source, target, target) for n, target in enumerate(targets)]
    top = view.verticalScrollBar().value()
    return routes(view.page, arcs, top, top + view.viewport().height())


def _shown(view: ArticleView, text: str, *marks: Mark) -> None:
    view.show_scene(scene_of(text, marks))


def _boxes(view: ArticleView, *marks: Mark) -> list[QRectF]:
    """Give the boxes of words in view, without what hangs over and under the letters."""
    return [
        QRectF(end.left, end.top + 3, end.right - end.left, end.bottom - end.top - 6)
        for one in marks
        for end in stretches(view.page, one, 0, 1e6)
    ]


def test_within_a_line_it_runs_above(view: ArticleView) -> None:
    one, other = mark_of(NEWS, "minister", 1), mark_of(NEWS, "3.5%", 2)
    _shown(view, NEWS, one, other)
    (route,) = _routes(view, one, other)
    (here,) = stretches(view.page, one, 0, 1e6)
    assert route.points[1].y() < here.top
    assert here.top - route.points[1].y() < here.pitch - (here.bottom - here.top)
    assert route.dot == route.points[0]
    assert route.tip is not None
    assert route.tip[0] == route.points[-1]
    assert route.pill is not None
    assert route.points[1].x() < route.pill.center().x() < route.points[2].x()


def test_a_second_one_of_another_name_runs_below(view: ArticleView) -> None:
    one, two, three = (
        mark_of(NEWS, words, n) for n, words in enumerate(("minister", "3.5%", "Kyiv"), 1)
    )
    _shown(view, NEWS, one, two, three)
    arcs = [Arc("a", "says", one, two, two), Arc("b", "where", one, three, three)]
    found = routes(view.page, arcs, 0, 600)
    heights = {route.points[1].y() for route in found}
    (here,) = stretches(view.page, one, 0, 1e6)
    assert min(heights) < here.top
    assert max(heights) > here.bottom
    pills = [route.pill for route in found if route.pill]
    assert not pills[0].intersects(pills[1])


def test_between_neighbouring_lines_it_runs_below_the_upper(view: ArticleView) -> None:
    one = mark_of(NEWS, "minister", 1)
    other = mark_of(NEWS, "12,345", 2)
    _shown(view, NEWS, one, other)
    (upper,), (lower,) = (stretches(view.page, each, 0, 1e6) for each in (one, other))
    assert upper.bottom < lower.top < upper.top + 1.5 * upper.pitch, "the text wraps between them"
    (route,) = _routes(view, one, other)
    assert upper.bottom < route.points[1].y() < lower.top


def test_far_apart_it_runs_through_the_margin(view: ArticleView) -> None:
    one = mark_of(NEWS, "minister", 1)
    at = NEWS.index("Odesa", NEWS.index("Paragraph 3"))
    other = mark(2, at, at + 5)
    _shown(view, NEWS, one, other)
    (route,) = _routes(view, one, other)
    left = view.page.column_left - 16
    assert route.points[2] == QPointF(left, route.points[1].y())
    assert route.points[3].x() == left


def test_out_of_view_it_leads_to_the_edge(view: ArticleView) -> None:
    one = mark_of(NEWS, "minister", 1)
    at = NEWS.index("Kyiv", NEWS.index("Paragraph 19"))
    other = mark(2, at, at + 4)
    _shown(view, NEWS, one, other)
    (route,) = _routes(view, one, other)
    assert route.edge is not None
    assert route.edge[1] == "¶19"
    assert route.points[-1].y() == pytest.approx(view.viewport().height() - 1)
    # Seen from there, the way leads up.
    view.scrolling.reveal(at, at + 4)
    (route,) = _routes(view, other, one)
    assert route.edge is not None
    assert route.edge[1] == "¶1"
    assert route.points[-1].y() == pytest.approx(view.verticalScrollBar().value() + 1)
    assert _routes(view, one, one._replace(entity=b"x" * 16)) == []


def test_right_to_left_the_margin_is_at_the_right(view: ArticleView) -> None:
    one = mark_of(_RTL, "مديرة", 1)
    other = mark(2, len(_RTL) - 12, len(_RTL) - 6)
    _shown(view, _RTL, one, other)
    (route,) = _routes(view, one, other)
    right = view.page.column_left + view.page.column_width
    assert max(point.x() for point in route.points) > right
    assert min(point.x() for point in route.points) >= view.page.column_left


_PLACES = st.integers(0, len(NEWS) - 30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    source=_PLACES, targets=st.lists(_PLACES, min_size=1, max_size=6), scrolled=st.integers(0, 2000)
)
def test_words_are_never_crossed(
    view: ArticleView, source: int, targets: list[int], scrolled: int
) -> None:
    marks = [mark(n, at, at + 9) for n, at in enumerate([source, *targets], 1)]
    _shown(view, NEWS, *marks)
    view.verticalScrollBar().setValue(scrolled)
    top = view.verticalScrollBar().value()
    shown = range(len(view.scene.display.starts))
    words: list[QRectF] = []
    for block in shown:
        if top - 100 < view.page.top_of(block) < top + 700:
            start, end = view.scene.display.block_range(block)
            words += _boxes(view, mark(99, start, max(end, start + 1)))
    for route in _routes(view, marks[0], *marks[1:]):
        for one, other in zip(route.points, route.points[1:], strict=False):
            if abs(one.y() - other.y()) < 0.5:
                run = QRectF(one, other).normalized().adjusted(0, -0.1, 0, 0.1)
                assert not any(box.intersects(run) for box in words), "a run crosses words"


def test_emoji_marks_and_empty_ones(view: ArticleView) -> None:
    text = "👩‍👩‍👧 said 🇺🇦 7% of cafe\u0301 \u2028 in Kyiv"
    one, other = mark(1, 0, 5), mark(2, text.index("7%"), text.index("7%") + 2)
    _shown(view, text, one, other)
    (route,) = _routes(view, one, other)
    assert route.pill is not None
    view.set_active(one.entity)
    box = chip_of(view.page, one)
    assert box is not None
    assert box.width() > 20


def test_nothing_is_offered_to_the_same_words_of_somebody_else(view: ArticleView) -> None:
    own = mark_of(NEWS, "minister", 1, "source")
    theirs = mark_of(NEWS, "3.5%", 2, "figure", "Mei")
    view.show_scene(scene_of(NEWS, (own, theirs), lanes=("Olena", "Mei")))
    links = Links(view)
    says = {"figure": [Choice("says", "says", "Says", outward=True)]}
    assert not links.begin(own, says)
    assert links.source is None


def _linked(view: ArticleView, source: Mark, *targets: Mark) -> Links:
    _shown(view, NEWS, source, *targets)
    view.set_active(source.entity)
    links = Links(view)
    links.show_arcs([Arc(str(n), "says", source, one, one) for n, one in enumerate(targets)])
    return links


def test_no_way_runs_through_where_another_one_leads(view: ArticleView) -> None:
    """Several links to beyond the same edge of the view: their names stand on one way."""
    source = mark_of(NEWS, "minister", 1, "source")
    last = NEWS.rindex("Observers")
    links = _linked(view, source, mark(2, last, last + 9), mark(3, last + 20, last + 26))
    edges = [route.edge[0] for route in links.routes() if route.edge is not None]
    assert len(edges) == 2
    picture = view.viewport().grab().toImage()
    for box in edges:
        shown = {picture.pixelColor(round(box.left()) + 5, y).name() for y in _inside(box)}
        middle = {picture.pixelColor(round(box.center().x()), y).name() for y in _inside(box)}
        assert look().base.name() in shown & middle


def _inside(box: QRectF) -> range:
    return range(round(box.top()) + 3, round(box.bottom()) - 2)


def test_of_very_many_the_nearest_are_drawn(view: ArticleView) -> None:
    source = mark_of(NEWS, "minister", 1, "source")
    places = range(len(NEWS) - 700, len(NEWS), 2)
    links = _linked(view, source, *(mark(n, at, at + 1) for n, at in enumerate(places, 2)))
    assert len(links.arcs) == 350
    assert len(links.routes()) == 100
    links.choose("349")
    assert {route.arc.relation for route in links.routes()} >= {"0", "99", "349"}


def test_a_tip_says_what_is_at_the_other_end(view: ArticleView) -> None:
    source = mark_of(NEWS, "minister", 1, "source")
    last = NEWS.rindex("Observers")
    links = _linked(view, source, mark_of(NEWS, "3.5%", 2), mark(3, last, last + 9))
    near, far = links.routes()
    assert near.pill is not None
    assert far.edge is not None
    assert links.told_at(near.pill.center()) == "says → “3.5%” ¶1"
    assert links.told_at(far.edge[0].center()) == "says → “Observers” ¶20"
    assert links.told_at(QPointF(1, 1)) == ""


def test_no_name_lies_behind_the_chip(view: ArticleView) -> None:
    one, other = mark_of(NEWS, "minister", 1, "source"), mark_of(NEWS, "Observers", 2)
    links = _linked(view, one, other)
    (route,) = links.routes()
    view.set_active(other.entity)
    chip = chip_of(view.page, other)
    assert chip is not None
    assert route.pill is not None
    over = QRectF(route.pill.center().x() - 10, route.points[1].y() - 8, 20, 16)
    arcs = [Arc("0", "says", one, other, other)]
    (moved,) = routes(view.page, arcs, 0, 600, over)
    assert moved.pill is not None
    assert not moved.pill.intersects(over)
    (there,) = routes(view.page, arcs, 0, 600)
    assert there.pill == route.pill
