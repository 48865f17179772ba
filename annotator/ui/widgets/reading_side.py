"""The side on which one begins to read: what is painted by hand follows it."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.look import LEFT, RIGHT


class ReadingSide:
    """Lays boxes out from the side on which one begins to read.

    ``leading`` and ``trailing`` align text to that side and to the other one; ``mirrored`` says
    whether one reads from the right.
    """

    def __init__(self, within: QRectF, *, mirrored: bool) -> None:
        self._within = within
        self.mirrored = mirrored
        # Or a painter that runs from right to left would turn them round once more.
        absolute = Qt.AlignmentFlag.AlignAbsolute
        sides = (RIGHT, LEFT) if mirrored else (LEFT, RIGHT)
        self.leading, self.trailing = (one | absolute for one in sides)

    @classmethod
    def of(cls, within: QRectF, widget: QWidget | None) -> Self:
        """Take the side from the widget in which is painted; the left one without any."""
        return cls(within, mirrored=widget is not None and widget.isRightToLeft())

    def place(self, box: QRectF) -> QRectF:
        """Give where a box lies that was laid out from the left."""
        if not self.mirrored:
            return box
        left = self._within.left() + self._within.right() - box.right()
        return QRectF(left, box.y(), box.width(), box.height())
