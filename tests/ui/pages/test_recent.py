"""Recent projects on the welcome page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.settings import Recent
from annotator.ui.pages.recent_projects import RecentProjects

_USUAL = Recent("/projects/Valley fires.annot", 12, 4, "2026-01-05T10:00:00Z")


@pytest.fixture
def recent(qtbot: QtBot) -> RecentProjects:
    made = RecentProjects()
    qtbot.addWidget(made)
    made.resize(480, 300)
    made.show()
    return made


def test_without_projects_it_says_where_they_will_be(recent: RecentProjects) -> None:
    recent.show_projects([])
    assert not recent.has_projects
    assert recent._stack.currentIndex() == 0


def test_enter_and_a_click_open_one(recent: RecentProjects, qtbot: QtBot) -> None:
    other = Recent("/b.annot")
    recent.show_projects([_USUAL, other])
    chosen: list[str] = []
    recent.chosen.connect(chosen.append)
    QTest.keyClick(recent.view, Qt.Key.Key_Return)
    place = recent.view.visualRect(recent.view.model().index(1, 0)).center()
    QTest.mouseClick(recent.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [_USUAL.path, "/b.annot"]


@pytest.mark.parametrize(
    "odd",
    [
        Recent("/x.annot", 0, 0, ""),
        Recent("/x.annot", -5, 99, "yesterday"),
        Recent("x", 10**9, 10**9, "0001-01-01T00:00:00Z"),
        Recent("/\udcff/<b>&.annot", 1, 1, "2026-01-05T10:00:00Z"),
    ],
)
def test_any_project_is_painted(recent: RecentProjects, odd: Recent) -> None:
    recent.show_projects([_USUAL, odd])
    assert not recent.grab().isNull()
