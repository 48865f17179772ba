from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.canonical import Canonical, CanonicalMap, canonical
from tests.nasty import CANONICAL, RAW, long_text, raw_texts, texts

MANY = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc\n", Canonical("a\nb\nc\n", bom=False, newlines=2, nul=0, surrogates=0)),
        ("\ufeffa\ufeff", Canonical("a\ufeff", bom=True, newlines=0, nul=0, surrogates=0)),
        ("a\0\0", Canonical("a\ufffd\ufffd", bom=False, newlines=0, nul=2, surrogates=0)),
        ("\ud83d\ude00", Canonical("\ufffd\ufffd", bom=False, newlines=0, nul=0, surrogates=2)),
        ("\n\r\r\n", Canonical("\n\n\n", bom=False, newlines=2, nul=0, surrogates=0)),
        ("e\u0301", Canonical("e\u0301", bom=False, newlines=0, nul=0, surrogates=0)),
    ],
)
def test_what_is_replaced(raw: str, expected: Canonical) -> None:
    assert canonical(raw) == expected


def test_every_mark_at_the_start_goes_or_a_second_pass_would_change_the_text() -> None:
    assert canonical(RAW["two byte order marks"]).text == "Headline"


@pytest.mark.parametrize("text", CANONICAL.values(), ids=CANONICAL.keys())
def test_canonical_texts_are_left_alone(text: str) -> None:
    assert canonical(text) == (text, False, 0, 0, 0)


@MANY
@given(texts())
def test_generated_texts_are_canonical(text: str) -> None:
    assert canonical(text).text == text


@MANY
@given(raw_texts())
def test_twice_is_once_and_only_marks_and_crlf_change_the_length(raw: str) -> None:
    found = canonical(raw)
    assert canonical(found.text) == (found.text, False, 0, 0, 0)
    marks = len(raw) - len(raw.lstrip("\ufeff"))
    assert len(found.text) == len(raw) - marks - raw.count("\r\n")
    assert found.bom == bool(marks)
    assert found.newlines == raw.count("\r")
    assert not set(found.text) & {"\r", "\0"}
    found.text.encode()  # no surrogate is left


@MANY
@given(raw_texts())
def test_every_character_is_found_again(raw: str) -> None:
    text, positions = canonical(raw).text, CanonicalMap(raw)
    marks = len(raw) - len(raw.lstrip("\ufeff"))
    for at, char in enumerate(raw):
        if at < marks or raw[at : at + 2] == "\r\n":
            continue  # taken out
        assert text[positions.to_canonical(at)] == canonical(f"|{char}").text[1]
    assert positions.to_canonical(len(raw)) == len(text)


def test_five_megabytes_are_left_alone() -> None:
    text = long_text()
    assert canonical(text).text == text
