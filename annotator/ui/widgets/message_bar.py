"""The slim bar above the content in which the program speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from annotator.ui.look import look, metrics, paint_icon, paint_line, reading_painter, tint
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.telling import tell
from annotator.ui.widgets.text import Text

Kind = Literal["info", "warning", "problem"]
Action = tuple[str, Callable[[], object]]

_ICONS: dict[Kind, str] = {"info": "info", "warning": "warning", "problem": "problem"}
_ROLES: dict[Kind, str] = {"info": "accent", "warning": "warn", "problem": "danger"}
_SAID: dict[Kind, str] = {"info": "", "warning": "Warning: ", "problem": "Problem: "}
_LINES = 2


class _Message(NamedTuple):
    kind: Kind
    text: str
    actions: tuple[Action, ...]
    seconds: float  # 0: until it is closed


class MessageBar(QWidget):
    """Say what happened, what to do about it, and go away; never a dialog, never taking focus.

    Place it above the content: it is hidden while there is nothing to say. A message that comes on
    top of another leaves that one to be read afterwards. A passing message waits while the mouse
    or the focus is on it.

    Signals:
        closed(): the last message is gone.
    """

    closed = Signal()
    accessible_role = "AlertMessage"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: list[_Message] = []
        self._text = Text(lines=_LINES)
        self._buttons: list[PushButton] = []
        self._focus_before: QWidget | None = None
        self._close = IconButton("x", "Close the message")
        self._close.clicked.connect(self.close_message)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)
        self._row = QHBoxLayout(self)
        left = metrics.SPACE_EDGE + metrics.ICON + metrics.SPACE
        above, below = metrics.SPACE_INSIDE, metrics.SPACE_INSIDE + metrics.HAIRLINE
        set_margins(self._row, left, above, metrics.SPACE, below, within=self)
        self._row.setSpacing(metrics.SPACE)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        # Only what is shown is counted in the height.
        self._text.show()
        self._close.show()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_problem(self, text: str, actions: Sequence[Action] = ()) -> None:
        """Say that something failed, until it is closed."""
        self._show(_Message("problem", text, tuple(actions), 0))

    def show_warning(self, text: str, actions: Sequence[Action] = ()) -> None:
        """Say that something needs a look, until it is closed."""
        self._show(_Message("warning", text, tuple(actions), 0))

    def show_info(self, text: str, seconds: float = 6, actions: Sequence[Action] = ()) -> None:
        """Say that something was done, for some seconds (0: until it is closed)."""
        self._show(_Message("info", text, tuple(actions), seconds))

    def add_to(self, said: str, more: str, actions: Sequence[Action]) -> bool:
        """Go on with a passing message, which then stays; tell whether it was still being said.

        What is found out right behind an act would otherwise take the place of what the act did,
        before anybody could read that.
        """
        last = self._messages[-1] if self._messages else None
        if last is None or last.text != said or not last.seconds:
            return False
        self._show(_Message(last.kind, f"{said} {more}", (*last.actions, *actions), 0))
        return True

    def text(self) -> str:
        """Return what is being said, empty if nothing."""
        return self._messages[-1].text if self._messages else ""

    def buttons(self) -> list[PushButton]:
        """Return the buttons of the message, in their order."""
        return list(self._buttons)

    def close_message(self) -> None:
        """Take the message away; an earlier one that was not closed shows again."""
        if self._messages:
            self._messages.pop()
        self._say()

    def take_back(self, text: str) -> bool:
        """Take a message away that is not so any more; tell whether it was still there."""
        left = [one for one in self._messages if one.text != text]
        if len(left) == len(self._messages):
            return False
        self._messages = left
        self._say()
        return True

    def clear(self) -> None:
        """Take all messages away."""
        self._messages.clear()
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the text when the width changes."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height when the size of text changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the icon and the line below."""
        if not self._messages:
            return
        theme = look()
        kind = self._messages[-1].kind
        colour = theme.colour(_ROLES[kind])
        painter = reading_painter(self)
        painter.fillRect(self.rect(), theme.base)
        painter.fillRect(self.rect(), tint(colour, theme.wash))
        paint_line(painter, 0, self.height() - metrics.HAIRLINE, self.width(), theme.line)
        y = (self.height() - metrics.HAIRLINE - metrics.ICON) / 2
        place = QRectF(metrics.SPACE_EDGE, round(y), metrics.ICON, metrics.ICON)
        paint_icon(painter, _ICONS[kind], place, colour)
        painter.end()

    def _show(self, message: _Message) -> None:
        # Said again, it is the same message and not one more.
        self._messages = [old for old in self._messages if old.text != message.text]
        # What was passing anyhow has had its time.
        self._messages = [old for old in self._messages if not old.seconds]
        self._messages.append(message)
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._focus_before = focus
        self._say()
        self._announce(message)

    def _say(self) -> None:
        self._timer.stop()
        self._give_focus_back()
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        if not self._messages:
            if not self.isHidden():
                self.hide()
                self.closed.emit()
            return
        message = self._messages[-1]
        self._text.setText(message.text)
        for words, act in message.actions:
            button = PushButton(words, "plain", self)
            button.clicked.connect(self._closing(act))
            self._row.insertWidget(self._row.count() - 1, button)
            button.show()
            self._buttons.append(button)
        self.setAccessibleName(_SAID[message.kind] + message.text)
        self._fit()
        self.show()
        self.update()
        if message.seconds:
            self._timer.start(round(message.seconds * 1000))

    def _give_focus_back(self) -> None:
        """Put the focus where it was before somebody came here to press a button."""
        focus, before = QApplication.focusWidget(), self._focus_before
        if focus is None or not self.isAncestorOf(focus):
            return
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        self._row.invalidate()
        # A layout that was never shown has no height for a width yet.
        height = self._row.totalHeightForWidth(max(1, self.width()))
        if height > 0:
            self.setFixedHeight(height)

    def _closing(self, act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            self.close_message()
            act()

        return run

    def _announce(self, message: _Message) -> None:
        """Tell screen readers: some react to an alert, others read an announcement."""
        # 2 ms that a window opens without.
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # noqa: PLC0415

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        tell(self, self.accessibleName(), urgent=message.kind == "problem")

    def _on_time_over(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start()
        else:
            self.close_message()
