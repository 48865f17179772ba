"""The box that is ticked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.look import (
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    smooth_painter,
    text_width,
)
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.reading_side import ReadingSide

_SIDE = metrics.TICK_BOX
_HEIGHT = 24  # the smallest that is easily hit
_HOVER_BORDER = 1.5


def paint_tick_box(
    painter: QPainter,
    x: float,
    y: float,
    state: Qt.CheckState,
    *,
    enabled: bool = True,
    hovered: bool = False,
) -> None:
    """Paint a box of 16 px, empty, ticked or partly ticked; (x, y) is its upper left corner."""
    theme = look()
    rect = QRectF(x, y, _SIDE, _SIDE)
    radius = metrics.RADIUS_CHIP
    mark = theme.on_accent if enabled else theme.faint
    if not enabled:
        paint_box(painter, rect, radius, fill=theme.hover, border=theme.line2)
    elif state != Qt.CheckState.Unchecked:
        fill = theme.accent_hover if hovered else theme.accent
        paint_box(painter, rect, radius, fill=fill)
    elif hovered:
        border = theme.accent
        paint_box(painter, rect, radius, fill=theme.field, border=border, width=_HOVER_BORDER)
    else:
        paint_box(painter, rect, radius, fill=theme.field, border=theme.muted)
    if state == Qt.CheckState.Checked:
        paint_icon(painter, "tick", rect.adjusted(1, 1, -1, -1), mark)
    elif state == Qt.CheckState.PartiallyChecked:
        painter.fillRect(QRectF(x + 4, y + 7, 8, 2), mark)


def explained(box: TickBox, words: QWidget) -> QWidget:
    """Put what explains a box right below it, where its own words begin."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(box)
    below = QHBoxLayout()
    set_margins(below, _SIDE + metrics.SPACE, 0, 0, 0, within=box)
    below.addWidget(words)
    column.addLayout(below)
    column.addStretch(1)
    return whole


class TickBox(KeyboardFocus, QCheckBox):
    """Be on, off or, with ``setTristate``, partly on, with words behind the box.

    Space ticks. Enter is left to the form around it, where it means "done". Signals are those of
    QCheckBox.
    """

    ring_radius = metrics.RADIUS_CHIP

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        name: str = "",
        px: int = metrics.TEXT_SMALL,
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words = text
        self._px = px
        self.setAccessibleName(name or text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Write something else behind the box."""
        if text == self._words:
            return  # layouts around hundreds of boxes would be worked out anew for nothing
        self._words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for box and words; alone, the box is as wide as it is."""
        height = _HEIGHT
        if not self._words:
            return QSize(_SIDE, height)
        width = text_width(self._words, sans(self._px))
        return QSize(_SIDE + metrics.SPACE + round(width + 0.5), height)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """Tick at a click on the words too."""
        return self.rect().contains(place)

    def ring_part(self) -> QRect:
        """Put the ring around the box alone."""
        box = QRectF(0, (self.height() - _SIDE) // 2, _SIDE, _SIDE)
        return self._reading_side().place(box).toRect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and the words."""
        theme = look()
        painter = smooth_painter(self)
        enabled = self.isEnabled()
        box = self.ring_part()
        paint_tick_box(
            painter,
            box.left(),
            box.top(),
            self.checkState(),
            enabled=enabled,
            hovered=enabled and self.underMouse(),
        )
        if self._words:
            side = self._reading_side()
            words = side.place(QRectF(self.rect()).adjusted(_SIDE + metrics.SPACE, 0, 0, 0))
            colour = theme.text if enabled else theme.muted
            paint_text(painter, words, self._words, sans(self._px), colour, side.leading)
        painter.end()

    def _reading_side(self) -> ReadingSide:
        return ReadingSide.of(QRectF(self.rect()), self)
