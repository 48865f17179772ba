"""Selecting by words: rules on positions, for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.offsets import GraphemeMap
from annotator.text.words import words
from annotator.ui.editor import selecting
from annotator.ui.editor.selecting import Selection, collapsed, moved_edge
from tests.nasty import CANONICAL, texts, texts_with_span

_ANY = st.one_of(texts(), st.sampled_from(list(CANONICAL.values())))


def _stops(text: str, step: str) -> list[int]:
    """Walk from the first place to the last, or back."""
    forward = step.endswith("forward")
    move = getattr(selecting, step)
    end = len(text) if forward else 0
    stops = [len(text) - end]
    while stops[-1] != end:
        following = move(text, stops[-1])
        assert (following > stops[-1]) == forward
        assert following != stops[-1]
        stops.append(following)
    return stops


@given(text=_ANY)
def test_words_are_walked_one_by_one(text: str) -> None:
    found = words(text)
    starts, ends = [start for start, _ in found], [end for _, end in found]
    length = len(text)
    assert _stops(text, "word_forward") == sorted({0, *starts, length})
    assert _stops(text, "word_backward") == sorted({0, *starts, length}, reverse=True)
    assert _stops(text, "edge_forward") == sorted({0, *ends, length})


@given(text=_ANY)
def test_characters_are_walked_whole(text: str) -> None:
    graphemes = GraphemeMap(text)
    stops = _stops(text, "character_forward")
    assert stops == sorted({graphemes.ceil(place) for place in range(len(text) + 1)})
    assert _stops(text, "character_backward") == stops[::-1]


@given(text=_ANY, data=st.data())
def test_sentences_lead_on_and_never_back(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert place <= selecting.sentence_forward(text, place, "en") <= len(text)
    assert 0 <= selecting.sentence_backward(text, place, "en") <= place


def test_sentences_are_walked_one_by_one() -> None:
    text = "Mr. Smith left. He went to D.C. at noon. Nobody saw him."
    first = selecting.sentence_forward(text, 0, "en")
    second = selecting.sentence_forward(text, first, "en")
    assert text[:first] == "Mr. Smith left."
    assert text[first:second].strip() == "He went to D.C. at noon."
    assert selecting.sentence_backward(text, second, "en") == first + 1


@given(given_text=texts_with_span())
def test_a_selection_is_whole_words_or_exact_characters(
    given_text: tuple[str, int, int],
) -> None:
    text, start, end = given_text
    graphemes = GraphemeMap(text)
    exact = Selection(start, end, by_character=True).span(text)
    snapped = Selection(end, start).span(text)
    if start == end:
        assert exact is None
        assert snapped is None
        return
    assert exact == (graphemes.floor(start), graphemes.ceil(end))
    if snapped is not None:
        assert snapped[0] < snapped[1]
        assert not text[slice(*snapped)][0].isspace()
        last = snapped[1] - 1
        # After a character that is prepended to what follows, white space is part of it.
        assert not text[last].isspace() or graphemes.floor(last) < last
        # What is snapped stays as it is.
        assert Selection(*snapped).span(text) == snapped


def test_a_selection_snaps_to_words() -> None:
    text = "The $3.5bn deal, she said."
    assert Selection(6, 13).span(text) == (4, 15)
    assert Selection(6, 13, by_character=True).span(text) == (6, 13)
    assert collapsed(6).span(text) is None


def test_extending_moves_one_edge() -> None:
    selection = Selection(4, 9).extended(2)
    assert (selection.anchor, selection.caret) == (4, 2)
    assert selection.extended(7, by_character=True).by_character


@pytest.mark.parametrize(
    ("left", "outward", "wanted"),
    [
        (True, True, "minister said that growth"),
        (True, False, "that growth"),
        (False, True, "said that growth goes"),
        (False, False, "said that"),
    ],
)
def test_an_edge_moves_by_a_word(left: bool, outward: bool, wanted: str) -> None:
    text = "The minister said that growth goes on."
    start = text.index("said")
    moved = moved_edge(text, (start, start + len("said that growth")), left=left, outward=outward)
    assert moved is not None
    assert text[slice(*moved)] == wanted


@given(given_text=texts_with_span(), left=st.booleans(), outward=st.booleans())
def test_a_moved_edge_leaves_the_other_alone(
    given_text: tuple[str, int, int], left: bool, outward: bool
) -> None:
    text, start, end = given_text
    moved = moved_edge(text, (start, end), left=left, outward=outward)
    if moved is None:
        return
    assert 0 <= moved[0] < moved[1] <= len(text)
    assert moved[left] == (start, end)[left]
    assert (moved[1] - moved[0] >= end - start) == outward or moved == (start, end)


def test_nothing_is_left_of_one_word() -> None:
    text = "The minister said"
    assert moved_edge(text, (4, 12), left=True, outward=False) is None
    assert moved_edge(text, (4, 12), left=False, outward=False) is None


@given(texts_with_span(), st.data())
def test_a_dragged_edge_takes_words_and_the_other_one_stays(
    found: tuple[str, int, int], data: st.DataObject
) -> None:
    text, start, end = found
    if start == end:
        return
    position = data.draw(st.integers(0, len(text)))
    exact = data.draw(st.booleans())
    for left in (True, False):
        new = selecting.dragged_edge(text, (start, end), position, left=left, by_character=exact)
        assert new[0] < new[1]
        assert new[1 if left else 0] == (end if left else start)


@pytest.mark.parametrize(
    ("position", "left", "words"),
    [
        (18, True, "the board’s chief engineer"),  # less than half of “said” is left out
        (15, True, "said the board’s chief engineer"),
        (0, True, "Ilse Marchetti said the board’s chief engineer"),
        (60, True, "engineer"),  # one word stays
        (40, False, "the board’s chief"),
        (31, False, "the board’s"),
        (0, False, "the"),
        (56, False, "the board’s chief engineer, standing"),
    ],
)
def test_half_of_a_word_takes_it_in(position: int, left: bool, words: str) -> None:
    text = "Ilse Marchetti said the board’s chief engineer, standing on the bridge 🇺🇦."
    start = text.index("the board")
    span = start, start + len("the board’s chief engineer")
    found = selecting.dragged_edge(text, span, position, left=left)
    assert text[slice(*found)] == words


def test_with_alt_an_edge_is_put_between_characters() -> None:
    text = "ab👩‍👩‍👧cd ef"
    family = text.index("c") - 2
    # Never within a character, and one of them stays.
    assert selecting.dragged_edge(text, (0, 2), 4, left=False, by_character=True) == (0, 2)
    last = text.index("c")
    assert selecting.dragged_edge(text, (0, 2), last, left=False, by_character=True) == (0, last)
    assert selecting.dragged_edge(text, (1, last), family, left=True, by_character=True)[0] == 2
    assert selecting.dragged_edge(text, (1, 2), 9, left=True, by_character=True) == (1, 2)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9))))
def test_merged_spans_cover_the_same_and_do_not_touch(pairs: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in pairs]
    found = selecting.merged(spans)
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for start, end in found for place in range(start, end)} == covered
    assert all(one[1] < other[0] for one, other in pairwise(found))


def test_the_fragment_at_a_place() -> None:
    pieces = [(2, 5), (5, 8), (10, 12)]
    found = [selecting.fragment_at(pieces, place) for place in range(14)]
    assert found == [None, None, 0, 0, 0, 1, 1, 1, 1, None, 2, 2, 2, None]
