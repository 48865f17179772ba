"""Texts are broken at words, whatever they are made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.look import sans, text_width
from annotator.ui.look.wrap import wrapped


def test_a_text_that_fits_stays_whole() -> None:
    assert wrapped("Two words", sans(), 200, 2) == (["Two words"], False)
    assert wrapped("", sans(), 200, 2) == ([""], False)


def test_a_text_is_broken_at_words() -> None:
    lines, cut = wrapped("Fires cut the valley road as crews hold a line", sans(), 120, 9)
    assert not cut
    assert len(lines) > 2
    assert " ".join(lines) == "Fires cut the valley road as crews hold a line"
    assert all(text_width(line, sans()) <= 120.5 for line in lines)


def test_what_does_not_fit_is_left_out() -> None:
    lines, cut = wrapped("Fires cut the valley road as crews hold a line", sans(), 120, 2)
    assert cut
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_one_line_is_shortened_like_many() -> None:
    assert wrapped("Two words", sans(), 200, 1) == (["Two words"], False)
    lines, cut = wrapped("Fires cut the valley road", sans(), 80, 1)
    assert cut
    assert text_width(lines[0], sans()) <= 80.5


def test_positions_are_not_confused_by_emoji() -> None:
    lines, _ = wrapped("😀😀😀 😀😀😀 😀😀😀 end", sans(), 60, 9)
    assert "".join(lines).replace(" ", "") == "😀😀😀😀😀😀😀😀😀end"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    lines, _ = wrapped(text, sans(), 80, 99)
    kept = "".join(lines)
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]
