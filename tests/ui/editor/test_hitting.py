"""What is under the mouse is what lies there, and not in the box around all its lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from annotator.text.zone import Zone
from annotator.ui.editor.view import ArticleView
from tests.ui.editor.scenes import NEWS, entity, mark, mark_of, scene_of

_END = NEWS.index("\n")
WRAPPED = "goes on. Observers from"


def _letter(view: ArticleView, position: int) -> QPoint:
    return view.box_of(position, position + 1).center()


def _hit(view: ArticleView, place: QPoint) -> list[bytes]:
    return [one.entity for one in view.marks_at(QPointF(place))]


def _wrapped(view: ArticleView) -> tuple[int, int]:
    """Show a span from the end of a line to the beginning of the next; give it."""
    view.show_scene(scene_of(NEWS))
    view.grab()
    first = view.caret_box(0).center().y()
    turn = next(at for at in range(_END) if view.caret_box(at).center().y() > first + 9)
    span = turn - 6, turn + 6
    view.show_scene(scene_of(NEWS, [mark(1, *span)]))
    view.grab()
    return span


def test_a_span_that_wraps_has_only_its_own_words(view: ArticleView) -> None:
    start, end = _wrapped(view)
    for position in range(_END):
        if NEWS[position] != " " and abs(position - start) > 1 and abs(position - end) > 1:
            held = start <= position < end
            assert _hit(view, _letter(view, position)) == ([entity(1)] if held else []), position


def test_a_click_beside_it_does_not_select_it(view: ArticleView) -> None:
    start, end = _wrapped(view)
    for place, wanted in ((0, None), (end + 20, None), (start + 1, entity(1))):
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            _letter(view, place),
        )
        assert view.scene.active == wanted


def test_nor_does_the_mouse_over_it_show_it(view: ArticleView) -> None:
    start, _ = _wrapped(view)
    QTest.mouseMove(view.viewport(), _letter(view, start + 1))
    assert view.scene.hovered == entity(1)
    QTest.mouseMove(view.viewport(), _letter(view, 2))
    assert view.scene.hovered is None


def test_the_lines_below_belong_to_it(view: ArticleView) -> None:
    marks = [mark(n, 0, 9) for n in (1, 2, 3, 4)]
    view.show_scene(scene_of(NEWS, marks))
    view.grab()
    below = view.box_of(0, 9).bottom()
    lowest = max(line.lane_top for one in view.page.placed_in(0) for line in one.lines)
    drop = lowest - view.page.placed_in(0)[0].lines[0].piece.bottom
    assert entity(4) in _hit(view, QPoint(_letter(view, 4).x(), below + round(drop)))


def test_what_lies_between_fragments_does_not(view: ArticleView) -> None:
    parted = mark(1, 0, 20, fragments=((0, 3), (15, 20)))
    view.show_scene(scene_of(NEWS, [parted]))
    view.grab()
    hits = [_hit(view, _letter(view, place)) for place in (1, 9, 17)]
    assert hits == [[entity(1)], [], [entity(1)]]


def test_what_is_folded_away_is_not_hit(view: ArticleView) -> None:
    text = "One line.\n\nRead also: this."
    zones = [Zone(11, len(text), "boilerplate")]
    view.show_scene(scene_of(text, [mark_of(text, "Read also")], zones=zones))
    view.grab()
    top = round(view.page.top_of(view.scene.folds.all[0].first))
    column = round(view.page.column_left)
    assert not any(_hit(view, QPoint(column + x, top + y)) for x in (5, 40) for y in (3, 20, 40))
