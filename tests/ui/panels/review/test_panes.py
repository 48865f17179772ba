"""Panes beside each other: each shows one person, all show the same place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.editor.pane_view import PaneView
from annotator.ui.editor.styles import PANE
from annotator.ui.look import Theme, label_colours
from annotator.ui.look.contrast import over
from annotator.ui.panels.review.panes import MOST, ReviewPanes
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar
from tests.ui.editor.pixels import box_of, picture, share
from tests.ui.editor.reviews import PEOPLE, unit
from tests.ui.editor.scenes import LABELS, NEWS, mark, scene_of

MARKS = [
    mark(n, start, start + 12, "source", who)
    for n, (who, start) in enumerate(
        (who, place) for place in range(0, len(NEWS) - 20, 170) for who in PEOPLE[: place % 3 + 1]
    )
]


@pytest.fixture
def panes(qtbot: QtBot) -> ReviewPanes:
    made = ReviewPanes()
    qtbot.addWidget(made)
    made.resize(960, 500)
    made.show()
    return made


def _show(panes: ReviewPanes, qtbot: QtBot, people: tuple[str, ...] = PEOPLE, top: int = 0) -> None:
    panes.show_article(scene_of(NEWS, MARKS, lanes=people), people, str.upper, top=top)
    panes.set_review([unit(NEWS, "7", {"Amara": "Paragraph 7: The", "Mei": "Paragraph 7"})], people)
    qtbot.waitUntil(lambda: any(pane.filled for pane in panes.panes))


def _views(panes: ReviewPanes) -> list[PaneView]:
    return [pane.view for pane in panes.panes]


def _places(panes: ReviewPanes) -> set[tuple[int, int]]:
    found = set()
    for view in _views(panes):
        position, below = view.scrolling.place()
        found.add((position, round(below)))
    return found


def test_each_pane_shows_one_persons_annotations(
    theme: Theme, panes: ReviewPanes, qtbot: QtBot
) -> None:
    _show(panes, qtbot)
    colour = label_colours(LABELS["source"].colour).line
    wash = over(colour, theme.base, theme.wash)
    washed = []
    for view in _views(panes):
        image = picture(view)
        first = view.box_of(0, 12)
        washed.append(share(image, first.adjusted(2, 4, -2, -4), wash) > 0.3)
    assert washed == [True, False, False]
    assert [pane._name.text() for pane in panes.panes] == ["AMARA", "JONAS", "MEI"]
    panes.set_names(lambda name: f"{PEOPLE.index(name) + 1}")
    assert [pane._name.text() for pane in panes.panes] == ["1", "2", "3"]
    assert _views(panes)[0].accessibleName() == "Text with the annotations of 1"


def test_all_panes_show_the_same_place(panes: ReviewPanes, qtbot: QtBot) -> None:
    _show(panes, qtbot)
    for number, value in ((0, 300), (2, 1111), (1, 55), (0, 0), (2, 10**6)):
        _views(panes)[number].verticalScrollBar().setValue(value)
        assert len(_places(panes)) == 1, value
    assert panes.first_visible() > len(NEWS) / 2


def test_they_begin_where_the_text_was(panes: ReviewPanes, qtbot: QtBot) -> None:
    there = NEWS.index("Paragraph 9")
    _show(panes, qtbot, top=there)
    assert len(_places(panes)) == 1
    assert panes.first_visible() == there


def test_the_current_unit_is_outlined_in_all_and_comes_into_view(
    theme: Theme, panes: ReviewPanes, qtbot: QtBot
) -> None:
    _show(panes, qtbot)
    panes.set_current_unit("7")
    panes.reveal_unit("7")
    for view in _views(panes):
        box = box_of(view, "Paragraph 7: The")
        assert view.viewport().rect().contains(box)
        around = box.adjusted(-4, -1, 4, 1)
        assert share(picture(view), around, theme.accent) > 0.02
    panes.set_current_unit(None)
    view = _views(panes)[0]
    assert share(picture(view), view.viewport().rect(), theme.accent) == 0


def test_a_click_asks_for_the_unit(panes: ReviewPanes, qtbot: QtBot) -> None:
    _show(panes, qtbot)
    keys: list[str] = []
    panes.unit_clicked.connect(keys.append)
    panes.reveal_unit("7")
    view = _views(panes)[1]
    place = box_of(view, "Paragraph 7: The").center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    elsewhere = box_of(view, "Paragraph 8").center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=elsewhere)
    assert keys == ["7"]
    assert view.scene.active is None


def test_keys_that_do_not_move_are_the_pages(qtbot: QtBot) -> None:
    keys: list[int] = []

    class Page(QWidget):
        def keyPressEvent(self, event: object) -> None:
            keys.append(event.key())  # type: ignore[attr-defined]

    page = Page()
    qtbot.addWidget(page)
    panes = ReviewPanes(page)
    panes.resize(900, 400)
    page.resize(900, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    _show(panes, qtbot)
    entered: list[bool] = []
    panes.enter_pressed.connect(lambda: entered.append(True))
    view = _views(panes)[0]
    view.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    assert keys == [Qt.Key.Key_1, Qt.Key.Key_Escape, Qt.Key.Key_Delete]
    assert entered == [True]
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert _views(panes)[1].hasFocus()


def test_of_many_people_four_are_in_view_and_the_others_are_scrolled_to(
    panes: ReviewPanes, qtbot: QtBot
) -> None:
    people = (*PEOPLE, "Tariq", "Olena", "Ann")
    _show(panes, qtbot, people)
    bar = panes._area.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert [pane.filled for pane in panes.panes] == [True] * MOST + [False] * 2
    assert panes.panes[0].width() == 240
    _views(panes)[0].verticalScrollBar().setValue(700)
    bar.setValue(bar.maximum())
    assert all(pane.filled for pane in panes.panes)
    assert len(_places(panes)) == 1


def test_hidden_people_have_no_pane(panes: ReviewPanes, qtbot: QtBot) -> None:
    _show(panes, qtbot)
    panes.set_hidden_lanes({"Amara", "Mei"})
    assert [pane.isHidden() for pane in panes.panes] == [True, False, True]
    qtbot.waitUntil(lambda: panes.panes[1].width() > 900)
    panes.set_hidden_lanes(())
    assert not any(pane.isHidden() for pane in panes.panes)


def test_without_people_there_is_nothing(panes: ReviewPanes) -> None:
    panes.show_article(scene_of(NEWS), (), str)
    panes.reveal_unit("7")
    panes.set_current_unit("7")
    assert panes.first_visible() == 0
    assert not panes.grab(QRect(0, 0, 10, 10)).isNull()


def test_the_scroll_bar_lies_on_no_number_where_one_reads_from_the_right(qtbot: QtBot) -> None:
    made = ReviewPanes()
    qtbot.addWidget(made)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.resize(960, 500)
    made.show()
    _show(made, qtbot)
    for view in _views(made):
        (bar,) = [
            one
            for one in view.findChildren(OverlayScrollBar)
            if one.orientation() == Qt.Orientation.Vertical
        ]
        assert bar.isVisible()
        assert bar.x() == 0
        page = view.page
        assert page.column_left - PANE.number_gap - bar.width() >= PANE.left - PANE.number_gap
