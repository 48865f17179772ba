"""The sheets of an import: what labels of other people become, which column is the text."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import Project
from annotator.app.importing import ImportReport
from annotator.app.reading.families import endings_by_family
from annotator.app.reading.labels import LabelCount, PersonCount
from annotator.app.reading_files import FileRead
from annotator.model.incoming import Note
from annotator.ui.dialogs.importing.columns import AskColumns
from annotator.ui.dialogs.importing.label_row import Choice, new_choice
from annotator.ui.dialogs.importing.labels import ImportSheet
from annotator.ui.look import Theme, sans, text_width
from annotator.ui.verbs.importing import _filters
from tests.ui.in_front import in_front

REPORT = ImportReport(
    articles=("a", "b"),
    labels=(
        LabelCount("PERSON", "PERSON", 120, "Anna Lindqvist"),
        LabelCount("Figure", "Figure", 9, "600 km²"),
        LabelCount("source", "source", 3, "the ministry"),
        LabelCount("misc & more", "misc & more", 1, "x"),
    ),
    people=(PersonCount("ben", 130), PersonCount(None, 3)),
    files=(
        FileRead("talks.json", "Label Studio", 2, 133, "code-points"),
        FileRead("empty.json", "Label Studio"),
    ),
    notes=(Note("talks.json", "its offsets count UTF-16 units"),),
    asks=True,
)
LEFT_OUT = ["talks.json, item 3 was taken without PERSON 5–90: there is no position 90"]


@pytest.fixture(params=[(1440, 900), (720, 480)])
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    return in_front(qtbot, QWidget(), *request.param)


def opened(
    window: QWidget, project: Project, before: dict[str, str | None] | None = None
) -> tuple[ImportSheet, list[Any]]:
    sheet = ImportSheet(window, REPORT, project.labels, before or {}, "Olena", LEFT_OUT)
    said: list[Any] = []
    sheet.accepted.connect(said.append)
    sheet.refused.connect(lambda: said.append(None))
    sheet.open()
    return sheet, said


def names(sheet: ImportSheet) -> list[str]:
    return [row.button.accessibleName() for row in sheet.rows]


def test_it_says_what_each_label_becomes(window: QWidget, project: Project, theme: Theme) -> None:
    del theme
    sheet, said = opened(window, project)
    assert names(sheet) == [
        "PERSON, 120 annotations, becomes: New label “PERSON”",
        "Figure, 9 annotations, becomes: Figure",
        "source, 3 annotations, becomes: Source",
        "misc & more, 1 annotation, becomes: New label “misc & more”",
    ]
    assert sheet.summed.text() == "4 labels: 2 become labels of yours, 2 are new."
    assert sheet.answer.text() == "Take in 133 annotations"
    assert window.rect().contains(sheet.popover.geometry())
    assert [link.text() for link in sheet.links] == [
        "What does not fit: 1", "What is taken otherwise: 1"
    ]  # fmt: skip
    sheet.refuse.click()
    assert said == [None]


def test_keys_choose_and_walk_and_take_in(window: QWidget, project: Project, qtbot: QtBot) -> None:
    sheet, said = opened(window, project)
    first, second, third, fourth = (row.button for row in sheet.rows)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_1)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert first.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Plus)
    QTest.keyClick(third, Qt.Key.Key_2)
    QTest.keyClick(fourth, Qt.Key.Key_Delete)
    assert sheet.summed.text() == "4 labels: 2 become labels of yours, 1 is new, 1 is left out."
    assert sheet.answer.text() == "Take in 132 annotations"
    QTest.keyClick(fourth, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said == [
        {"PERSON": "source", "Figure": "Figure", "source": "location", "misc & more": None}
    ]
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_it_follows_the_size_of_the_window(window: QWidget, project: Project) -> None:
    sheet, _ = opened(window, project)
    for size in ((700, 460), (1300, 800), (820, 600)):
        window.resize(*size)
        assert window.rect().contains(sheet.popover.geometry())
        buttons = [sheet.answer, *(row.button for row in sheet.rows)]
        for button in buttons:
            place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
            assert window.rect().contains(place)
    sheet.refuse.click()


def test_what_becomes_of_the_labels_is_said_whole(window: QWidget, project: Project) -> None:
    sheet, _ = opened(window, project)
    QApplication.sendPostedEvents()
    assert sheet.summed.width() >= text_width(sheet.summed.text(), sans())
    assert sheet.answer.width() >= sheet.answer.sizeHint().width()
    sheet.refuse.click()


def test_what_stays_as_it_is_needs_no_mapping(window: QWidget, project: Project) -> None:
    sheet, said = opened(window, project)
    QTest.mouseClick(sheet.answer, Qt.MouseButton.LeftButton)
    assert said == [{"PERSON": "PERSON", "Figure": "figure", "misc & more": "misc & more"}]


def test_what_was_chosen_before_is_chosen_again(window: QWidget, project: Project) -> None:
    before = {"PERSON": "source", "Figure": None, "misc & more": "other"}
    sheet, said = opened(window, project, before)
    assert [name.rpartition(": ")[2] for name in names(sheet)] == [
        "Source", "Leave out", "Source", "New label “other”"
    ]  # fmt: skip
    QTest.keyClick(sheet.rows[0].button, Qt.Key.Key_Escape)
    assert said == [None]


def test_a_label_that_cannot_be_a_key_is_made_one(project: Project) -> None:
    assert new_choice("x" * 99, {}) == Choice("x" * 64, is_new=True)
    assert new_choice(" a\n b ", {}) == Choice("a b", is_new=True)
    known = {one.key: one for one in project.labels}
    assert new_choice("source", known) == Choice(None)


def test_what_does_not_fit_is_listed(window: QWidget, project: Project) -> None:
    sheet, said = opened(window, project)
    sheet.links[0].click()
    told = window.findChildren(QPlainTextEdit)[-1]
    assert told.toPlainText() == LEFT_OUT[0]
    QTest.keyClick(told, Qt.Key.Key_Escape)
    assert said == []
    sheet.refuse.click()


def test_a_column_is_asked_for(window: QWidget, qtbot: QtBot) -> None:
    columns = [("nr", "7"), ("", ""), ("story", "Anna said that it rains."), ("day", "2024")]
    sheet = AskColumns(window, "talks.csv", columns)
    said: list[Any] = []
    sheet.chosen.connect(said.append)
    sheet.open()
    assert [row.button.accessibleName() for row in sheet.rows] == [
        "nr is: Not used", " is: Not used", "story is: Text", "day is: Not used",
    ]  # fmt: skip
    sheet.rows[3].use_chosen.emit("published")
    sheet.rows[0].use_chosen.emit("text")
    # Only one is the text.
    assert [row.use for row in sheet.rows] == ["text", "", "", "published"]
    sheet.rows[0].use_chosen.emit("")
    assert not sheet.answer.isEnabled()
    sheet.rows[2].use_chosen.emit("text")
    QTest.keyClick(sheet.rows[2].button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said == [{"text": "story", "published": "day"}]
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_files_are_offered_by_what_they_are() -> None:
    families = endings_by_family()
    assert {"txt", "html"} <= set(families["articles"])
    assert "csv" in families["tables"]
    assert "jsonl" in families["datasets"]
    filters = _filters().split(";;")
    assert filters[0].startswith("All that can be read (*.")
    assert filters[-1] == "All files (*)"
    assert all(f"*.{one}" in filters[0] for endings in families.values() for one in endings)
