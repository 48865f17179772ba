"""Bugs are told once, in a sheet whose report can be copied and holds nothing of an article."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

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

SECRET = "The witness lives in Kyiv"


def _caught(fails: Callable[[], object]) -> BaseException:
    try:
        fails()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError("nothing was raised")


def _quotes_text() -> None:
    raise ValueError(f"unknown words {SECRET!r} at 7")


def _looks_up_text() -> None:
    {}[SECRET]  # type: ignore[index]


def _chains() -> None:
    try:
        _quotes_text()
    except ValueError as error:
        raise RuntimeError(f"second “{SECRET}”") from error


def _many_lines() -> None:
    raise ValueError(f"1 error\ninput_value={SECRET}")


def _never_closed() -> None:
    raise ValueError(f"opened “{SECRET}")


@pytest.mark.parametrize(
    "fails", [_quotes_text, _looks_up_text, _chains, _many_lines, _never_closed]
)
def test_a_report_has_the_place_and_nothing_of_the_text(fails: Callable[[], object]) -> None:
    report = errors.report_text(_caught(fails))
    assert SECRET not in report
    assert "witness" not in report
    assert fails.__name__ in report
    assert "Annotator" in report
    assert "Python" in report


def test_a_report_tells_what_led_to_it() -> None:
    report = errors.report_text(_caught(_chains))
    assert report.index("ValueError: unknown words ‘…’ at 7") < report.index("RuntimeError: second")


def test_what_is_about_the_program_stays_as_it_is() -> None:
    report = errors.report_text(_caught(lambda: None.start))  # type: ignore[attr-defined]
    assert "'NoneType' object has no attribute 'start'" in report
    report = errors.report_text(_caught(lambda: "".index("a", 5)))
    assert "ValueError: substring not found" in report


def test_a_report_names_no_path_of_whoever_works() -> None:
    report = errors.report_text(_caught(_chains))
    assert str(Path(__file__).parent) not in report
    assert 'File "test_errors.py", line ' in report
    report = errors.report_text(_caught(lambda: json.loads("{")))
    assert 'File "python/json/__init__.py", line ' in report
    library = Path(pytest.__file__)
    assert errors.short_path(str(library)) == "pytest/__init__.py"
    assert errors.short_path(errors.__file__) == "annotator/ui/errors.py"
    assert errors.short_path(r"D:\Olena K\site-packages\a\b.py") == "a/b.py"
    assert errors.short_path("<string>") == "<string>"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "cannot import name 'x' from 'y' (/people/olena/lib/site-packages/y/z.py)",
            "cannot import name 'x' from 'y' (y/z.py)",
        ),
        (
            r"cannot import name 'x' from 'y' (D:\People\Olena Koval\y.py)",
            "cannot import name 'x' from 'y' (y.py)",
        ),
        ("/people/olena/lib/libqt.so.6: cannot open", "libqt.so.6: cannot open"),
    ],
)
def test_a_message_names_no_path_either(said: str, written: str) -> None:
    assert f"ImportError: {written}\n" in errors.report_text(ImportError(said))


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
    broken = _caught(lambda: Sheet(None, "", QWidget(), answer="", refusal=""))  # type: ignore[arg-type]
    assert isinstance(broken, Exception)
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
