"""The line around the button that the keyboard acts on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator.ui.look import look, metrics, paint_box, smooth_painter

_OUTSIDE = metrics.RING_WIDTH + metrics.RING_GAP
_MOVED = (QEvent.Type.Move, QEvent.Type.Resize)


class FocusRing(QWidget):
    """Draw a line of 2 px, 1 px outside of a part of ``target``, and follow where it goes.

    The ring belongs to the nearest surrounding widget that has room for it, so that a tight layout
    does not cut it. It lives as long as it is shown: make one, `deleteLater` it.
    """

    def __init__(self, target: QWidget, part: QRect, radius: float) -> None:
        host, between = _host(target, part)
        super().__init__(host)
        self._host = host
        self._target = target
        self._part = part
        self._radius = radius + _OUTSIDE
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for widget in between:
            widget.installEventFilter(self)
        target.destroyed.connect(self.deleteLater)
        self._follow()
        self.show()
        self.raise_()

    def set_part(self, part: QRect) -> None:
        """Go around another part of the target, in its pixels."""
        self._part = part
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the target when it, or what it lies in, moves."""
        if event.type() in _MOVED:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = smooth_painter(self)
        paint_box(
            painter,
            QRectF(self.rect()),
            self._radius,
            border=look().accent,
            width=metrics.RING_WIDTH,
        )
        painter.end()

    def _follow(self) -> None:
        self.setGeometry(_around(self._target, self._part, self._host))


def _around(target: QWidget, part: QRect, host: QWidget) -> QRect:
    corner = target.mapTo(host, part.topLeft())
    outer = QRect(corner, part.size())
    return outer.adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)


def _host(target: QWidget, part: QRect) -> tuple[QWidget, list[QWidget]]:
    """Find the widget to draw the ring on, and those whose moves carry the target along."""
    host = target
    between: list[QWidget] = []
    while not host.isWindow() and (outside := host.parentWidget()) is not None:
        between.append(host)
        host = outside
        scrolled = isinstance(host.parentWidget(), QAbstractScrollArea)
        if scrolled or host.rect().contains(_around(target, part, host)):
            break
    return host, between
