"""Paragraphs and folds: which role each plays, what it is called, how it is set."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.text.zone import Zone
from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.folding import Folds
from annotator.ui.editor.styles import Paragraphs, Setting, TextLook, styles_for
from annotator.ui.look import STRONG
from tests.nasty import texts

TEXT = "Headline\n\nBy Ann\n\nFirst.\n\nSecond.\nThird.\n\nHeadline again\n\nRead also.\nMore."


def _zone(first: str, last: str, role: str) -> Zone:
    end = TEXT.index(last) + len(last)
    return Zone(TEXT.index(first), end, role)  # type: ignore[arg-type]


ZONES = [
    _zone("Headline", "Headline", "headline"),
    _zone("By Ann", "By Ann", "byline"),
    _zone("First", "Third.", "body"),
    _zone("Headline again", "Headline again", "headline"),
    _zone("Read also", "More.", "boilerplate"),
]


@pytest.fixture
def display() -> DisplayText:
    return DisplayText(TEXT)


def test_each_paragraph_has_the_role_of_its_zone(display: DisplayText) -> None:
    roles = Paragraphs(display, ZONES).roles
    assert [role for role in roles if role != "blank"] == [
        "headline", "byline", "body", "body", "body", "repeated", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_body_paragraphs_are_counted(display: DisplayText) -> None:
    numbers = Paragraphs(display, ZONES).numbers
    assert [number for number in numbers if number] == [1, 2, 3]


@pytest.mark.parametrize(
    ("words", "name"),
    [("Headline", "head"), ("Ann", "by"), ("Second", "¶2"), ("again", "head"), ("More", "foot")],
)
def test_a_place_has_a_short_name(display: DisplayText, words: str, name: str) -> None:
    assert Paragraphs(display, ZONES).name_at(TEXT.index(words)) == name


def test_without_zones_all_is_body(display: DisplayText) -> None:
    paragraphs = Paragraphs(display, ())
    assert set(paragraphs.roles) == {"body", "blank"}
    assert max(paragraphs.numbers) == 8


def test_empty_zones_are_passed_over(display: DisplayText) -> None:
    assert Paragraphs(display, [Zone(3, 3, "boilerplate")]).zones == []


def test_parts_of_a_long_paragraph_share_its_number() -> None:
    text = "word " * 2_000 + "\nNext."
    paragraphs = Paragraphs(DisplayText(text), ())
    assert paragraphs.numbers == [1, 0, 0, 2]
    assert paragraphs.name_at(9_000) == "¶1"


@given(text=texts(max_size=20))
def test_every_block_has_a_role(text: str) -> None:
    display = DisplayText(text)
    paragraphs = Paragraphs(display, [Zone(0, len(text), "body")])
    assert len(paragraphs.roles) == len(paragraphs.numbers) == len(display.starts)
    counted = [number for number in paragraphs.numbers if number]
    assert counted == list(range(1, len(counted) + 1))


def test_boilerplate_is_folded(display: DisplayText) -> None:
    folds = Folds(display, Paragraphs(display, ZONES))
    (fold,) = folds.all
    first = display.block_at(TEXT.index("Read"))
    assert (fold.first, fold.last) == (first, first + 1)
    assert folds.hides(first)
    assert not folds.hides(first - 1)
    assert list(folds.blocks()) == [first, first + 1]
    fold.open = True
    assert not folds.hides(first)
    assert folds.of_block(first) is fold
    assert folds.of_block(0) is None


def test_a_fold_knows_what_it_holds(display: DisplayText) -> None:
    (fold,) = Folds(display, Paragraphs(display, ZONES)).all
    assert fold.opening == "Read also. More."
    assert fold.paragraphs == 2
    assert fold.characters == len("Read also.\nMore.")


@pytest.mark.parametrize("lanes", range(5))
def test_more_lanes_take_more_room(lanes: int) -> None:
    pitch = styles_for(Setting(lanes=lanes))["body"].pitch
    assert pitch == (36, 36, 38, 40, 40)[lanes]


def test_all_sizes_grow_with_the_text() -> None:
    usual, large = styles_for(Setting()), styles_for(Setting(TextLook(28)))
    for role, style in usual.items():
        assert large[role].font.pixelSize() > style.font.pixelSize()
        assert large[role].pitch > style.pitch
        # Words of a line never reach into the next one.
        assert large[role].pitch > large[role].font.pixelSize() * 1.2


def test_the_headline_is_smaller_in_a_narrow_view() -> None:
    wide, narrow = Setting.for_width(600, TextLook(), 1), Setting.for_width(599, TextLook(), 1)
    assert (wide.narrow, narrow.narrow) == (False, True)
    sizes = [styles_for(one)["headline"].font.pixelSize() for one in (wide, narrow)]
    assert sizes[0] > sizes[1]
    assert styles_for(wide)["headline"].font.weight() == STRONG


def test_lines_and_column_are_as_one_likes_to_read() -> None:
    usual, airy = styles_for(Setting()), styles_for(Setting(TextLook(pitch=1.5)))
    assert airy["body"].pitch == 1.5 * usual["body"].pitch
    assert airy["body"].font == usual["body"].font


def test_the_parts_of_a_long_paragraph_are_one_paragraph() -> None:
    display = DisplayText("word " * 2_000 + "\nNext.\n" + "北" * 9_000)
    paragraphs = Paragraphs(display, ())
    assert len(paragraphs.roles) > 6
    assert set(paragraphs.roles) == {"body"}
    assert [number for number in paragraphs.numbers if number] == [1, 2, 3]


def test_blanks_by_the_thousand_hide_no_words_behind_them() -> None:
    display = DisplayText(" " * 9_000 + "word " * 2_000 + " " * 9_000 + "more")
    paragraphs = Paragraphs(display, ())
    for words in ("word", "more"):
        assert paragraphs.roles[display.block_at(display.text.index(words))] == "body"
    assert sum(paragraphs.numbers) == 1


def test_there_is_no_room_within_a_long_headline() -> None:
    headline = "Goats " * 1_500
    display = DisplayText(headline + "\nThe herd.")
    paragraphs = Paragraphs(display, [Zone(0, len(headline), "headline")])
    assert paragraphs.below_headline == {len(display.starts) - 1}
