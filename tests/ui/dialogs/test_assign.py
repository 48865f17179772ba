"""The sheet that shares articles out: the plan follows what is wanted, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app.team.planning import AssignmentPlan, Share
from annotator.ui.dialogs import assign
from annotator.ui.dialogs.assign import AssignSheet, plan_words
from annotator.ui.look import Theme


@pytest.fixture
def team(project: Project) -> Project:
    """Olena's project with ten articles, and Jonas and Mei."""
    for number in range(10):
        project.import_text(f"Article {number}.\n\n{'Words. ' * (number + 1)}")
    for name in ("Jonas", "Mei"):
        project.team.add_person(name)
    return project


@pytest.fixture
def open_sheet(behind: QWidget, team: Project) -> Callable[..., AssignSheet]:
    def open_it(article: str | None = None) -> AssignSheet:
        sheet = AssignSheet(behind, team.team.plan_ground(), team.team.people(), article)
        sheet.open()
        return sheet

    return open_it


def plans(sheet: AssignSheet) -> list[AssignmentPlan]:
    found: list[AssignmentPlan] = []
    sheet.planned.connect(found.append)
    return found


def test_the_plan_is_said_before_it_is_made(
    open_sheet: Callable[..., AssignSheet], team: Project, theme: Theme
) -> None:
    sheet = open_sheet()
    assert sheet.way.segment(0).hasFocus()
    assert sheet.summary.text().count("3") + sheet.summary.text().count("4") == 3
    assert sheet.answer.text() == "Assign 10 articles"
    assert not sheet._share_line.isVisible()
    QTest.keyClick(sheet.way.segment(0), Qt.Key.Key_Right)
    assert sheet._share_line.isVisible()
    assert sheet._several_line.isVisible()
    assert sheet.summary.text() == "Olena 4, Jonas 4, Mei 4; 2 articles by more than one"
    QTest.keyClick(sheet.way.segment(1), Qt.Key.Key_Right)
    assert not sheet._share_line.isVisible()
    assert sheet.summary.text().endswith("; 10 articles by more than one")
    QTest.keyClick(sheet.way.segment(2), Qt.Key.Key_Right)
    assert sheet.summary.text().startswith("Olena 10, Jonas 10, Mei 10")
    assert team.team.assignments() == []
    assert not sheet.popover.grab().isNull()
    sheet.close()


def test_numbers_are_typed_and_refused_in_words(open_sheet: Callable[..., AssignSheet]) -> None:
    sheet = open_sheet()
    sheet.way.segment(1).click()
    sheet.share.edit.selectAll()
    QTest.keyClicks(sheet.share.edit, "50")
    assert sheet.plan is not None
    assert sheet.plan.shared == 5
    sheet.share.edit.selectAll()
    QTest.keyClicks(sheet.share.edit, "x")
    assert sheet.summary.text() == (
        "Per cent of the articles that are shared: type a whole number, not “x”."
    )
    assert sheet.plan is None
    assert not sheet.answer.isEnabled()
    sheet.way.segment(2).click()
    sheet.several.edit.selectAll()
    QTest.keyClicks(sheet.several.edit, "4")
    assert sheet.summary.text().startswith("Each article is to be done by 4 people, and only 3")


def test_people_are_ticked(open_sheet: Callable[..., AssignSheet]) -> None:
    sheet = open_sheet()
    assert [box.accessibleName() for box in sheet.people] == ["Olena", "Jonas", "Mei"]
    QTest.mouseClick(sheet.people[0], Qt.MouseButton.LeftButton)
    assert sheet.summary.text() == "Jonas 5, Mei 5"
    for box in sheet.people[1:]:
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert sheet.summary.text() == "Name at least one person to assign articles to."
    assert not sheet.answer.isEnabled()


def test_another_seed_draws_other_lots(open_sheet: Callable[..., AssignSheet]) -> None:
    sheet = open_sheet()
    sheet.way.segment(1).click()
    first = sheet.plan
    assert first is not None
    QTest.mouseClick(sheet.reseed, Qt.MouseButton.LeftButton)
    assert sheet.seed.text() == "1"
    assert sheet.plan is not None
    assert (sheet.plan.seed, sheet.plan.shared) == (1, first.shared)
    assert sheet.plan.pairs != first.pairs
    sheet.seed.set_text("0")
    sheet.weigh()
    assert sheet.plan == first


def test_which_articles_are_chosen(open_sheet: Callable[..., AssignSheet], team: Project) -> None:
    ids = [article.id for article in team.articles()]
    team.team.assign(ids[:4], ["Jonas"])
    sheet = open_sheet(ids[0])
    assert sheet.articles.current() == 0
    assert sheet.answer.text() == "Assign 6 articles"
    sheet.articles.segment(1).click()
    assert sheet.summary.text() == "Olena 3, Jonas 4, Mei 3"
    assert sheet.note.text().endswith("Who has an article, or has begun it, keeps it: that counts.")
    sheet.articles.segment(2).click()
    assert sheet.note.text() == "Nothing is left to assign: all of it is assigned or begun."
    assert not sheet.answer.isEnabled()
    sheet.way.segment(3).click()
    assert sheet.answer.text() == "Assign 1 article"
    sheet.close()
    nowhere = open_sheet()
    assert not nowhere.articles.segment(2).isEnabled()


@pytest.mark.parametrize("way", ["button", "Ctrl+Enter", "Ctrl+Enter in a field"])
def test_the_plan_is_handed_over(open_sheet: Callable[..., AssignSheet], way: str) -> None:
    sheet = open_sheet()
    found, plan = plans(sheet), sheet.plan
    control = Qt.KeyboardModifier.ControlModifier
    if way == "button":
        QTest.mouseClick(sheet.answer, Qt.MouseButton.LeftButton)
    elif way == "Ctrl+Enter":
        QTest.keyClick(sheet.people[1], Qt.Key.Key_Return, control)
    else:
        sheet.seed.edit.setFocus()
        QTest.keyClick(sheet.seed.edit, Qt.Key.Key_Return, control)
    assert found == [plan]


def test_escape_assigns_nothing(open_sheet: Callable[..., AssignSheet]) -> None:
    sheet = open_sheet()
    found = plans(sheet)
    QTest.keyClick(sheet.way.segment(0), Qt.Key.Key_Escape)
    assert found == []


def test_a_project_without_articles_has_nothing_to_assign(
    behind: QWidget, project: Project
) -> None:
    sheet = AssignSheet(behind, project.team.plan_ground(), project.team.people())
    sheet.open()
    assert sheet.note.text() == "There is no such article."
    assert not sheet.answer.isEnabled()


def test_one_shared_article_is_one() -> None:
    plan = AssignmentPlan((), (Share("Ann", 0, 1_000, 5),), 1_000, 1, 0, 0)
    assert plan_words(plan) == "Ann 1,000; 1 article by more than one"


def test_very_many_are_shared_out_in_the_background(
    open_sheet: Callable[..., AssignSheet], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(assign, "_LONG", 5)
    sheet = open_sheet()
    assert not sheet.answer.isEnabled()
    assert sheet.note.text() == "Working it out…"
    # What was wanted before the last is not shown any more.
    sheet.way.segment(3).click()
    qtbot.waitUntil(sheet.answer.isEnabled, timeout=8_000)
    assert sheet.summary.text().startswith("Olena 10, Jonas 10, Mei 10")
    sheet.way.segment(2).click()
    sheet.several.edit.selectAll()
    QTest.keyClicks(sheet.several.edit, "9")
    assert sheet.plan is None
    qtbot.waitUntil(lambda: "only 3 are named" in sheet.summary.text(), timeout=8_000)
    assert not sheet.answer.isEnabled()
    # A number that is none is said at once.
    sheet.several.edit.selectAll()
    QTest.keyClicks(sheet.several.edit, "x")
    assert "type a whole number" in sheet.summary.text()
    qtbot.wait(100)
    assert "type a whole number" in sheet.summary.text()
    sheet.close()
