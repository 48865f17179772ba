"""The field for words in several lines: what it keeps, and how it grows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import look
from annotator.ui.widgets.growing_field import GrowingField
from tests.nasty import CANONICAL
from tests.ui.in_front import in_front


@pytest.fixture
def field(qtbot: QtBot) -> GrowingField:
    made = GrowingField("Note", "Add")
    # Alone in its window it would have the keyboard.
    host = QWidget()
    QLineEdit(host).resize(20, 20)
    made.setParent(host)
    made.setGeometry(0, 40, 220, 32)
    in_front(qtbot, host, 300, 200)
    return made


def test_words_are_kept_as_they_are(field: GrowingField) -> None:
    for name, text in CANONICAL.items():
        # Qt's documents part paragraphs at this sign, and know no other.
        if "\u2029" not in text and "\ufdd0" not in text and "\x00" not in text:
            field.set_text(text)
            assert field.text() == text, name


def test_enter_is_told_and_shift_enter_is_a_line(field: GrowingField, qtbot: QtBot) -> None:
    edited: list[str] = []
    field.edited.connect(edited.append)
    height = field.sizeHint().height()
    QTest.keyClicks(field.edit, "one")
    with qtbot.waitSignal(field.submitted, timeout=0) as told:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert told.args == ["one"]
    QTest.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field.edit, "two")
    assert field.text() == "one\ntwo"
    assert edited[-1] == "one\ntwo"
    assert field.sizeHint().height() > height
    with qtbot.assertNotEmitted(field.submitted):
        QTest.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    field.set_text("\n" * 40)
    assert field.sizeHint().height() < 10 * height


def test_nothing_stays_selected_when_it_is_left(field: GrowingField) -> None:
    field.set_text("some words")
    field.edit.setFocus()
    field.edit.selectAll()
    # A menu only borrows the keyboard: it may be there to copy.
    field.edit.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert field.edit.textCursor().selectedText() == "some words"
    other = field.window().findChild(QLineEdit)
    assert other is not None
    other.setFocus()
    assert not field.edit.textCursor().hasSelection()


def test_its_box_comes_with_the_keyboard(field: GrowingField) -> None:
    plain = field.grab().toImage()
    field.edit.setFocus()
    focused = field.grab().toImage()
    assert plain.pixelColor(100, 2) != look().accent
    assert focused.pixelColor(100, 2) == look().accent
    field.set_error("Not a number")
    field.resize(220, field.sizeHint().height())
    assert field.grab().toImage().pixelColor(100, 2) == look().danger
    assert field.edit.accessibleDescription() == "Not a number"
