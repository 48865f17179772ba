"""What a screen reader is told of the text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface

from annotator.ui.editor.selecting import Selection, collapsed
from annotator.ui.editor.view import ArticleView
from tests.nasty import CANONICAL
from tests.ui.editor.scenes import NEWS, scene_of


def _known(view: ArticleView) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def _text(view: ArticleView) -> QAccessibleTextInterface:
    found = _known(view).textInterface()
    assert found is not None
    return found


def test_it_is_a_text_that_can_be_read(view: ArticleView) -> None:
    known = _known(view)
    assert known.role() == QAccessible.Role.EditableText
    assert known.text(QAccessible.Text.Name) == "Article text"
    assert known.state().focusable
    assert known.state().readOnly
    assert known.state().focused


@pytest.mark.parametrize("name", CANONICAL)
def test_all_of_a_text_is_told(view: ArticleView, name: str) -> None:
    scene = scene_of(CANONICAL[name])
    view.show_scene(scene)
    text = _text(view)
    # Positions are units of UTF-16 here, as everywhere in Qt.
    assert text.characterCount() == scene.display.units.length
    told = text.text(0, text.characterCount())
    assert told.replace("\u2029", "\n") == scene.display.shown.replace("\u2029", "\n")


def test_the_caret_is_told(view: ArticleView) -> None:
    text = CANONICAL["flag"]
    view.show_scene(scene_of(text))
    view.set_selection(collapsed(text.index("went")))
    # The flag before it takes four units, two code points.
    assert _text(view).cursorPosition() == text.index("went") + 2
    assert _text(view).selectionCount() == 0


def test_the_selection_is_told_as_it_would_be_tagged(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    start = NEWS.index("minister")
    view.set_selection(Selection(start + 2, start + 10))
    text = _text(view)
    assert text.selectionCount() == 1
    assert text.text(start, start + 13) == "minister said"
    assert view.textCursor().selectionStart() == start
    assert view.textCursor().selectionEnd() == start + 13
    assert text.cursorPosition() == start + 13


def test_a_character_has_its_place_on_the_screen(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    start = NEWS.index("minister", 1_500)
    view.go_to(start, start)
    view.grab()
    assert view.verticalScrollBar().value() > 0
    told = _text(view).characterRect(start)
    shown = view.box_of(start, start + 1)
    corner = view.viewport().mapToGlobal(shown.topLeft())
    assert abs(told.left() - corner.x()) <= 1
    assert abs(told.top() - corner.y()) <= 1
    assert abs(told.width() - shown.width()) <= 2


def test_a_point_of_the_screen_has_its_character(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    view.grab()
    start = NEWS.index("minister")
    box = view.box_of(start, start + 1)
    point = view.viewport().mapToGlobal(box.center())
    assert _text(view).offsetAtPoint(point) in (start, start + 1)


def test_a_screen_reader_may_move_the_caret_of_qt(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    _text(view).setCursorPosition(20)
    assert view.textCursor().position() == 20


def test_an_empty_text_is_no_trouble(view: ArticleView) -> None:
    view.show_scene(scene_of(""))
    assert _text(view).characterCount() == 0
    assert _text(view).cursorPosition() == 0
