"""Bugs are told once, in a sheet whose report can be copied and holds nothing of an article."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.problems import UserProblem
from annotator.ui import errors
from annotator.ui.dialogs.sheet import Sheet
from tests.ui.in_front import in_front


def _raise(error: Exception) -> None:
    # Not through sys.excepthook, which pytest-qt has taken.
    errors._report(type(error), error, error.__traceback__)


@pytest.fixture(autouse=True)
def _logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Expect that bugs are logged, and that none is still being told at the end."""
    yield
    records = caplog.get_records("call")
    assert {record.getMessage() for record in records} <= {"bug"}
    records.clear()
    for dialog in [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]:
        dialog.close()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert errors._telling == []


@pytest.fixture
def frame(qtbot: QtBot) -> QMainWindow:
    return in_front(qtbot, QMainWindow(), 900, 600)


def _report_shown(window: QWidget) -> QPlainTextEdit:
    QApplication.processEvents()
    (text,) = [one for one in window.findChildren(QPlainTextEdit) if one.isVisible()]
    return text


def _press(window: QWidget, words: str) -> None:
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    next(one for one in buttons if one.text().replace("&", "") == words).click()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _dialogs() -> list[QDialog]:
    QApplication.processEvents()
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    ]


def test_the_report_can_be_copied(frame: QMainWindow) -> None:
    QGuiApplication.clipboard().clear()
    _raise(ZeroDivisionError("division by zero"))
    text = _report_shown(frame)
    report = text.toPlainText()
    assert "ZeroDivisionError" in report
    assert text.isReadOnly()
    assert QFontInfo(text.font()).fixedPitch()
    assert _dialogs() == []
    _press(frame, "Copy")
    assert QGuiApplication.clipboard().text() == report
    assert frame.findChildren(QPlainTextEdit) == []


def test_one_can_go_on_without_it(frame: QMainWindow) -> None:
    QGuiApplication.clipboard().setText("before")
    for _ in range(2):
        _raise(ZeroDivisionError())
        assert _report_shown(frame).isVisible()
        _press(frame, "Close")
        assert QGuiApplication.clipboard().text() == "before"


def test_a_bug_while_one_is_told_opens_no_second_sheet(frame: QMainWindow) -> None:
    _raise(ZeroDivisionError("first"))
    first = _report_shown(frame)
    _raise(ValueError("second"))
    assert _report_shown(frame) is first
    assert "first" in first.toPlainText()
    _press(frame, "Close")


def test_it_fits_the_smallest_window(frame: QMainWindow) -> None:
    frame.resize(720, 480)
    _raise(ZeroDivisionError())
    text = _report_shown(frame)
    place = QRect(text.mapTo(frame, QPoint()), text.size())
    assert frame.rect().contains(place)
    _press(frame, "Close")


@pytest.mark.parametrize("button", ["Copy", "Close"])
def test_without_a_window_it_is_a_window_of_its_own(qtbot: QtBot, button: str) -> None:
    QGuiApplication.clipboard().setText("before")
    _raise(ZeroDivisionError())
    (dialog,) = _dialogs()
    report = _report_shown(dialog).toPlainText()
    assert "ZeroDivisionError" in report
    _press(dialog, button)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert QGuiApplication.clipboard().text() == (report if button == "Copy" else "before")
    assert errors._telling == []


def test_a_window_may_go_with_its_sheet(qtbot: QtBot) -> None:
    window = QMainWindow()
    window.show()
    _raise(ZeroDivisionError())
    assert _report_shown(window).isVisible()
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: errors._telling == [])


def test_a_bug_in_what_a_sheet_is_made_of_needs_none_of_it(
    frame: QMainWindow, qtbot: QtBot
) -> None:
    with pytest.raises(Exception) as found:  # noqa: PT011 - whatever it is
        Sheet(None, "", QWidget(), answer="", refusal="")  # type: ignore[arg-type]
    broken = found.value
    _raise(broken)
    (dialog,) = _dialogs()
    assert frame.findChildren(QPlainTextEdit) == []
    _press(dialog, "Close")
    qtbot.waitUntil(lambda: errors._telling == [])
    # Found out only while the sheet is on view: the dialog takes its place.
    _raise(ZeroDivisionError("first"))
    assert _report_shown(frame).isVisible()
    _raise(broken)
    (dialog,) = _dialogs()
    assert "first" in _report_shown(dialog).toPlainText()
    qtbot.waitUntil(lambda: not frame.findChildren(QPlainTextEdit))
    _raise(broken)
    assert _dialogs() == [dialog]
    _press(dialog, "Close")
    qtbot.waitUntil(lambda: errors._telling == [])


def test_an_interrupt_ends_the_program_and_is_no_bug(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    errors._report(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == [True]


def test_it_hears_of_every_exception_that_nobody_has_handled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    errors.install()
    assert sys.excepthook is errors._report


def test_a_problem_of_the_users_is_told_as_one_wherever_it_comes_from(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[str] = []
    errors.install(told.append)
    try:
        _raise(UserProblem("The disk was taken away."))
        assert told == []
        qtbot.waitUntil(lambda: told == ["The disk was taken away."])
        assert not errors._telling
        assert not caplog.records
    finally:
        errors.install()
