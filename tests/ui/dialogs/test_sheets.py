"""Sheets over the window: what they ask, how they are answered, that they go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.ui.dialogs.ask_name import AskName
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.dialogs.tell import tell
from annotator.ui.widgets.text import Text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.edit = QLineEdit(made)  # type: ignore[attr-defined]
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.edit.setFocus()  # type: ignore[attr-defined]
    return made


def _answers(sheet: Sheet) -> list[str]:
    given: list[str] = []
    sheet.accepted.connect(lambda: given.append("accepted"))
    sheet.refused.connect(lambda: given.append("refused"))
    return given


def _question(window: QWidget) -> Sheet:
    body = column_of([Text("All of it?")])
    sheet = Sheet(window, "Undo?", body, answer="Yes", refusal="No")
    sheet.open()
    return sheet


@pytest.mark.parametrize("way", ["enter", "click"])
def test_the_answer_goes_on(window: QWidget, way: str, qtbot: QtBot) -> None:
    sheet = _question(window)
    given, popover = _answers(sheet), sheet.popover
    assert sheet.answer.hasFocus()
    if way == "enter":
        QTest.keyClick(sheet.answer, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(sheet.answer, Qt.MouseButton.LeftButton)
    assert given == ["accepted"]
    qtbot.waitUntil(lambda: not isValid(sheet) and not isValid(popover))
    assert window.edit.hasFocus()  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["escape", "click", "outside"])
def test_everything_else_changes_nothing(window: QWidget, way: str, qtbot: QtBot) -> None:
    sheet = _question(window)
    given = _answers(sheet)
    if way == "escape":
        QTest.keyClick(sheet.answer, Qt.Key.Key_Escape)
    elif way == "click":
        QTest.mouseClick(sheet.refuse, Qt.MouseButton.LeftButton)
    else:
        behind = sheet.popover._backdrop
        QTest.mouseClick(behind, Qt.MouseButton.LeftButton, pos=behind.rect().bottomLeft())
    assert given == ["refused"]
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_what_cannot_be_answered_is_not(window: QWidget) -> None:
    sheet = _question(window)
    given = _answers(sheet)
    sheet.answer.setEnabled(False)
    sheet.accept()
    assert given == []
    sheet.close()
    assert given == ["refused"]


def test_a_sheet_that_only_tells_has_one_button(window: QWidget) -> None:
    sheet = Sheet(window, "Done", QWidget(), answer="", refusal="Close")
    sheet.open(sheet.refuse)
    assert not sheet.answer.isVisible()
    assert sheet.refuse.hasFocus()
    sheet.close()


def test_a_sheet_fits_a_narrow_window(window: QWidget) -> None:
    window.resize(400, 500)
    sheet = _question(window)
    assert window.rect().contains(sheet.popover.geometry())
    sheet.close()


def test_a_window_may_go_with_its_sheet_open(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(600, 500)
    window.show()
    sheet = _question(window)
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_a_name_is_asked_for_and_tidied(window: QWidget) -> None:
    sheet = AskName(window, "")
    named: list[str] = []
    sheet.named.connect(named.append)
    sheet.open(sheet.field.edit)
    QTest.keyClicks(sheet.field.edit, "  Olena   Koval ")
    QTest.keyClick(sheet.field.edit, Qt.Key.Key_Return)
    assert named == ["Olena Koval"]


def test_what_can_be_no_name_is_said_below(window: QWidget) -> None:
    sheet = AskName(window, "")
    named: list[str] = []
    sheet.named.connect(named.append)
    sheet.open(sheet.field.edit)
    sheet.accept()
    assert named == []
    assert sheet.field.error()
    assert sheet.popover.isVisible()
    QTest.keyClicks(sheet.field.edit, "O")
    assert sheet.field.error() == ""
    sheet.close()


def test_what_is_told_can_be_read_and_copied(window: QWidget) -> None:
    sheet = tell(window, "What was found", ["one fault", "another 🇺🇦"])
    shown = sheet.popover.findChild(QPlainTextEdit)
    assert isinstance(shown, QPlainTextEdit)
    assert shown.isReadOnly()
    assert shown.toPlainText() == "one fault\nanother 🇺🇦"
    assert shown.accessibleName() == "What was found"
    sheet.accept()
    assert QGuiApplication.clipboard().text() == "one fault\nanother 🇺🇦"
