"""Painting from the leading edge, which is the right one where the window reads from there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.look import LEFT, RIGHT

_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute
"""Or a painter that runs leftwards itself would turn them round once more."""


class Mirror:
    """Turns places counted from the leading edge of a row into places of its widget."""

    def __init__(self, rect: QRectF, widget: QWidget | None) -> None:
        self._rect = rect
        self.turned = widget is not None and widget.isRightToLeft()
        """Whether one reads from the right."""

    def place(self, box: QRectF) -> QRectF:
        """Give where a box lies that was placed as if one read from the left."""
        if not self.turned:
            return box
        left = self._rect.left() + self._rect.right() - box.right()
        return QRectF(left, box.y(), box.width(), box.height())

    @property
    def leading(self) -> Qt.AlignmentFlag:
        """How words stand that begin at the leading edge."""
        return (RIGHT if self.turned else LEFT) | _ABSOLUTE

    @property
    def trailing(self) -> Qt.AlignmentFlag:
        """How words stand that end at the other edge."""
        return (LEFT if self.turned else RIGHT) | _ABSOLUTE
