"""Asking for the keys of one action: they are pressed, not spelled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.commands.key_table import Bound, KeyTable, caps, tidy
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    look,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
)
from annotator.ui.widgets.key_cap import keys_width, paint_keys
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text

_HEIGHT = 72
_ALONE = frozenset(
    (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
     Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown)
)  # fmt: skip
_LEAVES = frozenset((Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab))
_CLEARS = frozenset((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))
_GOES = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


class KeyCatcher(QWidget):
    """Takes whatever keys are pressed while it has the focus.

    Esc and Tab lead away as everywhere, Enter alone goes on, Backspace alone means no keys.

    Signals:
        caught(keys): keys were pressed, as Qt writes them; “” for none.
        gone_on(): Enter was pressed.
    """

    caught = Signal(str)
    gone_on = Signal()

    def __init__(self, name: str, keys: str) -> None:
        super().__init__()
        self.keys = keys
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: str) -> None:
        """Show other keys."""
        self.keys = keys
        self.setAccessibleDescription(caps(keys))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the field."""
        return QSize(320, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Keep what is pressed from doing anything in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() not in _LEAVES:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _LEAVES and plain:
            super().keyPressEvent(event)
        elif key in _GOES and plain:
            self.gone_on.emit()
        elif key in _CLEARS and plain:
            self._catch("")
        elif key not in _ALONE:
            self._catch(tidy(QKeySequence(event.keyCombination()).toString()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field and the caps in its middle."""
        theme = look()
        painter = reading_painter(self)
        width = metrics.RING_WIDTH if self.hasFocus() else metrics.HAIRLINE
        border = theme.accent if self.hasFocus() else theme.line2
        box = QRectF(self.rect())
        paint_box(painter, box, metrics.RADIUS_FIELD, fill=theme.field, border=border, width=width)
        if self.keys:
            shown = caps(self.keys)
            right = (self.width() + keys_width(shown)) / 2
            paint_keys(painter, right, (self.height() - metrics.KEY_CAP) / 2, shown)
        else:
            paint_text(painter, box, tr("No keys"), sans(), theme.muted, CENTRE)
        painter.end()

    def _catch(self, keys: str) -> None:
        self.show_keys(keys)
        self.caught.emit(keys)


class KeySheet(Sheet):
    """Asks by which keys an action is to be done, and says what else they would be taken from.

    Signals:
        given(keys): the keys it is to have.
    """

    given = Signal(object)

    def __init__(self, window: QWidget, table: KeyTable, action: Bound) -> None:
        self._table = table
        self._action = action
        first = action.keys[0] if action.keys else ""
        self.catcher = KeyCatcher(tr("Press the keys for “{what}”", what=action.text), first)
        self.words = Text(px=metrics.TEXT_SMALL, role="muted", lines=2)
        self.usual = PushButton(tr("Usual keys"), "link")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addWidget(self.catcher)
        column.addWidget(self.words)
        column.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)
        super().__init__(
            window,
            tr("Press the keys for “{what}”", what=action.text),
            body,
            answer=tr("Take them"),
            refusal=tr("Cancel"),
            width=400,
        )
        self.usual.setVisible(not table.is_usual(action.name))
        self.usual.clicked.connect(self._on_usual)
        self.catcher.caught.connect(self._say)
        self.catcher.gone_on.connect(self.accept)
        self.accepted.connect(self._on_accepted)
        self._say(first)

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet, ready for the keys."""
        super().open(focus or self.catcher)

    def _say(self, keys: str) -> None:
        """Say what would happen with these keys."""
        refused = self._table.refused(self._action.name, keys) if keys else ""
        taken = self._table.taken_by(self._action.name, keys) if keys else None
        self.answer.setEnabled(not refused)
        self.words.set_role("danger" if refused else "muted")
        if refused:
            self.words.setText(refused)
        elif taken is not None:
            self.words.setText(tr("Now “{other}” has them; it will have none.", other=taken.text))
        else:
            self.words.setText(tr("Backspace: no keys. Enter takes them."))

    def _on_usual(self) -> None:
        self.given.emit(None)
        self.close()

    def _on_accepted(self) -> None:
        keys = self.catcher.keys
        # What else leads there stays.
        more = tuple(one for one in self._action.keys[1:] if one != keys)
        self.given.emit((keys, *more) if keys else ())
