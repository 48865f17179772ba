"""The heights of blocks agree with adding them up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.editor.heights import Heights

_HEIGHTS = st.lists(st.integers(0, 50), min_size=1, max_size=40)


@given(heights=_HEIGHTS, changes=st.lists(st.tuples(st.integers(0, 39), st.integers(0, 99))))
def test_sums_are_those_of_a_list(heights: list[int], changes: list[tuple[int, int]]) -> None:
    tree = Heights(heights)
    for block, height in changes:
        if block < len(heights):
            assert tree.set(block, height) == height - heights[block]
            heights[block] = height
    assert len(tree) == len(heights)
    assert [tree[block] for block in range(len(heights))] == heights
    assert tree.total == sum(heights)
    for block in range(len(heights) + 1):
        assert tree.above(block) == sum(heights[:block])


@given(heights=_HEIGHTS, y=st.integers(0, 2_100))
def test_a_block_is_found_by_its_place(heights: list[int], y: int) -> None:
    tree = Heights(heights)
    block = tree.at(y)
    if y < tree.total:
        assert tree.above(block) <= y < tree.above(block) + tree[block]
    else:
        assert block == len(heights) - 1


def test_blocks_without_height_are_passed_over() -> None:
    tree = Heights([10, 0, 0, 10])
    assert [tree.at(y) for y in (0, 9, 10, 19, 20)] == [0, 0, 3, 3, 3]


def test_a_million_blocks_are_searched_in_a_few_steps() -> None:
    class Counted(list[float]):
        """Counts how often it is looked at."""

        looks = 0

        def __getitem__(self, index: int) -> float:  # type: ignore[override]
            Counted.looks += 1
            return super().__getitem__(index)

    tree = Heights([1.0] * 1_000_000)
    tree._sums = Counted(tree._sums)
    assert tree.at(654_321.5) == 654_321
    assert tree.above(654_321) == 654_321
    assert Counted.looks < 80
