"""The preferences: every offer has its control, what is chosen is asked for, keys are caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.app.offers import Choice, Offer, offer_of
from annotator.app.settings import Settings
from annotator.ui.actions import key_table
from annotator.ui.dialogs.preferences.controls import (
    FlagControl,
    FontControl,
    MenuControl,
    NameControl,
    NumberControl,
    SegmentsControl,
    control_for,
)
from annotator.ui.dialogs.preferences.key_catcher import KeySheet
from annotator.ui.dialogs.preferences.pages import PAGES, offers_of
from annotator.ui.dialogs.preferences.sheet import PreferencesSheet
from annotator.ui.look import Theme

Chosen = list[tuple[str, object]]


@pytest.fixture
def chosen() -> Chosen:
    return []


@pytest.fixture
def open_sheet(behind: QWidget, chosen: Chosen) -> Callable[[], PreferencesSheet]:
    def open_it() -> PreferencesSheet:
        sheet = PreferencesSheet(behind, Settings(annotator="Olena"), key_table({}))
        sheet.chosen.connect(lambda setting, value: chosen.append((setting, value)))
        sheet.open()
        return sheet

    return open_it


def test_every_offered_setting_stands_on_a_page() -> None:
    offered = {one.name for one in fields(Settings) if offer_of(one) is not None}
    shown = [name for page in PAGES for name in offers_of(page.key)]
    assert set(shown) == offered
    assert len(shown) == len(offered) >= 8


@pytest.mark.parametrize(
    ("offer", "value", "kind"),
    [
        (Offer("p", "Flag"), False, FlagControl),
        (Offer("p", "Name"), "", NameControl),
        (Offer("p", "Font", is_font=True), "", FontControl),
        (Offer("p", "Number", lowest=1, highest=3), 2, NumberControl),
        (Offer("p", "Few", choices=(Choice("a", "A"), Choice("b", "B"))), "a", SegmentsControl),
        (Offer("p", "Many", choices=tuple(Choice(c, c) for c in "abcd")), "a", MenuControl),
    ],
)
def test_the_offer_says_which_control(
    offer: Offer, value: object, kind: type, qtbot: QtBot
) -> None:
    control = control_for(offer, value)
    qtbot.addWidget(control)
    assert type(control) is kind
    control.show_value(value)


def test_the_values_in_force_are_shown(
    open_sheet: Callable[[], PreferencesSheet], theme: Theme
) -> None:
    sheet = open_sheet()
    assert sheet.popover.isVisible()
    window, text, you = sheet.pages
    controls = {row.setting: row.control for row in (*window.rows, *text.rows, *you.rows)}
    size, name = controls["text_size"], controls["annotator"]
    assert isinstance(size, NumberControl)
    assert isinstance(name, NameControl)
    assert (size.field.text(), name.field.text()) == ("17 px", "Olena")
    for number in range(len(sheet.rows)):
        sheet.show_page(number)
        assert not sheet.popover.grab().isNull()
    assert theme.name in ("light", "dark")


def test_a_number_is_stepped_and_typed(
    open_sheet: Callable[[], PreferencesSheet], chosen: Chosen
) -> None:
    sheet = open_sheet()
    sheet.show_page(1)
    control = sheet.pages[1].rows[0].control
    assert isinstance(control, NumberControl)
    QTest.mouseClick(control.more, Qt.MouseButton.LeftButton)
    assert chosen == [("text_size", 18)]
    control.field.edit.setFocus()
    QTest.keyClick(control.field.edit, Qt.Key.Key_Down)
    assert chosen[-1] == ("text_size", 16)
    for typed, error in (("99", "13 to 28"), ("x", "13 to 28"), ("-5", "13 to 28"), ("²", "13")):
        control.field.edit.setText(typed)
        QTest.keyClick(control.field.edit, Qt.Key.Key_Return)
        assert error in control.field.error()
    assert len(chosen) == 2
    control.field.edit.setText("24 px")
    QTest.keyClick(control.field.edit, Qt.Key.Key_Return)
    assert chosen[-1] == ("text_size", 24)
    sheet.show_settings(Settings(text_size=28))
    assert not control.more.isEnabled()
    assert control.field.error() == ""


def test_a_name_that_cannot_be_one_is_said(
    open_sheet: Callable[[], PreferencesSheet], chosen: Chosen
) -> None:
    sheet = open_sheet()
    sheet.show_page(2)
    control = sheet.pages[2].rows[0].control
    assert isinstance(control, NameControl)
    control.field.edit.setText("x" * 500)
    QTest.keyClick(control.field.edit, Qt.Key.Key_Return)
    assert control.field.error()
    assert chosen == []
    control.field.edit.setText(" Zoë 👩‍👩‍👧 ")
    QTest.keyClick(control.field.edit, Qt.Key.Key_Return)
    assert chosen == [("annotator", "Zoë 👩‍👩‍👧")]


def test_a_search_turns_to_what_fits(open_sheet: Callable[[], PreferencesSheet]) -> None:
    sheet = open_sheet()
    QTest.keyClicks(sheet.search.edit, "column")
    assert sheet.rows[1].isChecked()
    shown = [row.setting for row in sheet.pages[1].rows if not row.isHidden()]
    assert shown == ["text_column"]
    assert [row._found for row in sheet.rows] == [0, 1, 0, 0]
    sheet.search.set_text("export")
    assert sheet.rows[3].isChecked()
    assert sheet.keys.found() >= 1
    sheet.search.set_text("")
    assert all(not row.isHidden() for row in sheet.pages[1].rows)
    QTest.keyClick(sheet.rows[3], Qt.Key.Key_Down)
    assert sheet.rows[0].isChecked()


def _ask(sheet: PreferencesSheet, action: str) -> KeySheet:
    bound = next(one for one in sheet.keys.table.actions() if one.name == action)
    return sheet.keys.ask(bound)


def test_keys_are_pressed_and_taken(open_sheet: Callable[[], PreferencesSheet]) -> None:
    sheet = open_sheet()
    told: list[bool] = []
    sheet.keys_changed.connect(lambda: told.append(True))
    asked = _ask(sheet, "find")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(asked.catcher, Qt.Key.Key_E, control)
    assert "Export" in asked.words.text()
    QTest.keyClick(asked.catcher, Qt.Key.Key_Return)
    assert told == [True]
    assert sheet.keys.table.of("find") == ("Ctrl+E",)
    assert "Ctrl+E" not in sheet.keys.table.of("export")
    asked = _ask(sheet, "find")
    asked.usual.click()
    assert sheet.keys.table.is_usual("find")
    asked = _ask(sheet, "export")
    QTest.keyClick(asked.catcher, Qt.Key.Key_Backspace)
    asked.accept()
    assert sheet.keys.table.of("export") == ()
    sheet.keys.all_usual.click()
    assert sheet.keys.table.changed == {}


def test_keys_for_typing_are_refused(open_sheet: Callable[[], PreferencesSheet]) -> None:
    sheet = open_sheet()
    asked = _ask(sheet, "find")
    QTest.keyClick(asked.catcher, Qt.Key.Key_E)
    assert not asked.answer.isEnabled()
    asked.accept()
    assert sheet.keys.table.is_usual("find")
    QTest.keyClick(asked.catcher, Qt.Key.Key_Escape)
    assert not asked.popover.isVisible()


def test_it_is_freed_when_it_closes(
    open_sheet: Callable[[], PreferencesSheet], qtbot: QtBot
) -> None:
    sheet = open_sheet()
    popover = sheet.popover
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(popover) and not isValid(sheet))


@pytest.mark.parametrize(
    ("setting", "value"),
    [("theme", "mauve"), ("scale", 5000), ("text_pitch", 0), ("motion", "much"), ("text_size", 12)],
)
def test_values_that_are_not_offered_are_not_taken(setting: str, value: object) -> None:
    offer = next(offer_of(one) for one in fields(Settings) if one.name == setting)
    assert offer is not None
    assert not offer.fits(value)
    assert offer.fits(asdict(Settings())[setting])
    assert replace(Settings(), **{setting: value}) != Settings()  # type: ignore[arg-type]


def test_a_line_parts_the_keys_from_what_is_said_of_them(
    open_sheet: Callable[[], PreferencesSheet], theme: Theme
) -> None:
    sheet = open_sheet()
    sheet.show_page(len(PAGES))
    page = sheet.keys
    top = page.list.geometry().bottom() + 1
    image = page.grab().toImage()
    assert [image.pixelColor(x, top) for x in (1, page.width() - 2)] == [theme.line] * 2
