"""One sentence, tagged as the program tags: the labels, their keys and their lines in one look."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    LEFT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_lane,
    paint_text,
    sans,
    serif,
    smooth_painter,
    text_width,
    tint,
)

_HEIGHT = 172
_CHIP_TOP = 34
_CHIP_HEIGHT = 22
_TEXT_TOP = 62
_TEXT_HEIGHT = 36
_SENTENCES_TOP = 124
_KEY = 14
_DOT = 4
_DOT_ROOM = 40


class _Part(NamedTuple):
    """A stretch of the sentence; a tagged one has name, colour, pattern and key of its label."""

    text: str
    name: str = ""
    colour: str = ""
    pattern: str = ""
    key: str = ""


_SENTENCE = (
    _Part("The regional fire director", "Source", "purple", "solid", "1"),
    _Part(" said "),
    _Part("600 square kilometers", "Figure", "orange", "dashes", "3"),
    _Part(" had burned near "),
    _Part("San Carlos", "Location", "green", "dots", "2"),
    _Part("."),
)
_TOLD = (
    "Select words and press a digit.",
    "Everything is saved at once and can be undone.",
    "Every word stays where it was.",
)


class Hero(QWidget):
    """Shows what tagging is before anything is said about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        sentence = "".join(part.text for part in _SENTENCE)
        self.setAccessibleName(sentence + " " + " ".join(tr(words) for words in _TOLD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the sentence with its tags, and what is told below."""
        del event
        theme = look()
        # A sentence is read in its own direction.
        painter = smooth_painter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        box = QRectF(self.rect())
        paint_box(painter, box, metrics.RADIUS_POPOVER, fill=theme.base, border=theme.line)
        self._paint_sentence(painter)
        self._paint_told(painter)
        painter.end()

    def _paint_sentence(self, painter: QPainter) -> None:
        font = serif(metrics.TEXT_WELCOME)
        width = sum(text_width(part.text, font) for part in _SENTENCE)
        room = self.width() - 2 * metrics.SPACE_SECTIONS
        if width > room:
            font = serif(metrics.TEXT_WELCOME * room / width)
            width = sum(text_width(part.text, font) for part in _SENTENCE)
        x = (self.width() - width) / 2
        for part in _SENTENCE:
            length = text_width(part.text, font)
            words = QRectF(x, _TEXT_TOP, length, _TEXT_HEIGHT)
            if part.name:
                self._paint_tag(painter, words, part)
            paint_text(painter, words.adjusted(0, 0, 2, 0), part.text, font, look().text, LEFT)
            x += length

    def _paint_tag(self, painter: QPainter, words: QRectF, part: _Part) -> None:
        theme, colours = look(), label_colours(part.colour)
        wash = words.adjusted(-2, 4, 2, -3)
        paint_box(painter, wash, metrics.RADIUS_WASH, fill=tint(colours.line, theme.wash))
        lane = QRectF(words.x(), words.bottom() - 1.6, words.width(), metrics.LANE)
        paint_lane(painter, lane, colours.line, part.pattern)
        name, font = tr(part.name), sans(metrics.TEXT_CAPTION, STRONG)
        width = text_width(name, font) + _KEY + 18
        chip = QRectF(words.center().x() - width / 2, _CHIP_TOP, width, _CHIP_HEIGHT)
        paint_box(painter, chip, metrics.RADIUS_CHIP, fill=colours.chip)
        key = QRectF(chip.x() + 4, chip.center().y() - _KEY / 2, _KEY, _KEY)
        paint_box(painter, key, 3, fill=colours.chip_text)
        paint_text(painter, key, part.key, sans(10, STRONG), colours.chip, CENTRE)
        text = chip.adjusted(_KEY + 10, 0, 0, 0)
        paint_text(painter, text, name, font, colours.chip_text, LEFT)

    def _paint_told(self, painter: QPainter) -> None:
        """Paint the sentences side by side, dots between them, as many as fit."""
        theme, font = look(), sans()
        told = [tr(words) for words in _TOLD]
        while told and _told_width(told) > self.width() - 2 * metrics.SPACE_EDGE:
            told.pop()
        x = (self.width() - _told_width(told)) / 2
        for number, words in enumerate(told):
            if number:
                middle = _SENTENCES_TOP + 10 - _DOT / 2
                dot = QRectF(x + (_DOT_ROOM - _DOT) / 2, middle, _DOT, _DOT)
                paint_box(painter, dot, _DOT / 2, fill=theme.line2)
                x += _DOT_ROOM
            box = QRectF(x, _SENTENCES_TOP, text_width(words, font), 20)
            x += paint_text(painter, box, words, font, theme.muted)


def _told_width(told: list[str]) -> float:
    return sum(text_width(words, sans()) for words in told) + _DOT_ROOM * max(0, len(told) - 1)
