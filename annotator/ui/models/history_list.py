"""The steps of a project as rows, newest first, with a head for each day; read as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.ui.i18n import tr
from annotator.ui.panels.dates import short_date, short_moment

if TYPE_CHECKING:
    from annotator.model.changes import Operation
    from annotator.model.timeline import About, Listed

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_CHUNK = 64
"""Steps that are read at a time."""


class Role(IntEnum):
    """What a row's delegate asks for besides the words."""

    ROW = Qt.ItemDataRole.UserRole + 1


class StepRow(NamedTuple):
    """What is shown of a step; ``gone`` says that it was taken back."""

    step: Operation
    about: About
    clock: str
    gone: bool


class DayRow(NamedTuple):
    """The head of a day."""

    words: str


def rows_of(listed: Iterable[Listed]) -> list[int]:
    """Give a row for each step, its number, and before those of a day one of minus the day."""
    rows: list[int] = []
    last = 0
    for number, day in listed:
        if day != last:
            rows.append(-day)
            last = day
        rows.append(number)
    return rows


class HistoryListModel(QAbstractListModel):
    """Rows of steps. It knows their numbers; what they say is read when it is painted.

    Args:
        read: gives steps by their numbers, and what each was about.
    """

    def __init__(
        self,
        read: Callable[[Sequence[int]], Iterable[tuple[Operation, About]]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._rows: list[int] = []
        self._steps: dict[int, tuple[Operation, About]] = {}
        self._gone: Sequence[tuple[int, int]] = ()
        self._count = 0

    def set_rows(self, rows: list[int], gone: Sequence[tuple[int, int]]) -> None:
        """Show these rows (see `rows_of`); ``gone`` are ranges of steps that were taken back."""
        self.beginResetModel()
        self._rows, self._gone = rows, gone
        self._steps.clear()
        self._count = sum(row > 0 for row in rows)
        self.endResetModel()

    def add(self, listed: Sequence[Listed], gone: Sequence[tuple[int, int]]) -> None:
        """Put new steps above the others, and read anew what these say: they may be undone."""
        fresh = rows_of(listed)
        if (
            fresh
            and self._rows
            and self._rows[0] == next((row for row in reversed(fresh) if row < 0), 0)
        ):
            # The day that the newest row stands under is today still.
            self.beginRemoveRows(_NO_PARENT, 0, 0)
            del self._rows[0]
            self.endRemoveRows()
        if fresh:
            self.beginInsertRows(_NO_PARENT, 0, len(fresh) - 1)
            self._rows[:0] = fresh
            self._count += len(listed)
            self.endInsertRows()
        self._gone = gone
        self._steps.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    @property
    def newest(self) -> int:
        """The number of the newest step that is known; 0 if there is none."""
        return next((row for row in self._rows if row > 0), 0)

    def count(self) -> int:
        """Count the steps."""
        return self._count

    def row_at(self, row: int) -> StepRow | DayRow | None:
        """Give what a row shows; None for one whose step is gone."""
        number = self._rows[row]
        if number < 0:
            return DayRow(_day(-number))
        if number not in self._steps:
            start = max(0, row - _CHUNK // 2)
            wanted = [one for one in self._rows[start : start + _CHUNK] if one > 0]
            self._steps.update((step.id, (step, about)) for step, about in self._read(wanted))
        if number not in self._steps:
            return None
        step, about = self._steps[number]
        covered = any(after < number < before for after, before in self._gone)
        return StepRow(step, about, short_moment(step.at)[-5:], covered or step.state != "done")

    def row_of(self, step: int) -> int:
        """Give the row of a step; -1 if it is not among them."""
        try:
            return self._rows.index(step)
        except ValueError:
            return -1

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let steps be selected, and heads not."""
        if index.isValid() and self._rows[index.row()] < 0:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row, or its words."""
        if not index.isValid():
            return None
        if role not in (
            Role.ROW,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        found = self.row_at(index.row())
        if role == Role.ROW or found is None:
            return found
        if isinstance(found, DayRow):
            return None if role == Qt.ItemDataRole.ToolTipRole else found.words
        step = found.step
        title = step.title
        if role != Qt.ItemDataRole.DisplayRole:
            title = ", ".join(filter(None, (f"{title} {found.about.words}", found.about.article)))
        words = f"{title}, {step.annotator}, {found.clock}"
        return tr("{step}, taken back", step=words) if found.gone else words


def _day(day: int) -> str:
    """Write 20260209 as people do: today, yesterday, 9 Feb."""
    when = date(day // 10_000, day // 100 % 100, day % 100)
    today = date.today()  # noqa: DTZ011 - the day of who looks
    if when == today:
        return tr("Today")
    if (today - when).days == 1:
        return tr("Yesterday")
    return short_date(when.isoformat())
