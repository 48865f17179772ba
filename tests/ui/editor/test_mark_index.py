"""The annotations of an article are found by place, as by looking at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.mark import Mark
from annotator.ui.editor.mark_index import MarkIndex
from tests.ui.editor.scenes import mark

_LENGTH = 60


@st.composite
def _marks(draw: st.DrawFn) -> list[Mark]:
    spans = draw(st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=12))
    marks = []
    for number, (start, length) in enumerate(spans):
        end = min(_LENGTH, start + length)
        fragments = None
        if end - start > 4 and draw(st.booleans()):
            fragments = ((start, start + 1), (start + 3, end))
        marks.append(mark(number, start, end, fragments=fragments))
    return marks


_STARTS = st.sets(st.integers(1, 59), max_size=6).map(lambda inner: [0, *sorted(inner)])


def _touching(marks: list[Mark], starts: list[int], block: int) -> list[Mark]:
    first = starts[block]
    last = starts[block + 1] if block + 1 < len(starts) else _LENGTH + 1
    return sorted(one for one in marks if one.start < last and one.end > first)


def _agrees(index: MarkIndex, marks: list[Mark], starts: list[int]) -> None:
    """Compare everything with looking at all marks."""
    assert index.ordered == sorted(marks)
    assert len(index) == len(marks)
    for block in range(len(starts)):
        assert index.in_block(block) == _touching(marks, starts, block)
    for position in range(_LENGTH + 1):
        over = [m for m in marks if any(a <= position < b for a, b in m.pieces)]
        assert index.at(position) == sorted(over, key=lambda m: (m.end - m.start, m))
        later = sorted(m for m in marks if m.start >= position)
        assert index.following(position) == (later[0] if later else None)
        before = sorted(m for m in marks if m.start < position)
        assert index.preceding(position) == (before[-1] if before else None)
    ordered = sorted(marks)
    for row, one in enumerate(ordered):
        assert index.get(one.entity) == one
        assert index.row_of(one) == row
        assert index.following(0, one) == (ordered[row + 1] if row + 1 < len(ordered) else None)
        assert index.preceding(0, one) == (ordered[row - 1] if row else None)


@given(marks=_marks(), starts=_STARTS)
def test_it_agrees_with_looking_at_all(marks: list[Mark], starts: list[int]) -> None:
    _agrees(MarkIndex(starts, marks), marks, starts)


@given(marks=_marks(), changes=_marks(), starts=_STARTS, gone=st.sets(st.integers(0, 12)))
def test_it_follows_every_change(
    marks: list[Mark], changes: list[Mark], starts: list[int], gone: set[int]
) -> None:
    index = MarkIndex(starts, marks)
    now = {one.entity: one for one in marks}
    for change in changes:
        before = _versions(index, starts)
        old = now.get(change.entity)
        index.put(change)
        now[change.entity] = change
        assert _changed(before, index, starts) == _blocks([old, change], starts)
    for number in gone:
        before = _versions(index, starts)
        name = mark(number, 0, 1).entity
        old = now.pop(name, None)
        assert index.discard(name) == (old is not None)
        assert _changed(before, index, starts) == _blocks([old], starts)
    _agrees(index, list(now.values()), starts)


@given(marks=_marks(), starts=_STARTS, first=st.integers(0, 58), length=st.integers(1, 60))
def test_only_what_is_touched_is_placed_anew(
    marks: list[Mark], starts: list[int], first: int, length: int
) -> None:
    index = MarkIndex(starts, marks)
    before = _versions(index, starts)
    link = mark(99, first, min(_LENGTH, first + length))
    index.touch(link)
    assert _changed(before, index, starts) == _blocks([link], starts)
    assert index.get(link.entity) is None


def test_one_over_all_the_text_stands_in_few_places() -> None:
    starts = list(range(0, 1_000_000, 10))
    index = MarkIndex(starts)
    whole, part = mark(1, 0, 1_000_000), mark(2, 5, 999_995)
    index.put(whole)
    index.put(part)
    entered = sum(len(group) for level in index._groups for group in level.values())
    assert entered < 4 * len(starts).bit_length()
    for block in (0, 1, 49_999, 65_535, 65_536, len(starts) - 1):
        assert index.in_block(block) == [whole, part]
    assert index.discard(whole.entity)
    assert index.in_block(77_777) == [part]


def _versions(index: MarkIndex, starts: list[int]) -> list[int]:
    return [index.version_of(block) for block in range(len(starts))]


def _changed(before: list[int], index: MarkIndex, starts: list[int]) -> set[int]:
    now = _versions(index, starts)
    return {block for block, version in enumerate(before) if version != now[block]}


def _blocks(marks: list[Mark | None], starts: list[int]) -> set[int]:
    """Name the blocks that these marks touch."""
    return {
        block
        for block in range(len(starts))
        if any(one is not None and _touching([one], starts, block) for one in marks)
    }


def test_those_in_view_are_enough_to_begin_with() -> None:
    near, far = mark(1, 0, 5), mark(2, 50, 55)
    reads = []

    def read_all() -> list[Mark]:
        reads.append(1)
        return [far, near]

    index = MarkIndex([0, 30], [near], read_all)
    assert index.known == [near]
    assert not index.is_whole
    assert index.in_block(1) == []
    assert index.get(near.entity) == near
    assert reads == []
    assert index.get(far.entity) == far
    assert index.is_whole
    assert index.known == index.ordered == [near, far]
    assert index.in_block(1) == [far]
    assert not index.complete()
    assert reads == [1]


def test_whatever_needs_all_reads_them() -> None:
    near, far = mark(1, 0, 5), mark(2, 50, 55)
    for ask in (
        lambda index: index.ordered,
        len,
        lambda index: index.at(50),
        lambda index: index.following(40),
        lambda index: index.preceding(60),
        lambda index: index.discard(far.entity),
        lambda index: index.put(mark(3, 9, 12)),
    ):
        index = MarkIndex([0, 30], [near], lambda: [near, far])
        ask(index)
        assert index.is_whole


def test_nothing_is_found_by_no_name() -> None:
    index = MarkIndex([0], [mark(1, 0, 5)], lambda: [mark(1, 0, 5)])
    assert index.get(None) is None
    assert not index.is_whole
    assert index.get(b"unknown") is None
