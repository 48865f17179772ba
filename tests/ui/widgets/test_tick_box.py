"""A tick box ticks by mouse and by Space; Enter is for the form around it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.look import look
from annotator.ui.widgets.focus_ring import FocusRing
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox, explained

from .conftest import Window


@pytest.fixture
def box(window: Window) -> TickBox:
    made = TickBox("Whole words")
    window.add(made)
    return made


def test_box_and_words_tick(box: TickBox) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(5, 12))
    assert box.isChecked()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 3, 12))
    assert not box.isChecked()


def test_space_ticks_and_enter_goes_on(window: Window) -> None:
    keys: list[int] = []

    class Form(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            keys.append(event.key())

    form, box = Form(), TickBox("Whole words")
    QVBoxLayout(form).addWidget(box)
    window.add(form)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.isChecked()
    assert keys == [Qt.Key.Key_Return]


def test_every_state_has_its_own_look(box: TickBox) -> None:
    pictures = []
    for state in (
        Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked,
    ):  # fmt: skip
        for enabled in (True, False):
            box.setCheckState(state)
            box.setEnabled(enabled)
            pictures.append(bytes(box.grab().toImage().constBits()))
    assert len(set(pictures)) == 6


def test_ticked_it_is_the_accent(box: TickBox) -> None:
    box.setChecked(True)
    corner = box.ring_part().topLeft()
    picture = box.grab().toImage()
    assert picture.pixelColor(corner.x() + 3, corner.y() + 3).name() == look().accent.name()


def test_the_ring_is_around_the_box_alone(box: TickBox, window: Window) -> None:
    box.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not window.findChildren(FocusRing)
    box.clearFocus()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    ring = window.findChildren(FocusRing)[0]
    assert (ring.width(), ring.height()) == (22, 22)


def test_screen_readers_know_it(box: TickBox) -> None:
    known = QAccessible.queryAccessibleInterface(box)
    assert known.role() == QAccessible.Role.CheckBox
    assert known.text(QAccessible.Text.Name) == "Whole words"
    box.set_words("Match case")
    assert known.text(QAccessible.Text.Name) == "Match case"
    assert TickBox(name="Take ¶4").accessibleName() == "Take ¶4"


def test_alone_it_is_as_wide_as_its_box() -> None:
    assert TickBox(name="Take it").sizeHint().width() == 16
    assert TickBox("Whole words").sizeHint().width() > 60


def test_read_from_the_right_the_box_stands_there(box: TickBox) -> None:
    left = box.grab().toImage()
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert box.ring_part().right() == box.width() - 1
    right = box.grab().toImage()
    assert right != left
    box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert box.grab().toImage() == left


def test_what_explains_it_begins_where_its_words_do(window: Window) -> None:
    box, words = TickBox("People work blind"), Text("Nobody sees what others tagged.")
    window.add(explained(box, words))
    away = words.mapTo(window, QPoint(0, 0)) - box.mapTo(window, QPoint(0, 0))
    assert (away.x(), away.y()) == (24, box.height())
