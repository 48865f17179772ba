"""The mouse beside the paragraphs: a click there asks which part of the article one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from annotator.ui.editor.margin import in_margin, margin_box
from annotator.ui.i18n import tr
from annotator.ui.zone_names import role_name

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView


class MarginHand(QObject):
    """Takes clicks on a paragraph's number, or on the name that stands in its place.

    Signals:
        wanted(position, place): a click beside the paragraph at a code point; a menu may open at
            this place of the screen.
    """

    wanted = Signal(int, QPoint)

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._block: int | None = None
        """The one beside which the mouse was pressed."""
        view.gestures.append(self)
        view.viewport().installEventFilter(self)

    # As a gesture of the view

    def press(self, event: QMouseEvent) -> bool:
        """Begin a click beside a paragraph."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._block = self._at(event.position().toPoint()) if plain else None
        return self._block is not None

    def move(self, event: QMouseEvent) -> None:
        """Wait for the button to be let go."""

    def release(self, event: QMouseEvent) -> None:
        """Ask, if the mouse is still there."""
        block, self._block = self._block, None
        if block is not None and block == self._at(event.position().toPoint()):
            self._ask(block)

    def cancel(self) -> None:
        """Let it be."""
        self._block = None

    # What the view need not hear

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show that one can click there, say what it is, and open the menu by the other button."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            return self._hover(event)
        if isinstance(event, QHelpEvent):
            return self._tip(event)
        if isinstance(event, QContextMenuEvent) and (
            event.reason() == QContextMenuEvent.Reason.Mouse
        ):
            block = self._at(event.pos())
            if block is not None:
                self._ask(block)
            return block is not None
        return super().eventFilter(watched, event)

    def _hover(self, event: QMouseEvent) -> bool:
        there = event.buttons() == Qt.MouseButton.NoButton and (
            self._at(event.position().toPoint()) is not None
        )
        if there:
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self._view.hover(None)
        return there

    def _tip(self, event: QHelpEvent) -> bool:
        block = self._at(event.pos())
        if block is None:
            return False
        role = self._view.scene.paragraphs.role_of(block)
        words = tr("{role}. Click to say what this paragraph is (Z).", role=role_name(role))
        QToolTip.showText(event.globalPos(), words, self._view.viewport())
        return True

    def _ask(self, block: int) -> None:
        view = self._view
        box = margin_box(view.page, block)
        below = box.bottomLeft() - view.on_page(QPoint(0, 0).toPointF())
        place = view.viewport().mapToGlobal(below.toPoint() + QPoint(0, 4))
        self.wanted.emit(view.scene.display.starts[block], place)

    def _at(self, point: QPoint) -> int | None:
        return in_margin(self._view.page, self._view.on_page(point.toPointF()))
