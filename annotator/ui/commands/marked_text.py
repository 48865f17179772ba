"""One line of text in which some words are marked, shortened around them and never through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout

from annotator.text.offsets import utf16_length
from annotator.ui.look import LEFT, other_side, text_width, upright

Spans = tuple[tuple[int, int], ...]

_AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight
_MORE = "…"
_BEFORE = 0.4
"""Share of the width that what stands before the first mark may take, when not all fits."""


def paint_marked(
    painter: QPainter,
    rect: QRectF,
    text: str,
    marks: Sequence[tuple[int, int]],
    fonts: tuple[QFont, QFont],
    colours: tuple[QColor, QColor],
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint one line in the middle of ``rect``, the marks (code points) in the second looks.

    It begins at the left edge, or ends at the right one, as ``align`` says.
    """
    plain, marked = fonts

    def measure(words: str, spans: Spans) -> float:
        found = [words[start:end] for start, end in spans]
        wider = sum(text_width(word, marked) - text_width(word, plain) for word in found)
        return text_width(words, plain) + wider

    shown, spans = shortened(text, tuple(marks), rect.width() + 0.5, measure)
    layout = QTextLayout(shown, plain)
    ranges = []
    for start, end in spans:
        part = QTextLayout.FormatRange()
        # Qt counts UTF-16 units.
        part.start, part.length = utf16_length(shown[:start]), utf16_length(shown[start:end])
        look = QTextCharFormat()
        look.setFont(marked)
        look.setForeground(colours[1])
        part.format = look
        ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(max(1, utf16_length(shown)))
    layout.endLayout()
    with upright(painter, rect) as turned:
        painter.setPen(colours[0])
        ends = (other_side(align) if turned else align) & _AT_THE_RIGHT
        x = rect.right() - line.naturalTextWidth() if ends else rect.x()
        layout.draw(painter, QPointF(x, rect.center().y() - line.height() / 2))


def shortened(
    text: str, marks: Spans, width: float, measure: Callable[[str, Spans], float]
) -> tuple[str, Spans]:
    """Cut a text to a width so that its first mark is seen, with words on both sides of it.

    Args:
        text: one line.
        marks: what must be seen, in code points.
        width: in pixels.
        measure: gives the width of a text with its marks.

    Returns:
        What is left, with an ellipsis where something was left out, and the marks in it.
    """
    if measure(text, marks) <= width:
        return text, marks
    start, end = min(marks, default=(0, 0))
    left = 0
    if measure(text[:end] + _MORE, _within(marks, 0, end)) > width:
        places = [0, *(i + 1 for i in range(start) if text[i].isspace()), start]
        mark = measure(_MORE + text[start:end] + _MORE, ((1, 1 + end - start),))
        room = min(width * _BEFORE, width - mark)
        left = next((i for i in places if measure(text[i:start], ()) <= room), start)
    before = _MORE if left else ""
    # The end of the mark at least, and as much behind it as there is room for.
    low, high = left, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        words = before + text[left:middle] + (_MORE if middle < len(text) else "")
        if measure(words, _moved(_within(marks, left, middle), len(before) - left)) <= width:
            low = middle
        else:
            high = middle - 1
    low = _whole(text, low, least=end)
    after = "" if low == len(text) else _MORE
    return before + text[left:low] + after, _moved(_within(marks, left, low), len(before) - left)


def _whole(text: str, end: int, *, least: int) -> int:
    """Go back from a place within a character, and from the space before it."""
    from annotator.text.offsets import floor_grapheme  # noqa: PLC0415 - regex, not for the first paint

    if least < end < len(text):
        end = max(least, floor_grapheme(text, end))
    while end > least and text[end - 1].isspace():
        end -= 1
    return end


def _within(marks: Spans, start: int, end: int) -> Spans:
    return tuple((max(a, start), min(b, end)) for a, b in marks if a < end and b > start)


def _moved(marks: Spans, by: int) -> Spans:
    return tuple((a + by, b + by) for a, b in marks)
