"""What a screen reader takes the parts for that paint themselves."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.widgets import roles
from annotator.ui.widgets.grip import Grip
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.tray import Tray

from .conftest import Window

Role = QAccessible.Role


class Drawn(QWidget):
    """Painted, and without a word of what it is."""


@pytest.fixture(autouse=True)
def _installed() -> None:
    roles.install()


def _role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_what_is_painted_and_has_a_name_is_words(qtbot: QtBot) -> None:
    drawn = Drawn()
    qtbot.addWidget(drawn)
    assert _role(drawn) == Role.Client
    drawn.setAccessibleName("Saved")
    assert _role(drawn) == Role.StaticText


def test_with_parts_of_its_own_it_is_a_group(qtbot: QtBot) -> None:
    drawn = Drawn()
    qtbot.addWidget(drawn)
    drawn.setAccessibleName("Pace")
    QPushButton("Save", drawn)
    known = QAccessible.queryAccessibleInterface(drawn)
    assert known.role() == Role.Grouping
    assert known.child(0).text(QAccessible.Text.Name) == "Save"
    assert known.child(0).parent().role() == Role.Grouping


def test_a_class_may_say_what_it_is(window: Window) -> None:
    assert _role(Popover(QWidget(), window, "Export")) == Role.Dialog
    assert _role(Tray(["exact", "about"], "Approx.")) == Role.ComboBox
    assert _role(Grip("Width of the list", window)) == Role.Slider


def test_what_qt_can_describe_it_describes(qtbot: QtBot) -> None:
    """Buttons and fields keep their states, their values and what can be done with them."""
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    field, button = QLineEdit("Kyiv"), PushButton("Save")
    column.addWidget(field)
    column.addWidget(button)
    assert _role(field) == Role.EditableText
    assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Value) == "Kyiv"
    assert _role(button) == Role.Button
    assert QAccessible.queryAccessibleInterface(button).actionInterface() is not None


def test_they_come_and_go_with_their_widgets(qtbot: QtBot) -> None:
    for _ in range(50):
        drawn = Drawn()
        drawn.setAccessibleName("One of many")
        known = QAccessible.queryAccessibleInterface(drawn)
        gc.collect()
        assert known.role() == Role.StaticText
        drawn.deleteLater()
        del drawn, known
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
