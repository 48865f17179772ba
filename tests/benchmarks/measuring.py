"""How things are measured: a piece of work and its floor in turn, several times, in one run."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Result(NamedTuple):
    """One line of the table. Times are milliseconds, sizes bytes."""

    name: str
    ours: list[float]
    floor: list[float]
    limit: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """The ratio of the medians."""
        return statistics.median(self.ours) / statistics.median(self.floor)

    @property
    def worst(self) -> float:
        """The highest ratio of any round to the floor's median."""
        return max(self.ours) / statistics.median(self.floor)

    def row(self) -> str:
        """Write a row of the README's table."""
        ours, floor = statistics.median(self.ours), statistics.median(self.floor)
        kept = "yes" if self.ratio <= self.limit else "**no**"
        return (
            f"| {self.name} | {_amount(floor, self.unit)} | {_amount(ours, self.unit)} | "
            f"{self.ratio:.2f} × | {self.worst:.2f} × | {self.limit:g} × | {kept} |"
        )


def timed(work: Callable[[], object]) -> float:
    """Run something once; give the milliseconds it took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_turn(
    name: str,
    ours: Callable[[], float],
    floor: Callable[[], float],
    *,
    limit: float,
    rounds: int,
    unit: str = "ms",
) -> Result:
    """Measure ours and the floor by turns; both give their own figure."""
    mine: list[float] = []
    base: list[float] = []
    for _ in range(rounds):
        gc.collect()
        base.append(floor())
        gc.collect()
        mine.append(ours())
    return Result(name, mine, base, limit, unit)


def quantile(values: Sequence[float], share: float) -> float:
    """Give the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def _amount(value: float, unit: str) -> str:
    if unit == "MB":
        return f"{value / 1e6:.1f} MB"
    return f"{value:.2f} ms" if value < 10 else f"{value:,.0f} ms"
