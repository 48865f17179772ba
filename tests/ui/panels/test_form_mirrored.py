"""The form in a window that is read from the right: everything in it begins there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.text.figures import Token, read_figure
from annotator.ui.commands.command import Command, Match
from annotator.ui.commands.command_delegate import CommandDelegate
from annotator.ui.commands.command_list import CommandModel
from annotator.ui.editor.scene import LabelLook
from annotator.ui.panels.form.figure_edit import FigureEdit
from annotator.ui.panels.form.figure_line import line_of_pieces, runs_leftwards
from annotator.ui.panels.form.head import FormHead
from annotator.ui.panels.form.link_row import LinkRow
from annotator.ui.widgets.growing_field import GrowingField
from annotator.ui.widgets.row_view import RowView
from tests.ui.in_front import in_front

ARABIC = "600 كم² من الأرض"
_WIDTH = 320


@pytest.fixture
def leftwards(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _shown(widget: QWidget, qtbot: QtBot) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(_WIDTH, widget.sizeHint().height())
    widget.show()
    return widget


def _ink(widget: QWidget, box: QRect | None = None) -> range:
    """Give the columns between which something is painted."""
    image = widget.grab(box or widget.rect()).toImage()
    columns = [
        x
        for x in range(image.width())
        if len({image.pixel(x, y) for y in range(image.height())}) > 1
    ]
    return range(columns[0], columns[-1] + 1) if columns else range(0)


def _tokens(text: str) -> Sequence[Token]:
    figure = read_figure(text).figure
    return figure.tokens if figure is not None else ()


def _figure(text: str) -> FigureEdit:
    edit = FigureEdit("Figure")
    edit.setText(text)
    edit.show_tokens(_tokens(text), QColor("#D55E00"), error=False)
    return edit


@pytest.mark.parametrize("text", ["~ 600 km² of land", "600", "", "🇺🇦 12", "١٢ km"])
def test_a_line_runs_rightwards_unless_its_letters_do_not(text: str) -> None:
    assert not runs_leftwards(text)
    places = [piece.x for piece in line_of_pieces(text, _tokens(text)).pieces]
    assert places == sorted(places)


def test_the_parts_of_an_arabic_figure_follow_each_other_leftwards() -> None:
    line = line_of_pieces(ARABIC, _tokens(ARABIC))
    assert line.leftwards
    assert len(line.pieces) > 1
    assert line.pieces[0].x + line.pieces[0].width == line.width
    for before, after in zip(line.pieces, line.pieces[1:], strict=False):
        assert after.x + after.width == before.x
    # What stands first is found at the right, what stands last at the left.
    assert line.unit_at(line.width + 20) == 0
    assert line.unit_at(-20) == len(ARABIC)
    assert line.place_of(0) > line.place_of(len(ARABIC))


@pytest.mark.parametrize("text", ["600 km² of land", "🇺🇦 1,200 km", "x", ARABIC])
def test_the_caret_is_found_where_it_is_painted(text: str) -> None:
    line = line_of_pieces(text, _tokens(text))
    for piece in line.pieces:
        if piece.role is not None and piece.end - piece.start > 1:
            middle = piece.x + piece.width / 2
            assert piece.start <= line.unit_at(middle) <= piece.end


@pytest.mark.usefixtures("leftwards")
def test_a_figure_begins_at_the_right_and_is_clicked_there(qtbot: QtBot) -> None:
    edit = _figure("600 km²")
    in_front(qtbot, edit, _WIDTH, 56)
    line = line_of_pieces("600 km²", _tokens("600 km²"))
    edit.clearFocus()
    inside = QRect(4, 8, _WIDTH - 8, 24)
    assert _ink(edit, inside).start > _WIDTH - 14 - line.width - 12
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton, pos=QPoint(_WIDTH - 15, 20))
    assert edit.cursorPosition() == len("600 km²")
    at = QPoint(round(_WIDTH - 14 - line.width + 2), 20)
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton, pos=at)
    assert edit.cursorPosition() == 0


@pytest.mark.usefixtures("leftwards")
def test_a_long_figure_is_pushed_so_that_the_caret_is_seen(qtbot: QtBot) -> None:
    edit = _figure("between 1.2 and 3.4 million square kilometres of burnt territory")
    in_front(qtbot, edit, 200, 56)
    for at in (0, len(edit.text()), 30):
        edit.setCursorPosition(at)
        edit.grab()
        caret = edit._shift + edit._laid_out().place_of(at)
        assert 40 - 1 <= caret <= 200 - 14 + 1


@pytest.mark.usefixtures("leftwards")
def test_rows_and_fields_begin_at_the_right(qtbot: QtBot) -> None:
    row = _shown(LinkRow("Kyiv", LabelLook("Place", "green", "dots")), qtbot)
    assert _ink(row).start > _WIDTH / 2
    field = GrowingField("Note")
    field.set_text("Kyiv")
    _shown(field, qtbot)
    assert field._column.contentsMargins().right() == 10
    assert _ink(field).start > _WIDTH / 2


@pytest.mark.usefixtures("leftwards")
def test_air_is_kept_on_the_other_side(qtbot: QtBot) -> None:
    head = FormHead()
    qtbot.addWidget(head)
    row = head.layout()
    assert row is not None
    margins = row.contentsMargins()
    assert (margins.left(), margins.right()) == (12, 16)


@pytest.mark.parametrize("mirrored", [False, True])
def test_suggestions_begin_where_the_field_does(mirrored: bool, qtbot: QtBot) -> None:
    view = RowView("Typed before")
    model = CommandModel(view)
    view.setModel(model)
    view.setItemDelegate(CommandDelegate(32, view))
    model.show([Match(Command("fire", lambda: None), ())], heads=False)
    qtbot.addWidget(view)
    view.resize(_WIDTH, 40)
    direction = Qt.LayoutDirection
    view.setLayoutDirection(direction.RightToLeft if mirrored else direction.LeftToRight)
    view.show()
    row = view.visualRect(model.index(0)).adjusted(8, 2, -8, -2)
    image = view.viewport().grab(row).toImage()
    ground = image.pixel(0, 0)
    painted = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    assert painted
    assert (painted[0] > _WIDTH / 2) is mirrored
