"""Things of one kind as the rows of a list, where all of them are at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW = Qt.ItemDataRole.UserRole + 1
"""By it a delegate asks for the thing itself."""
_NO_PARENT = QModelIndex()
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class Keyed(Protocol):
    """What has a key that stays when all else of it changes."""

    @property
    def key(self) -> str:
        """The key."""


_Row = TypeVar("_Row")
_KeyedRow = TypeVar("_KeyedRow", bound=Keyed)


class RowList(QAbstractListModel, Generic[_Row]):
    """A list of things of one kind; its delegate paints them.

    Args:
        says: what a screen reader says of one.
        rows: the things.
        parent: what it goes with.
    """

    def __init__(
        self,
        says: Callable[[_Row], str],
        rows: Sequence[_Row] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._says = says
        self.rows = rows

    def show_rows(self, rows: Sequence[_Row]) -> None:
        """Show other things."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row(self, number: int) -> _Row | None:
        """Give the thing of a row; None if there is no such row."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the thing, or what a screen reader says of it."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        return self._says(row) if role in _SAID else None


class KeyedRowList(RowList[_KeyedRow]):
    """A list of things with keys: what changes of them alone does not move the selection."""

    def show_rows(self, rows: Sequence[_KeyedRow]) -> None:
        """Show other things, or what the same ones have become."""
        if [one.key for one in rows] != [one.key for one in self.rows]:
            super().show_rows(rows)
            return
        self.rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row_of(self, key: str) -> int:
        """Give the row of a key; -1 if there is none."""
        return next((row for row, one in enumerate(self.rows) if one.key == key), -1)

    def key_at(self, row: int) -> str:
        """Give the key of a row; “” if there is none."""
        return self.rows[row].key if 0 <= row < len(self.rows) else ""
