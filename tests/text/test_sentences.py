from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.sentences import sentence_at, sentences
from tests.nasty import CANONICAL, huge_paragraph, texts

MANY = settings(max_examples=150, deadline=None)


def found(text: str, language: str | None = None) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        (
            "Mr. Smith left the U.S. on Monday. He is back.",
            ["Mr. Smith left the U.S. on Monday.", "He is back."],
        ),
        ("😀 One. 🇺🇦 Two.", ["😀 One.", "🇺🇦 Two."]),
        ("A headline\n\n  A sentence. \n", ["A headline", "A sentence."]),
        ("Up\u2028here. There.", ["Up\u2028here.", "There."]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_languages() -> None:
    assert found("東京で話した。彼は帰った。", "ja") == ["東京で話した。", "彼は帰った。"]
    assert found("Dr. Müller kam. Er ging.", "de-AT") == ["Dr. Müller kam.", "Er ging."]
    assert found("One. Two.", "no-such") == found("One. Two.", "en")


@pytest.mark.parametrize("space", "\u0085\u00a0\u1680\u2009\u2028\u2029\u202f\u205f\u3000")
def test_white_space_of_several_bytes_behind_an_initial(space: str) -> None:
    assert found(f"B{space}. So it is.")[-1] == "So it is."


@pytest.mark.parametrize(
    ("position", "expected"),
    [(0, (0, 4)), (4, (0, 4)), (5, (5, 9)), (9, (5, 9)), (10, (10, 10)), (11, (11, 17))],
)
def test_sentence_at(position: int, expected: tuple[int, int]) -> None:
    assert sentence_at("One. Two.\n\nThree.", position) == expected


def test_before_the_first_sentence_it_is_the_first() -> None:
    assert sentence_at("   One.", 1) == (3, 7)


def check(text: str) -> None:
    spans = sentences(text)
    end = 0
    for span in spans:
        assert end <= span[0] < span[1]
        assert text[span[0] : span[1]] == text[span[0] : span[1]].strip()
        assert "\n" not in text[span[0] : span[1]]
        end = span[1]
    covered = {at for span in spans for at in range(*span)}
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())
    for at in range(len(text) + 1):
        assert sentence_at(text, at) in {*spans, (at, at)}
    for span in spans:
        assert sentence_at(text, span[0]) == sentence_at(text, span[1] - 1) == span


@pytest.mark.parametrize("text", CANONICAL.values(), ids=CANONICAL.keys())
def test_nasty_texts(text: str) -> None:
    check(text)


@MANY
@given(texts(max_size=20))
def test_sentences_are_ordered_trimmed_and_complete(text: str) -> None:
    check(text)


def test_a_huge_paragraph_is_read_in_windows_without_a_seam() -> None:
    text = huge_paragraph(100_000)
    assert len(set(found(text)[:-1])) == 2


def test_quotes_that_never_close_take_no_quadratic_time() -> None:
    assert sentences("“" * 60_000)[0] == (0, 10_000)


@pytest.mark.parametrize(
    "sentence", ["“One,” he said.” ", "「はい」と言った。", "No end, ", "Mr. A. B. "]
)
@pytest.mark.parametrize("before", ["", "A first line.\n", "   "])
def test_a_sentence_of_a_huge_paragraph_is_found_by_looking_around_it(
    sentence: str, before: str
) -> None:
    text = before + sentence * (70_000 // len(sentence))
    spans = sentences(text)
    assert text.replace(" ", "").replace("\n", "") == "".join(
        text[slice(*span)] for span in spans
    ).replace(" ", "")
    for span in spans[:: max(1, len(spans) // 12)]:
        assert sentence_at(text, span[0]) == sentence_at(text, span[1] - 1) == span


def test_only_what_is_around_a_position_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import sentencex  # noqa: PLC0415 - where the segmenter is put in

    read: list[int] = []
    whole = sentencex.segment

    def segment(tag: str, window: str) -> list[str]:
        read.append(len(window))
        return list(whole(tag, window))

    monkeypatch.setattr(sentencex, "segment", segment)
    text = huge_paragraph(1_000_000)
    first, last = sentence_at(text, 900_000)
    assert first <= 900_000 < last
    assert sum(read) <= 50_000
