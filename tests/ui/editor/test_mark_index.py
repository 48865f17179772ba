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
        old = now.get(change.entity)
        touched = index.put(change)
        now[change.entity] = change
        expected = {
            block
            for block in range(len(starts))
            for one in (old, change)
            if one and one in _touching([one], starts, block)
        }
        assert set(touched) == expected
    for number in gone:
        name = mark(number, 0, 1).entity
        assert bool(index.discard(name)) == (now.pop(name, None) is not None)
    _agrees(index, list(now.values()), starts)


@given(marks=_marks(), starts=_STARTS)
def test_changed_blocks_count_versions(marks: list[Mark], starts: list[int]) -> None:
    index = MarkIndex(starts, marks)
    before = dict(index.versions)
    touched = index.put(mark(99, 10, 20))
    for block in range(len(starts)):
        grown = index.versions[block] - before.get(block, 0)
        assert grown == (1 if block in touched else 0)


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
