"""How Qt is to break and order a paragraph's lines, and in which font."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLayout, QTextOption

from annotator.ui.editor.geometry import RIGHT_TO_LEFT
from annotator.ui.editor.styles import BlockStyle

_LETTER = re.compile(r"[^\W\d_]")
"""The first of these tells which way a paragraph runs."""
_UNBREAKABLE = re.compile(r"[^ \t\n\u00a0]{2000}")
"""A run that Qt would take seconds to wrap at word boundaries."""


def option_for(text: str) -> QTextOption:
    """Choose direction and wrapping for a paragraph."""
    option = QTextOption()
    # Left to itself, Qt would order the words of an Arabic paragraph, but begin it at the left.
    letter = _LETTER.search(text)
    leftwards = letter is not None and RIGHT_TO_LEFT.match(letter.group())
    if leftwards:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    else:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(
        QTextOption.WrapMode.WrapAnywhere
        if _UNBREAKABLE.search(text)
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
