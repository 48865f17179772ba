"""The sheet that tells what an import did: of many files that say the same there is one row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.app.importing import ImportReport
from annotator.model.incoming import Skipped
from annotator.ui.dialogs.importing.report import ReportSheet
from annotator.ui.dialogs.importing.report_rows import ReportRow, gathered, report_rows
from annotator.ui.look import Theme
from tests.ui.in_front import in_front

_PICTURE = "it seems to be a picture (PNG)."


@pytest.fixture(params=[(1440, 900), (900, 600)])
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    return in_front(qtbot, QWidget(), *request.param)


def _left(count: int) -> list[ReportRow]:
    pictures = [ReportRow("left", f"{number}.png", _PICTURE) for number in range(count)]
    return [*pictures, ReportRow("left", "talks.pdf", "is protected by a password.")]


def test_what_is_said_of_many_files_is_said_once() -> None:
    rows = gathered(_left(3_000))
    assert [(row.name, row.words, len(row.within)) for row in rows] == [
        ("talks.pdf", "is protected by a password.", 0), ("3,000 files", _PICTURE, 3_000)
    ]  # fmt: skip
    assert gathered(_left(5)) == _left(5)
    attached = [ReportRow("left", "a.eml", f"taken without attached {n}") for n in range(20)]
    (one,) = gathered(attached)
    assert (one.name, one.words, one.within) == ("a.eml", "20 things", tuple(attached))
    # A row without a name stands for itself.
    labels = [ReportRow("label", "", f"{n} → source") for n in range(9)]
    assert gathered(labels) == labels


def test_rows_of_the_same_are_folded_by_keys_and_clicks(window: QWidget, theme: Theme) -> None:
    del theme
    sheet = ReportSheet(window, _left(3_000), "Nothing was added.")
    model, rows = sheet.model, sheet.list
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sheet.open(rows)
    assert model.rowCount() == 2
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert "folded" in model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert model.rowCount() == 3_002
    assert model.index(2, 0).data() == f"0.png: {_PICTURE}"
    QTest.keyClick(rows, Qt.Key.Key_End)
    window.grab()
    QTest.keyClick(rows, Qt.Key.Key_Left)
    assert model.rowCount() == 2
    assert rows.currentIndex().row() == 1
    QTest.keyClick(rows, Qt.Key.Key_Right)
    assert model.rowCount() == 3_002
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert model.rowCount() == 2
    place = rows.visualRect(model.index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert model.rowCount() == 3_002
    # All of it is copied, folded or not.
    sheet.answer.click()
    said = QGuiApplication.clipboard().text().splitlines()
    assert len(said) == 3_002
    assert said[0] == "Left out"
    del tester


def test_reasons_are_sentences_whether_they_name_their_file_or_not() -> None:
    said = {
        "a.pdf is no PDF.": "It is no PDF.",
        "There is no text in it.": "There is no text in it.",
        "a.pdf, line 2 is no JSON.": "Line 2 is no JSON.",
        "it seems to be a picture (PNG).": "It seems to be a picture (PNG).",
        "the inner “x” in a.pdf is broken.": "the inner “x” in a.pdf is broken.",
    }
    report = ImportReport(skipped=tuple(Skipped("a.pdf", one) for one in said))
    report = replace(report, left=report.skipped)
    rows = report_rows([report], ["b.txt: left out, as you wished."])
    assert [row.words for row in rows] == [*said.values(), "Left out, as you wished."]
