"""The head of the lines: what each column is; a press sorts, an edge is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.model.search import SortKey
from annotator.ui.i18n import tr
from annotator.ui.look import (
    LEFT,
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_icon,
    paint_line,
    paint_text,
    sans,
    smooth_painter,
)
from annotator.ui.panels.concordance.line_columns import HEADS, Column, ColumnHead, LineColumns

_HEIGHT = 28
_NEAR_EDGE = 5
SORT_NAMES: dict[SortKey, str] = {
    "article": "as they came",
    "title": "title",
    "outlet": "outlet",
    "date": "date",
    "label": "label",
    "hit": "hit",
    "left1": "1st word before",
    "left2": "2nd word before",
    "left3": "3rd word before",
    "right1": "1st word after",
    "right2": "2nd word after",
    "right3": "3rd word after",
}
"""What orders are called."""


class LineHead(QWidget):
    """Names the columns; the one that lines are sorted by says how.

    Signals:
        sort_wanted(sort, backwards): sort the lines otherwise.
    """

    sort_wanted = Signal(str, bool)

    def __init__(self, columns: LineColumns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._sort: SortKey = "article"
        self._backwards = False
        self._dragged: Column | None = None
        self._dragged_from = 0.0
        self.setFixedHeight(_HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Columns"))
        columns.changed.connect(self.update)

    def show_sort(self, sort: SortKey, *, backwards: bool) -> None:
        """Say what the lines are sorted by."""
        self._sort, self._backwards = sort, backwards
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names."""
        del event
        theme = look()
        painter = smooth_painter(self)
        painter.fillRect(self.rect(), theme.win)
        paint_line(painter, 0, self.height() - 1, self.width(), theme.line)
        for head in HEADS:
            box = self._box(head.column)
            if box is None:
                continue
            sorted_by = self._sort in head.sorts
            words = tr(head.name)
            if sorted_by and len(head.sorts) > 1:
                words = f"{words}: {tr(SORT_NAMES[self._sort])}"
            font = sans(metrics.TEXT_CAPTION, STRONG)
            colour = theme.text if sorted_by else theme.muted
            ends = self._ends(head.column)
            place = box
            if sorted_by:
                room = metrics.ICON_SMALL
                place = box.adjusted(0, 0, -room, 0) if ends else box.adjusted(room, 0, 0, 0)
                x = box.right() - room + 2 if ends else box.x() - 2
                icon = QRectF(x, box.center().y() - room / 2, room, room)
                paint_icon(painter, "up" if self._backwards else "down", icon, theme.accent)
            align = (RIGHT if ends else LEFT) | Qt.AlignmentFlag.AlignAbsolute
            paint_text(painter, place, words, font, colour, align)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag an edge, or sort by a column."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        edge = self._edge_at(event.position().toPoint())
        if edge is not None:
            self._dragged, self._dragged_from = edge, event.position().x()
            return
        for head in HEADS:
            box = self._box(head.column)
            if box is not None and box.contains(event.position()):
                self.sort_wanted.emit(*self._next(head))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge."""
        here = event.position()
        if self._dragged is None:
            at_edge = self._edge_at(here.toPoint()) is not None
            self.setCursor(
                Qt.CursorShape.SplitHCursor if at_edge else Qt.CursorShape.PointingHandCursor
            )
            return
        by = here.x() - self._dragged_from
        self._dragged_from = here.x()
        self._columns.move_edge(self._dragged, -by if self._is_mirrored() else by, self.width())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the edge go."""
        del event
        self._dragged = None

    def _next(self, head: ColumnHead) -> tuple[SortKey, bool]:
        """Give what a press on a column's name sorts by: its orders in turn, then backwards."""
        sorts = head.sorts
        if self._sort not in sorts:
            return sorts[0], False
        if len(sorts) == 1:
            return sorts[0], not self._backwards
        return sorts[(sorts.index(self._sort) + 1) % len(sorts)], False

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _ends(self, column: Column) -> bool:
        """Tell whether a column's name stands at its right: names of contexts stand at the hit."""
        mirrored = self._is_mirrored()
        if column in ("left", "hit"):
            in_order = mirrored is self._columns.against
            return in_order if column == "left" else not in_order
        return mirrored

    def _box(self, column: Column) -> QRectF | None:
        box = self._columns.boxes(self.width(), self.height()).get(column)
        if box is not None and self._is_mirrored():
            box.moveLeft(self.width() - box.right())
        return box

    def _edge_at(self, place: QPoint) -> Column | None:
        for head in HEADS[1:]:
            box = self._box(head.column)
            if box is None:
                continue
            x = box.right() + 6 if self._ends(head.column) else box.x() - 6
            if QRect(round(x) - _NEAR_EDGE, 0, 2 * _NEAR_EDGE, self.height()).contains(place):
                return head.column
        return None
