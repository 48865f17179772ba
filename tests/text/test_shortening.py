"""Words on one line, and not too many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.shortening import shortened
from tests import nasty


def test_words_on_a_line() -> None:
    assert shortened("  a\n\nb\u2028c ", 9) == "a b c"
    assert shortened("four words are here", 11) == "four words…"
    assert shortened("four words", 10) == "four words"
    assert shortened("", 4) == ""


def test_a_flag_is_not_cut_in_two() -> None:
    assert shortened("In 🇺🇦🇺🇦🇺🇦", 5) == "In…"
    assert shortened("In 🇺🇦🇺🇦🇺🇦", 6) == "In 🇺🇦…"


@given(text=nasty.texts(max_size=200), most=st.integers(1, 4))
def test_a_long_text_is_shortened_as_a_short_one(text: str, most: int) -> None:
    whole = " ".join(text.split())
    if len(whole) <= most:
        assert shortened(text, most) == whole
    else:
        assert shortened(text, most) == shortened(whole[: most + 12], most)


def test_white_space_is_no_text() -> None:
    assert shortened(" " * 10_000 + "Kyiv", 8) == "Kyiv"


@given(text=nasty.texts(), most=st.integers(1, 30))
def test_it_is_never_longer(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert "\n" not in short
