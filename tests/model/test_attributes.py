"""Every kind of attribute takes what fits it, in one tidy form, and refuses the rest in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.model.attributes import Attribute, attribute_adapter
from annotator.model.canonical import LARGEST, dumps, storable
from annotator.problems import AttributeProblem
from tests.nasty import raw_texts

_LONG = "9" * 5000


def attribute(kind: str, **fields: Any) -> Attribute:
    return attribute_adapter.validate_python({"kind": kind, "key": "of_what", **fields})


CHOICE = attribute("choice", choices=["exact", {"key": "at-least", "name": "at least"}])
FLAG = attribute("flag")
NUMBER = attribute("number")
QUANTITY = attribute("quantity")
UNITS = attribute("quantity", units=["km", "m"])
TEXT = attribute("text")
DATE = attribute("date")
PLACE = attribute("place")
LINK = attribute("link")
LATITUDE = attribute("number", lowest=-90, highest=90.5)
COUNT = attribute("number", whole=True)
ALL = (CHOICE, FLAG, NUMBER, QUANTITY, UNITS, TEXT, DATE, PLACE, LINK, LATITUDE, COUNT)


@pytest.mark.parametrize(
    ("asked", "typed", "value"),
    [
        (CHOICE, "exact", "exact"),
        (CHOICE, " at least ", "at-least"),
        (CHOICE, "at-least", "at-least"),
        (FLAG, "Yes", True),
        (FLAG, " on ", True),
        (FLAG, "1", True),
        (FLAG, "FALSE", False),
        (FLAG, "no", False),
        (NUMBER, "600", 600),
        (NUMBER, " -3.5 ", -3.5),
        (NUMBER, "1e6", 1_000_000),
        (NUMBER, "600.0", 600),
        (NUMBER, str(LARGEST), LARGEST),
        (NUMBER, "1e300", 1e300),
        (LATITUDE, "90.5", 90.5),
        (COUNT, "3.0", 3),
        (QUANTITY, "12.5 km", {"value": 12.5, "unit": "km"}),
        (QUANTITY, "  3   tonnes of wheat ", {"value": 3, "unit": "tonnes of wheat"}),
        (UNITS, "3 m", {"value": 3, "unit": "m"}),
        (TEXT, " fire director ", "fire director"),
        (TEXT, "", ""),
        (DATE, "2026-02-09", "2026-02-09"),
        (DATE, " 2026-02 ", "2026-02"),
        (DATE, "2026", "2026"),
        (PLACE, " Київ ", {"name": "Київ"}),
        (LINK, " 0190-1 ", "0190-1"),
    ],
)
def test_what_is_typed_is_read(asked: Attribute, typed: str, value: Any) -> None:
    read = asked.parse(typed)
    assert read == value
    assert type(read) is type(value)
    assert asked.accept(read) == read


@pytest.mark.parametrize(
    ("asked", "typed", "why"),
    [
        (CHOICE, "roughly", "Of what: “roughly” is not one of exact, at-least."),
        (FLAG, "maybe", "Of what: “maybe” is neither yes nor no."),
        (NUMBER, "six", "Of what: “six” is not a number."),
        (NUMBER, "", "Of what: “” is not a number."),
        (NUMBER, "1_000", "Of what: “1_000” is not a number."),
        (NUMBER, "nan", "Of what: “nan” is not a number."),
        (NUMBER, "-inf", "Of what: “-inf” is not a number."),
        (NUMBER, str(LARGEST + 1), f"Of what: {LARGEST + 1} is too large to be kept exactly."),
        (NUMBER, _LONG, "Of what: “inf” is not a number."),
        (LATITUDE, "-90.1", "Of what: -90.1 is below -90."),
        (LATITUDE, "90.6", "Of what: 90.6 is above 90.5."),
        (COUNT, "3.5", "Of what: “3.5” is not a whole number."),
        (QUANTITY, "12.5", "Of what: “12.5” is not a number with a unit, like “12.5 km”."),
        (QUANTITY, "far km", "Of what: “far km” is not a number with a unit, like “12.5 km”."),
        (UNITS, "12 miles", "Of what: “miles” is not one of km, m."),
        (TEXT, "x" * 2001, "Of what: a text may have 2000 characters, not 2001."),
        (DATE, "9 Feb", "Of what: “9 Feb” is not a date like 2026-02-09, 2026-02 or 2026."),
        (
            DATE,
            "2026-02-30",
            "Of what: “2026-02-30” is not a date like 2026-02-09, 2026-02 or 2026.",
        ),
        (DATE, "２０２６", "Of what: “２０２６” is not a date like 2026-02-09, 2026-02 or 2026."),
        (PLACE, "  ", "Of what: a place has a name, or a latitude and a longitude."),
        (LINK, " ", "Of what: a link holds the id of an annotation."),
    ],
)
def test_what_does_not_fit_is_refused_in_words(asked: Attribute, typed: str, why: str) -> None:
    with pytest.raises(AttributeProblem) as problem:
        asked.parse(typed)
    assert str(problem.value) == why


@pytest.mark.parametrize(
    ("asked", "value", "kept"),
    [
        (NUMBER, 600.0, 600),
        (NUMBER, -0.0, 0),
        (NUMBER, float(2**60), float(2**60)),
        (QUANTITY, {"value": 2.0, "unit": " km "}, {"value": 2, "unit": "km"}),
        (TEXT, "one\r\ntwo\0\ud800", "one\ntwo\ufffd\ufffd"),
        (PLACE, {"latitude": 1, "longitude": 2}, {"name": "", "latitude": 1.0, "longitude": 2.0}),
        (
            PLACE,
            {"id": "geonames:1", "name": "Kyiv", "country": None},
            {"id": "geonames:1", "name": "Kyiv"},
        ),
    ],
)
def test_typed_values_are_kept_in_one_form(asked: Attribute, value: Any, kept: Any) -> None:
    accepted = asked.accept(value)
    assert accepted == kept
    assert asked.accept(accepted) == accepted
    if not isinstance(kept, dict):
        assert type(accepted) is type(kept)


@pytest.mark.parametrize(
    ("asked", "value", "why"),
    [
        (NUMBER, True, "Of what: “True” is not a number."),
        (NUMBER, "600", "Of what: “600” is not a number."),
        (NUMBER, float("nan"), "Of what: “nan” is not a number."),
        (FLAG, 1, "Of what: “1” is neither yes nor no."),
        (TEXT, 5, "Of what: “5” is not a text."),
        (QUANTITY, {"value": 1}, "Of what: a quantity has a value and a unit."),
        (QUANTITY, {"value": "1", "unit": "km"}, "Of what: “1” is not a number."),
        (QUANTITY, {"value": 1, "unit": " "}, "Of what: the unit is missing."),
        (PLACE, "Kyiv", "Of what: “Kyiv” is not a place with a name or a point."),
        (PLACE, {"latitude": 5}, "Of what: a place has a name, or a latitude and a longitude."),
        (
            PLACE,
            {"name": "x", "latitude": 91, "longitude": 0},
            "Of what: latitude: it has to be 90 or less.",
        ),
        (
            PLACE,
            {"name": "x", "planet": "Mars"},
            "Of what: planet: there is no such field.",
        ),
        (
            DATE,
            ["2026"],
            "Of what: “['2026']” is not a date like 2026-02-09, 2026-02 or 2026.",
        ),
        (CHOICE, {}, "Of what: “{}” is not one of exact, at-least."),
        (LINK, None, "Of what: a link holds the id of an annotation."),
    ],
)
def test_typed_values_that_do_not_fit_are_refused(asked: Attribute, value: Any, why: str) -> None:
    with pytest.raises(AttributeProblem) as problem:
        asked.accept(value)
    assert str(problem.value) == why


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | raw_texts(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(raw_texts(max_size=3), inner),
    max_leaves=6,
)


@given(st.sampled_from(ALL), _JSON | st.fixed_dictionaries({"value": _JSON, "unit": _JSON}))
def test_any_value_is_accepted_for_good_or_refused(asked: Attribute, value: Any) -> None:
    try:
        kept = asked.accept(value)
    except AttributeProblem:
        return
    assert asked.accept(kept) == kept
    if asked.kind not in ("link", "place"):  # these hold names from outside, checked when stored
        dumps(storable(kept))


def test_a_unit_is_one_that_can_be_stored() -> None:
    asked = attribute_adapter.validate_python({"kind": "quantity", "key": "q"})
    kept = asked.accept({"value": 1, "unit": " \ufeffkm\ud83d "})
    assert kept == {"value": 1, "unit": "km\ufffd"}
    storable(kept)
    with pytest.raises(AttributeProblem, match="the unit is missing"):
        asked.accept({"value": 1, "unit": "\ufeff \ufeff"})


@given(st.sampled_from(ALL), raw_texts(max_size=6) | st.from_regex(r"[-+0-9.eE_ ]{1,12}"))
def test_any_words_are_read_or_refused(asked: Attribute, typed: str) -> None:
    try:
        kept = asked.parse(typed)
    except AttributeProblem:
        return
    assert asked.accept(kept) == kept


def test_a_key_is_one_that_can_be_stored() -> None:
    for key in ("of_what", "ключ", "a key", "価格"):
        storable({attribute_adapter.validate_python({"kind": "text", "key": key}).key: 1})
    for key in ("", " a", "$a", "a\n", "😀", "ﬁx"):
        with pytest.raises(ValueError, match="key"):
            attribute_adapter.validate_python({"kind": "text", "key": key})


def test_the_name_comes_from_the_key_unless_given() -> None:
    assert attribute("text").name == "Of what"
    assert attribute("text", name="Counted").name == "Counted"
    assert CHOICE.kind == "choice"
    assert [one.name for one in CHOICE.choices] == ["exact", "at least"]


def test_choices_are_named_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        attribute("choice", choices=["a", "a"])
    with pytest.raises(ValueError, match="choices"):
        attribute("choice", choices=[])


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        attribute("colour")


@pytest.mark.parametrize(
    ("kind", "field", "fits", "misfits"),
    [
        ("number", "tolerance", [0, 0.05, 1], [-0.1, 1.1, float("nan"), "much"]),
        ("quantity", "tolerance", [0, 0.05, 1], [-0.1, 1.1, float("nan"), "much"]),
        ("place", "within_km", [0, 0.5, 20_000], [-1, float("inf"), float("nan"), "near"]),
    ],
)
def test_a_scheme_says_how_far_apart_two_values_may_be(
    kind: str, field: str, fits: list[Any], misfits: list[Any]
) -> None:
    assert getattr(attribute(kind), field) == 0
    for value in fits:
        asked = attribute(kind, **{field: value})
        assert getattr(asked, field) == value
        assert dumps(storable(asked.model_dump(mode="json")))
    for value in misfits:
        with pytest.raises(ValidationError):
            attribute(kind, **{field: value})
