"""What to tag and what to leave: sentences in the real look, written in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.scheme import Label
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    reading_painter,
    upright,
)
from annotator.ui.panels.scheme.example_text import ExampleText, is_example, plain_words
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.tab_order import tab_through_inside
from annotator.ui.widgets.text import Text

_SIDE = 12
_LEAST = 36


class ExampleBox(QWidget):
    """The examples of one side of a label.

    Signals:
        changed(examples): there are others now (a tuple of texts).
    """

    changed = Signal(object)

    def __init__(self, *, positive: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._positive = positive
        self._label = Label(key="none")
        self._locked = False
        title = tr("Tag") if positive else tr("Leave")
        self.setAccessibleName(tr("Examples: tag") if positive else tr("Examples: leave"))
        icon = _Sign("check" if positive else "x", "ok" if positive else "danger")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(icon)
        head.addWidget(Text(title, px=metrics.TEXT_SMALL, weight=STRONG))
        head.addStretch(1)
        self._frame = _Frame()
        self._rows = QVBoxLayout(self._frame)
        self._rows.setContentsMargins(2, 4, 2, 6)
        self._rows.setSpacing(0)
        self.add = PushButton(tr("Add an example"), "link", icon="plus")
        self.add.clicked.connect(lambda: self._write(-1))
        self._parts: list[QWidget] = []
        below = QHBoxLayout()
        below.setContentsMargins(_SIDE, 2, _SIDE, 2)
        below.addWidget(self.add)
        below.addStretch(1)
        self._rows.addLayout(below)
        self._rows.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addLayout(head)
        column.addWidget(self._frame, 1)

    def examples(self) -> tuple[str, ...]:
        """Give what is shown."""
        side = self._label.examples
        return side.tag if self._positive else side.leave

    def has_at(self, part: QWidget) -> bool:
        """Tell whether a part of the window is one of the examples."""
        return isinstance(part, _Row) and part in self._parts

    def show_label(self, label: Label, *, locked: bool) -> None:
        """Show a label's examples."""
        look_changed = (label.colour, label.pattern) != (self._label.colour, self._label.pattern)
        before, moved = self.examples(), label.key != self._label.key
        self._label = label
        if moved or before != self.examples() or locked != self._locked or not self._parts:
            self._locked = locked
            self._rebuild()
        elif look_changed:
            for part in self._parts:
                if isinstance(part, _Row):
                    part.show_label(label)

    def _rebuild(self, writing: int | None = None) -> None:
        # Rows that say the same stay: the keyboard may be on its way to one of them.
        rows = {one.words: one for one in self._parts if isinstance(one, _Row)}
        # A field that is hidden tells that it was left: it is none of ours any more by then.
        before, self._parts = self._parts, []
        for number, words in enumerate(self.examples()):
            if number == writing:
                self._parts.append(self._field(number, words))
            else:
                self._parts.append(self._row(number, rows.get(words) or self._new_row(words)))
        if writing == -1:
            self._parts.append(self._field(-1, ""))
        if not self._parts:
            self._parts.append(self._none_yet())
        for number, part in enumerate(self._parts):
            self._rows.insertWidget(number, part)
            # A layout would do so in the next turn; Tab may be the next key.
            part.show()
        tab_through_inside(self._frame, [*self._parts, self.add])
        self._let_go([one for one in before if one not in self._parts])
        self.add.setVisible(not self._locked)
        if writing is not None:
            field = next(one for one in self._parts if isinstance(one, Field))
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def _let_go(self, gone: Sequence[QWidget]) -> None:
        """Delete parts; the keyboard goes on to what stands in the place of the one it was at."""
        for part in gone:
            if part.hasFocus():
                at = min(self._rows.indexOf(part), len(self._parts) - 1)
                there = next((one for one in self._parts[at:] if isinstance(one, _Row)), self.add)
                there.setFocus(Qt.FocusReason.TabFocusReason)
            self._rows.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _none_yet(self) -> QWidget:
        words = (
            tr("None yet. In the text, + makes an example of what is selected.")
            if self._positive
            else tr("None yet. In the text, - says what to leave.")
        )
        return _padded(Text(words, px=metrics.TEXT_SMALL, role="muted", lines=2))

    def _new_row(self, words: str) -> _Row:
        row = _Row(words, positive=self._positive)
        row.clicked.connect(lambda: self._write(row.number))
        row.removed.connect(lambda: self._put(row.number, ""))
        return row

    def _row(self, number: int, row: _Row) -> _Row:
        row.number = number
        row.show_label(self._label)
        row.setEnabled(not self._locked)
        return row

    def _field(self, number: int, words: str) -> Field:
        field = _ExampleField(tr("Example"), tr("A sentence with [[the words]] in double brackets"))
        field.set_text(words)
        field.submitted.connect(lambda text: self._done(field, number, text))
        field.left.connect(lambda: self._done(field, number, field.text(), leaving=True))
        field.escaped.connect(self._rebuild_quietly)
        return field

    def _rebuild_quietly(self) -> None:
        self._rebuild()
        self.add.setFocus(Qt.FocusReason.TabFocusReason)

    def _write(self, number: int) -> None:
        if not self._locked:
            self._rebuild(number)

    def _done(self, field: Field, number: int, text: str, *, leaving: bool = False) -> None:
        if field not in self._parts:
            return
        words = " ".join(text.split())
        if words and not is_example(words):
            if not leaving:
                field.set_error(tr("Put the words in double brackets: [[like this]]."))
                return
            words = self.examples()[number] if number >= 0 else ""
        if words == (self.examples()[number] if number >= 0 else ""):
            self._rebuild()
            if not leaving:
                self.add.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._put(number, words)
        if not leaving:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)

    def _put(self, number: int, words: str) -> None:
        now = list(self.examples())
        if number < 0:
            now.append(words)
        elif words:
            now[number] = words
        else:
            del now[number]
        self.changed.emit(tuple(dict.fromkeys(now)))


class _ExampleField(Field):
    """A field that Esc leaves as it was.

    Signals:
        escaped(): Esc was pressed.
    """

    escaped = Signal()

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        return False


class _Row(PaintedButton):
    """One example; Enter writes it, Del takes it out.

    Signals:
        removed(): it is to go.
    """

    ring_outside = False
    removed = Signal()

    def __init__(self, words: str, *, positive: bool) -> None:
        super().__init__()
        self.words = words
        self.number = 0
        """Which one of the examples it is."""
        self._label = Label(key="none")
        self._positive = positive
        self._text: ExampleText | None = None
        self.setAccessibleName(plain_words(words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label) -> None:
        self._label = label
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._text.height if self._text else _LEAST)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._text = ExampleText(self.words, self.width() - 2 * _SIDE)
        self.setFixedHeight(self._text.height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        painter.setOpacity(1)  # disabled means here: only to be read
        theme = look()
        if (fill := self.ground()) is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill)
        if self.keyboard_focus():
            paint_box(
                painter, rect, metrics.RADIUS_FIELD, border=theme.accent, width=metrics.RING_WIDTH
            )
        if self._text is not None:
            with upright(painter, rect):
                place = QPointF(_SIDE, 0)
                self._text.paint(painter, place, self._label, positive=self._positive)


class _Frame(QWidget):
    """The box around the examples."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = reading_painter(self)
        theme = look()
        paint_box(
            painter,
            QRectF(self.rect()),
            metrics.RADIUS_FIELD,
            fill=theme.field,
            border=theme.line2,
        )
        painter.end()


class _Sign(QWidget):
    """The tick or the cross before the title."""

    def __init__(self, icon: str, role: str) -> None:
        super().__init__()
        self._icon = icon
        self._role = role
        self.setFixedSize(metrics.ICON_SMALL, metrics.ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = reading_painter(self)
        side = metrics.ICON_SMALL
        place = QRectF(0, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._icon, place, look().colour(self._role))
        painter.end()


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QVBoxLayout(holder)
    row.setContentsMargins(_SIDE, 6, _SIDE, 2)
    row.addWidget(widget)
    return holder
