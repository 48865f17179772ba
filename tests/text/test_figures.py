"""Figures read from the words of news, and from one line that somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.figures import Figure, line_of, propose, read_figure
from annotator.text.measuring import canonical_words
from annotator.text.units import all_units, in_base, unit_of
from tests.nasty import raw_texts

Parts = tuple[str | None, float | None, float | None, float | None, str, str]


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        (
            "about 600 square kilometers of territory",
            ("about", 600, None, None, "km²", "territory"),
        ),
        ("600\u00a0km²", ("exact", 600, None, None, "km²", "")),
        ("nearly half of its capacity", ("about", 0.5, None, None, "share", "capacity")),
        ("two dozen", ("exact", 24, None, None, "", "")),
        ("Thirty-one calls", ("exact", 31, None, None, "calls", "")),
        ("two and a half million people", ("exact", 2500000, None, None, "people", "")),
        ("a million and a half", ("exact", 1500000, None, None, "", "")),
        ("between 30 and 40", ("between", None, 30, 40, "", "")),
        ("between 30 km and 40 km", ("between", None, 30, 40, "km", "")),
        ("from five to seven percent of homes", ("between", None, 5, 7, "%", "homes")),
        ("3,000-4,000", ("between", None, 3000, 4000, "", "")),
        ("50–65\u00a0km/h", ("between", None, 50, 65, "km/h", "")),
        ("2 to 3 million people", ("between", None, 2000000, 3000000, "people", "")),
        ("one or two", ("between", None, 1, 2, "", "")),
        ("$3.5bn", ("exact", 3500000000, None, None, "USD", "")),
        ("€3,000", ("exact", 3000, None, None, "EUR", "")),
        ("£2m", ("exact", 2000000, None, None, "GBP", "")),
        ("about $1.6 million", ("about", 1600000, None, None, "USD", "")),
        ("1.200,5 tonnes", ("exact", 1200.5, None, None, "t", "")),
        ("½", ("exact", 0.5, None, None, "", "")),
        ("2½ hours", ("exact", 2.5, None, None, "hours", "")),
        ("١٢٬٠٠٠ people", ("exact", 12000, None, None, "people", "")),
        ("3\u202f000 people", ("exact", 3000, None, None, "people", "")),
        ("as many as one in five of the points", ("at-most", 0.2, None, None, "share", "points")),
        ("three out of ten", ("exact", 0.3, None, None, "share", "")),
        ("a third of them", ("exact", 0.3333, None, None, "share", "")),
        ("under a quarter", ("at-most", 0.25, None, None, "share", "")),
        ("no fewer than 310", ("at-least", 310, None, None, "", "")),
        ("up to 70 kilometers an hour", ("at-most", 70, None, None, "km/h", "")),
        ("12-hour shifts", ("exact", 12, None, None, "hours", "shifts")),
        ("64 of the residents", ("exact", 64, None, None, "", "residents")),
        ("tens of thousands of people", ("vague", None, None, None, "tens of thousands", "people")),
        ("several hundred people", ("vague", None, None, None, "hundred people", "")),
        ("“14 crews,”", ("exact", 14, None, None, "crews", "")),
        ("34\u00a0°C", ("exact", 34, None, None, "°C", "")),
        ("8 per cent", ("exact", 8, None, None, "%", "")),
        ("1 million 🇺🇦 flags", ("exact", 1000000, None, None, "🇺🇦 flags", "")),
    ],
)
def test_what_tagged_words_say_is_proposed(quote: str, parts: Parts) -> None:
    figure = propose(quote)
    assert figure is not None
    assert tuple(figure)[:6] == parts


@pytest.mark.parametrize(
    "quote",
    ["", "…", "the house", "A check of 140 points", "1.200 km", "5 to 3", "60o", "🇺🇦"],
)
def test_where_no_number_is_nothing_is_proposed(quote: str) -> None:
    figure = propose(quote)
    assert figure is None or figure.value is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("60o km", "“60o” is not a number"),
        ("km", "“km” is not a number"),
        ("at least", "the number is missing"),
        ("between 5", "the second number is missing"),
        ("5–3", "the second number is the smaller one"),
        ("1.200 km", "1,200 or 1.2000"),
        ("1,5 km", "with a point: 1.5"),
        ("2m people", "write million"),
        ("9" * 25, "too large"),
    ],
)
def test_what_cannot_be_read_says_why(line: str, why: str) -> None:
    figure, said = read_figure(line)
    assert figure is None
    assert why in said


def test_parts_stand_where_they_were_typed() -> None:
    line = "≥ ١٢ km² of 🇺🇦 land"
    figure, _ = read_figure(line)
    assert figure is not None
    parts = {token.role: line[token.start : token.end] for token in figure.tokens}
    assert parts == {"approximation": "≥", "value": "١٢", "unit": "km²", "of_what": "🇺🇦 land"}


_WORDS = st.sampled_from(["territory", "ёлки", "people in 🇺🇦", "غابة", "pasture land"])
_NUMBERS = st.integers(0, 10**12) | st.integers(1, 10**6).map(lambda n: n / 8)


@given(
    st.sampled_from(["about", "at-least", "at-most", None]),
    _NUMBERS,
    st.sampled_from(["", "km²", "USD", "%", "crews", "days"]),
    st.just("") | _WORDS,
)
def test_a_line_is_read_as_it_was_written(
    rough: str | None, value: float, unit: str, what: str
) -> None:
    figure = Figure(rough, value=value, unit=unit, of_what=what)
    again, why = read_figure(line_of(figure))
    if again is None:
        assert "is it" in why
    else:
        assert again._replace(tokens=()) == figure


@given(_NUMBERS, _NUMBERS, st.sampled_from(["", "km²", "crews"]))
def test_a_range_is_read_as_it_was_written(one: float, other: float, unit: str) -> None:
    low, high = sorted((one, other))
    figure = Figure("between", low=low, high=high, unit=unit)
    again, why = read_figure(line_of(figure))
    if again is None:
        assert "is it" in why
    else:
        assert again._replace(tokens=()) == figure


@given(raw_texts())
def test_any_text_is_read_or_refused(text: str) -> None:
    figure, _ = read_figure(text)
    if figure is not None:
        assert all(0 <= one.start < one.end <= len(text) for one in figure.tokens)
        canonical_words(figure)
        line_of(figure)
    propose(text)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("square kilometers", "km²"),
        ("sq. miles", "sq mi"),
        ("Tonnes", "t"),
        ("kilometres an hour", "km/h"),
        ("per cent", "%"),
        ("degrees Celsius", "°C"),
        ("feet", "ft"),
        ("$", "USD"),
    ],
)
def test_units_are_known_by_their_names(name: str, symbol: str) -> None:
    unit = unit_of(name)
    assert unit is not None
    assert unit.symbol == symbol


@pytest.mark.parametrize("name", ["ton", "gallon", "mt", "pounds", "people", "¥", "pesos", ""])
def test_what_means_several_units_is_none(name: str) -> None:
    assert unit_of(name) is None


def test_all_symbols_name_their_own_unit() -> None:
    for unit in all_units():
        assert unit_of(unit.symbol) is unit


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("~ 600 km² of territory", "~ 600,000,000 m²"),
        ("34 °C", "307.15 K"),
        ("430–560 km²", "430,000,000–560,000,000 m²"),
        ("8 %", "0.08 share"),
        ("70 km/h", "≈ 19.44 m/s"),
        ("4.2 km", "4,200 m"),
        ("1 mile", "1,609.344 m"),
        ("3 million people", "3,000,000 people"),
        ("$3.5bn", "3,500,000,000 USD"),
    ],
)
def test_the_canonical_value(line: str, words: str) -> None:
    figure, _ = read_figure(line)
    assert figure is not None
    assert canonical_words(figure) == words


def test_factors_are_exact() -> None:
    unit = unit_of("km")
    assert unit is not None
    value = in_base(4.2, unit)
    assert value is not None
    assert value[0] == 4200
