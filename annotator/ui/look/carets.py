"""Where the caret stands in a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLine


def x_of(line: QTextLine, position: int) -> float:
    """Give where the caret before a unit of a line stands, in pixels."""
    # PySide6 gives a pair: the place, and the position it really is of.
    place: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return place[0]
