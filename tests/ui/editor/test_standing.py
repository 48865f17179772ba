"""The caret stands where it is seen: never in an empty paragraph, of which nothing is painted."""

from __future__ import annotations

import pytest
from hypothesis import given
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.text.zone import Zone
from annotator.ui.editor.selecting import collapsed
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import look
from tests.nasty import texts
from tests.ui.editor.pixels import picture, share
from tests.ui.editor.scenes import scene_of

TEXT = "\n\nThe minister.\n\n \nThe end.\n\n\n"
_FIRST, _LAST = TEXT.index("The minister"), TEXT.index("end.") + 4
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def text(view: ArticleView) -> ArticleView:
    view.show_scene(scene_of(TEXT))
    return view


def _is_painted(view: ArticleView) -> bool:
    box = view.caret_box(view.scene.selection.caret)
    line = box.adjusted(-1, 3, 0, -3).toAlignedRect()
    line.setWidth(2)
    return share(picture(view), line, look().accent) > 0.4


def test_it_begins_at_the_first_words(text: ArticleView) -> None:
    assert text.scene.selection == collapsed(_FIRST)
    assert _is_painted(text)


@pytest.mark.parametrize(
    ("key", "held", "wanted"),
    [
        (Qt.Key.Key_End, _CTRL, _LAST),
        (Qt.Key.Key_PageDown, _NONE, _LAST),
        (Qt.Key.Key_Home, _CTRL, _FIRST),
        (Qt.Key.Key_PageUp, _NONE, _FIRST),
    ],
)
def test_keys_lead_to_the_ends_of_the_words(
    text: ArticleView, key: Qt.Key, held: Qt.KeyboardModifier, wanted: int
) -> None:
    text.set_selection(collapsed(TEXT.index("minister") if wanted == _FIRST else _FIRST))
    QTest.keyClick(text, key, held)
    assert text.scene.selection == collapsed(wanted)
    assert _is_painted(text)


def test_the_word_behind_the_last_is_its_end(text: ArticleView) -> None:
    text.set_selection(collapsed(TEXT.index("end")))
    for _ in range(2):
        QTest.keyClick(text, Qt.Key.Key_Right)
    assert text.scene.selection == collapsed(_LAST)
    QTest.keyClick(text, Qt.Key.Key_Left)
    assert text.scene.selection == collapsed(TEXT.index("end"))


def test_a_click_below_the_text_leads_to_its_end(text: ArticleView) -> None:
    text.grab()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, _NONE, QPoint(700, 590))
    assert text.scene.selection == collapsed(_LAST)


def test_by_character_it_goes_over_empty_paragraphs_both_ways(text: ArticleView) -> None:
    end, start = TEXT.index(".") + 1, TEXT.index("The end")
    text.set_selection(collapsed(end))
    QTest.keyClick(text, Qt.Key.Key_Right, _ALT)
    assert text.scene.selection == collapsed(start)
    QTest.keyClick(text, Qt.Key.Key_Left, _ALT)
    assert text.scene.selection == collapsed(end)


def test_a_selection_to_the_end_ends_with_the_words(text: ArticleView) -> None:
    QTest.keyClick(text, Qt.Key.Key_End, _CTRL | _SHIFT)
    assert text.scene.selection.caret == _LAST


@pytest.mark.parametrize("last", ["Read also.", "Read also.\n\n"])
def test_the_end_is_that_of_what_is_not_folded(view: ArticleView, last: str) -> None:
    text = f"Menu.\n\nThe end.\n\n{last}"
    start = text.index("Read")
    zones = [Zone(0, 5, "boilerplate"), Zone(start, start + 10, "boilerplate")]
    view.show_scene(scene_of(text, zones=zones))
    for key, place in ((Qt.Key.Key_End, text.index("end.") + 4), (Qt.Key.Key_Home, 7)):
        QTest.keyClick(view, key, _CTRL)
        assert view.scene.selection == collapsed(place)
    assert not any(fold.open for fold in view.scene.folds.all)
    view.toggle_folds()
    QTest.keyClick(view, Qt.Key.Key_End, _CTRL)
    assert view.scene.selection == collapsed(start + 10)


@given(text=texts(max_size=25))
def test_it_stands_where_words_are_if_there_are_any(text: str) -> None:
    scene = scene_of(text)
    roles, block_at = scene.paragraphs.roles, scene.display.block_at
    for position in range(len(text) + 1):
        for forward in (True, False):
            place = scene.standing(position, forward=forward)
            assert roles[block_at(place)] != "blank" or set(roles) == {"blank"}
            if roles[block_at(position)] != "blank":
                assert place == position
