"""Days as people write them in lists: short, and without what goes without saying."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale


def short_date(published: str | None, today: date | None = None) -> str:
    """Write the day of an ISO date: ``9 Feb``, with the year if it is another one.

    What is no ISO date is given back as it is.
    """
    if not published:
        return ""
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
