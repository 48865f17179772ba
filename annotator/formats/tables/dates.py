"""Dates as spreadsheets hold them, turned into ISO 8601 where they can mean one day only."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from annotator.text.dates import find_date

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}.*)?)?)?")
_LONGEST = 60


def iso_date(cell: str) -> str:
    """Give a date as ISO 8601; one that is so already, or may be another day, as it is."""
    cell = cell.strip()
    if _ISO.fullmatch(cell) or len(cell) > _LONGEST:
        return cell
    try:
        return parsedate_to_datetime(cell).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        found = find_date(cell)
    return found.iso if found and found.iso else cell
