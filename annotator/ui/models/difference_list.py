"""Differences between people as rows: what each of the two has, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.annotation import Annotation
from annotator.model.records import AttributeValue
from annotator.model.unit import Difference
from annotator.ui.difference_kinds import title_of
from annotator.ui.i18n import tr

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What a row's delegate asks for besides the words."""

    ROW = Qt.ItemDataRole.UserRole + 1


class DifferenceRow(NamedTuple):
    """A difference, and the title of its article."""

    difference: Difference
    title: str

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it is: article, start and end in code points."""
        both = [one for one in (self.difference.left, self.difference.right) if one is not None]
        start, end = min(one.start for one in both), max(one.end for one in both)
        return self.difference.article, start, end

    def words(self) -> str:
        """Say the whole row, for screen readers."""
        left, right = self.difference.annotators
        return tr(
            "{kind}: {left} “{one}”, {right} “{other}”, in {title}",
            kind=title_of(self.difference.kind) if self.difference.kind != "same" else tr("Agreed"),
            left=left,
            one=said(self.difference.left),
            right=right,
            other=said(self.difference.right),
            title=self.title,
        )


def said(annotation: Annotation | None) -> str:
    """Give what somebody marked in one line; nothing as such."""
    return tr("nothing") if annotation is None else " ".join(annotation.quote.split())


def differing(annotation: Annotation | None, keys: Sequence[str]) -> str:
    """Give what somebody filled into the fields in which two differ, in one line."""
    if annotation is None:
        return ""
    values = annotation.attributes
    return " · ".join(f"{key.replace('_', ' ')}: {_short(values.get(key))}" for key in keys)


def _short(value: AttributeValue) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    return " ".join(str(value).split())


class DifferenceListModel(QAbstractListModel):
    """Holds the differences that a number counts; they do not change while they are shown."""

    def __init__(
        self,
        differences: Sequence[Difference],
        titles: Mapping[str, str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = [DifferenceRow(one, titles.get(one.article, "")) for one in differences]

    def row(self, number: int) -> DifferenceRow | None:
        """Give a row by its number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words()
        return None
