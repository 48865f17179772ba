"""The sheet that tells what an import took in, what it left out and why; it can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from annotator.ui.dialogs.importing.report_rows import Kind, ReportRow
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_icon,
    paint_text,
    sans,
    scaled,
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
_NO_PARENT = QModelIndex()


class ReportSheet(Sheet):
    """Lists what an import did, a part at a time; its button copies all of it."""

    def __init__(self, window: QWidget, rows: Sequence[ReportRow], said: str) -> None:
        parts = [(tr(words), [row for row in rows if row.kind in kinds]) for words, kinds in _PARTS]
        self._parts = [part for part in parts if part[1]]
        self.model = _Model()
        self.list = RowView(tr("What the import did"))
        self.list.setItemDelegate(_Delegate(self.list))
        self.model.setParent(self.list)
        self.list.setModel(self.model)
        height = scaled(_ROW)
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
        self.model.show(self._parts[part][1] if self._parts else [])
        self.list.scrollToTop()
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _copy(self) -> None:
        lines: list[str] = []
        for words, found in self._parts:
            lines += [words, *(f"  {row.line}" for row in found)]
        QGuiApplication.clipboard().setText("\n".join(lines))


class _Model(QAbstractListModel):
    """The rows of one part."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ReportRow] = ()

    def show(self, rows: Sequence[ReportRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.line
        return row if role == _ROW_ROLE else None


class _Delegate(RowDelegateBase):
    """The icon of what became of it, its name, and up to two lines of what is said of it."""

    mirrors = True
    row_height = _ROW
    raised = True

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a row."""
        row: ReportRow = index.data(_ROW_ROLE)
        theme = look()
        name, role = _ICONS[row.kind]
        place = rect.adjusted(16, 0, -16, 0)
        side = metrics.ICON
        icon = QRectF(place.left(), place.center().y() - side / 2, side, side)
        view = self.parent()
        assert isinstance(view, RowView)
        reading = ReadingSide(rect, mirrored=view.isRightToLeft())
        paint_icon(painter, name, reading.of(icon), theme.colour(role))
        words = QRectF(place)
        words.setLeft(icon.right() + 12)
        font, line = sans(metrics.TEXT_SMALL), scaled(_LINE)
        said = wrapped(row.words, font, words.width(), _LINES).lines
        head = scaled(20) if row.name else 0
        top = place.center().y() - (head + line * len(said)) / 2
        if row.name:
            box = QRectF(words.left(), top, words.width(), head)
            strong = sans(metrics.TEXT_BODY, STRONG)
            paint_text(painter, reading.of(box), row.name, strong, theme.text, reading.leading)
        # On the ground of the selected row the paler colour could not be read.
        colour = theme.text if self.row_state(option, index).selected else theme.muted
        for number, part in enumerate(said):
            box = QRectF(words.left(), top + head + number * line, words.width(), line)
            paint_text(painter, reading.of(box), part, font, colour, reading.leading)
