"""A field for several lines with its box always in view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent

from annotator.ui.look import look, metrics, paint_box, smooth_painter
from annotator.ui.widgets.growing_field import GrowingField


class BoxedField(GrowingField):
    """Take words in several lines, in a box as a `Field` has one."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the lines that another width breaks the words into."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # In a moment: the editor has its own width only then.
            QTimer.singleShot(0, self, self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then all else."""
        painter = smooth_painter(self)
        theme = look()
        height = self.edit.height() + 2 * self.edit.y()
        box = QRectF(0, 1, self.width(), min(height, self.height()) - 2)
        fill = theme.field if self.isEnabled() else theme.win
        paint_box(painter, box, metrics.RADIUS_FIELD, fill=fill, border=theme.line2)
        painter.end()
        super().paintEvent(event)
