"""The sheet that tells what an import took in, what it left out and why; it can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from annotator.ui.dialogs.importing.report_rows import Kind, ReportRow, gathered
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_icon,
    paint_text,
    sans,
    wrapped,
)
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.text import Text

_WIDTH = 720
_ROW = 56
_MOST_ROWS = 8
_ABOVE_AND_BELOW = 280
"""Pixels of the window that are not for rows."""
_LINES = 2
_LINE = 16
_ICONS: dict[Kind, tuple[str, str]] = {
    "left": ("ban", "warn"),
    "taken": ("tick", "ok"),
    "known": ("copy", "muted"),
    "note": ("info", "muted"),
    "label": ("label", "muted"),
}
_PARTS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Left out", ("left",)),
    ("Taken in", ("taken", "known")),
    ("Taken otherwise", ("note", "label")),
)
_ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_INSIDE = Qt.ItemDataRole.UserRole + 2
_INDENT = 28
_NO_PARENT = QModelIndex()


class ReportSheet(Sheet):
    """Lists what an import did, a part at a time; its button copies all of it."""

    def __init__(self, window: QWidget, rows: Sequence[ReportRow], said: str) -> None:
        parts = [(tr(words), [row for row in rows if row.kind in kinds]) for words, kinds in _PARTS]
        self._parts = [part for part in parts if part[1]]
        self.model = _Model()
        self.list = _List(self.model)
        height = _ROW
        room = max(2, (window.height() - _ABOVE_AND_BELOW) // height)
        most = max((len(found) for _, found in self._parts), default=1)
        self.list.setFixedHeight(max(1, min(most, _MOST_ROWS, room)) * height)
        self.switch = Segmented(
            [Segment(words, f"{len(found):,}") for words, found in self._parts] or [""],
            tr("Which part"),
        )
        self.switch.picked.connect(self._show)
        sentence = Text(said, px=metrics.TEXT_SMALL, role="muted", lines=2)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        body = column_of([sentence, line, self.list], metrics.SPACE_GROUPS)
        super().__init__(
            window, tr("What was taken in"), body, answer=tr("Copy"), refusal=tr("Close"),
            width=_WIDTH,
        )  # fmt: skip
        # Not before it has its place: a widget without a parent would be a window.
        line.setVisible(len(self._parts) > 1)
        self.accepted.connect(self._copy)
        self._show(0)

    def _show(self, part: int) -> None:
        self.model.show(gathered(self._parts[part][1]) if self._parts else [])
        self.list.scrollToTop()
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _copy(self) -> None:
        lines: list[str] = []
        for words, found in self._parts:
            lines += [words, *(f"  {row.line}" for row in found)]
        QGuiApplication.clipboard().setText("\n".join(lines))


class _Model(QAbstractListModel):
    """The rows of one part; those that stand for many are shown with these or without."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ReportRow] = []
        self._inside: list[bool] = []
        """Whether each row is one of many, below the row that stands for these."""

    def show(self, rows: Sequence[ReportRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self._inside = [False] * len(rows)
        self.endResetModel()

    def is_open(self, number: int) -> bool:
        """Tell whether the rows that a row stands for are shown."""
        return (
            number + 1 < len(self._rows) and not self._inside[number] and self._inside[number + 1]
        )

    def fold(self, number: int, *, is_open: bool) -> None:
        """Show the rows that a row stands for, or leave them out again."""
        within = self._rows[number].within if 0 <= number < len(self._rows) else ()
        if not within or is_open == self.is_open(number):
            return
        first, last = number + 1, number + len(within)
        if is_open:
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows[first:first] = within
            self._inside[first:first] = [True] * len(within)
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1], self._inside[first : last + 1]
            self.endRemoveRows()
        index = self.index(number, 0)
        self.dataChanged.emit(index, index)

    def head_of(self, number: int) -> int:
        """Give the number of the row that stands for a row, or its own."""
        while number > 0 and self._inside[number]:
            number -= 1
        return number

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == _INSIDE:
            return self._inside[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and row.within:
            state = tr("open") if self.is_open(index.row()) else tr("folded")
            return f"{row.line} ({state})"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.line
        return row if role == _ROW_ROLE else None


class _List(RowView):
    """The rows; Enter, Space and the arrows fold, as a click does."""

    def __init__(self, model: _Model) -> None:
        super().__init__(tr("What the import did"))
        self._rows = model
        self.setItemDelegate(_Delegate(self))
        model.setParent(self)
        self.setModel(model)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that fold."""
        here, key = self.currentIndex().row(), Qt.Key(event.key())
        aside = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}
        if self.isRightToLeft():
            aside = {one: not opens for one, opens in aside.items()}
        turns = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or here < 0:
            super().keyPressEvent(event)
        elif key in turns:
            self._rows.fold(here, is_open=not self._rows.is_open(here))
        elif key in aside:
            head = here if aside[key] else self._rows.head_of(here)
            self.setCurrentIndex(self._rows.index(head, 0))
            self._rows.fold(head, is_open=aside[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fold at a click."""
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._rows.fold(row, is_open=not self._rows.is_open(row))


class _Delegate(RowDelegateBase):
    """The icon of what became of it, its name, and up to two lines of what is said of it."""

    mirrors = True
    row_height = _ROW
    raised = flush = True

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a row."""
        row: ReportRow = index.data(_ROW_ROLE)
        theme = look()
        name, role = _ICONS[row.kind]
        place = rect.adjusted(16 + (_INDENT if index.data(_INSIDE) else 0), 0, -20, 0)
        side = metrics.ICON
        icon = QRectF(place.left(), place.center().y() - side / 2, side, side)
        view = self.parent()
        assert isinstance(view, RowView)
        reading = ReadingSide.of(rect, view)
        paint_icon(painter, name, reading.place(icon), theme.colour(role))
        words = QRectF(place)
        words.setLeft(icon.right() + 12)
        if row.within:
            words.setRight(place.right() - side - 12)
            model = index.model()
            arrow = "up" if isinstance(model, _Model) and model.is_open(index.row()) else "down"
            corner = QRectF(place.right() - side, icon.top(), side, side)
            paint_icon(painter, arrow, reading.place(corner), theme.muted)
        font, line = sans(metrics.TEXT_SMALL), _LINE
        said = wrapped(row.words, font, words.width(), _LINES).lines
        head = 20 if row.name else 0
        top = place.center().y() - (head + line * len(said)) / 2
        if row.name:
            box = QRectF(words.left(), top, words.width(), head)
            strong = sans(metrics.TEXT_BODY, STRONG)
            paint_text(painter, reading.place(box), row.name, strong, theme.text, reading.leading)
        # On the ground of the selected row the paler colour could not be read.
        colour = theme.text if self.row_state(option, index).selected else theme.muted
        for number, part in enumerate(said):
            box = QRectF(words.left(), top + head + number * line, words.width(), line)
            paint_text(painter, reading.place(box), part, font, colour, reading.leading)
