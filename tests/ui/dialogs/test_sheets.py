"""Sheets over the window: what they ask, how they are answered, that they go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import Project
from annotator.model.export import Selection
from annotator.ui.dialogs.ask_name import AskName
from annotator.ui.dialogs.export import ExportSheet
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


def _lines(sheet: ExportSheet) -> list[str]:
    layout = sheet._lines
    items = (layout.itemAt(row) for row in range(layout.count()))
    parts = (item.widget() for item in items if item is not None)
    return [part.text() for part in parts if isinstance(part, Text)]


@pytest.fixture
def export(window: QWidget, project: Project) -> ExportSheet:
    article = project.import_text("Talks in Odesa.\n\nThe minister said 12,345 people left.")
    first = project.annotate(article.id, 0, 5, "source")
    second = project.annotate(article.id, 9, 14, "figure")
    project.relate(first.id, "says", second.id)
    sheet = ExportSheet(window, project)
    sheet.open()
    return sheet


def _weighed(export: ExportSheet, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: not _lines(export)[0].startswith("Looking"), timeout=5_000)
    return _lines(export)


def test_an_export_says_what_a_format_cannot_hold(export: ExportSheet, qtbot: QtBot) -> None:
    seen = {}
    for index in range(len(export._formats)):
        export.format.segment(index).click()
        seen[export.chosen_format()] = _weighed(export, qtbot)
    assert seen["jsonl"] == ["Everything fits."]
    assert seen["csv"][0].startswith("Left out")
    assert "1 × relations" in seen["csv"]


def test_an_export_may_be_of_ones_own_only(export: ExportSheet, qtbot: QtBot) -> None:
    chosen: list[tuple[str, Selection]] = []
    export.chosen.connect(lambda name, who: chosen.append((name, who)))
    assert export.selection() == Selection()
    export.people.segment(1).click()
    _weighed(export, qtbot)
    export.accept()
    assert chosen == [(chosen[0][0], Selection(annotators=("Olena",)))]


def test_an_export_of_the_consensus_says_what_is_disputed(
    export: ExportSheet, project: Project, qtbot: QtBot
) -> None:
    article = next(iter(project.articles())).id
    for who, verb in (("Ben", "accept"), ("Olena", "reject")):
        project.work_as(who)
        getattr(project.reviewing, verb)(article, project.reviewing.article(article).units[0])
    project.reviewing.accept(article, project.reviewing.article(article).units[1])
    export.format.segment([one.name for one in export._formats].index("jsonl")).click()
    export.people.segment(2).click()
    assert export.selection() == Selection(consensus=True)
    assert _weighed(export, qtbot)[1:] == [
        "1 × entries about which reviewers differ",
        "1 × relations",
    ]


def test_an_export_sheet_may_be_closed_while_it_weighs(export: ExportSheet, qtbot: QtBot) -> None:
    export.close()
    qtbot.waitUntil(lambda: not isValid(export))
    qtbot.wait(60)
