"""How a text became another one: both can be read from it, and nothing in it is by chance."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.common_blocks import common_blocks
from annotator.text.diffing import Diff, diff
from tests.nasty import long_text, texts

OLD = (
    "Ships leave the port\n\nThe harbour master said 600 tons of wheat were loaded.\n\n"
    "A paragraph which is long enough to be moved about.\n\nLast words 👩‍👩‍👧 here. And Jan left."
)
NEW = (
    "Ships leave the port\n\nA paragraph which is long enough to be moved about.\n\n"
    "The harbour master said on Friday that 700 tons of wheat were loaded.\n\n"
    "Last words 👩‍👩‍👦 here. And Jan left."
)


def read(old: str, new: str, found: Diff) -> list[tuple[str, str]]:
    """Give the pieces of a comparison as words, and check that they are both texts."""
    here = there = 0
    said: list[tuple[str, str]] = []
    for piece in found.pieces():
        assert (piece.old_start, piece.new_start) == (here, there)
        one, other = old[here : piece.old_end], new[there : piece.new_end]
        assert one == other if piece.kind == "same" else not (one and other)
        assert one or other
        said.append((piece.kind, one or other))
        here, there = piece.old_end, piece.new_end
    assert (here, there) == (len(old), len(new))
    return said


def test_words_that_changed_and_a_paragraph_that_moved() -> None:
    found = diff(OLD, NEW)
    said = read(OLD, NEW, found)
    assert ("removed", "👩‍👩‍👧") in said
    assert ("added", "👩‍👩‍👦") in said
    assert said[-1] == ("same", " here. And Jan left.")
    (moved,) = found.moved
    assert OLD[moved.old : moved.old_end].startswith("The harbour master said 600")
    assert NEW[moved.new : moved.new_end].startswith("The harbour master said on Friday")
    assert [OLD[one.old : one.old + one.length].strip() for one in moved.same] == [
        "The harbour master said", "tons of wheat were loaded."
    ]  # fmt: skip
    assert sum(piece.moved is not None for piece in found.pieces()) == 2


def test_equal_texts_and_empty_ones() -> None:
    assert read(OLD, OLD, diff(OLD, OLD)) == [("same", OLD)]
    assert read("", "", diff("", "")) == []
    assert read("", "a", diff("", "a")) == [("added", "a")]
    assert read("a\n", "", diff("a\n", "")) == [("removed", "a\n")]


def test_words_by_chance_are_no_common_ones() -> None:
    old = "He told the whole council that the bridge would stay closed."
    new = "Nobody knows when the repairs of that road are to be paid."
    assert [kind for kind, _ in read(old, new, diff(old, new))] == ["removed", "added", "same"]


_EDITED = st.lists(texts(max_size=30), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(_EDITED, _EDITED, st.sampled_from(["\n", "\n\n", " ", ""]))
def test_both_texts_can_be_read_from_it(one: list[str], other: list[str], gap: str) -> None:
    shuffled = sorted(one, key=len) + other
    for old, new in ((one, other), (one, shuffled), (shuffled, one)):
        a, b = gap.join(old), gap.join(new)
        found = diff(a, b)
        read(a, b, found)
        for moved in found.moved:
            assert moved.old < moved.old_end
            for run in moved.same:
                assert a[run.old : run.old + run.length] == b[run.new : run.new + run.length]
                assert moved.old <= run.old <= run.old + run.length <= moved.old_end
                assert moved.new <= run.new <= run.new + run.length <= moved.new_end


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 12), max_size=60), st.lists(st.integers(0, 12), max_size=60),
    st.sampled_from([1, 30, 10_000]),
)  # fmt: skip
def test_blocks_are_in_order_and_equal(first: list[int], second: list[int], cells: int) -> None:
    here = there = 0
    for at, to, count in common_blocks(first, second, cells):
        assert here <= at
        assert there <= to
        assert count > 0
        assert first[at : at + count] == second[to : to + count]
        here, there = at + count, to + count
    assert here <= len(first)
    assert there <= len(second)


def test_a_long_text_that_repeats_itself_is_compared_through_a_window() -> None:
    words = long_text(400_000).split(" ")
    changed = [("changed" if not at % 997 else word) for at, word in enumerate(words)]
    old, new = " ".join(words), " ".join(changed)
    found = diff(old, new)
    assert sum(run.length for run in found.same) > 0.99 * len(old)
