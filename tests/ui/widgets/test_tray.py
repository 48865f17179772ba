"""The tray: one of a few values, or none, as one stop for the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import look
from annotator.ui.widgets.tray import Tray, TrayValue
from tests.ui.in_front import in_front


@pytest.fixture
def tray(qtbot: QtBot) -> Tray:
    made = Tray(
        [TrayValue("=", "exact"), TrayValue("~", "about"), TrayValue("≥", "at least")],
        "Approx.",
        part_width=28,
    )
    # Alone in its window it would have the keyboard.
    host = QWidget()
    QLineEdit(host).resize(20, 20)
    made.setParent(host)
    made.setGeometry(0, 40, made.sizeHint().width(), made.sizeHint().height())
    in_front(qtbot, host, 300, 200)
    return made


def _press(tray: Tray, *keys: Qt.Key) -> int:
    for key in keys:
        QTest.keyClick(tray, key)
    return tray.current()


def test_keys_walk_choose_and_let_go(tray: Tray) -> None:
    tray.setFocus(Qt.FocusReason.TabFocusReason)
    assert tray.current() == -1
    assert _press(tray, Qt.Key.Key_Right) == 0
    assert _press(tray, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right) == 2
    assert _press(tray, Qt.Key.Key_Left) == 1
    assert _press(tray, Qt.Key.Key_3) == 2
    assert _press(tray, Qt.Key.Key_9) == 2
    assert _press(tray, Qt.Key.Key_E) == 0
    assert _press(tray, Qt.Key.Key_A) == 1
    assert _press(tray, Qt.Key.Key_A) == 2
    assert _press(tray, Qt.Key.Key_Delete) == -1
    assert _press(tray, Qt.Key.Key_Space) == 0


def test_clicks_choose_and_let_go(tray: Tray, qtbot: QtBot) -> None:
    told: list[int] = []
    tray.picked.connect(told.append)
    for _ in range(2):
        QTest.mouseClick(tray, Qt.MouseButton.LeftButton, pos=QPoint(44, 14))
    QTest.mouseClick(tray, Qt.MouseButton.RightButton, pos=QPoint(44, 14))
    assert told == [1, -1]
    assert not tray.hasFocus()


def test_right_to_left_it_is_mirrored(tray: Tray) -> None:
    tray.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.mouseClick(tray, Qt.MouseButton.LeftButton, pos=QPoint(tray.width() - 10, 14))
    assert tray.current() == 0
    assert _press(tray, Qt.Key.Key_Left) == 1


def test_what_screen_readers_hear(tray: Tray) -> None:
    tray.set_current(1)
    assert (tray.accessibleName(), tray.accessibleDescription()) == ("Approx.", "about")
    tray.set_current(-1, "mixed")
    assert tray.accessibleDescription() == "mixed"
    told: list[int] = []
    tray.picked.connect(told.append)
    _press(tray, Qt.Key.Key_Delete)
    assert told == [-1]


def test_locked_it_only_shows(tray: Tray) -> None:
    tray.set_current(1)
    tray.set_locked(locked=True)
    QTest.mouseClick(tray, Qt.MouseButton.LeftButton, pos=QPoint(10, 14))
    _press(tray, Qt.Key.Key_Right)
    assert tray.current() == 1
    assert tray.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_what_is_chosen_and_the_focus_are_painted(tray: Tray) -> None:
    tray.set_current(1)
    picture = tray.grab().toImage()
    assert picture.pixelColor(34, 8) == look().raised
    assert picture.pixelColor(8, 8) == look().hover
    tray.setFocus(Qt.FocusReason.TabFocusReason)
    assert tray.grab().toImage().pixelColor(tray.width() // 2, 0) == look().accent
