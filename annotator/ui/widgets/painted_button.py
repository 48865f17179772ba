"""What all painted buttons share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui.look import look, metrics, reading_painter
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.surface import lies_on_raised


class PaintedButton(KeyboardFocus, QPushButton):
    """Be a button in everything but its looks, which a subclass paints.

    Space and Enter press it, screen readers find it, focus shows for the keyboard only. A click
    does not take the focus away from the text. Signals are those of QPushButton: ``clicked``,
    ``toggled``.
    """

    fades = True
    """Whether all of it fades when it is disabled; if not, `paint_body` shows that it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Without it only Space would press the button.
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_words(self, words: str) -> None:
        """Show words that are not ours, a name say: a ``&`` in them marks no key."""
        self.setText(words)
        self.setShortcut(QKeySequence())

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the button into ``rect`` (pixels) as if one read from the left.

        The painter smooths, fades if the button is disabled (see `fades`), and turns round what
        is painted.
        """
        raise NotImplementedError

    def hovered(self) -> bool:
        """Say whether the mouse is over the button and can press it."""
        return self.isEnabled() and self.underMouse()

    def ground(self, *, raised: bool = False) -> QColor | None:
        """Choose the fill for being pressed or under the mouse, None at rest.

        ``raised`` is for a button that is raised itself; one that lies in a popover knows it.
        """
        theme = look()
        if not (self.isDown() or self.hovered()):
            return None
        raised = raised or lies_on_raised(self)
        if self.isDown():
            return theme.pressed_raised if raised else theme.pressed
        return theme.hover_raised if raised else theme.hover

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the sheet the button is on: there it means "go"."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the body."""
        painter = reading_painter(self)
        if self.fades and not self.isEnabled():
            painter.setOpacity(metrics.DISABLED_OPACITY)
        self.paint_body(painter, QRectF(self.rect()))
        painter.end()
