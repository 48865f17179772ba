"""Garbage goes in the window's thread, and not before."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

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
