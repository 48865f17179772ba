"""Zones set by hand: roles of paragraphs, and a role for a stretch."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.problems import UserProblem
from annotator.text.paragraphs import paragraphs
from annotator.text.zone import Role, Zone
from annotator.text.zones import find_zones
from annotator.text.zones_by_hand import roles_of, with_role, zones_of
from tests.nasty import texts

TEXT = "Head\n\nOne 🇺🇦\nTwo\n\nThree\n"
ROLES = get_args(Role)


def test_a_stretch_gets_a_role_and_the_rest_keeps_its_own() -> None:
    zones = zones_of(TEXT, ["headline", None, "body", "body", None, "body", None])
    assert zones == (Zone(0, 4, "headline"), Zone(6, 23, "body"))
    assert with_role(TEXT, zones, 14, 14, "caption") == (
        Zone(0, 4, "headline"),
        Zone(6, 12, "body"),
        Zone(13, 16, "caption"),
        Zone(18, 23, "body"),
    )


@given(st.data())
def test_it_is_what_setting_the_roles_of_these_paragraphs_gives(data: st.DataObject) -> None:
    text = data.draw(texts(min_size=1))
    zones = find_zones(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    role = data.draw(st.sampled_from(ROLES))
    roles = roles_of(text, zones)
    spans = paragraphs(text)
    for at, (one, other) in enumerate(spans):
        touched = one <= start <= other if start == end else one < end and start <= other
        if touched and one < other:
            roles[at] = role
    assert roles_of(text, with_role(text, zones, start, end, role)) == roles


@given(st.data())
def test_zones_that_are_no_whole_paragraphs_stay_where_they_are(data: st.DataObject) -> None:
    text = "One two three\nFour five\n\nSix"
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    roles = data.draw(st.lists(st.sampled_from(ROLES), min_size=8, max_size=8))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    zones = [Zone(one, other, role) for (one, other), role in zip(pairs, roles, strict=False)]
    found = with_role(text, zones, 16, 17, "caption")
    kept = {at: zone.role for zone in zones for at in range(zone.start, zone.end)}
    now = {at: zone.role for zone in found for at in range(zone.start, zone.end)}
    for at in range(len(text)):
        if 14 <= at < 23:
            assert now[at] == "caption"
        elif text[at] != "\n":
            assert now.get(at) == kept.get(at)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_paragraph_without_a_role_parts_those_around_it() -> None:
    assert zones_of("a\nb\nc", ["body", None, "body"]) == (Zone(0, 1, "body"), Zone(4, 5, "body"))
    assert zones_of("a\n\nc", ["body", None, "body"]) == (Zone(0, 4, "body"),)


def test_there_are_as_many_roles_as_paragraphs() -> None:
    with pytest.raises(UserProblem, match="3 paragraphs, not 1"):
        zones_of("a\nb\nc", ["body"])
