"""The articles of the project as rows, read in pages when they come into view."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.model.listing import ArticleRow, ArticleState
from annotator.ui.hub import Hub
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.model.changes import ChangeSet

Index = QModelIndex | QPersistentModelIndex

_PAGE = 32
"""Rows that are read at a time."""
_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What a row's delegate asks for besides the words."""

    ROW = Qt.ItemDataRole.UserRole + 1


class ArticleListModel(QAbstractListModel):
    """Knows the numbers of all articles and the contents of those that were looked at.

    Signals:
        counted(): how many articles there are, or are done, may be another now.
    """

    counted = Signal()

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._numbers: list[int] = []
        self._read: dict[int, ArticleRow] = {}
        """By number, the rows that were looked at."""
        self._stale: set[int] = set()
        self._soon = Soon(self._renew, self)
        self._matching = ""
        self._state: ArticleState | None = None
        self._mine = False
        hub.opened.connect(self._reset)
        hub.changed.connect(self._on_changed)

    @property
    def filtered(self) -> bool:
        """Whether some articles are left out."""
        return bool(self._matching) or self._state is not None or self._mine

    @property
    def mine(self) -> bool:
        """Whether only articles assigned to whoever works are shown."""
        return self._mine

    def set_filter(
        self, matching: str, state: ArticleState | None = None, *, mine: bool = False
    ) -> None:
        """Show only articles whose title, outlet or labels hold some words, or of one state.

        ``mine`` shows those assigned to whoever works, first those that are not done.
        """
        if (matching, state, mine) != (self._matching, self._state, self._mine):
            self._matching, self._state, self._mine = matching, state, mine
            self._reset()

    def read_again(self) -> None:
        """Read everything anew: somebody else works now."""
        self._reset()

    def article_at(self, row: int) -> ArticleRow | None:
        """Give the article of a row."""
        return self._fetched(row) if 0 <= row < len(self._numbers) else None

    def row_of(self, article: str) -> int:
        """Give the row of an article by its id; -1 if it is not among those shown."""
        number = self._hub.run(lambda project: project.corpus.number(article))
        return -1 if number is None else self._row_of(number)

    def _row_of(self, number: int) -> int:
        if self._mine:
            return self._numbers.index(number) if number in self._numbers else -1
        row = bisect_left(self._numbers, number)
        return row if self._numbers[row : row + 1] == [number] else -1

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows; reads a page of rows at the first look."""
        if not index.isValid():
            return None
        if role == Role.ROW:
            return self._fetched(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self._fetched(index.row())
            return None if row is None else row.title
        return None

    # Following the project

    def _fetched(self, row: int) -> ArticleRow | None:
        number = self._numbers[row]
        if number not in self._read:
            start = row - row % _PAGE
            wanted = [n for n in self._numbers[start : start + _PAGE] if n not in self._read]
            found = self._hub.run(lambda project: project.corpus.rows(wanted)) or []
            self._read.update((one.number, one) for one in found)
        return self._read.get(number)

    def _reset(self) -> None:
        self.beginResetModel()
        self._read.clear()
        self._stale.clear()
        found = self._hub.run(
            lambda project: project.corpus.numbers(
                matching=self._matching, state=self._state, mine=self._mine
            )
        )
        self._numbers = found or []
        self.endResetModel()
        self.counted.emit()

    def _on_changed(self, changes: ChangeSet) -> None:
        sorted_out = self._state is not None or self._mine
        if (
            changes.touches("article")
            or (sorted_out and changes.touches("status"))
            or (self._mine and changes.kinds & {"assignment", "member"})
        ):
            self._reset()
            return
        if not changes.kinds & {"annotation", "status"}:
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
            index = self.index(self._row_of(row.number))
            self.dataChanged.emit(index, index)
