"""A date that somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.day import read_day
from tests.nasty import raw_texts


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026", "2026"),
        ("2026-2", "2026-02"),
        ("2026-02-09", "2026-02-09"),
        ("9 Feb 2026", "2026-02-09"),
        ("February 9, 2026", "2026-02-09"),
        ("Feb 2026", "2026-02"),
        ("sept. 2025", "2025-09"),
        ("13/4/2026", "2026-04-13"),
        ("٢٠٢٦-٠٢-٠٩", "2026-02-09"),
    ],
)
def test_what_can_be_one_day_alone_is_read(text: str, iso: str) -> None:
    assert read_day(text) == (iso, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3/4/2026", "name the month"),
        ("2026-02-30", "no such day"),
        ("31 Feb 2026", "no such day"),
        ("31.2.2026", "no such day"),
        ("31/31/2026", "no such day"),
        ("9 Feb", "the year is missing"),
        ("soon", ""),
        ("", ""),
    ],
)
def test_what_cannot_says_why(text: str, why: str) -> None:
    found, said = read_day(text)
    assert found is None
    assert why in said


@given(st.dates().filter(lambda day: day.year >= 1000))
def test_every_day_is_read(day: object) -> None:
    assert read_day(str(day)) == (str(day), "")


@given(raw_texts())
def test_any_text_is_read_or_refused(text: str) -> None:
    read_day(text)
