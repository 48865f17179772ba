"""A popover lies beside its anchor and inside the window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from annotator.ui.widgets.placement import Align, Side, placed

BOUNDS = QRect(8, 8, 784, 584)
SIZE = QSize(264, 264)


@pytest.mark.parametrize(
    ("anchor", "side", "corner"),
    [
        (QRect(100, 100, 60, 24), "below", (100, 132)),
        (QRect(100, 500, 60, 24), "above", (100, 228)),  # no room below
        (QRect(760, 100, 20, 24), "below", (528, 132)),  # shifted left at the edge
        (QRect(-30, 100, 20, 24), "below", (8, 132)),
        (QRect(100, 590, 60, 24), "above", (100, 318)),
    ],
)
def test_it_goes_where_there_is_room(anchor: QRect, side: Side, corner: tuple[int, int]) -> None:
    rect, at = placed(anchor, SIZE, BOUNDS, gap=8)
    assert at == side
    assert rect.topLeft().toTuple() == corner
    assert rect.size() == SIZE


def test_the_wished_side_is_kept_while_there_is_room() -> None:
    anchor = QRect(100, 300, 60, 24)
    assert placed(anchor, SIZE, BOUNDS, gap=8, side="above").side == "above"
    assert placed(anchor, QSize(264, 286), BOUNDS, gap=8, side="above").side == "above"


@pytest.mark.parametrize(("align", "x"), [("left", 300), ("centre", 218), ("right", 136)])
def test_it_is_aligned_with_its_anchor(align: Align, x: int) -> None:
    rect, _ = placed(QRect(300, 100, 100, 24), SIZE, BOUNDS, gap=8, align=align)
    assert rect.left() == x


def test_without_room_it_takes_the_larger_side_and_covers_the_anchor() -> None:
    rect, side = placed(QRect(100, 350, 60, 24), QSize(264, 500), BOUNDS, gap=8)
    assert side == "above"
    assert rect.top() == BOUNDS.top()
    assert BOUNDS.contains(rect)


def test_what_is_larger_than_the_window_begins_at_its_corner() -> None:
    rect, _ = placed(QRect(100, 100, 60, 24), QSize(2000, 2000), BOUNDS, gap=8)
    assert rect.topLeft() == BOUNDS.topLeft()


@given(
    x=st.integers(-200, 1000),
    y=st.integers(-200, 800),
    width=st.integers(1, 784),
    height=st.integers(1, 584),
    align=st.sampled_from(["left", "centre", "right"]),
    side=st.sampled_from(["below", "above"]),
)
def test_it_is_always_inside(
    x: int, y: int, width: int, height: int, align: Align, side: Side
) -> None:
    anchor = QRect(x, y, 40, 20)
    rect, _ = placed(anchor, QSize(width, height), BOUNDS, gap=8, side=side, align=align)
    assert BOUNDS.contains(rect)
