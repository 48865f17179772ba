from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.offsets import GraphemeMap
from annotator.text.spans import exact, snap, trim
from annotator.text.words import words
from tests.nasty import huge_paragraph, texts_with_span

MANY = settings(max_examples=250, deadline=None)


def trimmed(text: str) -> str | None:
    span = trim(text, 0, len(text))
    return span and text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  “the port owns [many] old ferries.” ", "the port owns [many] old ferries"),
        ("\u00a0\u200b 600 km² \u3000\u2028", "600 km²"),
        ("(800 km)", "800 km"),
        ("The head of CEI (Italian Conference), ", "The head of CEI (Italian Conference)"),
        ("Smith (BBC (UK))", "Smith (BBC (UK))"),
        ("((x)", "x"),
        ("[a", "a"),
        ("b)", "b"),
        ("the “Golden Gate”", "the “Golden Gate”"),
        ("“Hello” said “Bye”", "“Hello” said “Bye”"),
        ('"Yes," he said, "no"', '"Yes," he said, "no"'),
        ('"Yes', "Yes"),
        ("«\u00a0oui\u00a0»", "oui"),
        ("„Ja,“", "Ja"),
        ("»Ja«", "Ja"),
        ("”Ja”", "Ja"),
        ("‘Yes,’", "Yes"),
        ("'it'", "it"),
        ("「はい」", "はい"),
        ("“‘a’”", "a"),
        ("— -5% —", "-5%"),
        ("U.S.", "U.S."),
        ("(U.S.)", "U.S."),
        ("D.C.,", "D.C."),
        ("5 p.m.", "5 p.m."),
        ("Kyiv.", "Kyiv"),
        ("3.5%.", "3.5%"),
        ("20°;", "20°"),
        ("$3.5bn,", "$3.5bn"),
        ("#tag:", "#tag"),
        ("the officials’ ", "the officials"),
        ("the officials’ ‘leak’", "the officials’ ‘leak’"),
        ("Kyiv’s,", "Kyiv’s"),
        ("¡No!", "No"),
        ("«\u20e3Mr", "Mr"),  # what is dropped takes its marks along
        (" \u0301Mr", "Mr"),
        ("“…”", None),
        (" \u200b\n", None),
        ("", None),
    ],
)
def test_trim(text: str, expected: str | None) -> None:
    assert trimmed(text) == expected


def test_a_dot_is_kept_where_the_span_cuts_the_word() -> None:
    assert trim("in U.S.-based firms", 3, 7) == (3, 7)


def test_a_hyphen_is_not_kept_there() -> None:
    assert trim("the co-op", 4, 7) == (4, 6)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (5, 6, "Kyiv’s"),
        (4, 16, "Kyiv’s 12,345"),
        (13, 13, "12,345"),
        (3, 4, None),
        (17, 21, "talks"),
        (20, 21, "talks"),
        (0, 3, "The"),
    ],
)
def test_snap(start: int, end: int, expected: str | None) -> None:
    text = "The Kyiv’s 12,345 “talks” went"
    span = snap(text, start, end)
    assert (span and text[span[0] : span[1]]) == expected


def test_exact_rounds_to_whole_characters_only() -> None:
    text = "a 👨‍👩‍👧, e\u0301!"
    assert exact(text, 3, 4) == (2, 7)
    assert exact(text, 10, 11) == (9, 11)
    assert exact(text, 1, 1) == (1, 1)


@MANY
@given(texts_with_span(max_size=15))
def test_trimming_stays_inside_and_is_done_once(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    span = trim(text, start, end)
    if span:
        assert start <= span[0] < span[1] <= end
        assert trim(text, *span) == span
    whole = exact(text, start, end)
    span = trim(text, *whole)
    assert span or not words(text, *whole)
    graphemes = GraphemeMap(text)
    assert all(graphemes.floor(edge) == edge for edge in span or ())


@MANY
@given(texts_with_span(max_size=15))
def test_snapping_gives_whole_words_and_is_done_once(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    span = snap(text, start, end)
    if span is None:
        return
    assert snap(text, *span) == span
    graphemes = GraphemeMap(text)
    for edge in span:
        assert graphemes.floor(edge) == edge
        assert not any(word[0] < edge < word[1] for word in words(text))


def test_long_spans() -> None:
    text = huge_paragraph()
    assert trim(text, 0, len(text)) == (0, len(text.rstrip(" —“”.")))
    assert trim("“" * 200_000, 0, 200_000) is None
