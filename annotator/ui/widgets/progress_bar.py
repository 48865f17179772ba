"""How much is done, as a bar of 4 px."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from annotator.ui.look import look, metrics, paint_box, reading_painter


def paint_progress(painter: QPainter, rect: QRectF, share: float, fill: QColor) -> None:
    """Paint a bar into ``rect`` (pixels), filled from the left by ``share`` (0 to 1)."""
    radius = rect.height() / 2
    theme = look()
    paint_box(painter, rect, radius, fill=theme.off, border=theme.outline(theme.line2))
    if share > 0:
        done = QRectF(rect)
        done.setWidth(max(rect.height(), rect.width() * min(1.0, share)))
        paint_box(painter, done, radius, fill=fill)


class ProgressBar(QProgressBar):
    """Show ``value()`` of ``maximum()`` (both as in QProgressBar) without words.

    ``role`` is the theme's colour of what is done.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, role: str = "ok") -> None:
        super().__init__(parent)
        self._role = role
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        # A range of nothing would mean "busy" to Qt.
        self.setRange(0, max(1, total))
        self.setValue(done)

    def sizeHint(self) -> QSize:
        """Return a usual width and the height of the bar."""
        return QSize(120, metrics.PROGRESS)

    def minimumSizeHint(self) -> QSize:
        """Allow a short bar."""
        return QSize(24, metrics.PROGRESS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = reading_painter(self)
        share = max(0, self.value()) / max(1, self.maximum())
        paint_progress(painter, QRectF(self.rect()), share, look().colour(self._role))
        painter.end()
