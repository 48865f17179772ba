"""What the text view knows in review: the units, whose lanes are shown, which unit is current.

Light on purpose: the window may load this early. Positions are code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.annotator import CONSENSUS
from annotator.model.mark import Fragment

if TYPE_CHECKING:
    from annotator.model.unit import DifferenceKind, UnitState

LANES = 3
"""Annotators' lanes below a line; of more people those are shown who differ there."""


class ReviewMark(NamedTuple):
    """A unit as it is painted.

    Attributes:
        key: its name.
        kind: the hardest difference among what was marked.
        state: how it stands.
        start: first code point of all that was marked.
        end: the last one's end.
        spans: annotator, label and fragments of each annotation.
        proposal: label and fragments of what accepting would make of it.
        consensus: label and fragments of the entry that was made of it, if there is one.
        rejected: it was decided that nothing belongs here.
    """

    key: str
    kind: DifferenceKind
    state: UnitState
    start: int
    end: int
    spans: tuple[tuple[str, str, tuple[Fragment, ...]], ...]
    proposal: tuple[str, tuple[Fragment, ...]]
    consensus: tuple[str, tuple[Fragment, ...]] | None = None
    rejected: bool = False

    @property
    def settled(self) -> bool:
        """Whether it needs nobody any more."""
        return self.state == "settled"

    @property
    def told(self) -> bool:
        """Whether the margin says something of it: not of what is settled, or agreed on so far."""
        return not self.settled and (self.kind != "same" or self.state != "open")

    @property
    def reach(self) -> tuple[int, int]:
        """Where it begins and ends, an edited entry of the consensus included."""
        if self.consensus is None:
            return self.start, self.end
        pieces = self.consensus[1]
        return min(self.start, pieces[0][0]), max(self.end, pieces[-1][1])


class Draft(NamedTuple):
    """What the current proposal is being edited to."""

    label: str
    fragments: tuple[Fragment, ...]


class Reviewing:
    """The units of an article, found by place and by key.

    Args:
        marks: the units; sorted or not.
        people: the annotators in the order of their lanes.
    """

    def __init__(self, marks: Sequence[ReviewMark] = (), people: Sequence[str] = ()) -> None:
        self.marks = sorted(marks, key=lambda mark: mark.start)
        self.people = tuple(people)
        self.hidden: Collection[str] = frozenset()
        self.current: str | None = None
        self.draft: Draft | None = None
        self._starts = [mark.start for mark in self.marks]
        # The furthest end so far: where it first passes a place, the search for it begins.
        self._ends = list(accumulate((mark.end for mark in self.marks), max))
        self._edited = [
            mark
            for mark in self.marks
            if mark.consensus is not None and mark.reach != (mark.start, mark.end)
        ]
        """Units whose consensus entry reaches beyond what was marked; they are few."""
        self._by_key: Mapping[str, ReviewMark] | None = None

    def get(self, key: str | None) -> ReviewMark | None:
        """Give a unit by its key."""
        if self._by_key is None:
            self._by_key = {mark.key: mark for mark in self.marks}
        return None if key is None else self._by_key.get(key)

    @property
    def current_mark(self) -> ReviewMark | None:
        """The unit that the keys act on."""
        return self.get(self.current)

    def between(self, start: int, end: int) -> list[ReviewMark]:
        """List the units that touch the code points from ``start`` to before ``end``."""
        first = bisect_left(self._ends, start + 1)
        last = bisect_left(self._starts, end)
        found = [mark for mark in self.marks[first:last] if mark.end > start]
        for mark in self._edited:
            begins, ends = mark.reach
            if begins < end and ends > start and mark not in found:
                found.append(mark)
        return found

    @property
    def shown(self) -> list[str]:
        """The annotators whose lanes are shown, in their order."""
        return [name for name in self.people if name not in self.hidden]

    @property
    def shows_consensus(self) -> bool:
        """Whether the consensus is shown."""
        return CONSENSUS not in self.hidden

    def lanes_of(self, mark: ReviewMark) -> tuple[dict[str, int], int]:
        """Give by annotator the lane (from 0) for a unit, and how many find no room.

        Up to three people keep their lanes everywhere. Of more, those are shown who differ from
        the proposal, and then the others; who has marked nothing takes no room.
        """
        shown = self.shown
        if len(shown) <= LANES:
            return {name: lane for lane, name in enumerate(shown)}, 0
        there = {name for name, *_ in mark.spans}
        differing = {name for name, *what in mark.spans if tuple(what) != mark.proposal}
        marking = [name for name in shown if name in there]
        kept = sorted(marking, key=lambda name: name not in differing)[:LANES]
        lanes = [name for name in shown if name in kept]
        return {name: lane for lane, name in enumerate(lanes)}, len(marking) - len(lanes)

    def told_between(self, start: int, end: int) -> Iterator[ReviewMark]:
        """Walk the units that begin there and that the margin tells of, or that are current."""
        for mark in self.between(start, end):
            if start <= mark.start < end and (mark.told or mark.key == self.current):
                yield mark
