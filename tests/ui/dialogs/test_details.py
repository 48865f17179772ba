"""The sheets about articles: what they ask, what they tell, nothing written before one says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from annotator import Project
from annotator.model.article import ArticleSource
from annotator.text.zones import find_zones
from annotator.text.zones_by_hand import paragraph_roles
from annotator.ui.dialogs.details.ask_words import AskWords
from annotator.ui.dialogs.details.mixed_field import MixedField
from annotator.ui.dialogs.details.sheet import DetailsSheet
from annotator.ui.dialogs.details.zones import ZonesSheet

TEXT = (
    "Fires 🇺🇦 cut the road\n\nFirst paragraph.\u2028Still it.\n\n"
    "الفقرة الثانية 2026.\nSubscribe now"
)


@pytest.fixture
def article(project: Project) -> str:
    return project.import_text(TEXT).id


def test_only_what_was_changed_is_told(behind: QWidget, project: Project, article: str) -> None:
    sheet = DetailsSheet(
        behind,
        project.details.values([article]),
        details=project.details.of(article),
        me="Olena",
    )
    told: list[object] = []
    sheet.changed.connect(told.append)
    sheet.open()
    assert sheet.fields["title"].edit.hasFocus()
    sheet.fields["url"].edit.setText("example.org")
    sheet.accept()
    assert told == []
    assert "http" in sheet.fields["url"].error()
    assert not sheet.answer.isEnabled()
    sheet.fields["url"].edit.clear()
    QTest.keyClicks(sheet.fields["url"].edit, "https://example.org")
    assert sheet.fields["url"].error() == ""
    sheet.accept()
    assert told == [{"url": "https://example.org"}]


@pytest.fixture
def mixed(behind: QWidget, project: Project, article: str) -> DetailsSheet:
    """Give the sheet of two articles of different outlets."""
    other = project.import_text("Another one.\n\nOf another day.").id
    project.details.change([article], {"outlet": "Example Post"})
    project.details.change([other], {"outlet": "Example Times"})
    sheet = DetailsSheet(behind, project.details.values([article, other]), articles=2)
    sheet.open()
    return sheet


def test_a_mixed_field_is_emptied_only_by_its_button(mixed: DetailsSheet) -> None:
    told: list[object] = []
    mixed.changed.connect(told.append)
    field = mixed.fields["outlet"]
    assert isinstance(field, MixedField)
    assert field.edit.placeholderText() == "mixed"
    # Neither typing and taking it back, nor Del in the empty field, is meant so.
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "x")
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        QTest.keyClick(field.edit, key)
    assert mixed.wanted() == {}
    assert field.button.accessibleName() == "Empty “Outlet” in all 2 articles"

    # Tab leads to it; a second press thinks better of it.
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert field.button.hasFocus()
    QTest.keyClick(field.button, Qt.Key.Key_Space)
    assert field.edit.placeholderText() == "will be empty in all 2 articles"
    assert field.button.accessibleName() == "Leave “Outlet” as it is"
    assert mixed.wanted() == {"outlet": ""}
    QTest.keyClick(field.button, Qt.Key.Key_Space)
    assert field.edit.placeholderText() == "mixed"
    assert mixed.wanted() == {}

    QTest.keyClick(field.button, Qt.Key.Key_Space)
    mixed.accept()
    assert told == [{"outlet": ""}]


def test_what_is_typed_counts_more_than_emptying(mixed: DetailsSheet) -> None:
    field = mixed.fields["outlet"]
    assert isinstance(field, MixedField)
    field.button.click()
    QTest.keyClicks(field.edit, "Daily")
    assert mixed.wanted() == {"outlet": "Daily"}
    field.edit.clear()
    assert mixed.wanted() == {}
    # What was typed before goes when the field is to be empty.
    QTest.keyClicks(field.edit, "Weekly")
    field.button.click()
    assert field.text() == ""
    assert mixed.wanted() == {"outlet": ""}
    mixed.close()


def test_all_of_it_is_seen_where_there_is_room(
    behind: QWidget, project: Project, article: str
) -> None:
    behind.resize(1440, 900)
    details = project.details.of(article)
    source = ArticleSource(name=f"{'a name of many words ' * 9}.txt")
    sheet = DetailsSheet(
        behind, project.details.values([article]), details=replace(details, source=source)
    )
    sheet.open()
    QTest.qWait(20)
    for area in behind.findChildren(QScrollArea):
        assert area.verticalScrollBar().maximum() == 0


def test_the_box_that_has_the_keyboard_is_seen_whole(
    behind: QWidget, project: Project, article: str
) -> None:
    behind.resize(720, 480)
    details = project.details.of(article)
    sheet = DetailsSheet(behind, project.details.values([article]), details=details)
    sheet.open(sheet.note.edit)
    QTest.qWait(20)
    area = next(one for one in behind.findChildren(QScrollArea) if one.isAncestorOf(sheet.note))
    assert area.verticalScrollBar().maximum() > 0
    box = QRect(sheet.note.mapTo(area.viewport(), QPoint(0, 0)), sheet.note.size())
    assert area.viewport().rect().contains(box)


def test_what_is_wrong_takes_room_of_its_own(
    behind: QWidget, project: Project, article: str
) -> None:
    behind.resize(1440, 900)
    sheet = DetailsSheet(
        behind, project.details.values([article]), details=project.details.of(article), me="Olena"
    )
    sheet.open()
    (bar,) = (area.verticalScrollBar() for area in behind.findChildren(QScrollArea))
    low = sheet.popover.height()
    wrong = [sheet.fields["published"], sheet.fields["language"], sheet.fields["url"]]
    for field in wrong:
        field.edit.setText("31.2.2026")
    sheet.accept()
    QTest.qWait(20)
    assert all(field.error() for field in wrong)
    assert bar.maximum() == 0, "fields are under a scroll bar"
    assert sheet.popover.height() > low
    for field in wrong:
        field.edit.clear()
        QTest.keyClicks(field.edit, " ")
    QTest.qWait(20)
    assert sheet.popover.height() == low
    sheet.close()


def test_a_read_only_project_only_shows(behind: QWidget, project: Project, article: str) -> None:
    sheet = DetailsSheet(behind, project.details.values([article]), read_only=True)
    sheet.open()
    assert not sheet.answer.isVisible()
    assert all(field.edit.isReadOnly() for field in sheet.fields.values())
    sheet.close()


def test_paragraphs_are_given_roles_by_digits(
    behind: QWidget, project: Project, article: str
) -> None:
    found = project.article(article)
    zones = find_zones(found.text, title=found.title)
    sheet = ZonesSheet(behind, found, paragraph_roles(found.text, found.zones, zones), (30, 30))
    told: list[object] = []
    sheet.decided.connect(told.append)
    sheet.open()
    assert sheet.list.hasFocus()
    assert sheet.list.currentIndex().row() == 1
    assert sheet.model.rowCount() == 4
    assert not sheet.answer.isEnabled()
    assert not sheet.reset.isEnabled()
    QTest.keyClick(sheet.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(sheet.list, "5")
    assert sheet.answer.isEnabled()
    sheet.accept()
    (roles,) = told
    assert isinstance(roles, list)
    assert roles.count("caption") == 2
    assert project.details.set_zones(article, roles) == 1
    # All as it is found again is said as such.
    now = project.article(article)
    again = ZonesSheet(behind, now, paragraph_roles(now.text, now.zones, zones), (0, 0))
    again.decided.connect(told.append)
    again.open()
    again.reset.click()
    again.accept()
    assert told[-1] is None


def test_words_may_be_none_unless_they_must(behind: QWidget) -> None:
    told: list[str] = []
    how = {"field": "Why", "answer": "Go", "refusal": "Stop"}
    sheet = AskWords(behind, "Retire", "Advice.", **how, used=("copy", "córdoba"))  # type: ignore[arg-type]
    sheet.said.connect(told.append)
    sheet.open()
    QTest.keyClicks(sheet.field.edit, "c")
    QTest.keyClick(sheet.field.edit, Qt.Key.Key_Down)
    QTest.keyClick(sheet.field.edit, Qt.Key.Key_Return)
    assert sheet.field.text() == "copy"
    sheet.accept()
    assert told == ["copy"]
    other = AskWords(behind, "Flag", "Advice.", **how, must=True)
    other.open()
    assert not other.answer.isEnabled()
    other.close()
