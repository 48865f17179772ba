"""Tagging by hand, as the window does it: sticky labels, removing, undo that leads back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui.desk import Desk
from annotator.ui.editor.selecting import Selection, collapsed
from annotator.ui.frame import Frame
from annotator.ui.memory import Memory
from annotator.ui.widgets.menu import Menu
from annotator.ui.window import Window

TEXT = "Talks in Odesa 🇺🇦\n\nThe minister said that 12,345 people left Kyiv."


@pytest.fixture
def window(project: Project, qtbot: QtBot) -> Iterator[Window]:
    project.import_text(TEXT)
    project.import_text("Another article\n\nNobody said a word.")
    project.close()
    memory = Memory()
    frame = Frame(memory.settings, working=True)
    qtbot.addWidget(frame)
    made = Window(frame, memory)
    made.show()
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    assert made.verbs.opening.open_path(project.path, who="Olena")
    yield made
    frame.close()


def _marks(desk: Desk) -> list[tuple[str, str]]:
    text = desk.scene.display.text
    return [(text[mark.start : mark.end], mark.label) for mark in desk.scene.marks.ordered]


def _select(window: Window, words: str) -> None:
    start = TEXT.index(words)
    window.tagging.view.set_selection(Selection(start, start + len(words)))


def _press(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(window.tagging.view, key)


def test_a_digit_tags_the_selection_and_selects_what_was_made(window: Window) -> None:
    _select(window, "12,345")
    _press(window, Qt.Key.Key_3)
    assert _marks(window.desk) == [("12,345", "figure")]
    assert window.desk.active is not None
    assert window.desk.picked is None


def test_a_picked_label_sticks(window: Window) -> None:
    view = window.tagging.view
    _press(window, Qt.Key.Key_2)
    assert window.desk.picked == view.picked == "location"
    for words in ("Odesa", "Kyiv"):
        view.set_selection(collapsed(TEXT.index(words)))
        _press(window, Qt.Key.Key_Space)
    assert _marks(window.desk) == [("Odesa", "location"), ("Kyiv", "location")]
    assert window.desk.picked == "location"
    _press(window, Qt.Key.Key_2)
    assert view.picked is None


def test_it_sticks_in_the_next_article_too(window: Window) -> None:
    _press(window, Qt.Key.Key_2)
    window.verbs.tags.next_article()
    assert window.tagging.view.picked == "location"


def test_escape_lets_go_of_the_picked_label(window: Window) -> None:
    _press(window, Qt.Key.Key_2)
    _press(window, Qt.Key.Key_Escape)
    assert window.desk.picked is None


def test_without_a_picked_label_one_is_asked_for(window: Window) -> None:
    _select(window, "Kyiv")
    _press(window, Qt.Key.Key_Space)
    field = window.verbs.tags.label_menu.list.field.edit
    assert field.hasFocus()
    QTest.keyClicks(field, "loc")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _marks(window.desk) == [("Kyiv", "location")]
    assert window.tagging.view.hasFocus()
    # Next time the label used last stands first.
    _select(window, "Odesa")
    _press(window, Qt.Key.Key_Space)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _marks(window.desk)[0] == ("Odesa", "location")


def test_left_without_a_choice_nothing_is_tagged_or_selected(window: Window) -> None:
    _select(window, "Kyiv")
    _press(window, Qt.Key.Key_Space)
    QTest.keyClick(window.verbs.tags.label_menu.list.field.edit, Qt.Key.Key_Escape)
    assert _marks(window.desk) == []
    assert window.tagging.view.scene.selected is None


def test_removing_selects_the_one_that_follows(window: Window) -> None:
    for words in ("Odesa", "12,345", "Kyiv"):
        _select(window, words)
        _press(window, Qt.Key.Key_2)
    window.desk.set_active(window.desk.scene.marks.ordered[0].entity)
    _press(window, Qt.Key.Key_Delete)
    assert _marks(window.desk) == [("12,345", "location"), ("Kyiv", "location")]
    assert window.desk.active == window.desk.scene.marks.ordered[0]
    _press(window, Qt.Key.Key_Delete)
    _press(window, Qt.Key.Key_Delete)
    assert window.desk.active is None
    _press(window, Qt.Key.Key_Delete)


def test_undo_leads_back_to_where_it_was(window: Window) -> None:
    _select(window, "Kyiv")
    _press(window, Qt.Key.Key_2)
    first = window.desk.article
    window.verbs.tags.next_article()
    assert window.desk.article != first
    window.verbs.tags.undo()
    assert window.desk.article == first
    assert _marks(window.desk) == []
    assert window.tagging.view.scene.selection.caret == TEXT.index("Kyiv")
    window.verbs.status._tell()
    assert window.bottom.words.texts()[0].startswith("Undone: ")
    window.verbs.tags.redo()
    assert _marks(window.desk) == [("Kyiv", "location")]
    assert window.desk.active is not None


def test_nothing_to_undo_says_nothing(window: Window) -> None:
    while window.verbs.actions["undo"].isEnabled():
        window.verbs.tags.undo()
        window.verbs.actions.refresh()
    window.messages.clear()
    window.verbs.tags.redo()
    window.verbs.tags.redo()
    assert window.desk.article is None or window.messages.text()


def test_edges_move_by_keys(window: Window) -> None:
    _select(window, "12,345")
    _press(window, Qt.Key.Key_3)
    QTest.keyClicks(window.tagging.view, "}")
    assert _marks(window.desk) == [("12,345 people", "figure")]
    window.verbs.tags.undo()
    assert _marks(window.desk) == [("12,345", "figure")]


def test_the_menu_of_an_annotation_changes_and_removes_it(window: Window) -> None:
    _select(window, "12,345")
    _press(window, Qt.Key.Key_3)
    mark = window.desk.active
    assert mark is not None
    window.verbs.tags.open_menu(QPoint(100, 100), [mark])
    menu = next(one for one in window.frame.findChildren(Menu) if one.isVisible())
    rows = {action.text(): action for action in menu.actions()}
    rows["Change Figure to Source"].trigger()
    assert _marks(window.desk) == [("12,345", "source")]
    rows["Remove Figure"].trigger()
    menu.close()
    assert _marks(window.desk) == []


def test_an_article_is_marked_done_and_open_again(window: Window) -> None:
    project, article = window.hub.project, window.desk.article
    assert project is not None
    assert article is not None
    states = []
    for verb in ("mark_done", "mark_done", "mark_look", "mark_open"):
        getattr(window.verbs.tags, verb)()
        states.append(project.corpus.state(article.id))
    assert states == ["done", "open", "look", "open"]


def test_a_digit_of_no_label_does_nothing(window: Window) -> None:
    _press(window, Qt.Key.Key_9)
    assert window.desk.picked is None
