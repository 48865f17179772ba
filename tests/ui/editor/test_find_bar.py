"""Finding words in the article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.editor.find_bar import FindBar
from annotator.ui.editor.selecting import Selection, collapsed
from annotator.ui.editor.view import ArticleView
from tests.nasty import CANONICAL
from tests.ui.editor.scenes import NEWS, scene_of

TEXT = "Talks 🇺🇦 in Kyiv.\n\nThe talks in Lviv; small talks, TALKS.\n\nNo café."


@pytest.fixture
def view() -> ArticleView:
    return ArticleView()


@pytest.fixture
def bar(view: ArticleView, qtbot: QtBot) -> Iterator[FindBar]:
    """A find bar above a text view, in one window."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = FindBar(view)
    column.addWidget(made)
    column.addWidget(view)
    window.resize(900, 700)
    view.show_scene(scene_of(TEXT))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.open_bar()
    yield made
    window.close()


def _look_for(bar: FindBar, words: str) -> None:
    bar.field.set_text(words)
    bar._quiet.stop()
    bar._search()


def _here(view: ArticleView) -> str:
    span = view.scene.selected
    assert span is not None
    return f"{span[0]} {view.scene.display.text[slice(*span)]}"


def test_it_opens_with_the_focus(bar: FindBar) -> None:
    assert bar.isVisible()
    assert bar.field.edit.hasFocus()


def test_all_hits_are_found_on_the_stored_text(bar: FindBar, view: ArticleView) -> None:
    _look_for(bar, "talks")
    assert [TEXT[slice(*span)] for span in view.scene.found] == ["Talks", "talks", "talks", "TALKS"]
    assert bar.count.text() == "1 of 4"


def test_typing_searches_after_a_moment(bar: FindBar, view: ArticleView, qtbot: QtBot) -> None:
    QTest.keyClicks(bar.field.edit, "lviv")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")


def test_enter_leads_on_and_round(bar: FindBar, view: ArticleView) -> None:
    _look_for(bar, "talks")
    seen = [_here(view)]
    for _ in range(4):
        QTest.keyClick(bar.field.edit, Qt.Key.Key_Return)
        seen.append(_here(view))
    assert seen[0] == seen[4]
    assert len(set(seen)) == 4
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert _here(view) == seen[3]


def test_enter_at_once_searches_first(bar: FindBar, view: ArticleView) -> None:
    QTest.keyClicks(bar.field.edit, "talks")
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Return)
    assert len(view.scene.found) == 4


def test_it_begins_behind_the_caret(bar: FindBar, view: ArticleView) -> None:
    view.set_selection(collapsed(TEXT.index("Lviv")))
    _look_for(bar, "talks")
    assert _here(view).startswith(f"{TEXT.index('talks,')} ")


def test_what_is_selected_is_looked_for(bar: FindBar, view: ArticleView) -> None:
    bar.close_bar()
    start = TEXT.index("Lviv")
    view.set_selection(Selection(start, start + 4))
    bar.open_bar()
    assert bar.field.text() == "Lviv"
    assert bar.field.edit.selectedText() == "Lviv"
    assert bar.count.text() == "1 of 1"


def test_case_and_whole_words_can_matter(bar: FindBar) -> None:
    _look_for(bar, "talk")
    assert bar.count.text() == "1 of 4"
    bar.whole.setChecked(True)
    assert bar.count.text() == "Not found"
    _look_for(bar, "Talks")
    bar.case.setChecked(True)
    assert bar.count.text() == "1 of 1"


def test_nothing_to_look_for_says_nothing(bar: FindBar, view: ArticleView) -> None:
    _look_for(bar, "")
    assert bar.count.text() == ""
    assert view.scene.found == []
    bar.step(forward=True)


def test_escape_closes_and_stays_at_the_hit(bar: FindBar, view: ArticleView, qtbot: QtBot) -> None:
    _look_for(bar, "Lviv")
    with qtbot.waitSignal(bar.closed, timeout=0):
        QTest.keyClick(bar.field.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view.scene.found == []
    assert _here(view) == f"{TEXT.index('Lviv')} Lviv"


def test_going_on_opens_a_closed_bar(bar: FindBar, view: ArticleView) -> None:
    _look_for(bar, "talks")
    first = _here(view)
    bar.close_bar()
    bar.step(forward=True)
    assert bar.isVisible()
    assert bar.count.text() == "2 of 4"
    bar.close_bar()
    view.set_selection(collapsed(0))
    bar.step(forward=True)
    assert _here(view) == first


def test_another_article_is_searched_again(bar: FindBar, view: ArticleView) -> None:
    _look_for(bar, "Kyiv")
    view.show_scene(scene_of(NEWS))
    bar.refresh()
    assert len(view.scene.found) == 20
    bar.close_bar()
    view.show_scene(scene_of(TEXT))
    bar.refresh()
    assert view.scene.found == ()


def test_a_hit_far_away_comes_into_view(bar: FindBar, view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    _look_for(bar, "Paragraph 19")
    assert view.verticalScrollBar().value() > 0
    box = view.box_of(*view.scene.found[0])
    assert view.viewport().rect().contains(box)


@pytest.mark.parametrize("name", [name for name in CANONICAL if CANONICAL[name].strip()])
def test_any_text_finds_itself(bar: FindBar, view: ArticleView, name: str) -> None:
    text = CANONICAL[name]
    first = next(line for line in text.splitlines() if line.strip())
    view.show_scene(scene_of(text))
    _look_for(bar, first.strip())
    assert not view.scene.found or all(start < end for start, end in view.scene.found)
    assert bar.count.text()


def test_found_between_gives_what_touches(view: ArticleView) -> None:
    scene = scene_of(TEXT)
    scene.found = [(0, 5), (8, 12), (20, 22)]
    assert list(scene.found_between(4, 9)) == [0, 1]
    assert list(scene.found_between(5, 8)) == [0]
    assert list(scene.found_between(13, 20)) == []


def test_screen_readers_know_its_parts(bar: FindBar) -> None:
    names = {
        QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        for part in bar.findChildren(QWidget)
    }
    assert {"Find in the text", "Match case", "Whole words", "Next hit", "Hit before"} <= names


def test_words_that_are_not_found_leave_no_earlier_hit_selected(
    bar: FindBar, view: ArticleView
) -> None:
    """A digit would tag it."""
    _look_for(bar, "Lviv")
    assert _here(view).endswith("Lviv")
    _look_for(bar, "nowhere")
    assert bar.count.text() == "Not found"
    assert view.scene.selected is None


def test_words_that_are_not_found_leave_ones_own_selection(bar: FindBar, view: ArticleView) -> None:
    view.select_span(TEXT.index("small"), TEXT.index("small") + 5)
    _look_for(bar, "nowhere")
    assert _here(view).endswith("small")


def test_leaving_at_once_takes_what_was_typed_last(bar: FindBar, view: ArticleView) -> None:
    _look_for(bar, "Kyiv")
    bar.field.edit.selectAll()
    QTest.keyClicks(bar.field.edit, "Lviv")
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert _here(view).endswith("Lviv")
    QTest.qWait(100)
    assert view.scene.found == []


def test_a_pattern_is_found_in_the_background(
    bar: FindBar, view: ArticleView, qtbot: QtBot
) -> None:
    bar.pattern.setChecked(True)
    _look_for(bar, r"talks?\b")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 4")
    bar.step(forward=True)
    assert bar.count.text() == "2 of 4"


def test_enter_waits_for_what_is_being_looked_for(bar: FindBar, qtbot: QtBot) -> None:
    bar.pattern.setChecked(True)
    bar.field.set_text("t.lks")
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.count.text() == "2 of 4")


def test_a_wrong_pattern_is_said(bar: FindBar, view: ArticleView, qtbot: QtBot) -> None:
    bar.pattern.setChecked(True)
    _look_for(bar, "talks(")
    qtbot.waitUntil(lambda: bar.fault.text() == "A bracket ( is not closed.")
    assert not view.scene.found
    assert not bar.tag.isEnabled()
    height = bar.height()
    _look_for(bar, "talks")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 4")
    assert not bar.fault.isVisible()
    assert bar.height() < height


def test_an_endless_pattern_leaves_the_window_alone(
    bar: FindBar, view: ArticleView, qtbot: QtBot
) -> None:
    view.show_scene(scene_of("a" * 60 + "b"))
    bar.pattern.setChecked(True)
    _look_for(bar, "(a|aa)+$")
    assert bar.count.text() == "Looking…"
    qtbot.waitUntil(lambda: bar.fault.text().startswith("That pattern takes"), timeout=15_000)


def test_searches_before_come_back(bar: FindBar) -> None:
    for words in ("talks", "lviv"):
        _look_for(bar, words)
        QTest.keyClick(bar.field.edit, Qt.Key.Key_Return)
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Up)
    assert bar.field.text() == "talks"
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Up)
    assert bar.field.text() == "talks"
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Down)
    assert bar.field.text() == "lviv"
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Down)
    assert bar.field.text() == ""


def test_all_that_was_found_can_be_tagged(bar: FindBar, qtbot: QtBot) -> None:
    _look_for(bar, "talks")
    with qtbot.waitSignal(bar.tag_wanted) as told:
        bar.tag.click()
    assert told.args is not None
    words, spans = told.args
    assert words == "talks"
    assert [TEXT[slice(*span)] for span in spans] == ["Talks", "talks", "talks", "TALKS"]


def test_a_long_text_is_looked_through_in_the_background(
    bar: FindBar, view: ArticleView, qtbot: QtBot
) -> None:
    view.show_scene(scene_of("The dam broke. " * 20_000))
    bar.field.set_text("dam")
    QTest.keyClick(bar.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.count.text() == "2 of 20,000")
