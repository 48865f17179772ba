"""The annotations of the open article as rows: by position, or in groups with heads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.mark import Mark
from annotator.text.shortening import shortened
from annotator.ui.desk import Desk
from annotator.ui.i18n import tr

Order = Literal["position", "label", "annotator", "state"]
Index = QModelIndex | QPersistentModelIndex

_CONTEXT = 60
_LONGEST_QUOTE = 400
"""Characters of a quote: no row shows more."""
"""Characters of text that follow an annotation's words."""
_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What a row's delegate asks for besides the words."""

    ROW = Qt.ItemDataRole.UserRole + 1


class AnnotationRow(NamedTuple):
    """What is shown of an annotation in a list."""

    mark: Mark
    quote: str
    context: str
    place: str
    own: bool


class HeadRow(NamedTuple):
    """The head of a group."""

    text: str
    size: int


class AnnotationListModel(QAbstractListModel):
    """Follows the desk. Rows are marks, and with an order other than position also heads."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._order: Order = "position"
        self._rows: list[Mark | HeadRow] = []
        self._heads: list[int] = []
        self.following = False
        """Whether rows come and go just now."""
        desk.article_changed.connect(self._reset)
        desk.marks_reset.connect(self._reset)
        desk.lanes_changed.connect(self._reset)
        desk.filter_changed.connect(self._reset)
        desk.labels_changed.connect(self._reset)
        desk.mark_changed.connect(self._on_mark_changed)
        self._reset()

    @property
    def order(self) -> Order:
        """How the rows are grouped."""
        return self._order

    def set_order(self, order: Order) -> None:
        """Group the rows in another way."""
        if order != self._order:
            self._order = order
            self._reset()

    def count(self) -> int:
        """Count the annotations, without heads."""
        return len(self._rows) - len(self._heads)

    def row_of(self, entity: bytes | None) -> int:
        """Give the row of an annotation; -1 if it is not shown."""
        mark = self._desk.scene.marks.get(entity)
        if mark is None:
            return -1
        if self._order == "position":
            row = bisect_left(self._rows, mark)
            return row if row < len(self._rows) and self._rows[row] == mark else -1
        return next((row for row, one in enumerate(self._rows) if one == mark), -1)

    def number_of(self, entity: bytes | None) -> int:
        """Give the place of an annotation among all that are shown, from 1; 0 if it is not."""
        row = self.row_of(entity)
        return row + 1 - bisect_left(self._heads, row) if row >= 0 else 0

    def entities(self) -> list[bytes]:
        """Give all annotations that are shown, in the order of the rows."""
        return [row.entity for row in self._rows if isinstance(row, Mark)]

    def marks_between(self, ranges: Iterable[tuple[int, int]]) -> list[Mark]:
        """Give the annotations of ranges of rows (first and last), in their order."""
        return [
            row
            for first, last in sorted(ranges)
            for row in self._rows[first : last + 1]
            if isinstance(row, Mark)
        ]

    def ranges_of(self, entities: Iterable[bytes]) -> list[tuple[int, int]]:
        """Give the rows of annotations as ranges, each by its first and its last row."""
        wanted = frozenset(entities)
        ranges: list[tuple[int, int]] = []
        for number, row in enumerate(self._rows):
            if isinstance(row, Mark) and row.entity in wanted:
                if ranges and ranges[-1][1] == number - 1:
                    ranges[-1] = (ranges[-1][0], number)
                else:
                    ranges.append((number, number))
        return ranges

    def mark_at(self, row: int) -> Mark | None:
        """Give the annotation of a row; None for a head."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Mark) else None

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row if isinstance(row, HeadRow) else self._shown(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, HeadRow):
                return row.text
            shown = self._shown(row)
            label = self._desk.scene.look_of(row.label).name
            return f"{shown.quote} — {label}, {row.annotator}, {shown.place}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let annotations be selected, and heads not."""
        if index.isValid() and isinstance(self._rows[index.row()], Mark):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags if not index.isValid() else Qt.ItemFlag.ItemIsEnabled

    # Following the desk

    def _reset(self) -> None:
        self.following = True
        self.beginResetModel()
        scene = self._desk.scene
        marks = [mark for mark in scene.marks.known if scene.shows(mark)]
        self._heads = []
        self._rows = list(marks) if self._order == "position" else self._grouped(marks)
        self.endResetModel()
        self.following = False

    def _grouped(self, marks: list[Mark]) -> list[Mark | HeadRow]:
        name = self._group_names()
        groups: dict[str, list[Mark]] = {}
        for mark in marks:
            groups.setdefault(name(mark), []).append(mark)
        rows: list[Mark | HeadRow] = []
        for text in sorted(groups):
            self._heads.append(len(rows))
            rows += [HeadRow(text, len(groups[text])), *groups[text]]
        return rows

    def _group_names(self) -> Callable[[Mark], str]:
        scene = self._desk.scene
        match self._order:
            case "label":
                return lambda mark: scene.look_of(mark.label).name
            case "annotator":
                return lambda mark: mark.annotator
        return lambda mark: tr("Needs a look") if mark.flawed else tr("Fine")

    def _on_mark_changed(self, old: Mark | None, new: Mark | None) -> None:
        """Move one row; groups are worked out anew."""
        if self._order != "position":
            self._reset()
            return
        self.following = True
        shows = self._desk.scene.shows
        if old is not None and shows(old):
            row = bisect_left(self._rows, old)
            self.beginRemoveRows(_NO_PARENT, row, row)
            del self._rows[row]
            self.endRemoveRows()
        if new is not None and shows(new):
            row = bisect_left(self._rows, new)
            self.beginInsertRows(_NO_PARENT, row, row)
            self._rows.insert(row, new)
            self.endInsertRows()
        self.following = False

    def _shown(self, mark: Mark) -> AnnotationRow:
        scene = self._desk.scene
        text = scene.display.text
        quote = " … ".join(text[start:end] for start, end in mark.pieces)
        context = text[mark.end : mark.end + _CONTEXT].split("\n", 1)[0].strip()
        return AnnotationRow(
            mark,
            shortened(quote, _LONGEST_QUOTE),
            context,
            scene.paragraphs.name_at(mark.start),
            mark.annotator == scene.annotator,
        )
