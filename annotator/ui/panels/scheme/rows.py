"""Labels and relations as rows at the left of the page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.app.scheming.labels import depth
from annotator.model.scheme import Label, RelationType, Scheme
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    label_colours,
    look,
    metrics,
    paint_icon,
    paint_mark,
    paint_text,
    sans,
    text_width,
    tint,
)
from annotator.ui.models.row_list import ROW, KeyedRowList
from annotator.ui.widgets.key_cap import key_cap_width, paint_key_cap
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView

Thing = Label | RelationType
LABEL_ROW = 52
_GRIP_AT = 8
_MARK_AT = 26
_WORDS_AT = 40
_INDENT = 12
_DEEPEST = 4
_RIGHT_EDGE = 12
_MARK_TALL = 28
_DRAG = 6
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ThingView(RowView):
    """A list whose rows are moved by Alt+↑↓ or dragged, and done things to by keys.

    Signals:
        moved(key, steps): move a thing up or down.
        nested(key, deeper): put a label under the one above, or take it out.
        opened(): go on to the form.
        removal_wanted(key): Del was pressed.
        dropped(key, row): it was dragged to a row.
        chosen(key): it is the selected row now.
    """

    moved = Signal(str, int)
    nested = Signal(str, bool)
    opened = Signal()
    removal_wanted = Signal(str)
    dropped = Signal(str, int)
    chosen = Signal(str)

    def __init__(self, name: str, model: KeyedRowList[Thing], row_height: int) -> None:
        super().__init__(name)
        self.things = model
        model.setParent(self)
        self.setModel(model)
        self._row_pixels = row_height
        self._dragged = ""
        self._from = QPointF()
        self.locked = False
        self.activated.connect(lambda _: self.opened.emit())
        # Not the current row: that is also the one to which Tab leads.
        self.selectionModel().selectionChanged.connect(self._on_selected)

    def fit(self) -> None:
        """Be as high as all rows: the column around it scrolls."""
        self.setFixedHeight(max(1, self.things.rowCount()) * self._row_pixels)
        self.setVisible(self.things.rowCount() > 0)

    def current_key(self) -> str:
        """Give the key of the current row."""
        return self.things.key_at(self.currentIndex().row())

    def select(self, key: str) -> None:
        """Select a row without telling; “” selects none."""
        row = self.things.row_of(key)
        if row < 0:
            self.clearSelection()
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.things.index(row))
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep keys that would otherwise lead to another article."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if (alt and Qt.Key(event.key()) in (*_STEPS, *_SIDES)) or _is_removal(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, nest, remove."""
        key, held = Qt.Key(event.key()), event.modifiers()
        current = self.current_key()
        if current and held == Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.moved.emit(current, _STEPS[key])
        elif current and held == Qt.KeyboardModifier.AltModifier and key in _SIDES:
            towards_end = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            self.nested.emit(current, (key == Qt.Key.Key_Right) == towards_end)
        elif current and _is_removal(event):
            self.removal_wanted.emit(current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_current()
            self.opened.emit()
        elif key == Qt.Key.Key_Space and not held:
            self._choose_current()
        else:
            super().keyPressEvent(event)

    def _on_selected(self, chosen: QItemSelection) -> None:
        for index in chosen.indexes():
            self.chosen.emit(self.things.key_at(index.row()))

    def _choose_current(self) -> None:
        """Look at the row the keyboard is on: Tab leads there without that."""
        if self.currentIndex().isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(self.currentIndex(), flag)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._dragged = "" if self.locked else self.things.key_at(index.row())
        self._from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the dragged row to the one under the mouse."""
        if not self._dragged:
            super().mouseMoveEvent(event)
            return
        if abs(event.position().y() - self._from.y()) < _DRAG:
            return
        row = int(event.position().y()) // max(1, self._row_pixels)
        row = min(max(0, row), self.things.rowCount() - 1)
        if row != self.things.row_of(self._dragged):
            self.dropped.emit(self._dragged, row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End dragging."""
        self._dragged = ""
        super().mouseReleaseEvent(event)


_SIDES = (Qt.Key.Key_Left, Qt.Key.Key_Right)


def _is_removal(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Delete and not event.modifiers()


class LabelDelegate(RowDelegateBase):
    """A label: grip, mark, name, what it is, how often it is used, its key."""

    row_height = LABEL_ROW
    radius = metrics.RADIUS_LABEL

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: Mapping[str, int] = {}
        self.scheme = Scheme()
        self.locked = False

    def selected_fill(self, index: Index) -> QColor:
        """Wash the selected row in the label's colour."""
        label: Label = index.data(ROW)
        return tint(label_colours(label.colour).line, look().row)

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a label."""
        label: Label = index.data(ROW)
        state = self.row_state(option, index)
        theme = look()
        box = rect.adjusted(self.inset, 0, -self.inset, 0)

        def place(x: float, width: float, y: float, height: float) -> QRectF:
            return QRectF(box.left() + x, y, width, height)

        middle = box.center().y()
        if not self.locked:
            grip = place(_GRIP_AT, 12, middle - 8, metrics.ICON)
            paint_icon(painter, "grip", grip, theme.muted if state.hovered else theme.faint)
        indent = _INDENT * min(_DEEPEST, depth(self.scheme, label.key))
        mark = place(_MARK_AT + indent, metrics.MARK_WIDTH, middle - _MARK_TALL / 2, _MARK_TALL)
        if label.retired:
            painter.setOpacity(metrics.DISABLED_OPACITY)
        paint_mark(
            painter, mark.x(), mark.y(), label_colours(label.colour).line, label.pattern, _MARK_TALL
        )
        painter.setOpacity(1)
        # On the colour of a label muted words could not be read.
        second = theme.text if state.selected else theme.muted
        right = _RIGHT_EDGE + self._paint_end(painter, box, label, second)
        words_at = _WORDS_AT + indent
        width = box.width() - words_at - right
        name = place(words_at, width, middle - 20, 20)
        colour = theme.muted if label.retired else theme.text
        font = sans(metrics.TEXT_BODY, STRONG if state.selected else 400)
        paint_text(painter, name, label.name, font, colour)
        about = place(words_at, width, middle, 16)
        small = sans(metrics.TEXT_CAPTION)
        paint_text(painter, about, self._about(label), small, second)

    def _paint_end(self, painter: QPainter, box: QRectF, label: Label, second: QColor) -> float:
        """Paint key and count at the end of the row; give the room they take in pixels."""
        theme = look()
        used = 0.0
        y = box.center().y() - metrics.KEY_CAP / 2
        cap = max(key_cap_width(label.shortcut or "0"), metrics.KEY_CAP)
        if label.shortcut:
            x = box.right() - _RIGHT_EDGE - cap
            paint_key_cap(painter, x, y, label.shortcut, fill=theme.base, border=theme.line)
        used += cap + metrics.SPACE_GROUPS
        count = f"{self.counts.get(label.key, 0):,}"
        font = sans(metrics.TEXT_SMALL)
        width = text_width(count, font) + 1
        x = box.right() - _RIGHT_EDGE - used - width
        rect = QRectF(x, box.top(), width, box.height())
        paint_text(painter, rect, count, font, second)
        return used + width + metrics.SPACE

    def _about(self, label: Label) -> str:
        if label.merged_into:
            into = next(
                (one.name for one in self.scheme.labels if one.key == label.merged_into), ""
            )
            return tr("merged into {name}", name=into)
        if label.retired:
            return tr("retired")
        first = label.definition.split(". ")[0].split("\n")[0]
        return first or tr("no definition yet")


class RelationDelegate(RowDelegateBase):
    """A relation: its name, the marks of both ends."""

    row_height = metrics.TALL_ROW

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scheme = Scheme()

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a relation."""
        relation: RelationType = index.data(ROW)
        state = self.row_state(option, index)
        theme = look()
        box = rect.adjusted(self.inset, 0, -self.inset, 0)

        def place(x: float, width: float, height: float) -> QRectF:
            return QRectF(box.left() + x, box.center().y() - height / 2, width, height)

        icon = place(_MARK_AT - 6, metrics.ICON, metrics.ICON)
        paint_icon(painter, "link", icon, theme.muted)
        looks = {one.key: one for one in self.scheme.labels}
        ends = [
            [looks[key] for key in keys if key in looks]
            for keys in (relation.sources, relation.targets)
        ]
        x = box.width() - _RIGHT_EDGE
        for one in reversed(ends[1][:4]):
            x -= 8
            self._mark(painter, place(x, 4, metrics.MARK_HEIGHT), one)
        x -= 24
        arrow = place(x, metrics.ICON, metrics.ICON)
        paint_icon(painter, "right", arrow, theme.muted)
        for one in reversed(ends[0][:4]):
            x -= 10
            self._mark(painter, place(x, 4, metrics.MARK_HEIGHT), one)
        words = place(_WORDS_AT + 8, x - _WORDS_AT - 16, box.height())
        font = sans(metrics.TEXT_BODY, STRONG if state.selected else 400)
        paint_text(painter, words, relation.name, font, theme.text)

    def _mark(self, painter: QPainter, place: QRectF, label: Label) -> None:
        colour = label_colours(label.colour).line
        paint_mark(painter, place.x(), place.y(), colour, label.pattern)
