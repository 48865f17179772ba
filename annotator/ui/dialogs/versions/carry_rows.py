"""One's annotations of the older version, as rows to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.app.versions.carrying import Carried
from annotator.text.reanchoring import Fragments, Spot
from annotator.ui.dialogs.versions.words import OUTCOMES
from annotator.ui.i18n import tr

ROW = Qt.ItemDataRole.UserRole + 1
_CONTEXT = 160
"""Code points of text on each side of a span: more than a row has room for, which cuts it."""
_NO_PARENT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Quoted(NamedTuple):
    """A span with what stands before and behind it, each in one line."""

    before: str
    quote: str
    behind: str


class CarryRow(NamedTuple):
    """One annotation: where it stood, and where it would stand.

    Attributes:
        carried: what was found of it.
        ticked: whether it is to be carried over.
        place: the number of the place that is chosen, from 0.
        places: all places that were found, the likeliest first.
    """

    carried: Carried
    ticked: bool
    place: int
    places: tuple[Spot, ...]

    @property
    def can_go(self) -> bool:
        """Whether it can be carried over at all."""
        return bool(self.places) and self.carried.there is None

    @property
    def outcome(self) -> str:
        """What became of it, in words."""
        if self.carried.there is not None:
            return tr("there already")
        if not self.places:
            return tr(OUTCOMES["gone"])
        return tr(OUTCOMES[self.places[self.place].outcome])


class CarryModel(QAbstractListModel):
    """The rows, and what is ticked.

    Signals:
        chosen_changed(): something was ticked, or another place chosen.
    """

    chosen_changed = Signal()

    def __init__(self, carried: Sequence[Carried], old: str, new: str) -> None:
        super().__init__()
        self._old, self._new = old, new
        self._rows = [_row(one) for one in carried]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row, or its words for screen readers."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                was, now = self.quoted(row)
                return f"{was.quote} → {'–' if now is None else now.quote}: {row.outcome}"
            case Qt.ItemDataRole.CheckStateRole if row.can_go:
                return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
            case _ if role == ROW:
                return row
        return None

    def quoted(self, row: CarryRow) -> tuple[Quoted, Quoted | None]:
        """Give the span in both texts; in the new one None if it is gone."""
        now = _quoted(self._new, row.places[row.place].fragments) if row.places else None
        return _quoted(self._old, row.carried.annotation.fragments), now

    def row(self, number: int) -> CarryRow | None:
        """Give a row by its number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rows(self) -> Sequence[CarryRow]:
        """Give all rows."""
        return self._rows

    def toggle(self, number: int) -> None:
        """Tick a row, or take the tick away; one that cannot go has none."""
        row = self.row(number)
        if row is not None and row.can_go:
            self._put(number, row._replace(ticked=not row.ticked))

    def tick_all(self, *, ticked: bool) -> None:
        """Tick all rows that can go, or none."""
        self._rows = [row._replace(ticked=ticked) if row.can_go else row for row in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
            self.chosen_changed.emit()

    def choose(self, number: int, step: int) -> None:
        """Choose the next place of a row, or the one before; whoever chooses ticks it."""
        row = self.row(number)
        if row is None or not row.can_go or len(row.places) < 2:
            return
        place = (row.place + step) % len(row.places)
        self._put(number, row._replace(place=place, ticked=True))

    def chosen(self) -> dict[str, Fragments]:
        """Give the places of what is ticked, by the ids of the annotations."""
        return {
            row.carried.annotation.id: row.places[row.place].fragments
            for row in self._rows
            if row.ticked
        }

    def _put(self, number: int, row: CarryRow) -> None:
        self._rows[number] = row
        index = self.index(number, 0)
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit()


def _row(carried: Carried) -> CarryRow:
    spot = carried.found.spot
    return CarryRow(
        carried=carried,
        ticked=carried.found.certain and carried.there is None,
        place=0,
        places=() if spot is None else (spot, *carried.found.others),
    )


def _quoted(text: str, fragments: Fragments) -> Quoted:
    start, end = fragments[0][0], fragments[-1][1]
    quote = " … ".join(text[first:last] for first, last in fragments)
    return Quoted(
        _line(text[max(0, start - _CONTEXT) : start]),
        _line(quote),
        _line(text[end : end + _CONTEXT]),
    )


def _line(words: str) -> str:
    """Put words on one line; a blank at their edges stays, since it parts them from the span."""
    said = " ".join(words.split())
    return f"{' ' if words[:1].isspace() else ''}{said}{' ' if words[-1:].isspace() else ''}"
