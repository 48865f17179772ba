"""When everything will be done, at the pace of the last weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.team import foretold

WEDNESDAY = date(2026, 3, 4)


def _weeks(*counts: int) -> dict[str, int]:
    """Give counts of the weeks before that of the Wednesday, the newest last."""
    monday = date(2026, 3, 2)
    return {
        (monday - timedelta(weeks=n)).isoformat(): count
        for n, count in enumerate(reversed(counts), 1)
    }


@pytest.mark.parametrize(
    ("done", "left", "day"),
    [
        (_weeks(4, 4, 4), 8, date(2026, 3, 18)),
        # Weeks in which nothing was done count too.
        (_weeks(6, 0, 0), 4, date(2026, 3, 18)),
        # Of many weeks the last eight tell.
        (_weeks(900, 1, 1, 1, 1, 1, 1, 1, 1), 1, date(2026, 3, 11)),
        # The running week is not over.
        (_weeks(4, 4, 4) | {"2026-03-02": 90}, 8, date(2026, 3, 18)),
        (_weeks(4, 4), 8, None),
        (_weeks(4, 4, 4), 0, None),
        (_weeks(4, 4, 4), -3, None),
        (_weeks(0, 0, 0), 8, None),
        (_weeks(1, 0, 0), 10**9, None),
        ({}, 8, None),
    ],
)
def test_a_day_is_foretold(done: dict[str, int], left: int, day: date | None) -> None:
    assert foretold(done, left, WEDNESDAY) == day


@given(
    st.lists(st.integers(0, 10**6), max_size=60),
    st.integers(-5, 10**12),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_it_lies_ahead_and_is_a_day(counts: list[int], left: int, today: date) -> None:
    found = foretold(_weeks(*counts), left, today)
    assert found is None or today < found
