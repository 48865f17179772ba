"""Words or an annotation are selected, never both: no key acts on what is not seen selected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.editor.find_bar import FindBar
from annotator.ui.editor.selecting import Selection, collapsed
from annotator.ui.editor.view import ArticleView
from tests.ui.editor.scenes import entity, mark_of, scene_of

TEXT = "The minister said so.\n\nKyiv agreed on the matter.\n\nThe end of it."
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def text(view: ArticleView) -> ArticleView:
    view.show_scene(scene_of(TEXT, [mark_of(TEXT, "minister", 1), mark_of(TEXT, "agreed", 2)]))
    view.grab()
    return view


def _middle(view: ArticleView, words: str) -> QPoint:
    start = TEXT.index(words)
    return view.box_of(start, start + len(words)).center()


def _nothing_is_done(view: ArticleView, qtbot: QtBot) -> None:
    wishes = (view.removal_wanted, view.move_wanted, view.form_wanted)
    with (
        qtbot.assertNotEmitted(wishes[0]),
        qtbot.assertNotEmitted(wishes[1]),
        qtbot.assertNotEmitted(wishes[2]),
    ):
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
            QTest.keyClick(view, key)
        QTest.keyClicks(view, "[]{}")


def test_found_words_let_go_of_the_annotation(text: ArticleView, qtbot: QtBot) -> None:
    bar = FindBar(text)
    qtbot.addWidget(bar)
    text.set_active(entity(1))
    bar.field.set_text("Kyiv")
    with qtbot.waitSignal(text.activated, timeout=0) as told:
        bar.open_bar()
    assert told.args == [None]
    assert text.scene.selected == (TEXT.index("Kyiv"), TEXT.index("Kyiv") + 4)
    bar.close_bar()
    _nothing_is_done(text, qtbot)


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Right, _SHIFT),
        (Qt.Key.Key_Left, _SHIFT | _ALT),
        (Qt.Key.Key_Right, _SHIFT | _CTRL),
        (Qt.Key.Key_Down, _SHIFT),
        (Qt.Key.Key_End, _SHIFT | _CTRL),
        (Qt.Key.Key_A, _CTRL),
    ],
)
def test_words_selected_by_keys_do(
    text: ArticleView, key: Qt.Key, held: Qt.KeyboardModifier, qtbot: QtBot
) -> None:
    text.set_active(entity(1), reveal=True)
    QTest.keyClick(text, key, held)
    assert text.scene.selected is not None
    assert text.scene.active is None
    _nothing_is_done(text, qtbot)


def test_words_selected_by_the_mouse_do(text: ArticleView, qtbot: QtBot) -> None:
    text.set_active(entity(1))
    QTest.mousePress(text.viewport(), _LEFT_BUTTON, _NONE, _middle(text, "Kyiv"))
    QTest.mouseMove(text.viewport(), _middle(text, "matter"))
    QTest.mouseRelease(text.viewport(), _LEFT_BUTTON, _NONE, _middle(text, "matter"))
    assert text.scene.selected is not None
    assert text.scene.active is None
    text.set_active(entity(1))
    QTest.mouseDClick(text.viewport(), _LEFT_BUTTON, _NONE, _middle(text, "end"))
    assert text.scene.active is None
    _nothing_is_done(text, qtbot)


def test_a_selected_annotation_lets_go_of_the_words(text: ArticleView) -> None:
    text.set_selection(Selection(0, 12))
    text.set_active(entity(2))
    assert text.scene.selected is None
    assert text.scene.active == entity(2)


def test_the_annotation_walked_to_stays_with_its_caret(text: ArticleView, qtbot: QtBot) -> None:
    text.select_span(0, 3)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert text.scene.active == entity(1)
    assert text.scene.selection == collapsed(TEXT.index("minister"))
    with qtbot.waitSignal(text.removal_wanted, timeout=0) as told:
        QTest.keyClick(text, Qt.Key.Key_Delete)
    assert told.args == [entity(1)]


def test_going_elsewhere_lets_go_of_it(text: ArticleView) -> None:
    start = TEXT.index("minister")
    text.set_active(entity(1))
    text.go_to(start, start + 8)
    assert text.scene.active == entity(1)
    text.go_to(TEXT.index("matter"), TEXT.index("matter") + 6)
    assert text.scene.active is None


def test_escape_leaves_the_caret_at_the_last_selected_word(text: ArticleView, qtbot: QtBot) -> None:
    text.set_selection(collapsed(TEXT.index("Kyiv")))
    QTest.keyClick(text, Qt.Key.Key_Right, _CTRL | _SHIFT)
    assert text.scene.selected == (TEXT.index("Kyiv"), TEXT.index(".\n\nThe"))
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert text.scene.selection == collapsed(TEXT.index("matter"))
    with qtbot.waitSignal(text.choice_wanted, timeout=0):
        QTest.keyClick(text, Qt.Key.Key_Space)
    assert text.scene.selected == (TEXT.index("matter"), TEXT.index("matter") + 6)


def test_escape_after_selecting_backwards_leaves_it_at_the_first(text: ArticleView) -> None:
    text.set_selection(collapsed(TEXT.index(" on the")))
    for _ in range(2):
        QTest.keyClick(text, Qt.Key.Key_Left, _SHIFT)
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert text.scene.selection == collapsed(TEXT.index("Kyiv"))
