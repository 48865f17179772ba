"""Looking for lines in the background: they come in pieces, and are put in order there, too."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.model.inconsistency import Inconsistency, Silence
from annotator.model.search import ArticleHead, Concordance, Line, Piece, SortKey
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.jobs import Latest

if TYPE_CHECKING:
    from annotator.app.project import Project

Report = Callable[[int], None]


class Sought(NamedTuple):
    """What lines are looked for: a query, or the places of a row of what is not tagged alike.

    ``everywhere`` lets articles count that nobody has begun with.
    """

    query: str = ""
    row: Inconsistency | Silence | None = None
    everywhere: bool = False


class Order(NamedTuple):
    """In which order lines stand, and what their columns must hold."""

    sort: SortKey = "article"
    backwards: bool = False
    wanted: tuple[tuple[str, str], ...] = ()

    @property
    def as_found(self) -> bool:
        """Tell whether all lines stand as they were found."""
        return self == Order()


class Looking(QObject):
    """Runs one search at a time, and one sorting.

    Signals:
        came(piece, hits): lines were found (a `Piece`), and how many hits there are so far.
        ended(hits): all were found.
        renewed(concordance, shown): all were found anew (a `Concordance`), and which of them are
            to be shown in which order, or None for all.
        arranged(lines): lines in their new order; None for all as they were found.
        failed(problem): the query is wrong, or the file cannot be read (a `UserProblem`).
    """

    came = Signal(object, int)
    ended = Signal(int)
    renewed = Signal(object, object)
    arranged = Signal(object)
    failed = Signal(object)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._search = Latest(self)
        self._sorting = Latest(self)

    @property
    def is_searching(self) -> bool:
        """Tell whether lines are still looked for."""
        return self._search.busy

    def look(self, sought: Sought) -> None:
        """Look for something; what was being looked for is given up."""
        self.stop()
        project = self._hub.project
        if project is None:
            return
        apart = Apart.of(project)
        ready: deque[tuple[Piece, int]] = deque()

        def take() -> None:
            while ready:
                self.came.emit(*ready.popleft())

        def end(hits: int) -> None:
            take()
            self.ended.emit(hits)

        self._search.start(
            partial(_find, apart, sought, ready), end, self.failed.emit, lambda _: take()
        )

    def renew(self, sought: Sought, order: Order) -> None:
        """Look for the same again, and give all of it at once."""
        self.stop()
        project = self._hub.project
        if project is None:
            return
        apart = Apart.of(project)
        self._search.start(
            partial(_find_all, apart, sought, order, self._names()),
            lambda found: self.renewed.emit(*found),
            self.failed.emit,
        )

    def arrange(
        self, lines: Sequence[Line], heads: Mapping[int, ArticleHead], order: Order
    ) -> None:
        """Put lines in order."""
        self._sorting.stop()
        if order.as_found:
            self.arranged.emit(None)
            return
        self._sorting.start(
            partial(_arranged, list(lines), dict(heads), order, self._names()),
            self.arranged.emit,
            self.failed.emit,
        )

    def stop(self) -> None:
        """Give up what is looked for and sorted."""
        self._search.stop()
        self._sorting.stop()

    def _names(self) -> dict[str, str]:
        project = self._hub.project
        return {} if project is None else {one.key: one.name for one in project.labels}


def _find(apart: Apart, sought: Sought, ready: deque[tuple[Piece, int]], report: Report) -> int:
    hits = 0
    with apart.reading() as project:
        for piece, hits in _pieces(project, sought):
            ready.append((piece, hits))
            report(hits)
    return hits


def _find_all(
    apart: Apart, sought: Sought, order: Order, names: Mapping[str, str], report: Report
) -> tuple[Concordance, list[Line] | None]:
    lines: list[Line] = []
    heads: dict[int, ArticleHead] = {}
    hits = 0
    with apart.reading() as project:
        for piece, hits in _pieces(project, sought):
            lines += piece.lines
            heads.update(piece.heads)
            report(hits)
    shown = None if order.as_found else _arranged(lines, heads, order, names, report)
    return Concordance(lines, heads, hits), shown


def _pieces(project: Project, sought: Sought) -> Iterator[tuple[Piece, int]]:
    if sought.row is None:
        return project.searching.pieces(sought.query)
    return project.searching.pieces_of(sought.row, everywhere=sought.everywhere)


def _arranged(
    lines: list[Line],
    heads: Mapping[int, ArticleHead],
    order: Order,
    names: Mapping[str, str],
    report: Report,
) -> list[Line]:
    from annotator.app.sorting_lines import narrowed, sorted_lines  # noqa: PLC0415 - as above

    report(0)
    kept = narrowed(lines, heads, dict(order.wanted), names) if order.wanted else lines
    report(1)
    return sorted_lines(kept, heads, order.sort, backwards=order.backwards)
