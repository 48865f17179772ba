"""Who is working: one of the project's people is picked, and nobody is made twice by a slip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.model.annotator import alike
from annotator.ui.dialogs.ask_name import AskName

PEOPLE = (("Olena", "lead"), ("Jonas", "annotator"), ("Mei & Co", ""))


def like(name: str) -> str | None:
    return next((one for one, _ in PEOPLE if alike(one, name)), None)


@pytest.fixture
def sheet(behind: QWidget) -> AskName:
    made = AskName(behind, "Olena", PEOPLE, like)
    made.open(made.field.edit)
    made.field.edit.selectAll()
    return made


def named(sheet: AskName) -> list[str]:
    found: list[str] = []
    sheet.named.connect(found.append)
    return found


def test_people_are_offered_with_their_roles(sheet: AskName) -> None:
    model = sheet.view.model()
    rows = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert rows == ["Olena, lead", "Jonas, annotator", "Mei & Co"]
    assert sheet.view.accessibleName() == "The project's people"


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_one_of_them_is_picked(sheet: AskName, way: str) -> None:
    found, view = named(sheet), sheet.view
    if way == "mouse":
        place = view.visualRect(view.model().index(1, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert found == ["Jonas"]


def test_a_name_like_another_is_pointed_out_and_then_taken(sheet: AskName) -> None:
    found = named(sheet)
    QTest.keyClicks(sheet.field.edit, "jonas")
    QTest.keyClick(sheet.field.edit, Qt.Key.Key_Return)
    assert found == []
    assert sheet.advice.text().startswith("Jonas is here already. Pick Jonas, if that is you;")
    QTest.keyClicks(sheet.field.edit, "s")
    assert sheet.advice.text().startswith("Your annotations carry this name")
    QTest.keyClick(sheet.field.edit, Qt.Key.Key_Backspace)
    sheet.accept()
    assert found == []
    sheet.accept()
    assert found == ["jonas"]


def test_a_known_name_and_a_new_one_are_taken_at_once(sheet: AskName, behind: QWidget) -> None:
    found = named(sheet)
    QTest.keyClicks(sheet.field.edit, "Jonas")
    QTest.keyClick(sheet.field.edit, Qt.Key.Key_Return)
    again = AskName(behind, "", PEOPLE, like)
    again.named.connect(found.append)
    again.open(again.field.edit)
    QTest.keyClicks(again.field.edit, "Ann")
    QTest.keyClick(again.field.edit, Qt.Key.Key_Return)
    assert found == ["Jonas", "Ann"]
