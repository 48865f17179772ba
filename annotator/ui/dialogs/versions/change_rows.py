"""The rows of two versions as a list shows them: what is far from any change is folded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.text.diff_rows import NEW, OLD, DiffRows, Kind, Part, Row
from annotator.ui.i18n import tr

ITEM = Qt.ItemDataRole.UserRole + 1
_AROUND = 240
"""Code points of unchanged text that are shown on each side of a change, at least."""
_NO_PARENT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_HEARD: dict[Kind, str] = {
    "same": "{words}",
    "removed": "[gone: {words}]",
    "added": "[new: {words}]",
    "away": "[moved away: {words}]",
    "here": "[moved here: {words}]",
}


class Folded(NamedTuple):
    """Rows that are not shown, from the first to before the last, and their code points."""

    first: int
    last: int
    size: int


class ChangeModel(QAbstractListModel):
    """The rows and folds that are shown, in their order; an *item* is either."""

    def __init__(self, old: str, new: str, rows: DiffRows) -> None:
        super().__init__()
        self._old, self._new = old, new
        self._rows = rows
        self._all_folds = _folds(rows)
        self._folds: list[Folded] = []
        self._fold_items: list[int] = []
        """The item of each fold."""
        self._hidden = [0]
        """How many rows more than items there are before each fold, and behind the last."""
        self._place(self._all_folds)

    @property
    def number(self) -> int:
        """How many changes there are."""
        return len(self._rows.firsts)

    def words(self, part: Part) -> str:
        """Give the words of a part."""
        return (self._old if part.kind in OLD else self._new)[part.start : part.end]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count what is shown."""
        return 0 if parent.isValid() else len(self._rows) - self._hidden[-1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row or fold, or its words for screen readers."""
        item = self.item(index.row())
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return fold_words(item) if isinstance(item, Folded) else self.heard(item)
        return item if role == ITEM else None

    def heard(self, row: Row) -> str:
        """Say a row: what went, came and moved is named."""
        return "".join(tr(_HEARD[part.kind], words=self.words(part)) for part in row.parts)

    def copied(self, row: Row) -> str:
        """Give a row as text: what it was and what it is, with the signs of a diff."""
        was, now = ("".join(map(self.words, row.side(one))) for one in (NEW, OLD))
        if not row.changes():
            return now
        return "\n".join(f"{sign} {said}" for sign, said in (("−", was), ("+", now)) if said)

    def item(self, number: int) -> Row | Folded | None:
        """Give an item; None if there is none of that number."""
        if not 0 <= number < self.rowCount():
            return None
        fold = bisect_left(self._fold_items, number)
        if fold < len(self._folds) and self._fold_items[fold] == number:
            return self._folds[fold]
        return self._rows[number + self._hidden[fold]]

    def sizes(self) -> Iterator[int]:
        """Give the code points of each item; 0 for a fold."""
        here = 0
        for fold in self._folds:
            yield from self._rows.sizes[here : fold.first]
            yield 0
            here = fold.last
        yield from self._rows.sizes[here:]

    def row_at(self, item: int) -> int:
        """Give the number, among all rows, of the one at an item, or of the first of a fold."""
        return item + self._hidden[bisect_left(self._fold_items, item)]

    def item_of(self, row: int) -> int:
        """Give the item that shows a row, or the fold that it lies in."""
        fold = bisect_right(self._folds, row, key=lambda one: one.first) - 1
        if fold >= 0 and row < self._folds[fold].last:
            return self._fold_items[fold]
        return row - self._hidden[fold + 1]

    def first_of(self, change: int) -> int:
        """Give the first item that has some of a change."""
        return self.item_of(self._rows.firsts[change - 1])

    def change_from(self, item: int, step: int) -> int:
        """Give the first change from an item on, or the last before it; round at the ends."""
        at = bisect_left(self._rows.firsts, self.row_at(max(0, item)))
        return (at if step > 0 else at - 1) % self.number + 1

    def unfold(self, item: int) -> None:
        """Show the rows of a fold."""
        found = self.item(item)
        self._place([one for one in self._folds if one is not found])

    def show_all(self, *, everything: bool) -> None:
        """Show all rows, or fold again what is far from any change."""
        self._place([] if everything else self._all_folds)

    def _place(self, folds: Sequence[Folded]) -> None:
        self.beginResetModel()
        self._folds = list(folds)
        hidden = [fold.last - fold.first - 1 for fold in folds]
        self._hidden = [0, *accumulate(hidden)]
        self._fold_items = [
            fold.first - before for fold, before in zip(folds, self._hidden, strict=False)
        ]
        self.endResetModel()


def fold_words(fold: Folded) -> str:
    """Say what is folded."""
    return tr("{n} characters as they were", n=f"{fold.size:,}")


def _folds(rows: DiffRows) -> list[Folded]:
    """Find stretches of rows that did not change, without what stands around the changes."""
    found: list[Folded] = []
    if not rows.changed:
        return found
    sizes = rows.sizes
    for before, after in pairwise((-1, *rows.changed, len(rows))):
        first, last = before + 1, after
        room = 0 if before >= 0 else _AROUND
        while first < last and room < _AROUND:
            room += sizes[first]
            first += 1
        room = 0 if after < len(rows) else _AROUND
        while first < last and room < _AROUND:
            last -= 1
            room += sizes[last]
        size = sum(sizes[first:last])
        if size > _AROUND:
            found.append(Folded(first, last, size))
    return found
