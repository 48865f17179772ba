"""The list's own placing of rows: keys, clicks, changes while scrolled, no work per row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView

from .conftest import Window

_NO_PARENT = QModelIndex()
_Hint = QAbstractItemView.ScrollHint


class Rows(QAbstractListModel):
    """Rows of given heights; those of height 9 cannot be selected. Counts the looks at it."""

    def __init__(self, heights: list[int]) -> None:
        super().__init__()
        self.heights = heights
        self.looks = 0

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.heights)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        self.looks += 1
        return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        self.looks += 1
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled
        head = self.heights[index.row()] == 9
        return usual if head else usual | Qt.ItemFlag.ItemIsSelectable

    def insert(self, row: int, *heights: int) -> None:
        self.beginInsertRows(_NO_PARENT, row, row + len(heights) - 1)
        self.heights[row:row] = heights
        self.endInsertRows()

    def remove(self, row: int, count: int = 1) -> None:
        self.beginRemoveRows(_NO_PARENT, row, row + count - 1)
        del self.heights[row : row + count]
        self.endRemoveRows()

    def replace(self, heights: list[int]) -> None:
        self.beginResetModel()
        self.heights = heights
        self.endResetModel()


class Uneven(RowDelegateBase):
    """Rows as high as their model says; counts how often it is asked."""

    hints = 0
    painted = 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        Uneven.hints += 1
        model = index.model()
        assert isinstance(model, Rows)
        return QSize(0, model.heights[index.row()])

    def paint_row(
        self, _painter: QPainter, _rect: QRectF, _option: QStyleOptionViewItem, _index: Index
    ) -> None:
        Uneven.painted += 1


@pytest.fixture
def view(window: Window) -> Iterator[RowView]:
    made = RowView("Rows")
    made.setItemDelegate(Uneven(made))
    window.add(made)
    made.setFocus()
    Uneven.hints = Uneven.painted = 0
    yield made
    made.setModel(None)


def _show(view: RowView, heights: list[int], *, uneven: bool = False) -> Rows:
    rows = Rows(heights)
    view.setUniformItemSizes(not uneven)
    view.setModel(rows)
    view.grab()
    return rows


def _current(view: RowView) -> int:
    return view.currentIndex().row()


def _click(view: RowView, y: int) -> int:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, y))
    return _current(view)


def test_a_list_without_a_model_is_empty(view: RowView) -> None:
    assert view.visualRect(QModelIndex()).isEmpty()
    assert not view.grab().isNull()
    view.updateGeometries()
    assert view.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("uneven", [False, True])
def test_an_empty_list_has_no_row_anywhere(view: RowView, uneven: bool) -> None:
    rows = _show(view, [], uneven=uneven)
    assert not view.indexAt(QPoint(5, 5)).isValid()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        QTest.keyClick(view, key)
        assert _current(view) == -1
    rows.insert(0, 20)
    view.grab()
    assert view.indexAt(QPoint(5, 5)).row() == 0


def test_keys_walk(view: RowView) -> None:
    _show(view, [20] * 100)
    page = view.viewport().height() // 20
    walked = []
    for key in (
        Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_End,
        Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_Up,
    ):  # fmt: skip
        QTest.keyClick(view, key)
        walked.append(_current(view))
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    assert walked == [0, 1, 0, page, 99, 99, 99 - page - (1 if view.height() % 20 else 0), 0, 0]


def test_up_from_nowhere_begins_at_the_last(view: RowView) -> None:
    _show(view, [20] * 10)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert _current(view) == 9


def test_the_current_row_stays_in_view_where_a_bar_takes_height(
    view: RowView, window: Window
) -> None:
    _show(view, [20] * 100)
    here = view.model().index(view.viewport().height() // 20 - 1, 0)
    view.setCurrentIndex(here)
    assert view.verticalScrollBar().value() == 0
    bar = QWidget()
    bar.setFixedHeight(48)
    window.add(bar)
    assert view.viewport().rect().contains(view.visualRect(here))
    # What one has scrolled away from does not come back by itself.
    view.verticalScrollBar().setValue(1_000)
    bar.setFixedHeight(96)
    window.settle()
    assert view.verticalScrollBar().value() == 1_000


def test_keys_pass_over_heads(view: RowView) -> None:
    _show(view, [9, 20, 20, 9, 9, 20, 9], uneven=True)
    walked = []
    for key in (*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
        walked.append(_current(view))
    assert walked == [1, 2, 5, 5, 1, 5, 2]


def test_a_page_further_is_at_least_one_row(view: RowView, window: Window) -> None:
    _show(view, [20] + [900] * 3, uneven=True)
    walked = []
    for key in (*[Qt.Key.Key_PageDown] * 4, *[Qt.Key.Key_PageUp] * 4):
        QTest.keyClick(view, key)
        walked.append(_current(view))
    assert walked == [1, 2, 3, 3, 2, 1, 0, 0]


@pytest.mark.parametrize("uneven", [False, True])
def test_a_click_lands_on_the_row_under_it(view: RowView, uneven: bool) -> None:
    heights = [20, 33, 20, 57, 20] * 20 if uneven else [20] * 100
    _show(view, heights, uneven=uneven)
    view.verticalScrollBar().setValue(137)
    top = -137
    for row, height in enumerate(heights):
        middle = top + height // 2
        if 0 <= middle < view.viewport().height():
            assert _click(view, middle) == row
            assert view.verticalScrollBar().value() == 137
        top += height


def test_below_the_last_row_there_is_none(view: RowView) -> None:
    _show(view, [20, 20])
    assert not view.indexAt(QPoint(5, 41)).isValid()
    assert not view.indexAt(QPoint(5, -1)).isValid()


_HEIGHTS = st.lists(st.sampled_from([9, 20, 33, 57]), max_size=40)
_CHANGES = st.lists(
    st.tuples(st.sampled_from(["insert", "remove", "reset", "scroll"]), st.integers(0, 40)),
    max_size=8,
)


@given(heights=_HEIGHTS, changes=_CHANGES, uneven=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_stand_below_each_other_after_any_change(
    view: RowView, heights: list[int], changes: list[tuple[str, int]], uneven: bool
) -> None:
    rows = _show(view, heights if uneven else [20] * len(heights), uneven=uneven)
    for change, where in changes:
        count = len(rows.heights)
        if change == "insert":
            rows.insert(min(where, count), *([20, 20] if not uneven else [33, 57]))
        elif change == "remove" and count:
            rows.remove(min(where, count - 1))
        elif change == "reset":
            rows.replace([20] * where)
        else:
            view.verticalScrollBar().setValue(where * 20)
        view.grab()
        offset, top = view.verticalOffset(), 0
        width = view.viewport().width()
        for row, height in enumerate(rows.heights):
            rect = view.visualRect(rows.index(row))
            assert rect == QRect(0, top - offset, width, height)
            assert view.indexAt(rect.center()).row() == row
            top += height
        room = view.viewport().height()
        assert view.verticalScrollBar().maximum() == max(0, top - room)


@pytest.mark.parametrize("uneven", [False, True])
def test_the_selected_row_stays_itself_when_rows_come_and_go(view: RowView, uneven: bool) -> None:
    rows = _show(view, [20] * 60, uneven=uneven)
    view.setCurrentIndex(rows.index(30))
    rows.insert(5, 20, 20)
    assert _current(view) == 32
    rows.remove(0, 3)
    assert _current(view) == 29
    view.grab()
    assert view.visualRect(view.currentIndex()).top() == 29 * 20 - view.verticalOffset()


def test_rows_removed_while_scrolled_to_the_end_leave_no_gap(view: RowView) -> None:
    rows = _show(view, [20] * 100)
    view.verticalScrollBar().setValue(10_000)
    rows.remove(50, 50)
    view.grab()
    last = view.visualRect(rows.index(49))
    assert last.bottom() == view.viewport().height() - 1


@pytest.mark.parametrize(
    ("hint", "edge"), [(_Hint.PositionAtTop, "top"), (_Hint.PositionAtBottom, "bottom")]
)
def test_a_row_is_scrolled_to_where_it_should_be(view: RowView, hint: _Hint, edge: str) -> None:
    rows = _show(view, [20] * 100)
    view.scrollTo(rows.index(50), hint)
    wanted = 0 if edge == "top" else view.viewport().height() - 1
    assert getattr(view.visualRect(rows.index(50)), edge)() == wanted


def test_a_row_is_scrolled_to_the_middle_or_just_into_view(view: RowView) -> None:
    rows = _show(view, [20] * 100)
    view.scrollTo(rows.index(50), _Hint.PositionAtCenter)
    assert abs(view.visualRect(rows.index(50)).center().y() - view.viewport().height() // 2) <= 10
    at = view.verticalScrollBar().value()
    view.scrollTo(rows.index(50))
    assert view.verticalScrollBar().value() == at
    view.scrollTo(rows.index(99))
    assert view.visualRect(rows.index(99)).bottom() == view.viewport().height() - 1
    view.scrollTo(rows.index(0))
    assert view.verticalScrollBar().value() == 0
    view.scrollTo(QModelIndex())
    assert view.verticalScrollBar().value() == 0


def test_a_hundred_thousand_rows_cost_no_more_than_those_in_view(view: RowView) -> None:
    rows = _show(view, [20] * 100_000)
    in_view = view.viewport().height() // 20 + 2
    assert Uneven.hints <= 2
    assert Uneven.painted <= in_view
    rows.looks = Uneven.hints = Uneven.painted = 0
    QTest.keyClick(view, Qt.Key.Key_End)
    view.grab()
    rows.insert(0, 20)
    view.grab()
    rows.remove(70_000)
    view.grab()
    view.indexAt(QPoint(5, 5))
    QTest.keyClicks(view, "no row begins so")
    assert _current(view) == 99_999
    assert Uneven.hints <= 6
    assert Uneven.painted <= 4 * in_view
    assert rows.looks <= 12 * in_view


def test_a_rectangle_selects_the_rows_in_it(view: RowView) -> None:
    rows = _show(view, [20] * 10)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.setSelection(QRect(5, 25, 50, 40), select)
    assert [index.row() for index in view.selectedIndexes()] == [1, 2, 3]
    region = view.visualRegionForSelection(view.selectionModel().selection())
    assert region.boundingRect().getRect() == (0, 20, view.viewport().width(), 60)
    view.setSelection(QRect(5, 395, 5, 5), select)
    assert view.selectedIndexes() == []
    assert view.visualRegionForSelection(QItemSelection()).isEmpty()
    assert rows.rowCount() == 10


def test_all_rows_are_selected_without_a_look_at_each(window: Window) -> None:
    model = Rows([20] * 5_000)
    view = RowView("Rows")
    view.setModel(model)
    window.add(view)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    model.looks = 0
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert model.looks < 100
    assert view.selectionModel().selection().at(0).bottom() == 4_999
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.clearSelection()
    view.selectAll()
    assert not view.selectionModel().hasSelection()
