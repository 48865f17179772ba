"""Fields take text, show where they are and what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QFocusEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.look import look
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.search_field import SearchField

from .conftest import Window


@pytest.fixture
def field(window: Window) -> Field:
    made = Field("Value", "Add")
    window.add(made)
    return made


def _border(field: Field) -> QColor:
    """Return the colour in the middle of the upper border."""
    return field.grab().toImage().pixelColor(field.width() // 2, 0)


def test_typing_tells(field: Field) -> None:
    changed: list[str] = []
    edited: list[str] = []
    submitted: list[str] = []
    field.changed.connect(changed.append)
    field.edited.connect(edited.append)
    field.submitted.connect(submitted.append)
    field.setFocus()
    QTest.keyClicks(field.edit, "60")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    field.set_text("61")
    assert changed == ["6", "60", "61"]
    assert edited == ["6", "60"]
    assert submitted == ["60"]
    assert field.text() == "61"


def test_leaving_tells(field: Field, window: Window) -> None:
    other = Field("Other")
    window.add(other)
    told: list[bool] = []
    field.left.connect(lambda: told.append(True))
    field.setFocus()
    assert not told
    QApplication.sendEvent(
        field.edit, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    )
    assert not told
    other.setFocus()
    assert told == [True]


def test_the_border_shows_focus_however_it_came(field: Field) -> None:
    assert _border(field).name() == look().line2.name()
    for reason in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason):
        field.setFocus(reason)
        assert field.focused()
        assert _border(field).name() == look().accent.name()
        field.edit.clearFocus()
    assert _border(field).name() == look().line2.name()


def test_it_repaints_when_the_focus_comes_and_goes(window: Window) -> None:
    painted: list[bool] = []

    class Counted(Field):
        def paintEvent(self, event: QPaintEvent) -> None:
            # The line edit repaints itself; the border is all around it.
            if event.rect() == self.rect():
                painted.append(self.focused())
            super().paintEvent(event)

    field = Counted("Value")
    window.add(field)
    painted.clear()
    field.setFocus()
    window.settle()
    field.edit.clearFocus()
    window.settle()
    assert painted == [True, False]


def test_an_error_stands_below(field: Field) -> None:
    height = field.sizeHint().height()
    assert height == 32
    field.set_error("Not a number")
    assert _border(field).name() == look().danger.name()
    assert field.sizeHint().height() == height + 18
    assert field.edit.accessibleDescription() == "Not a number"
    field.set_error("")
    assert field.error() == ""
    assert field.sizeHint().height() == height
    assert _border(field).name() == look().line2.name()


def test_disabled_it_has_the_ground_of_the_window(field: Field) -> None:
    inside = (field.width() // 2, 16)
    assert field.grab().toImage().pixelColor(*inside).name() == look().field.name()
    field.setEnabled(False)
    assert field.grab().toImage().pixelColor(*inside).name() == look().win.name()


def test_a_quiet_field_has_a_border_when_one_comes(window: Window) -> None:
    quiet = Field("Unit", "Add", quiet=True)
    window.add(quiet)
    ground = window.palette().window().color().name()
    middle = quiet.width() // 2
    assert quiet.grab().toImage().pixelColor(middle, 1).name() == ground
    quiet.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert quiet.grab().toImage().pixelColor(middle, 1).name() == look().line2.name()
    quiet.setFocus()
    assert quiet.grab().toImage().pixelColor(middle, 1).name() == look().accent.name()


def test_what_is_missing_in_a_record_is_italic(window: Window) -> None:
    quiet = Field("Unit", "Add", quiet=True)
    window.add(quiet)
    assert quiet.edit.font().italic()
    quiet.set_text("km²")
    assert not quiet.edit.font().italic()
    assert not Field("Unit", "Add").edit.font().italic()


def test_icons_take_room_from_the_text(window: Window) -> None:
    plain, dressed = Field("Unit"), Field("Unit", icon="search", trailing="down")
    window.add(plain, dressed)
    assert dressed.edit.x() == plain.edit.x() + 20
    assert dressed.edit.width() < plain.edit.width() - 20


def test_screen_readers_know_it(field: Field) -> None:
    known = QAccessible.queryAccessibleInterface(field.edit)
    assert known.role() == QAccessible.Role.EditableText
    assert known.text(QAccessible.Text.Name) == "Value"


@pytest.fixture
def search(window: Window) -> SearchField:
    made = SearchField("Search", "Search or run", keys="Ctrl K")
    window.add(made)
    made.setFocus()
    return made


def test_escape_clears_and_then_goes_on(search: SearchField, window: Window) -> None:
    escaped: list[bool] = []
    action = QAction(window)
    action.setShortcut("Esc")
    action.triggered.connect(lambda: escaped.append(True))
    window.addAction(action)
    told: list[str] = []
    search.edited.connect(told.append)
    QTest.keyClicks(search.edit, "hay")
    QTest.keyClick(search.edit, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert told == ["h", "ha", "hay", ""]
    assert not escaped
    QTest.keyClick(search.edit, Qt.Key.Key_Escape)
    assert escaped == [True]


def test_the_button_clears_and_leaves_the_focus(search: SearchField) -> None:
    button = search._clear
    assert not button.isVisible()
    told: list[str] = []
    search.edited.connect(told.append)
    search.set_text("hay")
    assert button.isVisible()
    assert button.accessibleName() == "Clear"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert search.text() == ""
    assert told == [""]
    assert search.focused()
    assert not button.isVisible()


def test_the_button_brings_the_focus(search: SearchField, window: Window) -> None:
    other = Field("Other")
    window.add(other)
    search.set_text("hay")
    other.setFocus()
    QTest.mouseClick(search._clear, Qt.MouseButton.LeftButton)
    assert search.focused()


def test_the_keys_show_while_there_is_nothing(search: SearchField) -> None:
    end = search.rect().adjusted(search.width() - 70, 4, -4, -4)
    keyless = SearchField("Search", "Search or run")
    keyless.resize(search.size())
    assert search.grab(end).toImage() != keyless.grab(end).toImage()
    room = search.room_after()
    search.set_text("hay")
    assert search.room_after() < room
    assert search.edit.width() == search.width() - search.edit.x() - search.room_after()


def test_a_long_error_goes_on_in_a_second_line(field: Field) -> None:
    field.resize(160, field.sizeHint().height())
    field.set_error("Not a number")
    short = field.sizeHint().height()
    field.set_error("No annotation of this article has these words")
    assert field.sizeHint().height() == short + 16
    field.resize(600, field.sizeHint().height())
    assert field.sizeHint().height() == short
