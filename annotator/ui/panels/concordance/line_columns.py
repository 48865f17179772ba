"""Where the columns of a concordance stand: shared by its head, its filters and its rows."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, QRectF, Signal

from annotator.model.search import SortKey

Column = Literal["left", "hit", "label", "title", "outlet", "date"]
TICK_AT = 16
"""Pixels from the edge to the tick boxes."""
_BEGIN = 44
_GAP = 12
_END = 16
_HIDE_OUTLET = 1100
_HIDE_DATE = 820
_LEAST = 60
_LEAST_CONTEXT = 120
_USUAL: dict[Column, int] = {"label": 132, "title": 208, "outlet": 112, "date": 72}
_NARROW: dict[Column, int] = {"label": 104, "title": 136, "outlet": 96, "date": 56}
"""Where there is no room for more."""


class ColumnHead(NamedTuple):
    """A column, what it is called, and what its lines are sorted by, one after the other."""

    column: Column
    name: str
    sorts: tuple[SortKey, ...]


HEADS = (
    ColumnHead("left", "Before", ("left1", "left2", "left3")),
    ColumnHead("hit", "Hit and after", ("hit", "right1", "right2", "right3")),
    ColumnHead("label", "Label", ("label",)),
    ColumnHead("title", "Article", ("article", "title")),
    ColumnHead("outlet", "Outlet", ("outlet",)),
    ColumnHead("date", "Date", ("date",)),
)


class LineColumns(QObject):
    """Widths in pixels; what is left after the small columns is shared by the text.

    Signals:
        changed(): the columns stand elsewhere.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, labels: bool = True) -> None:
        super().__init__(parent)
        self._labels = labels
        self._widths = dict(_USUAL)
        self._share = 0.47
        """How much of the text's room is before the hit."""
        self._against = False

    @property
    def against(self) -> bool:
        """Whether most lines run against the window: what is before the hit stands behind it."""
        return self._against

    def set_against(self, *, against: bool) -> None:
        """Say whether most lines run against the window."""
        if against != self._against:
            self._against = against
            self.changed.emit()

    def boxes(self, width: float, height: float) -> dict[Column, QRectF]:
        """Give the places of the columns that there is room for, from left to right.

        Where lines run against the window the hit and what is before it have changed places.
        """
        small = [one for one in _USUAL if self._is_shown(one, width)]
        right = width - _END
        found: dict[Column, QRectF] = {}
        for one in reversed(small):
            used = self._widths[one]
            if width < _HIDE_OUTLET:
                used = min(used, _NARROW[one])
            found[one] = QRectF(right - used, 0, used, height)
            right -= used + _GAP
        room = max(2 * _LEAST_CONTEXT, right - _BEGIN - _GAP)
        before = round(room * self._share)
        after = room - before
        first, second = (after, before) if self._against else (before, after)
        left = QRectF(_BEGIN, 0, first, height)
        hit = QRectF(left.right() + 8, 0, second, height)
        if self._against:
            left, hit = hit, left
        return {"left": left, "hit": hit, **{one: found[one] for one in small}}

    def move_edge(self, column: Column, by: float, width: float) -> None:
        """Drag the edge before a column by some pixels."""
        boxes = self.boxes(width, 0)
        if column == "hit":
            room = boxes["left"].width() + boxes["hit"].width()
            by = -by if self._against else by
            before = min(max(boxes["left"].width() + by, _LEAST_CONTEXT), room - _LEAST_CONTEXT)
            self._share = before / room
        elif column in self._widths:
            text = boxes["left"].width() + boxes["hit"].width() - 2 * _LEAST_CONTEXT
            wanted = self._widths[column] - by * _USUAL[column] / _USUAL[column]
            self._widths[column] = round(
                min(max(_LEAST, wanted), self._widths[column] + max(0, text))
            )
        self.changed.emit()

    def _is_shown(self, column: Column, width: float) -> bool:
        if column == "label":
            return self._labels
        if column == "outlet":
            return width >= _HIDE_OUTLET
        return column != "date" or width >= _HIDE_DATE
