"""A popover floats above its window, closes easily, and gives the focus back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QColor, QImage, QKeyEvent, QMouseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import Theme, current, look
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.popover_backdrop import PopoverBackdrop
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.segmented import Segmented

from .conftest import Window, focused, has_colour

ANCHOR = QRect(40, 60, 80, 20)


class Content(QWidget):
    """A search field and two buttons, 200 by 120 px."""

    def __init__(self) -> None:
        super().__init__()
        self.field = SearchField("Label", "Type a label")
        self.first, self.last = PushButton("First"), PushButton("Last")
        column = QVBoxLayout(self)
        for part in (self.field, self.first, self.last):
            column.addWidget(part)
        self.setFixedSize(200, 140)


class Parts:
    """A popover, its content, and a button in the window that had the focus."""

    def __init__(self, window: Window, **options: bool) -> None:
        self.window = window
        self.before = QPushButton("before")
        window.add(self.before)
        self.before.setFocus()
        self.content = Content()
        self.popover = Popover(self.content, window, "Labels", **options)
        self.closed = QSignalSpy(self.popover.closed)
        self.dismissed = QSignalSpy(self.popover.dismissed)

    def open(self) -> None:
        self.popover.open_at(ANCHOR)
        self.window.settle()

    def click_outside(self) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=QPoint(560, 380))


@pytest.fixture
def parts(window: Window) -> Parts:
    return Parts(window)


def test_it_opens_beside_its_anchor_and_takes_the_focus(parts: Parts) -> None:
    assert not parts.popover.isVisible()
    parts.open()
    assert parts.popover.isVisible()
    # The content and the border around it.
    assert parts.popover.geometry().getRect() == (40, 88, 202, 142)
    assert parts.content.field.edit.hasFocus()
    assert not parts.closed.count()


def test_another_part_may_get_the_focus(parts: Parts) -> None:
    parts.popover.open_at(ANCHOR, focus=parts.content.last)
    assert parts.content.last.hasFocus()


def test_escape_closes_it_and_gives_the_focus_back(parts: Parts) -> None:
    parts.open()
    QTest.keyClick(parts.content.field.edit, Qt.Key.Key_Escape)
    assert not parts.popover.isVisible()
    assert parts.before.hasFocus()
    assert (parts.closed.count(), parts.dismissed.count()) == (1, 1)


def test_escape_first_clears_the_field_inside(parts: Parts) -> None:
    parts.open()
    parts.content.field.set_text("hay")
    QTest.keyClick(parts.content.field.edit, Qt.Key.Key_Escape)
    assert parts.popover.isVisible()
    QTest.keyClick(parts.content.field.edit, Qt.Key.Key_Escape)
    assert not parts.popover.isVisible()


def test_escape_is_no_shortcut_of_the_window_meanwhile(parts: Parts) -> None:
    action = QAction(parts.window)
    action.setShortcut("Esc")
    parts.window.addAction(action)
    triggered = QSignalSpy(action.triggered)
    parts.open()
    QTest.keyClick(parts.content.first, Qt.Key.Key_Escape)
    assert (triggered.count(), parts.closed.count()) == (0, 1)
    QTest.keyClick(parts.before, Qt.Key.Key_Escape)
    assert triggered.count() == 1


def test_escape_closes_it_from_elsewhere_too(parts: Parts) -> None:
    parts.open()
    parts.before.setFocus()
    QTest.keyClick(parts.before, Qt.Key.Key_Escape)
    assert not parts.popover.isVisible()
    assert parts.before.hasFocus()


def test_a_click_outside_closes_it(parts: Parts) -> None:
    parts.open()
    parts.click_outside()
    assert not parts.popover.isVisible()
    assert (parts.closed.count(), parts.dismissed.count()) == (1, 1)


def test_a_click_outside_reaches_what_it_hits(parts: Parts) -> None:
    clicked = QSignalSpy(parts.before.clicked)
    parts.before.setFixedWidth(80)
    parts.window.column.setAlignment(parts.before, Qt.AlignmentFlag.AlignRight)
    parts.window.settle()
    parts.open()
    QTest.mouseClick(parts.before, Qt.MouseButton.LeftButton)
    assert clicked.count() == 1
    assert not parts.popover.isVisible()


def test_a_click_inside_leaves_it_open(parts: Parts) -> None:
    parts.open()
    QTest.mouseClick(parts.content.first, Qt.MouseButton.LeftButton)
    QTest.mouseClick(parts.popover, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert parts.popover.isVisible()


def test_a_click_inside_does_not_reach_the_window(parts: Parts) -> None:
    pressed = _presses(parts.window)
    parts.open()
    QTest.mouseClick(parts.popover, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not pressed
    parts.click_outside()
    assert pressed == [True]


def _presses(window: Window) -> list[bool]:
    """Note down the presses that a window gets."""
    pressed: list[bool] = []

    def press(event: QMouseEvent) -> None:
        pressed.append(True)

    window.mousePressEvent = press  # type: ignore[method-assign]
    return pressed


def test_the_shadow_lets_the_mouse_through(parts: Parts) -> None:
    parts.open()
    backdrop = parts.window.findChildren(PopoverBackdrop)[0]
    assert backdrop.geometry().contains(QRect(20, 80, 240, 170))
    assert parts.window.childAt(250, 200) is not backdrop


def test_its_owner_closes_it_and_does_not_open_it_again(parts: Parts) -> None:
    parts.before.clicked.connect(lambda: parts.popover.open_for(parts.before))
    QTest.mouseClick(parts.before, Qt.MouseButton.LeftButton)
    assert parts.popover.isVisible()
    QTest.mouseClick(parts.before, Qt.MouseButton.LeftButton)
    assert not parts.popover.isVisible()
    QTest.mouseClick(parts.before, Qt.MouseButton.LeftButton)
    assert parts.popover.isVisible()


def test_its_owner_may_be_gone(parts: Parts) -> None:
    parts.popover.open_for(parts.before)
    parts.before.deleteLater()
    parts.window.settle()
    parts.click_outside()
    assert not parts.popover.isVisible()


def test_tab_goes_round_inside(parts: Parts) -> None:
    parts.open()
    stops = [parts.content.field.edit, parts.content.first, parts.content.last]
    for stop in (*stops[1:], *stops):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert stop.hasFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    assert parts.content.first.hasFocus()
    parts.content.last.setEnabled(False)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert parts.content.field.edit.hasFocus()


def test_focus_that_went_elsewhere_stays_there(parts: Parts) -> None:
    other = QPushButton("other")
    parts.window.add(other)
    parts.open()
    other.setFocus()
    parts.popover.hide()
    assert other.hasFocus()
    assert (parts.closed.count(), parts.dismissed.count()) == (1, 0)


def test_focus_before_that_is_gone_is_no_trouble(parts: Parts) -> None:
    parts.open()
    parts.before.deleteLater()
    parts.window.settle()
    parts.popover.hide()
    assert parts.closed.count() == 1


def test_who_comes_by_keyboard_sees_where_the_focus_is(parts: Parts) -> None:
    opener = PushButton("Open")
    parts.window.add(opener)
    for reason, shown in (
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
    ):
        parts.before.setFocus()
        opener.setFocus(reason)
        parts.popover.open_at(ANCHOR, focus=parts.content.first)
        assert parts.content.first.keyboard_focus() is shown
        parts.popover.hide()


def test_one_may_open_another(parts: Parts) -> None:
    inner = Popover(PushButton("inner"), parts.window, "Inner")
    parts.open()
    inner.open_at(QRect(300, 60, 80, 20))
    QTest.mouseClick(inner, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert (parts.popover.isVisible(), inner.isVisible()) == (True, True)
    QTest.mouseClick(parts.popover, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert (parts.popover.isVisible(), inner.isVisible()) == (True, False)
    inner.open_at(QRect(300, 60, 80, 20))
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert (parts.popover.isVisible(), inner.isVisible()) == (True, False)
    inner.open_at(QRect(300, 60, 80, 20))
    parts.click_outside()
    assert (parts.popover.isVisible(), inner.isVisible()) == (False, False)


def test_it_stays_inside_the_window(parts: Parts) -> None:
    parts.popover.open_at(QRect(560, 370, 30, 20))
    bounds = parts.window.rect().adjusted(8, 8, -8, -8)
    assert bounds.contains(parts.popover.geometry())
    assert parts.popover.geometry().bottom() == 370 - 8 - 1
    parts.window.resize(300, 300)
    bounds = parts.window.rect().adjusted(8, 8, -8, -8)
    assert bounds.contains(parts.popover.geometry())


def test_it_grows_with_its_content(parts: Parts) -> None:
    parts.open()
    parts.content.setFixedSize(240, 180)
    parts.window.settle()
    assert parts.popover.size().toTuple() == (242, 182)


def test_it_can_stand_in_the_middle(parts: Parts) -> None:
    parts.popover.open_centred(112)
    assert parts.popover.geometry().getRect() == ((600 - 202) // 2, 112, 202, 142)


def test_it_is_raised_and_bordered(theme: Theme, window: Window) -> None:
    parts = Parts(window)
    parts.open()
    picture = window.picture()
    assert picture.pixelColor(141, 88).name() == theme.line2.name()
    assert picture.pixelColor(141, 91).name() == theme.raised.name()
    ground = window.palette().window().color()
    below = picture.pixelColor(141, 232).lightness()
    assert below < ground.lightness()


def test_what_lies_on_it_takes_the_colours_for_that(theme: Theme, window: Window) -> None:
    content = QWidget()
    icon, choice = IconButton("x", "Close"), Segmented(["One", "Two"], "Choice")
    column = QVBoxLayout(content)
    column.addWidget(icon)
    column.addWidget(choice)
    icon.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)

    def seen(hover: QColor, tray: QColor) -> QImage:
        assert has_colour(icon.grab().toImage(), hover)
        picture = choice.grab().toImage()
        assert picture.pixelColor(choice.width() // 2, 1).name() == tray.name()
        return picture

    content.setParent(window)
    seen(theme.hover, theme.hover)
    Popover(content, window, "Raised").open_at(ANCHOR)
    tray = theme.field if theme.dark else theme.hover_raised
    # On a raised ground the chosen one is the lighter of the two.
    chosen = seen(theme.hover_raised, tray).pixelColor(8, choice.height() // 2)
    assert chosen.lightness() > tray.lightness()


def test_a_scrim_dims_the_window_and_stops_the_mouse(window: Window) -> None:
    parts = Parts(window, scrim=True)
    far = QPoint(20, 380)
    parts.before.setGeometry(540, 10, 56, 24)
    before = window.picture().pixelColor(far).lightness()
    clicked = QSignalSpy(parts.before.clicked)
    parts.popover.open_centred(112)
    assert window.picture().pixelColor(far).lightness() < before
    pressed = _presses(window)
    backdrop = window.findChildren(PopoverBackdrop)[0]
    assert window.childAt(far) is backdrop
    QTest.mouseClick(backdrop, Qt.MouseButton.LeftButton, pos=QPoint(560, 20))
    assert not parts.popover.isVisible()
    assert clicked.count() == 0
    assert not pressed
    assert window.picture().pixelColor(far).lightness() == before


@pytest.mark.parametrize(
    ("anchor", "tip"), [(QRect(100, 60, 41, 20), 92), (QRect(100, 340, 41, 20), 327)]
)
def test_a_tail_points_at_the_anchor(window: Window, anchor: QRect, tip: int) -> None:
    parts = Parts(window, tail=True)
    parts.popover.open_at(anchor, gap=20)
    picture = window.picture()
    panel = parts.popover.geometry()
    # Inside the tail it is raised, and no border parts it from the panel.
    edge = panel.top() if tip < panel.top() else panel.bottom()
    for y in range(*sorted((tip + 4 if tip < panel.top() else tip - 4, edge))):
        assert picture.pixelColor(120, y).name() == look().raised.name()
    assert picture.pixelColor(120 + 12, edge).name() == look().line2.name()


def test_it_fades_in(window: Window, qtbot: QtBot) -> None:
    current().set_reduced_motion(False)
    parts = Parts(window)
    parts.open()
    fade = parts.popover._fade
    assert fade.running()
    assert window.picture().pixelColor(141, 91).name() == window.palette().window().color().name()
    qtbot.waitUntil(lambda: not fade.running(), timeout=1000)
    assert window.picture().pixelColor(141, 91).name() == look().raised.name()
    assert not fade._effect.isEnabled()


def test_nothing_moves_where_nothing_may(parts: Parts) -> None:
    parts.open()
    assert not parts.popover._fade.running()
    assert parts.window.picture().pixelColor(141, 91).name() == look().raised.name()


def test_closing_the_window_closes_it(parts: Parts) -> None:
    parts.open()
    parts.window.close()
    assert parts.closed.count() == 1


def test_a_deleted_popover_is_forgotten(parts: Parts) -> None:
    parts.open()
    parts.popover.deleteLater()
    parts.window.settle()
    parts.window.settle()
    assert not [back for back in parts.window.findChildren(PopoverBackdrop) if back.isVisible()]
    other = Popover(PushButton("other"), parts.window, "Other")
    other.open_at(ANCHOR)
    parts.click_outside()
    assert not other.isVisible()


def test_one_below_a_deleted_popover_still_closes(parts: Parts) -> None:
    for close in (
        parts.click_outside,
        lambda: QTest.keyClick(parts.before, Qt.Key.Key_Escape),
    ):
        above = Popover(PushButton("above"), parts.window, "Above")
        parts.open()
        above.open_at(QRect(300, 60, 80, 20))
        above.deleteLater()
        parts.window.settle()
        close()
        assert not parts.popover.isVisible()


def test_keys_it_has_no_use_for_go_on(parts: Parts) -> None:
    keys: list[int] = []

    def take(event: QKeyEvent) -> None:
        keys.append(event.key())

    parts.window.keyPressEvent = take  # type: ignore[method-assign]
    parts.open()
    QTest.keyClick(parts.content.first, Qt.Key.Key_F5)
    assert keys == [Qt.Key.Key_F5]
