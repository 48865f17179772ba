"""What needs the formats waits for them, and keeps nobody waiting."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from annotator.formats.registry import formats
from annotator.ui.with_formats import with_formats


@pytest.fixture
def asker(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def _not_loaded() -> Iterator[None]:
    formats.cache_clear()
    yield
    formats()


@pytest.mark.usefixtures("_not_loaded")
def test_keys_are_answered_while_formats_are_loaded(asker: QObject, qtbot: QtBot) -> None:
    came: list[str] = []
    key = QTimer(asker)
    key.timeout.connect(lambda: came.append("key"))
    key.start(0)
    with_formats(lambda: came.append("formats"), asker)
    assert not came
    qtbot.waitUntil(lambda: "formats" in came)
    assert came.index("formats") > 10
    assert "annotator.formats.tei.tei" in sys.modules


@pytest.mark.usefixtures("_not_loaded")
def test_who_asks_again_meanwhile_is_served_once(asker: QObject, qtbot: QtBot) -> None:
    served: list[int] = []
    with_formats(lambda: served.append(1), asker)
    with_formats(lambda: served.append(2), asker)
    qtbot.waitUntil(lambda: bool(served))
    qtbot.wait(50)
    assert served == [1]
    with_formats(lambda: served.append(3), asker)
    qtbot.waitUntil(lambda: len(served) > 1)
    assert served == [1, 3]


@pytest.mark.usefixtures("_not_loaded")
def test_who_goes_is_not_served(asker: QObject, qtbot: QtBot) -> None:
    served: list[int] = []
    with_formats(lambda: served.append(1), asker)
    asker.deleteLater()
    qtbot.wait(100)
    assert not served
