"""Where a stretch of a laid-out paragraph stands on the page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from PySide6.QtGui import QTextLayout, QTextLine

from annotator.ui.look.carets import x_of

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Characters of the scripts that run from right to left."""


class Piece(NamedTuple):
    """The part of a span on one line, in pixels from the paragraph's top left corner.

    ``opens`` and ``closes`` say whether the span begins and ends here.
    """

    line: int
    left: float
    right: float
    top: float
    bottom: float
    opens: bool
    closes: bool


def pieces(layout: QTextLayout, start: int, end: int, *, bidi: bool) -> list[Piece]:
    """Give the boxes of the units ``start`` to ``end`` (UTF-16, within the paragraph).

    A paragraph with right-to-left text needs ``bidi``: a stretch of it may stand in several places
    of a line, and the cursor's positions at its ends do not tell where.
    """
    if end <= start:
        return []
    first = layout.lineForTextPosition(start)
    last = layout.lineForTextPosition(end - 1)
    if not first.isValid() or not last.isValid():
        return []
    found: list[Piece] = []
    for number in range(first.lineNumber(), last.lineNumber() + 1):
        line = layout.lineAt(number)
        here = max(start, line.textStart())
        until = min(end, line.textStart() + line.textLength())
        top, bottom = line.y(), line.y() + line.ascent() + line.descent()
        opens, closes = number == first.lineNumber(), number == last.lineNumber()
        for left, right in _stretches(line, here, until, bidi=bidi):
            found.append(Piece(number, left, right, top, bottom, opens, closes))
    return found


def _stretches(line: QTextLine, start: int, end: int, *, bidi: bool) -> list[tuple[float, float]]:
    if bidi:
        boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
        return _joined(sorted((box.left(), box.right()) for box in boxes if box.width() > 0))
    left, right = x_of(line, start), x_of(line, end)
    # A wrapped line's last space hangs out of the column.
    return [(left, min(right, max(left, line.naturalTextRect().right())))]


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join stretches that touch."""
    joined: list[tuple[float, float]] = []
    for left, right in stretches:
        if joined and left <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined


def unit_at(line: QTextLine, x: float) -> int:
    """Give the unit of a line, all of it left to right, before which a caret stands nearest to x.

    Qt itself takes the end of the line for the place behind a zero-width joiner.
    """
    start, end = line.textStart(), line.textStart() + line.textLength()
    if x >= line.naturalTextRect().right():
        return line.xToCursor(x)
    places = range(start, end + 1)
    here = bisect_left(places, x, key=lambda unit: x_of(line, unit))
    before = max(0, here - 1)
    after = x_of(line, places[min(here, end - start)])
    if x - x_of(line, places[before]) <= after - x:
        return places[before]
    # The last of those that stand there: behind both halves of a surrogate pair.
    return places[bisect_right(places, after, key=lambda unit: x_of(line, unit)) - 1]
