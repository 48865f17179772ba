"""Rows of lists: their grounds, their words, their scroll bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QStringListModel, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QStyleOptionViewItem, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import invalidate

from annotator.ui.look import Theme, look, tint
from annotator.ui.look.contrast import over
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase, paint_quote
from annotator.ui.widgets.row_view import RowView

from .conftest import Window, has_colour


class Quotes(RowDelegateBase):
    """Rows of a quote, selected in the colour of figures."""

    def paint_row(
        self, painter: QPainter, rect: QRectF, _option: QStyleOptionViewItem, index: Index
    ) -> None:
        paint_quote(painter, rect.adjusted(16, 0, -16, 0), str(index.data()))

    def selected_fill(self, _index: Index) -> QColor:
        return tint(look().label("orange").line, look().row)


@pytest.fixture
def rows(window: Window) -> RowView:
    view = RowView("Annotations")
    view.setModel(QStringListModel([f"{n} crews" for n in range(40)], view))
    view.setItemDelegate(Quotes(view))
    window.add(view)
    return view


def _ground(view: RowView, row: int) -> QColor:
    """Return the ground of a row at its left, inside of the inset and before the words."""
    rect = view.visualRect(view.model().index(row, 0))
    return view.viewport().grab().toImage().pixelColor(13, rect.center().y() + 6)


def _near(one: QColor, other: QColor) -> bool:
    return all(
        abs(a - b) <= 1
        for a, b in (
            (one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()),
        )
    )  # fmt: skip


def test_rows_have_the_height_and_the_ground_of_the_design(rows: RowView, window: Window) -> None:
    second = rows.visualRect(rows.model().index(1, 0))
    assert (second.top(), second.height()) == (32, 32)
    assert _near(_ground(rows, 0), window.palette().window().color())


def test_a_selected_row_has_its_label_behind_it(theme: Theme, rows: RowView) -> None:
    rows.setCurrentIndex(rows.model().index(2, 0))
    wanted = over(theme.label("orange").line, theme.win, theme.row)
    assert _near(_ground(rows, 2), wanted)
    assert _near(_ground(rows, 1), theme.win)


def test_without_a_label_it_is_the_accent(theme: Theme, rows: RowView) -> None:
    rows.setItemDelegate(Plain(rows))
    rows.setCurrentIndex(rows.model().index(2, 0))
    assert _near(_ground(rows, 2), over(theme.accent, theme.win, theme.accent_row))


def test_below_a_title_rows_begin_where_the_list_does(theme: Theme, rows: RowView) -> None:
    delegate = Plain(rows)
    rows.setItemDelegate(delegate)
    rows.setCurrentIndex(rows.model().index(2, 0))
    rect = rows.visualRect(rows.model().index(2, 0))
    wanted = over(theme.accent, theme.win, theme.accent_row)
    for flush in (False, True):
        delegate.flush = flush
        image = rows.viewport().grab().toImage()
        ends = [image.pixelColor(x, rect.center().y()) for x in (2, rect.right() - 2)]
        assert [_near(one, wanted) for one in ends] == [flush, flush]


class Plain(RowDelegateBase):
    """Rows without content."""

    raised = True

    def paint_row(
        self, _painter: QPainter, _rect: QRectF, _option: QStyleOptionViewItem, _index: Index
    ) -> None:
        return


@pytest.mark.parametrize("delegate", [Quotes, Plain])
def test_a_row_lights_up_under_the_mouse(
    delegate: type[RowDelegateBase], theme: Theme, rows: RowView
) -> None:
    rows.setItemDelegate(delegate(rows))
    place = QPointF(rows.visualRect(rows.model().index(3, 0)).center())
    QApplication.sendEvent(
        rows.viewport(),
        QMouseEvent(
            QEvent.Type.MouseMove, place, rows.viewport().mapToGlobal(place),
            Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        ),
    )  # fmt: skip
    assert rows.hovered_row() == 3
    wanted = theme.hover_raised if delegate.raised else theme.hover
    assert _near(_ground(rows, 3), wanted)
    assert _near(_ground(rows, 4), theme.win)
    QApplication.sendEvent(rows.viewport(), QEvent(QEvent.Type.Leave))
    assert _near(_ground(rows, 3), theme.win)


def test_the_focus_shows_on_the_row_for_the_keyboard(rows: RowView) -> None:
    rows.setCurrentIndex(rows.model().index(1, 0))
    rows.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not has_colour(rows.viewport().grab().toImage(), look().accent)
    rows.clearFocus()
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    picture = rows.viewport().grab().toImage()
    assert picture.pixelColor(100, 32).name() == look().accent.name()
    assert picture.pixelColor(100, 63).name() == look().accent.name()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.viewport().grab().toImage().pixelColor(100, 64).name() == look().accent.name()


def test_a_disabled_row_is_pale(rows: RowView) -> None:
    before = rows.viewport().grab().toImage()
    rows.setEnabled(False)
    assert has_colour(before, look().text)
    assert not has_colour(rows.viewport().grab().toImage(), look().text)


def test_other_lists_are_refused(rows: RowView) -> None:
    other = QListView()
    option = QStyleOptionViewItem()
    option.initFrom(other)
    option.widget = other
    with pytest.raises(TypeError):
        Quotes(rows).row_state(option, rows.model().index(0, 0))


def test_only_one_row_can_be_pale(rows: RowView) -> None:
    model = QStandardItemModel(2, 1, rows)
    for row in range(2):
        item = QStandardItem("crews")
        item.setEnabled(row == 0)
        model.setItem(row, item)
    rows.setModel(model)
    picture = rows.viewport().grab().toImage()
    width = picture.width()
    assert has_colour(picture.copy(0, 0, width, 32), look().text)
    assert not has_colour(picture.copy(0, 32, width, 32), look().text)


def test_screen_readers_know_the_list(rows: RowView) -> None:
    known = QAccessible.queryAccessibleInterface(rows)
    assert known.role() == QAccessible.Role.List
    assert known.text(QAccessible.Text.Name) == "Annotations"


def _quote(
    quote: str,
    context: str,
    width: int = 300,
    *,
    strong: bool = True,
    align: Qt.AlignmentFlag | None = None,
) -> QImage:
    image = QImage(300, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(look().base)
    painter = QPainter(image)
    align = ReadingSide.of(QRectF(), None).leading if align is None else align
    paint_quote(painter, QRectF(0, 0, width, 32), quote, context, strong=strong, align=align)
    painter.end()
    return image


def _end(image: QImage) -> int:
    """Return the last column that is not ground."""
    ground = look().base.rgb()
    return max(x for x in range(image.width()) for y in range(32) if image.pixel(x, y) != ground)


def test_context_follows_the_quote() -> None:
    alone, both = _quote("14 crews", ""), _quote("14 crews", "were on the way")
    end = _end(alone)
    assert _end(both) > end + 40
    assert alone.copy(0, 0, end, 32) == both.copy(0, 0, end, 32)
    assert _quote("14 crews", "", strong=False) != alone


def test_context_stands_before_the_quote_where_one_reads_from_the_right() -> None:
    around = QWidget()
    around.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    leading = ReadingSide.of(QRectF(), around).leading
    alone = _quote("14 فريقا", "", align=leading)
    both = _quote("14 فريقا", "في الطريق إلى المكان", align=leading)
    ground = look().base.rgb()
    start = min(x for x in range(300) for y in range(32) if alone.pixel(x, y) != ground)
    assert alone.copy(start, 0, 300 - start, 32) == both.copy(start, 0, 300 - start, 32)
    assert alone.copy(0, 0, start, 32) != both.copy(0, 0, start, 32)


def test_words_that_run_the_other_way_keep_their_order() -> None:
    """What follows stands behind them, all of it at the side where one begins to read."""
    around = QWidget()
    around.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    leading = ReadingSide.of(QRectF(), around).leading
    usual = _quote("San Carlos", ". She put")
    moved = _quote("San Carlos", ". She put", align=leading)
    width = _end(usual) + 1
    ground = look().base.rgb()
    columns = [x for x in range(300) for y in range(32) if moved.pixel(x, y) != ground]
    assert max(columns) >= 298, "they stand at the right"
    assert max(columns) - min(columns) == pytest.approx(width - 1, abs=2)
    stop, bare = (_quote("San Carlos", more, align=leading) for more in (".", ""))
    ends = [
        min(x for x in range(300) for y in range(32) if one.pixel(x, y) != ground)
        for one in (stop, bare)
    ]
    assert ends[0] < ends[1], "the full stop moves the words, and stands behind them"


def test_a_comma_follows_without_a_space() -> None:
    # Both end in the same word: the comma itself is narrower than the space that is left out.
    spaced, tight = _quote("14 crews", "x , told"), _quote("14 crews", ", told")
    assert _end(tight) < _end(spaced)
    first = min(
        x
        for x in range(_end(_quote("14 crews", "")) + 1, 300)
        for y in range(32)
        if tight.pixel(x, y) != look().base.rgb()
    )
    assert first - _end(_quote("14 crews", "")) <= 3


def test_where_there_is_no_room_the_quote_comes_first() -> None:
    long = "the regional fire director, Marcela Iturra"
    assert _quote(long, "told reporters", 120) == _quote(long, "", 120)
    assert _end(_quote(long, "told reporters", 120)) <= 121


def test_the_scroll_bar_takes_no_room(rows: RowView, window: Window, qtbot: QtBot) -> None:
    bar = rows.scroll_bar
    assert bar.isVisible()
    assert rows.viewport().width() == rows.width()
    assert bar.geometry().getRect() == (rows.width() - 10, 0, 10, rows.height())
    window.resize(700, 500)
    window.settle()
    assert bar.geometry().right() == rows.width() - 1
    rows.setModel(QStringListModel(["one"], rows))
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_the_scroll_bar_and_the_list_go_together(rows: RowView) -> None:
    own = rows.verticalScrollBar()
    own.setValue(100)
    assert rows.scroll_bar.value() == 100
    rows.scroll_bar.setValue(40)
    assert own.value() == 40
    picture = rows.scroll_bar.grab().toImage()
    assert has_colour(picture, look().line2)


def test_dragging_the_handle_scrolls(rows: RowView) -> None:
    bar = rows.scroll_bar
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(5, 60), bar.mapToGlobal(QPointF(5, 60)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(bar, move)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 60))
    assert rows.verticalScrollBar().value() > 100


def test_a_bar_can_lie_below(window: Window) -> None:
    text = QTextEdit()
    text.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
    text.setPlainText("word " * 300)
    bar = OverlayScrollBar(text, Qt.Orientation.Horizontal)
    window.add(text)
    assert bar.isVisible()
    assert bar.geometry().getRect() == (0, text.height() - 10, text.width(), 10)
    bar.setValue(50)
    assert text.horizontalScrollBar().value() == 50


def test_an_overlay_bar_does_not_undo_what_the_area_did_meanwhile(qtbot: QtBot) -> None:
    text = QTextEdit()
    qtbot.addWidget(text)
    text.resize(100, 50)
    text.setPlainText("line\n" * 50)
    own = text.verticalScrollBar()
    # Connected first: as the text view, which moves on once it knows what came into view.
    own.valueChanged.connect(lambda value: own.setValue(60) if value == 40 else None)
    bar = OverlayScrollBar(text)
    text.show()
    own.setValue(40)
    assert own.value() == 60
    assert bar.value() == 60


def test_an_overlay_bar_goes_on_when_python_lets_go_of_the_own_bar(qtbot: QtBot) -> None:
    text = QTextEdit()
    qtbot.addWidget(text)
    text.resize(100, 50)
    text.setPlainText("line\n" * 50)
    bar = OverlayScrollBar(text)
    text.show()
    assert bar.isVisible()
    # As PySide does now and then with the wrapper of a part that Qt made; the part lives on.
    invalidate(text.verticalScrollBar())
    text.setPlainText("line")
    assert text.verticalScrollBar().maximum() == 0
    assert not bar.isVisible(), "a handle where nothing can be scrolled"
    text.setPlainText("line\n" * 50)
    text.verticalScrollBar().setValue(60)
    assert bar.isVisible()
    assert bar.value() == 60
