"""What a screen reader would not notice by itself, and is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleValueChangeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.ui.widgets.field import Field
from annotator.ui.widgets.growing_field import GrowingField
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.telling import tell, tell_focus, tell_value
from annotator.ui.widgets.tray import Tray
from tests.ui.heard import listen

from .conftest import Window


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is announced."""
    return listen(monkeypatch)


def test_words_are_told_at_once_or_when_there_is_time(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard.append)
    tell(window, "Undone")
    tell(window, "The disk is full", urgent=True)
    assert [one.message() for one in heard] == ["Undone", "The disk is full"]
    polite, assertive = (
        QAccessible.AnnouncementPoliteness.Polite,
        QAccessible.AnnouncementPoliteness.Assertive,
    )
    assert [one.politeness() for one in heard] == [polite, assertive]


def test_a_value_is_told_and_stays_to_be_asked_for(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard.append)
    part = QWidget(window)
    tell_value(part, "about")
    assert part.accessibleDescription() == "about"
    (event,) = heard
    assert isinstance(event, QAccessibleValueChangeEvent)
    assert event.value() == "about"


def test_where_the_keyboard_is_can_be_told_again(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard.append)
    tell_focus(window)
    assert [one.type() for one in heard] == [QAccessible.Event.Focus]


def test_a_tray_tells_what_its_keys_choose(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    tray = Tray(["exact", "about"], "Approx.")
    window.add(tray)
    tray.setFocus()
    heard: list[object] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard.append)
    QTest.keyClick(tray, Qt.Key.Key_Right)
    QTest.keyClick(tray, Qt.Key.Key_Right)
    told = [one.value() for one in heard if isinstance(one, QAccessibleValueChangeEvent)]
    assert told == ["exact", "about"]


@pytest.mark.parametrize("kind", [Field, GrowingField])
def test_what_is_wrong_with_a_field_is_told_once(
    kind: type[Field | GrowingField], window: Window, said: list[str]
) -> None:
    field = kind("Value")
    window.add(field)
    field.set_error("This is no number.")
    field.set_error("This is no number.")
    field.set_error("")
    assert said == ["This is no number."]
    assert field.edit.accessibleDescription() == ""


def test_a_row_tells_what_becomes_of_it(window: Window, said: list[str]) -> None:
    """Somebody ticks it: its words are others now, and the keyboard has not moved."""
    model = QStandardItemModel()
    for words in ("Kyiv, not ticked", "Lviv, not ticked"):
        model.appendRow(QStandardItem(words))
    view = RowView("Places")
    view.setModel(model)
    window.add(view)
    view.setFocus()
    view.setCurrentIndex(model.index(1, 0))
    model.item(1).setText("Lviv, ticked")
    assert said == ["Lviv, ticked"]
    # Painted otherwise, it is the same to who hears it; and other rows are not asked about.
    model.item(1).setToolTip("Twice")
    model.item(0).setText("Kyiv, ticked")
    assert said == ["Lviv, ticked"]
    view.clearFocus()
    model.item(1).setText("Lviv, not ticked")
    assert said == ["Lviv, ticked"]
