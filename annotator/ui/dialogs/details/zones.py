"""The sheet with the paragraphs of an article and the role of each, to be set by hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QStyleOptionViewItem, QWidget

from annotator.model.article import Article
from annotator.text.zone import Role
from annotator.text.zones_by_hand import ParagraphRoles
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import REGULAR, STRONG, look, metrics, paint_text, sans
from annotator.ui.models.article_title import shown_title
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text
from annotator.ui.zone_names import ROLES, role_name

Index = QModelIndex | QPersistentModelIndex

_WIDTH = 720
_ROLE_WIDTH = 104
_ROUND = 360
_SHOWN = 160
_COLUMNS = 4
_NO_PARENT = QModelIndex()


class _Data(IntEnum):
    ROLE = Qt.ItemDataRole.UserRole + 1
    HAND = Qt.ItemDataRole.UserRole + 2


class ZoneModel(QAbstractListModel):
    """The paragraphs that hold something, each with its role."""

    def __init__(self, text: str, given: ParagraphRoles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._spans, self.roles, self._found = given.spans, list(given.roles), given.found
        self._rows = [at for at, (start, end) in enumerate(self._spans) if start < end]

    def row_at(self, position: int) -> int:
        """Give the row of the paragraph at a code point."""
        return max(0, bisect_right(self._rows, position, key=lambda at: self._spans[at][0]) - 1)

    def set_role(self, rows: Sequence[int], role: Role) -> None:
        """Give rows a role."""
        for row in rows:
            self.roles[self._rows[row]] = role
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def take_found(self) -> None:
        """Give every paragraph the role that the program finds."""
        for at in self._rows:
            self.roles[at] = self._found[at]
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def is_found(self) -> bool:
        """Tell whether all roles are as the program finds them."""
        return self.roles == self._found

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Count the paragraphs."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a paragraph's beginning, its role, and whether it is another than is found."""
        if not index.isValid():
            return None
        at = self._rows[index.row()]
        start, end = self._spans[at]
        words = " ".join(self._text[start : min(end, start + _SHOWN)].split())
        name = role_name(self.roles[at] or "body")
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name} — {words}"
        if role == _Data.ROLE:
            return name
        if role == _Data.HAND:
            return self.roles[at] != self._found[at]
        return None


class ZonesSheet(Sheet):
    """Shows the paragraphs; a digit gives those that are selected a role.

    Signals:
        decided(roles): the role of every paragraph, or None for those that the program finds.
    """

    decided = Signal(object)

    def __init__(
        self, window: QWidget, article: Article, given: ParagraphRoles, place: tuple[int, int]
    ) -> None:
        self.model = ZoneModel(article.text, given)
        self.list = RowView(tr("Paragraphs"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setModel(self.model)
        self.model.setParent(self.list)
        self.list.installEventFilter(self._keys(window))
        row = metrics.CONTROL
        room = max(3, (window.height() - _ROUND) // row)
        self.list.setFixedHeight(max(1, min(self.model.rowCount(), room)) * row)
        self.reset = PushButton(tr("As found"))
        self.reset.clicked.connect(self._on_reset)
        advice = Text(
            tr(
                "Select paragraphs with Shift and press a digit. What is boilerplate is folded and "
                "not counted; annotations stay where they are."
            ),
            role="muted",
            lines=3,
        )
        super().__init__(
            window,
            tr("Zones of “{title}”", title=shown_title(article.title)),
            column_of([advice, self.list, self._roles()]),
            answer=tr("Save"),
            refusal=tr("Cancel"),
            width=_WIDTH,
        )
        self._before = list(self.model.roles)
        first, last = (self.model.index(self.model.row_at(at)) for at in (place[0], max(place)))
        selection = self.list.selectionModel()
        selection.select(QItemSelection(first, last), selection.SelectionFlag.ClearAndSelect)
        selection.setCurrentIndex(first, selection.SelectionFlag.NoUpdate)
        self.accepted.connect(self._on_accepted)
        self._weigh()

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the paragraphs have the focus."""
        super().open(focus or self.list)
        self.list.scrollTo(self.list.currentIndex())

    def give(self, role: Role) -> None:
        """Give the selected paragraphs a role."""
        self.model.set_role(self.list.selected_rows(), role)
        self._weigh()

    def _keys(self, parent: QObject) -> QObject:
        self._filter = _Digits(self, parent)
        return self._filter

    def _roles(self) -> QWidget:
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(metrics.SPACE)
        for number, role in enumerate(ROLES):
            button = PushButton(role_name(role))
            button.set_face(role_name(role), str(number + 1))
            button.clicked.connect(lambda _=False, to=role: self.give(to))
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        grid.addWidget(self.reset, len(ROLES) // _COLUMNS, len(ROLES) % _COLUMNS)
        return line

    def _on_reset(self) -> None:
        self.model.take_found()
        self._weigh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _weigh(self) -> None:
        self.reset.setEnabled(not self.model.is_found())
        self.answer.setEnabled(self.model.roles != self._before)

    def _on_accepted(self) -> None:
        self._filter.deleteLater()
        self.decided.emit(None if self.model.is_found() else self.model.roles)


class _Digits(QObject):
    """Takes digits on the list."""

    def __init__(self, sheet: ZonesSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give a role by its digit."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            if text in "1234567" and text and not event.modifiers():
                self._sheet.give(ROLES[int(text) - 1])
                return True
        return super().eventFilter(watched, event)


class _Delegate(RowDelegateBase):
    mirrors = True
    raised = flush = True

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a role and the beginning of the paragraph; by hand is said by a dot as well."""
        side = ReadingSide.of(rect, option.widget)
        theme = look()
        name, hand = index.data(_Data.ROLE), index.data(_Data.HAND)
        place = rect.adjusted(20, 0, -20, 0)
        role = QRectF(place.x(), place.y(), _ROLE_WIDTH - 8, place.height())
        words = f"{name} •" if hand else name
        ink = theme.text if hand else theme.muted
        paint_text(
            painter,
            side.place(role),
            words,
            sans(metrics.TEXT_SMALL, STRONG if hand else REGULAR),
            ink,
            side.leading,
        )
        place.adjust(_ROLE_WIDTH, 0, 0, 0)
        furniture = name == role_name("boilerplate")
        colour = theme.muted if furniture else theme.text
        paint_text(painter, side.place(place), index.data(), sans(), colour, side.leading)
