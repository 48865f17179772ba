"""The side on which one begins to read: what a delegate paints follows it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

from annotator.ui.look import LEFT, RIGHT


class ReadingSide:
    """Lays boxes out from the side on which one begins to read.

    ``leading`` and ``trailing`` align text to that side and to the other one.
    """

    def __init__(self, within: QRectF, *, mirrored: bool) -> None:
        self._within = within
        self._mirrored = mirrored
        # Or a painter that runs from right to left would turn them round once more.
        absolute = Qt.AlignmentFlag.AlignAbsolute
        sides = (RIGHT, LEFT) if mirrored else (LEFT, RIGHT)
        self.leading, self.trailing = (one | absolute for one in sides)

    def of(self, box: QRectF) -> QRectF:
        """Give a box that was laid out from the left."""
        if not self._mirrored:
            return box
        left = self._within.left() + self._within.right() - box.right()
        return QRectF(left, box.top(), box.width(), box.height())
