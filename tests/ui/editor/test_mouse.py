"""The mouse on the text: clicks, drags, double and triple clicks, the wheel of annotations."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.text.zone import Zone
from annotator.ui.editor.selecting import Selection
from annotator.ui.editor.view import ArticleView
from tests.ui.editor.scenes import NEWS, entity, mark_of, scene_of

TEXT = "The minister said that 12,345 people left Kyiv. Nobody asked why she’d gone."
_LEFT, _NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_NONE, _ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def text(view: ArticleView) -> ArticleView:
    marks = [
        mark_of(TEXT, "12,345 people left Kyiv", 1, "source"),
        mark_of(TEXT, "12,345 people", 2),
        mark_of(TEXT, "12,345", 3, "location", "Amara"),
    ]
    view.show_scene(scene_of(TEXT, marks))
    view.grab()
    return view


def _place(view: ArticleView, words: str, *, end: bool = False) -> QPoint:
    """Give a point on the first (or last) letter of some words."""
    start = view.scene.display.text.index(words)
    letter = start + len(words) - 1 if end else start
    return view.box_of(letter, letter + 1).center()


def _send(
    view: ArticleView,
    kind: QEvent.Type,
    place: QPoint,
    held: Qt.KeyboardModifier = _NONE,
    *,
    down: bool = True,
) -> None:
    point = QPointF(place)
    button = _NO_BUTTON if kind == QEvent.Type.MouseMove else _LEFT
    buttons = _LEFT if down else _NO_BUTTON
    event = QMouseEvent(kind, point, view.viewport().mapToGlobal(point), button, buttons, held)
    QApplication.sendEvent(view.viewport(), event)


def _drag(
    view: ArticleView,
    first: str,
    last: str,
    held: Qt.KeyboardModifier = _NONE,
    *,
    drop: bool = True,
) -> None:
    _send(view, QEvent.Type.MouseButtonPress, _place(view, first), held)
    _send(view, QEvent.Type.MouseMove, _place(view, last, end=True), held)
    if drop:
        _send(view, QEvent.Type.MouseButtonRelease, _place(view, last, end=True), held, down=False)


def _click(view: ArticleView, words: str, held: Qt.KeyboardModifier = _NONE) -> None:
    QTest.mouseClick(view.viewport(), _LEFT, held, _place(view, words))


def _double_click(view: ArticleView, place: QPoint) -> None:
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, place)
    _send(view, QEvent.Type.MouseButtonDblClick, place)
    _send(view, QEvent.Type.MouseButtonRelease, place, down=False)


def _selected(view: ArticleView) -> str | None:
    span = view.scene.selected
    return None if span is None else view.scene.display.text[slice(*span)]


def test_a_click_puts_the_caret_there(text: ArticleView) -> None:
    _click(text, "Nobody")
    assert abs(text.scene.selection.caret - TEXT.index("Nobody")) <= 1
    assert _selected(text) is None


def test_a_click_takes_the_smallest_and_more_clicks_walk_outward(text: ArticleView) -> None:
    taken = []
    for _ in range(3):
        _click(text, "12,345")
        taken.append(text.scene.active)
    assert taken == [entity(2), entity(1), entity(2)]
    _click(text, "Nobody")
    assert text.scene.active is None


def test_of_equals_ones_own_is_taken_first(view: ArticleView) -> None:
    marks = [mark_of(TEXT, "Kyiv", 1, annotator="Amara"), mark_of(TEXT, "Kyiv", 2)]
    view.show_scene(scene_of(TEXT, marks, lanes=["Olena", "Amara"]))
    _click(view, "Kyiv")
    assert view.scene.active == entity(2)


def test_a_drag_selects_whole_words_while_it_lasts(text: ArticleView) -> None:
    _drag(text, "inister", "sai", drop=False)
    assert _selected(text) == "minister said"


def test_a_drag_asks_for_a_label(text: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(text.choice_wanted, timeout=0):
        _drag(text, "minister", "said")
    assert _selected(text) == "minister said"


def test_a_drag_tags_with_the_picked_label(text: ArticleView, qtbot: QtBot) -> None:
    text.picked = "figure"
    with qtbot.waitSignal(text.tag_wanted, timeout=0) as told:
        _drag(text, "minister", "said")
    start = TEXT.index("minister")
    assert told.args == [((start, start + 13),), "figure"]
    # It stays selected until it is saved.
    assert _selected(text) == "minister said"


def test_a_drag_backwards_selects_the_same(text: ArticleView) -> None:
    _send(text, QEvent.Type.MouseButtonPress, _place(text, "said", end=True))
    _send(text, QEvent.Type.MouseMove, _place(text, "minister"))
    assert _selected(text) == "minister said"


def test_with_alt_a_drag_takes_exact_characters(text: ArticleView) -> None:
    first, last = _place(text, "nister"), _place(text, "said", end=True)
    _send(text, QEvent.Type.MouseButtonPress, first - QPoint(3, 0), _ALT)
    _send(text, QEvent.Type.MouseMove, last - QPoint(4, 0), _ALT)
    assert _selected(text) == "nister sai"


def test_shift_and_a_click_extend(text: ArticleView) -> None:
    _click(text, "minister")
    _click(text, "ft", Qt.KeyboardModifier.ShiftModifier)
    assert _selected(text) == "minister said that 12,345 people left"


def test_a_trembling_hand_drags_nothing(text: ArticleView, qtbot: QtBot) -> None:
    place = _place(text, "minister")
    with qtbot.assertNotEmitted(text.choice_wanted):
        _send(text, QEvent.Type.MouseButtonPress, place)
        _send(text, QEvent.Type.MouseMove, place + QPoint(2, 1))
        _send(text, QEvent.Type.MouseButtonRelease, place + QPoint(2, 1), down=False)
    assert _selected(text) is None


def test_a_click_lets_go_of_a_selection(text: ArticleView) -> None:
    text.set_selection(Selection(4, 12))
    _click(text, "Nobody")
    assert _selected(text) is None


@pytest.mark.parametrize("words", ["12,345", "she’d", "Kyiv"])
def test_a_double_click_takes_the_word(text: ArticleView, words: str, qtbot: QtBot) -> None:
    place = _place(text, words) + QPoint(2, 0)
    with qtbot.waitSignal(text.choice_wanted, timeout=0):
        _double_click(text, place)
    assert _selected(text) == words


def test_a_double_click_tags_with_the_picked_label(text: ArticleView, qtbot: QtBot) -> None:
    text.picked = "figure"
    with qtbot.waitSignal(text.tag_wanted, timeout=0):
        _double_click(text, _place(text, "Kyiv") + QPoint(2, 0))


def test_a_third_click_takes_the_sentence(text: ArticleView, qtbot: QtBot) -> None:
    place = _place(text, "Nobody") + QPoint(2, 0)
    QTest.mouseDClick(text.viewport(), _LEFT, _NONE, place)
    with qtbot.waitSignal(text.choice_wanted, timeout=0):
        _send(text, QEvent.Type.MouseButtonPress, place)
    assert _selected(text) == "Nobody asked why she’d gone"


def test_other_buttons_select_nothing(text: ArticleView) -> None:
    text.set_selection(Selection(4, 12))
    QTest.mouseClick(text.viewport(), Qt.MouseButton.RightButton, _NONE, _place(text, "Nobody"))
    assert _selected(text) == "minister"


def test_a_press_brings_the_focus(text: ArticleView) -> None:
    text.clearFocus()
    _click(text, "Nobody")
    assert text.hasFocus()


def test_what_is_under_the_mouse_is_known(text: ArticleView) -> None:
    _send(text, QEvent.Type.MouseMove, _place(text, "12,345"), down=False)
    assert text.scene.hovered == entity(2)
    _send(text, QEvent.Type.MouseMove, _place(text, "Nobody"), down=False)
    assert text.scene.hovered is None
    text.hover(entity(2))
    QApplication.sendEvent(text, QEvent(QEvent.Type.Leave))
    assert text.scene.hovered is None


def test_the_row_of_a_fold_opens_and_closes_it(view: ArticleView) -> None:
    words = "One line.\n\nRead also: this."
    view.show_scene(scene_of(words, zones=[Zone(11, len(words), "boilerplate")]))
    view.grab()
    (fold,) = view.scene.folds.all
    row = QPoint(round(view.page.column_left) + 40, round(view.page.top_of(fold.first)) + 10)
    _send(view, QEvent.Type.MouseMove, row, down=False)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, row)
    assert fold.open
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, row)
    assert not fold.open
    _send(view, QEvent.Type.MouseMove, QPoint(400, 40), down=False)
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_a_drag_beyond_the_edge_scrolls_on(view: ArticleView, qtbot: QtBot) -> None:
    view.show_scene(scene_of(NEWS))
    view.grab()
    _send(view, QEvent.Type.MouseButtonPress, _place(view, "minister"))
    _send(view, QEvent.Type.MouseMove, QPoint(300, 700))
    assert view._mouse._scroll.isActive()
    _send(view, QEvent.Type.MouseMove, QPoint(300, 500))
    assert not view._mouse._scroll.isActive()
    _send(view, QEvent.Type.MouseMove, QPoint(300, 700))
    _send(view, QEvent.Type.MouseButtonRelease, QPoint(300, 700), down=False)
    assert not view._mouse._scroll.isActive()
    assert view.scene.selected is not None


def test_characters_stay_characters_while_it_scrolls(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS))
    view.set_selection(Selection(6, 9, by_character=True))
    view._mouse._on_scroll()
    assert view.scene.selection.by_character
