"""What the heads of groups of articles say."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale

from annotator.model.listing import Grouping
from annotator.ui.i18n import tr

_STATES = ("Second look", "Begun", "Not begun", "Done")
_WITHOUT = {
    "outlet": "No outlet",
    "byline": "No byline",
    "day": "No date",
    "week": "No date",
    "month": "No date",
    "language": "No language",
    "flag": "No flag",
    "reference": "No reference",
    "assigned": "Assigned to nobody",
}


def head_words(grouping: Grouping, key: str) -> str:
    """Say what the articles of a group have in common; a group of copies is named elsewhere."""
    if grouping == "status":
        return tr(_STATES[int(key)] if key in "0123" else _STATES[2])
    if not key:
        return tr(_WITHOUT.get(grouping, ""))
    if grouping == "language":
        name = QLocale.languageToString(QLocale(key).language())
        return f"{name} ({key})" if QLocale(key).language() != QLocale.Language.C else key
    if grouping in ("day", "month", "week"):
        day = _date(key, grouping)
        return tr("Week of {day}", day=day) if grouping == "week" else day
    return key


def _date(key: str, grouping: str) -> str:
    """Write a day or a month as people do; what is none stays as it is."""
    parts = key.split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts) < 2:
        return key
    day = QDate(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    if not day.isValid():
        return key
    whole = grouping != "month" and len(parts) > 2
    return QLocale().toString(day, "d MMMM yyyy" if whole else "MMMM yyyy")
