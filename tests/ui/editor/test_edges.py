"""Where fragments begin and end, left to right and right to left: handles, chips, drags."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.editor.edges import edges_of
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import label_colours
from tests.ui.editor.pixels import box_of, picture, share
from tests.ui.editor.scenes import LABELS, entity, mark, mark_of, scene_of

LATIN = "The minister said that 12,345 people left Kyiv. Nobody asked why."
ARABIC = "قال الوزير يوم الثلاثاء إن 12,345 شخصا غادروا المدينة قبل الليل."
MIXED = "The word مرحبا بكم stands in an English sentence."


def _edges(view: ArticleView) -> list[tuple[bool, float]]:
    view.grab()
    found = view.active
    assert found is not None
    return [(edge.begins, edge.box.x()) for edge in edges_of(view.page, found)]


def _show(view: ArticleView, text: str, words: str) -> None:
    view.show_scene(scene_of(text, [mark_of(text, words)]))
    view.set_active(entity(1))


def test_left_to_right_it_begins_at_the_left(view: ArticleView) -> None:
    _show(view, LATIN, "12,345 people")
    box = box_of(view, "12,345 people")
    ((first, left), (last, right)) = _edges(view)
    assert (first, last) == (True, False)
    assert abs(left - box.left()) <= 1
    assert abs(right - box.right()) <= 2


@pytest.mark.parametrize("words", ["الوزير يوم", "غادروا", "المدينة قبل الليل"])
def test_right_to_left_it_begins_at_the_right(view: ArticleView, words: str) -> None:
    _show(view, ARABIC, words)
    box = box_of(view, words)
    ((_, right), (_, left)) = _edges(view)
    assert abs(right - box.right()) <= 2
    assert abs(left - box.left()) <= 2


@pytest.mark.parametrize("words", ["12,345", "12,345 شخصا", "إن 12,345", "2,345", "12,34"])
def test_a_number_in_an_arabic_text_stands_as_one(view: ArticleView, words: str) -> None:
    _show(view, ARABIC, words)
    box = box_of(view, words)
    ((_, first), (_, last)) = _edges(view)
    right, left = abs(first - box.right()) <= 2, abs(last - box.left()) <= 2
    if len(words) == 5 and words[0] in "12":
        # A part of the number is read from left to right, as its digits are.
        assert abs(first - box.left()) <= 2
        assert abs(last - box.right()) <= 2
    else:
        assert right
        assert left


def test_arabic_words_in_an_english_sentence(view: ArticleView) -> None:
    _show(view, MIXED, "مرحبا")
    box = box_of(view, "مرحبا")
    ((_, right), (_, left)) = _edges(view)
    assert right > left
    assert abs(right - box.right()) <= 2


def test_a_whole_arabic_phrase_in_an_english_sentence_stands_as_one(view: ArticleView) -> None:
    for words in ("مرحبا بكم", "word مرحبا بكم", "مرحبا بكم stands"):
        _show(view, MIXED, words)
        box = box_of(view, words)
        ((_, left), (_, right)) = _edges(view)
        assert abs(left - box.left()) <= 2
        assert abs(right - box.right()) <= 2


def test_the_chip_stands_above_the_beginning(view: ArticleView) -> None:
    chip = label_colours(LABELS["figure"].colour).chip
    for text, words in ((LATIN, "12,345 people left"), (ARABIC, "شخصا غادروا المدينة")):
        _show(view, text, words)
        image, box = picture(view), box_of(view, words)
        left = QRect(box.left() - 2, box.top() - 16, 24, 14)
        right = QRect(box.right() - 22, box.top() - 16, 24, 14)
        here, there = (left, right) if text is LATIN else (right, left)
        assert share(image, here, chip) > 0.4
        assert share(image, there, chip) == 0


def test_only_the_edges_of_ones_own_can_be_dragged(view: ArticleView) -> None:
    theirs = mark_of(LATIN, "Kyiv", 2, annotator="Amara")
    own = mark_of(LATIN, "12,345 people")
    view.show_scene(scene_of(LATIN, [own, theirs], lanes=["Olena", "Amara"]))
    view.grab()
    for one, there in ((own, True), (theirs, False)):
        view.set_active(one.entity)
        place = next(edges_of(view.page, one)).box.center()
        assert (view.edge_drag.at(place) is not None) is there
    view.set_active(own.entity)
    view.fragments.hold()
    assert view.edge_drag.at(next(edges_of(view.page, own)).box.center()) is None
    view.scene.choose((own.entity, theirs.entity), own.entity)
    assert view.edge_drag.at(next(edges_of(view.page, own)).box.center()) is None


def _send(view: ArticleView, kind: QEvent.Type, place: QPoint, *, down: bool = True) -> None:
    point, none = QPointF(place), Qt.MouseButton.NoButton
    left = Qt.MouseButton.LeftButton
    button = none if kind == QEvent.Type.MouseMove else left
    buttons = left if down else none
    where = view.viewport().mapToGlobal(point)
    event = QMouseEvent(kind, point, where, button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def _drag(view: ArticleView, start: QPoint, end: QPoint) -> None:
    _send(view, QEvent.Type.MouseButtonPress, start)
    _send(view, QEvent.Type.MouseMove, end)


def test_a_drag_shows_what_it_comes_to_and_asks_for_it(view: ArticleView, qtbot: QtBot) -> None:
    _show(view, LATIN, "12,345 people")
    view.grab()
    right = [edge for edge in edges_of(view.page, view.active) if not edge.begins]  # type: ignore[arg-type]
    place = right[0].box.center().toPoint()
    there = box_of(view, "Kyiv").center() + QPoint(8, 0)
    with qtbot.assertNotEmitted(view.move_wanted):
        _drag(view, place, there)
    assert view.scene.preview is not None
    start = LATIN.index("12,345")
    span = start, start + len("12,345 people left Kyiv")
    assert view.scene.preview.pieces == (span,)
    # The view changes nothing itself.
    assert view.scene.marks.ordered == [mark_of(LATIN, "12,345 people")]
    with qtbot.waitSignal(view.move_wanted, timeout=0) as told:
        _send(view, QEvent.Type.MouseButtonRelease, there, down=False)
    assert told.args == [entity(1), (span,)]
    assert view.scene.preview is None


def test_escape_leaves_no_trace_of_a_drag(view: ArticleView, qtbot: QtBot) -> None:
    _show(view, LATIN, "12,345 people")
    before = picture(view)
    place = next(edges_of(view.page, view.active)).box.center().toPoint()  # type: ignore[arg-type]
    there = box_of(view, "minister").center()
    _drag(view, place, there)
    assert picture(view) != before
    with qtbot.assertNotEmitted(view.move_wanted):
        QTest.keyClick(view, Qt.Key.Key_Escape)
        _send(view, QEvent.Type.MouseMove, there + QPoint(9, 0))
        _send(view, QEvent.Type.MouseButtonRelease, there, down=False)
    assert view.scene.preview is None
    assert view.scene.active == entity(1)
    assert picture(view) == before


def test_a_fragment_that_is_dragged_into_another_becomes_one_with_it(
    view: ArticleView, qtbot: QtBot
) -> None:
    start, far = LATIN.index("12,345"), LATIN.index("left")
    pieces = ((start, start + 6), (far, far + 4))
    view.show_scene(scene_of(LATIN, [mark(1, start, far + 4, fragments=pieces)]))
    view.set_active(entity(1))
    view.grab()
    edges = list(edges_of(view.page, view.active))  # type: ignore[arg-type]
    assert [(edge.fragment, edge.begins) for edge in edges] == [
        (0, True),
        (0, False),
        (1, True),
        (1, False),
    ]
    there = box_of(view, "left").center()
    _drag(view, edges[1].box.center().toPoint(), there + QPoint(6, 0))
    with qtbot.waitSignal(view.move_wanted, timeout=0) as told:
        _send(view, QEvent.Type.MouseButtonRelease, there, down=False)
    assert told.args == [entity(1), ((start, far + 4),)]


def test_an_edge_in_a_paragraph_that_was_never_seen_has_no_place(view: ArticleView) -> None:
    text = "\n\n".join([LATIN] * 400)
    far = text.rindex("Kyiv")
    view.show_scene(scene_of(text, [mark(1, 0, far + 4)]))
    view.set_active(entity(1))
    assert [begins for begins, _ in _edges(view)] == [True]
