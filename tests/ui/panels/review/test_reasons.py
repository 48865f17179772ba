"""The menu of reasons why nothing belongs there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.scheme import USUAL_REASONS, Reason
from annotator.ui.panels.review.reasons import ReasonRow, RejectMenu
from annotator.ui.widgets.push_button import PushButton


@pytest.fixture
def window() -> Iterator[QWidget]:
    made = QWidget()
    made.resize(700, 600)
    made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def button(window: QWidget) -> PushButton:
    made = PushButton("Reject", keys="x", parent=window)
    made.move(20, 20)
    made.show()
    QApplication.processEvents()
    made.setFocus()
    return made


@pytest.fixture
def menu(window: QWidget, button: PushButton) -> RejectMenu:
    made = RejectMenu(window)
    made.open(button, USUAL_REASONS)
    QApplication.processEvents()
    return made


def _press(key: Qt.Key | str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    if isinstance(key, str):
        QTest.keyClicks(focus, key)
    else:
        QTest.keyClick(focus, key)
    QApplication.processEvents()


def test_a_digit_chooses(menu: RejectMenu, button: PushButton, qtbot: QtBot) -> None:
    assert button.isDown()
    with qtbot.waitSignal(menu.chosen) as chosen:
        _press("4")
    assert chosen.args == ["guide-says-no", ""]
    assert not menu.popover.isVisible()
    assert not button.isDown()
    assert button.hasFocus()


def test_walking_and_enter_choose(menu: RejectMenu, qtbot: QtBot) -> None:
    _press(Qt.Key.Key_Down)
    _press(Qt.Key.Key_Down)
    _press(Qt.Key.Key_Up)
    with qtbot.waitSignal(menu.chosen) as chosen:
        _press(Qt.Key.Key_Return)
    assert chosen.args == ["wrong-edges", ""]


def test_words_of_ones_own(menu: RejectMenu, qtbot: QtBot) -> None:
    _press("w")
    assert menu.own.focused()
    told: list[tuple[str, str]] = []
    menu.chosen.connect(lambda reason, note: told.append((reason, note)))
    # Nothing is no reason; digits are words here.
    _press(Qt.Key.Key_Return)
    assert told == []
    _press("  seen 4 times ")
    _press(Qt.Key.Key_Return)
    assert told == [("", "seen 4 times")]


def test_esc_leaves_everything_as_it_is(menu: RejectMenu) -> None:
    told: list[str] = []
    menu.chosen.connect(lambda reason, _note: told.append(reason))
    _press(Qt.Key.Key_Escape)
    assert not menu.popover.isVisible()
    assert told == []


def test_a_scheme_has_its_own_reasons(menu: RejectMenu, button: PushButton, qtbot: QtBot) -> None:
    menu.popover.hide()
    menu.open(button, [Reason(key="late", name="after & beyond"), Reason(key="k", shortcut="9")])
    QApplication.processEvents()
    rows = [row for row in menu.findChildren(ReasonRow) if row.isVisible()]
    assert [row.accessibleName() for row in rows] == ["after & beyond", "k, 9", "write a reason, w"]
    with qtbot.waitSignal(menu.chosen) as chosen:
        _press("9")
    assert chosen.args == ["k", ""]
    menu.open(button, [])
    QApplication.processEvents()
    _press("w")
    assert menu.own.focused()
