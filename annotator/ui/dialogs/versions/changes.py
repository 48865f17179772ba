"""The text of two versions in one: what went is struck through, what came is underlined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.text.diffing import Diff, Piece
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, sans, serif, tint

PARTS = ("1", "2")
"""The keys of the parts of the sheet."""
_SHOWN_AROUND = 240
"""Code points of unchanged text that are shown on each side of a change."""
_LONGEST = 200_000
"""Code points of one change that are shown."""
_MOST = 2_000
"""Changes that are shown; whoever has more reads another text."""
_LINE_HEIGHT = 150


class _Place(NamedTuple):
    """Where a change stands in the document, in Qt's units."""

    start: int
    end: int


class Changes(QTextEdit):
    """Shows what changed, with some unchanged text around it; n and p walk.

    Signals:
        walked(number): the change with that number, from 1, is shown.
        part_wanted(number): show that part of the sheet.
    """

    walked = Signal(int)
    part_wanted = Signal(int)

    def __init__(self, old: str, new: str, diff: Diff, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._old, self._new, self._diff = old, new, diff
        self._places: list[_Place] = []
        self._here = 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("What changed"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setViewportMargins(metrics.SPACE_SECTIONS, 0, metrics.SPACE_SECTIONS, 0)
        # It lies on the sheet, and has no ground of its own.
        self.viewport().setAutoFillBackground(False)
        self._write()

    @property
    def number(self) -> int:
        """How many changes there are."""
        return len(self._places)

    def walk(self, step: int) -> None:
        """Show the next change, or the one before; from the last on to the first."""
        if self._places:
            self._here = (self._here - 1 + step) % len(self._places) + 1 if self._here else 1
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take n and p."""
        step = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}.get(Qt.Key(event.key()))
        if step and not event.modifiers():
            self.walk(step)
        elif event.text() in PARTS:
            self.part_wanted.emit(PARTS.index(event.text()))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Write again when colours or the size of letters change."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write()

    def _write(self) -> None:
        self._places.clear()
        self.clear()
        theme = look()
        self.document().setDefaultFont(serif(metrics.TEXT_QUOTE))
        self.document().setDocumentMargin(metrics.SPACE_EDGE)
        plain, removed, added, moved, skipped = (QTextCharFormat() for _ in range(5))
        plain.setForeground(QBrush(theme.text))
        removed.setForeground(QBrush(theme.danger))
        removed.setBackground(QBrush(tint(theme.danger, theme.wash)))
        removed.setFontStrikeOut(True)
        added.setForeground(QBrush(theme.ok))
        added.setBackground(QBrush(tint(theme.ok, theme.wash)))
        added.setFontUnderline(True)
        moved.setForeground(QBrush(theme.muted))
        moved.setFont(sans(metrics.TEXT_CAPTION))
        skipped.setForeground(QBrush(theme.muted))
        skipped.setFont(sans(metrics.TEXT_SMALL))
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setBlockFormat(form)
        for piece, words, rest in self._shown():
            if piece.kind == "same":
                cursor.insertText(words, plain)
                if rest:
                    cursor.insertText(rest[0], skipped)
                    cursor.insertText(rest[1], plain)
                continue
            if not words.strip():  # a blank line more or less is no change to a reader
                cursor.insertText(words, plain)
                continue
            start = cursor.position()
            if piece.moved is not None:
                said = tr("moved away: ") if piece.kind == "removed" else tr("moved here: ")
                cursor.insertText(said, moved)
            cursor.insertText(words, removed if piece.kind == "removed" else added)
            follows = self._places and self._places[-1].end == start
            if follows and piece.kind == "added" and piece.moved is None:
                self._places[-1] = self._places[-1]._replace(end=cursor.position())
            else:
                self._places.append(_Place(start, cursor.position()))
        if not self._places:
            cursor.insertText(tr("The two texts are the same."), plain)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _shown(self) -> Iterator[tuple[Piece, str, tuple[str, str] | None]]:
        """Give what is shown, each piece with its words; of long unchanged ones both ends."""
        pieces = self._pieces()
        for number, piece in enumerate(pieces):
            if piece.kind != "same":
                words = self._old[piece.old_start : piece.old_end]
                words = words or self._new[piece.new_start : piece.new_end]
                yield piece, words[:_LONGEST], None
                continue
            words = self._new[piece.new_start : piece.new_end]
            head = _SHOWN_AROUND if number else 0
            tail = _SHOWN_AROUND if number + 1 < len(pieces) else 0
            if len(words) <= head + tail + _SHOWN_AROUND:
                yield piece, words, None
                continue
            first = _cut(words, head, forward=True)
            last = _cut(words, len(words) - tail, forward=False)
            said = tr("⋯ {n} characters as they were ⋯", n=f"{last - first:,}")
            gap = "\n\n" if first else ""
            behind = "\n\n" if last < len(words) else ""
            yield piece, words[:first], (f"{gap}{said}{behind}", words[last:])

    def _pieces(self) -> list[Piece]:
        found: list[Piece] = []
        changes = 0
        for piece in self._diff.pieces():
            found.append(piece)
            changes += piece.kind != "same"
            if changes >= _MOST:
                break
        return found

    def _show(self) -> None:
        place = self._places[self._here - 1]
        cursor = QTextCursor(self.document())
        cursor.setPosition(place.end)
        self.setTextCursor(cursor)
        cursor.setPosition(place.start)
        self.setTextCursor(cursor)
        # Not at the edge: what stands around a change tells what it means.
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)
        marked = QTextEdit.ExtraSelection()
        marked.cursor = QTextCursor(self.document())
        marked.cursor.setPosition(place.start)
        marked.cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
        ground = QTextCharFormat()
        ground.setBackground(QBrush(look().selection))
        marked.format = ground
        self.setExtraSelections([marked])
        self.walked.emit(self._here)


def _cut(words: str, place: int, *, forward: bool) -> int:
    """Give the nearest blank to a place, so that no word is cut; the place itself without one."""
    if not 0 < place < len(words):
        return place
    found = words.find(" ", place, place + 40) if forward else words.rfind(" ", place - 40, place)
    return found if found >= 0 else place
