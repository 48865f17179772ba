"""A sheet: a question over the window, with a title, what is asked, and the answers below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.look import STRONG, metrics
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text

_TOP = 112


class Sheet(QObject):
    """Asks one thing; Ctrl+Enter goes on, Esc changes nothing. Freed when it closes.

    Args:
        window: what it covers.
        title: what it is about.
        body: what is asked.
        answer: the words of the button that goes on; “” for a sheet that only tells.
        refusal: the words of the other button.
        width: in pixels.

    Signals:
        accepted(): the button that goes on was pressed.
        refused(): it was closed in any other way.
    """

    accepted = Signal()
    refused = Signal()

    def __init__(
        self,
        window: QWidget,
        title: str,
        body: QWidget,
        *,
        answer: str,
        refusal: str,
        width: int = 520,
    ) -> None:
        super().__init__(window)
        self._accepted = False
        content = SheetGround()
        content.go.connect(self._go)
        content.setFixedWidth(min(width, window.width() - 2 * metrics.SPACE_EDGE))
        column = QVBoxLayout(content)
        edge = metrics.SPACE_SECTIONS
        column.setContentsMargins(edge, 20, edge, 20)
        column.setSpacing(metrics.SPACE_GROUPS)
        column.addWidget(Text(title, px=metrics.TEXT_TITLE, weight=STRONG, lines=2))
        column.addWidget(body)
        row = self.buttons = QHBoxLayout()
        """The row of buttons, for a sheet that has another one."""
        row.setSpacing(metrics.SPACE)
        row.addStretch(1)
        self.refuse = PushButton(refusal)
        self.refuse.clicked.connect(self.close)
        row.addWidget(self.refuse)
        self.answer = PushButton(answer, "primary")
        self.answer.clicked.connect(self.accept)
        row.addWidget(self.answer)
        column.addSpacing(metrics.SPACE_INSIDE)
        column.addLayout(row)
        # Not before it has its place: a widget without a parent would be a window.
        self.answer.setVisible(bool(answer))
        self.popover = Popover(content, window, title, scrim=True)
        self.popover.closed.connect(self._on_closed)

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; ``focus`` gets the focus."""
        self.popover.open_centred(_TOP, focus=focus or self.answer)

    def accept(self) -> None:
        """Go on, as the button does."""
        if self.answer.isEnabled():
            self._accepted = True
            self.popover.hide()

    def _go(self) -> None:
        if self.answer.isVisible():
            self.answer.click()

    def close(self) -> None:
        """Close without going on."""
        self.popover.hide()

    def _on_closed(self) -> None:
        (self.accepted if self._accepted else self.refused).emit()
        self.popover.deleteLater()
        self.deleteLater()


class SheetGround(QWidget):
    """What everything on a sheet stands on.

    Signals:
        go(): Ctrl+Enter was pressed on whatever has no use for it.
    """

    go = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go.emit()
        else:
            super().keyPressEvent(event)


def column_of(widgets: Sequence[QWidget], spacing: int = metrics.SPACE) -> QWidget:
    """Put widgets below each other."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget, 0, Qt.AlignmentFlag(0))
    return body
