"""The ground of a large sheet: a header, a footer, and between them a side and the rest."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.dialogs.sheet import SheetGround
from annotator.ui.look import look, metrics, reading_painter


class PartedGround(SheetGround):
    """Holds the parts of a sheet, and paints the lines between them.

    Args:
        header: the height of the header, in pixels.
        footer: that of the footer.
        left: the width of the side, in pixels.
    """

    def __init__(self, header: int, footer: int, left: int) -> None:
        super().__init__()
        self._header = header
        self._footer = footer
        self.left = left

    def put(self, header: QWidget, side: QWidget, rest: QWidget, footer: QWidget) -> None:
        """Lay the parts out."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(side)
        body.addWidget(rest, 1)
        column.addLayout(body, 1)
        column.addWidget(footer)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines between the parts."""
        painter = reading_painter(self)
        self.paint_ground(painter)
        painter.end()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the lines; more of a sheet that has more on its ground."""
        theme = look()
        top, bottom = self._header, self.height() - self._footer
        for y in (top, bottom):
            painter.fillRect(QRectF(0, y, self.width(), 1), theme.line)
        painter.fillRect(QRectF(self.left, top, 1, bottom - top), theme.line)


def bar(height: int, spacing: int = metrics.SPACE) -> tuple[QWidget, QHBoxLayout]:
    """Make a header or a footer; give the row that what stands in it goes to.

    Args:
        height: pixels.
        spacing: pixels between what stands in it.
    """
    part = QWidget()
    part.setFixedHeight(height)
    row = QHBoxLayout(part)
    row.setContentsMargins(metrics.SPACE_SECTIONS, 0, metrics.SPACE_SECTIONS, 0)
    row.setSpacing(spacing)
    return part, row
