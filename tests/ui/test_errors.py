"""Bugs are told once, in a dialog whose report can be copied and holds nothing of an article."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.ui import errors

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


class _Answer:
    """Presses a button of the dialog once it is there."""

    def __init__(self, button: str) -> None:
        self._button = button
        self.seen: list[str] = []
        QTimer.singleShot(0, self._press)

    def _press(self) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        self.seen.append(box.detailedText())
        next(one for one in box.buttons() if one.text() == self._button).click()


def _raise(error: Exception) -> None:
    # Not through sys.excepthook, which pytest-qt has taken.
    errors._report(type(error), error, error.__traceback__)


def test_the_report_can_be_copied(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    QGuiApplication.clipboard().clear()
    answer = _Answer("Copy the report")
    _raise(ZeroDivisionError("division by zero"))
    assert "ZeroDivisionError" in answer.seen[0]
    assert QGuiApplication.clipboard().text() == answer.seen[0]
    assert [record.getMessage() for record in caplog.records] == ["bug"]
    caplog.clear()


def test_one_can_go_on_without_it(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    QGuiApplication.clipboard().setText("before")
    _Answer("Go on")
    _raise(ZeroDivisionError())
    assert QGuiApplication.clipboard().text() == "before"
    assert QApplication.activeModalWidget() is None
    caplog.clear()


def test_a_bug_while_one_is_told_opens_no_second_dialog(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    boxes: list[int] = []

    def again() -> None:
        _raise(ValueError("again"))
        boxes.append(sum(isinstance(w, QMessageBox) for w in QApplication.topLevelWidgets()))

    QTimer.singleShot(0, again)
    QTimer.singleShot(10, lambda: _Answer("Go on"))
    _raise(ZeroDivisionError())
    assert boxes == [1]
    assert len(caplog.records) == 2
    caplog.clear()
    answer = _Answer("Go on")
    _raise(ZeroDivisionError())
    assert answer.seen
    caplog.clear()


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
