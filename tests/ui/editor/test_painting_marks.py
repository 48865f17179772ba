"""Annotations on the page, as pixels: washes, lanes, frames, chips, waves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage

from annotator.text.zone import Zone
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import Theme, label_colours, look, tint
from annotator.ui.look.contrast import contrast, over
from annotator.ui.look.theme import load_theme
from tests.ui.editor.pixels import below, box_of, picture, share
from tests.ui.editor.scenes import LABELS, entity, mark, mark_of, scene_of

TEXT = "The minister said that 12,345 people left Kyiv on Tuesday before nightfall."


def _colour(label: str) -> QColor:
    return label_colours(LABELS[label].colour).line


def _wash(label: str, *, selected: bool = False) -> QColor:
    theme = look()
    return over(_colour(label), theme.base, theme.wash_selected if selected else theme.wash)


def _inner(box: QRect) -> QRect:
    """Leave out what is rounded or stands out."""
    return box.adjusted(2, 4, -2, -4)


@pytest.fixture
def figure(theme: Theme, view: ArticleView) -> ArticleView:
    view.show_scene(scene_of(TEXT, [mark_of(TEXT, "12,345 people")]))
    return view


def test_ones_own_words_are_washed(figure: ArticleView) -> None:
    image = picture(figure)
    assert share(image, _inner(box_of(figure, "12,345 people")), _wash("figure")) > 0.4
    assert share(image, _inner(box_of(figure, "said that")), _wash("figure")) == 0
    assert share(image, _inner(box_of(figure, "left Kyiv")), _wash("figure")) == 0
    assert share(image, _inner(box_of(figure, "left Kyiv")), look().base) > 0.4


def test_a_lane_lies_below_the_words_and_nowhere_else(figure: ArticleView) -> None:
    image = picture(figure)
    colour = _colour("figure")
    assert share(image, below(box_of(figure, "12,345 people")), colour) > 0.05
    assert share(image, below(box_of(figure, "said that")), colour) == 0
    assert share(image, below(box_of(figure, "left Kyiv")), colour) == 0


def test_others_words_have_a_lane_and_no_wash(theme: Theme, view: ArticleView) -> None:
    theirs = mark_of(TEXT, "12,345 people", annotator="Amara")
    view.show_scene(scene_of(TEXT, [theirs], lanes=["Olena", "Amara"]))
    image, box = picture(view), box_of(view, "12,345 people")
    assert share(image, _inner(box), _wash("figure")) == 0
    assert share(image, below(box), _colour("figure")) > 0.05


def test_a_hidden_annotators_words_are_bare(view: ArticleView) -> None:
    theirs = mark_of(TEXT, "12,345 people", annotator="Amara")
    view.show_scene(scene_of(TEXT, [theirs]))
    bare = picture(view)
    view.show_scene(scene_of(TEXT))
    assert picture(view) == bare


def _lane_rows(image: QImage, box: QRect, colour: QColor) -> list[int]:
    strip = below(box)
    return [
        y
        for y in range(strip.top(), strip.bottom() + 1)
        if share(image, QRect(strip.left(), y, strip.width(), 1), colour) > 0.2
    ]


def test_each_annotator_has_a_lane_of_their_own(view: ArticleView) -> None:
    marks = [
        mark_of(TEXT, "12,345 people", 1, "source", "Olena"),
        mark_of(TEXT, "12,345 people", 2, "location", "Amara"),
        mark_of(TEXT, "12,345 people", 3, "figure", "Jonas"),
    ]
    view.show_scene(scene_of(TEXT, marks, lanes=["Olena", "Amara", "Jonas"]))
    image, box = picture(view), box_of(view, "12,345 people")
    rows = [_lane_rows(image, box, _colour(label)) for label in ("source", "location", "figure")]
    assert all(rows)
    assert max(rows[0]) < min(rows[1])
    assert max(rows[1]) < min(rows[2])


def test_patterns_tell_labels_apart(view: ArticleView) -> None:
    strokes = {}
    for label in ("source", "location", "figure"):
        view.show_scene(scene_of(TEXT, [mark_of(TEXT, "12,345 people", 1, label)]))
        image, box = picture(view), box_of(view, "12,345 people")
        ground, strip = look().base, below(box)
        y = strip.top() + 1
        line = [image.pixelColor(x, y) != ground for x in range(strip.left() + 2, strip.right())]
        strokes[label] = sum(one != other for one, other in pairwise(line))
    assert strokes["source"] == 0
    assert strokes["location"] > strokes["figure"] > 4


def test_nested_annotations_of_one_annotator_lie_below_each_other(view: ArticleView) -> None:
    marks = [
        mark_of(TEXT, "12,345 people left Kyiv", 1, "source"),
        mark_of(TEXT, "12,345 people", 2, "figure"),
    ]
    view.show_scene(scene_of(TEXT, marks))
    image, box = picture(view), box_of(view, "12,345 people")
    outer = _lane_rows(image, box, _colour("source"))
    inner = _lane_rows(image, box, _colour("figure"))
    assert outer
    assert inner
    assert max(outer) < min(inner)


def test_lanes_of_a_line_never_touch(view: ArticleView) -> None:
    names = ["Olena", "Amara", "Jonas"]
    marks = [
        mark(number, start, start + 20, "source", names[number % 3])
        for number, start in enumerate(range(0, 50, 5))
    ]
    view.show_scene(scene_of(TEXT, marks, lanes=names))
    view.grab()
    lines = [
        (line.piece.line, line.lane_top, line.lane_top + line.lane_height, *line.piece[1:3])
        for placed in view.page.placed_in(0)
        for line in placed.lines
    ]
    for index, (row, top, bottom, left, right) in enumerate(lines):
        for other_row, other_top, other_bottom, other_left, other_right in lines[:index]:
            if row == other_row and left < other_right - 0.1 and other_left < right - 0.1:
                assert bottom < other_top or other_bottom < top


def test_the_selected_one_is_framed_and_washed_more(figure: ArticleView) -> None:
    figure.set_active(entity(1))
    image, box = picture(figure), box_of(figure, "12,345 people")
    assert share(image, _inner(box), _wash("figure", selected=True)) > 0.4
    left = QRect(box.left() - 4, box.center().y() - 3, 3, 6)
    assert share(image, left, look().base) < 0.7
    figure.set_active(None)
    image = picture(figure)
    assert share(image, left.adjusted(0, 0, -1, 0), look().base) == 1
    assert share(image, _inner(box), _wash("figure")) > 0.4


def test_the_selected_one_of_another_is_washed_too(view: ArticleView) -> None:
    theirs = mark_of(TEXT, "12,345 people", annotator="Amara")
    view.show_scene(scene_of(TEXT, [theirs], lanes=["Olena", "Amara"]))
    view.set_active(entity(1))
    box = _inner(box_of(view, "12,345 people"))
    assert share(picture(view), box, _wash("figure", selected=True)) > 0.4


def test_a_chip_names_the_label_of_the_selected_one(figure: ArticleView) -> None:
    box = box_of(figure, "12,345 people")
    above = QRect(box.left() - 2, box.top() - 16, 30, 14)
    chip = label_colours(LABELS["figure"].colour).chip
    assert share(picture(figure), above, chip) == 0
    figure.set_active(entity(1))
    assert share(picture(figure), above, chip) > 0.4


def test_a_chip_is_seen_where_an_arc_runs(figure: ArticleView) -> None:
    box = box_of(figure, "12,345")
    above = QRect(box.left(), box.top() - 14, box.width(), 12)
    chip = label_colours(LABELS["figure"].colour).chip
    figure.page.paints_over = lambda painter, _: painter.fillRect(0, 0, 800, 600, look().danger)
    figure.set_active(entity(1))
    assert share(picture(figure), above, chip) > 0.4


def test_under_the_mouse_the_wash_is_stronger(figure: ArticleView) -> None:
    figure.hover(entity(1))
    theme = look()
    hovered = over(_colour("figure"), theme.base, (theme.wash + theme.wash_selected) // 2)
    box = _inner(box_of(figure, "12,345 people"))
    assert share(picture(figure), box, hovered) > 0.4
    figure.hover(None)
    assert share(picture(figure), box, hovered) == 0


def test_a_flaw_is_a_wave_in_the_colour_of_danger(theme: Theme, view: ArticleView) -> None:
    start = TEXT.index("12,345")
    view.show_scene(scene_of(TEXT, [mark(1, start, start + 13, flawed=True)]))
    image, strip = picture(view), below(box_of(view, "12,345 people"))
    assert share(image, strip, theme.danger) > 0.01
    assert share(image, strip, _colour("figure")) == 0


def test_the_gap_between_fragments_is_a_thin_line_without_wash(view: ArticleView) -> None:
    start = TEXT.index("12,345 people left")
    fragments = ((start, start + 6), (start + 14, start + 18))
    view.show_scene(scene_of(TEXT, [mark(1, start, start + 18, fragments=fragments)]))
    image = picture(view)
    for words in ("12,345", "left"):
        assert share(image, _inner(box_of(view, words)), _wash("figure")) > 0.4
    assert share(image, _inner(box_of(view, "people")), _wash("figure")) == 0
    strip = below(box_of(view, "people"))
    assert share(image, strip, look().base) < 0.99


def test_what_changes_is_painted_anew(figure: ArticleView) -> None:
    before = picture(figure)
    figure.scene.marks.put(mark_of(TEXT, "Kyiv", 2, "location"))
    figure.refresh()
    assert share(picture(figure), _inner(box_of(figure, "Kyiv")), _wash("location")) > 0.3
    figure.scene.marks.discard(entity(2))
    figure.refresh()
    assert picture(figure) == before


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("label", list(load_theme("light").labels))
def test_words_can_be_read_on_every_wash(name: str, label: str) -> None:
    theme = load_theme(name)
    line = theme.labels[label].line
    for ground in (theme.base, theme.zone):
        once = over(line, ground, theme.wash)
        for washed in (
            once,
            over(line, once, theme.wash),
            over(line, ground, (theme.wash + theme.wash_selected) // 2),
            over(line, ground, theme.wash_selected),
        ):
            assert contrast(theme.text, washed) >= 4.5
        assert contrast(line, ground) >= 3


@pytest.mark.parametrize("label", LABELS)
def test_washed_words_of_a_caption_are_as_dark_as_the_body(
    theme: Theme, view: ArticleView, label: str
) -> None:
    zones = [Zone(0, len(TEXT), "caption")]
    own = mark_of(TEXT, "12,345 people", 1, label)
    theirs = mark_of(TEXT, "Tuesday", 2, label, "Amara")
    view.show_scene(scene_of(TEXT, [own, theirs], zones=zones, lanes=["Olena", "Amara"]))
    image = picture(view)
    assert share(image, box_of(view, "12,345 people"), theme.text) > 0
    assert share(image, box_of(view, "said that"), theme.text) == 0
    assert share(image, box_of(view, "said that"), theme.muted) > 0
    assert share(image, box_of(view, "Tuesday"), theme.text) == 0
    view.set_active(theirs.entity)
    assert share(picture(view), box_of(view, "Tuesday"), theme.text) > 0


def test_a_tinted_colour_keeps_its_hue() -> None:
    assert tint(QColor("#123456"), 30).getRgb() == (0x12, 0x34, 0x56, 30)


def test_a_click_into_the_lane_hits_its_annotation(figure: ArticleView) -> None:
    box = box_of(figure, "12,345 people")
    (hit,) = figure.marks_at(QPointF(box.center().x(), box.bottom() + 6))
    assert hit.entity == entity(1)
    assert figure.marks_at(QPointF(box.right() + 30, box.center().y())) == []


def test_the_wash_of_the_selected_one_lies_on_no_other(theme: Theme, view: ArticleView) -> None:
    """On two washes words would be hard to read."""
    around = mark_of(TEXT, "said that 12,345 people left", 2, "location")
    view.show_scene(scene_of(TEXT, [mark_of(TEXT, "12,345 people"), around]))
    view.set_active(entity(1))
    image = picture(view)
    selected = _wash("figure", selected=True)
    assert share(image, _inner(box_of(view, "12,345 people")), selected) > 0.4
    assert share(image, _inner(box_of(view, "said that")), _wash("location")) > 0.4
