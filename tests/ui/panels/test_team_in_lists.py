"""What is shown of a team: what is assigned to one; while people work blind, nobody else's work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.look import Theme
from annotator.ui.models.article_list import ArticleListModel
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.panels.blind_line import BlindLine
from annotator.ui.widgets.menu import Menu


@pytest.fixture
def ids(project: Project) -> list[str]:
    """Six articles; Mei has tagged the first, and so has Olena, who works."""
    project.team.add_person("Mei")
    made = [project.import_text(f"Title {n}\n\nThe text of {n}.").id for n in range(6)]
    for name, label in (("Mei", "location"), ("Olena", "source")):
        project.work_as(name)
        project.annotate(made[0], 0, 5, label)
    project.session.keeps_blind = True
    return made


@pytest.fixture
def left(hub: Hub, desk: Desk, ids: list[str], qtbot: QtBot) -> Iterator[ArticleList]:
    made = ArticleList(hub, desk)
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show()
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    yield made
    made.close()


def titles(model: ArticleListModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def menu_rows(left: ArticleList) -> dict[str, bool]:
    """Open the menu of states; give its rows and whether each is ticked."""
    left._states.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    rows = {row.text(): row.isChecked() for row in menu.actions() if not row.isSeparator()}
    menu.close()
    return rows


def test_what_is_assigned_to_one_is_shown_first_what_is_not_done(
    left: ArticleList, project: Project, ids: list[str]
) -> None:
    assert "Assigned to me" not in menu_rows(left)
    project.team.assign([ids[1], ids[3], ids[4]], ["Olena"])
    project.team.assign(ids[2:3], ["Mei"])
    assert menu_rows(left)["Assigned to me"] is False
    left.show_mine(mine=True)
    assert titles(left.model) == ["Title 1", "Title 3", "Title 4"]
    assert left.model.filtered
    assert menu_rows(left)["Assigned to me"] is True
    assert not menu_rows(left)["All articles"]
    project.corpus.set_state(ids[1], "done")
    assert titles(left.model) == ["Title 3", "Title 4", "Title 1"]
    assert [left.model.row_of(one) for one in ids] == [-1, 2, -1, 0, 1, -1]
    project.team.unassign(ids[4:5])
    assert titles(left.model) == ["Title 3", "Title 1"]
    left.clear_filter()
    assert len(titles(left.model)) == 6


def test_somebody_else_has_another_list(
    left: ArticleList, project: Project, ids: list[str]
) -> None:
    project.team.assign(ids[:2], ["Olena"])
    left.show_mine(mine=True)
    project.work_as("Mei")
    left.model.read_again()
    assert titles(left.model) == []
    assert left._none_match.isVisible()
    left._none_match.acted.emit()
    assert len(titles(left.model)) == 6


def test_the_desk_puts_others_work_away_and_brings_it_back(
    desk: Desk, project: Project, ids: list[str]
) -> None:
    def seen() -> list[str]:
        return sorted(mark.annotator for mark in desk.scene.marks.ordered)

    desk.open_article(ids[0])
    assert seen() == ["Mei", "Olena"]
    project.team.set_blind(True)
    assert seen() == ["Olena"]
    with Project.open(project.path, "Mei") as other:
        other.annotate(ids[0], 6, 7, "figure")
    project.poll()
    assert seen() == ["Olena"]
    project.corpus.set_state(ids[0], "done")
    assert seen() == ["Mei", "Mei", "Olena"]
    project.undo()
    assert seen() == ["Olena"]
    project.work_as("Mei")
    desk.refresh_lanes()
    assert seen() == ["Mei", "Mei"]
    project.team.set_blind(False)
    assert seen() == ["Mei", "Mei", "Olena"]


def test_a_selected_annotation_that_is_put_away_is_let_go(
    desk: Desk, project: Project, ids: list[str]
) -> None:
    desk.open_article(ids[0])
    desk.set_active(next(m.entity for m in desk.scene.marks.ordered if m.annotator == "Mei"))
    project.team.set_blind(True)
    assert desk.active is None


def test_a_line_says_that_one_works_blind(
    hub: Hub, desk: Desk, project: Project, ids: list[str], theme: Theme, qtbot: QtBot
) -> None:
    line = BlindLine(hub, desk)
    qtbot.addWidget(line)
    line.resize(400, 32)
    desk.open_article(ids[0])
    assert not line.isVisible()
    project.team.set_blind(True)
    assert line.isVisible()
    assert "You work blind" in line.accessibleName()
    picture = line.grab().toImage()
    line.resize(120, 32)
    assert line.grab().toImage() != picture
    project.corpus.set_state(ids[0], "done")
    assert not line.isVisible()
    desk.open_article(ids[1])
    assert line.isVisible()
    desk.open_article(None)
    assert not line.isVisible()


def test_lanes_stand_in_the_team_s_order(desk: Desk, project: Project, ids: list[str]) -> None:
    project.team.add_person("Ann")
    desk.open_article(ids[0])
    assert desk.annotators() == ["Olena", "Mei", "Ann"]
    project.team.set_lanes(["Ann", "Mei", "Olena"])
    assert desk.annotators() == ["Olena", "Ann", "Mei"]
    assert desk.scene.lanes == ["Olena", "Ann", "Mei"]
