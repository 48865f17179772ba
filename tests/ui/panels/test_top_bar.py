"""The bar at the top, and names with marks in them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.editor.scene import UNKNOWN_LABEL
from annotator.ui.panels.form.link_row import LinkRow
from annotator.ui.panels.top_bar import TopBar


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    made = TopBar()
    qtbot.addWidget(made)
    made.resize(1200, 48)
    made.set_project("Q&A", "/projects/Q&A.annot")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_names_the_project(bar: TopBar) -> None:
    assert bar.project.text() == "Q&A"
    assert bar.project.toolTip() == "/projects/Q&A.annot"
    assert bar.project.accessibleName() == "Project Q&A"


def test_a_name_takes_no_keys(bar: TopBar, qtbot: QtBot) -> None:
    assert bar.project.shortcut().isEmpty()
    link = LinkRow("AT&T", UNKNOWN_LABEL)
    qtbot.addWidget(link)
    assert link.shortcut().isEmpty()
    assert link.text() == "AT&T"
    assert link.accessibleName() == "?: AT&T"


def test_the_menu_has_the_keys_that_it_shows(bar: TopBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.menu_wanted):
        QTest.keyClick(bar, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)


def test_every_button_tells_what_is_wanted(bar: TopBar, qtbot: QtBot) -> None:
    bar.set_folded(folded=True, panel=True)
    signals = (
        bar.menu_wanted, bar.list_wanted, bar.search_wanted, bar.person_wanted, bar.panel_wanted,
    )  # fmt: skip
    with qtbot.waitSignals(list(signals), timeout=0):
        for button in (bar.menu, bar.list, bar.search, bar.person, bar.panel):
            button.click()
    steps: list[int] = []
    bar.step_wanted.connect(steps.append)
    bar.above.click()
    bar.below.click()
    assert steps == [-1, 1]


def test_a_job_can_be_picked(bar: TopBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.job_picked, timeout=0) as told:
        bar.jobs.segment(1).click()
    assert told.args == [1]


@pytest.mark.parametrize(
    ("width", "folded"),
    [(720, True), (900, True), (1200, True), (1200, False), (1440, True), (1440, False)],
)
def test_nothing_covers_anything(bar: TopBar, width: int, folded: bool) -> None:
    bar.resize(width, 48)
    bar.set_folded(folded=folded)
    bar.place.setText("12 of 40")
    layout = bar.layout()
    assert layout is not None
    layout.activate()
    bar.resize(width + 1, 48)
    parts: list[QWidget] = [
        part
        for part in (bar.menu, bar.list, bar.above, bar.below, bar.project, bar.jobs, bar.search)
        if part.isVisible()
    ]
    for index, part in enumerate(parts):
        for other in parts[:index]:
            assert not part.geometry().intersects(other.geometry())


@pytest.mark.parametrize("leftwards", [False, True])
def test_the_jobs_keep_off_the_search_in_a_small_window(bar: TopBar, leftwards: bool) -> None:
    if leftwards:
        bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar.set_folded(folded=True, panel=True)
    bar.place.setText("12 of 40")
    bar.set_open(77)
    bar.resize(720, 48)
    layout = bar.layout()
    assert layout is not None
    layout.activate()
    bar.resize(721, 48)
    jobs, search, below = (part.geometry() for part in (bar.jobs, bar.search, bar.below))
    if leftwards:
        assert jobs.left() - search.right() > 8
        assert below.left() - jobs.right() > 8
    else:
        assert search.left() - jobs.right() > 8
        assert jobs.left() - below.right() > 8


def test_the_jobs_stand_in_the_middle_where_there_is_room(bar: TopBar) -> None:
    assert abs(bar.jobs.geometry().center().x() - bar.width() // 2) <= 1
