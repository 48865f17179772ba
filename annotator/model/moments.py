"""Points in time: milliseconds since 1970 in UTC inside, ISO 8601 text outside."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from functools import lru_cache

WEEK = 7 * 24 * 60 * 60 * 1000
TO_MONDAY = 3 * 24 * 60 * 60 * 1000
"""Milliseconds: the first of January 1970 was a Thursday."""
_MONDAY = date(1970, 1, 5).toordinal()


def now() -> int:
    """Read the clock, in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


@lru_cache(4096)
def iso(milliseconds: int) -> str:
    """Write a moment as ``2026-11-23T10:42:00.123Z``.

    Raises:
        ValueError: the moment lies outside the years 1 to 9999.
    """
    seconds, rest = divmod(milliseconds, 1000)
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(f"{milliseconds} ms is no moment of a calendar") from error
    return f"{moment.replace(tzinfo=None).isoformat()}.{rest:03d}Z"


@lru_cache(4096)
def milliseconds(text: str) -> int:
    """Read an ISO 8601 moment; one without a zone counts as UTC.

    Raises:
        ValueError: the text is no such moment.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    whole = moment.replace(microsecond=0)
    return round(whole.timestamp()) * 1000 + moment.microsecond // 1000


def week_of(moment: int) -> str:
    """Name the week of a moment (milliseconds) by its Monday, as YYYY-MM-DD in UTC."""
    return _monday((moment + TO_MONDAY) // WEEK)


@lru_cache(4096)
def _monday(week: int) -> str:
    # The calendar begins on a Monday.
    return date.fromordinal(_MONDAY + 7 * (week - 1)).isoformat()
