"""How many differences are open in the whole project: counted in the background, a little later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.model.changes import ChangeSet, Kind
from annotator.model.unit import DifferenceKind
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.jobs import Latest
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
        counted(number): so many are open in the whole project; 0 until all of it was counted once.
    """

    counted = Signal(int)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.awake = False
        """Whether somebody reviews."""
        self.by_kind: dict[str, Mapping[DifferenceKind, int]] = {}
        """Open differences by article and kind, as counted last; articles with none are absent."""
        self._stale: set[str] | None = None
        """Articles to be counted anew; None is all."""
        self._said: set[str] = set()
        """Articles that were worked out elsewhere while a count was under way."""
        self._whole = False
        """Whether every article was counted: the sum of some would be taken for that of all."""
        self._alone = False
        """Whether there is nobody to differ from."""
        self.failed = False
        """Whether the last attempt failed; what is known is then of an earlier state."""
        self._work = Latest(self)
        self._soon = Soon(self._count, self, _AFTER)
        hub.opened.connect(self.forget)
        hub.changed.connect(self._on_changed)

    @property
    def open_in(self) -> dict[str, int]:
        """How many differences are open in each article that has any."""
        return {article: sum(kinds.values()) for article, kinds in self.by_kind.items()}

    @property
    def is_known(self) -> bool:
        """Whether nothing has changed since all was counted."""
        return not self._work.busy and (self._alone or self._stale == set())

    def hurry(self) -> None:
        """Count now what is to be counted: somebody waits for it."""
        self.failed = False
        self._soon.start(0)

    def set_open(self, article: str, kinds: Mapping[DifferenceKind, int]) -> None:
        """Take over those of an article whose differences somebody has worked out anyway."""
        if self._stale is not None:
            self._stale.discard(article)
        if self._work.busy:
            # What is on its way was perhaps read before.
            self._said.add(article)
        self._put(self.by_kind, article, kinds)
        self._tell()

    def forget(self) -> None:
        """Count all of it anew: another project is open, or somebody else works."""
        self.by_kind = {}
        self._stale, self._alone, self.failed, self._whole = None, False, False, False
        self._work.stop()
        self._tell()
        self._soon.start(_AFTER)

    def _tell(self) -> None:
        self.counted.emit(sum(self.open_in.values()) if self._whole else 0)

    @staticmethod
    def _put(
        counts: dict[str, Mapping[DifferenceKind, int]],
        article: str,
        kinds: Mapping[DifferenceKind, int],
    ) -> None:
        """Put what is open in an article; what all agree on is no difference."""
        differing: dict[DifferenceKind, int] = {
            kind: number for kind, number in kinds.items() if number and kind != "same"
        }
        if differing:
            counts[article] = differing
        else:
            counts.pop(article, None)

    def _on_changed(self, changes: ChangeSet) -> None:
        if any(changes.touches(kind) for kind in _TEAM):
            self._stale, self._alone = None, False
        elif any(changes.touches(kind) for kind in _TOUCHING) and self._stale is not None:
            self._stale |= changes.articles
        self._soon.start(_AFTER if self.awake else _LATER)

    def _count(self) -> None:
        project = self._hub.project
        if project is None or self._stale == set():
            return
        if self._work.busy:
            self._soon.start(_AFTER)
            return
        kinds = self._hub.run(lambda it: [one.kind for one in it.annotators()])
        if kinds is None:
            self._on_failed()
            return
        self._alone = sum(kind in ("person", "import") for kind in kinds) < _TWO
        if self._alone:
            self.by_kind = {}
            self._tell()
            return
        wanted = None if self._stale is None else frozenset(self._stale)
        self._stale, self._said, self.failed = set(), set(), False
        self._work.start(
            partial(_counted, Apart.of(project), wanted),
            lambda found: self._on_counted(found, wanted),
            lambda _: self._on_failed(),
            broken=self._on_failed,
        )

    def _on_counted(self, found: Counts, wanted: frozenset[str] | None) -> None:
        said = {one: self.by_kind[one] for one in self._said if one in self.by_kind}
        counts = {} if wanted is None else dict(self.by_kind)
        for article in (*(wanted or ()), *self._said):
            counts.pop(article, None)
        for article, kinds in found.items():
            if article not in self._said:
                self._put(counts, article, kinds)
        self.by_kind = counts | said
        self._whole = self._whole or wanted is None
        self._tell()

    def _on_failed(self) -> None:
        self._stale, self.failed = None, True
        self._tell()


def _counted(apart: Apart, wanted: frozenset[str] | None, report: Callable[[int], None]) -> Counts:
    found: dict[str, Mapping[DifferenceKind, int]] = {}
    with apart.reading() as project:
        for done, article in enumerate(project.reviewing.countable()):
            if wanted is None or article in wanted:
                report(done)
                found.update(project.reviewing.open_counts([article]))
    return found
