"""The annotations of the open article at the right, in sync with the text both ways."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.desk import Desk
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    label_colours,
    look,
    metrics,
    paint_ground,
    paint_mark,
    paint_text,
    sans,
    tint,
)
from annotator.ui.models.annotation_list import (
    AnnotationListModel,
    AnnotationRow,
    HeadRow,
    Order,
    Role,
)
from annotator.ui.soon import Soon
from annotator.ui.widgets.drop_button import DropButton
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase, paint_quote
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

_QUOTE_AT = 30
_BELOW = metrics.SPACE_INSIDE
"""Pixels between the last row and what is below."""
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ORDERS: tuple[tuple[Order, str], ...] = (
    ("position", "By position"),
    ("label", "By label"),
    ("annotator", "By annotator"),
    ("state", "By state"),
)


class AnnotationList(QWidget):
    """Shows the annotations and selects one, or several.

    Signals:
        chosen(): one was chosen; what is done with it is done in the text.
        removal_wanted(): remove what is selected.
        label_wanted(digit): put the label of a digit on what is selected.
    """

    chosen = Signal()
    removal_wanted = Signal()
    label_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model = AnnotationListModel(desk, self)
        self.view = RowView(tr("Annotations"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(AnnotationDelegate(desk, self.view))
        self.view.setSelectionMode(RowView.SelectionMode.ExtendedSelection)
        self.view.installEventFilter(self)
        self._showing = False
        """Whether the rows follow the desk just now, not the desk the rows."""
        self._count = Text(px=metrics.TEXT_CAPTION, role="muted")
        self.order_button = DropButton(tr("By position"), px=metrics.TEXT_SMALL, role="muted")
        self.order_button.clicked.connect(self._on_order)
        self._empty = EmptyState(tr("Nothing tagged yet"), labels=())
        self._hidden = EmptyState(
            tr("All annotations are hidden"),
            icon="filter",
            action=tr("Show everything"),
            keys="Shift F",
        )
        self._hidden.acted.connect(desk.show_everything)
        self._lay_out()
        self.view.clicked.connect(self._on_clicked)
        self.view.activated.connect(self._on_chosen)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self._following = Soon(self.show_selected, self)
        desk.active_changed.connect(lambda *_: self._following.start())
        desk.selected_changed.connect(self._following.start)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self._on_rows)
        desk.labels_changed.connect(self._on_rows)
        self._on_rows()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        set_margins(head, metrics.SPACE_EDGE, 10, metrics.SPACE, 2, within=self)
        self._head = head
        head.setSpacing(metrics.SPACE)
        head.addWidget(Text(tr("Annotations"), weight=STRONG))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.order_button)
        rows = QWidget()
        self._stack = QStackedLayout(rows)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._hidden)
        column = QVBoxLayout(self)
        set_margins(column, 1, 0, 0, _BELOW, within=self)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rows, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        paint_ground(self, look().base)

    def height_of(self, rows: int) -> int:
        """Give the height in pixels at which so many rows are seen."""
        return self._head.sizeHint().height() + rows * metrics.CONTROL + _BELOW

    def whole_rows(self, height: int) -> int:
        """Give the greatest height, up to this one, that ends with a whole row."""
        rows = max(0, height - self.height_of(0)) // metrics.CONTROL
        return min(height, self.height_of(rows))

    def show_selected(self) -> None:
        """Select the rows of the selected annotations; scroll as little as shows the active one."""
        row = self.model.row_of(self._desk.scene.active)
        index = self.model.index(row) if row >= 0 else QModelIndex()
        flag = QItemSelectionModel.SelectionFlag
        self._showing = True
        selection = self.view.selectionModel()
        if len(self._desk.selected) < 2:
            selection.setCurrentIndex(index, flag.ClearAndSelect)
        else:
            selection.setCurrentIndex(index, flag.NoUpdate)
            selection.select(self._rows_of(self._desk.selected), flag.ClearAndSelect)
        self._showing = False
        if index.isValid():
            self.view.scrollTo(index)

    def set_order(self, order: Order) -> None:
        """Group the rows in another way."""
        self.model.set_order(order)
        self.order_button.setText(tr(dict(_ORDERS)[order]))
        self.order_button.updateGeometry()

    def _on_order(self) -> None:
        menu = Menu(tr("Order of the annotations"), self)
        for order, words in _ORDERS:
            row = menu.add_row(tr(words))
            row.setCheckable(True)
            row.setChecked(order == self.model.order)
            row.triggered.connect(lambda _=False, chosen=order: self.set_order(chosen))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.order_button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remove, label or let go of what is selected; a list would swallow these keys."""
        if (
            watched is self.view
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.modifiers() in _PLAIN
        ):
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removal_wanted.emit()
                return True
            if "1" <= event.text() <= "9":
                self.label_wanted.emit(event.text())
                return True
            if event.key() == Qt.Key.Key_Escape and self._desk.selected:
                self._desk.set_active(None)
                return True
        return super().eventFilter(watched, event)

    def _rows_of(self, entities: Sequence[bytes]) -> QItemSelection:
        """Give the rows of annotations as few ranges."""
        found = QItemSelection()
        model = self.model
        for first, last in model.ranges_of(entities):
            found.append(QItemSelectionRange(model.index(first), model.index(last)))
        return found

    def _on_selected(self) -> None:
        """Have the desk select what was selected here by mouse or keys."""
        # When a selected row goes, Qt selects something else by itself.
        if self._showing or self.model.following:
            return
        selection = self.view.selectionModel().selection()
        parts = (selection.at(index) for index in range(selection.count()))
        marks = self.model.marks_between((part.top(), part.bottom()) for part in parts)
        current = self.model.mark_at(self.view.currentIndex().row())
        active = None if current is None else current.entity
        # One reads along in the text; several are looked for in the list.
        self._desk.select([mark.entity for mark in marks], active, reveal=len(marks) == 1)

    def _on_clicked(self, index: QModelIndex) -> None:
        held = QApplication.keyboardModifiers()
        if not held & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            self._on_chosen(index)

    def _on_chosen(self, index: QModelIndex) -> None:
        mark = self.model.mark_at(index.row())
        if mark is not None:
            self._desk.set_active(mark.entity, reveal=True)
            self.chosen.emit()

    def _on_rows(self) -> None:
        count = self.model.count()
        # A long article's are counted once all of them were read.
        marks = self._desk.scene.marks
        total = len(marks.known)
        some = self._desk.filter.is_on and count < total
        words = tr("{n} of {all}", n=f"{count:,}", all=f"{total:,}") if some else f"{count:,}"
        self._count.setText(words if total else "")
        if count:
            self._stack.setCurrentWidget(self.view)
        elif total:
            self._hidden.set_words(
                tr("All annotations are hidden"), tr("There are {n} in this article.", n=total)
            )
            self._stack.setCurrentWidget(self._hidden)
        else:
            self._empty.set_words(tr("Nothing tagged yet"), self._advice())
            self._stack.setCurrentWidget(self._empty)
        self._following.start()

    def _advice(self) -> str:
        if self._desk.article is None:
            return tr("What is tagged in an open article is listed here.")
        return tr("Select words and press a label’s digit.")


class AnnotationDelegate(RowDelegateBase):
    """Paints an annotation: mark in the label's pattern, quote, what follows, paragraph."""

    mirrors = True

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self._desk = desk

    def selected_fill(self, index: Index) -> QColor:
        """Take the label's colour."""
        row = index.data(Role.ROW)
        if not isinstance(row, AnnotationRow):
            return super().selected_fill(index)
        style = self._desk.scene.look_of(row.mark.label)
        return tint(label_colours(style.colour).line, look().row)

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one annotation, or the head of a group."""
        del option
        row = index.data(Role.ROW)
        theme, small = look(), sans(metrics.TEXT_CAPTION)
        inner = rect.adjusted(metrics.SPACE_EDGE, 0, -metrics.SPACE_EDGE, 0)
        side = ReadingSide.of(rect, self._view)
        if isinstance(row, HeadRow):
            bold = sans(metrics.TEXT_CAPTION, STRONG)
            paint_text(painter, inner, row.text, bold, theme.muted, side.leading)
            number = f"{row.size:,}"
            paint_text(painter, inner, number, small, theme.muted, side.trailing)
            return
        assert isinstance(row, AnnotationRow)
        style = self._desk.scene.look_of(row.mark.label)
        y = rect.center().y() - metrics.MARK_HEIGHT / 2
        colour = theme.danger if row.mark.flawed else label_colours(style.colour).line
        mark = side.place(QRectF(inner.x(), y, metrics.MARK_WIDTH, metrics.MARK_HEIGHT))
        paint_mark(painter, mark.x(), y, colour, style.pattern)
        who = row.place if row.own else f"{row.mark.annotator} · {row.place}"
        taken = paint_text(painter, inner, who, small, theme.muted, side.trailing)
        words = QRectF(rect.x() + _QUOTE_AT, rect.y(), 0, rect.height())
        words.setRight(inner.right() - taken - metrics.SPACE)
        place = side.place(words)
        paint_quote(painter, place, row.quote, row.context, strong=row.own, align=side.leading)
