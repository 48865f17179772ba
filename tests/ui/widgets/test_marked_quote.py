"""Words on a few lines, some of them on a ground of their own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.ui.look import serif
from annotator.ui.widgets.marked_quote import MarkedQuote, Piece

_WHITE, _LIT = QColor("white"), QColor("red")


def _painted(quote: MarkedQuote, width: int) -> QImage:
    image = QImage(width + 4, quote.height + 4, QImage.Format.Format_RGB32)
    image.fill(_WHITE)
    painter = QPainter(image)
    quote.paint(painter, QPointF(2, 0), QColor("black"), _LIT)
    painter.end()
    return image


def _lit_columns(image: QImage, line: int) -> list[int]:
    y = 20 * line + 2
    return [x for x in range(image.width()) if image.pixelColor(x, y) == _LIT]


def test_it_is_broken_to_the_width(qapp: QApplication) -> None:
    pieces = [Piece("Two aid workers who asked not to be named")]
    assert MarkedQuote(pieces, serif(14), 600).height == 20
    narrow = MarkedQuote(pieces, serif(14), 120)
    assert narrow.height >= 60
    assert narrow.width <= 120


def test_lit_words_have_a_ground_on_every_line(qapp: QApplication) -> None:
    pieces = [Piece("Two aid workers "), Piece("who asked not to be named", lit=True)]
    wide = _painted(MarkedQuote(pieces, serif(14), 600), 600)
    lit = _lit_columns(wide, 0)
    assert lit
    assert min(lit) > 60
    narrow = MarkedQuote(pieces, serif(14), 130)
    image = _painted(narrow, 130)
    last = narrow.height // 20 - 1
    assert min(_lit_columns(image, last)) <= 4
    assert not _lit_columns(_painted(MarkedQuote([Piece("none")], serif(14), 90), 90), 0)


@pytest.mark.parametrize("before", ["🇺🇦🇺🇦🇺🇦 ", "𝔏𝔢𝔱𝔱𝔢𝔯𝔰 ", "plain "])
def test_characters_of_two_units_count_as_qt_counts_them(qapp: QApplication, before: str) -> None:
    one = MarkedQuote([Piece(before), Piece("lit", lit=True), Piece(" after")], serif(14), 600)
    lit = _lit_columns(_painted(one, 600), 0)
    start = MarkedQuote([Piece(before + "|")], serif(14), 600).width
    end = MarkedQuote([Piece(before + "lit")], serif(14), 600).width
    assert abs(min(lit) - start) < 8
    assert abs(max(lit) - (end + 2)) < 4


def test_right_to_left(qapp: QApplication) -> None:
    one = MarkedQuote([Piece("قال الوزير "), Piece("إن", lit=True)], serif(14), 300)
    lit = _lit_columns(_painted(one, 300), 0)
    # The last word of a line that reads from right to left stands at its left.
    assert lit
    assert max(lit) - min(lit) < one.width / 2
