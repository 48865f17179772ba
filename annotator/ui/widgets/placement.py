"""Where a popover goes: beside what it belongs to, inside the window."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QRect, QSize

Side = Literal["below", "above"]
Align = Literal["left", "centre", "right"]


class Placement(NamedTuple):
    """Hold where a box goes, and on which side of its anchor it lies."""

    rect: QRect
    side: Side


def placed(
    anchor: QRect,
    size: QSize,
    bounds: QRect,
    *,
    gap: int,
    side: Side = "below",
    align: Align = "left",
) -> Placement:
    """Place a box of ``size`` at ``anchor``, ``gap`` pixels away, within ``bounds``.

    It takes the other side where the wished one has no room, and is shifted along the edge of the
    anchor to stay inside. Where neither side has room it takes the larger one and may cover the
    anchor. All in pixels of the same system.
    """
    rooms = {
        "below": bounds.bottom() + 1 - (anchor.bottom() + 1 + gap),
        "above": anchor.top() - gap - bounds.top(),
    }
    other: Side = "above" if side == "below" else "below"
    if rooms[side] < size.height() and rooms[other] > rooms[side]:
        side = other
    y = anchor.bottom() + 1 + gap if side == "below" else anchor.top() - gap - size.height()
    x = anchor.left()
    if align == "centre":
        x += (anchor.width() - size.width()) // 2
    elif align == "right":
        x += anchor.width() - size.width()
    x = _within(x, size.width(), bounds.left(), bounds.width())
    y = _within(y, size.height(), bounds.top(), bounds.height())
    return Placement(QRect(x, y, size.width(), size.height()), side)


def _within(start: int, length: int, least: int, room: int) -> int:
    """Shift a stretch into the room; what is longer begins where the room begins."""
    return max(least, min(start, least + room - length))
