"""What stands beside the text: the strip of the whole article, and the stripes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.editor.filtering import MarkFilter
from annotator.ui.editor.overview_strip import WIDTH, OverviewStrip
from annotator.ui.editor.stripes import NARROWEST, Stripes
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import label_colours, look
from annotator.ui.look.contrast import over
from tests.ui.editor.pixels import near
from tests.ui.editor.scenes import LABELS, NEWS, entity, mark, mark_of, scene_of

_LEFT = Qt.MouseButton.LeftButton


def _strip(view: ArticleView) -> OverviewStrip:
    strip = OverviewStrip(view)
    view.grab()
    strip.work_out()
    return strip


def test_ticks_lie_where_the_annotations_do(view: ArticleView) -> None:
    last = NEWS.rindex("Kyiv")
    marks = [mark_of(NEWS, "minister", 1, "source"), mark(2, last, last + 4, "location")]
    view.show_scene(scene_of(NEWS, marks))
    strip = _strip(view)
    assert not strip.isHidden()
    assert [tick.marks for tick in strip.ticks] == [(marks[0],), (marks[1],)]
    first, second = (tick.top / strip.height() for tick in strip.ticks)
    assert first < 0.1
    assert 0.8 < second < 1
    image = strip.grab().toImage()
    pixel = image.pixelColor(WIDTH // 2, strip.ticks[1].top + 1)
    assert pixel != image.pixelColor(WIDTH // 2, strip.height() // 2)


def test_a_short_article_needs_no_strip(view: ArticleView) -> None:
    view.show_scene(scene_of("Kyiv", [mark_of("Kyiv", "Kyiv")]))
    assert _strip(view).isHidden()


def test_dense_ones_are_merged_and_hidden_ones_are_not_there(view: ArticleView) -> None:
    labels = list(LABELS)
    marks = [
        mark(number, start, start + 3, labels[number % 3])
        for number, start in enumerate(range(0, len(NEWS) - 3, 4))
    ]
    view.show_scene(scene_of(NEWS, marks))
    strip = _strip(view)
    assert len(strip.ticks) <= strip.height() // 4
    assert all(len({one.label for one in tick.marks}) == len(tick.marks) for tick in strip.ticks)
    assert any(len(tick.marks) == 3 for tick in strip.ticks)
    view.scene.filter = MarkFilter(hidden=frozenset({"source", "figure"}))
    strip.work_out()
    assert {one.label for tick in strip.ticks for one in tick.marks} == {"location"}
    view.scene.filter = MarkFilter(hidden=frozenset(LABELS))
    strip.work_out()
    assert strip.isHidden()


def test_a_click_leads_to_the_annotation_or_to_the_place(view: ArticleView, qtbot: QtBot) -> None:
    last = NEWS.rindex("Kyiv")
    view.show_scene(scene_of(NEWS, [mark(2, last, last + 4, "location")]))
    strip = _strip(view)
    (tick,) = strip.ticks
    with qtbot.waitSignal(strip.chosen, timeout=0) as told:
        QTest.mouseClick(strip, _LEFT, pos=QPoint(2, tick.top + 4))
    assert told.args == [entity(2)]
    with qtbot.assertNotEmitted(strip.chosen):
        QTest.mouseClick(strip, _LEFT, pos=QPoint(2, strip.height() // 2))
    bar = view.verticalScrollBar()
    assert 0.3 < bar.value() / bar.maximum() < 0.8


def test_it_follows_what_changes(view: ArticleView, qtbot: QtBot) -> None:
    view.show_scene(scene_of(NEWS, [mark_of(NEWS, "minister")]))
    strip = _strip(view)
    view.scene.marks.put(mark_of(NEWS, "12,345", 2))
    strip.refresh()
    qtbot.waitUntil(lambda: sum(len(tick.marks) for tick in strip.ticks) >= 1)
    view.resize(600, 300)
    qtbot.waitUntil(lambda: strip.height() == 300)
    assert strip.x() + strip.width() < 600


def _stripes(view: ArticleView, width: int = 40) -> Stripes:
    view.resize(900, 600)
    stripes = Stripes(view)
    stripes.set_wanted(width)
    view.grab()
    return stripes


def test_a_bar_is_as_high_as_the_words(view: ArticleView) -> None:
    long = NEWS[NEWS.index("The minister") : NEWS.index("12,345")]
    marks = [mark_of(NEWS, long, 1, "source"), mark_of(NEWS, "Odesa", 2, "location")]
    view.show_scene(scene_of(NEWS, marks))
    stripes = _stripes(view)
    bars = {bar.mark.entity: bar for bar in stripes.bars()}
    around = view.box_of(marks[0].start, marks[0].end)
    first = bars[entity(1)].box
    assert abs(first.top() - around.top()) <= 2
    assert abs(first.bottom() - around.bottom()) <= 2
    # A lane for each label, in the scheme's order.
    assert first.right() < bars[entity(2)].box.left()
    colour = label_colours(LABELS["source"].colour).line
    image = stripes.grab().toImage()
    assert near(image.pixelColor(first.center().toPoint()), colour, 40)


def test_in_review_everybody_has_a_lane(view: ArticleView) -> None:
    marks = [mark_of(NEWS, "Kyiv", 1), mark_of(NEWS, "Kyiv", 2, annotator="Amara")]
    view.show_scene(scene_of(NEWS, marks, lanes=["Olena", "Amara"]))
    view.resize(900, 600)
    stripes = Stripes(view, lambda: ["Olena", "Amara"], str.upper)
    stripes.set_wanted(40)
    view.grab()
    assert {bar.mark.annotator: bar.lane for bar in stripes.bars()} == {"Olena": 0, "Amara": 1}
    assert "AMARA" in stripes._said(marks[1])


def test_a_click_on_a_bar_chooses_it(view: ArticleView, qtbot: QtBot) -> None:
    view.show_scene(scene_of(NEWS, [mark_of(NEWS, "Kyiv", 1, "location")]))
    stripes = _stripes(view)
    (bar,) = stripes.bars()
    with qtbot.waitSignal(stripes.chosen, timeout=0) as told:
        QTest.mouseClick(stripes, _LEFT, pos=bar.box.center().toPoint())
    assert told.args == [entity(1)]
    assert stripes.at(QPointF(1, 500)) is None


def test_they_take_room_from_the_text_and_fold(view: ArticleView, qtbot: QtBot) -> None:
    view.show_scene(scene_of(NEWS))
    stripes = _stripes(view)
    with_stripes = view.viewport().width()
    stripes.set_wanted(0)
    without = view.viewport().width()
    assert with_stripes < without
    assert stripes.isHidden()
    assert stripes.grip.isHidden()
    stripes.set_wanted(3)
    assert stripes.wanted == NARROWEST
    # Dragged to the edge they fold; a narrow view has no room for them.
    with qtbot.waitSignal(stripes.resized, timeout=0) as told:
        stripes.grip.moved.emit(view.width() - 12)
    assert told.args == [0]
    with qtbot.waitSignal(stripes.resized, timeout=0) as told:
        stripes.grip.moved.emit(view.width() - 120)
    assert told.args == [100]
    view.resize(540, 400)
    assert stripes.isHidden()
    assert stripes.wanted == 100
    view.resize(900, 600)
    assert not stripes.isHidden()


def test_right_to_left_they_stand_at_the_left(view: ArticleView) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.show_scene(scene_of(NEWS, [mark_of(NEWS, "Kyiv", 1, "location")]))
    stripes = _stripes(view)
    strip = _strip(view)
    assert strip.x() < 20
    assert stripes.x() < 40
    assert view.viewport().x() >= stripes.x() + stripes.width()
    (bar,) = stripes.bars()
    assert stripes.at(bar.box.center()) is not None


def test_the_selected_one_stands_out(view: ArticleView) -> None:
    view.show_scene(scene_of(NEWS, [mark_of(NEWS, "Kyiv", 1, "location")]))
    stripes = _stripes(view)
    (bar,) = stripes.bars()
    beside = bar.box.topLeft().toPoint() + QPoint(-1, 8)
    before = stripes.grab().toImage().pixelColor(beside)
    view.set_active(entity(1))
    after = stripes.grab().toImage().pixelColor(beside)
    line = label_colours(LABELS["location"].colour).line
    assert near(before, look().base)
    assert near(after, over(line, look().base, look().wash_selected), 40)
