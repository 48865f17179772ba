"""What stands on a page: a thing made of lines, which may be parted between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QPainter


class Item(Protocol):
    """A paragraph, a head, a row of the list. It is set anew whenever it is asked.

    Laid out, a long article would take hundreds of megabytes: pages remember where it breaks.
    """

    before: float
    """Room above it, unless it begins a page."""
    keeps_next: bool
    """Whether a page may not end with it."""

    def heights(self, width: float) -> Sequence[float]:
        """Give the heights of its lines in a column of some width."""
        ...

    def paint(self, painter: QPainter, width: float, top: float, first: int, count: int) -> None:
        """Paint some of its lines, the first of them at a height; the column begins at 0."""
        ...
