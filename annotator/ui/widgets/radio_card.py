"""One of a few answers, as a card with a title and a line below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_box,
    paint_text,
    reading_painter,
    sans,
    text_width,
    tint,
)
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.tooltip import set_tooltip

_HEIGHT = 48
_CIRCLE = 16
_DOT = 3.2
_TEXT_AT = 40
_CHOSEN = 1.5


class RadioCard(KeyboardFocus, QRadioButton):
    """Be chosen by a click, Space or an arrow; 48 px high. Signals are those of QRadioButton."""

    ring_radius = metrics.RADIUS_FIELD

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._note = note
        self.setAccessibleName(f"{title}, {note}" if note else title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the size of a card."""
        return QSize(220, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow card: the words are shortened."""
        return QSize(120, _HEIGHT)

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere on the card."""
        return self.rect().contains(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in a tooltip what there is no room for."""
        super().resizeEvent(event)
        room = self.width() - _TEXT_AT - 12
        cut = text_width(self._title, sans(weight=STRONG)) > room
        cut = cut or text_width(self._note, sans(metrics.TEXT_SMALL)) > room
        set_tooltip(self, self.accessibleName() if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card, the circle and the words."""
        theme = look()
        painter = reading_painter(self)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        fill = tint(theme.accent, theme.accent_row) if chosen else theme.raised
        if not chosen and self.underMouse():
            fill = theme.hover_raised
        border = theme.accent if chosen else theme.line2
        width = _CHOSEN if chosen else metrics.HAIRLINE
        paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill, border=border, width=width)
        middle = QPointF(12 + _CIRCLE / 2, rect.center().y())
        painter.setBrush(theme.accent if chosen else theme.field)
        painter.setPen(Qt.PenStyle.NoPen if chosen else QPen(theme.muted, 1))
        painter.drawEllipse(middle, _CIRCLE / 2, _CIRCLE / 2)
        if chosen:
            painter.setBrush(theme.on_accent)
            painter.drawEllipse(middle, _DOT, _DOT)
        words = rect.adjusted(_TEXT_AT, 0, -12, 0)
        upper = QRectF(words)
        if self._note:
            upper = words.translated(0, -9)
            below = words.translated(0, 9)
            paint_text(painter, below, self._note, sans(metrics.TEXT_SMALL), theme.muted)
        paint_text(painter, upper, self._title, sans(weight=STRONG), theme.text)
        painter.end()
