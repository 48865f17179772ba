"""The lines of a page in the order in which they are read: columns, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from annotator.formats.pdf.pages import Piece

_SAME_LINE = 0.5
"""How far base lines of one line are apart at most, in sizes of the smaller letters."""
_WORD_GAP = 0.12
"""From which gap on two pieces are two words, in sizes."""
_CELL_GAP = 2.0
"""From which gap on two pieces are cells of a table, or lie in two columns, in sizes."""
_GUTTER = 0.8
"""The least width of what parts two columns, in sizes."""
_FEWEST_LINES = 4
_FEWEST_LETTERS = 15
"""Code points of an ordinary line of a column; cells of tables are shorter."""
_MOST_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read.

    Attributes:
        text: its words; cells of a table have “ | ” between them.
        cells: how many cells it has; 1 for ordinary lines.
        column: the number of the column that it stands in, counted through all pages.
        edge: where its column ends at the right.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    cells: int = 1
    column: int = 0
    edge: float = 0.0


def lines_of(pieces: Sequence[Piece], page: int, first_column: int = 0) -> list[Line]:
    """Return the lines of a page; their columns are counted from a number on."""
    rows = _rows(pieces)
    found: list[Line] = []
    for number, column in enumerate(_columns([one for row in rows for one in row], _MOST_DEPTH)):
        edge = max(piece.right for piece in column)
        found += (_line(row, page, first_column + number, edge) for row in _in_rows(column) if row)
    return found


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Put pieces that are drawn one after the other on one line, with no gap, together."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if last is not None and _goes_on(last, piece):
            rows[-1][-1] = _joined(last, piece)
        else:
            rows.append([piece])
    return rows


def _goes_on(last: Piece, piece: Piece) -> bool:
    size = min(last.size, piece.size)
    if abs(last.base - piece.base) > _SAME_LINE * size:
        return False
    return -0.3 * size * len(last.text) < piece.left - last.right < _CELL_GAP * size and (
        piece.left > last.left
    )


def _joined(last: Piece, piece: Piece) -> Piece:
    gap = piece.left - last.right > _WORD_GAP * min(last.size, piece.size)
    larger = max(last, piece, key=lambda one: len(one.text))
    return Piece(
        f"{last.text.rstrip() if gap else last.text}{' ' * gap}{piece.text}",
        last.left,
        max(last.right, piece.right),
        larger.base,
        larger.size,
    )


def _columns(pieces: list[Piece], depth: int) -> list[list[Piece]]:
    """Cut a part of a page at its widest gutters and gaps until nothing is left to cut."""
    if not pieces:
        return []
    if depth and len(pieces) > 1:
        for parts in (_beside(pieces), _above(pieces)):
            if parts is not None:
                return [column for part in parts for column in _columns(part, depth - 1)]
    return [pieces]


def _beside(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """Part columns of running text at the gutter between them, if there is one."""
    size = median(piece.size for piece in pieces)
    best: tuple[float, float] | None = None
    right = -float("inf")
    for piece in sorted(pieces, key=lambda one: one.left):
        gap = piece.left - right
        if _GUTTER * size <= gap < float("inf") and (best is None or gap > best[0]):
            best = gap, piece.left
        right = max(right, piece.right)
    if best is None:
        return None
    first = [piece for piece in pieces if piece.left < best[1]]
    second = [piece for piece in pieces if piece.left >= best[1]]
    return (first, second) if _is_running(first) and _is_running(second) else None


def _is_running(pieces: list[Piece]) -> bool:
    rows = _in_rows(pieces)
    if len(rows) < _FEWEST_LINES:
        return False
    return median(sum(len(one.text) for one in row) for row in rows) >= _FEWEST_LETTERS


def _above(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """Part what stands above columns from them, where one of the parts has columns."""
    ordered = sorted(pieces, key=lambda one: -one.top)
    cuts: list[tuple[float, int]] = []
    bottom = ordered[0].bottom
    for at, piece in enumerate(ordered):
        if at and bottom - piece.top > 0.2 * piece.size:
            cuts.append((bottom - piece.top, at))
        bottom = min(bottom, piece.bottom)
    for _, at in sorted(cuts, reverse=True)[:_MOST_DEPTH]:
        upper, lower = ordered[:at], ordered[at:]
        if _beside(upper) or _beside(lower):
            return upper, lower
    return None


def _in_rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Sort the pieces of a column: rows from above, each from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-one.base, one.left)):
        if rows and abs(rows[-1][0].base - piece.base) <= _SAME_LINE * min(
            rows[-1][0].size, piece.size
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _line(row: list[Piece], page: int, column: int, edge: float) -> Line:
    cells = [row[0]]
    for piece in row[1:]:
        last = cells[-1]
        if piece.left - last.right < _CELL_GAP * min(last.size, piece.size):
            cells[-1] = _joined(last, piece)
        else:
            cells.append(piece)
    main = max(cells, key=lambda one: len(one.text))
    return Line(
        text=" | ".join(cell.text.strip() for cell in cells),
        left=row[0].left,
        right=max(piece.right for piece in row),
        base=main.base,
        size=main.size,
        page=page,
        cells=len(cells),
        column=column,
        edge=edge,
    )
