"""Part an article into zones: what is headline, byline, caption, body, and what is furniture."""

from __future__ import annotations

from itertools import groupby

from annotator.text.paragraphs import paragraphs
from annotator.text.zone import Role, Zone
from annotator.text.zone_line import Line
from annotator.text.zone_roles import roles

__all__ = ["Role", "Zone", "find_zones"]


def find_zones(text: str, *, title: str | None = None) -> tuple[Zone, ...]:
    """Return the zones of an article in order; they never overlap and hold every line that is text.

    Consecutive paragraphs of one role make one zone. ``title`` is the headline where it is known
    from elsewhere, as from a page's metadata. A blank text has no zones.
    """
    spans = paragraphs(text)
    texts = [text[start:end].strip() for start, end in spans]
    filled = [at for at, line in enumerate(texts) if line]
    lines = [Line(texts[at], gap=at + 1 == len(texts) or not texts[at + 1]) for at in filled]
    zones = []
    for role, group in groupby(zip(filled, roles(lines, title), strict=True), lambda pair: pair[1]):
        members = [at for at, _ in group]
        zones.append(Zone(spans[members[0]][0], spans[members[-1]][1], role))
    return tuple(zones)
