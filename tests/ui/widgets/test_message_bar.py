"""The message bar speaks, offers what can be done, and goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QCursor,
)
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.look import Theme
from annotator.ui.look.contrast import over
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.message_bar import MessageBar

from .conftest import Window

LONG = (
    "The project could not be saved: the disk is full. Everything up to 10:42 is safe; make room,"
    " then try again, or save a copy somewhere else."
)


@pytest.fixture
def bar(window: Window) -> MessageBar:
    # Wherever a test before has left the mouse: a message waits while it is there.
    QCursor.setPos(window.mapToGlobal(window.rect().bottomRight()))
    made = MessageBar()
    content = QPushButton("content")
    content.setObjectName("content")
    window.add(made, content)
    window.column.addStretch(1)
    return made


def _closer(bar: MessageBar) -> IconButton:
    return bar.findChildren(IconButton)[0]


def _close(bar: MessageBar) -> None:
    QTest.mouseClick(_closer(bar), Qt.MouseButton.LeftButton)


def test_it_is_not_there_while_there_is_nothing_to_say(bar: MessageBar) -> None:
    assert not bar.isVisible()
    assert bar.text() == ""
    bar.show_problem("The disk is full.")
    assert bar.isVisible()
    assert bar.text() == "The disk is full."


def test_a_passing_message_goes_on_and_stays(bar: MessageBar) -> None:
    acts: list[str] = []
    bar.show_problem("The disk is full.")
    bar.show_info("2 articles added.", actions=[("Show", lambda: acts.append("show"))])
    assert bar.add_to(
        "2 articles added.", "1 may be newer.", [("Look…", lambda: acts.append("look"))]
    )
    assert bar.text() == "2 articles added. 1 may be newer."
    assert not bar._timer.isActive()
    assert [button.text() for button in bar.buttons()] == ["Show", "Look…"]
    # One that stays, and one that has been said already, are let be.
    assert not bar.add_to("2 articles added. 1 may be newer.", "More.", [])
    assert not bar.add_to("The disk is full.", "More.", [])
    bar.buttons()[1].click()
    assert acts == ["look"]
    assert bar.text() == "The disk is full."


def test_what_is_not_so_any_more_is_taken_back(bar: MessageBar) -> None:
    bar.show_problem("Somebody writes.")
    bar.show_problem("The disk is full.")
    assert bar.take_back("Somebody writes.")
    assert bar.text() == "The disk is full."
    assert not bar.take_back("Somebody writes.")
    assert bar.take_back("The disk is full.")
    assert not bar.isVisible()


def test_it_is_closed_by_its_button(bar: MessageBar) -> None:
    closed = QSignalSpy(bar.closed)
    bar.show_problem("The disk is full.")
    _close(bar)
    assert not bar.isVisible()
    assert closed.count() == 1


def test_an_earlier_message_shows_again(bar: MessageBar) -> None:
    closed = QSignalSpy(bar.closed)
    bar.show_problem("The disk is full.")
    bar.show_warning("Two articles are newer.")
    assert bar.text() == "Two articles are newer."
    _close(bar)
    assert bar.text() == "The disk is full."
    assert closed.count() == 0
    _close(bar)
    assert not bar.isVisible()


def test_the_same_message_is_not_heaped_up(bar: MessageBar) -> None:
    bar.show_problem("The disk is full.")
    bar.show_problem("The disk is full.")
    bar.close_message()
    assert not bar.isVisible()


def test_everything_can_be_taken_away(bar: MessageBar) -> None:
    bar.show_problem("One")
    bar.show_problem("Two")
    bar.clear()
    assert not bar.isVisible()
    bar.close_message()
    assert bar.text() == ""


def test_actions_are_buttons(bar: MessageBar, window: Window) -> None:
    done: list[str] = []
    bar.show_problem(
        "The disk is full.",
        [
            ("Try again", lambda: done.append("again")),
            ("Save a copy…", lambda: done.append("copy")),
        ],
    )
    window.settle()
    assert [button.text() for button in bar.buttons()] == ["Try again", "Save a copy…"]
    QTest.mouseClick(bar.buttons()[1], Qt.MouseButton.LeftButton)
    assert done == ["copy"]
    assert not bar.isVisible()
    assert bar.buttons() == []


def test_an_action_may_speak_again(bar: MessageBar) -> None:
    bar.show_problem("Once", [("Again", lambda: bar.show_problem("Twice"))])
    QTest.mouseClick(bar.buttons()[0], Qt.MouseButton.LeftButton)
    assert bar.text() == "Twice"
    assert bar.buttons() == []


def test_it_is_reached_by_keyboard_and_never_takes_the_focus(
    bar: MessageBar, window: Window
) -> None:
    content = window.findChildren(QPushButton, "content")[0]
    content.setFocus()
    bar.show_problem("The disk is full.", [("Try again", lambda: None)])
    window.settle()
    assert QApplication.focusWidget() is content
    bar.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar.buttons()[0], Qt.Key.Key_Return)
    assert not bar.isVisible()
    bar.show_problem("The disk is full.")
    close = _closer(bar)
    assert close.focusPolicy() & Qt.FocusPolicy.TabFocus
    close.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(close, Qt.Key.Key_Space)
    assert not bar.isVisible()


def test_the_focus_goes_back_to_where_it_was(bar: MessageBar, window: Window) -> None:
    far = QPushButton("far behind the content")
    window.add(far)
    far.setFocus()
    bar.show_problem("The disk is full.", [("Try again", lambda: None)])
    bar.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar.buttons()[0], Qt.Key.Key_Space)
    assert far.hasFocus()


def test_what_was_said_before_the_window_was_shown_can_be_taken_back(qtbot: QtBot) -> None:
    later = Window()
    qtbot.addWidget(later)
    bar = MessageBar()
    later.add(bar)
    bar.show_info("Saved.")
    bar.clear()
    later.show()
    assert not bar.isVisible()
    bar.show_info("Saved again.")
    assert bar.isVisible()


def test_what_was_done_passes(bar: MessageBar, qtbot: QtBot) -> None:
    bar.show_problem("The disk is full.")
    bar.show_info("Saved.", seconds=0.05)
    assert bar.text() == "Saved."
    qtbot.waitUntil(lambda: bar.text() == "The disk is full.", timeout=1000)
    bar.show_info("Saved.", seconds=0)
    assert not bar._timer.isActive()


def test_a_passing_message_does_not_come_back(bar: MessageBar) -> None:
    bar.show_info("Saved.")
    assert bar._timer.remainingTime() > 5000
    bar.show_problem("The disk is full.")
    assert not bar._timer.isActive()
    bar.close_message()
    assert not bar.isVisible()


def test_it_waits_while_one_is_on_it(bar: MessageBar, qtbot: QtBot) -> None:
    bar.show_info("Saved.", seconds=0.03, actions=[("Undo", lambda: None)])
    bar.buttons()[0].setFocus()
    with qtbot.waitSignal(bar._timer.timeout, timeout=1000):
        pass
    assert bar.text() == "Saved."
    bar.buttons()[0].clearFocus()
    bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    with qtbot.waitSignal(bar._timer.timeout, timeout=1000):
        pass
    assert bar.text() == "Saved."
    bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=1000)


def test_its_height_fits_the_text(bar: MessageBar, window: Window) -> None:
    bar.show_problem("The disk is full.")
    window.settle()
    assert bar.height() == 28 + 9
    bar.show_problem(LONG)
    window.settle()
    assert bar.height() == 40 + 9
    window.resize(1400, 400)
    window.settle()
    assert bar.height() == 28 + 9
    bar.show_problem("The disk is full.", [("Try again", lambda: None)])
    window.settle()
    assert bar.height() == 32 + 9


@pytest.mark.parametrize("role", ["accent", "warn", "danger"])
def test_kinds_differ_in_colour(role: str, theme: Theme, bar: MessageBar) -> None:
    if role == "accent":
        bar.show_info("Text")
    elif role == "warn":
        bar.show_warning("Text")
    else:
        bar.show_problem("Text")
    ground = bar.grab().toImage().pixelColor(4, 4)
    wanted = over(theme.colour(role), theme.base, theme.wash)
    assert abs(ground.red() - wanted.red()) <= 1
    assert abs(ground.green() - wanted.green()) <= 1
    assert abs(ground.blue() - wanted.blue()) <= 1


def test_screen_readers_are_told(bar: MessageBar, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[QAccessible.Event, str]] = []

    def tell(event: QAccessibleEvent) -> None:
        words = event.message() if isinstance(event, QAccessibleAnnouncementEvent) else ""
        told.append((event.type(), words))

    monkeypatch.setattr(QAccessible, "updateAccessibility", tell)
    bar.show_problem("The disk is full.")
    assert told == [
        (QAccessible.Event.Alert, ""),
        (QAccessible.Event.Announcement, "Problem: The disk is full."),
    ]
    assert bar.accessibleName() == "Problem: The disk is full."
    bar.close_message()
    assert len(told) == 2
    bar.show_info("Saved.")
    assert told[-1] == (QAccessible.Event.Announcement, "Saved.")
