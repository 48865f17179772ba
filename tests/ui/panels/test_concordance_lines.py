"""Where the columns of a concordance stand, and in which direction its lines run."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.search import ArticleHead, Line
from annotator.ui.panels.concordance.line_columns import LineColumns
from annotator.ui.panels.concordance.line_delegate import runs_leftwards
from annotator.ui.panels.concordance.lines import Lines


@given(
    width=st.integers(600, 3000),
    against=st.booleans(),
    drags=st.lists(
        st.tuples(
            st.sampled_from(["hit", "label", "title", "outlet", "date"]), st.floats(-900, 900)
        ),
        max_size=6,
    ),
)
def test_columns_never_overlap(
    width: int,
    against: bool,
    drags: list[tuple[str, float]],
) -> None:
    columns = LineColumns()
    columns.set_against(against=against)
    for column, by in drags:
        columns.move_edge(column, by, width)  # type: ignore[arg-type]
    boxes = list(columns.boxes(width, 36).values())
    assert all(box.width() > 0 for box in boxes)
    ordered = sorted(boxes, key=lambda box: box.x())
    assert ordered == ([boxes[1], boxes[0], *boxes[2:]] if against else boxes)
    for one, other in pairwise(ordered[1:]):
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
    assert runs_leftwards(Line(1, 0, 1, left, hit, right)) is leftwards


_ENGLISH = Line(1, 8, 11, "the old ", "dam", " held and the new one broke")
_ARABIC = Line(1, 8, 11, "قال إن ", "dam", " في كييف انهار")


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("line", [_ENGLISH, _ARABIC])
def test_heads_stand_over_the_contexts_that_they_name(
    qtbot: QtBot, line: Line, *, mirrored: bool
) -> None:
    """What is before a hit is at its left in English and at its right in Arabic, in any window."""
    way = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    lines = Lines()
    qtbot.addWidget(lines)
    lines.resize(1200, 400)
    lines.setLayoutDirection(way)
    lines.model.add([line] * 3, {1: ArticleHead("a", "Dams", "", "")})
    lines.show_lines()
    lines.show()
    wanted: list[tuple[str, bool]] = []
    lines.sort_wanted.connect(lambda sort, backwards: wanted.append((sort, backwards)))
    columns = lines.columns.boxes(1200, 28)
    context = columns["left"].united(columns["hit"])
    if mirrored:
        context.moveLeft(1200 - context.right())
    for x in (context.left() + 30, context.right() - 30):
        QTest.mouseClick(lines.head, Qt.MouseButton.LeftButton, pos=QPoint(round(x), 14))
    at_left, at_right = (sort for sort, _ in wanted)
    assert (at_left, at_right) == (("left1", "hit") if line is _ENGLISH else ("hit", "left1"))
    # The filters stand below these heads.
    lines.show_filters(shown=True)
    before, after = (lines.filters.fields[name].x() for name in ("left", "hit"))
    assert (before < after) is (line is _ENGLISH)


@pytest.mark.parametrize("line", [_ENGLISH, _ARABIC])
def test_the_edge_between_the_contexts_is_dragged_as_the_hand_goes(
    qtbot: QtBot, line: Line
) -> None:
    lines = Lines()
    qtbot.addWidget(lines)
    lines.resize(1200, 400)
    lines.model.add([line], {1: ArticleHead("a", "Dams", "", "")})
    lines.show_lines()
    lines.show()

    def edge() -> float:
        boxes = lines.columns.boxes(1200, 28)
        return max(boxes["left"].x(), boxes["hit"].x())

    before = edge()
    place = QPoint(round(before) - 4, 14)
    QTest.mousePress(lines.head, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(lines.head, place + QPoint(40, 0))
    QTest.mouseRelease(lines.head, Qt.MouseButton.LeftButton, pos=place + QPoint(40, 0))
    assert edge() == pytest.approx(before + 40, abs=1)


def test_a_window_that_is_turned_round_turns_the_contexts_round(qtbot: QtBot) -> None:
    lines = Lines()
    qtbot.addWidget(lines)
    lines.model.add([_ENGLISH], {1: ArticleHead("a", "Dams", "", "")})
    assert not lines.columns.against
    lines.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert lines.columns.against
    lines.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert not lines.columns.against
