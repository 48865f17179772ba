"""How many differences are open in the whole project: counted in the background, a little later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.model.changes import ChangeSet, Kind
from annotator.model.unit import DifferenceKind
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.jobs import Job
from annotator.ui.soon import Soon

_AFTER = 1_200
"""Milliseconds of quiet after which is counted while somebody reviews."""
_LATER = 6_000
"""The same while somebody tags: counting would take time from the next key."""
_TWO = 2
"""People without whom there is no difference."""
_TOUCHING: tuple[Kind, ...] = ("annotation", "verdict", "comment", "status", "version", "article")
_TEAM: tuple[Kind, ...] = ("team", "member", "scheme", "annotator")

Counts = Mapping[str, Mapping[DifferenceKind, int]]


class ReviewCount(QObject):
    """Keeps the number of open differences of every article.

    Signals:
        counted(number): so many are open in the whole project.
    """

    counted = Signal(int)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.awake = False
        """Whether somebody reviews."""
        self.open_in: dict[str, int] = {}
        """Open differences by article, as counted last; articles with none are absent."""
        self._stale: set[str] | None = None
        """Articles to be counted anew; None is all."""
        self._job: Job[Counts] | None = None
        self._soon = Soon(self._count, self, _AFTER)
        hub.opened.connect(self._on_opened)
        hub.changed.connect(self._on_changed)

    def set_open(self, article: str, number: int) -> None:
        """Take over the number of an article whose differences somebody has worked out anyway."""
        if self._stale is not None:
            self._stale.discard(article)
        if number:
            self.open_in[article] = number
        else:
            self.open_in.pop(article, None)
        self.counted.emit(sum(self.open_in.values()))

    def _on_opened(self) -> None:
        self.open_in = {}
        self._stale = None
        if self._job is not None:
            self._job.stop()
        self.counted.emit(0)
        self._soon.start(_AFTER)

    def _on_changed(self, changes: ChangeSet) -> None:
        if any(changes.touches(kind) for kind in _TEAM):
            self._stale = None
        elif any(changes.touches(kind) for kind in _TOUCHING) and self._stale is not None:
            self._stale |= changes.articles
        self._soon.start(_AFTER if self.awake else _LATER)

    def _count(self) -> None:
        project = self._hub.project
        if project is None or self._stale == set():
            return
        if self._job is not None:
            self._soon.start(_AFTER)
            return
        kinds = self._hub.run(lambda it: [one.kind for one in it.annotators()]) or []
        if sum(kind in ("person", "import") for kind in kinds) < _TWO:
            return
        wanted = None if self._stale is None else frozenset(self._stale)
        self._stale = set()
        job: Job[Counts] = Job(partial(_counted, Apart.of(project), wanted), self)
        job.succeeded.connect(lambda found: self._on_counted(found, wanted))
        job.cancelled.connect(self._on_cancelled)
        job.failed.connect(lambda _: self._on_cancelled())
        job.finished.connect(self._on_finished)
        self._job = job
        job.start()

    def _on_counted(self, found: Counts, wanted: frozenset[str] | None) -> None:
        counts = {} if wanted is None else dict(self.open_in)
        for article in wanted or ():
            counts.pop(article, None)
        for article, kinds in found.items():
            number = sum(count for kind, count in kinds.items() if kind != "same")
            if number:
                counts[article] = number
        self.open_in = counts
        self.counted.emit(sum(counts.values()))

    def _on_cancelled(self) -> None:
        self._stale = None

    def _on_finished(self) -> None:
        self._job = None


def _counted(apart: Apart, wanted: frozenset[str] | None, report: Callable[[int], None]) -> Counts:
    found: dict[str, Mapping[DifferenceKind, int]] = {}
    with apart.reading() as project:
        for done, article in enumerate(project.reviewing.countable()):
            if wanted is None or article in wanted:
                report(done)
                found.update(project.reviewing.open_counts([article]))
    return found
