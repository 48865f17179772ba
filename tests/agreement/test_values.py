"""When two values say the same: by kind, by tolerance, by what is known of places."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.differences import links
from annotator.agreement.places import haversine
from annotator.agreement.values import Values, near
from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from tests.agreement.making import SCHEME, scheme_of, span
from tests.nasty import texts

KYIV = {"name": "Kyiv", "country": "UA", "latitude": 50.4501, "longitude": 30.5234}
CHOICES = ["exact", {"key": "at-least", "name": "at least"}]


def differing(scheme: Scheme, left: dict[str, Any], right: dict[str, Any], label: str) -> Any:
    one, other = span(0, 5, label, **left), span(0, 5, label, by="Ben", **right)
    found = Values(scheme).differing(one, other, links([one, other]))
    assert Values(scheme).differing(other, one, links([one, other])) == found
    return found


@pytest.mark.parametrize(
    ("asked", "left", "right", "same"),
    [
        ({"kind": "number"}, 600, 600.0, True),
        ({"kind": "number"}, 600, "600", True),
        ({"kind": "number"}, 600, 601, False),
        ({"kind": "number"}, 0, -0.0, True),
        ({"kind": "number"}, 600, "many", False),
        ({"kind": "number", "tolerance": 0.05}, 600, 570, True),
        ({"kind": "number", "tolerance": 0.05}, 600, 569, False),
        ({"kind": "number", "tolerance": 0.05}, -600, -570, True),
        ({"kind": "number", "tolerance": 0.05}, 600, -600, False),
        ({"kind": "number", "tolerance": 1}, 600, 0, True),
        ({"kind": "number", "highest": 10}, 600, 600.0, True),
        ({"kind": "quantity"}, {"value": 3, "unit": "km"}, {"value": 3.0, "unit": " km "}, True),
        ({"kind": "quantity"}, {"value": 3, "unit": "km"}, {"value": 3, "unit": "m"}, False),
        ({"kind": "quantity"}, {"value": 3, "unit": "km"}, "3 km", True),
        (
            {"kind": "quantity", "tolerance": 0.5},
            {"value": 2, "unit": "km"},
            {"value": 4, "unit": "km"},
            True,
        ),
        ({"kind": "date"}, "2026-02", "2026-02", True),
        ({"kind": "date"}, "2026-02", "2026-02-09", False),
        ({"kind": "choice", "choices": CHOICES}, "at-least", "at least", True),
        ({"kind": "choice", "choices": CHOICES}, "at-least", "exact", False),
        ({"kind": "choice", "choices": CHOICES}, "other", " other ", False),
        ({"kind": "flag"}, True, "yes", True),
        ({"kind": "flag"}, True, False, False),
        ({"kind": "text"}, "a fire director", " a fire director\r\n", True),
        ({"kind": "text"}, "Fire director", "fire director", False),
        ({"kind": "place"}, KYIV, {**KYIV, "longitude": 30.5}, False),
        ({"kind": "place"}, KYIV, {**KYIV, "longitude": 30.53}, True),
        ({"kind": "place", "within_km": 2}, KYIV, {**KYIV, "longitude": 30.5}, True),
        ({"kind": "place"}, {"name": "Kyiv"}, KYIV, True),
        ({"kind": "place"}, {"name": "kyiv"}, {"name": "Kyiv", "country": "UA"}, True),
        (
            {"kind": "place"},
            {"name": "Kyiv", "country": "PL"},
            {"name": "Kyiv", "country": "UA"},
            False,
        ),
        ({"kind": "place"}, {"name": "Ukraine", "country": "UA"}, KYIV, False),
        ({"kind": "place"}, {"id": "g:1", "name": "Kiev"}, {"id": "g:1", **KYIV}, True),
        ({"kind": "place"}, {"id": "geonames:2", **KYIV}, {"id": "geonames:1", **KYIV}, False),
        ({"kind": "place"}, {"id": "2", **KYIV}, {"id": "1", **KYIV}, False),
        ({"kind": "place"}, {"id": "wikidata:2", **KYIV}, {"id": "geonames:1", **KYIV}, True),
        (
            {"kind": "place", "within_km": 5},
            {"id": "geonames:2", **KYIV},
            {"id": "geonames:1", **KYIV},
            True,
        ),
    ],
)  # fmt: skip
def test_values_are_compared_by_the_kind_of_their_attribute(
    asked: dict[str, Any], left: Any, right: Any, same: bool
) -> None:
    scheme = scheme_of({"key": "it", **asked})
    sort = "value" if asked["kind"] in ("number", "quantity", "date", "place") else "attribute"
    found = differing(scheme, {"it": left}, {"it": right}, "figure")
    assert found == ({} if same else {"it": sort})


@pytest.mark.parametrize("empty", [None, "", " \n", {}])
def test_what_is_empty_was_not_said(empty: Any) -> None:
    scheme = scheme_of({"kind": "text", "key": "unit"}, {"kind": "number", "key": "value"})
    assert differing(scheme, {"unit": empty, "value": empty}, {}, "figure") == {}
    assert differing(scheme, {"unit": empty}, {"unit": "km²"}, "figure") == {"unit": "attribute"}
    assert differing(scheme, {"value": empty}, {"value": 0}, "figure") == {"value": "value"}


def test_no_is_not_the_same_as_nothing() -> None:
    scheme = scheme_of({"kind": "flag", "key": "quoted"})
    assert differing(scheme, {"quoted": False}, {}, "figure") == {"quoted": "attribute"}


def test_what_the_scheme_does_not_know_is_compared_as_it_stands() -> None:
    assert differing(SCHEME, {"mood": "glad "}, {"mood": "glad"}, "figure") == {}
    assert differing(SCHEME, {"mood": 1}, {"mood": 1.0}, "figure") == {}
    assert differing(SCHEME, {"mood": 1}, {"mood": True}, "figure") == {"mood": "attribute"}
    assert differing(SCHEME, {"mood": 1}, {"mood": 2}, "event") == {"mood": "attribute"}


def test_all_that_differ_are_named_in_order() -> None:
    left = {"value": 600, "unit": "km²", "approximation": "about"}
    right = {"value": 650, "unit": "km²", "of_what": "pasture", "approximation": "exact"}
    found = differing(SCHEME, left, right, "figure")
    assert list(found.items()) == [
        ("approximation", "attribute"), ("of_what", "attribute"), ("value", "value"),
    ]  # fmt: skip


# Places of the default scheme, whose fields are attributes of their own


def place(**fields: Any) -> dict[str, Any]:
    return {"gazetteer_id": "geonames:703448", **KYIV, **fields}


def test_the_same_entry_of_the_gazetteer_is_the_same_place() -> None:
    assert differing(SCHEME, place(), place(name="Kiev", latitude=1), "location") == {}
    other = place(gazetteer_id="geonames:1", name="Kiev", country="")
    assert differing(SCHEME, place(), other, "location") == {
        "country": "value", "gazetteer_id": "value", "name": "value",
    }  # fmt: skip


def test_without_a_gazetteer_in_common_the_distance_decides() -> None:
    near_by = {"name": "Kiev", "latitude": 50.45, "longitude": 30.52}
    assert differing(SCHEME, place(), near_by, "location") == {}
    far = {**near_by, "latitude": 49.0}
    assert "latitude" in differing(SCHEME, place(), far, "location")
    assert differing(SCHEME, {"name": "Kyiv"}, place(), "location") == {}
    assert differing(SCHEME, {}, {"name": "Kyiv"}, "location") == {"name": "value"}
    assert differing(SCHEME, {"country": "UA"}, {"country": "UA"}, "location") == {}


def test_what_else_is_said_of_a_place_counts_by_itself() -> None:
    left, right = place(sense="place"), place(sense="government")
    assert differing(SCHEME, left, right, "location") == {"sense": "attribute"}


# Links


def linking(by: str, *targets: Annotation) -> tuple[Annotation, list[Annotation]]:
    return span(20, 23, by=by, refers_to=targets[0].id), list(targets)


@pytest.mark.parametrize(
    ("theirs", "same"),
    [
        (span(0, 12, by="Ben"), True),
        (span(0, 5, by="Ben"), True),
        (span(0, 12, "location", by="Ben"), True),
        (span(12, 19, by="Ben"), False),
    ],
)
def test_links_say_the_same_if_they_lead_to_the_same_words(theirs: Annotation, same: bool) -> None:
    mine, first = linking("Ann", span(0, 12))
    other, second = linking("Ben", theirs)
    everything = links([mine, other, *first, *second])
    found = Values(SCHEME).differing(mine, other, everything)
    assert found == ({} if same else {"refers_to": "attribute"})


def test_a_link_to_what_is_not_there_is_like_no_other() -> None:
    mine, targets = linking("Ann", span(0, 12))
    lost = span(20, 23, by="Ben", refers_to="gone")
    told = Values(SCHEME).differing(mine, lost, links([mine, lost, *targets]))
    assert told == {"refers_to": "attribute"}
    also = span(20, 23, by="Ben", refers_to="gone")
    assert Values(SCHEME).differing(lost, also, links([lost, also])) == {}


# Numbers and distances

_NUMBERS = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))


@given(_NUMBERS, _NUMBERS, st.floats(0, 1))
def test_nearness_is_the_same_from_both_sides_and_grows_with_the_tolerance(
    left: float, right: float, tolerance: float
) -> None:
    assert near(left, left, 0)
    assert near(left, right, tolerance) == near(right, left, tolerance)
    if near(left, right, tolerance / 2):
        assert near(left, right, tolerance)


_POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(_POINTS, _POINTS)
def test_a_distance_is_one(left: tuple[float, float], right: tuple[float, float]) -> None:
    assert haversine(left, left) == 0
    assert haversine(left, right) == haversine(right, left)
    assert 0 <= haversine(left, right) <= 20_016


def test_distances_are_those_of_the_world() -> None:
    # A quarter of a meridian, and a degree on the equator, of a sphere of 6371.0088 km.
    assert haversine((0, 0), (90, 0)) == pytest.approx(10_007.557, abs=0.001)
    assert haversine((0, 179.5), (0, -179.5)) == pytest.approx(111.195, abs=0.001)
    # Nashville to Los Angeles, 36.12 N 86.67 W and 33.94 N 118.40 W.
    assert haversine((36.12, -86.67), (33.94, -118.40)) == pytest.approx(2886.448, abs=0.001)


# Anything


_ANY = st.dictionaries(
    st.sampled_from(["value", "unit", "approximation", "gazetteer_id", "latitude", "x"]),
    st.one_of(
        st.none(), st.booleans(), _NUMBERS, texts(max_size=3),
        st.dictionaries(st.sampled_from(["value", "unit", "id", "name"]), texts(max_size=2)),
    ),
)  # fmt: skip


@given(_ANY, _ANY, st.sampled_from(["figure", "location", "source", "event"]))
def test_whatever_stands_there_can_be_compared(
    left: dict[str, Any], right: dict[str, Any], label: str
) -> None:
    assert differing(SCHEME, left, left, label) == {}
    assert set(differing(SCHEME, left, right, label)) <= left.keys() | right.keys()
