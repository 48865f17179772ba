"""Watches how long the window is busy with one event: nothing may keep it for more than 50 ms.

    WATCH=1 pytest tests/journeys            # prints what took longest, with the journey it was in

A test that looks at a clock would fail on a busy machine, so this only tells. Times are those of
the thread's processor: what the system gave to others meanwhile is nobody's fault. They still grow
by half where many programs share the caches. How long a window takes to open is a figure of its
own: that turn of the event loop is left out.
"""

from __future__ import annotations

import os
import time
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

WATCHES = "WATCH" in os.environ
MOST = 0.050
"""Seconds that one event may take."""
_SHOWN = 40


class Block(NamedTuple):
    """One event that took long: seconds, what it was, and in which journey."""

    seconds: float
    event: str
    journey: str


class WatchedApplication(QApplication):
    """An application that notes how long each event takes."""

    def __init__(self, *words: object) -> None:
        super().__init__(*words)
        self.blocks: list[Block] = []
        self.journey = ""
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event, and note how long it took, unless it came within another."""
        if self._depth:
            return super().notify(receiver, event)
        self._depth = 1
        kind = type(receiver).__name__
        what = event.type().name
        opens = what == "MetaCall" and kind == "Frame" and _is_bare(receiver)
        begun = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth = 0
            seconds = time.thread_time() - begun
            if seconds > MOST and not opens:
                self.blocks.append(Block(seconds, f"{what} to {kind}", self.journey))

    def report(self) -> list[str]:
        """Write the longest blocks, a line each."""
        longest = sorted(self.blocks, reverse=True)[:_SHOWN]
        return [f"{one.seconds * 1_000:6.0f} ms  {one.event:<40} {one.journey}" for one in longest]


def _is_bare(frame: QObject) -> bool:
    """Tell whether a window is about to be furnished."""
    return isinstance(frame, QMainWindow) and frame.centralWidget() is None
