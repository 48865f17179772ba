"""Lines of a concordance as rows, of which some are ticked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.model.search import ArticleHead, Line, LineMark

Index = QModelIndex | QPersistentModelIndex
Spot = tuple[int, int, int, bytes | None]
"""What makes a line the same line, whatever is tagged on it meanwhile."""
_NO_PARENT = QModelIndex()


class LineRole(IntEnum):
    """What a row's delegate asks for besides the words."""

    LINE = Qt.ItemDataRole.UserRole + 1
    HEAD = Qt.ItemDataRole.UserRole + 2
    TICKED = Qt.ItemDataRole.UserRole + 3


class LineListModel(QAbstractListModel):
    """Holds all lines that were found, and shows some of them in an order.

    Signals:
        ticked(): other lines are ticked.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        """All lines, in the order of the articles."""
        self.heads: dict[int, ArticleHead] = {}
        self._shown: list[Line] = []
        self._arranged = False
        """Whether what is shown is not all lines as they were found."""
        self._ticks: set[Spot] = set()

    # What is shown

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.lines, self._shown, self._arranged = [], [], False
        self.heads = {}
        self._ticks.clear()
        self.endResetModel()
        self.ticked.emit()

    def add(self, lines: Sequence[Line], heads: Mapping[int, ArticleHead]) -> None:
        """Take lines that were found, which stand behind those that are here."""
        self.heads.update(heads)
        self.lines += lines
        if self._arranged or not lines:
            return
        first = len(self._shown)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self._shown += lines
        self.endInsertRows()

    def arrange(self, lines: Sequence[Line] | None) -> None:
        """Show some lines in an order; None shows all as they were found."""
        self.beginResetModel()
        self._arranged = lines is not None
        self._shown = list(self.lines if lines is None else lines)
        self.endResetModel()

    def replace(
        self,
        lines: Sequence[Line],
        heads: Mapping[int, ArticleHead],
        shown: Sequence[Line] | None,
    ) -> None:
        """Take over what is found now instead; lines that are still there keep their ticks."""
        self.lines, self.heads = list(lines), dict(heads)
        self._ticks &= {spot_of(one) for one in lines}
        self.arrange(shown)
        self.ticked.emit()

    def line(self, row: int) -> Line | None:
        """Give the line of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def head(self, line: Line) -> ArticleHead:
        """Give the article of a line."""
        return self.heads[line.article]

    def shown(self) -> list[Line]:
        """Give the lines that are shown, in their order."""
        return list(self._shown)

    def row_of(self, spot: Spot) -> int:
        """Give the row of a line; -1 if it is not shown."""
        return next((row for row, one in enumerate(self._shown) if spot_of(one) == spot), -1)

    def mark_anew(
        self, article: int, marks: Mapping[tuple[int, int], tuple[LineMark, ...]]
    ) -> None:
        """Show what is tagged now on the lines of an article, by their spans."""
        for lines in {id(one): one for one in (self.lines, self._shown)}.values():
            for at, line in enumerate(lines):
                if line.article == article:
                    now = marks.get((line.start, line.end), line.marks)
                    lines[at] = line._replace(marks=now)
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    # Ticks

    def is_ticked(self, line: Line) -> bool:
        """Tell whether a line is ticked."""
        return spot_of(line) in self._ticks

    def tick(self, lines: Iterable[Line], *, on: bool) -> None:
        """Tick lines, or take the ticks away."""
        spots = {spot_of(one) for one in lines}
        self._ticks = self._ticks | spots if on else self._ticks - spots
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.ticked.emit()

    def ticked_lines(self) -> list[Line]:
        """Give the lines that are ticked, shown or not, in the order of the articles."""
        return [one for one in self.lines if spot_of(one) in self._ticks] if self._ticks else []

    def tick_count(self) -> int:
        """Count the ticks."""
        return len(self._ticks)

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        match role:
            case LineRole.LINE:
                return line
            case LineRole.HEAD:
                return self.heads.get(line.article)
            case LineRole.TICKED:
                return self.is_ticked(line)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.hit}{line.right[:60]}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{line.left[-60:]}{line.hit}{line.right[:60]}"


def spot_of(line: Line) -> Spot:
    """Give what makes a line the same line."""
    return line.article, line.start, line.end, line.entity
