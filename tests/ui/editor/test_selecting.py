"""Selecting by words: rules on positions, for any text."""

from __future__ import annotations

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
