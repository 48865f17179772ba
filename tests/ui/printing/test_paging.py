"""Parting things into pages: nothing lost, nothing twice, no page overfull, no line alone."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPainter

from annotator.ui.printing.paging import Page, paginate


class _Thing:
    def __init__(
        self, heights: Sequence[float], before: float = 0.0, *, keeps: bool = False
    ) -> None:
        self._heights = heights
        self.before = before
        self.keeps_next = keeps

    def heights(self, width: float) -> Sequence[float]:
        del width
        return self._heights

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        raise NotImplementedError


def _pages(things: Sequence[_Thing], room: float = 100) -> list[Page]:
    return [page for page in paginate(things, 80, room) if page is not None]


_THINGS = st.lists(
    st.builds(
        _Thing,
        st.lists(st.sampled_from([10.0, 18.0, 35.0]), max_size=14),
        st.sampled_from([0.0, 8.0]),
        keeps=st.booleans(),
    ),
    max_size=14,
)


@given(things=_THINGS)
def test_every_line_stands_once(things: list[_Thing]) -> None:
    pages = _pages(things)
    seen = [
        (slot.item, line)
        for page in pages
        for slot in page
        for line in range(slot.first, slot.first + slot.lines)
    ]
    assert seen == [
        (n, line) for n, one in enumerate(things) for line in range(len(one.heights(0)))
    ]


@given(things=_THINGS)
def test_no_page_is_overfull(things: list[_Thing]) -> None:
    for page in _pages(things):
        assert page[0].top == 0
        bottom = 0.0
        for slot in page:
            assert slot.top >= bottom
            some = things[slot.item].heights(0)[slot.first : slot.first + slot.lines]
            bottom = slot.top + sum(some)
        assert bottom <= 100


@given(things=_THINGS)
def test_no_line_is_left_alone(things: list[_Thing]) -> None:
    for page in _pages(things):
        for slot in page:
            lines = len(things[slot.item].heights(0))
            parted = slot.lines < lines
            if parted and slot.lines == 1 and lines > 3:
                # Only where two do not fit on a whole page.
                pair = things[slot.item].heights(0)[slot.first : slot.first + 2]
                assert page == (slot,) or len(page) == 1 or sum(pair) > 60


def test_a_head_goes_with_what_follows() -> None:
    things = [_Thing([10.0] * 5), _Thing([10.0], keeps=True), _Thing([10.0] * 3)]
    assert [[slot.item for slot in page] for page in _pages(things)] == [[0], [1, 2]]


def test_what_is_higher_than_a_page_stands_on_one() -> None:
    assert [len(page) for page in _pages([_Thing([10.0]), _Thing([300.0]), _Thing([10.0])])] == [
        1,
        1,
        1,
    ]
