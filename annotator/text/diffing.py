"""What became of a text: which words two versions share in their order, and what moved.

Paragraphs are compared first, then the words of what lies between equal ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from annotator.text.common_blocks import common_blocks
from annotator.text.paragraphs import paragraphs

if TYPE_CHECKING:
    import regex

_SHORTEST_MOVED: Final = 20
"""Code points of a paragraph that is known again elsewhere."""
_WEAK_WORDS: Final = 2
"""Words in common, between two changes that are longer, that are there by chance."""
_RUN: Final = 3
"""Words that are compared as one, to know a paragraph again."""
_KIN: Final = 0.3
"""The share of such runs from which on a paragraph is the same one elsewhere."""
_COMMON: Final = 20
_LIKELIEST: Final = 3
_TOKENS: Final = r"[\w\p{M}]+|\s+|\X"


class Same(NamedTuple):
    """A stretch that both texts have: where it begins in each, and its length in code points."""

    old: int
    new: int
    length: int


class Moved(NamedTuple):
    """A paragraph that stands elsewhere now, perhaps with other words.

    Attributes:
        old, old_end, new, new_end: its places in both texts.
        same: what it has in common with what it was, in order.
    """

    old: int
    old_end: int
    new: int
    new_end: int
    same: tuple[Same, ...]


class Piece(NamedTuple):
    """A stretch of both texts, in the order of reading: what was removed stands before what came.

    ``moved`` is where it begins in the other text, if it is a paragraph that stands there.
    """

    kind: Literal["same", "removed", "added"]
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class Diff:
    """How two texts differ. All places are code points.

    Attributes:
        same: what both have, in order; no two of them touch in both texts.
        moved: paragraphs that stand elsewhere now, in the order of the old text.
        old_length, new_length: of the texts.
    """

    same: tuple[Same, ...]
    moved: tuple[Moved, ...]
    old_length: int
    new_length: int

    def pieces(self) -> Iterator[Piece]:
        """Walk both texts from the beginning; what is between common stretches was changed."""
        here = there = 0
        by_old = [(one.old, one.old_end, one.new) for one in self.moved]
        by_new = sorted((one.new, one.new_end, one.old) for one in self.moved)
        for old, new, length in (*self.same, Same(self.old_length, self.new_length, 0)):
            for start, end, moved in _parted(here, old, by_old):
                yield Piece("removed", start, end, there, there, moved)
            for start, end, moved in _parted(there, new, by_new):
                yield Piece("added", old, old, start, end, moved)
            if length:
                yield Piece("same", old, old + length, new, new + length)
            here, there = old + length, new + length

    def run_at(self, place: int) -> Same | None:
        """Give the common stretch that holds a place of the old text; None if it was changed.

        What stands in a paragraph that moved is found there.
        """
        moved = self.moved_at(place)
        runs = self.same if moved is None else moved.same
        at = bisect_right(runs, place, key=lambda one: one.old) - 1
        if at < 0 or place >= runs[at].old + runs[at].length:
            return None
        return runs[at]

    def moved_at(self, place: int) -> Moved | None:
        """Give the paragraph that moved and holds a place of the old text, if one does."""
        at = bisect_right(self.moved, place, key=lambda one: one.old) - 1
        return self.moved[at] if at >= 0 and place < self.moved[at].old_end else None

    def gap_at(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the new text where a stretch of the old one, changed, would lie."""
        moved = self.moved_at(start)
        runs = self.same if moved is None else moved.same
        first, last = (0, self.new_length) if moved is None else (moved.new, moved.new_end)
        before = bisect_right(runs, start, key=lambda one: one.old) - 1
        after = bisect_left(runs, end, key=lambda one: one.old + one.length)
        if before >= 0:  # in it, or behind it
            first = runs[before].new + min(start - runs[before].old, runs[before].length)
        if after < len(runs):  # in it, or before it
            last = runs[after].new + max(end - runs[after].old, 0)
        return first, max(first, last)


def diff(old: str, new: str) -> Diff:
    """Return how a text became another one."""
    lines, others = paragraphs(old), paragraphs(new)
    numbers: dict[Hashable, int] = {}
    first = [numbers.setdefault(old[a:b], len(numbers)) for a, b in lines]
    second = [numbers.setdefault(new[a:b], len(numbers)) for a, b in others]
    blocks = _with_words(common_blocks(first, second), [old[a:b] for a, b in lines])
    pairs = _kin(_Side(old, lines, first), _Side(new, others, second), blocks)
    apart = frozenset(lines[a][0] for a, _ in pairs), frozenset(others[b][0] for _, b in pairs)
    moved = tuple(
        Moved(*lines[a], *others[b], _inside(old, new, lines[a], others[b])) for a, b in pairs
    )
    runs: list[Same] = []
    here = there = 0
    for at, to, count in (*blocks, (len(lines), len(others), 0)):
        if here < at and there < to:
            first_tokens = _Tokens(old, lines[here:at], apart[0])
            runs += _in_gap(first_tokens, _Tokens(new, others[there:to], apart[1]))
        if count:
            start, begin = lines[at][0], others[to][0]
            end, finish = lines[at + count - 1][1], others[to + count - 1][1]
            # The line end behind a paragraph is missing at the end of a text.
            runs.append(Same(start, begin, end - start + (end < len(old) and finish < len(new))))
        here, there = at + count, to + count
    return Diff(_joined(runs), moved, len(old), len(new))


def _with_words(
    blocks: list[tuple[int, int, int]], lines: Sequence[str]
) -> list[tuple[int, int, int]]:
    """Leave out blocks of blank lines: every text has those, and they tell nothing."""
    return [
        (at, to, count)
        for at, to, count in blocks
        if any(line.strip() for line in lines[at : at + count])
    ]


class _Side(NamedTuple):
    """One of the two texts, its paragraphs, and a number for what each says."""

    text: str
    lines: Sequence[tuple[int, int]]
    numbers: Sequence[int]


def _kin(old: _Side, new: _Side, blocks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return the paragraphs that stand elsewhere now, by their numbers in both texts.

    They are known by runs of three words. Those whose likeliest counterpart lies between the same
    two blocks are none: their words are compared in their place.
    """
    gaps = _gaps(blocks, 0, len(old.lines)), _gaps(blocks, 1, len(new.lines))
    where: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    sizes: dict[int, int] = {}
    for to in gaps[1]:
        runs = _runs(new.text, new.lines[to])
        sizes[to] = len(runs)
        for run in runs:
            where[run].append(to)
    likely: list[tuple[float, bool, int, int]] = []
    for at, gap in gaps[0].items():
        runs = _runs(old.text, old.lines[at])
        hits = Counter(
            to for run in runs if len(where.get(run, ())) <= _COMMON for to in where.get(run, ())
        )
        rated = ((-2 * hits[to] / (len(runs) + sizes[to]), gap != gaps[1][to], to) for to in hits)
        likely += [
            (share, elsewhere, at, to)
            for share, elsewhere, to in sorted(rated)[:_LIKELIEST]
            if share <= -_KIN
        ]
    found: dict[int, int] = {}
    stayed: set[int] = set()
    taken: set[int] = set()
    for _, elsewhere, at, to in sorted(likely):
        if at in found or at in stayed or to in taken:
            continue
        taken.add(to)
        if elsewhere:
            found[at] = to
        else:
            stayed.add(at)
    return sorted(found.items())


def _gaps(blocks: Sequence[tuple[int, int, int]], side: int, length: int) -> dict[int, int]:
    """Return the numbers of the lines outside blocks, each with the number of its gap."""
    found: dict[int, int] = {}
    here = 0
    for gap, block in enumerate((*blocks, (length, length, 0))):
        found |= dict.fromkeys(range(here, block[side]), gap)
        here = block[side] + block[2]
    return found


def _runs(text: str, line: tuple[int, int]) -> set[tuple[str, ...]]:
    said = text[slice(*line)].casefold().split()
    if len(said) < _RUN or line[1] - line[0] < _SHORTEST_MOVED:
        return set()
    return {tuple(said[at : at + _RUN]) for at in range(len(said) - _RUN + 1)}


def _inside(old: str, new: str, line: tuple[int, int], other: tuple[int, int]) -> tuple[Same, ...]:
    """Return what a paragraph that moved has in common with what it was."""
    if old[slice(*line)] == new[slice(*other)]:
        return (Same(line[0], other[0], line[1] - line[0]),)
    nothing = frozenset[int]()
    runs = _in_gap(_Tokens(old, [line], nothing), _Tokens(new, [other], nothing))
    # Not the line ends behind them.
    return _joined([run._replace(length=min(run.length, line[1] - run.old)) for run in runs])


class _Tokens:
    """The words, blanks and signs of some paragraphs; one that moved is a token by itself.

    Attributes:
        starts: where each begins, and where the last one ends.
        names: what each says; one that moved is like no other.
        words: whether each is a word.
    """

    def __init__(self, text: str, lines: Sequence[tuple[int, int]], apart: frozenset[int]) -> None:
        self.starts: list[int] = []
        self.names: list[str] = []
        self.words: list[bool] = []
        for start, end in lines:
            stop = min(end + 1, len(text))
            if start in apart:
                self._add(start, "", is_word=False)
                continue
            for one in _pattern().finditer(text, start, stop):
                self._add(one.start(), one[0], is_word=one[0][0].isalnum())
        self.starts.append(min(lines[-1][1] + 1, len(text)))

    def _add(self, start: int, name: str, *, is_word: bool) -> None:
        self.starts.append(start)
        self.names.append(name)
        self.words.append(is_word)


def _in_gap(first: _Tokens, second: _Tokens) -> list[Same]:
    """Compare two stretches word by word; paragraphs that moved have nothing in common with any."""
    numbers: dict[str, int] = {}
    one = [numbers.setdefault(name, len(numbers)) if name else -1 for name in first.names]
    other = [numbers.setdefault(name, len(numbers)) if name else -2 for name in second.names]
    return [
        Same(
            first.starts[at],
            second.starts[to],
            first.starts[at + count] - first.starts[at],
        )
        for at, to, count in _without_chance(common_blocks(one, other), first, len(second.names))
    ]


@cache
def _pattern() -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 - only where texts are compared

    return regex.compile(_TOKENS)


def _without_chance(
    blocks: list[tuple[int, int, int]], first: _Tokens, size: int
) -> list[tuple[int, int, int]]:
    """Leave out the few words in common between two changes that are longer than they are."""
    while True:
        ends = [(0, 0, 0), *blocks, (len(first.names), size, 0)]
        kept = [
            block
            for before, block, after in zip(ends, blocks, ends[2:], strict=False)
            if not _is_chance(before, block, after, first)
        ]
        if len(kept) == len(blocks):
            return kept
        blocks = kept


def _is_chance(
    before: tuple[int, int, int],
    block: tuple[int, int, int],
    after: tuple[int, int, int],
    first: _Tokens,
) -> bool:
    at, to, count = block
    if sum(first.words[at : at + count]) > _WEAK_WORDS:
        return False
    above = max(at - before[0] - before[2], to - before[1] - before[2])
    below = max(after[0] - at - count, after[1] - to - count)
    # At the edge of the stretch there is no change before it, or behind it, and it stays.
    return count <= min(above, below)


def _joined(runs: Sequence[Same]) -> tuple[Same, ...]:
    joined: list[Same] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and last.old + last.length == run.old and last.new + last.length == run.new:
            joined[-1] = last._replace(length=last.length + run.length)
        elif run.length:
            joined.append(run)
    return tuple(joined)


def _parted(
    start: int, end: int, moved: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int | None]]:
    """Part a stretch at the paragraphs in it that moved, each with its place in the other text."""
    at = bisect_left(moved, start, key=lambda one: one[0])
    while at < len(moved) and moved[at][0] < end:
        place, stop, other = moved[at]
        if start < place:
            yield start, place, None
        yield place, stop, other
        start = stop
        at += 1
    if start < end:
        yield start, end, None
