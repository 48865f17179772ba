from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.offsets import GraphemeMap
from annotator.text.word_pattern import patterns
from annotator.text.words import next_word, previous_word, word_at, words
from tests.nasty import CANONICAL, huge_paragraph, texts

MANY = settings(max_examples=200, deadline=None)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    "text",
    [
        "12,345 1.5 $3.5bn £3.2bn €20 US$20,000 3.5% 1/2 24/7 ½ 2½% 500+ 10:30 3–4 2014–2018",
        "-5 −3.5% +3 .5 $.50 20°C 90° 5€ 12’345 A4 5G 2nd 1990s",
        "U.S. U.S.-based D.C. e.g. p.m. J.K. Ph.D. т.д.",
        "don't don’t O’Brien Kyiv’s rock'n'roll l’Ukraine об’єднання col·lecció",
        "co-op F-16 COVID-19 14-year-old Ivano-Frankivsk AT&T R&D a_b word\u00adbreak",
        "www.example.org example.com/news",
        "@BBCNews #tag #co2 https://example.org/a_(b)?c=1 a.b@c-d.example",
        "Він сказав Київ 3,5 млрд Ο Μητσοτάκης είπε İstanbul’da Straße",
        'قال ١٢٫٥٪ مِن النَّاسِ می‌خواهم צה״ל צה"ל ג׳ורג׳',
        "नमस्ते दुनिया क्षत्रिय 한국어 문장 \u1112\u1161\u11ab e\u0301\u0323 cafe\u0301",
        "👨‍👩‍👧 🇺🇦 3️⃣ 👍🏽 ❤️ ©️ 👨🏽‍🌾",
        "Mr. Smith Dr. Lee St. Petersburg Oct. 30 No. 5",
        "3.5bn 600km² km² m³ 10am",
    ],
)
def test_one_word_each(text: str) -> None:
    assert found(text) == text.split(" ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("600 km²", ["600", "km²"]),
        ("officials’ plans", ["officials", "plans"]),
        ("“Yes,” she said.", ["Yes", "she", "said"]),
        ("in the U.S.", ["in", "the", "U.S."]),
        ("He left. Then", ["He", "left", "Then"]),
        ("the Rev. He", ["the", "Rev.", "He"]),
        ("Acme Inc. The", ["Acme", "Inc", "The"]),
        ("Acme Inc., said", ["Acme", "Inc.", "said"]),
        ("10,000, 3.", ["10,000", "3"]),
        ("(see https://example.org/x).", ["see", "https://example.org/x"]),
        ("today.It", ["today", "It"]),
        ("🇺🇦🇫🇷3️⃣👍🏽", ["🇺🇦", "🇫🇷", "3️⃣", "👍🏽"]),
        ("東京でテレビを見た。", ["東", "京", "で", "テレビ", "を", "見", "た"]),
        ("น้ำท่วม", ["น้ำ", "ท่", "ว", "ม"]),
        ("zero\u200bwidth", ["zero", "width"]),
        ("Kyiv–Moscow and/or", ["Kyiv", "Moscow", "and", "or"]),
        ("12\u00a0000", ["12", "000"]),
        ("a — b … !?", ["a", "b"]),
        ("© 2024", ["2024"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_where_words_part(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_part_of_a_text_is_read_as_if_it_stood_alone() -> None:
    text = "in the U.S.-based firm"
    assert words(text, 7, 11) == [(7, 11)]
    assert words(text, 8, 9) == []
    assert words(text, 15) == [(15, 17), (18, 22)]


@pytest.mark.parametrize(
    ("position", "word"),
    [(0, "Kyiv"), (2, "Kyiv"), (4, "Kyiv"), (5, None), (6, "3.5%"), (8, "3.5%"), (10, "3.5%")],
)
def test_word_at(position: int, word: str | None) -> None:
    text = "Kyiv, 3.5% 東京"
    span = word_at(text, position)
    assert (span and text[span[0] : span[1]]) == word


def test_between_two_words_the_latter_contains_the_position() -> None:
    assert word_at("東京", 1) == (1, 2)


def test_next_and_previous() -> None:
    text = "one, two three"
    assert next_word(text, 0) == (0, 3)
    assert next_word(text, 1) == (5, 8)
    assert next_word(text, 10) is None
    assert previous_word(text, 14) == (9, 14)
    assert previous_word(text, 13) == (5, 8)
    assert previous_word(text, 2) is None


def check(text: str) -> None:
    spans, graphemes = words(text), GraphemeMap(text)
    end = 0
    for word in spans:
        assert end <= word[0] < word[1]
        assert graphemes.floor(word[0]) == word[0]
        assert graphemes.floor(word[1]) == word[1]
        assert not any(char.isspace() for char in text[word[0] : word[1]])
        end = word[1]
    for at in range(len(text) + 1):
        holding = [word for word in spans if word[0] <= at < word[1]]
        ending = [word for word in spans if word[1] == at]
        after = [word for word in spans if word[0] >= at]
        before = [word for word in spans if word[1] <= at]
        assert word_at(text, at) == next(iter([*holding, *ending]), None)
        assert next_word(text, at) == next(iter(after), None)
        assert previous_word(text, at) == next(reversed(before), None)


@pytest.mark.parametrize("text", CANONICAL.values(), ids=CANONICAL.keys())
def test_nasty_texts(text: str) -> None:
    check(text)


@MANY
@given(texts(max_size=25))
def test_words_are_whole_ordered_and_found_from_anywhere(text: str) -> None:
    check(text)


def test_every_letter_and_digit_is_in_a_word() -> None:
    text = " ".join(CANONICAL.values())
    covered = {at for start, end in words(text) for at in range(start, end)}
    assert all(at in covered for at, char in enumerate(text) if char.isalnum())


def test_only_the_neighbourhood_is_read() -> None:
    text = huge_paragraph()
    word_at(text, 0)  # compiles the patterns
    started = time.perf_counter()
    for at in range(100_000, 900_000, 8_000):
        word_at(text, at)
        next_word(text, at)
        previous_word(text, at)
    assert time.perf_counter() - started < 0.5  # 300 calls; reading the text once takes as long


@pytest.mark.parametrize("part", ["a.", "🇺🇦", "http://(", "a@", "1,", "-", "(", "\u0301", " "])
def test_no_text_takes_quadratic_time(part: str) -> None:
    started = time.perf_counter()
    words(part * 20_000)
    assert time.perf_counter() - started < 2


@MANY
@given(
    parts=st.lists(texts(max_size=12), max_size=80), gap=st.sampled_from([" ", "\n", ", “", "。"])
)
def test_long_texts_have_the_words_that_the_pattern_alone_finds(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    word, _ = patterns()
    assert words(text) == [found.span() for found in word.finditer(text)]


@pytest.mark.parametrize("part", ["x", "क्ष", "e\u0301", "a."])
def test_endless_words_are_cut_alike_from_everywhere(part: str) -> None:
    text = f"Before “{part * (1_100 // len(part))}” after."
    check(text)
    assert all(end - start <= 1_024 for start, end in words(text))


@pytest.mark.parametrize("length", [1, 100, 500])
def test_words_of_any_usual_length_are_whole(length: int) -> None:
    for before in range(0, 1_200, 7):
        text = f"{'no ' * (before // 3)}{'x' * length} end"
        assert found(text)[-2] == "x" * length


@pytest.mark.parametrize("part", ["x", "1,", "क्ष", "a."])
def test_megabytes_without_a_space_cost_nothing(part: str) -> None:
    text = part * (5_000_000 // len(part))
    started = time.perf_counter()
    for at in range(0, len(text), 250_000):
        word_at(text, at)
        next_word(text, at)
        previous_word(text, at)
    assert time.perf_counter() - started < 1  # 60 calls; uncut, one takes all memory
