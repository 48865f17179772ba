"""Lanes on the page: whatever lies upon each other, no line covers another one."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.mark import Mark
from annotator.ui.editor.placing import Line
from annotator.ui.editor.view import ArticleView
from tests.ui.editor.scenes import NEWS, mark, scene_of

_NAMES = ("Olena", "Amara", "Jonas")
_LENGTH = NEWS.index("\n")
_VIEW = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def _marks(draw: st.DrawFn) -> list[Mark]:
    made = []
    for number in range(draw(st.integers(1, 8))):
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
                above = one.lane_top + one.lane_height <= other.lane_top
                below = other.lane_top + other.lane_height <= one.lane_top
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
