"""Hands on the text in review: units are clicked, brought into view, proposals edited."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.mark import Fragment
from annotator.model.unit import DifferenceKind
from annotator.text.zone import Zone
from annotator.ui.editor.review_margin import margin_of
from annotator.ui.editor.review_view import ReviewView
from annotator.ui.editor.reviewing import ReviewMark
from tests.ui.editor.reviews import PEOPLE, span_of, unit
from tests.ui.editor.scenes import NEWS, scene_of
from tests.ui.in_front import in_front

TEXT = "Two aid workers who asked not to be named said that 12,345 people left Kyiv."
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> ReviewView:
    made = ReviewView()
    in_front(qtbot, made, 948, 600)
    made.setFocus()
    return made


@pytest.fixture
def clicked(view: ReviewView) -> list[str]:
    keys: list[str] = []
    view.unit_clicked.connect(keys.append)
    return keys


@pytest.fixture
def edited(view: ReviewView) -> list[tuple[Fragment, ...]]:
    """Edit the proposal “Two aid workers”; collect what it becomes."""
    found: list[tuple[Fragment, ...]] = []
    view.edited.connect(found.append)
    whole = "Two aid workers who asked not to be named"
    who = {"Amara": whole, "Jonas": "Two aid workers", "Mei": "Two aid workers"}
    _show(view, TEXT, unit(TEXT, "1", who, label="source", proposal="Two aid workers"))
    view.set_current_unit("1")
    view.begin_edit((span_of(TEXT, "Two aid workers"),), "source")
    return found


def _show(view: ReviewView, text: str, *marks: ReviewMark) -> None:
    view.show_scene(scene_of(text, lanes=PEOPLE))
    view.set_review(marks, PEOPLE)
    view.grab()


def _place(view: ReviewView, words: str) -> QPoint:
    start = view.scene.display.text.index(words)
    return view.box_of(start, start + len(words)).center()


def _click(view: ReviewView, place: QPoint) -> None:
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, place)


def _send(view: ReviewView, kind: QEvent.Type, place: QPointF, *, down: bool = True) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else _LEFT
    buttons = _LEFT if down else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, view.viewport().mapToGlobal(place), button, buttons, _NONE)
    QApplication.sendEvent(view.viewport(), event)


# Pointing


def test_a_click_asks_for_the_smallest_unit_and_then_outward(
    view: ReviewView, clicked: list[str]
) -> None:
    outer = unit(TEXT, "outer", {"Amara": "12,345 people left Kyiv"})
    inner = unit(TEXT, "inner", {"Jonas": "people"})
    _show(view, TEXT, outer, inner)
    for _ in range(3):
        _click(view, _place(view, "people"))
        view.set_current_unit(clicked[-1])
    _click(view, _place(view, "12,345"))
    _click(view, _place(view, "said that"))
    assert clicked == ["inner", "outer", "inner", "outer"]
    assert view.scene.active is None


def test_the_lines_below_words_are_theirs(view: ReviewView, clicked: list[str]) -> None:
    _show(view, TEXT, unit(TEXT, "1", {"Mei": "12,345 people"}))
    _click(view, _place(view, "12,345") + QPoint(0, 12 + 17))
    assert clicked == ["1"]


def test_what_only_the_consensus_holds_can_be_clicked(view: ReviewView, clicked: list[str]) -> None:
    one = unit(TEXT, "1", {"Mei": "12,345 people"}, state="settled")
    entry = "figure", (span_of(TEXT, "12,345 people left Kyiv"),)
    _show(view, TEXT, one._replace(consensus=entry))
    _click(view, _place(view, "Kyiv"))
    assert clicked == ["1"]


def test_a_glyph_of_the_margin_leads_to_its_unit(view: ReviewView, clicked: list[str]) -> None:
    marks = [
        unit(TEXT, "1", {"Amara": "12,345 people"}, kind="missed"),
        unit(TEXT, "2", {"Amara": "Two aid workers"}, kind="label"),
    ]
    _show(view, TEXT, *marks)
    told = list(margin_of(view.page, view._reviewing, 0))
    assert [one.mark.key for one in told] == ["2", "1"]
    assert told[1].box.left() - told[0].box.left() == 24
    for one in told:
        _click(view, one.box.center().toPoint())
    assert clicked == ["2", "1"]
    _click(view, told[1].box.center().toPoint() + QPoint(40, 0))
    assert clicked == ["2", "1"]


def test_the_current_one_comes_first_and_has_words_where_there_is_room(view: ReviewView) -> None:
    names = ["Two", "aid", "workers", "asked", "not"]
    _show(view, TEXT, unit(TEXT, "workers", {"Amara": "workers"}))
    view.set_current_unit("workers")
    (alone,) = margin_of(view.page, view._reviewing, 0)
    # As much as this system's font has room for.
    assert alone.words in {"Edges differ", "Edges"}
    view.set_review([unit(TEXT, name, {"Amara": name}) for name in names], PEOPLE)
    told = list(margin_of(view.page, view._reviewing, 0))
    assert told[0].mark.key == "workers"
    assert told[0].words == alone.words
    # The others stand in a row below the pill, before the next line.
    assert [one.mark.key for one in told[1:]] == ["Two", "aid", "asked", "not"]
    assert {one.box.top() - told[0].box.top() for one in told[1:]} == {22}
    assert [one.box.left() - told[0].box.left() for one in told[1:]] == [0, 24, 48, 72]
    assert all(one.box.right() <= view.viewport().width() for one in told)
    view.set_current_unit(None)
    told = list(margin_of(view.page, view._reviewing, 0))
    assert {one.box.top() for one in told} == {alone.box.top()}


def test_where_the_title_does_not_fit_one_word_does(view: ReviewView) -> None:
    said = []
    kinds: tuple[DifferenceKind, ...] = ("missed", "attribute", "value", "label")
    for kind in kinds:
        _show(view, TEXT, unit(TEXT, "1", {"Amara": "workers"}, kind=kind))
        view.set_current_unit("1")
        said += [one.words for one in margin_of(view.page, view._reviewing, 0)]
    assert said[:2] == ["Missed", "Attribute"]
    # Wide fonts leave room for one word of these, too.
    assert said[2:] in (["Value differs", "Label differs"], ["Value", "Label"])
    view.resize(1300, 600)
    _show(view, TEXT, unit(TEXT, "1", {"Amara": "workers"}, kind="missed"))
    view.set_current_unit("1")
    (told,) = margin_of(view.page, view._reviewing, 0)
    assert told.words == "Missed by someone"


# Coming into view


@given(st.integers(0, 19))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_unit_comes_into_the_middle_third(view: ReviewView, number: int) -> None:
    marks = []
    for n in range(20):
        start = NEWS.index(f"Paragraph {n + 1}: ")
        pieces = ((start, start + 9),)
        marks.append(
            ReviewMark(
                str(n), "edges", "open", start, start + 9,
                (("Amara", "figure", pieces),), ("figure", pieces),
            )
        )  # fmt: skip
    if view.scene.display.text != NEWS:
        _show(view, NEWS, *marks)
    view.reveal_unit(str(number))
    box, height = view.box_of(marks[number].start, marks[number].end), view.viewport().height()
    bar = view.verticalScrollBar()
    if 0 < bar.value() < bar.maximum():
        assert height / 3 - 1 <= box.top()
        assert box.bottom() <= 2 * height / 3 + 1
    assert box.top() >= 0
    assert box.bottom() <= height
    before = bar.value()
    view.reveal_unit(str(number))
    assert bar.value() == before


def test_a_unit_in_folded_boilerplate_is_unfolded(view: ReviewView) -> None:
    zones = [Zone(0, 20, "body"), Zone(TEXT.index("12,345"), len(TEXT), "boilerplate")]
    text = TEXT.replace("12,345", "\n12,345")
    zones[1] = Zone(text.index("12,345"), len(text), "boilerplate")
    view.show_scene(scene_of(text, zones=zones, lanes=PEOPLE))
    view.set_review([unit(text, "1", {"Mei": "people"})], PEOPLE)
    assert view.scene.folds.hides(1)
    view.reveal_unit("1")
    assert not view.scene.folds.hides(1)
    view.reveal_unit("there is no such unit")


# Editing


def _words(fragments: tuple[Fragment, ...]) -> str:
    return " … ".join(TEXT[start:end] for start, end in fragments)


def test_brackets_move_the_edges(view: ReviewView, edited: list[tuple[Fragment, ...]]) -> None:
    for key in "}}{]":
        QTest.keyClicks(view, key)
    assert [_words(one) for one in edited] == [
        "Two aid workers who", "Two aid workers who asked", "Two aid workers who",
        "aid workers who",
    ]  # fmt: skip
    QTest.keyClicks(view, "[")
    assert _words(edited[-1]) == "Two aid workers who"


def test_the_last_word_stays(view: ReviewView, edited: list[tuple[Fragment, ...]]) -> None:
    QTest.keyClicks(view, "{{{{")
    assert _words(edited[-1]) == "Two"


def test_the_outer_edges_of_fragments_move(
    view: ReviewView, edited: list[tuple[Fragment, ...]]
) -> None:
    pieces = span_of(TEXT, "Two aid"), span_of(TEXT, "asked not")
    view.begin_edit(pieces, "source")
    QTest.keyClicks(view, "}]")
    assert [_words(one) for one in edited] == ["Two aid … asked not to", "aid … asked not to"]


def test_shift_and_arrows_move_the_right_edge(
    view: ReviewView, edited: list[tuple[Fragment, ...]]
) -> None:
    assert view.scene.selected == span_of(TEXT, "Two aid workers")
    QTest.keyClick(view, Qt.Key.Key_Right, _SHIFT)
    assert _words(edited[-1]) == "Two aid workers who"


def test_selecting_anew_replaces_the_proposal(
    view: ReviewView, edited: list[tuple[Fragment, ...]], clicked: list[str]
) -> None:
    _send(view, QEvent.Type.MouseButtonPress, QPointF(_place(view, "12,345")))
    _send(view, QEvent.Type.MouseMove, QPointF(_place(view, "people")))
    _send(view, QEvent.Type.MouseButtonRelease, QPointF(_place(view, "people")), down=False)
    assert _words(edited[-1]) == "12,345 people"
    assert view.editing
    assert clicked == []


def test_the_mouse_drags_an_edge(view: ReviewView, edited: list[tuple[Fragment, ...]]) -> None:
    end = view.caret_box(span_of(TEXT, "Two aid workers")[1]).center()
    _send(view, QEvent.Type.MouseButtonPress, end)
    there = QPointF(_place(view, "asked"))
    _send(view, QEvent.Type.MouseMove, there)
    _send(view, QEvent.Type.MouseButtonRelease, there, down=False)
    assert _words(edited[-1]) == "Two aid workers who asked"
    start = view.caret_box(0).center()
    _send(view, QEvent.Type.MouseButtonPress, start)
    there = QPointF(_place(view, "workers"))
    _send(view, QEvent.Type.MouseMove, there)
    _send(view, QEvent.Type.MouseButtonRelease, there, down=False)
    assert _words(edited[-1]) == "workers who asked"


def test_digits_are_labels_while_editing_only(
    view: ReviewView, edited: list[tuple[Fragment, ...]]
) -> None:
    del edited
    labels: list[str] = []
    view.edit_label.connect(labels.append)
    QTest.keyClicks(view, "2")
    view.end_edit()
    QTest.keyClicks(view, "3")
    assert labels == ["2"]


def test_leaving_the_edit_leaves_nothing_selected(
    view: ReviewView, edited: list[tuple[Fragment, ...]]
) -> None:
    QTest.keyClicks(view, "}")
    view.end_edit()
    assert not view.editing
    assert view.scene.selected is None
    count = len(edited)
    QTest.keyClicks(view, "}")
    QTest.keyClick(view, Qt.Key.Key_Right, _SHIFT)
    assert len(edited) == count


def test_another_unit_ends_the_edit(view: ReviewView, edited: list[tuple[Fragment, ...]]) -> None:
    del edited
    view.set_current_unit("2")
    assert not view.editing


def test_the_same_draft_goes_on_when_units_come_anew(
    view: ReviewView, edited: list[tuple[Fragment, ...]]
) -> None:
    QTest.keyClicks(view, "}")
    one = unit(TEXT, "1", {"Amara": "Two aid workers"}, label="source")
    view.set_review([one], PEOPLE)
    assert view.editing
    QTest.keyClicks(view, "}")
    assert _words(edited[-1]) == "Two aid workers who asked"


def test_what_is_searched_for_does_not_become_the_proposal(
    view: ReviewView, edited: list[tuple[Fragment, ...]]
) -> None:
    view.select_span(*span_of(TEXT, "12,345"))
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert edited == []
    QTest.keyClicks(view, "}")
    assert _words(edited[-1]) == "Two aid workers who"


# Nothing is tagged here


@pytest.fixture
def wishes(view: ReviewView) -> Iterator[list[str]]:
    found: list[str] = []
    for signal in ("tag_wanted", "removal_wanted", "move_wanted", "form_wanted", "choice_wanted"):
        getattr(view, signal).connect(lambda *_, name=signal: found.append(name))
    yield found
    assert found == []


@pytest.mark.usefixtures("wishes")
def test_keys_of_tagging_do_nothing(view: ReviewView) -> None:
    _show(view, TEXT, unit(TEXT, "1", {"Amara": "12,345 people"}))
    view.set_current_unit("1")
    for key in "[]{} ":
        QTest.keyClicks(view, key)
    for named in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_O, Qt.Key.Key_Tab):
        QTest.keyClick(view, named)
    _click(view, _place(view, "people"))
    assert view.scene.active is None
