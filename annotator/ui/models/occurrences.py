"""Places where some words stand as rows, of which some are ticked; by article under heads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntEnum
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.model.occurrence import (
    TAKEN,
    USUAL_ROLES,
    ArticleHits,
    Occurrence,
    Occurrences,
)
from annotator.text.zone import Role
from annotator.ui.i18n import tr

Index = QModelIndex | QPersistentModelIndex
Doing = Literal["tag", "change", "remove"]
"""What is done with the places: put a label on them, or change or remove the annotations there."""
_NO_PARENT = QModelIndex()
_Key = tuple[int, int, int]


class HitRole(IntEnum):
    """What a row's delegate asks for besides the words."""

    HIT = Qt.ItemDataRole.UserRole + 1
    HEAD = Qt.ItemDataRole.UserRole + 2
    TICK = Qt.ItemDataRole.UserRole + 3


class HeadTick(NamedTuple):
    """The head of an article's hits: how many of those that can be ticked are."""

    article: ArticleHits
    ticked: int
    free: int


class OccurrenceModel(QAbstractListModel):
    """Holds the hits, shows those of some articles, and knows which are ticked.

    A tick that somebody set or took away stays when the hits are found anew.

    Signals:
        ticked(): other hits are ticked, or others can be.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = Occurrences([], {})
        self._rows: list[int] = []
        """Indexes of hits; of heads -1 and less, where -1 minus that is the article's number."""
        self._shown: list[int] = []
        self._on: set[int] = set()
        self._chosen: dict[_Key, bool] = {}
        self.doing: Doing = "tag"
        self.roles: frozenset[Role] = USUAL_ROLES
        self._among: Collection[int] | None = None
        self._heads = False
        self._ranges: dict[int, tuple[int, int]] = {}
        """By article, which of the shown hits are its: the first, and the one behind the last."""
        self._head_rows: dict[int, int] = {}
        """By article, the row of its head; without heads the one before its first hit."""
        self._free = 0
        self._known = 0

    # What is shown

    def show(
        self, found: Occurrences, *, among: Collection[int] | None = None, heads: bool = False
    ) -> None:
        """Show hits, those of some articles (their numbers), under heads if they are wanted."""
        self.beginResetModel()
        self._found, self._among, self._heads = found, among, heads
        self._arrange()
        self.endResetModel()
        self.ticked.emit()

    def set_doing(self, doing: Doing) -> None:
        """Say what is to be done: what can be ticked hangs on it."""
        if doing != self.doing:
            self.beginResetModel()
            self.doing = doing
            self._chosen.clear()
            self._arrange()
            self.endResetModel()
            self.ticked.emit()

    def set_role(self, role: Role, *, wanted: bool) -> None:
        """Tick the hits in a zone, or take their ticks away, unless somebody chose otherwise."""
        self.roles = self.roles | {role} if wanted else self.roles - {role}
        for index in self._shown:
            hit = self._found.hits[index]
            if hit.role == role:
                self._chosen.pop((hit.article, hit.start, hit.end), None)
        self._tick_anew()

    def forget(self) -> None:
        """Forget what was ticked and shown."""
        self._chosen.clear()
        self.roles = USUAL_ROLES
        self.doing = "tag"
        self.show(Occurrences([], {}))

    def hit(self, row: int) -> Occurrence | None:
        """Give the hit of a row; None for a head."""
        found = self._rows[row] if 0 <= row < len(self._rows) else -1
        return self._found.hits[found] if found >= 0 else None

    def article(self, number: int) -> ArticleHits:
        """Give the article of a hit."""
        return self._found.articles[number]

    def row_at(self, article: int, start: int) -> int:
        """Give the row of the hit that begins at a place of an article; -1 if there is none."""
        if article not in self._ranges:
            return -1
        row = self._head_rows[article] + 1
        for at, index in enumerate(self._of(article), row):
            if self._found.hits[index].start == start:
                return at
        return -1

    def counts_by_role(self) -> Mapping[Role, int]:
        """Count the hits in each zone."""
        counts: dict[Role, int] = {}
        for index in self._shown:
            role = self._found.hits[index].role
            counts[role] = counts.get(role, 0) + 1
        return counts

    # Ticks

    def is_free(self, hit: Occurrence) -> bool:
        """Tell whether a hit can be ticked: what is done already cannot."""
        return (hit.entity is None) is (self.doing == "tag")

    def ticked_hits(self) -> list[Occurrence]:
        """Give the ticked hits, in the order of the articles."""
        return [self._found.hits[index] for index in sorted(self._on)]

    def tick_count(self) -> int:
        """Count the ticks."""
        return len(self._on)

    def shown_count(self) -> int:
        """Count the hits, those that cannot be ticked among them."""
        return len(self._shown)

    def free_count(self) -> int:
        """Count the hits that can be ticked."""
        return self._free

    def is_full(self) -> bool:
        """Tell whether all that can be ticked are."""
        return self.tick_count() == self._free

    def known_count(self) -> int:
        """Count the hits that one's own annotation says already."""
        return self._known

    def ticked_in(self, article: int | None) -> list[Occurrence]:
        """Give the ticked hits of one article, by position."""
        if article not in self._ranges:
            return []
        return [self._found.hits[index] for index in self._of(article) if index in self._on]

    def turn(self, row: int) -> None:
        """Tick a row, or take its tick away; a head does it for its article."""
        if not 0 <= row < len(self._rows):
            return
        index = self._rows[row]
        if index < 0:
            of = [one for one in self._of(-1 - index) if self._is_free(one)]
            on = not all(one in self._on for one in of)
            for one in of:
                self._set(one, on=on)
            first, last = row, min(len(self._rows) - 1, row + len(self._of(-1 - index)))
        else:
            if not self._is_free(index):
                return
            self._set(index, on=index not in self._on)
            first, last = self._head_row(row), row
        self.dataChanged.emit(self.index(first), self.index(last))
        self.ticked.emit()

    def tick_all(self, *, on: bool) -> None:
        """Tick all that can be, or none."""
        hits, tagging = self._found.hits, self.doing == "tag"
        free = [index for index in self._shown if (hits[index].entity is None) is tagging]
        self._chosen.update({hits[index][:3]: on for index in free})
        self._on = set(free) if on else set()
        self._tell_all()

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        found = self._rows[index.row()]
        return self._head(-1 - found, role) if found < 0 else self._hit(found, role)

    # How

    def _hit(self, found: int, role: int) -> Any:
        hit = self._found.hits[found]
        match role:
            case HitRole.HIT:
                return hit
            case HitRole.TICK:
                return self._state(found)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                said = tr("ticked") if found in self._on else tr("not ticked")
                state = said if self.is_free(hit) else tr("already tagged")
                return f"{hit.hit}{hit.right[:40]}, {hit.place}, {state}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{hit.left[-40:]}{hit.hit}{hit.right[:40]}"
        return None

    def _head(self, number: int, role: int) -> Any:
        head = self._found.articles[number]
        of = [one for one in self._of(number) if self._is_free(one)]
        ticked = sum(one in self._on for one in of)
        match role:
            case HitRole.HEAD:
                return HeadTick(head, ticked, len(of))
            case HitRole.TICK:
                if not of:
                    return None
                return _partly(ticked, len(of))
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return tr("{title}, {n} of {all} ticked", title=head.title, n=ticked, all=len(of))
        return None

    def _arrange(self) -> None:
        hits, among, tagging = self._found.hits, self._among, self.doing == "tag"
        # To change and to remove there must be an annotation.
        self._shown = [
            at
            for at, hit in enumerate(hits)
            if (tagging or hit.entity is not None) and (among is None or hit.article in among)
        ]
        self._rows = []
        self._ranges, self._head_rows = {}, {}
        last, first = None, 0
        for place, index in enumerate(self._shown):
            article = hits[index].article
            if article != last:
                if last is not None:
                    self._ranges[last] = (first, place)
                self._head_rows[article] = len(self._rows) - (not self._heads)
                if self._heads:
                    self._rows.append(-1 - article)
                last, first = article, place
            self._rows.append(index)
        if last is not None:
            self._ranges[last] = (first, len(self._shown))
        self._work_out()

    def _of(self, article: int) -> list[int]:
        first, last = self._ranges[article]
        return self._shown[first:last]

    def _head_row(self, row: int) -> int:
        while row > 0 and self._rows[row] >= 0:
            row -= 1
        return row

    def _is_free(self, index: int) -> bool:
        return self.is_free(self._found.hits[index])

    def _set(self, index: int, *, on: bool) -> None:
        hit = self._found.hits[index]
        self._chosen[hit.article, hit.start, hit.end] = on
        (self._on.add if on else self._on.discard)(index)

    def _work_out(self) -> None:
        """Tick what is usual, and what somebody chose; there may be very many."""
        hits, roles, chosen = self._found.hits, self.roles, self._chosen
        own = {index for index in self._shown if hits[index].entity is not None}
        self._known = len(own)
        if self.doing == "tag":
            self._free = len(self._shown) - self._known
            self._on = {
                index
                for index in self._shown
                if hits[index].reason in TAKEN and hits[index].role in roles
            }
        else:
            self._free, self._on = self._known, own
        if chosen:
            for index in self._shown:
                wanted = chosen.get(hits[index][:3])
                if wanted is not None and self._is_free(index):
                    (self._on.add if wanted else self._on.discard)(index)

    def _tick_anew(self) -> None:
        self._work_out()
        self._tell_all()

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked.emit()

    def _state(self, index: int) -> Qt.CheckState:
        if not self._is_free(index):
            return Qt.CheckState.Checked
        return Qt.CheckState.Checked if index in self._on else Qt.CheckState.Unchecked


def _partly(ticked: int, count: int) -> Qt.CheckState:
    if ticked == count:
        return Qt.CheckState.Checked
    return Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked
