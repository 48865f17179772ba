"""A list whose rows a `RowDelegateBase` paints."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar


class RowView(KeyboardFocus, QListView):
    """Show rows of equal height without a frame, on the ground around them, scrolled by pixels.

    The row that the keyboard is on gets the focus line when the list was reached by keyboard.
    """

    ring_outside = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # The rows lie on whatever is behind the list, so its viewport has no ground. It is made
        # here, because wrapping Qt's own would load every class of widgets, for 7 ms.
        self._ground = QWidget()
        self.setViewport(self._ground)
        self._ground.setMouseTracking(True)
        self.scroll_bar = OverlayScrollBar(self)
        self._hovered = -1
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_left)

    def hovered_row(self) -> int:
        """Return the number of the row under the mouse, -1 if there is none."""
        return self._hovered

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the row under the mouse when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._on_left()
        return super().viewportEvent(event)

    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _on_left(self) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self._ground.update()
