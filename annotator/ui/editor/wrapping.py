"""How Qt is to break and order a paragraph's lines, and in which font."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLayout, QTextOption

from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.geometry import RIGHT_TO_LEFT
from annotator.ui.editor.parting import LONGEST_BLOCK
from annotator.ui.editor.styles import BlockStyle

_LETTER = re.compile(r"[^\W\d_]")
"""The first of these tells which way a paragraph runs."""
_BLANKS = re.compile(r"[ \t\n\u00a0]")


def runs_leftwards(display: DisplayText, block: int) -> bool:
    """Tell whether the paragraph that a block belongs to runs from right to left."""
    start, end = display.block_range(display.first_part_of(block))
    return _begins_leftwards(display.shown[start:end])


def _begins_leftwards(text: str) -> bool:
    letter = _LETTER.search(text)
    return letter is not None and RIGHT_TO_LEFT.match(letter.group()) is not None


def _is_unbreakable(text: str) -> bool:
    """Tell whether there is a run that Qt would take seconds to wrap: longer than a text's block.

    A search for so many signs in a row would begin anew at each of them.
    """
    return len(text) > LONGEST_BLOCK and max(map(len, _BLANKS.split(text))) > LONGEST_BLOCK


def option_for(text: str, *, leftwards: bool | None = None) -> QTextOption:
    """Choose direction and wrapping for a paragraph.

    Args:
        text: the paragraph, or a part of a long one.
        leftwards: whether it runs from right to left; None goes by its own first letter.
    """
    option = QTextOption()
    # Left to itself, Qt would order the words of an Arabic paragraph, but begin it at the left.
    if _begins_leftwards(text) if leftwards is None else leftwards:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    else:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(
        QTextOption.WrapMode.WrapAnywhere
        if _is_unbreakable(text)
        else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    )
    return option


def font_of_whole_block(block: QTextBlock, style: BlockStyle) -> QTextLayout.FormatRange:
    """Give the font of a block as a format: `QTextLayout.setFont` is ignored in a document."""
    whole = QTextLayout.FormatRange()
    whole.start = 0
    whole.length = block.length()
    whole.format = QTextCharFormat()
    whole.format.setFont(style.font)
    return whole
