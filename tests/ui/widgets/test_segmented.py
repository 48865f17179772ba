"""A segmented control holds one choice and is walked by the arrow keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from annotator.ui.look import look
from annotator.ui.widgets.focus_ring import FocusRing
from annotator.ui.widgets.segmented import Segment, Segmented

from .conftest import Window, has_colour


@pytest.fixture
def jobs(window: Window) -> Segmented:
    made = Segmented(["Tag", Segment("Review", "6"), "Export"], "Job", widths=[72, 88, 76])
    window.add(made)
    return made


def _told(control: Segmented) -> list[int]:
    told: list[int] = []
    control.picked.connect(told.append)
    return told


def test_a_click_picks(jobs: Segmented) -> None:
    told = _told(jobs)
    QTest.mouseClick(jobs.segment(2), Qt.MouseButton.LeftButton)
    assert jobs.current() == 2
    assert told == [2]


def test_picking_the_same_again_tells_nothing(jobs: Segmented) -> None:
    told = _told(jobs)
    QTest.mouseClick(jobs.segment(0), Qt.MouseButton.LeftButton)
    assert told == []


def test_the_arrow_keys_walk(jobs: Segmented) -> None:
    told = _told(jobs)
    jobs.segment(0).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(jobs.segment(0), Qt.Key.Key_Right)
    assert (jobs.current(), told) == (1, [1])
    assert jobs.segment(1).hasFocus()
    QTest.keyClick(jobs.segment(1), Qt.Key.Key_Right)
    QTest.keyClick(jobs.segment(2), Qt.Key.Key_Left)
    assert told == [1, 2, 1]


def test_a_segment_that_cannot_be_picked_is_passed_by(jobs: Segmented) -> None:
    jobs.segment(1).setEnabled(False)
    jobs.segment(0).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(jobs.segment(0), Qt.Key.Key_Right)
    assert jobs.current() == 2


def test_space_picks_where_nothing_was_picked(jobs: Segmented) -> None:
    jobs.set_current(-1)
    assert jobs.current() == -1
    told = _told(jobs)
    jobs.segment(1).setFocus()
    QTest.keyClick(jobs.segment(1), Qt.Key.Key_Space)
    assert (jobs.current(), told) == (1, [1])


def test_setting_tells_nothing(jobs: Segmented) -> None:
    told = _told(jobs)
    jobs.set_current(2)
    assert (jobs.current(), told) == (2, [])


def test_tab_stops_once_at_what_is_picked(jobs: Segmented, window: Window) -> None:
    after = Segmented(["One", "Two"], "After")
    window.add(after)
    jobs.set_current(1)
    jobs.segment(1).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(jobs.segment(1), Qt.Key.Key_Tab)
    assert after.segment(0).hasFocus()


def test_focus_shows_in_place_of_the_border(jobs: Segmented, window: Window) -> None:
    part = jobs.segment(0)
    part.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not has_colour(part.grab().toImage(), look().accent)
    part.clearFocus()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    assert has_colour(part.grab().toImage(), look().accent)
    assert not window.findChildren(FocusRing)


def test_it_has_the_size_of_the_design(jobs: Segmented) -> None:
    assert (jobs.sizeHint().width(), jobs.sizeHint().height()) == (72 + 88 + 76 + 4, 28)
    assert Segmented(["a", "b"], height=32).sizeHint().height() == 32


def test_picking_does_not_move_the_words(jobs: Segmented) -> None:
    free = Segmented(["Tag", "Review"], "Job")
    before = free.sizeHint()
    free.set_current(1)
    assert free.sizeHint() == before


def test_screen_readers_know_it(jobs: Segmented) -> None:
    part = QAccessible.queryAccessibleInterface(jobs.segment(1))
    assert part.role() == QAccessible.Role.RadioButton
    assert part.text(QAccessible.Text.Name) == "Review, 6"
    jobs.set_number(1, "")
    assert part.text(QAccessible.Text.Name) == "Review"
    lines = Segmented([Segment(line="dots", name="Dots")], "Line")
    assert lines.segment(0).accessibleName() == "Dots"


def test_all_kinds_of_content_are_painted() -> None:
    contents = (
        Segment("Tag"), Segment("Tag", "6"), Segment("Tag", icon="tag"), Segment(icon="tag"),
        Segment(line="dots"), Segment(line="dots", line_colour="orange"),
    )  # fmt: skip
    pictures = set()
    for content in contents:
        control = Segmented([content], widths=[120])
        control.resize(124, 28)
        pictures.add(bytes(control.grab().toImage().constBits()))
    assert len(pictures) == len(contents)
