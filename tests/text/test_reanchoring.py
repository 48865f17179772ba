"""Spans in another version of their text: what did not change is found, nothing else is sure."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.text.diffing import diff
from annotator.text.reanchoring import Anchoring, reanchor
from tests.nasty import texts
from tests.text.test_diffing import NEW, OLD


def _found(old: str, new: str, *quotes: str) -> list[tuple[str, bool, str]]:
    spans = [((old.index(one), old.index(one) + len(one)),) for one in quotes]
    return [_said(new, one) for one in reanchor(old, new, spans, diff(old, new))]


def _said(new: str, found: Anchoring) -> tuple[str, bool, str]:
    pieces = () if found.spot is None else found.spot.fragments
    return found.outcome, found.certain, "|".join(new[start:end] for start, end in pieces)


def test_what_stands_where_it_stood() -> None:
    assert _found(OLD, NEW, "the port", "Jan", "Ships") == [
        ("same", True, "the port"), ("same", True, "Jan"), ("same", True, "Ships"),
    ]  # fmt: skip


def test_what_moved_with_its_paragraph() -> None:
    assert _found(OLD, NEW, "harbour master", "wheat") == [
        ("moved", True, "harbour master"), ("moved", True, "wheat"),
    ]  # fmt: skip


def test_a_paragraph_changed_in_its_place_did_not_move_to_one_that_is_like_it() -> None:
    """Only the first has another word; it has three more in common with the last one."""
    first = "On Monday the minister said that the bridge stays open."
    between = "Nobody was hurt, and the road is open again."
    last = "On Friday the minister said that the bridge stays closed."
    old = f"{first}\n\n{between}\n\n{last}"
    new = f"{first} So he said.\n\n{between}\n\n{last} So he said."
    one, other = old.index("bridge"), old.rindex("bridge")
    assert not diff(old, new).moved
    found = reanchor(old, new, [((one, one + 6),), ((other, other + 6),)], diff(old, new))
    places = [spot.spot.fragments[0][0] for spot in found if spot.spot is not None]
    assert [spot.outcome for spot in found] == ["same", "same"]
    assert places == [new.index("bridge"), new.rindex("bridge")]


def test_words_that_changed_are_offered_and_not_certain() -> None:
    assert _found(OLD, NEW, "600 tons", "👩‍👩‍👧") == [
        ("changed", False, "700 tons"), ("changed", False, "👩‍👩‍👦"),
    ]  # fmt: skip


def test_a_figure_that_changed_is_offered_whole() -> None:
    old = "They lowered the lake by 48 centimetres since noon, the board said."
    new = "They lowered the lake by 52 centimetres since noon, the board said."
    assert _found(old, new, "48 centimetres") == [("changed", False, "52 centimetres")]


def test_what_is_not_there_is_gone() -> None:
    old = f"{OLD}\n\nAn old sentence about Zaporizhzhia that was struck out later."
    assert _found(old, NEW, "Zaporizhzhia", "struck out") == [("gone", False, "")] * 2


def test_the_same_words_elsewhere_are_not_taken_silently() -> None:
    """The sentence was removed; its words stand in another one, which means somebody else."""
    old = "One. The minister said yes to the plan at noon. The cook laughed about it all day."
    new = "One. The cook laughed about it all day, and later on the minister slept."
    ((_, certain, _),) = _found(old, new, "minister")
    assert not certain


def test_of_several_places_the_one_with_its_neighbours_comes_first() -> None:
    old = "It was 5 km to the sea. Then all slept. It was 5 km to the hill, and they walked on."
    new = "All slept long. It was 5 km to the hill, and they walked on. It was 5 km to town then."
    span = old.rindex("5 km")
    (found,) = reanchor(old, new, [((span, span + 4),)], diff(old, new))
    assert found.spot is not None
    assert found.spot.fragments[0][0] == new.index("5 km")


def test_fragments_are_found_together_or_not_at_all() -> None:
    one, other = OLD.index("harbour"), OLD.index("wheat")
    span = ((one, one + 7), (other, other + 5))
    assert _said(NEW, reanchor(OLD, NEW, [span], diff(OLD, NEW))[0]) == (
        "moved", True, "harbour|wheat"
    )  # fmt: skip
    gone = NEW.replace("tons of wheat were loaded", "ships were painted in a hurry")
    (found,) = reanchor(OLD, gone, [span], diff(OLD, gone))
    assert not found.certain


def test_part_of_a_longer_word_is_no_place() -> None:
    old, new = "They mark it so, all of them.", "The benchmarking of trees is old."
    assert _found(old, new, "mark")[0][2] != "mark"


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, str, list[tuple[int, int, int]]]:
    """A text, the text after edits, and its untouched stretches: place, new place, length.

    What goes at one place does not come at another: that would have moved, and who could say
    whether it or the stretch between the two places did.
    """
    old, new = "", ""
    gone: set[tuple[str, int]] = set()
    come: set[tuple[str, int]] = set()
    kept: list[tuple[int, int, int]] = []
    for number in range(draw(st.integers(1, 6))):
        stretch = (
            f"{number}§ {draw(texts(max_size=40))} words that stay {number * 7919} as they are"
        )
        kept.append((len(old), len(new), len(stretch)))
        old, new = old + stretch, new + stretch
        gap = draw(st.sampled_from([" ", "\n", "\n\n", ". "]))
        went, came = draw(texts(max_size=20)), draw(texts(max_size=20))
        gone |= {(part, number) for part in _parts(went)}
        come |= {(part, number) for part in _parts(came)}
        old += gap + went + gap
        new += gap + came + gap
    assume(all(one == other for part, one in gone for it, other in come if part == it))
    return old, new, kept


def _parts(words: str) -> list[str]:
    return [words[at : at + 4] for at in range(len(words) - 3)]


@settings(max_examples=200, deadline=None)
@given(_edited(), st.data())
def test_what_lies_in_unchanged_text_is_found_exactly(
    edited: tuple[str, str, list[tuple[int, int, int]]], data: st.DataObject
) -> None:
    old, new, kept = edited
    spans, expected = [], []
    for place, there, length in kept:
        start = data.draw(st.integers(0, length - 1))
        end = data.draw(st.integers(start + 1, length))
        spans.append(((place + start, place + end),))
        expected.append((there + start, there + end))
    for found, span, where in zip(
        reanchor(old, new, spans, diff(old, new)), spans, expected, strict=True
    ):
        assert found.spot is not None
        assert found.outcome in ("same", "moved")
        ((start, end),) = found.spot.fragments
        assert new[start:end] == old[slice(*span[0])]
        if found.certain:
            assert (start, end) == where


@settings(max_examples=150, deadline=None)
@given(texts(min_size=1, max_size=60), texts(max_size=60), st.data())
def test_only_the_very_words_are_certain(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    (found,) = reanchor(old, new, [((start, end),)], diff(old, new))
    for spot in (found.spot, *found.others):
        if spot is None:
            continue
        ((first, last),) = spot.fragments
        assert 0 <= first < last <= len(new)
        assert 0 <= spot.score <= 1
        if spot.certain or spot.outcome in ("same", "moved"):
            assert new[first:last] == old[start:end]
