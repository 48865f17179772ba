"""Read from a plain text what can be known of its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from annotator.text.dates import find_date
from annotator.text.language import guess_language
from annotator.text.offsets import floor_grapheme
from annotator.text.zone_bylines import author
from annotator.text.zones import Role, Zone

_LONGEST_TITLE: Final = 80  # code points, of a title made of first words
_URL_LINE: Final = r"(?m)^[^\S\n]*(https?://\S+)[^\S\n]*$"


class Fields(NamedTuple):
    """What is known of an article besides its text.

    ``published`` is ISO 8601, a date or a date and time without zone as the page gave it;
    ``language`` is an ISO 639-1 code.
    """

    title: str
    outlet: str | None
    byline: str | None
    published: str | None
    language: str | None
    url: str | None


NO_FIELDS: Final = Fields("", None, None, None, None, None)
"""What is known of an article of which nothing is known."""


def read_fields(text: str, zones: Sequence[Zone]) -> Fields:
    """Return what a plain text says of itself in its zones.

    The title is the headline, else the first words. The outlet is never sure and stays None, and
    so do date and language where they are not.
    """
    bylines = [author(line) or line for line in _lines(text, zones, "byline")]
    dated = [*_lines(text, zones, "dateline"), *_lines(text, zones, "byline")]
    dates = [found.iso for line in dated if (found := find_date(line)) and found.iso]
    url = re.search(_URL_LINE, text)
    return Fields(
        title=title_of(text, zones),
        outlet=None,
        byline=bylines[0] if bylines else None,
        published=dates[0] if dates else None,
        language=guess_language(text),
        url=url[1] if url else None,
    )


def _lines(text: str, zones: Sequence[Zone], role: Role) -> list[str]:
    """Return the lines of all zones of a role, without outer white space, none blank."""
    return [
        line.strip()
        for zone in zones
        if zone.role == role
        for line in text[zone.start : zone.end].split("\n")
        if line.strip()
    ]


def title_of(text: str, zones: Sequence[Zone]) -> str:
    """Return a text's title: the headline, else the first words."""
    headline = next((zone for zone in zones if zone.role == "headline"), None)
    if headline:
        return max(_lines(text, [headline], "headline"), key=len)
    start = next((zone.start for zone in zones if zone.role == "body"), 0)
    first = text[start:].lstrip().partition("\n")[0].rstrip()
    if len(first) <= _LONGEST_TITLE:
        return first
    cut = first.rfind(" ", 0, _LONGEST_TITLE)
    cut = cut if cut > 0 else floor_grapheme(first, _LONGEST_TITLE - 1)
    return first[:cut].rstrip(" ,;:–—-") + "…"
