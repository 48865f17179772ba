"""What is tagged here so and there otherwise, or is said to be intended, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.inconsistency import Inconsistency, Silence
from annotator.ui.i18n import tr

Index = QModelIndex | QPersistentModelIndex
UnlikeRow = Inconsistency | Silence
ROW = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class UnlikeListModel(QAbstractListModel):
    """Holds the rows of one list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[UnlikeRow] = ()

    def show(self, rows: Sequence[UnlikeRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> UnlikeRow | None:
        """Give a row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words_of(row)
        return None


def words_of(row: UnlikeRow) -> str:
    """Say a row in words."""
    if isinstance(row, Silence):
        return tr("{words}: intended, says {who}", words=row.subject.string, who=row.author)
    if row.subject.about == "untagged":
        return tr(
            "{words}: {tagged} tagged as {label}, {untagged} not",
            words=row.words,
            tagged=row.tagged,
            label=row.subject.label,
            untagged=row.untagged,
        )
    ways = ", ".join(f"{one.name} {one.number}" for one in row.variants)
    return f"{row.words}: {ways}"
