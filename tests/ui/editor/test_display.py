"""What Qt is given of a text: as long as the text, and kept by Qt exactly as given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from annotator.text.offsets import GraphemeMap
from annotator.ui.editor.display import DisplayText
from tests.nasty import CANONICAL, RAW, huge_paragraph, long_texts, raw_texts


def _sound(text: str) -> DisplayText:
    """Check all that is promised of a display text."""
    display = DisplayText(text)
    assert display.text == text
    assert len(display.shown) == len(text)
    document = QTextDocument()
    document.setPlainText(display.for_qt())
    # One position more than there are characters: the end of the last block.
    assert document.characterCount() - 1 == display.units.length
    assert document.blockCount() == len(display.starts)
    for block, start in enumerate(display.starts):
        qt_block = document.findBlockByNumber(block)
        assert qt_block.position() == display.units.to_utf16(start)
        first, last = display.block_range(block)
        shown = display.shown[first:last]
        assert first == start
        assert qt_block.length() - 1 == len(shown.encode("utf-16-le")) // 2
        assert qt_block.text() == shown
        # Where a line end was put in, the place before it is the same code point.
        for place in (first, last):
            assert display.units.from_utf16(display.units.to_utf16(place)) == place
        end = qt_block.position() + qt_block.length() - 1
        assert display.units.from_utf16(end) == last
    return display


@pytest.mark.parametrize("name", CANONICAL)
def test_qt_keeps_every_character_of_nasty_texts(name: str) -> None:
    _sound(CANONICAL[name])


@pytest.mark.parametrize("name", RAW)
def test_even_raw_texts_do_not_drift(name: str) -> None:
    _sound(RAW[name])


@given(text=raw_texts())
def test_no_text_drifts(text: str) -> None:
    _sound(text)


@settings(max_examples=40, deadline=None)
@given(text=long_texts())
def test_no_long_paragraph_drifts(text: str) -> None:
    display = _sound(text)
    for block, start in enumerate(display.starts):
        first, last = display.block_range(block)
        assert last - first <= 4_000
        assert (start == 0 or display.shown[start - 1] == "\n") or block in display.parted
    characters = GraphemeMap(text)
    for block in display.parted:
        inside = display.starts[block] - characters.floor(display.starts[block])
        # No character is parted, but those of thousands of accents.
        assert inside == 0 or inside >= 2_000


@given(text=st.text(max_size=40))
def test_no_character_drifts(text: str) -> None:
    _sound(text)


@given(text=raw_texts(), data=st.data())
def test_every_code_point_is_in_its_block(text: str, data: st.DataObject) -> None:
    display = DisplayText(text)
    position = data.draw(st.integers(0, len(text)))
    first, last = display.block_range(display.block_at(position))
    assert first <= position <= last


def test_what_qt_would_change_is_replaced() -> None:
    display = DisplayText("a\rb\u2028c\u2029d\ufeffe\x00f\ud83dg\x7fh\ufffc")
    assert display.shown == "a\u200bb\nc\nd\u200be\u2400f\ufffdg\u2421h\ufffd"


def test_a_no_break_space_and_a_tab_stay() -> None:
    assert DisplayText("12\u00a0000\u202f%\tx").shown == "12\u00a0000\u202f%\tx"


def test_an_empty_text_is_one_empty_block() -> None:
    display = DisplayText("")
    assert display.starts == [0]
    assert display.block_range(0) == (0, 0)


def test_a_long_paragraph_is_parted_at_sentences() -> None:
    text = huge_paragraph(300_000)
    display = _sound(text)
    assert len(display.parted) > 70
    longest = max(
        last - first for first, last in map(display.block_range, range(len(display.starts)))
    )
    assert longest <= 4_000
    for block in display.parted:
        start = display.starts[block]
        assert text[start - 2 : start] == ". "


def test_parts_of_a_paragraph_are_known() -> None:
    short, long = "Short.", "word " * 2_000
    display = DisplayText(f"{short}\n{long}\n{short}")
    assert display.parted == {2, 3}


def test_a_long_text_without_spaces_is_parted_too() -> None:
    display = _sound("北" * 20_000)
    assert display.starts == [*range(0, 16_001, 2_000)]
    assert display.parted == {*range(1, 9)}
    display = _sound("北" * 20_000 + " end. " + "word " * 1_000)
    assert display.shown.count("\n") == 1


def test_a_paragraph_after_one_without_spaces_is_parted_too() -> None:
    display = _sound("北" * 6_000 + "\n" + "word " * 2_000)
    assert display.parted == {1, 3, 4}
