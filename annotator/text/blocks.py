"""Put a text together from its paragraphs, where a file says what each of them is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.text.canonical import canonical
from annotator.text.zone import Role, Zone
from annotator.text.zone_furniture import is_furniture
from annotator.text.zones import find_zones


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, a heading, an item of a list, a row of a table.

    Attributes:
        text: its words; may have several lines.
        role: what it is in the article, where the file says so; None finds it by its words.
        tight: whether it follows the one before without a blank line, as items of a list do.
        heading: the level of a heading, 1 the highest; 0 for anything else.
        listed: whether it is an item of a list or a row of a table.
    """

    text: str
    role: Role | None = None
    tight: bool = False
    heading: int = 0
    listed: bool = False


def composed(blocks: Iterable[Block], title: str | None = None) -> tuple[str, tuple[Zone, ...]]:
    """Return the text of some paragraphs, in canonical form, and its zones.

    Paragraphs are parted by blank lines and lose the blanks around them. ``title`` is the headline
    where it is known. Headings, lists and tables are short lines that would pass for what stands
    around an article; where the file says what they are, they belong to it.
    """
    fixed: list[Zone] = []
    ours: list[Zone] = []
    parts: list[str] = []
    size = 0
    for block in blocks:
        # A mark of byte order at its start would be taken out of the first paragraph alone.
        words = canonical(f"…{block.text}").text[1:].strip("\n\ufeff").rstrip()
        if not words.strip():
            continue
        if not block.tight:  # an item of a list within a list is indented
            words = words.lstrip().lstrip("\ufeff")
        gap = ("\n" if block.tight else "\n\n") if parts else ""
        parts += (gap, words)
        size += len(gap)
        if block.role is not None:
            fixed.append(Zone(size, size + len(words), block.role))
        elif block.heading or (block.listed and not _is_link(words)):
            ours.append(Zone(size, size + len(words), "body"))
        size += len(words)
    text = "".join(parts)
    found = find_zones(text, title=title)
    around = [zone for zone in found if zone.role == "boilerplate"]
    fixed += [zone for zone in ours if _lies_in(zone, around)]
    return text, overlaid(text, found, sorted(fixed))


def _is_link(item: str) -> bool:
    """Tell whether an item of a list is what pages put around articles; rows of tables are not."""
    return " | " not in item and is_furniture(item.lstrip("- "))


def _lies_in(zone: Zone, others: Sequence[Zone]) -> bool:
    at = bisect_right(others, zone.start, key=lambda other: other.start) - 1
    return at >= 0 and zone.start < others[at].end


def overlaid(text: str, zones: Sequence[Zone], fixed: Sequence[Zone]) -> tuple[Zone, ...]:
    """Return zones with others laid over them, which count where both say something.

    Both are in order; neighbours of one role, parted by nothing but blanks, become one zone.
    """
    left: list[Zone] = []
    over = list(fixed)
    at = 0
    for zone in zones:
        start = zone.start
        while at < len(over) and over[at].end <= start:
            at += 1
        ahead = at
        while ahead < len(over) and over[ahead].start < zone.end:
            left += _trimmed(text, zone, start, over[ahead].start)
            start = max(start, over[ahead].end)
            ahead += 1
        left += _trimmed(text, zone, start, zone.end)
    joined: list[Zone] = []
    for zone in sorted((*left, *over)):
        last = joined[-1] if joined else None
        if last and last.role == zone.role and not text[last.end : zone.start].strip():
            joined[-1] = last._replace(end=zone.end)
        else:
            joined.append(zone)
    return tuple(joined)


def _trimmed(text: str, zone: Zone, start: int, end: int) -> list[Zone]:
    """Return what is left of a zone between two places, without the blanks at its edges."""
    inside = text[start:end] if start < end else ""
    words = inside.strip()
    if not words:
        return []
    first = start + inside.index(words)
    return [zone._replace(start=first, end=first + len(words))]
