"""Moments: milliseconds inside, ISO 8601 in UTC outside."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.moments import iso, milliseconds, now, week_of

_FIRST = -62_135_596_800_000  # 0001-01-01
_LAST = 253_402_300_799_999  # 9999-12-31


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (1, "1970-01-01T00:00:00.001Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (1_795_430_520_123, "2026-11-23T10:42:00.123Z"),
        (_FIRST, "0001-01-01T00:00:00.000Z"),
        (_LAST, "9999-12-31T23:59:59.999Z"),
    ],
)
def test_a_moment_is_written_in_one_way(moment: int, text: str) -> None:
    assert iso(moment) == text
    assert milliseconds(text) == moment


@given(st.integers(_FIRST, _LAST))
def test_every_moment_comes_back(moment: int) -> None:
    assert milliseconds(iso(moment)) == moment


@pytest.mark.parametrize("moment", [_FIRST - 1, _LAST + 1, 10**30, -(10**30)])
def test_what_no_calendar_holds_is_refused(moment: int) -> None:
    with pytest.raises(ValueError, match=r"year|moment"):
        iso(moment)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2026-11-23T10:42:00Z", "2026-11-23T10:42:00.000Z"),
        ("2026-11-23T10:42:00", "2026-11-23T10:42:00.000Z"),
        ("2026-11-23", "2026-11-23T00:00:00.000Z"),
        ("2026-11-23T12:42:00+02:00", "2026-11-23T10:42:00.000Z"),
        ("2026-11-23T10:42:00.999999Z", "2026-11-23T10:42:00.999Z"),
    ],
)
def test_other_ways_to_write_a_moment_are_read(text: str, same: str) -> None:
    assert iso(milliseconds(text)) == same


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30", "12:00", "2026-11-23T25:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|out of range|must be in"):
        milliseconds(text)


def test_now_is_the_clock() -> None:
    assert abs(now() - time.time() * 1000) < 5000


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        ("2026-01-04T23:59:59.999Z", "2025-12-29"),
        ("2026-01-05T00:00:00Z", "2026-01-05"),
        ("1970-01-01T00:00:00Z", "1969-12-29"),
        ("1969-12-28T23:00:00Z", "1969-12-22"),
    ],
)
def test_a_week_begins_on_its_monday(moment: str, monday: str) -> None:
    assert week_of(milliseconds(moment)) == monday


def test_the_first_days_of_all_have_a_week_too() -> None:
    assert week_of(_FIRST) == "0001-01-01"
