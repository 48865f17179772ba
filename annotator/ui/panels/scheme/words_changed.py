"""Words as they were and as they are: what went is struck through, what came is underlined."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.text.diffing import diff
from annotator.text.offsets import utf16_length
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, sans, smooth_painter

Kind = Literal["same", "removed", "added"]
_LINE_END = str.maketrans({"\n": "\u2028"})
_COLOURS: dict[Kind, str] = {"same": "text", "removed": "danger", "added": "ok"}


class WordsChanged(QWidget):
    """Shows how words became others; as high as they need at its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[Kind, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, was: str, now: str) -> None:
        """Show other words; one of both may be empty."""
        self._parts = [
            (piece.kind, was[piece.old_start : piece.old_end])
            if piece.kind == "removed"
            else (piece.kind, now[piece.new_start : piece.new_end])
            for piece in diff(was, now).pieces()
        ]
        # Definitions end with a stop of their own as often as not.
        said = [tr("Before: {words}", words=was.rstrip("."))] if was else []
        said += [tr("Now: {words}", words=now)] if now else []
        self.setAccessibleName(". ".join(said))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the words at the width there is."""
        return QSize(240, round(self._set().boundingRect().height()) if self._parts else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        painter = smooth_painter(self)
        painter.setPen(look().text)
        self._set().draw(painter, QPointF(0, 0))
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _set(self) -> QTextLayout:
        """Break the words into lines, each part in its look."""
        text = "".join(words for _, words in self._parts).translate(_LINE_END)
        layout = QTextLayout(text, sans(metrics.TEXT_BODY))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        formats = []
        at = 0
        for kind, words in self._parts:
            part = QTextLayout.FormatRange()
            part.start, part.length = at, utf16_length(words)
            at += utf16_length(words)
            shape = QTextCharFormat()
            shape.setForeground(look().colour(_COLOURS[kind]))
            shape.setFontStrikeOut(kind == "removed")
            shape.setFontUnderline(kind == "added")
            part.format = shape
            formats.append(part)
        layout.setFormats(formats)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, self.width()))
            line.setPosition(QPointF(0, y))
            y += line.height() + 2
        layout.endLayout()
        return layout
