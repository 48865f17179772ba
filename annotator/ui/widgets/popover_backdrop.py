"""What lies behind a popover: the scrim, the shadow, the panel, the tail."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from annotator.ui.look import (
    SHADOW_REACH,
    look,
    metrics,
    paint_box,
    paint_shadow,
    smooth_painter,
    tint,
)

TAIL = 8  # pixels that the tail stands out; it is twice as wide


class PopoverBackdrop(QWidget):
    """Paint the ground of a popover into its window.

    A widget of its own, so that the shadow lets the mouse through to what it falls on. With a scrim
    it covers the window and stops the mouse.
    """

    def __init__(self, window: QWidget, radius: float, *, scrim: bool) -> None:
        super().__init__(window)
        self._radius = radius
        self._scrim = scrim
        self._panel = QRect()
        self._tail: QPointF | None = None
        self._opacity = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=not scrim)
        self.hide()

    def set_panel(self, panel: QRect, tail: QPointF | None) -> None:
        """Lie behind ``panel``, with the tip of a tail at a point; both in the window's pixels."""
        self._panel = panel
        self._tail = tail
        # Asked for, not kept: the last one to hold a window must not be a part of it.
        parent = self.parentWidget()
        assert parent is not None
        window = parent.rect()
        reach = SHADOW_REACH + metrics.SHADOW_DROP
        around = panel.adjusted(-reach, -reach, reach, reach)
        self.setGeometry(window if self._scrim else around & window)
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Fade; 0 is unseen, 1 is there."""
        self._opacity = opacity
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all of it."""
        theme = look()
        painter = smooth_painter(self)
        painter.setOpacity(self._opacity)
        if self._scrim:
            painter.fillRect(self.rect(), tint(theme.shade, theme.scrim))
        painter.translate(-self.pos())
        panel = QRectF(self._panel)
        paint_shadow(painter, panel, theme)
        paint_box(painter, panel, self._radius, fill=theme.raised, border=theme.line2)
        if self._tail is not None:
            tip = self._tail
            up = tip.y() < panel.top()
            # The border of the panel runs through the middle of its first pixel.
            foot = panel.top() + 0.5 if up else panel.bottom() - 0.5
            left, right = QPointF(tip.x() - TAIL, foot), QPointF(tip.x() + TAIL, foot)
            painter.setPen(QPen(theme.line2, metrics.HAIRLINE))
            painter.setBrush(theme.raised)
            painter.drawPolyline(QPolygonF([left, tip, right]))
            painter.setPen(Qt.PenStyle.NoPen)
            inward = 1 if up else -1
            sunk = QPointF(0, inward)
            painter.drawPolygon(QPolygonF([left + sunk, tip + sunk, right + sunk]))
        painter.end()
