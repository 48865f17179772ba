"""Questions about units, without a window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.review.units import remainder

_FRAGMENTS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda it: (it[0], it[0] + it[1])),
    max_size=5,
)


def _points(fragments: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in fragments for at in range(start, end)}


@given(_FRAGMENTS, _FRAGMENTS)
def test_what_is_left_of_fragments(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    left = remainder(one, other)
    assert all(start < end for start, end in left)
    assert _points(left) == _points(one) - _points(other)
