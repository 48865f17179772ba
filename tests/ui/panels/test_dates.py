"""Days and moments as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.panels.dates import short_date, short_moment

_TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-02-09", "9 Feb"),
        ("2025-02-09", "9 Feb 2025"),
        ("2025-12-31T23:59:59+02:00", "31 Dec 2025"),
        ("2024", "2024"),
        ("2024-02", "Feb 2024"),
        ("2024-13", "2024-13"),
        ("0001-01-01", "1 Jan 1"),
        ("9999-12-31T23:59:59.999-12:00", "31 Dec 9999"),
        ("0000-00-00", "0000-00-00"),
        ("last Tuesday", "last Tuesday"),
        ("2025-02-30", "2025-02-30"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_day_is_short(published: str | None, shown: str) -> None:
    assert short_date(published, _TODAY) == shown


@given(text=st.text(max_size=12))
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert isinstance(short_date(text, _TODAY), str)


def test_a_moment_of_today_is_a_time() -> None:
    now = datetime.now().astimezone()
    assert short_moment(now.isoformat()) == now.strftime("%H:%M")


def test_a_moment_before_has_its_day() -> None:
    before = datetime.now().astimezone() - timedelta(days=400)
    assert short_moment(before.astimezone(UTC).isoformat()).endswith(before.strftime("%Y, %H:%M"))


@pytest.mark.parametrize("moment", ["yesterday", "", "0001-01-01T00:00:00Z", "9999-12-31T23:59Z"])
def test_what_is_no_moment_is_no_trouble(moment: str) -> None:
    assert isinstance(short_moment(moment), str)
