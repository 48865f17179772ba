"""The text of two versions in one: what went is struck through, what came is underlined."""

from __future__ import annotations

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
_AT_ONCE = 100
"""Changes that are written at once; more when somebody comes to the end of them."""
_LINE_HEIGHT = 150


class _Place(NamedTuple):
    """Where a change stands in the document, in Qt's units."""

    start: int
    end: int


class _Looks(NamedTuple):
    """How the kinds of words look."""

    plain: QTextCharFormat
    removed: QTextCharFormat
    added: QTextCharFormat
    moved: QTextCharFormat
    skipped: QTextCharFormat


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
        self._stretches = self._gathered()
        self._written = 0
        self.number = sum(pieces[0].kind != "same" for pieces in self._stretches)
        """How many changes there are."""
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
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def walk(self, step: int) -> None:
        """Show the next change, or the one before; from the last on to the first."""
        if self.number:
            self._here = (self._here - 1 + step) % self.number + 1 if self._here else 1
            while len(self._places) < self._here:
                self._write_more()
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
        self._written = 0
        self.clear()
        self.document().setDefaultFont(serif(metrics.TEXT_QUOTE))
        self.document().setDocumentMargin(metrics.SPACE_EDGE)
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(form)
        if not self.number:
            cursor.insertText(tr("The two texts are the same."), self._looks().plain)
        self._write_more()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_more(self) -> None:
        """Write the next changes; all at once would keep the window waiting."""
        looks = self._looks()
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        wanted = len(self._places) + _AT_ONCE
        while self._written < len(self._stretches) and len(self._places) < wanted:
            pieces = self._stretches[self._written]
            if pieces[0].kind == "same":
                self._write_same(cursor, pieces[0], looks)
            else:
                start = cursor.position()
                for piece in pieces:
                    self._write_change(cursor, piece, looks)
                self._places.append(_Place(start, cursor.position()))
            self._written += 1
        cursor.endEditBlock()

    def _write_change(self, cursor: QTextCursor, piece: Piece, looks: _Looks) -> None:
        if piece.moved is not None:
            said = tr("moved away: ") if piece.kind == "removed" else tr("moved here: ")
            cursor.insertText(said, looks.moved)
        words = self._words(piece)[:_LONGEST]
        cursor.insertText(words, looks.removed if piece.kind == "removed" else looks.added)

    def _write_same(self, cursor: QTextCursor, piece: Piece, looks: _Looks) -> None:
        """Write unchanged text, of a long one both ends."""
        words = self._words(piece)
        head = _SHOWN_AROUND if self._written else 0
        tail = _SHOWN_AROUND if self._written + 1 < len(self._stretches) else 0
        if len(words) <= head + tail + _SHOWN_AROUND:
            cursor.insertText(words, looks.plain)
            return
        first = _cut(words, head, forward=True)
        last = _cut(words, len(words) - tail, forward=False)
        said = tr("⋯ {n} characters as they were ⋯", n=f"{last - first:,}")
        cursor.insertText(words[:first] + ("\n\n" if first else ""), looks.plain)
        cursor.insertText(said, looks.skipped)
        cursor.insertText(("\n\n" if last < len(words) else "") + words[last:], looks.plain)

    def _words(self, piece: Piece) -> str:
        if piece.kind == "removed":
            return self._old[piece.old_start : piece.old_end]
        # A blank line that went is shown as what did not change.
        new = self._new[piece.new_start : piece.new_end]
        return new or self._old[piece.old_start : piece.old_end]

    def _gathered(self) -> list[list[Piece]]:
        """Give unchanged stretches and changes by turns: what went and what came instead is one."""
        found: list[list[Piece]] = []
        for piece in self._diff.pieces():
            last = found[-1][-1] if found else None
            if piece.kind != "same" and not self._words(piece).strip():
                # A blank line is no change to a reader.
                found.append([piece._replace(kind="same")])
            elif (
                last is not None
                and (last.kind, piece.kind) == ("removed", "added")
                and piece.moved is last.moved is None
            ):
                found[-1].append(piece)
            else:
                found.append([piece])
        return found

    def _looks(self) -> _Looks:
        theme = look()
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
        return _Looks(plain, removed, added, moved, skipped)

    def _on_scrolled(self, place: int) -> None:
        if place >= self.verticalScrollBar().maximum() and self._written < len(self._stretches):
            self._write_more()

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
