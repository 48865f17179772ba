from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.finding import find_all
from annotator.text.offsets import GraphemeMap
from tests.nasty import huge_paragraph, texts

MANY = settings(max_examples=200, deadline=None)


def found(
    text: str, needle: str, *, match_case: bool = False, whole_words: bool = False
) -> list[str]:
    spans = find_all(text, needle, match_case=match_case, whole_words=whole_words)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("straße", "STRASSE|Straße|STRAẞE|strasse"),
        ("strasse", "STRASSE|Straße"),
        ("don't", "don't|don’t|DON‘T"),
        ('"yes"', '"yes"|“yes”|„Yes“'),
        ("f-16", "F-16|F–16|f‑16|F−16"),
        ("café", "café|cafe\u0301|CAFE\u0301|CAFÉ"),
        ("cafe\u0301", "café|cafe\u0301"),
        ("ệ", "ệ|e\u0323\u0302|e\u0302\u0323|ê\u0323|ẹ\u0302"),
        ("각", "각|\u1100\u1161\u11a8|가\u11a8"),
        ("a b", "a b|a  b|a\u00a0b|a\u202f\tb|a\nb|a \n b"),
        ("ﬁnal", "ﬁnal|final|FINAL"),
        ("a\n\nb", "a\n\nb|a \n \n b|a b"),
        ("😀", "😀"),
        (".*", ".*"),
    ],
)
def test_all_ways_to_write_a_needle(needle: str, text: str) -> None:
    assert found(text, needle) == text.split("|")


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("cafe", "café cafe\u0301"),
        ("e", "\u0065\u0301"),
        ("👨", "👨‍👩‍👧"),
        ("🇦🇺", "🇺🇦🇺🇦"),
        ("a b", "a\n\nb ab"),
        ("", "abc"),
        (" ", "a b"),
        ("\u00a0\n", "a\u00a0\n"),
    ],
)
def test_what_is_not_found(needle: str, text: str) -> None:
    assert found(text, needle) == []


def test_match_case() -> None:
    assert found("Kyiv KYIV kyiv", "Kyiv", match_case=True) == ["Kyiv"]
    assert found("don’t Don't", "don't", match_case=True) == ["don’t"]


@pytest.mark.parametrize(
    ("needle", "text", "count"),
    [
        ("mark", "mark benchmarking Mark’s re-mark marked (mark)", 4),
        ("600", "600 1,600 600.5 600. 6000 $600", 3),
        ("京", "東京都", 1),
        ("U.S.", "the U.S.-based U.S. firm", 2),
        ("Київ", "Київ, Київський «Київ»", 2),
        ("$5", "$5 $50 US$5", 2),
    ],
)
def test_whole_words(needle: str, text: str, count: int) -> None:
    assert len(found(text, needle, whole_words=True)) == count


@MANY
@given(texts(min_size=1), st.data())
def test_every_literal_occurrence_on_whole_characters_is_found(
    text: str, data: st.DataObject
) -> None:
    graphemes = GraphemeMap(text)
    first = data.draw(st.integers(0, graphemes.count - 1))
    last = data.draw(st.integers(first + 1, min(first + 6, graphemes.count)))
    needle = text[graphemes.from_grapheme(first) : graphemes.from_grapheme(last)].strip()
    if not needle:
        return
    for match_case in (False, True):
        spans = find_all(text, needle, match_case=match_case)
        end = 0
        for span in spans:
            assert end <= span[0] < span[1]
            assert graphemes.floor(span[0]) == span[0]
            assert graphemes.floor(span[1]) == span[1]
            # What is found matches what was looked for, wherever it is put.
            assert find_all(text[span[0] : span[1]], needle, match_case=match_case)
            end = span[1]
        at = text.find(needle)
        while at >= 0:
            edges = (at, at + len(needle))
            if all(graphemes.floor(edge) == edge for edge in edges):
                assert any(start < edges[1] and edges[0] < end for start, end in spans)
            at = text.find(needle, at + 1)


@MANY
@given(texts(max_size=8))
def test_normal_forms_of_a_text_find_each_other(text: str) -> None:
    needle = unicodedata.normalize("NFC", text).strip()
    if needle:
        assert find_all(unicodedata.normalize("NFD", needle), needle, match_case=True)


def test_a_long_text() -> None:
    text = huge_paragraph()
    spans = find_all(text, "GROWTH OF 3.5%")
    assert len(spans) == text.count("growth of 3.5%")
    assert all(text[start:end] == "growth of 3.5%" for start, end in spans)


def test_blanks_take_no_quadratic_time() -> None:
    started = time.perf_counter()
    assert find_all(" " * 100_000 + "xb", " b") == []
    assert time.perf_counter() - started < 2


def test_nothing_joins_a_line_separator() -> None:
    text = "The\u2028\u200c"
    assert find_all(text, text) == [(0, 5)]
