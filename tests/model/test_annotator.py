"""Names of annotators: tidied, or refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.model.annotator import Annotator, annotator_name
from annotator.problems import UserProblem
from tests.nasty import raw_texts


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Olena", "Olena"),
        ("  Olena \t Kovalenko\n", "Olena Kovalenko"),
        ("Olena\u00a0K.", "Olena K."),
        ("علی‌رضا", "علی‌رضا"),
        ("O’Brien 2", "O’Brien 2"),
        ("x" * 80, "x" * 80),
    ],
)
def test_a_name_is_tidied(typed: str, name: str) -> None:
    assert annotator_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "An annotator needs a name."),
        (" \n", "An annotator needs a name."),
        ("\u200d\u200c", "An annotator needs a name."),
        ("x" * 81, "A name may have 80 characters; this one has 81."),
        ("a\x00b", "A name may hold letters, digits and signs only."),
        ("a\u202eb", "A name may hold letters, digits and signs only."),
        ("a\ud800", "A name may hold letters, digits and signs only."),
    ],
)
def test_what_cannot_be_a_name_is_refused(typed: str, why: str) -> None:
    with pytest.raises(UserProblem) as problem:
        annotator_name(typed)
    assert str(problem.value) == why


@given(raw_texts(max_size=6))
def test_a_tidy_name_stays_as_it_is(typed: str) -> None:
    try:
        name = annotator_name(typed)
    except UserProblem:
        return
    assert annotator_name(name) == name
    assert Annotator(name=name).monogram


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Olena", "OL"),
        ("Olena Kovalenko", "OK"),
        ("a b c", "AC"),
        ("Є", "Є"),
        ("ß", "SS"),
    ],
)
def test_a_monogram_has_one_or_two_letters(name: str, letters: str) -> None:
    assert Annotator(name=name).monogram == letters
    assert Annotator(name=name, initials="xy").monogram == "xy"
