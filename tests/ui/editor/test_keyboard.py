"""Keys of the text: moving by word, extending, tagging, walking, edges, letting go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.editor.selecting import Selection, collapsed
from annotator.ui.editor.view import ArticleView
from tests.nasty import CANONICAL
from tests.ui.editor.scenes import entity, mark, mark_of, scene_of

TEXT = "The minister said “growth of 3.5% goes on”. Kyiv agreed.\n\nNobody asked why."
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_LEFT, _RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.fixture
def text(view: ArticleView) -> ArticleView:
    marks = [
        mark_of(TEXT, "The minister", 1, "source"),
        mark_of(TEXT, "3.5%", 2),
        mark_of(TEXT, "growth of 3.5%", 3, "location"),
        mark_of(TEXT, "Kyiv", 4, "location", "Amara"),
    ]
    view.show_scene(scene_of(TEXT, marks))
    return view


def _press(view: ArticleView, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(view, key, held)


def _selected(view: ArticleView) -> str | None:
    span = view.scene.selected
    return None if span is None else view.scene.display.text[slice(*span)]


def _at(view: ArticleView, words: str) -> None:
    view.set_selection(collapsed(view.scene.display.text.index(words)))


def test_right_and_left_walk_by_word(text: ArticleView) -> None:
    stops = []
    for _ in range(4):
        _press(text, _RIGHT)
        stops.append(TEXT[text.scene.selection.caret :][:4])
    assert stops == ["mini", "said", "grow", "of 3"]
    _press(text, _LEFT)
    assert text.scene.selection.caret == TEXT.index("growth")


def test_shift_selects_by_word(text: ArticleView) -> None:
    _at(text, "said")
    _press(text, _RIGHT, _SHIFT)
    assert _selected(text) == "said"
    _press(text, _RIGHT, _SHIFT)
    assert _selected(text) == "said “growth"
    _press(text, _LEFT, _SHIFT)
    _press(text, _LEFT, _SHIFT)
    assert _selected(text) is None


def test_control_shift_selects_by_sentence(text: ArticleView) -> None:
    _press(text, _RIGHT, _CTRL | _SHIFT)
    assert _selected(text) == "The minister said “growth of 3.5% goes on”"
    _press(text, _RIGHT, _CTRL | _SHIFT)
    assert _selected(text) == TEXT[: TEXT.index(".\n")]


def test_alt_selects_by_character(text: ArticleView) -> None:
    _at(text, "minister")
    for _ in range(3):
        _press(text, _RIGHT, _ALT | _SHIFT)
    assert _selected(text) == "min"
    # What was begun by character goes on so.
    _press(text, _RIGHT, _SHIFT)
    assert _selected(text) == "minister"


def test_alt_takes_whole_clusters(view: ArticleView) -> None:
    family = CANONICAL["family"]
    view.show_scene(scene_of(family))
    _at(view, "👨‍👩‍👧‍👦")
    _press(view, _RIGHT, _ALT | _SHIFT)
    assert _selected(view) == "👨‍👩‍👧‍👦"


def test_an_arrow_leaves_a_selection_at_its_end(text: ArticleView) -> None:
    start = TEXT.index("said")
    for key, wanted in ((_RIGHT, start + 4), (_LEFT, start)):
        text.set_selection(Selection(start, start + 4))
        _press(text, key)
        assert text.scene.selected is None
        assert text.scene.selection.caret == wanted


def test_from_right_to_left_the_left_arrow_leads_on(view: ArticleView) -> None:
    arabic = CANONICAL["Arabic"]
    view.show_scene(scene_of(arabic))
    _press(view, _LEFT)
    assert view.scene.selection.caret == arabic.index("الوزير")
    _press(view, _RIGHT)
    assert view.scene.selection.caret == 0


def test_a_digit_presses_its_label(text: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(text.label_picked, timeout=0) as told:
        _press(text, Qt.Key.Key_3)
    assert told.args == ["3"]


def test_a_digit_of_the_pad_does_too(text: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(text.label_picked, timeout=0):
        _press(text, Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    with qtbot.assertNotEmitted(text.label_picked):
        _press(text, Qt.Key.Key_3, _ALT)
        _press(text, Qt.Key.Key_0)


def test_space_tags_the_word_with_the_picked_label(text: ArticleView, qtbot: QtBot) -> None:
    text.picked = "figure"
    _at(text, "said")
    with qtbot.waitSignal(text.tag_wanted, timeout=0) as told:
        _press(text, Qt.Key.Key_Space)
    start = TEXT.index("said")
    assert told.args == [((start, start + 4),), "figure"]
    # It stays selected until it is saved.
    assert text.scene.selected == (start, start + 4)


def test_space_asks_for_a_label_where_none_is_picked(text: ArticleView, qtbot: QtBot) -> None:
    _at(text, "said")
    with qtbot.waitSignal(text.choice_wanted, timeout=0):
        _press(text, Qt.Key.Key_Space)
    assert _selected(text) == "said"


def test_space_where_there_is_no_word_asks_nothing(view: ArticleView, qtbot: QtBot) -> None:
    view.show_scene(scene_of("…"))
    with qtbot.assertNotEmitted(view.choice_wanted):
        _press(view, Qt.Key.Key_Space)


def test_tab_walks_the_annotations_and_not_the_window(text: ArticleView) -> None:
    walked = []
    for _ in range(4):
        _press(text, Qt.Key.Key_Tab)
        walked.append(text.scene.active)
    assert walked == [entity(1), entity(3), entity(2), entity(2)]
    assert text.hasFocus()
    _press(text, Qt.Key.Key_Backtab, _SHIFT)
    assert text.scene.active == entity(3)


def test_tab_begins_at_the_caret(text: ArticleView) -> None:
    _at(text, "said")
    _press(text, Qt.Key.Key_Backtab, _SHIFT)
    assert text.scene.active == entity(1)
    text.set_active(None)
    _at(text, "said")
    _press(text, Qt.Key.Key_Tab)
    assert text.scene.active == entity(3)


def test_hidden_annotators_are_passed_over(text: ArticleView) -> None:
    _at(text, "goes")
    _press(text, Qt.Key.Key_Tab)
    assert text.scene.active is None
    text.scene.lanes = ["Olena", "Amara"]
    text.refresh(lanes=True)
    _press(text, Qt.Key.Key_Tab)
    assert text.scene.active == entity(4)


def test_o_walks_what_lies_upon_each_other(text: ArticleView) -> None:
    _at(text, "3.5%")
    walked = []
    for _ in range(3):
        _press(text, Qt.Key.Key_O)
        walked.append(text.scene.active)
    assert walked == [entity(2), entity(3), entity(2)]


def test_o_walks_through_more_than_two(view: ArticleView) -> None:
    words = "one two three four"
    marks = [mark(n, 0, end) for n, end in enumerate((3, 7, 13, 18), start=1)]
    view.show_scene(scene_of(words, marks))
    walked = []
    for _ in range(5):
        _press(view, Qt.Key.Key_O)
        walked.append(view.scene.active)
    assert walked == [entity(n) for n in (1, 2, 3, 4, 1)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_asks_to_remove_the_selected_one(
    text: ArticleView, key: Qt.Key, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(text.removal_wanted):
        _press(text, key)
    text.set_active(entity(2))
    with qtbot.waitSignal(text.removal_wanted, timeout=0) as told:
        _press(text, key)
    assert told.args == [entity(2)]
    assert text.toPlainText() == TEXT


def test_enter_asks_for_the_form(text: ArticleView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(text.form_wanted):
        _press(text, Qt.Key.Key_Return)
    text.set_active(entity(2))
    with qtbot.waitSignal(text.form_wanted, timeout=0) as told:
        _press(text, Qt.Key.Key_Return)
    assert told.args == [entity(2)]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("[", "of 3.5%"),
        ("]", None),
        ("{", None),
        ("}", "3.5% goes"),
    ],
)
def test_brackets_move_the_edges(
    text: ArticleView, key: str, wanted: str | None, qtbot: QtBot
) -> None:
    text.set_active(entity(2))
    told: list[tuple[bytes, tuple[int, int]]] = []
    text.move_wanted.connect(lambda name, spans: told.append((name, *spans)))
    QTest.keyClicks(text, key)
    assert [TEXT[slice(*span)] for _, span in told] == ([] if wanted is None else [wanted])


def test_brackets_draw_edges_in(text: ArticleView) -> None:
    text.set_active(entity(3))
    told: list[tuple[int, int]] = []
    text.move_wanted.connect(lambda _, spans: told.extend(spans))
    QTest.keyClicks(text, "]{")
    assert [TEXT[slice(*span)] for span in told] == ["of 3.5%", "growth of"]


def test_escape_lets_go_of_one_thing_at_a_time(text: ArticleView, qtbot: QtBot) -> None:
    text.picked = "figure"
    text.set_selection(Selection(4, 12))
    _press(text, Qt.Key.Key_Escape)
    assert (text.scene.selected, text.picked) == (None, "figure")
    text.set_active(entity(2))
    _press(text, Qt.Key.Key_Escape)
    assert text.scene.active is None
    with qtbot.waitSignal(text.label_picked, timeout=0) as told:
        _press(text, Qt.Key.Key_Escape)
    assert told.args == [""]


def test_moving_lets_go_of_the_annotation(text: ArticleView) -> None:
    text.set_active(entity(2))
    _press(text, _RIGHT)
    assert text.scene.active is None


def test_letters_change_nothing(text: ArticleView) -> None:
    QTest.keyClicks(text, "hello, world")
    assert text.toPlainText() == TEXT
