"""The heights of an article's blocks: estimated until seen, summed in logarithmic time."""

from __future__ import annotations

from collections.abc import Iterable


class Heights:
    """A Fenwick tree over heights in pixels.

    Source of the structure: P. M. Fenwick, "A new data structure for cumulative frequency tables",
    Software: Practice and Experience 24 (1994).
    """

    def __init__(self, heights: Iterable[float]) -> None:
        self._heights = list(heights)
        count = len(self._heights)
        self._sums = [0.0, *self._heights]
        for index in range(1, count + 1):
            above = index + (index & -index)
            if above <= count:
                self._sums[above] += self._sums[index]
        self._top = 1 << max(0, count.bit_length() - 1)
        self.total = sum(self._heights)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, block: int) -> float:
        return self._heights[block]

    def set(self, block: int, height: float) -> float:
        """Set a block's height; give by how much it grew."""
        growth = height - self._heights[block]
        if growth:
            self._heights[block] = height
            self.total += growth
            index = block + 1
            while index < len(self._sums):
                self._sums[index] += growth
                index += index & -index
        return growth

    def above(self, block: int) -> float:
        """Sum the heights of all blocks before this one."""
        total = 0.0
        while block:
            total += self._sums[block]
            block &= block - 1
        return total

    def at(self, y: float) -> int:
        """Find the block at a distance from the top; blocks of no height are passed over."""
        block, step = 0, self._top
        while step:
            if block + step < len(self._sums) and self._sums[block + step] <= y:
                block += step
                y -= self._sums[block]
            step >>= 1
        return min(block, len(self._heights) - 1)
