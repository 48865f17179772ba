"""Very many strings, looked for in one walk through a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.inconsistency import string_key
from annotator.model.strings import Strings
from annotator.model.word_places import WORD


def _found(strings: list[str], text: str) -> list[tuple[str, str]]:
    return [(key, text[start:end]) for key, start, end in Strings(strings).found_in(text)]


def test_a_string_of_few_words_is_found_at_the_very_end_of_a_text() -> None:
    # Where a longer one begins with the same word, and would end beyond the text.
    assert _found(["the", "the energy ministry"], "Ask the") == [("the", "the")]


def test_a_string_of_few_words_is_found_once_at_the_end() -> None:
    strings = ["Kyiv", "Kyiv Post", "Kyiv Post of May"]
    assert _found(strings, "in Kyiv") == [("kyiv", "Kyiv")]
    assert _found(strings, "in Kyiv Post") == [("kyiv", "Kyiv"), ("kyiv post", "Kyiv Post")]


@pytest.mark.parametrize(
    ("string", "text", "words"),
    [
        ("May", "They may, in May.", ["May"]),
        ("may", "They may, in May.", ["may", "May"]),
        ("600  km", "about 600\u00a0km\r\nand 600\r\nkm.", ["600\u00a0km", "600\r\nkm"]),
        ("50 %", "50 % or 50% or 50", ["50 %"]),
        ("“Oil”", "of “oil”, of “Oil”", ["“oil”", "“Oil”"]),
        ("caf\u00e9", "Cafe\u0301 and cafe", ["Cafe\u0301"]),
        ("وزارة 5", "قالت وزارة 5 أشياء", ["وزارة 5"]),
        ("Kyiv 🇺🇦", "Kyiv, Kyiv 🇺🇦", ["Kyiv 🇺🇦"]),
    ],
)
def test_what_makes_no_other_string(string: str, text: str, words: list[str]) -> None:
    assert [found for _, found in _found([string], text)] == words


_WORDS = st.sampled_from(["a", "b", "A", "é", "e\u0301", "1"])


@given(
    st.sets(st.lists(_WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5),
    st.lists(_WORDS | st.sampled_from(["😀", ","]), max_size=12).map(" ".join),
)
def test_just_the_places_are_found_where_the_same_words_stand(strings: set[str], text: str) -> None:
    words = [found.span() for found in WORD.finditer(text)]
    expected = {
        (string_key(string), start, end)
        for string in strings
        for number, (start, _) in enumerate(words)
        for _, end in words[number:]
        if string_key(text[start:end]) == string_key(string)
        and (text[start].isupper() or not string[0].isupper())
    }
    assert set(Strings(strings).found_in(text)) == expected
