"""Very many strings, looked for in one walk through a text."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.inconsistency import string_key
from annotator.model.strings import Strings
from annotator.text.offsets import GraphemeMap
from tests.nasty import CANONICAL, texts


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
        # A part of a number is another number.
        ("600", "600, 1,600, 600.5, 6000 and 600.", ["600", "600"]),
        ("3.5", "3.5, 13.5, 3.55, 3.5.1", ["3.5"]),
        # Signs, however many of them, are looked for as words are.
        ("“ Oil", "“  Oil and “Oil", ["“  Oil"]),
        ("No!!!!!!!!!!!!", "No!!!!!!!!!!!! No!!!", ["No!!!!!!!!!!!!"]),
        ("🇺🇦", "🇺🇦 and 🇺🇦🇫🇷, not 🇫🇺🇦🇷", ["🇺🇦", "🇺🇦"]),
        ("👨", "👨 but 👨‍👩‍👧", ["👨"]),
        ("$", "$5 or 5 $", ["$", "$"]),
        # A letter is not found without its marks, nor within its word.
        ("नम", "नमस्ते नम", ["नम"]),
        ("ن", "مِن ن", ["ن"]),
        ("3", "3️⃣ and 3", ["3"]),
        ("Kyiv", "❤️Kyiv, éKyiv, Kyive\u0301, น้Kyiv", ["Kyiv", "Kyiv"]),
        ("snake", "snake_case snake", ["snake"]),
        # Where words have no spaces between them, they are found all the same.
        ("北京", "北京市政府在北京", ["北京", "北京"]),
        ("Kyiv", "在Kyiv的", ["Kyiv"]),
        ("กรุงเทพ", "กรุงเทพฯ น้ำท่วม", ["กรุงเทพ"]),
        ("น", "น้ำ น", ["น"]),
    ],
)
def test_what_makes_no_other_string(string: str, text: str, words: list[str]) -> None:
    assert [found for _, found in _found([string], text)] == words


def test_very_long_stretches_without_a_space_are_read() -> None:
    text = "東京" * 30_000 + "\n" + "a\u00a0" * 4_000 + "Kyiv"
    assert len(_found(["東京"], text)) == 30_000
    assert _found(["a Kyiv"], text) == [("a kyiv", "a\u00a0Kyiv")]


def test_no_string_is_found_nowhere() -> None:
    for strings in ([], [""], [" \u00a0"]):
        for text in ("", " ", "a b"):
            assert Strings(strings).found_in(text) == []


_LETTER = regex.compile(
    r"[[\p{L}\p{N}_]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}]]", regex.VERSION1
)


def _is_letter(sign: str) -> bool:
    return _LETTER.match(sign) is not None


def _slowly(strings: set[str], text: str) -> set[tuple[str, int, int]]:
    """Look at every span of a text."""
    wanted: dict[str, bool] = {}
    for string in strings:
        key = string_key(string)
        wanted[key] = wanted.get(key, True) and string.lstrip()[:1].isupper()
    wanted.pop("", None)
    clusters = GraphemeMap(text)
    edges = [at for at in range(len(text) + 1) if clusters.floor(at) == at]
    found = set()
    for start in edges:
        for end in (at for at in edges if at > start):
            words = text[start:end]
            key = string_key(words)
            if key not in wanted or words[0].isspace() or words[-1].isspace():
                continue
            if wanted[key] and not words[0].isupper():
                continue
            if _goes_on(_without_marks(text[:start])[::-1], words[0]):
                continue
            if _goes_on(text[end:], _without_marks(words)[-1:]):
                continue
            found.add((key, start, end))
    return found


def _without_marks(words: str) -> str:
    """Cut the marks off the end: they belong to what they stand on."""
    while words and unicodedata.category(words[-1])[0] == "M":
        words = words[:-1]
    return words


def _goes_on(beside: str, edge: str) -> bool:
    """Tell whether the word or number at an edge goes on beyond it."""
    if not edge or not _is_letter(edge):
        return False
    number = edge.isdecimal() and beside[:1] in (".", ",") and beside[1:2].isdecimal()
    return number or (beside != "" and _is_letter(beside[0]))


_WORDS = st.sampled_from(
    ["a", "b", "A", "é", "e\u0301", "1", "東", "น้", "1,6", "“", "!", "न\u094d"]
)
_FEW = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_CLOSE = st.lists(_WORDS, min_size=1, max_size=3).map("".join)


@given(
    st.sets(_FEW | _CLOSE, min_size=1, max_size=5),
    st.lists(_WORDS | st.sampled_from(["😀", ",", "", "\u00a0", "\n", "."]), max_size=12),
    st.sampled_from(["", " "]),
)
def test_just_the_places_are_found_where_the_same_words_stand(
    strings: set[str], parts: list[str], between: str
) -> None:
    text = between.join(parts)
    found = Strings(strings).found_in(text)
    assert set(found) == _slowly(strings, text)
    assert len(found) == len(set(found))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_spans_of_nasty_texts_are_found_again(data: st.DataObject) -> None:
    text = data.draw(texts(min_size=2, max_size=14) | st.sampled_from([*CANONICAL.values()]))
    if not text:
        return
    strings = set()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        strings.add(text[start : start + data.draw(st.integers(1, 12))])
    assert set(Strings(strings).found_in(text)) == _slowly(strings, text)
