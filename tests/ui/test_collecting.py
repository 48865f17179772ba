"""Garbage goes in the window's thread, and not before."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.ui import collecting
from annotator.ui.collecting import Collector, collect_due


class _Knot:
    """An object in a cycle with itself; it notes in which thread it dies."""

    def __init__(self, died_in: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: died_in.append(threading.get_ident()))


def test_a_cycle_dies_in_the_windows_thread(qtbot: QtBot) -> None:
    gc.enable()
    owner = QObject()
    collector = Collector(owner)
    died_in: list[int] = []
    _Knot(died_in)

    def work() -> None:
        # Enough that Python by itself would collect here.
        kept = [[number] for number in range(50_000)]
        kept.clear()
        _Knot(died_in)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert died_in == []
    [[] for _ in range(5_000)]
    kept = [[number] for number in range(5_000)]
    collector.setInterval(0)
    qtbot.waitUntil(lambda: len(died_in) == 2)
    assert set(died_in) == {threading.get_ident()}
    assert kept
    owner.deleteLater()


def test_nothing_is_collected_that_is_not_due() -> None:
    gc.collect()
    assert collect_due() is None
    kept = [[number] for number in range(gc.get_threshold()[0] + 200)]
    assert collect_due() == 0
    assert kept


@pytest.fixture
def thawed() -> Iterator[None]:
    """Leave what was frozen as it was; garbage of before is no matter here."""
    gc.collect()
    yield
    gc.unfreeze()


def _looks(collector: Collector, qtbot: QtBot, count: int = 3) -> None:
    seen: list[None] = []
    collector.timeout.connect(lambda: seen.append(None))
    collector.setInterval(0)
    qtbot.waitUntil(lambda: len(seen) >= count)


@pytest.mark.usefixtures("thawed")
def test_what_a_job_has_on_its_way_is_not_looked_at(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QObject()
    collector = Collector(owner)
    monkeypatch.setattr(collecting, "_PATIENCE", 1_000_000)
    died_in: list[int] = []
    _Knot(died_in)
    on_its_way = [[number] for number in range(100_000)]
    _looks(collector, qtbot)
    assert died_in == []
    # It goes by itself when the job ends, and then the rest is collected.
    on_its_way.clear()
    kept = [[number] for number in range(5_000)]
    qtbot.waitUntil(lambda: len(died_in) == 1)
    assert kept
    owner.deleteLater()


@pytest.mark.usefixtures("thawed")
def test_what_stays_and_is_much_is_collected_once_and_looked_at_no_more(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QObject()
    collector = Collector(owner)
    monkeypatch.setattr(collecting, "_PATIENCE", 2)
    died_in: list[int] = []
    _Knot(died_in)
    stays = [[number] for number in range(100_000)]
    collector.setInterval(0)
    qtbot.waitUntil(lambda: len(died_in) == 1)
    assert gc.get_freeze_count() > len(stays)
    assert len(gc.get_objects()) < len(stays)
    owner.deleteLater()
