"""Garbage is collected in the window's thread alone.

Python collects in whichever thread makes one object too many. If that is a job's, wrappers of Qt
objects that were caught in a cycle die there, and their Qt objects with them: those may only die in
their own thread, and now and then the program crashes. So automatic collection stays off in the
window, and a timer does what it would have done.

A collection looks at every object that Python has made, also at those of a job that has a million
of them on its way, and the window waits for it. So while there are very many new ones they are left
alone, for most go by themselves when the job ends; and where much has come to stay it is collected
once and then looked at no more.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000
"""Milliseconds between looks whether a collection is due; a look takes a microsecond."""
_MOST = 60_000
"""New objects, and those that stayed, that a collection may look at: 10 ms for each of the two."""
_PATIENCE = 60
"""Looks for which more new ones are left alone."""


class Collector(QTimer):
    """Collects when Python would have; from its making on Python does not do so by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._stayed = 0
        self._waited = 0
        self.setInterval(_EVERY)
        self.timeout.connect(self._on_look)
        self.start()

    def _on_look(self) -> None:
        new = gc.get_count()[0]
        if new > _MOST and self._waited < _PATIENCE:
            self._waited += 1
            return
        self._waited = 0
        if self._stayed + new > _MOST:
            gc.collect()
            gc.freeze()
            self._stayed = 0
        elif collect_due() is not None:
            self._stayed = sum(len(gc.get_objects(generation)) for generation in (1, 2))


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
