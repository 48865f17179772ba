"""Washes on each other: cut where there are too many, and words on them can be read."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.editor.layering import DEEPEST, limited
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import Theme, label_colours, load_theme, look
from annotator.ui.look.contrast import contrast, over
from tests.ui.editor.pixels import box_of, picture, share
from tests.ui.editor.scenes import LABELS, mark_of, scene_of

_THEMES = ("light", "dark", "light-contrast", "dark-contrast")
_PLACES = st.integers(0, 60)


@st.composite
def _boxes(draw: st.DrawFn) -> list[tuple[int, int, float, float]]:
    pairs = draw(st.lists(st.tuples(_PLACES, _PLACES), max_size=9))
    spans = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    return [(n, b - a, float(a), float(b)) for n, (a, b) in enumerate(spans)]


@given(_boxes())
def test_nowhere_lie_more_than_some_and_the_innermost_stay(
    boxes: list[tuple[int, int, float, float]],
) -> None:
    kept = limited(boxes)
    edges = sorted({edge for box in boxes for edge in box[2:]})
    for left, right in pairwise(edges):
        there = [box for box in boxes if box[2] <= left and box[3] >= right]
        painted = [
            box
            for box in there
            if box[0] not in kept
            or any(first <= left and last >= right for first, last in kept[box[0]])
        ]
        assert len(painted) == min(len(there), DEEPEST)
        lengths = sorted(box[1] for box in there)[:DEEPEST]
        assert sorted(box[1] for box in painted) == lengths


def test_few_are_left_whole() -> None:
    assert limited([]) == {}
    assert limited([(0, 5, 0, 5), (1, 9, 0, 9)]) == {}
    assert limited([(0, 2, 0, 2), (1, 4, 0, 4), (2, 9, 0, 9)]) == {2: [(2, 9)]}


@pytest.mark.parametrize("name", _THEMES)
def test_words_can_be_read_on_any_two_washes(name: str) -> None:
    theme = load_theme(name)
    lines = [label.line for label in theme.labels.values()]
    hovered = (theme.wash + theme.wash_selected) // 2
    for below, above in product(lines, lines):
        for ground in (theme.base, theme.zone):
            once = over(below, ground, theme.wash)
            assert contrast(theme.text, over(above, once, theme.wash)) >= 4.5
            # What is under the mouse or selected covers what is below.
            for alpha in (hovered, theme.wash_selected):
                assert contrast(theme.text, over(above, theme.base, alpha)) >= 4.5


def test_seven_on_each_other_look_like_two(theme: Theme, view: ArticleView) -> None:
    text = "Seven of them lie here, one in the other, and can still be read by anybody."
    marks = [
        mark_of(text, text[: 10 + 8 * depth], depth + 1, list(LABELS)[depth % 3])
        for depth in range(7)
    ]
    view.show_scene(scene_of(text, marks))
    image = picture(view)
    colours = [label_colours(LABELS[mark.label].colour).line for mark in marks]
    base, wash = look().base, theme.wash
    inner = over(colours[0], over(colours[1], base, wash), wash)
    assert share(image, box_of(view, "Seven of"), inner) > 0.3
