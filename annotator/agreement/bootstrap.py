"""Intervals by the bootstrap: articles are drawn again and again, with replacement.

Efron and Tibshirani, “An Introduction to the Bootstrap” (1993), ch. 13: the interval lies between
the 2.5 and the 97.5 percentile of the resamples' values. Articles are drawn, and not spans, because
spans of one article are not independent of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats

_AT_ONCE = 100
"""Resamples worked out at a time."""
_ENDS = (2.5, 97.5)
_ENOUGH = 0.9
"""The share of resamples that must have a value."""


class Resampling(NamedTuple):
    """How intervals are found.

    Attributes:
        resamples: how often articles are drawn again; 0 is no intervals.
        seed: with the same seed the same articles are drawn on every machine.
        progress: is told how many resamples are done; what it raises stops the work.
    """

    resamples: int = 0
    seed: int = 0
    progress: Callable[[int], None] = lambda _: None


Interval = tuple[float, float] | tuple[None, None]


def intervals(
    articles: Sequence[str], evaluate: Callable[[Floats], Floats], how: Resampling
) -> list[Interval]:
    """Give the lower and the upper ends, None where too few resamples have a value.

    Args:
        articles: their ids; with one alone there are no intervals.
        evaluate: gives values (last dimension) for rows of how often each article counts.
        how: how often to draw.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    number = len(articles)
    if number < 2 or not how.resamples:
        return [(None, None)] * evaluate(np.ones((1, number))).shape[1]
    # By the order of ids: on another machine articles have come in another order.
    rank = np.argsort(np.argsort(articles))
    # The one generator of numpy whose numbers are promised never to change (its NEP 19).
    draw = np.random.RandomState(how.seed)
    found = []
    for done in range(0, how.resamples, _AT_ONCE):
        count = min(_AT_ONCE, how.resamples - done)
        drawn = draw.randint(0, number, size=(count, number), dtype=np.int64)
        drawn += np.arange(count)[:, None] * number
        times = np.bincount(drawn.ravel(), minlength=count * number).reshape(count, number)
        found.append(evaluate(times[:, rank].astype(float)))
        how.progress(done + count)
    values = np.concatenate(found)
    few = np.isfinite(values).mean(axis=0) < _ENOUGH
    values[:, few] = 0
    low, high = np.nanpercentile(values, _ENDS, axis=0)
    return [
        (None, None) if undefined else (lower, upper)
        for undefined, lower, upper in zip(few.tolist(), low.tolist(), high.tolist(), strict=True)
    ]
