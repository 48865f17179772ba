"""The annotations of the article on view, found by place and by block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from annotator.model.mark import Mark


class MarkIndex:
    """Marks by position. Adding and removing one costs microseconds among 100,000.

    A long article begins with the marks that are in view, so that it is painted at once. The
    others are read by `complete`, or as soon as something needs them.

    A mark over thousands of blocks is not entered in each: blocks are taken together in pairs,
    pairs of pairs, and so on, and it stands with the fewest groups that make up what it covers.
    A group is of a level, two to the power of which are its blocks, and has a number there.

    Args:
        starts: first code point of each block.
        marks: sorted or not.
        read_all: reads all marks, those given included; None says that these are all.
    """

    def __init__(
        self,
        starts: Sequence[int],
        marks: Iterable[Mark] = (),
        read_all: Callable[[], Iterable[Mark]] | None = None,
    ) -> None:
        self._starts = starts
        self._read_all = read_all
        self._changes: defaultdict[tuple[int, int], int] = defaultdict(int)
        """Counts the changes of each group, by level and number."""
        self._take(marks)

    def complete(self) -> bool:
        """Read what was left out; tell whether there was anything to read."""
        if self._read_all is None:
            return False
        self._take(self._read_all())
        self._read_all = None
        return True

    @property
    def is_whole(self) -> bool:
        """Whether all marks were read."""
        return self._read_all is None

    @property
    def known(self) -> list[Mark]:
        """The marks that were read so far, by position: start, then end."""
        return self._known

    @property
    def ordered(self) -> list[Mark]:
        """All marks by position: start, then end."""
        self.complete()
        return self._known

    def _take(self, marks: Iterable[Mark]) -> None:
        starts = self._starts
        self._known = sorted(marks)
        self._by_entity = {mark.entity: mark for mark in self._known}
        by_block: defaultdict[int, list[Mark]] = defaultdict(list)
        self._groups = [by_block]
        """Of each level the marks of its groups; a group of the lowest is one block."""
        block, last = 0, len(starts) - 1
        for mark in self._known:
            while block < last and starts[block + 1] <= mark.start:
                block += 1
            if block == last or mark.end <= starts[block + 1]:
                by_block[block].append(mark)
            else:
                for level, number in self._groups_of(mark):
                    self._groups[level][number].append(mark)

    def __len__(self) -> int:
        return len(self.ordered)

    def get(self, entity: bytes | None) -> Mark | None:
        """Give a mark by its annotation."""
        if entity is None:
            return None
        found = self._by_entity.get(entity)
        if found is None and self.complete():
            found = self._by_entity.get(entity)
        return found

    def in_block(self, block: int) -> list[Mark]:
        """List the marks that touch a block, by position, as far as they are known."""
        groups = [level.get(block >> i) for i, level in enumerate(self._groups)]
        found = [group for group in groups if group]
        return found[0] if len(found) == 1 else sorted(chain(*found))

    def version_of(self, block: int) -> int:
        """Count the changes of a block, so that geometry is worked out again."""
        changes = self._changes
        return sum(changes.get((i, block >> i), 0) for i in range(len(self._groups)))

    def at(self, position: int) -> list[Mark]:
        """List the marks with a fragment over a code point, the smallest first."""
        self.complete()
        block = bisect_right(self._starts, position) - 1
        found = [
            mark
            for mark in self.in_block(block)
            if any(start <= position < end for start, end in mark.pieces)
        ]
        return sorted(found, key=lambda mark: (mark.end - mark.start, mark))

    def put(self, mark: Mark) -> None:
        """Add a mark or replace the one of its annotation."""
        self.discard(mark.entity)
        insort(self._known, mark)
        self._by_entity[mark.entity] = mark
        for level, number in self._groups_of(mark):
            insort(self._groups[level][number], mark)
            self._changes[level, number] += 1

    def discard(self, entity: bytes) -> bool:
        """Remove the mark of an annotation; tell whether there was one."""
        self.complete()
        mark = self._by_entity.pop(entity, None)
        if mark is None:
            return False
        del self._known[bisect_left(self._known, mark)]
        for level, number in self._groups_of(mark):
            self._groups[level][number].remove(mark)
            self._changes[level, number] += 1
        return True

    def touch(self, mark: Mark) -> None:
        """Have the blocks of a mark placed anew, though it is not among those of the article."""
        for group in self._groups_of(mark):
            self._changes[group] += 1

    def row_of(self, mark: Mark) -> int:
        """Give the place of a mark among all, by position."""
        return bisect_left(self.ordered, mark)

    def following(self, position: int, after: Mark | None = None) -> Mark | None:
        """Give the mark after another one, or else the first that starts at a position or later."""
        row = self.row_of(after) + 1 if after else bisect_left(self.ordered, (position,))
        return self.ordered[row] if row < len(self.ordered) else None

    def preceding(self, position: int, before: Mark | None = None) -> Mark | None:
        """Give the mark before another one, or else the last that starts before a position."""
        row = (self.row_of(before) if before else bisect_left(self.ordered, (position,))) - 1
        return self.ordered[row] if row >= 0 else None

    def _groups_of(self, mark: Mark) -> Iterator[tuple[int, int]]:
        """Walk the fewest groups that make up the blocks of a mark: two of a level at most."""
        first = bisect_right(self._starts, mark.start) - 1
        end = max(first + 1, bisect_left(self._starts, mark.end))
        level = 0
        while first < end:
            if level == len(self._groups):
                self._groups.append(defaultdict(list))
            if first & 1:
                yield level, first
                first += 1
            if end & 1:
                end -= 1
                yield level, end
            first, end, level = first >> 1, end >> 1, level + 1
