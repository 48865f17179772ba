"""The attributes of a label as a table: name, kind, values, whether it is required."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.app.scheming.differing import KIND_NAMES
from annotator.model.attributes import Attribute, ChoiceAttribute
from annotator.model.scheme import Label, Scheme
from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    LEFT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_line,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.models.row_list import ROW, KeyedRowList
from annotator.ui.panels.scheme.values import values_of
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import paint_tick_box

_GRIP = 36
_TICK = 80
_MORE = 36
_CHIP_PADDING = 6
_CHIP_GAP = 4
_NAME_SHARE, _KIND_SHARE = 0.27, 0.2


class AttributeTable(QWidget):
    """Shows the attributes of a label, and asks for changes.

    Signals:
        edit_wanted(key): change an attribute; “” adds one.
        required_wanted(key, required): ask for a value always, or not.
        moved(key, steps): move it up or down.
        removal_wanted(key): take it out.
    """

    edit_wanted = Signal(str)
    required_wanted = Signal(str, bool)
    moved = Signal(str, int)
    removal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.uses = Text(px=metrics.TEXT_CAPTION, role="muted", align=Qt.AlignmentFlag.AlignRight)
        self.model: KeyedRowList[Attribute] = KeyedRowList(_said)
        self.view = _View(self.model)
        self.view.edit_wanted.connect(self.edit_wanted)
        self.view.required_wanted.connect(self.required_wanted)
        self.view.moved.connect(self.moved)
        self.view.removal_wanted.connect(self.removal_wanted)
        self.view.menu_wanted.connect(self._open_menu)
        self.add = PushButton(tr("Add an attribute"), "link", icon="plus")
        self.add.clicked.connect(lambda: self.edit_wanted.emit(""))
        head = QHBoxLayout()
        head.addWidget(Text(tr("Attributes"), px=metrics.TEXT_SMALL, weight=STRONG))
        head.addWidget(self.uses, 1)
        self._card = _Card(self.view)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addLayout(head)
        column.addWidget(self._card)
        column.addLayout(below)

    def show_label(self, label: Label, scheme: Scheme, uses: int, *, locked: bool) -> None:
        """Show the attributes of a label that has so many annotations."""
        self.view.locked = locked
        self.view.names = {one.key: one.name for one in scheme.labels}
        self.model.show_rows(label.attributes)
        self.view.fit()
        self._card.setVisible(bool(label.attributes))
        self.add.setVisible(not locked)
        self.uses.setText(
            tr("one annotation of it") if uses == 1 else tr("{n} annotations of it", n=f"{uses:,}")
        )

    def select(self, key: str) -> None:
        """Select a row."""
        row = self.model.row_of(key)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))

    def _open_menu(self, key: str, place: QPoint) -> None:
        attribute = next(one for one in self.model.rows if one.key == key)
        menu = Menu(attribute.name, self)
        if not self.view.locked:
            for words, icon, keys, act in (
                (tr("Change…"), "pencil", "Enter", lambda: self.edit_wanted.emit(key)),
                (tr("Move up"), "up", "Alt ↑", lambda: self.moved.emit(key, -1)),
                (tr("Move down"), "down", "Alt ↓", lambda: self.moved.emit(key, 1)),
            ):
                menu.add_row(words, icon=icon, keys=keys).triggered.connect(act)
            menu.addSeparator()
            row = menu.add_row(tr("Take out"), icon="trash", keys="Del", danger=True)
            row.triggered.connect(lambda: self.removal_wanted.emit(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(place)


def _said(one: Attribute) -> str:
    must = tr("required") if one.required else tr("not required")
    return f"{one.name}, {tr(KIND_NAMES[one.kind])}, {must}"


class _View(RowView):
    """The rows; Enter changes one, Space requires it, Del takes it out, Alt+↑↓ moves it."""

    edit_wanted = Signal(str)
    required_wanted = Signal(str, bool)
    moved = Signal(str, int)
    removal_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, model: KeyedRowList[Attribute]) -> None:
        super().__init__(tr("Attributes"))
        self.locked = False
        self.names: dict[str, str] = {}
        self._table = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.doubleClicked.connect(self._on_double)

    def fit(self) -> None:
        self.setFixedHeight(max(1, self._table.rowCount()) * metrics.TALL_ROW)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if (alt and event.key() in _STEPS) or event.key() == Qt.Key.Key_Delete:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        one = self.currentIndex().data(ROW)
        if one is None or self.locked:
            super().keyPressEvent(event)
        elif held == Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.moved.emit(one.key, _STEPS[key])
        elif held:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit(one.key)
        elif key == Qt.Key.Key_Space:
            self.required_wanted.emit(one.key, not one.required)
        elif key == Qt.Key.Key_Delete:
            self.removal_wanted.emit(one.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        one = self.indexAt(place).data(ROW)
        if one is None or self.locked:
            return
        x = place.x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        if x > self.width() - _MORE:
            self.menu_wanted.emit(one.key, self.viewport().mapToGlobal(place))
        elif x > self.width() - _MORE - _TICK:
            self.required_wanted.emit(one.key, not one.required)

    def _on_double(self, index: QModelIndex) -> None:
        one = index.data(ROW)
        if one is not None and not self.locked:
            self.edit_wanted.emit(one.key)


_STEPS = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}


class _Delegate(RowDelegateBase):
    """A row of the table."""

    row_height = metrics.TALL_ROW
    inset = 1
    radius = 0

    def __init__(self, view: _View) -> None:
        super().__init__(view)
        self._view = view

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint an attribute."""
        one: Attribute = index.data(ROW)
        state = self.row_state(option, index)
        theme = look()
        places = _columns(rect.width())

        def place(name: str) -> QRectF:
            x, width = places[name]
            return QRectF(rect.left() + x, rect.top(), width, rect.height())

        middle = rect.center().y()
        if not self._view.locked:
            grip = place("grip")
            icon = QRectF(grip.center().x() - 8, middle - 8, metrics.ICON, metrics.ICON)
            paint_icon(painter, "grip", icon, theme.faint)
        paint_text(painter, place("name"), one.name, sans(), theme.text)
        kind = tr(KIND_NAMES[one.kind])
        paint_text(painter, place("kind"), kind, sans(), theme.muted)
        self._paint_values(painter, place("values"), one)
        tick = place("tick")
        on = Qt.CheckState.Checked if one.required else Qt.CheckState.Unchecked
        paint_tick_box(
            painter, tick.center().x() - 8, middle - 8, on, enabled=not self._view.locked
        )
        if (state.selected or state.hovered) and not self._view.locked:
            more = place("more")
            icon = QRectF(more.center().x() - 8, middle - 8, metrics.ICON, metrics.ICON)
            paint_icon(painter, "more", icon, theme.muted)
        if index.row():
            paint_line(painter, rect.left(), rect.top(), rect.width(), theme.line)

    def _paint_values(self, painter: QPainter, box: QRectF, one: Attribute) -> None:
        theme = look()
        if not isinstance(one, ChoiceAttribute):
            paint_text(painter, box, values_of(one, self._view.names), sans(), theme.muted)
            return
        font = sans(metrics.TEXT_CAPTION)
        used, height = 0.0, 20
        for number, choice in enumerate(one.choices):
            width = text_width(choice.name, font) + 2 * _CHIP_PADDING
            more = len(one.choices) - number
            room = box.width() - used - (0 if more == 1 else _MORE)
            if width > room:
                words = f"+{more}"
                width = text_width(words, font) + 2 * _CHIP_PADDING
            else:
                words = choice.name
            chip = QRectF(box.left() + used, box.center().y() - height / 2, width, height)
            if words == choice.name:
                paint_box(painter, chip, metrics.RADIUS_CHIP, fill=theme.field, border=theme.line2)
            paint_text(painter, chip, words, font, theme.text, Qt.AlignmentFlag.AlignCenter)
            used += width + _CHIP_GAP
            if words != choice.name:
                break


class _Card(QWidget):
    """The frame with the column heads above the rows."""

    def __init__(self, view: RowView) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 28, 0, 1)
        column.setSpacing(0)
        column.addWidget(view)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = reading_painter(self)
        theme = look()
        rect = QRectF(self.rect())
        head = 28
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.zone, border=theme.line)
        body = rect.adjusted(1, head, -1, -1)
        paint_box(painter, body, metrics.RADIUS_LABEL - 1, fill=theme.base)
        painter.fillRect(QRectF(1, head, rect.width() - 2, 8), theme.base)
        paint_line(painter, 0, head - 1, rect.width(), theme.line)
        font = sans(metrics.TEXT_CAPTION)
        for name, words in (
            ("name", tr("Name")),
            ("kind", tr("Kind")),
            ("values", tr("Values")),
            ("tick", tr("Required")),
        ):
            x, width = _columns(rect.width())[name]
            box = QRectF(x, 0, width, head)
            align = CENTRE if name == "tick" else LEFT
            paint_text(painter, box, words, font, theme.muted, align)
        painter.end()


def _columns(width: float) -> dict[str, tuple[float, float]]:
    """Give where each column begins and how wide it is, in pixels from the leading edge."""
    room = width - _GRIP - _TICK - _MORE
    name, kind = room * _NAME_SHARE, room * _KIND_SHARE
    gap = metrics.SPACE
    return {
        "grip": (0, _GRIP),
        "name": (_GRIP, name - gap),
        "kind": (_GRIP + name, kind - gap),
        "values": (_GRIP + name + kind, room - name - kind - gap),
        "tick": (width - _MORE - _TICK, _TICK),
        "more": (width - _MORE, _MORE),
    }
