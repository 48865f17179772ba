"""The button whose sign is letters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from annotator.ui.look import look
from annotator.ui.widgets.letters_button import LettersButton

from .conftest import Window, has_colour


def test_it_shows_its_letters_in_the_articles_type(window: Window) -> None:
    button, other = LettersButton("Aa", "Look"), LettersButton("", "Look")
    window.add(button, other)
    assert button.grab().toImage() != other.grab().toImage()
    button.setEnabled(False)
    assert not has_colour(button.grab().toImage(), look().text)


def test_it_is_pressed_by_mouse_and_keys(window: Window) -> None:
    button = LettersButton("Aa", "How the text looks")
    window.add(button)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [1, 1]


def test_focus_by_keyboard_shows(window: Window) -> None:
    button = LettersButton("Aa", "Look")
    window.add(button)
    window.setFocus()
    bare = window.picture()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    window.settle()
    assert window.picture() != bare
    assert has_colour(window.picture(), look().accent)


def test_screen_readers_hear_its_name_and_not_its_letters(window: Window) -> None:
    button = LettersButton("Aa", "How the text looks")
    window.add(button)
    known = QAccessible.queryAccessibleInterface(button)
    assert known.role() == QAccessible.Role.Button
    assert known.text(QAccessible.Text.Name) == "How the text looks"
