"""The moment at which a web page says that it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

_PUBLISHED: Final = (
    r"(?i)(?:(?:article|og):published(?:_time)?|date[-_.]?published|publish(?:ed)?[-_]?(?:date|time)"
    r"|pub-?date|parsely-pub-date|dc(?:terms)?\.(?:date|issued)(?:\.\w+)?|sailthru\.date)"
)
_DECLARED: Final = r"\"datePublished\"\s*:\s*\"([^\"]+)\""
_MOMENT: Final = r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?"


def published_moment(tree: Any, day: str | None) -> str | None:
    """Return the day that a page was published on, with the time and zone if the page gives them.

    Args:
        tree: the parsed page.
        day: the day as it is known (ISO 8601); None if it is not.

    Returns:
        ISO 8601 as the page has it, without fractions of seconds: ``2026-03-04T10:20:00Z``.
    """
    for said in _said(tree) if day else ():
        found = re.fullmatch(_MOMENT, said.strip())
        if found and said.strip().startswith(str(day)) and _is_moment(found[1] + (found[2] or "")):
            return found[1] + (found[2] or "")
    return day


def _said(tree: Any) -> Iterator[str]:
    """Walk what a page says of its moment, the surest first."""
    for meta in tree.iter("meta"):
        names = (meta.get(key) or "" for key in ("property", "name", "itemprop"))
        if any(re.fullmatch(_PUBLISHED, name) for name in names):
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from re.findall(_DECLARED, script.text or "")
    for time in tree.iter("time"):
        if re.fullmatch(_PUBLISHED, time.get("itemprop") or "") or time.get("pubdate") is not None:
            yield time.get("datetime") or ""
    for article in tree.iter("article"):
        for time in article.iter("time"):
            yield time.get("datetime") or ""
        return


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
