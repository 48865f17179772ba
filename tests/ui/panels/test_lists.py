"""The two lists beside the text: what they show, and how they lead to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.look import look
from annotator.ui.panels.annotation_list import AnnotationList
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.widgets.menu import Menu
from tests.nasty import CANONICAL
from tests.ui.widgets.conftest import has_colour

TEXT = "Talks in Odesa 🇺🇦\n\nThe minister said that 12,345 people left Kyiv."


def _shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.resize(320, 500)
    widget.show()


@pytest.fixture
def articles(project: Project) -> list[str]:
    return [project.import_text(f"Title {n}\n\nThe text of {n}.").id for n in range(30)]


@pytest.fixture
def left(hub: Hub, desk: Desk, articles: list[str], qtbot: QtBot) -> Iterator[ArticleList]:
    made = ArticleList(hub, desk)
    made.article_wanted.connect(desk.open_article)
    made.model._reset()
    _shown(made, qtbot)
    yield made
    made.close()


@pytest.fixture
def right(desk: Desk, project: Project, qtbot: QtBot) -> Iterator[AnnotationList]:
    article = project.import_text(TEXT)
    for words, label in (("Odesa", "location"), ("12,345", "figure"), ("Kyiv", "location")):
        start = TEXT.index(words)
        project.annotate(article.id, start, start + len(words), label)
    made = AnnotationList(desk)
    desk.open_article(article.id)
    _shown(made, qtbot)
    yield made
    made.close()


def _menu(parent: QWidget) -> Menu:
    return next(menu for menu in parent.findChildren(Menu) if menu.isVisible())


# Articles


def test_a_click_opens_an_article(left: ArticleList, desk: Desk, articles: list[str]) -> None:
    place = left.view.visualRect(left.model.index(2)).center()
    QTest.mouseClick(left.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.article is not None
    assert desk.article.id == articles[2]


def test_the_open_article_is_selected_and_in_view(
    left: ArticleList, desk: Desk, articles: list[str]
) -> None:
    desk.open_article(articles[25])
    row = left.view.currentIndex().row()
    assert row == 25
    assert left.view.viewport().rect().contains(left.view.visualRect(left.model.index(row)))
    assert left.place() == (26, 30)
    desk.open_article(None)
    assert not left.view.currentIndex().isValid()
    assert left.place() == (0, 30)


def test_enter_opens_the_row(left: ArticleList, desk: Desk, articles: list[str]) -> None:
    left.view.setFocus()
    left.view.setCurrentIndex(left.model.index(4))
    QTest.keyClick(left.view, Qt.Key.Key_Return)
    assert desk.article is not None
    assert desk.article.id == articles[4]


def test_one_can_step_through_the_list_and_not_beyond(
    left: ArticleList, desk: Desk, articles: list[str]
) -> None:
    left.step(1)
    opened = []
    for rows in (1, 1, -1, -1, -1):
        left.step(rows)
        assert desk.article is not None
        opened.append(articles.index(desk.article.id))
    assert opened == [1, 2, 1, 0, 0]


def test_words_filter_and_none_that_match_say_so(left: ArticleList) -> None:
    left.filter.set_text("title 7")
    assert left.model.rowCount() == 1
    left.filter.set_text("hay <b>")
    assert left._stack.currentWidget() is left._none_match
    left._none_match.acted.emit()
    assert left.filter.text() == ""
    assert left.model.rowCount() == 30
    assert left._stack.currentWidget() is left.view


def test_a_state_filters_too(left: ArticleList, project: Project, articles: list[str]) -> None:
    project.corpus.set_state(articles[3], "done")
    left._states.click()
    menu = _menu(left)
    next(action for action in menu.actions() if action.text() == "Done").trigger()
    menu.close()
    assert left.model.rowCount() == 1
    left.clear_filter()
    assert left.model.rowCount() == 30


def test_how_many_are_done_is_said(
    left: ArticleList, project: Project, articles: list[str], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: left._done.text() == "0 of 30 done")
    project.corpus.set_state(articles[3], "done")
    qtbot.waitUntil(lambda: left._done.text() == "1 of 30 done")


def test_without_articles_it_says_what_to_do(left: ArticleList, hub: Hub, qtbot: QtBot) -> None:
    hub.close()
    assert left._stack.currentWidget() is left._empty
    qtbot.waitUntil(lambda: left._done.text() == "")


def test_any_title_is_painted(left: ArticleList, project: Project) -> None:
    for text in CANONICAL.values():
        if text.strip("\u200b\u00a0\u3000 \n\t"):
            project.import_text(text)
    for row in range(30, left.model.rowCount()):
        left.view.scrollTo(left.model.index(row))
        assert not left.grab().isNull()


# Annotations


def test_a_click_selects_the_annotation(right: AnnotationList, desk: Desk, qtbot: QtBot) -> None:
    place = right.view.visualRect(right.model.index(1)).center()
    with qtbot.waitSignal(desk.active_changed, timeout=0) as told:
        QTest.mouseClick(right.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.active is not None
    assert TEXT[desk.active.start : desk.active.end] == "12,345"
    assert told.args is not None
    assert told.args[1] is True


def test_the_selected_annotation_is_selected_in_the_list(right: AnnotationList, desk: Desk) -> None:
    for row, mark in enumerate(desk.scene.marks.ordered):
        desk.set_active(mark.entity)
        # The text answers first, the list in the next turn.
        QApplication.processEvents()
        assert right.view.currentIndex().row() == row
    desk.set_active(None)
    QApplication.processEvents()
    assert right.view.currentIndex() == QModelIndex()


def test_a_new_annotation_is_counted(right: AnnotationList, project: Project, desk: Desk) -> None:
    assert right._count.text() == "3"
    assert desk.article is not None
    project.annotate(desk.article.id, 0, 5, "source")
    assert right._count.text() == "4"
    project.undo()
    assert right._count.text() == "3"


def test_the_order_can_be_chosen(right: AnnotationList, desk: Desk) -> None:
    desk.set_active(desk.scene.marks.ordered[2].entity)
    right.order_button.click()
    menu = _menu(right)
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False]
    next(action for action in menu.actions() if action.text() == "By label").trigger()
    menu.close()
    assert right.order_button.text() == "By label"
    QApplication.processEvents()
    # Heads are rows as well, and the selection stays with its annotation.
    assert right.model.mark_at(right.view.currentIndex().row()) == desk.active


def test_an_empty_list_says_what_to_do(right: AnnotationList, desk: Desk, project: Project) -> None:
    desk.open_article(project.import_text("Another text.").id)
    assert right._stack.currentWidget() is right._empty
    assert right._count.text() == ""
    desk.open_article(None)
    assert right._advice() == "What is tagged in an open article is listed here."


def test_the_selected_row_has_its_labels_colour(right: AnnotationList, desk: Desk) -> None:
    line = look().label("green").line
    desk.set_active(None)
    bare = right.view.viewport().grab().toImage()
    assert has_colour(bare, line)
    desk.set_active(desk.scene.marks.ordered[0].entity)
    QApplication.processEvents()
    assert right.view.viewport().grab().toImage() != bare


def test_several_are_selected_by_shift_and_by_keys(right: AnnotationList, desk: Desk) -> None:
    view, shift = right.view, Qt.KeyboardModifier.ShiftModifier
    rows = right.model.rowCount()
    assert rows >= 2
    first, last = (view.visualRect(right.model.index(row)).center() for row in (0, rows - 1))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, shift, last)
    entities = right.model.entities()
    assert list(desk.selected) == entities
    assert desk.scene.active == entities[-1]
    # Selected elsewhere, they are selected here.
    desk.select(entities[:1])
    right.show_selected()
    assert [one.row() for one in view.selectionModel().selectedIndexes()] == [0]
    desk.select(entities)
    right.show_selected()
    assert len(view.selectionModel().selectedIndexes()) == rows
    assert view.currentIndex().row() == 0


def test_keys_in_the_list_act_on_what_is_selected(
    right: AnnotationList, desk: Desk, qtbot: QtBot
) -> None:
    desk.select(right.model.entities())
    with qtbot.waitSignal(right.removal_wanted, timeout=0):
        QTest.keyClick(right.view, Qt.Key.Key_Delete)
    with qtbot.waitSignal(right.label_wanted, timeout=0) as told:
        QTest.keyClick(right.view, Qt.Key.Key_2)
    assert told.args == ["2"]
    QTest.keyClick(right.view, Qt.Key.Key_Escape)
    assert not desk.selected
    QTest.keyClick(right.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.selected) == right.model.count()
