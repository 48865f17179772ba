"""The bar of labels: which is picked, whose annotations are shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.panels.label_bar import LabelBar
from annotator.ui.widgets.menu import Menu

TEXT = "Talks in Odesa. The minister said that 12,345 people left."


@pytest.fixture
def bar(hub: Hub, desk: Desk, qtbot: QtBot) -> Iterator[LabelBar]:
    made = LabelBar(hub, desk)
    qtbot.addWidget(made)
    made.resize(900, 48)
    made.show()
    yield made
    made.close()


def _tagged_by(project: Project, hub: Hub, *names: str) -> None:
    article = project.import_text(TEXT)
    for name in names:
        with Project.open(project.path, annotator=name) as other:
            other.annotate(article.id, 0, 5, "source")
    hub.look()


def _shown(bar: LabelBar) -> list[str]:
    return [name for name, pill in bar._pills.items() if pill.isVisible()]


def test_every_label_has_a_button_with_its_key_and_meaning(bar: LabelBar, project: Project) -> None:
    assert list(bar._buttons) == ["source", "location", "figure"]
    for label in project.labels:
        button = bar._buttons[label.key]
        assert button.toolTip() == label.definition
        assert label.name in button.accessibleName()


def test_a_click_presses_the_label(bar: LabelBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.label_pressed, timeout=0) as told:
        QTest.mouseClick(bar._buttons["figure"], Qt.MouseButton.LeftButton)
    assert told.args == ["figure"]


def test_the_picked_label_stays_lit_until_it_is_let_go(bar: LabelBar, desk: Desk) -> None:
    def lit() -> list[str]:
        return [key for key, button in bar._buttons.items() if button.isChecked()]

    assert lit() == []
    desk.pick("figure")
    assert lit() == ["figure"]
    desk.pick("source")
    assert lit() == ["source"]
    desk.pick("source")
    assert lit() == []


def test_a_click_does_not_light_a_label_by_itself(bar: LabelBar, desk: Desk) -> None:
    QTest.mouseClick(bar._buttons["figure"], Qt.MouseButton.LeftButton)
    bar._show_picked()
    assert not bar._buttons["figure"].isChecked()


def test_annotators_have_pills_that_hide_them(
    bar: LabelBar, desk: Desk, hub: Hub, project: Project
) -> None:
    _tagged_by(project, hub, "Amara")
    assert _shown(bar) == ["Olena", "Amara"]
    QTest.mouseClick(bar._pills["Amara"], Qt.MouseButton.LeftButton)
    assert desk.hidden == {"Amara"}
    assert not bar._pills["Amara"].isChecked()
    QTest.mouseClick(bar._pills["Amara"], Qt.MouseButton.LeftButton)
    assert desk.hidden == set()


def test_many_annotators_share_a_menu(
    bar: LabelBar, desk: Desk, hub: Hub, project: Project
) -> None:
    _tagged_by(project, hub, "Amara", "Jonas", "Mei", "Ravi")
    assert len(_shown(bar)) == 3
    assert bar._more.isVisible()
    bar._more.click()
    menu = next(one for one in bar.findChildren(Menu) if one.isVisible())
    rows = {action.text(): action for action in menu.actions()}
    assert set(rows) == {"Olena", "Amara", "Jonas", "Mei", "Ravi"}
    rows["Ravi"].trigger()
    assert desk.hidden == {"Ravi"}
    menu.close()


def test_a_narrow_bar_keeps_labels_and_find(bar: LabelBar, hub: Hub, project: Project) -> None:
    _tagged_by(project, hub, "Amara")
    bar.resize(500, 48)
    assert _shown(bar) == []
    assert bar._more.isVisible()
    assert bar.find_button.isVisible()
    assert all(button.isVisible() for button in bar._buttons.values())


@pytest.mark.parametrize("width", range(480, 1000, 20))
def test_no_label_is_cut_while_something_else_can_fold(
    bar: LabelBar, hub: Hub, project: Project, width: int
) -> None:
    _tagged_by(project, hub, "Amara", "Jonas")
    bar.set_column(52)
    bar.resize(width, 48)
    bar._row.activate()
    for button in bar._buttons.values():
        assert button.width() == button.sizeHint().width()
    # What folds is to be had elsewhere: annotators in a menu, the rest in the main one.
    assert bar._more.isVisible() is not bool(_shown(bar))
    assert bar.find_button.geometry().right() < width


def test_it_begins_where_the_text_does_if_there_is_room(bar: LabelBar) -> None:
    bar.set_column(200)
    assert bar._row.contentsMargins().left() == 200
    bar.set_column(800)
    assert bar._row.contentsMargins().left() == 16


def test_its_buttons_tell_what_is_wanted(bar: LabelBar, qtbot: QtBot) -> None:
    with qtbot.waitSignals([bar.find_wanted, bar.look_wanted], timeout=0):
        bar.find_button.click()
        bar._look.click()


def test_without_a_project_there_are_no_labels(bar: LabelBar, hub: Hub) -> None:
    hub.close()
    assert bar._buttons == {}
    assert bar._pills == {}
