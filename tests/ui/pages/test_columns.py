"""Three columns: dragged, folded, laid over the text in small windows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import look, metrics
from annotator.ui.pages.columns import Columns
from annotator.ui.widgets.grip import Grip
from tests.ui.in_front import in_front
from tests.ui.widgets.conftest import has_colour


class _Pane(QWidget):
    """A column with a field to focus."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.setFocusProxy(self.field)


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.left, self.middle, self.right = _Pane(), _Pane(), _Pane()
        self.columns = Columns(self.left, self.middle, self.right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)


@pytest.fixture
def page(qtbot: QtBot) -> _Page:
    return in_front(qtbot, _Page(), 1440, 600)


def _spans(page: _Page) -> list[tuple[int, int]]:
    """Give where the visible columns begin and end."""
    panes = (page.left, page.middle, page.right)
    return [(p.x(), p.x() + p.width()) for p in panes if p.isVisible()]


def test_they_stand_side_by_side(page: _Page) -> None:
    left, right = metrics.LIST_WIDTH, 1440 - metrics.PANEL_WIDTH
    assert _spans(page) == [(0, left), (left, right), (right, 1440)]


def test_a_folded_column_leaves_its_room_to_the_text(page: _Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.columns.arranged, timeout=0) as told:
        page.columns.toggle_left()
    assert told.args == [True, False]
    with qtbot.waitSignal(page.columns.arranged, timeout=0) as told:
        page.columns.toggle_right()
    assert told.args == [True, True]
    assert _spans(page) == [(0, 1440)]
    assert page.columns.widths() == (-metrics.LIST_WIDTH, -metrics.PANEL_WIDTH)
    page.columns.toggle_left()
    page.columns.toggle_right()
    assert len(_spans(page)) == 3


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ((250, 300), (250, 300)),
        ((1, 10**9), (metrics.LIST_NARROWEST, metrics.PANEL_WIDEST)),
        ((-300, -300), (-300, -300)),
        ((0, 0), (metrics.LIST_NARROWEST, metrics.PANEL_NARROWEST)),
    ],
)
def test_widths_stay_within_their_bounds(
    page: _Page, given: tuple[int, int], taken: tuple[int, int]
) -> None:
    page.columns.set_widths(*given)
    assert page.columns.widths() == taken


@pytest.mark.parametrize(("grip", "by", "index"), [("left_grip", 40, 0), ("right_grip", -40, 1)])
def test_an_edge_can_be_dragged(page: _Page, grip: str, by: int, index: int) -> None:
    before = page.columns.widths()[index]
    handle = getattr(page.columns, grip)
    place = QPointF(handle.width() // 2 + by, 100)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, handle.mapToGlobal(place), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(handle, event)
    assert abs(page.columns.widths()[index] - before - 40) <= 1


@pytest.mark.parametrize(
    ("grip", "key", "index", "by"),
    [
        ("left_grip", Qt.Key.Key_Right, 0, 16),
        ("left_grip", Qt.Key.Key_Left, 0, -16),
        ("right_grip", Qt.Key.Key_Left, 1, 16),
        ("right_grip", Qt.Key.Key_Right, 1, -16),
    ],
)
def test_an_edge_moves_by_the_arrow_keys(
    page: _Page, grip: str, key: Qt.Key, index: int, by: int
) -> None:
    handle: Grip = getattr(page.columns, grip)
    assert handle.accessibleName()
    picture = handle.grab().toImage()
    assert not has_colour(picture, look().accent)
    handle.setFocus(Qt.FocusReason.TabFocusReason)
    assert handle.hasFocus()
    assert has_colour(handle.grab().toImage(), look().accent)
    before = page.columns.widths()[index]
    QTest.keyClick(handle, key)
    assert page.columns.widths()[index] == before + by
    for _ in range(30):
        QTest.keyClick(handle, key)
    last = page.columns.widths()[index]
    assert (
        last
        in (
            (metrics.LIST_NARROWEST, metrics.LIST_WIDEST),
            (metrics.PANEL_NARROWEST, metrics.PANEL_WIDEST),
        )[index]
    )
    assert handle.hasFocus()


def test_tab_leads_to_the_edges(page: _Page) -> None:
    page.left.field.setFocus(Qt.FocusReason.TabFocusReason)
    reached = set()
    for _ in range(6):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(page, Qt.Key.Key_Tab)
    assert {page.columns.left_grip, page.columns.right_grip} <= reached
    QTest.mouseClick(page.columns.left_grip, Qt.MouseButton.LeftButton)
    page.left.field.setFocus()
    QTest.mouseClick(page.columns.left_grip, Qt.MouseButton.LeftButton)
    assert page.left.field.hasFocus()


def test_in_a_small_window_the_list_lies_over_the_text(page: _Page) -> None:
    page.resize(metrics.FOLD_LIST_BELOW - 1, 600)
    assert page.columns.list_folds
    assert not page.left.isVisible()
    page.columns.toggle_left()
    assert page.left.isVisible()
    assert page.left.field.hasFocus()
    assert page.middle.x() == 0
    page.columns.toggle_left()
    assert not page.left.isVisible()


def test_in_a_very_small_one_the_panel_does_too(page: _Page) -> None:
    page.resize(metrics.SLIDE_PANEL_BELOW - 1, 500)
    assert _spans(page) == [(0, page.width())]
    page.columns.toggle_right()
    assert page.right.geometry().right() == page.width() - 1


def test_escape_puts_it_away(page: _Page) -> None:
    page.resize(1000, 600)
    page.columns.toggle_left()
    QTest.keyClick(page.left.field, Qt.Key.Key_Escape)
    assert not page.left.isVisible()


def test_a_click_beside_puts_it_away_and_one_inside_does_not(page: _Page) -> None:
    page.resize(1000, 600)
    page.columns.toggle_left()
    QTest.mouseClick(page.left, Qt.MouseButton.LeftButton)
    assert page.left.isVisible()
    QTest.mouseClick(page.middle, Qt.MouseButton.LeftButton, pos=page.middle.rect().center())
    assert not page.left.isVisible()


def test_with_room_again_it_stands_beside_the_text(page: _Page) -> None:
    page.resize(1000, 600)
    page.columns.toggle_left()
    page.resize(1440, 600)
    assert page.left.isVisible()
    assert page.middle.x() == metrics.LIST_WIDTH
    QTest.keyClick(page.left.field, Qt.Key.Key_Escape)
    assert page.left.isVisible()


def test_a_page_that_is_gone_sees_no_more_keys(page: _Page, qtbot: QtBot) -> None:
    other = _Page()
    other.resize(1000, 600)
    other.show()
    other.columns.toggle_left()
    other.deleteLater()
    QApplication.sendPostedEvents(other, QEvent.Type.DeferredDelete)
    del other
    QTest.keyClick(page.left.field, Qt.Key.Key_Escape)
    assert page.left.isVisible()


def test_the_width_can_be_changed_by_a_narrow_window_alone(page: _Page) -> None:
    page.columns.set_widths(300, 400)
    page.resize(1000, 600)
    page.resize(1440, 600)
    assert page.columns.widths() == (300, 400)


def test_read_from_the_right_the_list_stands_there(page: _Page) -> None:
    columns = page.columns
    columns.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    columns.set_widths(metrics.LIST_WIDTH, metrics.PANEL_WIDTH)
    left, right = metrics.PANEL_WIDTH, 1440 - metrics.LIST_WIDTH
    assert _spans(page) == [(right, 1440), (left, right), (0, left)]
    # The left arrow moves the edge to the left: the list at the right is wider then.
    QTest.keyClick(columns.left_grip, Qt.Key.Key_Left)
    assert columns.widths() == (metrics.LIST_WIDTH + 16, metrics.PANEL_WIDTH)
    QTest.keyClick(columns.right_grip, Qt.Key.Key_Right)
    assert columns.widths() == (metrics.LIST_WIDTH + 16, metrics.PANEL_WIDTH + 16)
