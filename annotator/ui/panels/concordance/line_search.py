"""A search whose lines are shown: looked for, put in order, and kept in step with the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.model.search import Concordance, Line, Piece, SortKey
from annotator.problems import UserProblem
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.models.line_list import spot_of
from annotator.ui.panels.concordance.lines import Lines
from annotator.ui.panels.concordance.looking import Looking, Order, Sought
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.model.changes import ChangeSet

_KINDS = frozenset({"annotation", "article", "scheme"})
"""What changes lines."""
_KINDS_OF_ROWS = frozenset({"silence", "status"})
"""What changes the places of a row of what is not tagged alike besides."""
_FEW_ARTICLES = 8
"""Changed articles up to which lines are marked anew one article after the other."""
_AFTER_CHANGE = 400
"""Milliseconds to wait after a change before everything is looked for again."""
_OF_ANNOTATIONS = ("label:", "quote:", "annotator:", "by:", "value:", "certainty:")
"""What in a query makes that tagging adds lines or takes them away."""


class LineSearch(QObject):
    """Fills `Lines`.

    Signals:
        counted(): there are other lines.
        judged(problem): what is wrong with the query (a `UserProblem`); None if it is understood.
    """

    counted = Signal()
    judged = Signal(object)

    def __init__(self, hub: Hub, lines: Lines, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._lines = lines
        self._looking = Looking(hub, self)
        self.sought = Sought()
        """What is looked for."""
        self.order = Order()
        self.hits = 0
        """How many were found so far."""
        self.stale = False
        """Whether something has changed while nobody looked."""
        self._again = Soon(self.look_again, self, _AFTER_CHANGE)
        self._looking.came.connect(self._on_came)
        self._looking.ended.connect(self._on_ended)
        self._looking.renewed.connect(self._on_renewed)
        self._looking.arranged.connect(self._on_arranged)
        self._looking.failed.connect(self._on_failed)
        lines.filter_wanted.connect(self._on_filter)
        hub.changed.connect(self._on_changed)
        self.clear()

    @property
    def busy(self) -> bool:
        """Whether lines are still looked for."""
        return self._looking.is_searching

    def clear(self) -> None:
        """Look for nothing."""
        self._looking.stop()
        self._again.stop()
        self.sought, self.hits, self.stale = Sought(), 0, False
        self._lines.model.clear()
        self._lines.show_start()
        self.judged.emit(None)
        self.counted.emit()

    @property
    def query(self) -> str:
        """What is asked, in words."""
        return self.sought.query

    def look(self, sought: Sought) -> None:
        """Look for something else."""
        self.clear()
        self.sought = sought
        if sought.query:
            self._looking.look(sought)

    def look_again(self) -> None:
        """Look for the same again, at once or when it is seen again."""
        if not self.query:
            return
        if self._lines.isVisible():
            self.stale = False
            self._looking.renew(self.sought, self.order)
        else:
            self.stale = True

    def see(self) -> None:
        """Look again if something has changed while nobody looked."""
        if self.stale:
            self._again.start(0)

    def set_sort(self, sort: SortKey, *, backwards: bool) -> None:
        """Sort the lines."""
        self.order = self.order._replace(sort=sort, backwards=backwards)
        self._arrange()

    def shown(self) -> Concordance:
        """Give the lines that are shown, in their order."""
        model = self._lines.model
        return Concordance(model.shown(), model.heads, self.hits)

    def _arrange(self) -> None:
        model = self._lines.model
        if model.lines and not self.busy:
            self._looking.arrange(model.lines, model.heads, self.order)

    def _on_filter(self, wanted: Mapping[str, str]) -> None:
        self.order = self.order._replace(wanted=tuple(sorted(wanted.items())))
        self._arrange()

    def _on_came(self, piece: Piece, hits: int) -> None:
        self.hits = hits
        self._lines.model.add(piece.lines, piece.heads)
        self._lines.show_lines()
        self.counted.emit()

    def _on_ended(self, hits: int) -> None:
        self.hits = hits
        if not hits:
            self._say_nothing()
        elif not self.order.as_found:
            self._arrange()
        self.counted.emit()

    def _on_renewed(self, found: Concordance, shown: Sequence[Line] | None) -> None:
        self.hits = found.hits
        here, row = self._lines.current(), self._lines.view.currentIndex().row()
        self._lines.model.replace(found.lines, found.heads, shown)
        if found.lines:
            self._lead_back(here, row)
        else:
            self._say_nothing()
        self.counted.emit()

    def _on_arranged(self, lines: Sequence[Line] | None) -> None:
        here = self._lines.current()
        self._lines.model.arrange(lines)
        self._lead_back(here, 0)
        self.counted.emit()

    def _on_failed(self, problem: UserProblem) -> None:
        self._lines.model.clear()
        self.hits = 0
        self._lines.show_nothing(tr("That cannot be looked for"), str(problem))
        self.judged.emit(problem)
        self.counted.emit()

    def _lead_back(self, here: Line | None, row: int) -> None:
        """Be on the same line again, or on the one in its place."""
        model = self._lines.model
        found = -1 if here is None else model.row_of(spot_of(here))
        self._lines.show_lines()
        if model.rowCount():
            self._lines.select(found if found >= 0 else max(0, min(row, model.rowCount() - 1)))

    def _say_nothing(self) -> None:
        if self.sought.row is None:
            self._lines.show_nothing(*nothing(self.query))
        else:
            self._lines.show_nothing(
                tr("No place is left"),
                tr("Nothing remains to be looked at here. Esc leads back to the list."),
            )

    # Following the project

    def _on_changed(self, changes: ChangeSet) -> None:
        is_row = self.sought.row is not None
        kinds = _KINDS | _KINDS_OF_ROWS if is_row else _KINDS
        if not self.query or not changes.kinds & kinds:
            return
        few = len(changes.articles) <= _FEW_ARTICLES and not changes.kinds & {"article", "scheme"}
        said = self.query.lower()
        by_words = not is_row and not any(one in said for one in _OF_ANNOTATIONS)
        if few and by_words and not self.busy and self.order == Order(self.order.sort):
            self._mark_anew(changes.articles)
        else:
            self._again.start()

    def _mark_anew(self, ids: frozenset[str]) -> None:
        """Show what is tagged now on the lines of some articles."""
        model = self._lines.model
        for number in [number for number, head in model.heads.items() if head.id in ids]:
            spans = [(one.start, one.end) for one in model.lines if one.article == number]
            project = self._hub.project
            if project is not None:
                marks = project.searching.marks_on(number, spans)
                model.mark_anew(number, dict(zip(spans, marks, strict=True)))


def nothing(query: str) -> tuple[str, str]:
    """Say that nothing was found, and what to do."""
    return (
        tr("Nothing was found"),
        tr(
            "No article has “{query}”. Try fewer words, or the beginning of one: flood*",
            query=query,
        ),
    )


def counted_words(hits: int, articles: int) -> str:
    """Say how many hits there are, and in how many articles."""
    one = tr("One hit") if hits == 1 else tr("{n} hits", n=f"{hits:,}")
    if articles == 1:
        return tr("{hits} in one article", hits=one)
    return tr("{hits} in {n} articles", hits=one, n=f"{articles:,}")
