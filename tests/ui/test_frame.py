"""The frame that stands before the window is furnished."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from annotator.app.settings import Settings
from annotator.ui.frame import Frame
from annotator.ui.look import Theme, metrics

_COPY, _LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


def _frame(qtbot: QtBot, settings: Settings | None = None, *, working: bool = True) -> Frame:
    made = Frame(settings or Settings(), working=working)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    return made


def _files(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(path) if "://" in path else QUrl.fromLocalFile(path) for path in paths])
    return data


def test_it_tells_once_that_it_was_seen(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    seen: list[int] = []
    frame.painted.connect(lambda: seen.append(1))
    frame.show()
    qtbot.waitUntil(lambda: bool(seen))
    frame.repaint()
    qtbot.wait(5)
    assert seen == [1]


def test_its_bars_and_columns_stand_where_the_windows_will(theme: Theme, qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    picture = frame.grab().toImage()
    left, right = metrics.LIST_WIDTH, 1440 - metrics.PANEL_WIDTH
    assert picture.pixelColor(left // 2, 400) == theme.win
    assert picture.pixelColor(left - 1, 400) == theme.line
    assert picture.pixelColor((left + right) // 2, 400) == theme.base
    assert picture.pixelColor(right, 400) == theme.line
    assert picture.pixelColor(700, metrics.BAR - 1) == theme.line
    assert picture.pixelColor(700, 895) == theme.win


def test_folded_columns_are_not_painted(theme: Theme, qtbot: QtBot) -> None:
    frame = _frame(qtbot, Settings(columns=(-272, -344)))
    picture = frame.grab().toImage()
    assert picture.pixelColor(100, 400) == theme.base
    assert picture.pixelColor(1400, 400) == theme.base


def test_before_the_welcome_page_it_is_empty(theme: Theme, qtbot: QtBot) -> None:
    frame = _frame(qtbot, working=False)
    picture = frame.grab().toImage()
    assert all(picture.pixelColor(x, 400) == theme.win for x in range(0, 1440, 50))


def test_files_can_be_dropped_and_other_things_not(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    told: list[list[Path]] = []
    frame.dropped.connect(told.append)
    place = QPointF(5, 5)
    words = QMimeData()
    words.setText("words")
    for data, taken in ((words, False), (_files("/a b/ü.txt"), True)):
        enter = QDragEnterEvent(place.toPoint(), _COPY, data, _LEFT, _NONE)
        enter.setAccepted(False)
        frame.dragEnterEvent(enter)
        assert enter.isAccepted() == taken
    for data in (_files("/a b/ü.txt", "/c"), _files("https://example.org/x")):
        frame.dropEvent(QDropEvent(place, _COPY, data, _LEFT, _NONE))
    assert told == [[Path("/a b/ü.txt"), Path("/c")]]


def test_closing_is_told_first(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    frame.show()
    seen: list[bool] = []
    frame.closing.connect(lambda: seen.append(frame.isVisible()))
    frame.close()
    assert seen == [True]


@pytest.mark.parametrize("window", ["", "garbage", "é\udcff", "AAAA" * 50])
def test_a_place_that_is_none_is_no_trouble(window: str, qtbot: QtBot) -> None:
    made = Frame(Settings(window=window), working=True)
    qtbot.addWidget(made)
    assert made.width() >= metrics.WINDOW_SMALLEST[0]
