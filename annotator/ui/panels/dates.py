"""Days as people write them in lists: short, and without what goes without saying."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def short_date(published: str | None, today: date | None = None) -> str:
    """Write the day of an ISO date: ``9 Feb``, with the year if it is another one.

    A month alone is ``Feb 2026``. What is no ISO date is given back as it is.
    """
    if not published:
        return ""
    if _MONTH.fullmatch(published):
        first = QDate(int(published[:4]), int(published[5:]), 1)
        return QLocale().toString(first, "MMM yyyy") if first.isValid() else published
    try:
        day = datetime.fromisoformat(published).date()
    except ValueError:
        return published
    words = QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")
    now = today or datetime.now().astimezone().date()
    return words if day.year == now.year else f"{words} {day.year}"


def short_moment(moment: str) -> str:
    """Write a moment of ours (ISO, UTC) in local time: ``10:42`` today, else with the day.

    What is no moment is given back as it is: settings hold some, and anybody can write them.
    """
    try:
        local = datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError):
        return moment
    clock = local.strftime("%H:%M")
    today = datetime.now().astimezone().date()
    return clock if local.date() == today else f"{short_date(local.date().isoformat())}, {clock}"
