"""Intervals by the bootstrap: articles are drawn again and again, with replacement.

Efron and Tibshirani, “An Introduction to the Bootstrap” (1993), ch. 13: the interval lies between
the 2.5 and the 97.5 percentile of the resamples' values. Articles are drawn, and not spans, because
spans of one article are not independent of each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats

_AT_ONCE = 100
"""Resamples worked out at a time."""
_ENDS = (2.5, 97.5)
_ENOUGH = 0.9
"""The share of resamples that must have a value."""


def intervals(
    articles: int,
    evaluate: Callable[[Floats], Floats],
    resamples: int,
    seed: int,
    progress: Callable[[int], None],
) -> tuple[Floats, Floats]:
    """Give the lower and the upper ends, NaN where too few resamples have a value.

    Args:
        articles: how many there are; two at least.
        evaluate: gives values (last dimension) for rows of how often each article counts.
        resamples: how many times to draw.
        seed: with the same seed the same articles are drawn on every machine.
        progress: is told how many resamples are done; what it raises stops the work.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    # The one generator of numpy whose numbers are promised never to change (its NEP 19).
    draw = np.random.RandomState(seed)
    found = []
    for done in range(0, resamples, _AT_ONCE):
        count = min(_AT_ONCE, resamples - done)
        drawn = draw.randint(0, articles, size=(count, articles), dtype=np.int64)
        drawn += np.arange(count)[:, None] * articles
        times = np.bincount(drawn.ravel(), minlength=count * articles).reshape(count, articles)
        found.append(evaluate(times.astype(float)))
        progress(done + count)
    values = np.concatenate(found)
    few = np.isfinite(values).mean(axis=0) < _ENOUGH
    values[:, few] = 0
    low, high = np.nanpercentile(values, _ENDS, axis=0)
    low[few] = high[few] = np.nan
    return low, high
