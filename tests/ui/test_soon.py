"""What can wait is done once, after the event."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.soon import Soon


def test_it_is_done_once_however_often_it_was_asked_for(qtbot: QtBot) -> None:
    done: list[int] = []
    owner = QObject()
    soon = Soon(lambda: done.append(1), owner)
    for _ in range(3):
        soon.start()
    assert done == []
    qtbot.waitUntil(lambda: bool(done))
    QApplication.processEvents()
    assert done == [1]
    soon.start()
    qtbot.waitUntil(lambda: done == [1, 1])


def test_it_can_be_called_off_and_goes_with_its_owner(qtbot: QtBot) -> None:
    done: list[int] = []
    owner = QObject()
    soon = Soon(lambda: done.append(1), owner)
    soon.start()
    soon.stop()
    QApplication.processEvents()
    soon.start()
    del owner, soon
    QApplication.processEvents()
    assert done == []
