"""Two versions of a text as rows: what stands in each beside what it became.

A row is a paragraph with what went out of it and what came into it; where a paragraph went or came
as a whole, one side of its row is empty. So the two can be shown beside each other, or in one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, Literal, NamedTuple, overload
from unicodedata import combining

from annotator.text.diffing import Diff, Piece

Kind = Literal["same", "removed", "added", "away", "here"]
"""What became of some words; “away” and “here” are those of a paragraph that stands elsewhere."""

OLD: Final[frozenset[Kind]] = frozenset({"removed", "away"})
"""Kinds of words that stand in the older text only, at that place."""
NEW: Final[frozenset[Kind]] = frozenset({"added", "here"})

_KINDS: Final[tuple[Kind, ...]] = ("same", "removed", "added", "away", "here")
_LONGEST: Final = 2_000
"""Code points of a row, about; a longer paragraph goes on in the next one."""
_AT_BLANK: Final = 200
"""Code points at the end of a long row in which a blank is looked for, to cut no word."""
_BOUND: Final = "\u200d\ufe0e\ufe0f"
"""What binds a sign to the one before it."""


class Part(NamedTuple):
    """Some words of a row: a stretch of the newer text, or of the older one if they went.

    ``change`` is the number of the change they belong to, from 1; 0 for what did not change.
    """

    kind: Kind
    start: int
    end: int
    change: int = 0


class Row(NamedTuple):
    """A paragraph of both texts, in the order of reading, without its line end."""

    parts: tuple[Part, ...]

    @property
    def is_parted(self) -> bool:
        """Whether one paragraph stands in place of another with which it shares no word."""
        kinds = {part.kind for part in self.parts}
        return bool(kinds & OLD and kinds & NEW) and "same" not in kinds

    def side(self, left_out: frozenset[Kind]) -> tuple[Part, ...]:
        """Give the parts of one of the texts: all but the kinds that are left out."""
        return tuple(part for part in self.parts if part.kind not in left_out)

    def changes(self) -> list[int]:
        """List the numbers of the changes in it, in order."""
        return list(dict.fromkeys(part.change for part in self.parts if part.change))


class DiffRows(Sequence[Row]):
    """Rows, packed: two long texts have hundreds of thousands of parts, and few are looked at.

    Attributes:
        sizes: the code points of each row.
        firsts: the number of the row in which each change begins.
        changed: the numbers of rows in which something changed, in order.
    """

    def __init__(self) -> None:
        self.sizes = array("q")
        self.firsts = array("q")
        self.changed = array("q")
        self._parts = array("q")
        self._starts = array("q", [0])

    def __len__(self) -> int:
        return len(self.sizes)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        start, end = self._starts[at], self._starts[at + 1]
        packed = zip(*[iter(self._parts[start:end])] * 4, strict=True)
        return Row(tuple(Part(_KINDS[kind], *rest) for kind, *rest in packed))

    def append(self, row: Row) -> None:
        """Add a row."""
        number = len(self)
        for part in row.parts:
            self._parts.extend((_KINDS.index(part.kind), *part[1:]))
        self._starts.append(len(self._parts))
        self.sizes.append(sum(part.end - part.start for part in row.parts))
        changes = row.changes()
        if changes:
            self.changed.append(number)
            # One that goes on from the row before has begun there.
            self.firsts.extend(number for one in changes if one > len(self.firsts))


def diff_rows(diff: Diff, old: str, new: str) -> DiffRows:
    """Give the rows of two texts; paragraphs without words have none."""
    builder = _Builder(old, new)
    change = 0
    before: Piece | None = None
    for piece in diff.pieces():
        if piece.kind == "same":
            builder.add("same", piece.new_start, piece.new_end)
            before = None
            continue
        gone = piece.kind == "removed"
        start, end = piece[1:3] if gone else piece[3:5]
        if not (old if gone else new)[start:end].strip():
            # That a blank line went or came is no change to a reader.
            builder.add(piece.kind, start, end)
            before = None
            continue
        instead = before is not None and (before.kind, piece.kind) == ("removed", "added")
        if not (instead and before is not None and before.moved is piece.moved is None):
            change += 1
        for kind, first, last in _within(diff, piece, start, end):
            builder.add(kind, first, last, change)
        before = piece
    builder.close()
    return builder.rows


def _within(diff: Diff, piece: Piece, start: int, end: int) -> Iterator[tuple[Kind, int, int]]:
    """Part what went or came: of a paragraph that moved, the words it has in both places."""
    if piece.moved is None:
        yield piece.kind, start, end
        return
    gone = piece.kind == "removed"
    moved = diff.moved_at(start if gone else piece.moved)
    here = start
    for run in moved.same if moved is not None else ():
        at = run.old if gone else run.new
        if here < at:
            yield piece.kind, here, at
        yield "away" if gone else "here", at, at + run.length
        here = at + run.length
    if here < end:
        yield piece.kind, here, end


class _Line(NamedTuple):
    """A paragraph of one of the texts: its parts by the order in which they came, and its end."""

    parts: dict[int, Part]
    ends: dict[int, Part]

    @property
    def is_moved(self) -> bool:
        return any(part.kind in ("away", "here") for part in self.parts.values())


def _no_line() -> _Line:
    return _Line({}, {})


class _Builder:
    """Puts parts into lines, and lines beside each other."""

    def __init__(self, old: str, new: str) -> None:
        self.rows = DiffRows()
        self._old, self._new = old, new
        self._numbers: dict[int, int] = {}
        self._count = 0
        self._size = 0
        self._left = [_no_line()]
        self._right = [_no_line()]

    def add(self, kind: Kind, start: int, end: int, change: int = 0) -> None:
        """Add words, which may end lines."""
        text = self._old if kind in OLD else self._new
        while start < end:
            stop = text.find("\n", start, end)
            ends = stop >= 0
            for first, last in _short(text, start, stop if ends else end):
                self._put(Part(kind, first, last, change))
            if ends:
                self._end_line(Part(kind, stop, stop + 1))
            start = stop + 1 if ends else end

    def _put(self, part: Part) -> None:
        if self._size > _LONGEST:
            self.close()
        self._size += part.end - part.start
        self._count += 1
        if part.kind not in NEW:
            self._left[-1].parts[self._count] = part
        if part.kind not in OLD:
            self._right[-1].parts[self._count] = part

    def _end_line(self, end: Part) -> None:
        if end.kind == "same":
            self.close()
            return
        self._count += 1
        lines = self._left if end.kind in OLD else self._right
        lines[-1].ends[self._count] = end
        lines.append(_no_line())

    def close(self) -> None:
        """End the rows of the lines that were begun."""
        here = there = 0
        for left, right in self._alike():
            self._beside(self._left[here : left.start], self._right[there : right.start])
            here, there = left.stop, right.stop
            lines = *self._left[left.start : here], *self._right[right.start : there]
            parts = {number: part for one in lines for number, part in one.parts.items()}
            # A paragraph that was split, or joined to the next: its line ends are among its words.
            for one in (*self._left[left.start : here - 1], *self._right[right.start : there - 1]):
                parts |= one.ends
            self._emit(parts)
        self._beside(self._left[here:], self._right[there:])
        self._left, self._right = [_no_line()], [_no_line()]
        self._size = 0

    def _alike(self) -> list[tuple[range, range]]:
        """Give the lines that have words in common, by their numbers on both sides."""
        at = {number: line for line, one in enumerate(self._left) for number in one.parts}
        found: list[tuple[range, range]] = []
        for to, one in enumerate(self._right):
            for line in (at[number] for number in one.parts if number in at):
                left, right = found[-1] if found else (range(0), range(0))
                if line < left.stop or to < right.stop:
                    found[-1] = (
                        range(left.start, max(left.stop, line + 1)), range(right.start, to + 1)
                    )  # fmt: skip
                else:
                    found.append((range(line, line + 1), range(to, to + 1)))
        return found

    def _beside(self, left: Sequence[_Line], right: Sequence[_Line]) -> None:
        """Put lines that have nothing in common beside each other; one that moved stands alone."""
        for one in left:
            if one.is_moved:
                self._emit(one.parts)
        nothing = _no_line()
        for old, new in zip_longest(self._paired(left), self._paired(right), fillvalue=nothing):
            self._emit(old.parts | new.parts)
        for one in right:
            if one.is_moved:
                self._emit(one.parts)

    def _paired(self, lines: Iterable[_Line]) -> list[_Line]:
        """Give the lines that stand beside others: not those without words."""
        return [
            one
            for one in lines
            if not one.is_moved and any(self._words(part).strip() for part in one.parts.values())
        ]

    def _emit(self, parts: dict[int, Part]) -> None:
        said = [parts[number] for number in sorted(parts)]
        if any(self._words(part).strip() for part in said):
            self.rows.append(Row(tuple(map(self._numbered, said))))

    def _numbered(self, part: Part) -> Part:
        """Number changes in the order of rows: what moved may stand before what came earlier."""
        if not part.change:
            return part
        number = self._numbers.setdefault(part.change, len(self._numbers) + 1)
        return part._replace(change=number)

    def _words(self, part: Part) -> str:
        return (self._old if part.kind in OLD else self._new)[part.start : part.end]


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch into pieces that can be set in one go, at blanks if there are any."""
    while end - start > _LONGEST:
        stop = start + _LONGEST
        cut = text.rfind(" ", stop - _AT_BLANK, stop) + 1 or stop
        while cut < end and (
            combining(text[cut]) or text[cut] in _BOUND or text[cut - 1] == _BOUND[0]
        ):
            cut += 1
        yield start, cut
        start = cut
    if start < end:
        yield start, end
