"""A proposal is put together from what most said, and says how."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.likeness import length
from annotator.agreement.units import units
from annotator.model.annotation import Annotation
from annotator.model.unit import Proposal
from tests.agreement.making import SCHEME, span, spans

PEOPLE = ("Ann", "Ben", "Cem", "Dee")


def proposal(*annotations: Annotation, people: int = 0) -> Proposal:
    names = PEOPLE[: people or len(annotations)]
    (unit,) = units(annotations, names, SCHEME)
    return unit.proposal


def figures(*values: dict[str, Any]) -> list[Annotation]:
    return [
        span(0, 5, "figure", by=name, **value) for name, value in zip(PEOPLE, values, strict=False)
    ]


def test_what_all_say_is_taken() -> None:
    said = proposal(span(0, 5, by="Ann", kind="outlet"), span(0, 5, by="Ben", kind="outlet"))
    assert said == ("source", ((0, 5),), {"kind": "outlet"}, "all agree", "all agree")


@pytest.mark.parametrize(
    ("who", "people", "why"),
    [
        (["Ann"], 1, "nobody to compare with"),
        (["Ann"], 2, "only one marked it"),
        (["Ann", "Ben"], 3, "all who marked it agree"),
        (["Ann", "Ben"], 2, "all agree"),
    ],
)
def test_it_says_how_many_marked_it(who: list[str], people: int, why: str) -> None:
    said = proposal(*(span(0, 5, by=name) for name in who), people=people)
    assert (said.why, said.unnamed) == (why, why)


def test_label_by_majority_takes_edges_of_those_who_have_it() -> None:
    said = proposal(
        span(0, 10, by="Ann", role="envoy"),
        span(0, 12, "location", by="Ben", country="UA"),
        span(0, 12, by="Cem"),
        span(0, 10, by="Dee"),
    )
    assert said.label == "source"
    assert said.fragments == ((0, 10),)
    assert said.attributes == {"role": "envoy"}
    assert said.why == "label and edges by majority, role kept from Ann"


def test_between_equals_it_is_what_both_marked() -> None:
    said = proposal(span(0, 13, "figure", by="Ann"), span(6, 15, "figure", by="Ben"))
    assert (said.fragments, said.why) == (((6, 13),), "edges around the common words")
    pieces = proposal(span(0, 0, by="Ann", fragments=[(0, 4), (8, 12)]), span(2, 10, by="Ben"))
    assert pieces.fragments == ((2, 4), (8, 10))


def test_pieces_with_nothing_in_common_are_taken_as_they_come() -> None:
    said = proposal(
        span(0, 0, by="Ann", fragments=[(0, 3), (4, 7)]),
        span(0, 0, by="Ben", fragments=[(4, 7), (8, 11)]),
        span(0, 0, by="Cem", fragments=[(0, 3), (8, 11)]),
    )
    assert said.fragments == ((0, 3), (4, 7))
    assert said.why == "edges as they come first"


def test_a_tie_of_labels_is_said() -> None:
    said = proposal(span(0, 5, by="Ann"), span(0, 5, "location", by="Ben"))
    assert (said.label, said.why) == ("location", "label as put by Ben")
    assert said.unnamed == "label as put by one"


def test_values_by_majority() -> None:
    said = proposal(*figures({"value": 600, "unit": "km²"}, {"value": 650}, {"value": 600.0}))
    assert said.attributes == {"value": 600, "unit": "km²"}
    assert said.why == "value by majority, unit kept from Ann"


def test_what_some_left_out_is_not_said_by_all() -> None:
    said = proposal(*figures({"value": 1}, {"value": 1, "unit": "km"}, {"value": 1, "unit": "km"}))
    assert said.attributes == {"value": 1, "unit": "km"}
    assert said.why == said.unnamed == "unit from all who gave it"


def test_a_tie_of_values_is_that_of_the_first_answer() -> None:
    said = proposal(*figures({"value": 650, "low": 600}, {"value": 600, "low": 500}))
    assert said.attributes == {"value": 600, "low": 500}
    assert said.why == "value and low as put by Ben"


def test_what_several_kept_from_one_is_said_at_once() -> None:
    said = proposal(*figures({}, {"unit": "km²", "of_what": "pasture"}, {"value": 1}, {}))
    assert said.why == "value kept from Cem, unit and of what kept from Ben"
    assert said.unnamed == "value kept from one, unit and of what kept from one"


def test_a_place_is_taken_whole_from_one() -> None:
    kyiv: dict[str, Any] = {"gazetteer_id": "geonames:703448", "name": "Kyiv", "latitude": 50.4501,
            "longitude": 30.5234}  # fmt: skip
    chornobyl: dict[str, Any] = {
        "gazetteer_id": "geonames:1",
        "name": "Chornobyl",
        "latitude": 51.28,
    }
    said = proposal(
        span(0, 4, "location", by="Ann", name="Kyiv"),
        span(0, 4, "location", by="Ben", **kyiv),
        span(0, 4, "location", by="Cem", **chornobyl),
    )
    assert said.attributes == kyiv
    assert said.why == "place by majority"


def test_empty_fields_are_left_out() -> None:
    assert proposal(span(0, 4, by="Ann", role=" ", kind=None), people=1).attributes == {}


@given(st.lists(spans("x", max_size=3), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_a_proposal_is_made_of_what_was_said(team: list[list[Annotation]], random: Random) -> None:
    said = [
        span(0, 0, one.label, by=name, fragments=one.fragments, **one.attributes)
        for name, side in zip(PEOPLE, team, strict=False)
        for one in side
    ]
    found = units(said, PEOPLE, SCHEME)
    for unit in found:
        label, fragments, attributes, why, _ = unit.proposal
        assert why
        with_label = [one for one in unit.annotations if one.label == label]
        assert with_label
        assert 0 < length(fragments) <= max(length(one.fragments) for one in with_label)
        starts = {at for one in with_label for at, _ in one.fragments}
        ends = {at for one in with_label for _, at in one.fragments}
        assert {at for at, _ in fragments} <= starts
        assert {at for _, at in fragments} <= ends
        assert all(a < b for a, b in fragments)
        for key, value in attributes.items():
            assert value in [one.attributes.get(key) for one in with_label]
    random.shuffle(said)
    assert [one.proposal for one in units(said, PEOPLE, SCHEME)] == [one.proposal for one in found]
