"""The paragraphs of the article under review: what is open in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise, repeat
from operator import is_
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.unit import ReviewUnit
from annotator.ui.difference_kinds import STEPS, KindLook, step_of, title_of
from annotator.ui.editor.scene import Scene
from annotator.ui.i18n import tr
from annotator.ui.review.units import is_open, is_open_difference

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_ALWAYS = ("headline", "repeated")
"""Roles, beside numbered paragraphs, that have a row though nothing is marked there."""
_SPOKEN = {
    "head": "Headline",
    "deck": "Deck",
    "by": "Byline",
    "date": "Dateline",
    "cap.": "Caption",
    "foot": "Boilerplate",
}
_SHORT = {
    "head": "Head",
    "deck": "Deck",
    "by": "By",
    "date": "Date",
    "cap.": "Cap.",
    "foot": "Foot",
}


class Role(IntEnum):
    """What a row's delegate asks for besides the words."""

    ROW = Qt.ItemDataRole.UserRole + 1


class Stretch(NamedTuple):
    """A paragraph, a headline or a fold: its first code point and its short name."""

    start: int
    name: str
    always: bool


class RailRow(NamedTuple):
    """A paragraph and what is open in it.

    Attributes:
        start: its first code point.
        name: its short name, ``¶3``.
        worst: the step of the hardest open kind; None if nothing but unsure ones is open.
        open: how many are not settled: differences, or what is agreed on if there are none.
        unsure: how many of all are unsure.
        units: how many there are.
        first: the key of the one to go to: the first open difference, else the first one.
        kind: what the worst is called.
    """

    start: int
    name: str
    worst: KindLook | None = None
    open: int = 0
    unsure: int = 0
    units: int = 0
    first: str = ""
    kind: str = ""

    @property
    def short(self) -> str:
        """Name the paragraph as briefly as it goes."""
        return tr(_SHORT[self.name]) if self.name in _SHORT else self.name

    @property
    def spoken(self) -> str:
        """Say the row in words."""
        name = self.name
        spoken = tr(_SPOKEN[name]) if name in _SPOKEN else tr("Paragraph {n}", n=name[1:])
        if self.worst is not None:
            return tr("{name}, {n} open, {kind}", name=spoken, n=self.open, kind=self.kind.lower())
        if self.unsure:
            return tr("{name}, {n} unsure", name=spoken, n=self.unsure)
        if self.units:
            return tr("{name}, all settled", name=spoken)
        return tr("{name}, nothing marked", name=spoken)


def stretches_of(scene: Scene) -> list[Stretch]:
    """Cut an article into what has a row of its own: paragraphs, the headline, a fold."""
    paragraphs, display, folds = scene.paragraphs, scene.display, scene.folds
    found: list[Stretch] = []
    last = ""
    for block, role in enumerate(paragraphs.roles):
        if role == "blank" or block in display.parted:
            continue
        fold = folds.of_block(block)
        goes_on = fold is not None and fold.first != block
        goes_on = goes_on or (role in _ALWAYS and last in _ALWAYS)
        last = role
        if not goes_on:
            start = display.starts[block]
            numbered = paragraphs.numbers[block] > 0
            found.append(Stretch(start, paragraphs.name_at(start), numbered or role in _ALWAYS))
    return found


def shared_out(
    stretches: Sequence[Stretch], units: Sequence[ReviewUnit]
) -> list[Sequence[ReviewUnit]]:
    """Give the units (by position) that begin in each stretch."""
    if not stretches:
        return []
    places = [one.unit.start for one in units]
    cuts = [bisect_left(places, one.start) for one in stretches[1:]]
    return [units[first:last] for first, last in pairwise([0, *cuts, len(units)])]


def _row(stretch: Stretch, units: Sequence[ReviewUnit]) -> RailRow:
    if not units:
        return RailRow(stretch.start, stretch.name)
    differing = [one for one in units if is_open_difference(one)]
    still = differing or [one for one in units if is_open(one)]
    asking = [one for one in still if one.state != "unsure"]
    worst = max(
        asking, key=lambda one: (STEPS.index(step_of(one.unit.kind)), one.unit.kind), default=None
    )
    return RailRow(
        stretch.start,
        stretch.name,
        None if worst is None else step_of(worst.unit.kind),
        len(still),
        sum(one.state == "unsure" for one in still),
        len(units),
        (asking or still or units)[0].unit.key,
        "" if worst is None else title_of(worst.unit.kind),
    )


def _same(one: Sequence[ReviewUnit], other: Sequence[ReviewUnit]) -> bool:
    """Tell whether these are the very same units: one that was decided is another."""
    return len(one) == len(other) and all(map(is_, one, other))


class ReviewRailModel(QAbstractListModel):
    """Rows are given, not asked for: a unit that is settled changes one of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._stretches: list[Stretch] = []
        self._parts: list[Sequence[ReviewUnit]] = []
        """The units of each stretch."""
        self._made: list[RailRow] = []
        """The row of each stretch, shown or not."""
        self._rows: list[RailRow] = []
        self._starts: list[int] = []

    def show_units(self, scene: Scene, units: Sequence[ReviewUnit]) -> None:
        """Show how the units of an article stand; only what has changed is counted anew."""
        if scene is not self._scene:
            self._scene = scene
            self._stretches = stretches_of(scene)
            self._parts, self._made = [], []
        parts = shared_out(self._stretches, units)
        known = zip(self._parts, self._made, strict=True) if self._parts else repeat(((), None))
        self._made = [
            row if row is not None and _same(part, before) else _row(stretch, part)
            for stretch, part, (before, row) in zip(self._stretches, parts, known, strict=False)
        ]
        self._parts = parts
        shown = zip(self._stretches, self._made, strict=True)
        rows = [row for stretch, row in shown if stretch.always or row.units]
        starts = [row.start for row in rows]
        if starts != self._starts:
            self.beginResetModel()
            self._rows, self._starts = rows, starts
            self.endResetModel()
            return
        changed = [at for at, row in enumerate(rows) if row != self._rows[at]]
        self._rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def place_of(self, key: str | None) -> int | None:
        """Look for the first code point of a unit."""
        if key is None:
            return None
        every = (one.unit for part in self._parts for one in part)
        return next((unit.start for unit in every if unit.key == key), None)

    def row_of(self, place: int | None) -> int:
        """Give the row in which a code point lies; -1 if there is none."""
        return -1 if place is None else bisect_right(self._starts, place) - 1

    def row_at(self, row: int) -> RailRow | None:
        """Give a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

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
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return row.short if role == Qt.ItemDataRole.DisplayRole else None
