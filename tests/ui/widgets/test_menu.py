"""A menu shows its rows as the design has them and is worked like any menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage, QPixmap
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.look import Theme, look, sans, text_width
from annotator.ui.widgets import behind
from annotator.ui.widgets import menu as menu_module
from annotator.ui.widgets.focus_ring import FocusRing
from annotator.ui.widgets.key_cap import key_cap_width
from annotator.ui.widgets.menu import Menu, _words
from annotator.ui.widgets.push_button import PushButton

from .conftest import Window, has_colour


@pytest.fixture
def menu(window: Window) -> Menu:
    made = Menu("Passage", window)
    made.add_row("Tag every “three sides”", icon="layers", keys=".")
    made.add_row("Comment on the passage", icon="note", keys="Alt C")
    made.addSeparator()
    made.add_row("Remove", icon="trash", keys="Del", danger=True)
    return made


def _open(menu: Menu, window: Window) -> QImage:
    menu.open_at(window.mapToGlobal(QPoint(50, 60)))
    return menu.grab().toImage()


def _row(menu: Menu, index: int) -> QRect:
    return menu.actionGeometry(menu.actions()[index])


def test_the_panel_is_where_it_should_be(menu: Menu, window: Window) -> None:
    _open(menu, window)
    corner = menu.mapToGlobal(menu.panel().topLeft())
    assert corner == window.mapToGlobal(QPoint(50, 60))
    menu.close()
    button = QPushButton("More")
    window.add(button)
    menu.open_below(button)
    corner = menu.mapToGlobal(menu.panel().topLeft())
    assert corner == button.mapToGlobal(QPoint(0, button.height() + 4))


def test_rows_have_the_heights_of_the_design(menu: Menu, window: Window) -> None:
    _open(menu, window)
    assert [_row(menu, i).height() for i in range(4)] == [32, 32, 11, 32]
    assert menu.panel().height() == 3 * 32 + 11 + 2 * 6
    tall = Menu("Tall", window, tall=True)
    tall.add_row("Row")
    _open(tall, window)
    assert _row(tall, 0).height() == 36


def test_it_is_wide_enough_for_words_and_keys(menu: Menu, window: Window) -> None:
    _open(menu, window)
    narrow = menu.panel().width()
    assert narrow >= 200
    menu.close()
    words, keys = "Show the agreement of all annotators in this article", "Ctrl Shift A"
    menu.add_row(words, keys=keys)
    _open(menu, window)
    least = 40 + text_width(words, sans()) + 24 + key_cap_width(keys) + 14
    assert 0 <= menu.panel().width() - least < 2


def test_words_are_whole_where_no_row_has_keys(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms: dict[str, float] = {}

    def note(_painter: object, rect: QRectF, text: str, *_rest: object) -> float:
        rooms[text] = rect.width()
        return 0

    monkeypatch.setattr(menu_module, "paint_text", note)
    made = Menu("Article", window)
    words = "Compare with another version of this article"
    made.add_row(words, icon="copy")
    _open(made, window)
    assert rooms[words] >= text_width(words, sans())


def test_what_is_higher_than_the_screen_scrolls(menu: Menu, window: Window) -> None:
    assert menu.screen() is not None
    for number in range(60):
        menu.add_row(f"Row {number}")
    picture = _open(menu, window)
    screen, panel = menu.screen().availableGeometry(), menu.panel()
    corner = menu.mapToGlobal(panel.topLeft())
    assert screen.contains(QRect(corner, panel.size()))
    # One column, with an arrow where it goes on.
    assert _row(menu, 1).left() == _row(menu, 60).left()
    assert _row(menu, 60).top() > panel.bottom()
    end = QRect(panel.left(), panel.bottom() - 15, panel.width(), 14)
    assert has_colour(picture.copy(end), look().muted)
    begin = QRect(panel.left(), panel.top() + 2, panel.width(), 14)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        for _ in menu.actions()[2:]:
            QTest.keyClick(menu, key)
            active = menu.activeAction()
            assert active is not None
            seen = panel.adjusted(0, 16, 0, 0) if _row(menu, 0).top() < panel.top() else panel
            assert seen.contains(menu.actionGeometry(active)), active.text()
        if key == Qt.Key.Key_Down:
            assert has_colour(menu.grab().toImage().copy(begin), look().muted)


def test_it_is_painted_in_the_theme(theme: Theme, menu: Menu, window: Window) -> None:
    picture = _open(menu, window)
    panel = menu.panel()
    assert picture.pixelColor(panel.center().x(), panel.top()).name() == theme.line2.name()
    assert picture.pixelColor(panel.left() + 20, panel.top() + 3).name() == theme.raised.name()
    assert has_colour(picture.copy(_row(menu, 3)), theme.danger)
    assert not has_colour(picture.copy(_row(menu, 0)), theme.danger)
    # The corners are round and the shadow is see-through.
    assert picture.pixelColor(panel.topLeft()).alpha() < 255


def test_the_row_under_the_mouse_or_the_keys_is_lit(menu: Menu, window: Window) -> None:
    rest = _open(menu, window)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    lit = menu.grab().toImage()
    assert menu.activeAction() is menu.actions()[0]
    assert rest.copy(_row(menu, 0)) != lit.copy(_row(menu, 0))
    assert rest.copy(_row(menu, 1)) == lit.copy(_row(menu, 1))


def test_keys_and_mouse_choose(menu: Menu, window: Window) -> None:
    first, second = (QSignalSpy(menu.actions()[i].triggered) for i in (0, 1))
    _open(menu, window)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert (first.count(), second.count()) == (1, 0)
    assert not menu.isVisible()
    _open(menu, window)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=_row(menu, 1).center())
    assert (first.count(), second.count()) == (1, 1)


def test_a_click_into_the_shadow_closes(menu: Menu, window: Window) -> None:
    _open(menu, window)
    QTest.mousePress(menu, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not menu.isVisible()


def test_what_cannot_be_done_is_pale(menu: Menu, window: Window) -> None:
    before = _open(menu, window).copy(_row(menu, 3))
    menu.actions()[3].setEnabled(False)
    after = menu.grab().toImage().copy(_row(menu, 3))
    assert has_colour(before, look().danger)
    assert not has_colour(after, look().danger)


def test_a_checked_row_has_a_tick(menu: Menu, window: Window) -> None:
    row = menu.add_row("Show line numbers")
    row.setCheckable(True)
    off = _open(menu, window)
    row.setChecked(True)
    on = menu.grab().toImage()
    place = QRect(_row(menu, 4).topLeft(), _row(menu, 4).size())
    assert off.copy(place) != on.copy(place)


def test_words_begin_further_left_where_no_row_has_an_icon(window: Window) -> None:
    bare, iconed = Menu("Bare", window), Menu("Iconed", window)
    bare.add_row("Row")
    iconed.add_row("Row", icon="eye")
    assert (bare._text_at(), iconed._text_at()) == (16, 40)


def test_an_action_of_the_window_shows_its_shortcut(window: Window) -> None:
    menu = Menu("Edit", window)
    action = menu.addAction("R&&D &now")
    action.setShortcut("Ctrl+Shift+A")
    assert menu_module._keys(action) == "Ctrl Shift A"
    action.setShortcut("Ctrl++")
    assert menu_module._keys(action) == "Ctrl +"
    assert menu_module._words(action) == "R&D now"


def test_a_submenu_lies_against_its_parent(menu: Menu, window: Window) -> None:
    inner = Menu("More", menu)
    inner.add_row("As a teammate")
    row = menu.addMenu(inner)
    row.setText("Look at it")
    _open(menu, window)
    menu.setActiveAction(row)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    assert inner.isVisible()
    left = inner.mapToGlobal(inner.panel().topLeft()).x()
    right = menu.mapToGlobal(menu.panel().topRight()).x()
    assert -12 <= left - right <= 4
    inner_row = inner.mapToGlobal(inner.actionGeometry(inner.actions()[0]).center())
    outer_row = menu.mapToGlobal(menu.actionGeometry(row).center())
    assert abs(inner_row.y() - outer_row.y()) <= 2


def test_menus_of_qt_have_a_ground(theme: Theme, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Copy")
    menu.addAction("Paste").setEnabled(False)
    menu.resize(menu.sizeHint())
    picture = menu.grab().toImage()
    assert picture.pixelColor(5, 3).name() == theme.raised.name()
    assert picture.pixelColor(20, 0).name() == theme.line2.name()
    assert has_colour(picture, theme.text)


def test_screen_readers_know_it(menu: Menu, window: Window) -> None:
    _open(menu, window)
    known = QAccessible.queryAccessibleInterface(menu)
    assert known.role() == QAccessible.Role.PopupMenu
    assert known.text(QAccessible.Text.Name) == "Passage"
    assert known.childCount() == 4


def test_where_windows_cannot_be_seen_through_it_carries_a_picture(
    menu: Menu, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(menu_module, "needs_picture", lambda: True)
    menu.open_at(window.mapToGlobal(QPoint(-20, 60)))
    picture = menu.grab().toImage()
    # Over the window nothing is left to see through; beside it the shadow is cut off.
    corner = menu.panel().topLeft() + QPoint(0, -3)
    assert picture.pixelColor(corner + QPoint(60, 0)).alpha() == 255
    mask = menu.mask()
    assert mask.contains(menu.panel().center())
    assert not mask.contains(menu.panel().topLeft() + QPoint(-10, 20))
    assert mask.contains(menu.panel().topRight() + QPoint(10, 20))


def test_the_ring_of_what_opened_it_is_not_in_the_picture(
    menu: Menu, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(menu_module, "needs_picture", lambda: True)
    seen: list[int] = []

    def look_behind(*_: object) -> QPixmap:
        seen.append(sum(one.isVisible() for one in window.findChildren(FocusRing)))
        return QPixmap()

    monkeypatch.setattr(menu_module, "picture_behind", look_behind)
    button = PushButton("Sort")
    window.add(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert [one.isVisible() for one in window.findChildren(FocusRing)] == [True]
    menu.open_below(button)
    assert seen == [0]
    menu.close()
    # Whoever came by keyboard sees again where it is.
    assert button.hasFocus()
    assert any(one.isVisible() for one in window.findChildren(FocusRing))


def test_a_picture_is_needed_on_x11_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for platform, needed in (("xcb", True), ("wayland", False), ("windows", False)):
        monkeypatch.setattr(behind, "platform_name", lambda platform=platform: platform)
        assert behind.needs_picture() is needed


def test_a_name_keeps_its_ampersand(menu: Menu, window: Window) -> None:
    plain = menu.add_row("R and D")
    row = menu.add_row("R&D")
    assert _words(row) == "R&D"
    assert row.shortcut().isEmpty()
    menu.open_below(window)
    assert menu.actionGeometry(plain).height() == menu.actionGeometry(row).height()
