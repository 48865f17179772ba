"""All painted buttons press, show focus and fade alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.look import look
from annotator.ui.widgets.avatar import Avatar
from annotator.ui.widgets.card import Card
from annotator.ui.widgets.focus_ring import FocusRing
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.label_button import LabelButton
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.pill import CONSENSUS, Pill
from annotator.ui.widgets.push_button import PushButton

from .conftest import Window, has_colour

MAKERS: dict[str, Callable[[], PaintedButton]] = {
    "icon": lambda: IconButton("undo", "Undo", "Ctrl+Z"),
    "primary": lambda: PushButton("Undo", "primary"),
    "plain": lambda: PushButton("Undo", icon="undo", keys="Ctrl Z"),
    "ghost": lambda: PushButton("Undo", "ghost"),
    "link": lambda: PushButton("Undo", "link"),
    "label": lambda: LabelButton("Undo", "orange"),
    "pill": lambda: Pill("Undo", 1),
    "card": lambda: Card("undo", "Undo", "Take it back", "Ctrl Z"),
    "avatar": lambda: Avatar("UN", "Undo"),
}
EACH = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())


@EACH
def test_it_is_pressed_by_mouse_and_keys(make: Callable[[], PaintedButton], window: Window) -> None:
    button = make()
    window.add(button)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("!"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key)
    assert len(pressed) == 4


@EACH
def test_disabled_it_is_pale_and_deaf(make: Callable[[], PaintedButton], window: Window) -> None:
    button = make()
    window.add(button)
    before = button.grab().toImage()
    button.setEnabled(False)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("!"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not pressed
    after = button.grab().toImage()
    ground = window.palette().window().color()
    if button.fades:
        # 38 percent of everything: nothing stands out from the ground as much as before.
        assert _boldest(after, ground) < 0.6 * _boldest(before, ground)
    else:
        # Its words can be read still, on no ground of its own.
        assert after != before
        assert has_colour(after, look().muted)
        assert not has_colour(after, look().accent)
        assert not has_colour(after, look().text)


def _boldest(picture: QImage, ground: QColor) -> int:
    """Return how far the lightness of any pixel is from that of the ground."""
    return max(
        abs(picture.pixelColor(x, y).lightness() - ground.lightness())
        for y in range(picture.height())
        for x in range(picture.width())
    )


@EACH
def test_screen_readers_know_it(make: Callable[[], PaintedButton], window: Window) -> None:
    button = make()
    window.add(button)
    known = QAccessible.queryAccessibleInterface(button)
    assert known.text(QAccessible.Text.Name) == "Undo"
    role = QAccessible.Role.CheckBox if button.isCheckable() else QAccessible.Role.Button
    assert known.role() == role


@EACH
def test_focus_shows_for_the_keyboard(make: Callable[[], PaintedButton], window: Window) -> None:
    button, other = make(), QPushButton("Other")
    window.add(other, button)
    for reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
        button.setFocus(reason)
        assert button.keyboard_focus()
        rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
        assert len(rings) == (1 if button.ring_outside else 0)
        if rings:
            around = rings[0].geometry()
            body = button.geometry()
            ringed = button.ring_part().translated(body.topLeft())
            assert around == ringed.adjusted(-3, -3, 3, 3)
        else:
            assert button.grab().toImage().pixelColor(200, 0).name() == look().accent.name()
        other.setFocus()
        assert not [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


@EACH
def test_focus_does_not_show_for_the_mouse(
    make: Callable[[], PaintedButton], window: Window
) -> None:
    button, other = make(), QPushButton("Other")
    window.add(other, button)
    for reason in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason):
        other.setFocus()
        button.setFocus(reason)
        assert button.hasFocus()
        assert not button.keyboard_focus()
        assert not window.findChildren(FocusRing)
        if isinstance(button, Card):
            assert button.grab().toImage().pixelColor(200, 0).name() == look().line.name()


@EACH
def test_it_changes_under_the_mouse(make: Callable[[], PaintedButton], window: Window) -> None:
    button = make()
    window.add(button)
    rest = button.grab().toImage()
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    hovered = button.grab().toImage()
    assert rest != hovered


@pytest.mark.parametrize("name", ["icon", "primary", "plain", "ghost", "label", "pill", "card"])
def test_it_changes_when_pressed(name: str, window: Window) -> None:
    button = MAKERS[name]()
    window.add(button)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    hovered = button.grab().toImage()
    button.setDown(True)
    assert button.grab().toImage() != hovered


def test_tab_leads_through_all_of_them(window: Window) -> None:
    buttons = [make() for make in MAKERS.values()]
    window.resize(600, 800)
    window.add(*buttons)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    for button in buttons[1:]:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert button.hasFocus()
        assert button.keyboard_focus()


def test_the_window_gives_focus_back_as_it_was(window: Window) -> None:
    button = PushButton("Undo")
    window.add(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert button.keyboard_focus()
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert not button.keyboard_focus()


def test_buttons_of_the_page_leave_the_focus_in_the_text(window: Window) -> None:
    text = QPushButton("text")
    window.add(text)
    for name in ("icon", "label", "pill", "avatar"):
        button = MAKERS[name]()
        window.add(button)
        text.setFocus()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert text.hasFocus()


def test_the_ring_follows_and_goes_with_its_button(window: Window) -> None:
    button = PushButton("Undo")
    window.add(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = window.findChildren(FocusRing)[0]
    button.setGeometry(100, 100, 90, 32)
    assert ring.geometry().getRect() == (97, 97, 96, 38)
    button.move(10, 20)
    assert ring.geometry().topLeft().toTuple() == (7, 17)
    button.deleteLater()
    window.settle()
    window.settle()
    assert not window.findChildren(FocusRing)


def test_the_ring_is_not_cut_by_a_tight_row(window: Window) -> None:
    row, button = Window(), PushButton("Undo")
    row.column.setContentsMargins(0, 0, 0, 0)
    row.column.addWidget(button)
    window.add(row)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = window.findChildren(FocusRing)[0]
    assert ring.parentWidget() is window
    corner = button.mapTo(window, button.rect().topLeft())
    assert ring.geometry().topLeft() == corner - type(corner)(3, 3)
    row.move(row.x() + 5, row.y() + 7)
    assert ring.geometry().topLeft() == corner + type(corner)(2, 4)


def test_the_ring_follows_a_button_that_grows(window: Window) -> None:
    button = PushButton("Undo")
    window.add(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.resize(200, 32)
    rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    assert [ring.width() for ring in rings] == [206]


def test_an_icon_button_tells_its_keys() -> None:
    button = IconButton("undo", "Undo", "Ctrl+Z")
    assert button.toolTip() == "Undo (Ctrl+Z)"
    button.set_name("Redo")
    assert button.toolTip() == "Redo"
    assert (button.sizeHint().width(), button.sizeHint().height()) == (28, 28)
    before = button.grab().toImage()
    button.set_icon("redo")
    assert button.grab().toImage() != before


def test_an_icon_button_that_is_on_shows_it() -> None:
    button = IconButton("eye", "Show names")
    button.setCheckable(True)
    button.resize(28, 28)
    off = button.grab().toImage()
    button.setChecked(True)
    picture = button.grab().toImage()
    assert picture.pixelColor(14, 2) != off.pixelColor(14, 2)
    assert picture.pixelColor(14, 14).blue() > 200


def test_a_push_button_reads_the_marks_of_access_keys() -> None:
    assert PushButton("&Undo")._words() == "Undo"
    assert PushButton("R&&D")._words() == "R&D"
    assert PushButton("&Undo").sizeHint() == PushButton("Undo").sizeHint()


def test_push_buttons_have_the_sizes_of_the_design() -> None:
    assert PushButton("Undo").sizeHint().height() == 32
    assert PushButton("Undo", "primary", tall=True).sizeHint().height() == 36
    assert PushButton("OK").sizeHint().width() == 80
    plain, keyed = PushButton("Merge 228 changes"), PushButton("Merge 228 changes", keys="Esc")
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 18


def test_a_label_button_is_filled_when_picked(qtbot: QtBot) -> None:
    button = LabelButton("Figure", "orange", "3")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    told: list[bool] = []
    button.toggled.connect(told.append)
    assert not has_colour(button.grab().toImage().copy(0, 0, 6, 32), look().label("orange").chip)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == [True]
    assert has_colour(button.grab().toImage().copy(0, 0, 6, 32), look().label("orange").chip)
    assert button.accessibleName() == "Figure, 3"


def test_a_label_button_can_stand_for_another_label() -> None:
    button = LabelButton("Figure", "orange", "3")
    narrow = button.sizeHint().width()
    button.set_label("Unnamed official & others", "purple")
    assert button.accessibleName() == "Unnamed official & others"
    assert button.sizeHint().width() > narrow
    button.set_label("W" * 100, "purple")
    assert button.sizeHint().width() < 260
    assert button.sizeHint().height() == 32


def test_pills_show_their_lane() -> None:
    pictures = []
    for lane in (0, 1, 2, CONSENSUS):
        pill = Pill("Amara", lane)
        pill.resize(pill.sizeHint())
        pictures.append(pill.grab().toImage())
    assert len({bytes(picture.constBits()) for picture in pictures}) == 4
    pill = Pill("Amara")
    assert pill.isChecked()
    assert pill.sizeHint().height() == 30
    pill.set_name("Jonas Berg")
    assert pill.accessibleName() == "Jonas Berg"
    assert pill.sizeHint().width() > Pill("Amara").sizeHint().width()


def test_a_card_has_what_it_does_and_its_keys() -> None:
    card = Card("book", "Open the sample", "Twelve articles", "Ctrl 1")
    assert card.accessibleName() == "Open the sample"
    assert card.accessibleDescription() == "Twelve articles, Ctrl 1"
    assert card.sizeHint().height() == 80


def test_an_avatar_can_become_somebody_else() -> None:
    avatar = Avatar("AM", "Amara")
    avatar.resize(28, 28)
    before = avatar.grab().toImage()
    avatar.set_person("JB", "Jonas Berg")
    assert avatar.toolTip() == avatar.accessibleName() == "Jonas Berg"
    assert avatar.grab().toImage() != before
    assert avatar.grab().toImage().pixelColor(3, 14).name() == look().accent.name()


@pytest.mark.parametrize(
    ("reason", "shown"),
    [(Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.OtherFocusReason, False)],
)
def test_focus_given_before_the_window_is_active_is_shown_as_it_was_given(
    qtbot: QtBot, reason: Qt.FocusReason, shown: bool
) -> None:
    window = Window()
    qtbot.addWidget(window)
    card = Card("book", "Open the sample", "Twelve short articles")
    window.add(card)
    card.setFocus(reason)
    assert not card.keyboard_focus()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(card.hasFocus)
    assert card.keyboard_focus() == shown
