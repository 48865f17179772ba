"""Where one reads from the right, what is painted and placed is turned round, and stays legible."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, QStringListModel, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import (
    LEFT,
    RIGHT,
    paint_icon,
    paint_text,
    reading_painter,
    sans,
    turn_round,
    upright,
)
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView

from .conftest import Window

RED, BLUE, BLACK = QColor("#ff0000"), QColor("#0000ff"), QColor("#000000")
_LEFTWARDS = Qt.LayoutDirection.RightToLeft
SIZE = (200, 40)


def _sheet() -> QImage:
    made = QImage(*SIZE, QImage.Format.Format_RGB32)
    made.fill(QColor("#ffffff"))
    return made


def _inked(image: QImage) -> list[int]:
    """Give the columns of a picture in which anything was painted."""
    white = QColor("#ffffff").rgb()
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != white for y in range(image.height()))
    ]


def _text(words: str, align: Qt.AlignmentFlag = LEFT, *, turned: bool = False) -> QImage:
    image = _sheet()
    painter = QPainter(image)
    rect = QRectF(image.rect())
    if turned:
        turn_round(painter, rect)
    paint_text(painter, rect, words, sans(), BLACK, align)
    painter.end()
    return image


class Halves(QWidget):
    """Red where one begins to read, blue behind it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = reading_painter(self)
        painter.fillRect(QRectF(0, 0, self.width() / 2, self.height()), RED)
        painter.fillRect(QRectF(self.width() / 2, 0, self.width() / 2, self.height()), BLUE)
        painter.end()


def test_a_painted_part_is_turned_round(window: Window) -> None:
    halves = Halves(window)
    halves.resize(100, 20)
    assert halves.grab().toImage().pixelColor(10, 10) == RED
    halves.setLayoutDirection(_LEFTWARDS)
    assert halves.grab().toImage().pixelColor(10, 10) == BLUE
    assert halves.grab().toImage().pixelColor(90, 10) == RED


def test_words_are_not_turned_round_but_change_the_side(qtbot: QtBot) -> None:
    """What began at the left ends at the right, letter for letter."""
    usual, turned = _inked(_text("Kyiv, 12,345", RIGHT)), _inked(_text("Kyiv, 12,345", turned=True))
    assert abs(usual[0] - turned[0]) <= 1
    assert abs(usual[-1] - turned[-1]) <= 1
    assert _text("Kyiv, 12,345", RIGHT) == _text("Kyiv, 12,345", LEFT, turned=True)
    assert _text("Kyiv, 12,345", LEFT) == _text("Kyiv, 12,345", RIGHT, turned=True)


@pytest.mark.parametrize("words", ["8 of 12 done", "Approx.", "-36.42", "62 % read"])
def test_words_run_as_their_first_letter_does(words: str, qtbot: QtBot) -> None:
    """A point at the end stays there, and “8 of 12 done” is no “of 12 done 8”."""
    image = _sheet()
    painter = QPainter(image)
    painter.setLayoutDirection(_LEFTWARDS)
    paint_text(painter, QRectF(image.rect()), words, sans(), BLACK, LEFT)
    painter.end()
    assert image == _text(words, RIGHT)


def test_words_of_another_script_run_their_own_way_in_any_window(qtbot: QtBot) -> None:
    # The stop stands at the left of the letters it ends.
    words = "كييف."
    assert _text(words) != _text(words.rstrip("."))
    stopped, bare = _inked(_text(words)), _inked(_text(words.rstrip(".")))
    assert stopped[0] == bare[0] or abs(stopped[0] - bare[0]) <= 2
    assert len(stopped) > len(bare)


def test_signs_stay_but_what_points_turns(qtbot: QtBot) -> None:
    def icon(name: str, *, turned: bool) -> QImage:
        image = QImage(16, 16, QImage.Format.Format_RGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        if turned:
            turn_round(painter, QRectF(0, 0, 16, 16))
        paint_icon(painter, name, QRectF(0, 0, 16, 16), BLACK)
        painter.end()
        return image

    assert icon("search", turned=True) == icon("search", turned=False)
    assert icon("right", turned=True) != icon("right", turned=False)


def test_what_must_not_be_turned_can_be_painted_within(qtbot: QtBot) -> None:
    image = _sheet()
    painter = QPainter(image)
    turn_round(painter, QRectF(image.rect()))
    with upright(painter, QRectF(image.rect())) as turned:
        assert turned
        painter.fillRect(0, 0, 10, 10, RED)
    painter.fillRect(0, 20, 10, 10, RED)
    painter.end()
    assert image.pixelColor(5, 5) == RED
    assert image.pixelColor(195, 25) == RED


class Flag(RowDelegateBase):
    """A row with a red stroke at its beginning."""

    def paint_row(
        self, painter: QPainter, rect: QRectF, _option: QStyleOptionViewItem, _index: Index
    ) -> None:
        painter.fillRect(rect.adjusted(0, 4, 20 - rect.width(), -4), RED)


class OwnFlag(Flag):
    """As above, and sees itself to who reads from the right."""

    mirrors = True


@pytest.mark.parametrize(("kind", "side"), [(Flag, "right"), (OwnFlag, "left")])
def test_rows_are_turned_round_unless_they_see_to_it(
    kind: type[Flag], side: str, window: Window
) -> None:
    view = RowView("Rows")
    view.setModel(QStringListModel(["one"], view))
    view.setItemDelegate(kind(view))
    view.setLayoutDirection(_LEFTWARDS)
    window.add(view)
    middle = view.visualRect(view.model().index(0, 0)).center().y()
    picture = view.viewport().grab().toImage()
    at = 10 if side == "left" else picture.width() - 10
    assert picture.pixelColor(at, middle) == RED
    assert picture.pixelColor(picture.width() - at, middle) != RED


def test_what_is_laid_out_by_hand_follows_the_side_on_which_one_begins_to_read(
    window: Window,
) -> None:
    rect, box = QRectF(100, 0, 200, 40), QRectF(110, 4, 30, 20)
    side = ReadingSide.of(rect, window)
    assert not side.mirrored
    assert side.place(box) == box
    window.setLayoutDirection(_LEFTWARDS)
    side = ReadingSide.of(rect, window)
    assert side.mirrored
    assert side.place(box) == QRectF(260, 4, 30, 20)
    assert not ReadingSide.of(rect, None).mirrored


@pytest.mark.parametrize("runs", list(Qt.LayoutDirection))
def test_its_words_stand_there_however_the_painter_runs(
    runs: Qt.LayoutDirection, qtbot: QtBot
) -> None:
    def painted(align: Qt.AlignmentFlag) -> QImage:
        image = _sheet()
        painter = QPainter(image)
        painter.setLayoutDirection(runs)
        paint_text(painter, QRectF(image.rect()), "Kyiv", sans(), BLACK, align)
        painter.end()
        return image

    usual = ReadingSide(QRectF(), mirrored=False)
    mirrored = ReadingSide(QRectF(), mirrored=True)
    assert painted(usual.leading) == painted(mirrored.trailing) == _text("Kyiv", LEFT)
    assert painted(usual.trailing) == painted(mirrored.leading) == _text("Kyiv", RIGHT)


def test_parts_are_placed_from_where_one_begins_to_read(window: Window) -> None:
    part = QWidget(window)
    put(part, 10, 5, 30, 20)
    assert part.pos() == QPoint(10, 5)
    window.setLayoutDirection(_LEFTWARDS)
    put(part, 10, 5, 30, 20)
    assert part.geometry().right() + 1 == window.width() - 10


def test_margins_are_counted_from_there_too(window: Window) -> None:
    set_margins(window.column, 40, 1, 2, 3, within=window)
    assert window.column.contentsMargins().left() == 40
    window.setLayoutDirection(_LEFTWARDS)
    set_margins(window.column, 40, 1, 2, 3, within=window)
    assert window.column.contentsMargins().right() == 40
