from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings

from annotator.text.offsets import (
    GraphemeMap,
    Utf8Map,
    Utf16Map,
    ceil_grapheme,
    floor_grapheme,
    utf16_length,
)
from tests.nasty import CANONICAL, RAW, long_text, raw_texts

MANY = settings(max_examples=150, deadline=None)


@pytest.mark.parametrize(
    ("text", "cp", "unit"),
    [("a😀b", 1, 1), ("a😀b", 2, 3), ("a😀b", 3, 4), ("é中b", 2, 2), ("", 0, 0), ("𠀀𠀁", 2, 4)],
)
def test_utf16_positions(text: str, cp: int, unit: int) -> None:
    assert Utf16Map(text).to_utf16(cp) == unit
    assert Utf16Map(text).from_utf16(unit) == cp


def test_inside_a_surrogate_pair_rounds_down() -> None:
    assert Utf16Map("a😀b").from_utf16(2) == 1


@pytest.mark.parametrize(("byte", "cp"), [(0, 0), (1, 0), (2, 1), (3, 2), (5, 2), (7, 3)])
def test_inside_utf8_characters_rounds_down(byte: int, cp: int) -> None:
    assert Utf8Map("éa😀").from_utf8(byte) == cp


@pytest.mark.parametrize("text", ["", "plain", "Київ — мiсто", "é" * 2000])
def test_without_astral_characters_utf16_is_the_identity(text: str) -> None:
    found = Utf16Map(text)
    assert found.length == len(text)
    assert all(found.to_utf16(at) == found.from_utf16(at) == at for at in range(len(text) + 1))


@pytest.mark.parametrize("position", [-1, 4])
def test_positions_outside_the_text_are_refused(position: int) -> None:
    with pytest.raises(IndexError, match="outside"):
        Utf16Map("abc").to_utf16(position)
    with pytest.raises(IndexError, match="outside"):
        Utf8Map("abc").from_utf8(position)
    with pytest.raises(IndexError, match="outside"):
        GraphemeMap("abc").to_grapheme(position)
    with pytest.raises(IndexError, match="outside"):
        floor_grapheme("abc", position)


@MANY
@given(raw_texts())
def test_encoded_positions_agree_with_encoding(text: str) -> None:
    utf16, utf8 = Utf16Map(text), Utf8Map(text)
    for cp in range(len(text) + 1):
        units = sum(1 + (char > "\uffff") for char in text[:cp])
        octets = len(text[:cp].encode("utf-8", "surrogatepass"))
        assert utf16.to_utf16(cp) == units
        assert utf16.from_utf16(units) == cp
        assert utf8.to_utf8(cp) == octets
        assert utf8.from_utf8(octets) == cp
    assert utf16.length == utf16.to_utf16(len(text))
    assert utf8.length == utf8.to_utf8(len(text))


@pytest.mark.parametrize("text", ["😀é" * 700, "a" * 511 + "😀" * 3 + "b" * 600, "é" * 512 + "😀"])
def test_encoded_positions_across_blocks(text: str) -> None:
    utf16, utf8 = Utf16Map(text), Utf8Map(text)
    units = octets = 0
    for cp, char in enumerate(text):
        assert utf16.to_utf16(cp) == units
        assert utf8.to_utf8(cp) == octets
        for inside in range(1 + (char > "\uffff")):
            assert utf16.from_utf16(units + inside) == cp
        for inside in range(len(char.encode())):
            assert utf8.from_utf8(octets + inside) == cp
        units += 1 + (char > "\uffff")
        octets += len(char.encode())
    assert utf16.from_utf16(units) == utf8.from_utf8(octets) == len(text)


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("abc", 3),
        ("e\u0301a", 2),
        ("🇺🇦🇫🇷", 2),
        ("👨‍👩‍👧x", 2),
        ("a\r\nb", 3),
        ("क्षि", 1),
        ("\u1112\u1161\u11ab", 1),
        ("3️⃣", 1),
        ("", 0),
    ],
)
def test_grapheme_counts(text: str, clusters: int) -> None:
    assert GraphemeMap(text).count == clusters


def clusters_by_hand(text: str) -> list[int]:
    return [0, *(found.end() for found in regex.finditer(r"\X", text))]


def check_graphemes(text: str) -> None:
    found, bounds = GraphemeMap(text), clusters_by_hand(text)
    assert found.count == len(bounds) - 1
    for cp in range(len(text) + 1):
        below = max(bound for bound in bounds if bound <= cp)
        above = min(bound for bound in bounds if bound >= cp)
        assert found.floor(cp) == floor_grapheme(text, cp) == below
        assert found.ceil(cp) == ceil_grapheme(text, cp) == above
        assert found.to_grapheme(cp) == bounds.index(below)
    for index, bound in enumerate(bounds):
        assert found.from_grapheme(index) == bound


@pytest.mark.parametrize("text", [*CANONICAL.values(), *RAW.values()])
def test_graphemes_of_nasty_texts(text: str) -> None:
    check_graphemes(text)


@MANY
@given(raw_texts(max_size=20))
def test_graphemes_agree_with_the_library_and_the_neighbourhood(text: str) -> None:
    check_graphemes(text)


def test_many_flags_take_no_quadratic_time() -> None:
    text = "🇺🇦" * 20_000
    assert GraphemeMap(text).count == 20_000
    assert floor_grapheme(text, 20_001) == 20_000


def test_five_megabytes() -> None:
    text = long_text()
    utf16 = Utf16Map(text)
    assert utf16.length == len(text.encode("utf-16-le")) // 2
    at = text.rindex("🇺🇦")
    assert utf16.to_utf16(at) == len(text[:at].encode("utf-16-le")) // 2
    assert floor_grapheme(text, at + 1) == GraphemeMap(text).floor(at + 1) == at


@given(raw_texts())
def test_units_are_counted_as_they_are_mapped(text: str) -> None:
    assert utf16_length(text) == Utf16Map(text).length


def test_a_lone_surrogate_is_one_unit() -> None:
    assert utf16_length("a\ud83d🇺🇦") == 6
