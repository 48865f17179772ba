"""Lanes below the line: no annotation's line covers another's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.editor.lanes import pack, stack

_SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=25).map(
    lambda raw: sorted(
        ((start, start + length) for start, length in raw), key=lambda span: (span[0], -span[1])
    )
)


@given(spans=_SPANS)
def test_spans_of_a_row_never_overlap(spans: list[tuple[int, int]]) -> None:
    rows = pack(spans)
    for index, (start, end) in enumerate(spans):
        for other in range(index):
            if rows[other] == rows[index]:
                assert spans[other][1] <= start or end <= spans[other][0]


@given(spans=_SPANS)
def test_there_are_no_more_rows_than_spans_upon_each_other(spans: list[tuple[int, int]]) -> None:
    deepest = max(
        (sum(start <= place < end for start, end in spans) for place in range(61)), default=0
    )
    assert len(set(pack(spans))) == deepest


def test_the_outer_one_lies_nearest_to_the_words() -> None:
    assert pack([(0, 10), (0, 5), (6, 9), (10, 12)]) == [0, 1, 1, 0]


_GROUPS = ["Olena", "Amara", "Jonas"]
_USED = st.dictionaries(st.sampled_from(_GROUPS), st.lists(st.integers(0, 4), max_size=4))


@given(used=_USED)
def test_lanes_of_a_line_are_all_different(used: dict[str, list[int]]) -> None:
    lanes = stack(_GROUPS, used)
    assert len(set(lanes.values())) == len(lanes)
    assert set(lanes) == {(group, row) for group, rows in used.items() for row in rows}


@given(used=_USED)
def test_groups_keep_their_order(used: dict[str, list[int]]) -> None:
    lanes = stack(_GROUPS, used)
    by_place = sorted(lanes, key=lambda key: lanes[key])
    assert by_place == sorted(lanes, key=lambda key: (_GROUPS.index(key[0]), key[1]))


def test_a_group_without_lines_keeps_its_lane_free() -> None:
    assert stack(_GROUPS, {"Amara": [0]}) == {("Amara", 0): 1}
    assert stack(_GROUPS, {"Jonas": [0], "Olena": [0, 1]}) == {
        ("Olena", 0): 0, ("Olena", 1): 1, ("Jonas", 0): 3,
    }  # fmt: skip


def test_rows_that_a_line_does_not_use_are_closed_up() -> None:
    assert stack(["Olena"], {"Olena": [4, 2]}) == {("Olena", 2): 0, ("Olena", 4): 1}
