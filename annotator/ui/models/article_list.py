"""The articles of the project as rows, in order and in groups, read when they come into view."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.model.listing import (
    ArticleGroup,
    ArticleListing,
    ArticleRow,
    ArticleState,
    ArticleView,
)
from annotator.ui.hub import Hub
from annotator.ui.models.article_heads import head_words
from annotator.ui.models.article_lister import ArticleLister, Listed
from annotator.ui.models.article_title import shown_title
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.model.changes import ChangeSet

Index = QModelIndex | QPersistentModelIndex

_FEW = 100
"""Articles that are looked for one by one; for more all rows are walked once."""
_PAGE = 32
"""Rows that are read at a time."""
_NO_PARENT = QModelIndex()
_NONE = ArticleListing([], [])
_PLAIN = ArticleView()
_BY_STATUS = ("open", "done", "look", "flagged", "mine")


class Role(IntEnum):
    """What a row's delegate asks for besides the words."""

    ROW = Qt.ItemDataRole.UserRole + 1
    HEAD = Qt.ItemDataRole.UserRole + 2


class HeadRow(NamedTuple):
    """The head of a group: what it says, how many articles there are, whether they are hidden."""

    text: str
    size: int
    folded: bool


class ArticleListModel(QAbstractListModel):
    """Knows the numbers of all articles and the contents of those that were looked at.

    A row is an article or, in groups, the head of a group; articles of a folded group have no row.

    Signals:
        counted(): how many articles there are, or are done, may be another now.
    """

    counted = Signal()

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._view = _PLAIN
        self._shown = _PLAIN
        """How the articles that are listed are looked at: another view may be on its way."""
        self._listing = _NONE
        self._rows: list[int] = []
        """Numbers of articles; of heads -1 and less: the first group's is -1."""
        self._place: dict[int, int] | None = None
        """By number, the row, if the numbers do not rise."""
        self._folded: set[str] = set()
        """Keys of folded groups."""
        self._read: dict[int, ArticleRow] = {}
        """By number, the rows that were looked at."""
        self._stale: set[int] = set()
        self._soon = Soon(self._renew, self)
        self.fault = ""
        """What is wrong with what was typed."""
        self._lister = ArticleLister(hub, self)
        self._lister.listed.connect(self._take)
        hub.opened.connect(self._on_opened)
        hub.changed.connect(self._on_changed)

    @property
    def view(self) -> ArticleView:
        """How the articles are looked at."""
        return self._view

    @property
    def shown(self) -> ArticleView:
        """How the articles that are listed now are looked at; another view may be on its way."""
        return self._shown

    @property
    def is_long(self) -> bool:
        """Whether the project has so many articles that what asks of all of them takes long."""
        return self._lister.is_long

    @property
    def filtered(self) -> bool:
        """Whether some articles are left out."""
        view = self._shown
        return bool(view.text) or view.showing != "kept" or self._alike_alone

    @property
    def mine(self) -> bool:
        """Whether only articles assigned to whoever works are shown."""
        return self._view.showing == "mine"

    @property
    def grouped(self) -> bool:
        """Whether there are heads among the rows."""
        return bool(self._listing.groups)

    @property
    def _alike_alone(self) -> bool:
        return self._shown.grouping in ("copies", "versions")

    def set_view(self, view: ArticleView) -> None:
        """Look at the articles in another way."""
        if view == self._view:
            return
        if view.grouping != self._view.grouping:
            self._folded.clear()
        regrouped = view._replace(text="", showing="kept") != self._view._replace(
            text="", showing="kept"
        )
        self._view = view
        if regrouped:
            self._hub.run(lambda project: project.lists.keep_view(view))
        self._reset()

    def set_filter(
        self, matching: str, state: ArticleState | None = None, *, mine: bool = False
    ) -> None:
        """Show only articles that a query finds, of one state, or assigned to whoever works."""
        self.set_view(
            self._view._replace(text=matching, showing="mine" if mine else state or "kept")
        )

    def read_again(self) -> None:
        """Read everything anew: somebody else works now."""
        self._reset()

    def article_at(self, row: int) -> ArticleRow | None:
        """Give the article of a row; None for a head."""
        if not 0 <= row < len(self._rows) or self._rows[row] < 0:
            return None
        return self._fetched(row)

    def numbers_at(self, rows: Iterable[int]) -> list[int]:
        """Give the numbers of the articles in some rows, in the order of the rows."""
        count = len(self._rows)
        return [self._rows[row] for row in rows if 0 <= row < count and self._rows[row] > 0]

    def head_at(self, row: int) -> HeadRow | None:
        """Give the head of a row; None for an article."""
        if not 0 <= row < len(self._rows) or self._rows[row] > 0:
            return None
        group = self._listing.groups[-1 - self._rows[row]]
        return HeadRow(self._words(group), group.size, group.key in self._folded)

    def head_above(self, row: int) -> int:
        """Give the row of the head that a row stands below, or is; -1 without heads."""
        while row >= 0 and self._rows[row] > 0:
            row -= 1
        return row

    def is_head(self, row: int) -> bool:
        """Tell whether a row is a head."""
        return self._rows[row] < 0

    def rows_of(self, numbers: Iterable[int]) -> list[int]:
        """Give the rows of those articles of some numbers that have one, from above."""
        wanted = set(numbers)
        if len(wanted) <= _FEW:
            return sorted(row for number in wanted if (row := self._row_of(number)) >= 0)
        return [row for row, number in enumerate(self._rows) if number in wanted]

    def heights(self, head: int, article: int) -> list[int]:
        """Give the heights of all rows, by that of a head and that of an article."""
        return [head if number < 0 else article for number in self._rows]

    def fold(self, row: int, *, folded: bool | None = None) -> None:
        """Hide the articles below a head, or show them; by default the other way than now."""
        if self.head_at(row) is None:
            return
        key = self._listing.groups[-1 - self._rows[row]].key
        hide = key not in self._folded if folded is None else folded
        if hide != (key in self._folded):
            self.beginResetModel()
            (self._folded.add if hide else self._folded.discard)(key)
            self._arrange()
            self.endResetModel()

    def count(self) -> int:
        """Count the articles that are shown or folded away."""
        return len(self._listing.numbers)

    def numbers(self) -> list[int]:
        """Give the numbers of the articles that are shown or folded away."""
        return list(self._listing.numbers)

    def next_article(self, row: int, step: int) -> int:
        """Give the row of the article that is so many articles further; -1 if there is none."""
        way = 1 if step > 0 else -1
        left = abs(step)
        while left:
            row += way
            if not 0 <= row < len(self._rows):
                return -1
            left -= self._rows[row] > 0
        return row

    def row_of(self, article: str) -> int:
        """Give the row of an article by its id; -1 if it is not among those shown."""
        number = self._hub.run(lambda project: project.corpus.number(article))
        return -1 if number is None else self._row_of(number)

    def place_of(self, article: str) -> int:
        """Give the place of an article among all that are listed, from 1; 0 if it is none."""
        row = self.row_of(article)
        if row < 0:
            return 0
        return row + 1 if not self.grouped else sum(one > 0 for one in self._rows[: row + 1])

    def _row_of(self, number: int) -> int:
        view = self._shown
        as_they_came = view.sorting == "came" and not view.backwards and view.showing != "mine"
        if as_they_came and not self.grouped:
            row = bisect_left(self._rows, number)
            return row if self._rows[row : row + 1] == [number] else -1
        if self._place is None:
            self._place = {one: row for row, one in enumerate(self._rows)}
        return self._place.get(number, -1)

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows; reads a page of rows at the first look."""
        if not index.isValid():
            return None
        head = self.head_at(index.row())
        if role == Role.HEAD:
            return head
        if head is not None:
            return _spoken(head) if role in _WORDS else None
        if role == Role.ROW:
            return self._fetched(index.row())
        if role in _WORDS:
            row = self._fetched(index.row())
            return None if row is None else shown_title(row.title)
        return None

    # Following the project

    def _fetched(self, row: int) -> ArticleRow | None:
        number = self._rows[row]
        if number not in self._read:
            start = row - row % _PAGE
            wanted = [n for n in self._rows[start : start + _PAGE] if n > 0 and n not in self._read]
            found = self._hub.run(lambda project: project.corpus.rows(wanted)) or []
            self._read.update((one.number, one) for one in found)
        return self._read.get(number)

    def _words(self, group: ArticleGroup) -> str:
        if not self._alike_alone:
            return head_words(self._shown.grouping, group.key)
        number = int(group.key)
        if number not in self._read:
            found = self._hub.run(lambda project: project.corpus.rows([number])) or []
            self._read.update((one.number, one) for one in found)
        row = self._read.get(number)
        return "" if row is None else shown_title(row.title)

    def _on_opened(self) -> None:
        self._folded.clear()
        self._lister.forget()
        kept = self._hub.run(lambda project: project.lists.kept_view())
        self._view = kept or _PLAIN
        self._reset()

    def _reset(self, *, awaited: bool = True) -> None:
        self._lister.list(self._view, awaited=awaited)

    def _take(self, found: Listed) -> None:
        self.beginResetModel()
        self._read.clear()
        self._stale.clear()
        self._shown, self._listing, self.fault = found
        self._arrange()
        self.endResetModel()
        self.counted.emit()

    def _arrange(self) -> None:
        """Put heads and articles below each other."""
        self._place = None
        numbers, groups = self._listing
        if not groups:
            self._rows = numbers
            return
        rows: list[int] = []
        start = 0
        for at, group in enumerate(groups):
            rows.append(-1 - at)
            if group.key not in self._folded:
                rows += numbers[start : start + group.size]
            start += group.size
        self._rows = rows

    def _on_changed(self, changes: ChangeSet) -> None:
        view = self._view
        by = {view.sorting, view.grouping} & {"status", "flag", "copies"}
        by_status = bool(by) or view.showing in _BY_STATUS or ":" in view.text
        by_work = view.grouping == "assigned" or view.showing == "mine" or ":" in view.text
        if (
            changes.kinds & {"article", "shelved"}
            or (by_status and changes.touches("status"))
            or (by_work and changes.kinds & {"assignment", "member"})
            or (view.showing == "noted" and changes.touches("comment"))
            or (view.grouping == "versions" and changes.touches("version"))
        ):
            self._reset(awaited=False)
            return
        if not changes.kinds & {"annotation", "status", "comment"}:
            return
        self._stale.update(n for n, row in self._read.items() if row.id in changes.articles)
        self._soon.start()
        if changes.touches("status"):
            self.counted.emit()

    def refresh(self, article: str) -> None:
        """Read one article's row anew: it was read further."""
        self._stale.update(n for n, row in self._read.items() if row.id == article)
        self._soon.start()

    def _renew(self) -> None:
        """Read the rows anew that have changed."""
        stale, self._stale = sorted(self._stale & self._read.keys()), set()
        for row in self._hub.run(lambda project: project.corpus.rows(stale)) or ():
            self._read[row.number] = row
            if (at := self._row_of(row.number)) >= 0:
                index = self.index(at)
                self.dataChanged.emit(index, index)


_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def _spoken(head: HeadRow) -> str:
    return f"{head.text} — {head.size:,}"
