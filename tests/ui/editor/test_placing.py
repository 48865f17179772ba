"""Lanes on the page: whatever lies upon each other, no line covers another one."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from annotator.model.mark import Mark
from annotator.text.zone import Zone
from annotator.ui.editor.placing import Line
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import Theme, look
from tests.ui.editor.pixels import picture, share
from tests.ui.editor.scenes import NEWS, mark, scene_of

_NAMES = ("Olena", "Amara", "Jonas")
_LENGTH = NEWS.index("\n")
_APART = 0.95
"""Pixels of paper between two lines: one, as far as figures with fractions go."""
_VIEW = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def _marks(draw: st.DrawFn) -> list[Mark]:
    made = []
    for number in range(draw(st.integers(1, 16))):
        start = draw(st.integers(0, _LENGTH - 2))
        end = draw(st.integers(start + 1, _LENGTH))
        fragments = None
        if end - start > 8 and draw(st.booleans()):
            fragments = ((start, start + 3), (end - 3, end))
        name = draw(st.sampled_from(_NAMES))
        made.append(mark(number, start, end, "source", name, fragments=fragments))
    return made


def _lines(view: ArticleView, marks: list[Mark]) -> dict[int, list[Line]]:
    """Give all lines of the first paragraph by the row of text that they lie under."""
    view.show_scene(scene_of(NEWS, marks, lanes=_NAMES))
    view.page.ensure(0)
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for placed in view.page.placed_in(0):
        for line in placed.lines:
            if line.lane_height:
                found[line.piece.line].append(line)
    return found


@given(marks=_marks())
@_VIEW
def test_no_line_covers_another(view: ArticleView, marks: list[Mark]) -> None:
    for lines in _lines(view, marks).values():
        for index, one in enumerate(lines):
            for other in lines[:index]:
                apart = (
                    one.piece.right <= other.piece.left + 0.1
                    or other.piece.right <= one.piece.left + 0.1
                )
                above = one.lane_top + one.lane_height + _APART <= other.lane_top
                below = other.lane_top + other.lane_height + _APART <= one.lane_top
                assert apart or above or below


@given(marks=_marks())
@_VIEW
def test_lines_lie_between_their_words_and_the_next_row(
    view: ArticleView, marks: list[Mark]
) -> None:
    pitch = view.page.style_of(0).pitch
    for lines in _lines(view, marks).values():
        pitch = view.page.style_of(0).pitch
        for line in lines:
            assert line.lane_top >= line.piece.bottom
            assert line.lane_top + line.lane_height <= line.piece.top + pitch + 2
            assert line.lane_height >= 1


@given(marks=_marks())
@_VIEW
def test_every_fragment_has_its_line_and_every_gap_a_thin_one(
    view: ArticleView, marks: list[Mark]
) -> None:
    _lines(view, marks)
    placed = view.page.placed_in(0)
    assert [one.mark for one in placed] == sorted(marks)
    for one in placed:
        solid = [line for line in one.lines if not line.gap]
        assert len(solid) >= len(one.mark.pieces)
        assert any(line.gap for line in one.lines) == (one.mark.fragments is not None)


def test_placing_is_kept_until_something_changes(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS, [mark(1, 0, 9)]))
    view.grab()
    first = view.page.placed_in(0)
    assert view.page.placed_in(0) is first
    view.scene.marks.put(mark(2, NEWS.index("Paragraph 3"), NEWS.index("Paragraph 3") + 9))
    assert view.page.placed_in(0) is first
    view.scene.marks.put(mark(3, 10, 14))
    assert len(view.page.placed_in(0)) == 2


def test_beyond_what_fits_ones_own_and_the_innermost_have_lines(view: ArticleView) -> None:
    marks = [mark(n, 0, 20 + n, "figure", "Amara") for n in range(1, 13)]
    marks += [mark(20 + n, n, 60 + n) for n in range(2)]
    view.show_scene(scene_of(NEWS, marks, lanes=("Amara", "Olena")))
    view.page.ensure(0)
    shown = [
        int.from_bytes(one.mark.entity, "big")
        for one in view.page.placed_in(0)
        if all(line.lane_height for line in one.lines)
    ]
    own = [n for n in shown if n >= 20]
    others = [n for n in shown if n < 20]
    assert own == [20, 21]
    assert 3 <= len(others) < 12
    assert others == list(range(1, 1 + len(others)))
    assert all(len(one.lines) >= 1 for one in view.page.placed_in(0))


def test_lanes_of_those_who_marked_nothing_here_are_given_up_first(view: ArticleView) -> None:
    names = [f"Annotator {n}" for n in range(14)]
    marks = [mark(n, 0, 9, "figure", names[n * 4]) for n in range(1, 4)]
    view.show_scene(scene_of(NEWS, marks, lanes=names))
    view.page.ensure(0)
    assert all(line.lane_height > 1 for one in view.page.placed_in(0) for line in one.lines)


def test_a_headline_has_lines_of_three_annotators(view: ArticleView) -> None:
    marks = [mark(n, 0, 9, "figure", name) for n, name in enumerate(_NAMES, start=1)]
    zones = [Zone(0, _LENGTH, "headline")]
    view.show_scene(scene_of(NEWS, marks, lanes=_NAMES, zones=zones))
    view.page.ensure(0)
    lines = [line for one in view.page.placed_in(0) for line in one.lines]
    assert len(lines) == 3
    for upper, lower in pairwise(sorted(lines, key=lambda line: line.lane_top)):
        assert upper.lane_height >= 1
        assert upper.lane_top + upper.lane_height + _APART <= lower.lane_top


def test_the_margin_says_how_many_have_no_line(theme: Theme, view: ArticleView) -> None:
    few = [mark(n, 0, 20 + n) for n in range(1, 5)]
    view.show_scene(scene_of(NEWS, few))
    assert share(picture(view), _margin(view), look().base) == 1
    view.show_scene(scene_of(NEWS, [mark(n, 0, 20 + n) for n in range(1, 21)]))
    assert share(picture(view), _margin(view), look().base) < 1


def _margin(view: ArticleView) -> QRect:
    """Give the place beside the end of the first line."""
    first = view.box_of(0, 1)
    return QRect(round(view.page.column_left + view.page.column_width) + 6, first.top(), 30, 34)
