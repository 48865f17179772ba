"""A date that somebody types: a day, a month or a year, read only if it can be one alone."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from annotator.text.dates import find_date, month_of
from annotator.text.numerals import ascii_digits

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MONTH: Final = re.compile(r"(?P<month>[^\W\d]+)\.?,?\s+(?P<year>\d{4})")
_TWOFOLD: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_day(text: str) -> tuple[str | None, str]:
    """Read a date; give it as ISO 8601, whole or cut after month or year, or say why not.

    ``9 Feb 2026``, ``Feb 2026``, ``2026-2-9`` and ``2026`` are read; ``3/4/2026`` is one day in
    Europe and another in America.
    """
    tidy = ascii_digits(text).strip().rstrip(".")
    if iso := _ISO.fullmatch(tidy):
        return _whole(*(int(part) if part else None for part in iso.groups()))
    if (named := _MONTH.fullmatch(tidy)) and (month := month_of(named["month"])):
        return _whole(int(named["year"]), month, None)
    found = find_date(tidy)
    if found is None or (found.start, found.end) != (0, len(tidy)):
        return None, ""
    if found.iso is not None:
        return found.iso[:10], ""
    if (twofold := _TWOFOLD.fullmatch(tidy)) and _is_any_day(*map(int, twofold.groups())):
        return None, "that is one day in Europe and another in America: name the month"
    has_year = re.search(r"\d{4}", tidy)
    return None, "there is no such day" if has_year else "the year is missing"


def _is_any_day(one: int, other: int, year: int) -> bool:
    """Tell whether two numbers are a day and a month in one order at least."""
    return any(_whole(year, month, day)[0] for month, day in ((one, other), (other, one)))


def _whole(year: int | None, month: int | None, day: int | None) -> tuple[str | None, str]:
    assert year is not None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None, "there is no such day"
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
    return "-".join(parts), ""
