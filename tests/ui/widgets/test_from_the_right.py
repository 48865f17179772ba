"""What keeps its order where one reads from the right, and what is turned."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.model.export import Preview
from annotator.model.search import Line
from annotator.ui.dialogs.export.first_records import FirstRecords
from annotator.ui.look import LEFT, RIGHT, turn_round
from annotator.ui.pages.logo import paint_logo
from annotator.ui.panels.concordance import line_delegate
from annotator.ui.panels.concordance.line_columns import LineColumns
from annotator.ui.widgets.key_cap import keys_width, paint_keys
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.row_view import RowView

_LEFTWARDS = Qt.LayoutDirection.RightToLeft
_SIZE = QSize(200, 40)


def _sheet(size: QSize = _SIZE) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def _keys(right: float, *, turned: bool) -> QImage:
    image = _sheet()
    painter = QPainter(image)
    if turned:
        turn_round(painter, QRectF(image.rect()))
    paint_keys(painter, right, 10, "Ctrl Shift K")
    painter.end()
    return image


def _stretches(image: QImage, band: range) -> list[tuple[int, int]]:
    """Give the columns of a band of lines in which something is painted, as stretches."""
    ground = image.pixel(0, band.start)
    inked = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in band if y < image.height())
    ]
    runs = groupby(enumerate(inked), lambda pair: pair[1] - pair[0])
    parts = [[x for _, x in run] for _, run in runs]
    return [(part[0], part[-1]) for part in parts]


def test_keys_stand_in_the_order_in_which_they_are_pressed(qtbot: QtBot) -> None:
    del qtbot
    width = keys_width("Ctrl Shift K")
    assert _keys(_SIZE.width(), turned=True) == _keys(width, turned=False)


def test_the_sign_is_the_same_for_everybody(qtbot: QtBot) -> None:
    del qtbot
    pictures = []
    for turned in (False, True):
        image = _sheet(QSize(40, 40))
        painter = QPainter(image)
        if turned:
            turn_round(painter, QRectF(image.rect()))
        paint_logo(painter, QRectF(image.rect()))
        painter.end()
        pictures.append(image)
    assert pictures[0] == pictures[1]


def test_what_a_file_holds_begins_at_the_left(qtbot: QtBot) -> None:
    records = FirstRecords([])
    qtbot.addWidget(records)
    records.resize(400, 200)
    records.show_preview(Preview("one.jsonl", 1, ('{"text": "short"}', "{}")))
    usual = records.grab().toImage()
    records.setLayoutDirection(_LEFTWARDS)
    assert records.grab().toImage() == usual


def test_a_row_of_a_menu_is_turned(qtbot: QtBot) -> None:
    """The arrow to what is below stands behind the words, and points there."""
    pictures, widths = [], []
    for direction in (Qt.LayoutDirection.LeftToRight, _LEFTWARDS):
        menu = Menu("Menu")
        qtbot.addWidget(menu)
        menu.setLayoutDirection(direction)
        below = Menu("Ill", menu)
        row = menu.addMenu(below)
        row.setText("Ill")
        menu.adjustSize()
        place = menu.actionGeometry(row)
        picture = menu.grab(place.adjusted(12, 2, -12, -2)).toImage()
        pictures.append(_stretches(picture, range(picture.height())))
        widths.append(picture.width())
    usual, turned = pictures
    width = widths[0]
    assert len(usual) == len(turned)
    # Words stay legible: only where they begin and end is mirrored, to a pixel.
    assert abs(usual[0][0] - (width - 1 - turned[-1][1])) <= 2
    assert abs(usual[-1][1] - (width - 1 - turned[0][0])) <= 2
    arrow = usual[-1][1] - usual[-1][0]
    assert arrow == pytest.approx(turned[0][1] - turned[0][0], abs=1)


@pytest.mark.parametrize(
    ("line", "runs_leftwards"),
    [
        (Line(1, 0, 1, "they saw that the ", "dam", " held"), False),
        (Line(1, 0, 1, "قال إن ", "السد", " انهار"), True),
    ],
    ids=["an English line", "an Arabic line"],
)
@pytest.mark.parametrize("leftwards", [False, True])
def test_what_is_around_a_hit_lies_beside_it(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    line: Line,
    runs_leftwards: bool,
    leftwards: bool,
) -> None:
    painted: dict[str, tuple[QRectF, Qt.AlignmentFlag]] = {}

    def keep(_painter: QPainter, rect: QRectF, words: str, *given: Any, **_named: Any) -> float:
        align = next((one for one in given if isinstance(one, Qt.AlignmentFlag)), LEFT)
        painted[words.strip()] = (QRectF(rect), align)
        return 0.0

    monkeypatch.setattr(line_delegate, "paint_text", keep)
    view = RowView("Lines")
    qtbot.addWidget(view)
    columns = LineColumns()
    boxes = columns.boxes(800, 36)
    context, place = boxes["left"], boxes["hit"]
    if leftwards:
        for box in (context, place):
            box.moveLeft(800 - box.right())
    painter = QPainter(image := _sheet())
    delegate = line_delegate.LineDelegate(columns, view)
    delegate._paint_words(painter, context, place, line)
    painter.end()
    del image
    (before, at_before), (hit, _), (after, at_after) = (
        painted[words.strip()] for words in (line.left, line.hit, line.right)
    )
    if runs_leftwards:
        gap_before, gap_after = before.left() - hit.right(), hit.left() - after.right()
    else:
        gap_before, gap_after = hit.left() - before.right(), after.left() - hit.right()
    assert gap_before == pytest.approx(8)
    assert gap_after == pytest.approx(0), "it begins with a space of its own"
    absolute = Qt.AlignmentFlag.AlignAbsolute
    ends, begins = (LEFT, RIGHT) if runs_leftwards else (RIGHT, LEFT)
    assert at_before == ends | absolute
    assert at_after == begins | absolute
