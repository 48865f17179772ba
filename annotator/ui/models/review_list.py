"""The units of the article under review as rows: grouped by kind, each group with a head."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.unit import ReviewUnit
from annotator.ui.desk import Desk
from annotator.ui.difference_kinds import STEPS, KindLook, step_of
from annotator.ui.i18n import tr
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import is_open, listed
from annotator.ui.soon import Soon

Shown = Literal["open", "settled", "all"]
Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_MANY = 1_000
"""Units from which on the rows follow a moment later."""
_ORDER = ("edges", "label", "value", "missed", "agreed")
_GROUPS = tuple(next(step for step in STEPS if step.key == key) for key in _ORDER)


class Role(IntEnum):
    """What a row's delegate asks for besides the words."""

    ROW = Qt.ItemDataRole.UserRole + 1


class GroupRow(NamedTuple):
    """The head of a group; ``shown`` counts its rows under the present filter."""

    step: KindLook
    open: int
    all: int
    shown: int
    unfolded: bool

    @property
    def title(self) -> str:
        """Name the kind."""
        return tr("Missed by someone") if self.step.key == "missed" else tr(self.step.title)


class UnitRow(NamedTuple):
    """A unit; its words are asked for when it is seen."""

    one: ReviewUnit


class TakeRow(NamedTuple):
    """The row that takes all on which everybody agrees."""

    number: int


class ShownUnit(NamedTuple):
    """What a row shows of a unit."""

    one: ReviewUnit
    quote: str
    place: str


Row = GroupRow | UnitRow | TakeRow


class ReviewListModel(QAbstractListModel):
    """Follows the review desk; the group of the current unit is unfolded."""

    def __init__(self, desk: Desk, review: ReviewDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._review = review
        self._rows: list[Row] = []
        self._names: list[tuple[str, str]] = []
        """What each row is about, to tell which came and went."""
        self._shown: Shown = "open"
        self._unfolded: set[str] = set()
        self._opened = ""
        """The group that was unfolded for the current unit, and folds after it."""
        self._soon = Soon(self.refresh, self)
        review.reviewed.connect(self._on_reviewed)
        review.current_changed.connect(self._on_current_changed)

    @property
    def shown(self) -> Shown:
        """Which units stand here."""
        return self._shown

    def show_only(self, shown: Shown) -> None:
        """Show open ones, settled ones, or all."""
        self._shown = shown
        self.refresh()

    def toggle(self, row: int) -> None:
        """Fold or unfold the group with its head in a row."""
        found = self.row_at(row)
        if isinstance(found, GroupRow):
            self._unfolded ^= {found.step.key}
            self._opened = ""
            self.refresh()

    def row_at(self, row: int) -> Row | None:
        """Give what stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: str | None) -> int:
        """Give the row of a unit; -1 if it is not shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, UnitRow) and self._review.key_of(row.one) == key:
                return number
        return -1

    def refresh(self) -> None:
        """Take the rows over, moving as few as possible."""
        new = self._made()
        old = self._rows
        before, after = self._names, [self._name(row) for row in new]
        least = min(len(before), len(after))
        first = next((i for i in range(least) if before[i] != after[i]), least)
        same = next(
            (i for i in range(least - first) if before[-1 - i] != after[-1 - i]), least - first
        )
        gone, come = len(before) - same, len(after) - same
        if first < gone:
            self.beginRemoveRows(_NO_PARENT, first, gone - 1)
            self._rows = old[:first] + old[gone:]
            self.endRemoveRows()
        if first < come:
            self.beginInsertRows(_NO_PARENT, first, come - 1)
            self._rows = new
            self.endInsertRows()
        self._rows, self._names = new, after
        if new:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, 0))

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
            return self._words(row.one) if isinstance(row, UnitRow) else row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be walked to: heads fold and unfold."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    # Rows

    def _made(self) -> list[Row]:
        groups: dict[str, list[ReviewUnit]] = {step.key: [] for step in _GROUPS}
        for one in listed(self._review.review):
            groups[step_of(one.unit.kind).key].append(one)
        rows: list[Row] = []
        for step in _GROUPS:
            units = groups[step.key]
            if not units:
                continue
            wanted = self._wanted(units)
            unfolded = step.key in self._unfolded
            number = sum(map(is_open, units))
            rows.append(GroupRow(step, number, len(units), len(wanted), unfolded))
            if unfolded:
                if step.key == "agreed" and number and self._shown != "settled":
                    rows.append(TakeRow(number))
                rows += map(UnitRow, wanted)
        return rows

    def _wanted(self, units: Sequence[ReviewUnit]) -> list[ReviewUnit]:
        match self._shown:
            case "open":
                return [one for one in units if is_open(one)]
            case "settled":
                return [one for one in units if not is_open(one)]
        return list(units)

    def _name(self, row: Row) -> tuple[str, str]:
        match row:
            case GroupRow():
                return "group", row.step.key
            case TakeRow():
                return "take", ""
        return "unit", self._review.key_of(row.one)

    def _words(self, one: ReviewUnit) -> ShownUnit:
        scene = self._desk.scene
        text = scene.display.text
        longest = max((mark.fragments for mark in one.unit.annotations), key=_length)
        quote = " … ".join(text[start:end] for start, end in longest)
        return ShownUnit(one, " ".join(quote.split()), scene.paragraphs.name_at(one.unit.start))

    def _said(self, row: Row) -> str:
        if isinstance(row, TakeRow):
            return tr("Take all {n}", n=row.number)
        if isinstance(row, GroupRow):
            return f"{row.title}, {count_of(row, self._shown)}"
        shown = self._words(row.one)
        label = self._desk.scene.look_of(row.one.unit.proposal.label).name
        return f"{shown.quote} — {label}, {shown.place}, {state_name(row.one)}"

    def _on_reviewed(self) -> None:
        """Follow at once, or of many units once the text has answered the key."""
        if len(self._review.units) <= _MANY:
            self.refresh()
        else:
            self._soon.start()

    def _on_current_changed(self) -> None:
        current = self._review.current
        if current is not None:
            key = step_of(current.unit.kind).key
            if key not in self._unfolded:
                self._unfolded.discard(self._opened)
                self._unfolded.add(key)
                self._opened = key
                self.refresh()


def count_of(row: GroupRow, shown: Shown) -> str:
    """Say how many of a group there are: ``7 open``, ``all taken``."""
    if shown == "settled":
        return tr("{n} settled", n=row.all - row.open)
    if not row.open:
        return tr("all taken") if row.step.key == "agreed" else tr("all settled")
    return tr("{n} to take", n=row.open) if row.step.key == "agreed" else tr("{n} open", n=row.open)


def state_name(one: ReviewUnit) -> str:
    """Name how a unit stands."""
    names = {
        "open": tr("open"),
        "settled": tr("settled"),
        "unsure": tr("unsure"),
        "changed": tr("changed since it was decided"),
        "disputed": tr("disputed"),
    }
    return names[one.state]


def _length(fragments: Sequence[tuple[int, int]]) -> int:
    return sum(end - start for start, end in fragments)
