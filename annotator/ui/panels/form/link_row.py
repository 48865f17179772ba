"""A row that leads to another annotation: its mark, its words, and what takes it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.editor.scene import LabelLook
from annotator.ui.i18n import tr
from annotator.ui.look import (
    label_colours,
    look,
    metrics,
    paint_box,
    paint_mark,
    paint_text,
    sans,
)
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.tooltip import set_tooltip

_MARK_AT = 10
_WORDS_AT = 22
_BUTTON = 24
_GONE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class LinkRow(PaintedButton):
    """Names another annotation and goes there at a click; signals are those of QPushButton.

    Signals:
        removal_wanted(): × was pressed, or Del.
        menu_wanted(place): a menu was asked for at a point of the screen.
    """

    removal_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        words: str,
        style: LabelLook,
        *,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self.set_words(words)
        set_tooltip(self, words)
        self.setAccessibleName(f"{style.name}: {words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._x: IconButton | None = None
        if removable:
            # Del does the same: one stop less on the way of Tab.
            self._x = IconButton("x", tr("Remove the link"), "Del", self, size=_BUTTON)
            self._x.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._x.clicked.connect(self.removal_wanted)
            self._x.hide()

    def sizeHint(self) -> QSize:
        """Give the height of a row, and any width."""
        return QSize(120, metrics.RELATION_ROW)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow row: the words are shortened."""
        return QSize(40, metrics.RELATION_ROW)

    def event(self, event: QEvent) -> bool:
        """Offer × while the mouse or the keyboard is here."""
        shown = event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn)
        hidden = event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut)
        if (shown or hidden) and self._x is not None:
            self._x.setVisible(shown or self.underMouse() or self.hasFocus())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the link away at Del."""
        if event.key() in _GONE and self._x is not None:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu."""
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep × at the end."""
        super().resizeEvent(event)
        if self._x is not None:
            top = (self.height() - _BUTTON) // 2
            x = 2 if self.isRightToLeft() else self.width() - _BUTTON - 2
            self._x.setGeometry(x, top, _BUTTON, _BUTTON)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint mark and words."""
        theme = look()
        if (fill := self.ground()) is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill)
        y = rect.center().y() - metrics.MARK_HEIGHT / 2
        mark = QRectF(rect.x() + _MARK_AT, y, metrics.MARK_WIDTH, metrics.MARK_HEIGHT)
        colour = label_colours(self._style.colour).line
        paint_mark(painter, mark.x(), y, colour, self._style.pattern)
        room = _BUTTON + 4 if self._x is not None and self._x.isVisible() else 4
        words = rect.adjusted(_WORDS_AT, 0, -room, 0)
        paint_text(painter, words, self.text(), sans(), theme.text)
