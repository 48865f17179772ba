"""Numbers as people write them: read where they can be read in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.numerals import ascii_digits, read_number, written
from tests.nasty import raw_texts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("600", 600),
        (" 600 ", 600),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("1\u2009200\u2009000", 1200000),
        ("1\u202f200", 1200),
        ("1'200", 1200),
        ("1’200", 1200),
        ("12,34,567", 1234567),
        ("1.200,5", 1200.5),
        ("1,200.5", 1200.5),
        ("1.200.000", 1200000),
        ("12.5", 12.5),
        ("0.125", 0.125),
        ("-3.5", -3.5),
        ("−3", -3),
        ("+7", 7),
        ("1e6", 1000000),
        ("2 million", 2000000),
        ("3.5bn", 3500000000),
        ("½", 0.5),
        ("2½", 2.5),
        ("½ million", 500000),
        ("١٢٬٠٠٠", 12000),
        ("٣٫٥", 3.5),
        ("१२३", 123),
        ("\u2066123\u2069", 123),
        ("600.0", 600),
    ],
)
def test_what_can_be_read_in_one_way_is_read(text: str, value: float) -> None:
    reading = read_number(text)
    assert reading.value == value
    assert type(reading.value) is type(value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", ""),
        ("60o", ""),
        ("two", ""),
        ("1,2,3", ""),
        ("1/2", ""),
        ("²", ""),
        ("10,000,00", ""),
        ("12 34", ""),
        ("--5", ""),
        ("1e999", "too large"),
        ("1.200", "1,200 or 1.2000"),
        ("71.958", "71,958 or 71.9580"),
        ("1,20", "with a point: 1.20"),
        ("0,125", "with a point: 0.125"),
        ("9" * 30, "too large"),
        ("1" * 50, ""),
    ],
)
def test_what_cannot_be_is_refused(text: str, why: str) -> None:
    reading = read_number(text)
    assert reading.value is None
    assert why in reading.why
    assert bool(why) == bool(reading.why)


def test_two_readings_are_told() -> None:
    assert read_number("-71.958").either == (-71958, -71.958)
    assert read_number("1.200 million").either == (1_200_000_000, 1_200_000)


@given(st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e12, 1e12).map(lambda n: round(n, 4)))
def test_what_is_written_is_read_again(number: float) -> None:
    reading = read_number(written(number))
    found = reading.either[1:] if reading.either else (reading.value,)
    assert found == (number,)


@given(raw_texts())
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = read_number(text)
    assert reading.value is None or isinstance(reading.value, int | float)
    assert not any(sign.isdecimal() and not sign.isascii() for sign in ascii_digits(text))
