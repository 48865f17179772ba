"""A page of the manual as it is set: Markdown by Qt, room between its parts, our colours."""

from __future__ import annotations

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
)

from annotator.ui.look import STRONG, look, metrics, sans

_LINE_HEIGHT = 135
"""Per cent of the letters' height."""
_ROW_HEIGHT = 24
"""Pixels of a line in a table: whatever letters a cell holds, words stand at one height in it."""
_PARAGRAPH_GAP = 8
_HEAD_GAP = 20
_HEAD_SIZES = {1: metrics.TEXT_PAGE, 2: metrics.TEXT_TITLE}


def set_page(document: QTextDocument, markdown: str) -> None:
    """Put a page into a document."""
    document.setDefaultFont(sans())
    document.setMarkdown(markdown)
    # As one edit: else a document that is shown lays a long table out again for each of its cells.
    whole = QTextCursor(document)
    whole.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _set_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)
    whole.endEditBlock()


def _set_block(block: QTextBlock) -> None:
    form, cursor = QTextBlockFormat(block.blockFormat()), QTextCursor(block)
    level = form.headingLevel()
    in_table = cursor.currentTable() is not None
    is_code = _is_code(block)
    form.setTopMargin(_HEAD_GAP if level > 1 else 0)
    goes_on = in_table or (is_code and _is_code(block.next()))
    goes_on |= block.textList() is not None and block.next().textList() is not None
    form.setBottomMargin(0 if goes_on else _PARAGRAPH_GAP)
    if is_code:
        # Without a gap between the lines of one ground.
        form.setBackground(look().zone)
    elif in_table:
        form.setLineHeight(_ROW_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    else:
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(form)
    if level:
        _set_head(cursor, level)
    else:
        _set_code(block)


def _is_code(block: QTextBlock) -> bool:
    form = block.blockFormat()
    marks = (QTextFormat.Property.BlockCodeLanguage, QTextFormat.Property.BlockCodeFence)
    return block.isValid() and any(form.hasProperty(mark) for mark in marks)


def _set_head(cursor: QTextCursor, level: int) -> None:
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    letters = QTextCharFormat()
    letters.setFont(sans(_HEAD_SIZES.get(level, metrics.TEXT_BODY), STRONG))
    cursor.mergeCharFormat(letters)


def _set_code(block: QTextBlock) -> None:
    """Put keys and commands on a ground of their own."""
    places = []
    walk = block.begin()
    while not walk.atEnd():
        piece = walk.fragment()
        if piece.charFormat().fontFixedPitch():
            places.append((piece.position(), piece.length()))
        walk += 1
    ground = QTextCharFormat()
    ground.setBackground(look().zone)
    cursor = QTextCursor(block)
    for position, length in places:
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(ground)


def _set_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(0)
    form.setCellPadding(3)
    form.setCellSpacing(0)
    form.setTopMargin(_PARAGRAPH_GAP)
    form.setBottomMargin(_PARAGRAPH_GAP)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
