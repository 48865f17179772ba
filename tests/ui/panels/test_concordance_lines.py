"""Where the columns of a concordance stand, and in which direction its lines run."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.search import Line
from annotator.ui.panels.concordance.line_columns import LineColumns
from annotator.ui.panels.concordance.line_delegate import _runs_leftwards


@given(
    width=st.integers(600, 3000),
    drags=st.lists(
        st.tuples(
            st.sampled_from(["hit", "label", "title", "outlet", "date"]), st.floats(-900, 900)
        ),
        max_size=6,
    ),
)
def test_columns_never_overlap(width: int, drags: list[tuple[str, float]]) -> None:
    columns = LineColumns()
    for column, by in drags:
        columns.move_edge(column, by, width)  # type: ignore[arg-type]
    boxes = list(columns.boxes(width, 36).values())
    assert all(box.width() > 0 for box in boxes)
    ordered = sorted(boxes, key=lambda box: box.x())
    assert ordered == boxes
    for one, other in pairwise(boxes[1:]):
        assert one.right() <= other.x() + 1


@pytest.mark.parametrize(
    ("left", "hit", "right", "leftwards"),
    [
        ("the old ", "dam", " held", False),
        ("قال إن ", "dam", " في كييف انهار", True),
        ("the word ", "سد", " means dam, he said", False),
        ("", "600", "", False),
        ("אמר כי ", "600", " איש", True),
    ],
)
def test_lines_run_as_their_text_does(left: str, hit: str, right: str, leftwards: bool) -> None:
    assert _runs_leftwards(Line(1, 0, 1, left, hit, right)) is leftwards
