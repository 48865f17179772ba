"""The margin in review: the kind of each difference, beside the line in which it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt

from annotator.ui.difference_kinds import step_of, title_of
from annotator.ui.editor.reviewing import Reviewing, ReviewMark
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics, sans, text_width

if TYPE_CHECKING:
    from annotator.model.unit import DifferenceKind
    from annotator.ui.editor.layout import ArticleLayout

_GAP = 12
"""Pixels between the column and the margin."""
PITCH = 24
"""Pixels from glyph to glyph; the pill of the current one is as high."""
_EDGE = 8
"""Pixels kept free at the edge of the view."""
_BELOW = 22
"""Pixels from the pill to the glyphs below it."""
PILL_WORDS = 26
"""Where the words of the pill begin, in pixels."""
_PILL_AFTER = 8
_IN_A_WORD: Mapping[DifferenceKind, str] = {
    "same": "Agreed",
    "edges": "Edges",
    "missed": "Missed",
    "attribute": "Attribute",
    "value": "Value",
    "label": "Label",
}


class Told(NamedTuple):
    """What the margin says of a unit: where, in pixels of the document, and with which words."""

    mark: ReviewMark
    box: QRectF
    words: str

    @property
    def icon(self) -> str:
        """Its glyph: the kind of difference, or what else is the matter."""
        return icon_of(self.mark)


def icon_of(mark: ReviewMark) -> str:
    """Give the glyph of a unit."""
    if mark.state == "unsure":
        return "question"
    return "warning" if mark.state in ("changed", "disputed") else step_of(mark.kind).icon


def pill_font_size() -> float:
    """Give the size of the words on the pill, in pixels."""
    return metrics.TEXT_CAPTION


def _pill(mark: ReviewMark, room: float) -> tuple[str, float]:
    """Give the words that fit on the pill, as a title or in one word, and how wide it gets."""
    for words in (title_of(mark.kind), tr(_IN_A_WORD[mark.kind])):
        wide = PILL_WORDS + text_width(words, sans(pill_font_size(), STRONG)) + _PILL_AFTER
        if wide <= room:
            return words, wide
    return "", float(PITCH)


def margin_of(layout: ArticleLayout, reviewing: Reviewing, number: int) -> Iterator[Told]:
    """Walk what the margin beside a block says.

    Where the pill of the current one leaves no room beside it, the others stand below; as many are
    shown as there is room for.
    """
    start, end = layout.scene.display.block_range(number)
    by_line: dict[int, list[ReviewMark]] = {}
    block = layout.document().findBlockByNumber(number)
    to_unit, origin = layout.scene.display.units.to_utf16, block.position()
    for mark in reviewing.told_between(start, end):
        line = block.layout().lineForTextPosition(to_unit(mark.start) - origin)
        if line.isValid():
            by_line.setdefault(line.lineNumber(), []).append(mark)
    if not by_line:
        return
    leftwards = block.layout().textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    beyond = layout.column_left + layout.column_width + _GAP
    room = layout.column_left - _GAP if leftwards else layout.view_width - _EDGE - beyond
    top = layout.text_top_of(number)
    for at, marks in by_line.items():
        line = block.layout().lineAt(at)
        middle = top + line.y() + (line.ascent() + line.descent()) / 2
        marks.sort(key=lambda mark: (mark.key != reviewing.current, mark.start))
        has_pill = marks[0].key == reviewing.current
        x, y = 0.0, round(middle - PITCH / 2)
        for number_there, mark in enumerate(marks):
            words, width = "", float(PITCH)
            if has_pill and not number_there:
                words, width = _pill(mark, room)
            elif number_there == 1 and has_pill and x + width * (len(marks) - 1) > room:
                # Below the pill, where there is room before the next line.
                x, y = 0.0, y + _BELOW
            if x and x + width > room:
                break
            left = layout.column_left - _GAP - x - width if leftwards else beyond + x
            yield Told(mark, QRectF(left, y, width, PITCH), words)
            x += width
