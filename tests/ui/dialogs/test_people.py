"""The sheet of people: what it shows, what it changes, who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import Project
from annotator.model.annotator import Annotator
from annotator.ui.dialogs.people import PeopleSheet
from annotator.ui.hub import Hub
from annotator.ui.look import Theme
from annotator.ui.widgets.menu import Menu


@pytest.fixture
def team(project: Project) -> Project:
    """Olena's project with an article, and Jonas, Mei and a suggester."""
    project.import_text("One.\n\nTwo.")
    for name in ("Jonas", "Mei"):
        project.team.add_person(name)
    with project.session.operation("Add") as writer:
        writer.ensure_annotator(Annotator(name="spaCy", kind="suggester"))
    return project


@pytest.fixture
def open_sheet(behind: QWidget, team: Project, hub: Hub) -> Callable[[], PeopleSheet]:
    def open_it() -> PeopleSheet:
        sheet = PeopleSheet(behind, hub)
        sheet.open()
        return sheet

    return open_it


def choose(qtbot: QtBot, button: QWidget, words: str) -> None:
    """Open the menu of a button and choose a row."""
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    row = next(one for one in menu.actions() if one.text() == words)
    menu.close()
    row.trigger()


def told(sheet: PeopleSheet) -> str:
    return sheet._words.text()


def test_in_very_many_articles_it_is_counted_in_the_background_how_far_people_are(
    open_sheet: Callable[[], PeopleSheet],
    team: Project,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr("annotator.ui.dialogs.people._MOST_AT_ONCE", 0)
    sheet = open_sheet()
    assert [row.far.text() for row in sheet.rows[:3]] == ["counting…"] * 3
    qtbot.waitUntil(lambda: sheet.rows[0].far.text() == "0 of 1 done")
    assert sheet.rows[2].far.text() == "0 of 1 done"
    team.corpus.set_state(next(iter(team.articles())).id, "done")
    qtbot.waitUntil(lambda: sheet.rows[0].far.text() == "1 of 1 done")
    sheet.name.set_text("Ann")
    QTest.keyClick(sheet.name.edit, Qt.Key.Key_Return)
    # Who was counted stays as they were until all are counted anew.
    assert sheet.rows[0].far.text() == "1 of 1 done"
    assert [row.person for row in sheet.rows if row.far.text() == "counting…"][:1] == ["Ann"]
    qtbot.waitUntil(lambda: all(row.far.text() != "counting…" for row in sheet.rows[:4]))


def test_everybody_is_there_with_their_role(
    open_sheet: Callable[[], PeopleSheet], team: Project, theme: Theme, qtbot: QtBot
) -> None:
    team.corpus.set_state(next(iter(team.articles())).id, "done")
    sheet = open_sheet()
    assert [row.person for row in sheet.rows] == ["Olena", "Jonas", "Mei", "spaCy"]
    assert [row.role.text() for row in sheet.rows] == [
        "Lead", "Annotator", "Annotator", "Suggester",
    ]  # fmt: skip
    assert [row.far.text() for row in sheet.rows[:2]] == ["1 of 1 done", "0 of 1 done"]
    assert sheet.rows[0].bar.value() == 1
    assert not sheet.rows[3].far.isVisible()
    assert not sheet.rows[3].role.isEnabled()
    assert told(sheet).startswith("Nobody was given a role yet, so everybody may do everything.")
    assert sheet.name.edit.hasFocus()
    for row in sheet.rows:
        for part in (row.circle, row.role, row.up, row.down):
            assert row.person in part.accessibleName()
    assert not sheet.popover.grab().isNull()
    popover = sheet.popover
    QTest.keyClick(sheet.name.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(popover))


def test_a_role_is_given_and_taken_back(
    open_sheet: Callable[[], PeopleSheet], team: Project, qtbot: QtBot
) -> None:
    sheet = open_sheet()
    choose(qtbot, sheet.rows[2].role, "Reviewer")
    assert team.team.role_of("Mei") == "reviewer"
    assert sheet.rows[2].role.text() == "Reviewer"
    assert told(sheet).startswith("Annotators tag, compare and comment.")
    choose(qtbot, sheet.rows[0].role, "Annotator")
    assert told(sheet).startswith("Olena made this project and stays a lead")
    choose(qtbot, sheet.rows[2].role, "Take the role back")
    assert not team.team.has_roles()
    assert told(sheet).startswith("Nobody was given a role yet")


def test_somebody_is_added_by_name(open_sheet: Callable[[], PeopleSheet], team: Project) -> None:
    sheet = open_sheet()
    QTest.keyClicks(sheet.name.edit, " Ann  Lee ")
    QTest.keyClick(sheet.name.edit, Qt.Key.Key_Return)
    assert [row.person for row in sheet.rows][:4] == ["Olena", "Jonas", "Mei", "Ann Lee"]
    assert sheet.name.text() == ""
    assert sheet.popover.isVisible()
    QTest.keyClicks(sheet.name.edit, "ann lee")
    QTest.mouseClick(sheet.add, Qt.MouseButton.LeftButton)
    assert told(sheet).startswith("“ann lee” and “Ann Lee”, who is here already, differ")
    assert sheet.name.text() == "ann lee"
    assert len(sheet.rows) == 5


def test_lanes_are_ordered(open_sheet: Callable[[], PeopleSheet], team: Project) -> None:
    sheet = open_sheet()
    assert [row.up.isEnabled() for row in sheet.rows[:3]] == [False, True, True]
    assert [row.down.isEnabled() for row in sheet.rows[:3]] == [True, True, False]
    QTest.mouseClick(sheet.rows[2].up, Qt.MouseButton.LeftButton)
    assert [row.person for row in sheet.rows] == ["Olena", "Mei", "Jonas", "spaCy"]
    sheet.rows[0].down.setFocus()
    QTest.keyClick(sheet.rows[0].down, Qt.Key.Key_Space)
    # The keyboard goes with the row.
    assert sheet.rows[1].person == "Olena"
    assert sheet.rows[1].down.hasFocus()
    QTest.keyClick(sheet.rows[1].down, Qt.Key.Key_Space)
    assert sheet.rows[2].person == "Olena"
    assert sheet.rows[2].up.hasFocus()
    team.undo()
    assert team.team.settings().lanes == ("Mei", "Olena", "Jonas")
    team.undo()
    assert team.team.settings().lanes == ("Olena", "Mei", "Jonas")


def test_people_may_work_blind(open_sheet: Callable[[], PeopleSheet], team: Project) -> None:
    sheet = open_sheet()
    QTest.mouseClick(sheet.blind, Qt.MouseButton.LeftButton)
    assert team.team.settings().blind
    assert sheet.blind.isChecked()
    QTest.keyClick(sheet.blind, Qt.Key.Key_Space)
    assert not team.team.settings().blind


def test_a_colour_is_given(
    open_sheet: Callable[[], PeopleSheet], team: Project, qtbot: QtBot
) -> None:
    sheet = open_sheet()
    before = sheet.rows[1].circle.grab().toImage()
    choose(qtbot, sheet.rows[1].circle, "Teal")
    assert [one.colour for one in team.annotators()][:3] == ["", "teal", ""]
    assert sheet.rows[1].circle.grab().toImage() != before


def test_initials_are_given_and_refused(
    open_sheet: Callable[[], PeopleSheet], team: Project, qtbot: QtBot, behind: QWidget
) -> None:
    sheet = open_sheet()
    for typed, initials in (("MW", "MW"), ("TOOLONG", "MW")):
        choose(qtbot, sheet.rows[2].circle, "Other initials…")
        field = next(
            one
            for one in behind.findChildren(QLineEdit)
            if one.accessibleName() == "Initials of Mei" and one.isVisible()
        )
        assert field.hasFocus()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert [one.monogram for one in team.annotators()][2] == initials
    assert told(sheet) == "Initials are up to 3 letters, not “TOOLONG”."
    assert sheet.popover.isVisible()


def test_who_may_not_lead_sees_and_changes_nothing(
    open_sheet: Callable[[], PeopleSheet], team: Project
) -> None:
    team.team.set_role("Mei", "lead")
    team.work_as("Jonas")
    sheet = open_sheet()
    assert told(sheet) == "Only a lead may change this. Ask Olena or Mei."
    assert not any(part.isEnabled() for part in (sheet.name, sheet.add, sheet.blind, sheet.answer))
    assert not any(row.role.isEnabled() or row.up.isEnabled() for row in sheet.rows)
    assert [row.circle.isEnabled() for row in sheet.rows] == [False, True, False, False]
    assert sheet.refuse.hasFocus()


def test_the_sheet_follows_the_project(
    open_sheet: Callable[[], PeopleSheet], team: Project, qtbot: QtBot
) -> None:
    sheet = open_sheet()
    team.team.add_person("Ann")
    qtbot.waitUntil(lambda: len(sheet.rows) == 5)
    team.undo()
    qtbot.waitUntil(lambda: len(sheet.rows) == 4)


def test_its_button_leads_on_to_assigning(open_sheet: Callable[[], PeopleSheet]) -> None:
    sheet = open_sheet()
    asked: list[str] = []
    sheet.assigning.connect(lambda: asked.append("assign"))
    QTest.mouseClick(sheet.answer, Qt.MouseButton.LeftButton)
    assert asked == ["assign"]


def test_many_people_are_walked_through_by_keyboard(
    open_sheet: Callable[[], PeopleSheet], team: Project
) -> None:
    for number in range(12):
        team.team.add_person(f"Person {number}")
    sheet = open_sheet()
    last = sheet.rows[-2]
    view = sheet.area.viewport()

    def in_view(row: QWidget) -> bool:
        return bool(view.rect().contains(row.mapTo(view, row.rect().center())))

    assert in_view(sheet.rows[0])
    assert not in_view(last)
    QTest.keyClick(sheet.name.edit, Qt.Key.Key_Backtab)
    assert last.holds_focus() or sheet.rows[-1].holds_focus()
    assert in_view(last)
    for _ in range(70):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Backtab)
        if sheet.rows[0].circle.hasFocus():
            break
    assert sheet.rows[0].circle.hasFocus()
    assert in_view(sheet.rows[0])
