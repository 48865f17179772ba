"""Parts that a widget places itself, counted from the side on which one begins to read."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


def put(part: QWidget, x: int, y: int, width: int, height: int) -> None:
    """Place a part in its parent, as if one read from the left: Qt turns only layouts round."""
    parent = part.parentWidget()
    assert parent is not None
    place = QRect(x, y, width, height)
    if parent.isRightToLeft():
        place.moveLeft(parent.width() - x - width)
    part.setGeometry(place)
