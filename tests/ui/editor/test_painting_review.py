"""Units on the page, as pixels: what is settled is calm, what is open dark, the current framed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotator import CONSENSUS
from annotator.text.zone import Zone
from annotator.ui.editor.painting.review_lanes import CONSENSUS_AT, LANES_AT
from annotator.ui.editor.review_view import ReviewView
from annotator.ui.editor.reviewing import ReviewMark
from annotator.ui.editor.styles import TextLook
from annotator.ui.look import Theme, label_colours, look
from annotator.ui.look.contrast import over
from tests.nasty import CANONICAL
from tests.ui.editor.pixels import box_of, near, picture, share
from tests.ui.editor.reviews import PEOPLE, all_say, unit
from tests.ui.editor.scenes import LABELS, mark_of, scene_of

TEXT = (
    "She said that 12,345 people left Kyiv on Tuesday before nightfall. "
    "Two aid workers who asked not to be named put it at 9,000.\n\nNobody else said a word."
)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> ReviewView:
    made = ReviewView()
    qtbot.addWidget(made)
    made.resize(948, 600)
    made.show()
    return made


def _show(view: ReviewView, *marks: ReviewMark, text: str = TEXT) -> QImage:
    if view.scene.display.text != text:
        view.show_scene(scene_of(text, lanes=PEOPLE))
    view.set_review(marks, PEOPLE)
    return picture(view)


def _colour(label: str = "figure") -> QColor:
    return label_colours(LABELS[label].colour).line


def _inner(box: QRect) -> QRect:
    """Leave out what is rounded or stands out."""
    return box.adjusted(4, 5, -4, -6)


def _row(image: QImage, box: QRect, below: int, colour: QColor) -> float:
    """Give the share of a line of pixels, so far below the box of the glyphs, in a colour."""
    return share(
        image, QRect(box.left() + 1, box.top() + box.height() + below, box.width() - 2, 1), colour
    )


def _calm(label: str = "figure") -> QColor:
    return over(_colour(label), look().base, 102)


@pytest.mark.usefixtures("theme")
def test_the_pitch_leaves_room_for_four_lanes(view: ReviewView) -> None:
    _show(view)
    first, last = box_of(view, "She said"), box_of(view, "put it at")
    assert (last.top() - first.top()) % 44 == 0
    assert last.top() > first.top()
    assert view.page.column_width == 700
    assert view.page.column_left == 124
    assert (CONSENSUS_AT, LANES_AT) == ((1, 4), (9, 13, 17))


def test_open_units_are_lanes_at_full_strength_without_a_wash(
    theme: Theme, view: ReviewView
) -> None:
    who = {"Amara": "12,345 people", "Jonas": "12,345 people", "Mei": "12,345"}
    image = _show(view, unit(TEXT, "1", who, label="source"))
    box = box_of(view, "12,345 people")
    for below in LANES_AT[:2]:
        assert _row(image, box, below, _colour("source")) == 1
        assert _row(image, box, below + 1, _colour("source")) == 1
        assert _row(image, box, below + 2, _colour("source")) == 0
    assert 0.3 < _row(image, box, LANES_AT[2], _colour("source")) < 0.7
    for below in CONSENSUS_AT:
        assert _row(image, box, below, _colour("source")) == 0
    assert share(image, _inner(box), theme.base) > 0.4


def test_settled_ones_have_a_wash_two_lines_and_calm_lanes(theme: Theme, view: ReviewView) -> None:
    one = unit(TEXT, "1", all_say("12,345 people"), label="source", state="settled")
    image, box = _show(view, one), box_of(view, "12,345 people")
    wash = over(_colour("source"), theme.base, theme.wash)
    assert share(image, _inner(box), wash) > 0.4
    for below in CONSENSUS_AT:
        assert _row(image, box, below, _colour("source")) == 1
        assert _row(image, box, below + 1, _colour("source")) == 1
    assert _row(image, box, CONSENSUS_AT[0] + 2, _colour("source")) == 0
    for below in LANES_AT:
        assert _row(image, box, below, _calm("source")) == 1
    view.set_hidden_lanes({CONSENSUS})
    image = picture(view)
    assert share(image, _inner(box), wash) == 0
    assert _row(image, box, CONSENSUS_AT[0], _colour("source")) == 0
    assert _row(image, box, LANES_AT[0], _calm("source")) == 1


def test_the_current_one_is_framed_and_the_rest_is_in_dispute(
    theme: Theme, view: ReviewView
) -> None:
    whole = "Two aid workers who asked not to be named"
    who = {"Amara": whole, "Jonas": "Two aid workers", "Mei": "Two aid workers"}
    one = unit(TEXT, "1", who, label="source", proposal="Two aid workers")
    _show(view, one)
    view.set_current_unit("1")
    image = picture(view)
    strong = over(_colour("source"), theme.base, theme.wash_selected)
    rest = over(theme.selection, theme.base, 120 if theme.dark else 150)
    assert share(image, _inner(box_of(view, "workers")), strong) > 0.4
    assert share(image, _inner(box_of(view, "asked not to be named")), rest) > 0.4
    view.set_current_unit(None)
    image = picture(view)
    assert share(image, _inner(box_of(view, "workers")), strong) == 0
    assert share(image, _inner(box_of(view, "asked not to be named")), rest) == 0


def test_the_kind_of_the_current_one_stands_on_a_pill_in_the_margin(
    theme: Theme, view: ReviewView
) -> None:
    marks = (
        unit(TEXT, "1", {"Amara": "12,345 people", "Jonas": "12,345"}),
        unit(TEXT, "2", {"Amara": "9,000"}, kind="missed"),
    )
    _show(view, *marks)
    view.set_current_unit("1")
    image, beside = picture(view), box_of(view, "12,345")
    left = round(view.page.column_left + view.page.column_width) + 12
    pill = QRect(left, beside.center().y() - 12, 60, 24)
    assert share(image, pill.adjusted(3, 1, 0, -1), theme.accent) > 0.5
    assert share(image, pill.adjusted(0, -30, 0, -26), theme.accent) == 0
    other = QRect(left, box_of(view, "9,000").center().y() - 12, 24, 24)
    assert share(image, other, theme.accent) == 0
    assert share(image, other, theme.muted) > 0.02
    assert share(image, other.translated(24, 0), theme.base) == 1


def test_settled_and_agreed_ones_leave_the_margin_empty(view: ReviewView) -> None:
    marks = (
        unit(TEXT, "1", all_say("12,345 people"), kind="same"),
        unit(TEXT, "2", all_say("9,000"), kind="missed", state="settled"),
    )
    image = _show(view, *marks)
    left = round(view.page.column_left + view.page.column_width) + 6
    assert share(image, QRect(left, 0, 110, view.height()), look().base) > 0.98


def test_rejected_ones_have_a_cross_and_calm_lanes(theme: Theme, view: ReviewView) -> None:
    one = unit(
        TEXT, "1", {"Amara": "12,345 people"}, label="source", state="settled", rejected=True
    )
    image, box = _show(view, one), box_of(view, "12,345 people")
    assert _row(image, box, LANES_AT[0], _calm("source")) == 1
    assert _row(image, box, CONSENSUS_AT[0], _colour("source")) == 0
    middle = QRect(box.center().x() - 5, box.top() + box.height(), 10, 9)
    assert share(image, middle, theme.muted) > 0.1
    assert share(image, middle.translated(-20, 0), theme.muted) == 0


@pytest.mark.usefixtures("theme")
def test_unsure_ones_have_one_line(view: ReviewView) -> None:
    one = unit(TEXT, "1", {"Amara": "12,345 people"}, label="source", state="unsure")
    image, box = _show(view, one), box_of(view, "12,345 people")
    assert _row(image, box, CONSENSUS_AT[0], _colour("source")) == 1
    assert _row(image, box, CONSENSUS_AT[1], _colour("source")) == 0
    assert _row(image, box, LANES_AT[0], _colour("source")) == 1


def test_a_hidden_lane_is_not_painted(view: ReviewView) -> None:
    one = unit(TEXT, "1", all_say("12,345 people"), label="source")
    _show(view, one)
    box = box_of(view, "12,345 people")
    view.set_hidden_lanes({"Mei"})
    image = picture(view)
    assert _row(image, box, LANES_AT[1], _colour("source")) == 1
    assert _row(image, box, LANES_AT[2], _colour("source")) == 0


def test_a_line_within_another_breaks_it(view: ReviewView) -> None:
    outer = unit(TEXT, "1", {"Amara": "12,345 people left Kyiv"}, label="source")
    inner = unit(TEXT, "2", {"Amara": "people"}, label="location")
    image, box = _show(view, outer, inner), box_of(view, "people")
    assert _row(image, box, LANES_AT[0], _colour("source")) == 0
    dots = QRect(box.left(), box.top() + box.height() + LANES_AT[0], box.width(), 2)
    assert share(image, dots, look().base) < 0.6
    assert _row(image, box_of(view, "12,345"), LANES_AT[0], _colour("source")) == 1


def test_of_five_people_three_have_lanes_and_the_others_are_counted(view: ReviewView) -> None:
    people = (*PEOPLE, "Tariq", "Olena")
    one = unit(TEXT, "1", dict.fromkeys(people, "12,345 people"), label="source")
    view.show_scene(scene_of(TEXT, lanes=people))
    view.set_review([one], people)
    image, box = picture(view), box_of(view, "12,345 people")
    for below in LANES_AT:
        assert _row(image, box, below, _colour("source")) == 1
    count = QRect(box.right() + 3, box.top() + box.height() + LANES_AT[0], 16, 12)
    assert share(image, count, look().base) < 0.95
    # Where somebody else's lanes follow at once, it takes the end of its own.
    beside = unit(TEXT, "2", {"Amara": "left Kyiv"}, label="source")
    view.set_review([one, beside], people)
    image = picture(view)
    assert _row(image, box_of(view, "left Kyiv"), LANES_AT[0], _colour("source")) == 1
    assert _row(image, box, LANES_AT[0], _colour("source")) < 1


def test_before_units_are_known_everybodys_lanes_are_there(view: ReviewView) -> None:
    marks = [mark_of(TEXT, "12,345 people", n, "source", who) for n, who in enumerate(PEOPLE, 1)]
    view.show_scene(scene_of(TEXT, marks, lanes=PEOPLE))
    image, box = picture(view), box_of(view, "12,345 people")
    strip = QRect(box.left(), box.bottom() + 1, box.width(), 18)
    assert 0.25 < share(image, strip, _colour("source")) < 0.5
    assert share(image, _inner(box), look().base) > 0.4
    view.set_review([], PEOPLE)
    assert share(picture(view), strip, _colour("source")) == 0
    view.set_review(None, ())
    assert share(picture(view), strip, _colour("source")) > 0.25


def test_another_article_forgets_the_units(view: ReviewView) -> None:
    _show(view, unit(TEXT, "1", all_say("12,345 people"), label="source"))
    view.set_current_unit("1")
    view.show_scene(scene_of("Short.", lanes=PEOPLE))
    assert view.current_unit is None
    assert share(picture(view), view.viewport().rect(), _colour("source")) == 0


def test_every_fragment_is_washed_and_what_lies_between_is_not(view: ReviewView) -> None:
    start = TEXT.index("12,345")
    pieces = ((start, start + 6), (start + 14, start + 18))
    entry = "source", pieces
    spans = (("Amara", "source", pieces),)
    mark = ReviewMark("1", "same", "settled", start, start + 18, spans, entry, entry)
    image = _show(view, mark)
    wash = over(_colour("source"), look().base, look().wash)
    assert share(image, _inner(box_of(view, "12,345")), wash) > 0.4
    assert share(image, _inner(box_of(view, "left")), wash) > 0.3
    assert share(image, _inner(box_of(view, "people")), wash) == 0
    assert _row(image, box_of(view, "people"), LANES_AT[0], _calm("source")) == 0


@pytest.mark.parametrize("name", sorted(CANONICAL))
def test_any_text_can_be_reviewed(view: ReviewView, name: str) -> None:
    text = f"Before {CANONICAL[name]} after.\n\nMore words."
    start, end = 7, 7 + max(1, len(CANONICAL[name]))
    pieces = ((start, end),)
    mark = ReviewMark(
        "1", "edges", "open", start, end,
        (("Amara", "source", pieces), ("Jonas", "figure", ((start, start + 1),))),
        ("source", pieces),
    )  # fmt: skip
    _show(view, mark, text=text)
    view.set_current_unit("1")
    view.reveal_unit("1")
    assert not picture(view).isNull()


def test_right_to_left_the_margin_is_at_the_left(view: ReviewView) -> None:
    text = "قال الوزير إن النسبة بلغت ١٢٫٥ في المئة."
    _show(view, unit(text, "1", {"Amara": "الوزير", "Jonas": "قال الوزير"}), text=text)
    view.set_current_unit("1")
    image = picture(view)
    left = round(view.page.column_left)
    assert share(image, QRect(0, 0, left, 120), look().accent) > 0.02
    right = left + round(view.page.column_width)
    assert share(image, QRect(right + 4, 0, view.width() - right - 14, 120), look().accent) == 0


def test_in_a_narrow_view_the_pill_has_no_words(view: ReviewView) -> None:
    view.resize(480, 600)
    _show(view, unit(TEXT, "1", {"Amara": "12,345 people", "Jonas": "12,345"}))
    view.set_current_unit("1")
    image = picture(view)
    right = round(view.page.column_left + view.page.column_width)
    beside = box_of(view, "12,345 people").center().y()
    assert share(image, QRect(right + 14, beside - 10, 20, 20), look().accent) > 0.4
    assert share(image, QRect(right + 38, beside - 10, 30, 20), look().accent) == 0


def test_lanes_stay_within_a_muted_paragraph(view: ReviewView) -> None:
    text = (
        "A caption that says 12,345 people and goes on for so long that a second line is needed "
        * 2
    )
    zones = [Zone(0, len(text), "caption")]
    view.show_scene(scene_of(text, zones=zones, lanes=PEOPLE))
    view.set_review([unit(text, "1", all_say("12,345 people"), label="source")], PEOPLE)
    image, box = picture(view), box_of(view, "12,345 people")
    pitch = round(view.page.style_of(0).pitch)
    below = QRect(box.left(), box.bottom() + 1, box.width(), pitch - 14)
    assert share(image, below, _colour("source")) > 0.1
    letters = QRect(box.left(), box.top() + pitch + 5, box.width(), 6)
    assert share(image, letters, _colour("source")) == 0


def test_larger_text_and_another_theme_keep_the_lanes_apart(theme: Theme, view: ReviewView) -> None:
    del theme
    one = unit(TEXT, "1", all_say("12,345 people"), label="source", state="settled")
    view.set_text_look(TextLook(26))
    image = _show(view, one)
    box = box_of(view, "12,345 people")
    column = [
        image.pixelColor(QPoint(box.center().x(), y))
        for y in range(box.bottom(), box.bottom() + 24)
    ]
    drawn = _colour("source"), _calm("source")
    lines = [any(near(colour, one) for one in drawn) for colour in column]
    starts = sum(now and not before for before, now in pairwise(lines))
    assert starts == 5


def test_the_caret_shows_to_who_moves_by_keys(view: ReviewView) -> None:
    assert share(_show(view), view.viewport().rect(), look().accent) == 0
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert share(picture(view), view.viewport().rect(), look().accent) > 0
    view.set_current_unit("none")
    assert share(picture(view), view.viewport().rect(), look().accent) == 0
