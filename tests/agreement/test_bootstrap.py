"""Intervals: seeded, the same on every machine, as wide as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from annotator.agreement.bootstrap import Resampling, intervals
from tests.agreement.making import span
from tests.agreement.measuring import WORD, coded, marked, measured, plain_scheme

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats

SCHEME = plain_scheme("xy")
_SAMPLES = [
    coded({"A": left, "B": right}, f"{number:02}")
    for number, (left, right) in enumerate(
        [("xyxx", "xyxx"), ("xxyy", "xyyx"), ("yyyx", "yyyx"), ("xyyx", "xxyx"), ("xxxx", "xxyx")]
    )
]


def test_the_same_seed_gives_the_same_in_whatever_order_articles_came() -> None:
    how = Resampling(300, 5)
    straight = measured(*_SAMPLES, scheme=SCHEME, resampling=how)
    turned = measured(*_SAMPLES[::-1], scheme=SCHEME, resampling=how)
    other = measured(*_SAMPLES, scheme=SCHEME, resampling=Resampling(300, 6))
    one = straight("f1_exact")
    assert None not in (one.low, one.value, one.high)
    assert one.low < one.value < one.high  # type: ignore[operator]
    for measure in straight.measures:
        again = turned(measure.measure, measure.label)
        assert (again.low, again.high) == pytest.approx((measure.low, measure.high))
    assert other("f1_exact") != one


def test_what_was_drawn_never_changes() -> None:
    """Two published numbers must be the same in ten years: numpy's generator is frozen."""
    drawn: list[list[float]] = []

    def evaluated(weights: Floats) -> Floats:
        drawn.extend(weights.tolist())
        return weights[:, :1]

    intervals(["a", "b", "c", "d"], evaluated, Resampling(3, 20_160_101))
    assert drawn == [[0, 1, 3, 0], [1, 1, 1, 1], [2, 1, 1, 0]]


def test_the_interval_of_a_mean_is_what_the_books_say() -> None:
    """Of the mean of many independent numbers: 1.96 standard errors on both sides."""
    values = np.random.RandomState(1).normal(size=400)
    ids = [f"{number:03}" for number in range(400)]
    ((low, high),) = intervals(
        ids, lambda weights: (weights @ values / 400)[:, None], Resampling(4000, 2)
    )
    error = 1.96 * values.std() / 20
    assert (low, high) == pytest.approx((values.mean() - error, values.mean() + error), abs=0.01)


def test_progress_is_told_and_may_stop_it() -> None:
    told: list[int] = []
    measured(*_SAMPLES, scheme=SCHEME, resampling=Resampling(250, 1, told.append))
    assert told == [100, 200, 250]

    def stop(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        measured(*_SAMPLES, scheme=SCHEME, resampling=Resampling(250, 1, stop))


def test_what_most_resamples_leave_undefined_has_no_interval() -> None:
    """A label in one article of three: without that article there is nothing to agree on."""
    samples = [
        coded({"A": "xx", "B": "xx"}, "0"), coded({"A": "xx", "B": "xx"}, "1"),
        coded({"A": "xy", "B": "xy"}, "2"),
    ]  # fmt: skip
    found = measured(*samples, scheme=SCHEME, resampling=Resampling(200, 1))
    one = found("f1_exact", "y")
    assert (one.value, one.low) == (1, None)
    assert one.why == "no interval: too often undefined"
    assert found("f1_exact", "x").low == 1


def test_articles_are_drawn_and_not_words() -> None:
    """Articles that are all alike leave nothing to chance."""
    people = {"A": [span(0, 4, "x")], "B": [span(0, 4, "y")]}
    samples = [marked(WORD * 9, people, str(number)) for number in range(4)]
    one = measured(*samples, scheme=SCHEME, resampling=Resampling(100, 1))("unitizing_alpha")
    assert one.low == pytest.approx(one.value)
    assert one.high == pytest.approx(one.value)
