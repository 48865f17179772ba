"""The line of a list of commands in which one types: without a box, for mostly it has focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.look import (
    look,
    metrics,
    paint_icon,
    paint_line,
    reading_painter,
    sans,
)
from annotator.ui.widgets.field import AT_THE_RIGHT
from annotator.ui.widgets.key_cap import keys_width, paint_keys
from annotator.ui.widgets.putting import put

_ICON_AT = 16
_TEXT_AT = 38
_QT_MARGIN = 2
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class QueryLine(QWidget):
    """Takes what to look for; a line parts it from what is found.

    Signals:
        changed(text): something else stands in it.
    """

    changed = Signal(str)

    def __init__(self, name: str, placeholder: str, *, px: int, height: int, cap: str = "") -> None:
        super().__init__()
        self._cap = cap
        self.edit = QLineEdit(self)
        self.edit.setProperty("bare", "true")
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setFont(sans(px))
        if self.isRightToLeft():
            # Words begin where the field does, whatever script they are in.
            self.edit.setAlignment(AT_THE_RIGHT)
        self.edit.textChanged.connect(self.changed)
        self.edit.installEventFilter(self)
        self._by_tab = False
        self.setFixedHeight(height)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """Give what stands in it."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put something into it."""
        self.edit.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the line edit behind the icon."""
        super().resizeEvent(event)
        left = _TEXT_AT - _QT_MARGIN
        right = metrics.SPACE_EDGE
        if self._cap:
            right += round(keys_width(self._cap)) + metrics.SPACE
        put(self.edit, left, 0, self.width() - left - right, self.height() - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show that it has the focus to who came by Tab, from something else that can have it."""
        if isinstance(event, QFocusEvent):
            self._by_tab = event.gotFocus() and event.reason() in _BY_TAB
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon and the line below."""
        del event
        theme = look()
        painter = reading_painter(self)
        top = (self.height() - 1 - metrics.ICON) / 2
        icon = QRectF(_ICON_AT, top, metrics.ICON, metrics.ICON)
        paint_icon(painter, "search", icon, theme.muted)
        if self._cap:
            middle = (self.height() - 1 - metrics.KEY_CAP) / 2
            paint_keys(painter, self.width() - metrics.SPACE_EDGE, middle, self._cap)
        paint_line(painter, 0, self.height() - 1, self.width(), theme.line)
        if self._by_tab:
            edge = self.height() - metrics.RING_WIDTH
            painter.fillRect(QRectF(0, edge, self.width(), metrics.RING_WIDTH), theme.accent)
        painter.end()
