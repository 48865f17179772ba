"""Garbage is collected in the window's thread alone.

Python collects in whichever thread makes one object too many. If that is a job's, wrappers of Qt
objects that were caught in a cycle die there, and their Qt objects with them: those may only die in
their own thread, and now and then the program crashes. So automatic collection stays off in the
window, and a timer does what it would have done.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000
"""Milliseconds between looks whether a collection is due; a look takes a microsecond."""


class Collector(QTimer):
    """Collects when Python would have; from its making on Python does not do so by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.setInterval(_EVERY)
        self.timeout.connect(collect_due)
        self.start()


def collect_due() -> int | None:
    """Collect the oldest generation that is due by Python's own thresholds, and those below it.

    Returns:
        The generation, 0 to 2; None if none was due.
    """
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [
        generation
        for generation, (count, threshold) in enumerate(zip(counts, thresholds, strict=True))
        if threshold and count > threshold
    ]
    if not due:
        return None
    gc.collect(due[-1])
    return due[-1]
