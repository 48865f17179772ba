"""Patterns are found where they fit, wrong ones are said in plain words, endless ones given up."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.problems import UserProblem
from annotator.text.finding_patterns import PatternProblem, find_pattern
from tests.nasty import CANONICAL

TEXT = "600 km² and 1,600 km.\nKyiv, KYIV’s café; 🇺🇦 end"


@pytest.mark.parametrize(
    ("pattern", "how", "found"),
    [
        (r"\d+", {}, ["600", "1", "600"]),
        (r"kyiv", {}, ["Kyiv", "KYIV"]),
        (r"kyiv", {"match_case": True}, []),
        (r"Ky\w+|\p{Sc}", {"match_case": True}, ["Kyiv"]),
        (r"60", {"whole_words": True}, []),
        (r"km", {"whole_words": True}, ["km"]),
        (r"^k\w+", {}, ["Kyiv"]),
        (r"end$", {}, ["end"]),
        (r"x*", {}, []),
        (r"🇺🇦", {}, ["🇺🇦"]),
        ("", {}, []),
    ],
)
def test_what_fits_is_found(pattern: str, how: dict[str, bool], found: list[str]) -> None:
    assert [TEXT[slice(*span)] for span in find_pattern(TEXT, pattern, **how)] == found


@pytest.mark.parametrize(
    ("pattern", "place", "said"),
    [
        ("a(b", 3, "A bracket ( is not closed."),
        ("a)b", 1, "At character 2: a bracket ) was not opened."),
        ("*a", 0, "At character 1: there is nothing before * to repeat."),
        ("a**", 2, "At character 3: * repeats what is repeated already."),
        ("[ab", 3, "A bracket [ is not closed."),
        ("a{3,1}", 2, "At character 3: in { } the first number is the larger one."),
        ("ab\\", 3, "A \\ stands at the end with nothing behind it."),
        (r"\p{Foo}", 7, "There is no such property of characters."),
        ("[z-a]x", 4, "At character 5: in [ ] a range ends before it begins."),
    ],
)
def test_a_wrong_pattern_is_said_where_it_is_wrong(pattern: str, place: int, said: str) -> None:
    with pytest.raises(PatternProblem) as problem:
        find_pattern(TEXT, pattern)
    assert (problem.value.place, str(problem.value)) == (place, said)


def test_an_endless_pattern_is_given_up() -> None:
    begun = time.monotonic()
    with pytest.raises(UserProblem, match="takes too long"):
        find_pattern("a" * 60 + "b", r"(a|aa)+$", patience=0.1)
    assert time.monotonic() - begun < 5


def test_a_long_pattern_is_refused() -> None:
    with pytest.raises(UserProblem, match="at most 1,000 characters"):
        find_pattern(TEXT, "a" * 1001)


@settings(max_examples=300, deadline=None)
@given(
    pattern=st.text("ab(){}[]|*+?.^$\\,0-9<>=!:&~'🇺", max_size=14),
    text=st.sampled_from(sorted(CANONICAL.values())),
)
def test_no_pattern_is_an_error(pattern: str, text: str) -> None:
    try:
        spans = find_pattern(text, pattern, patience=0.2)
    except UserProblem:
        return
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
