"""Zones that somebody sets by hand: the roles of paragraphs, and zones made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.problems import UserProblem
from annotator.text.paragraphs import paragraph_starts, paragraphs
from annotator.text.zone import Role, Zone


class ParagraphRoles(NamedTuple):
    """The paragraphs of a text, each with its role and the one that is found for it.

    Attributes:
        spans: where each stands, as `paragraphs` gives it.
        roles: their roles; what holds something and is in no zone is body, None is empty.
        found: the same as the program finds it.
    """

    spans: list[tuple[int, int]]
    roles: list[Role | None]
    found: list[Role | None]


def paragraph_roles(text: str, zones: Sequence[Zone], found: Sequence[Zone]) -> ParagraphRoles:
    """Give the roles of all paragraphs, by some zones and by those that are found."""
    spans = paragraphs(text)

    def all_given(zones: Sequence[Zone]) -> list[Role | None]:
        return [
            role or ("body" if start < end else None)
            for role, (start, end) in zip(roles_of(text, zones), spans, strict=True)
        ]

    return ParagraphRoles(spans, all_given(zones), all_given(found))


def roles_of(text: str, zones: Sequence[Zone]) -> list[Role | None]:
    """Give the role of every paragraph; None for an empty one, or one in no zone."""
    starts = [zone.start for zone in zones]
    found: list[Role | None] = []
    for start, end in paragraphs(text):
        at = bisect_right(starts, start) - 1
        is_in = at >= 0 and start < zones[at].end
        found.append(zones[at].role if is_in and start < end else None)
    return found


def zones_of(text: str, roles: Sequence[Role | None]) -> tuple[Zone, ...]:
    """Put paragraphs of one role that follow each other together.

    Raises:
        UserProblem: there are not as many roles as paragraphs.
    """
    spans = paragraphs(text)
    if len(spans) != len(roles):
        raise UserProblem(f"The article has {len(spans):,} paragraphs, not {len(roles):,}.")
    given = zip(spans, roles, strict=True)
    return _joined(text, (Zone(*span, role) for span, role in given if role is not None))


def with_role(
    text: str, zones: Sequence[Zone], start: int, end: int, role: Role
) -> tuple[Zone, ...]:
    """Give the paragraphs that a stretch touches a role; all others keep what they have.

    Args:
        text: the article's.
        zones: as they are.
        start, end: the stretch, in code points, end exclusive; an empty one touches one paragraph.
        role: what they are to be.
    """
    starts = paragraph_starts(text)
    first = bisect_right(starts, max(0, start)) - 1
    last = max(first, bisect_right(starts, end - 1) - 1)
    before = starts[first]
    after = starts[last + 1] if last + 1 < len(starts) else len(text) + 1
    bounds = [*starts[first : last + 1], after]
    return _joined(
        text,
        [
            *(_trimmed(text, zone, zone.start, min(zone.end, before)) for zone in zones),
            *(Zone(one, following - 1, role) for one, following in pairwise(bounds)),
            *(_trimmed(text, zone, max(zone.start, after), zone.end) for zone in zones),
        ],
    )


def _trimmed(text: str, zone: Zone, start: int, end: int) -> Zone:
    """Give what lies between two places of a zone, without the line ends at a place it was cut."""
    if start > zone.start:
        start = end - len(text[start:end].lstrip("\n"))
    if end < zone.end:
        end = start + len(text[start:end].rstrip("\n"))
    return zone._replace(start=start, end=end)


def _joined(text: str, zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Put zones of one role together that have nothing but empty paragraphs between them."""
    found: list[Zone] = []
    for zone in zones:
        if zone.start >= zone.end:
            continue
        last = found[-1] if found else None
        if last and last.role == zone.role and not text[last.end : zone.start].strip("\n"):
            found[-1] = last._replace(end=zone.end)
        else:
            found.append(zone)
    return tuple(found)
