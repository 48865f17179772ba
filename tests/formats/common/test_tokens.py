"""Texts are cut into tokens: words, and signs apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.formats.common.tokens import Tokens, tokens
from annotator.text.words import words
from tests.nasty import CANONICAL, long_text, texts


def _cut(text: str, language: str | None = None) -> list[str]:
    return [text[start:end] for start, end in tokens(text, language).spans]


def test_words_stay_whole_and_signs_stand_apart() -> None:
    text = "He said “far, far away”... on Nov. 12 at 5 p.m. Then $3.5bn (e.g. Mr. Smith’s)!! 😀"
    assert _cut(text) == [
        "He", "said", "“", "far", ",", "far", "away", "”", "...", "on", "Nov.", "12", "at", "5",
        "p.m.", "Then", "$3.5bn", "(", "e.g.", "Mr.", "Smith’s", ")", "!!", "😀",
    ]  # fmt: skip


@given(texts())
@settings(max_examples=200)
def test_tokens_are_the_words_and_whatever_else_is_no_white_space(text: str) -> None:
    _hold_together(text)


@pytest.mark.parametrize("text", CANONICAL.values(), ids=CANONICAL)
def test_nasty_texts_are_cut_as_words_are(text: str) -> None:
    _hold_together(text)


@pytest.mark.parametrize("text", ["\x1c$3.5bn", "a \x1f-5", "\x1d.5"])
def test_a_separator_of_files_parts_words_as_white_space_does(text: str) -> None:
    _hold_together(text)
    assert words(text)[-1][0] == 1 + max(map(text.find, "\x1c\x1d\x1f"))


def test_long_texts_and_chunks_without_white_space_are_cut() -> None:
    _hold_together(long_text(30_000))
    for chunk in ("a" * 3000, "ab.c" * 500, "東京" * 400, "–." * 700):
        text = f"Before {chunk} behind."
        found = tokens(text)
        assert "".join(_cut(text)) == text.replace(" ", "")
        assert found.spans == sorted(found.spans)


def _hold_together(text: str) -> None:
    found = tokens(text)
    assert set(words(text)) <= set(found.spans)
    assert "".join(text[start:end] for start, end in found.spans) == "".join(text.split())
    last = 0
    for start, end in found.spans:
        assert last <= start < end
        last = end
    assert found.starts == sorted(set(found.starts))
    assert found.starts[:1] == [0] * bool(found.spans)


def test_sentences_begin_where_they_do() -> None:
    text = "It rained. Mr. Lee left.\n\nNobody asked."
    found = tokens(text, "en")
    assert [text[found.spans[first][0] :][:2] for first in found.starts] == ["It", "Mr", "No"]


def test_a_span_is_laid_over_tokens() -> None:
    found = Tokens([(0, 4), (5, 9), (9, 10)], [0])
    assert found.covering(5, 9) == (1, 2)
    assert found.covering(2, 6) == (0, 2)
    assert found.covering(4, 5) is None
    assert found.covering(9, 30) == (2, 3)
    assert found.fits(0, 9)
    assert not found.fits(0, 5)
    assert not found.fits(4, 5)
