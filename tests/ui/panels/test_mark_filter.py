"""The panel that says what is painted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui.desk import Desk
from annotator.ui.editor.filtering import SHOWS_ALL, MarkFilter
from annotator.ui.hub import Hub
from annotator.ui.panels import mark_filter
from annotator.ui.panels.annotation_list import AnnotationList
from annotator.ui.panels.mark_filter import MarkFilterPanel, open_mark_filter
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox
from annotator.ui.widgets.tick_rows import TickRows
from tests.ui.in_front import in_front

TEXT = "The minister said that 12,345 people left Kyiv for Odesa 🇺🇦."


@pytest.fixture
def shown(project: Project, hub: Hub, desk: Desk) -> Desk:
    article = project.import_text(TEXT)
    for words, label, certainty in (
        ("minister", "source", "unsure"),
        ("12,345 people", "figure", "sure"),
        ("Kyiv", "location", "sure"),
    ):
        start = TEXT.index(words)
        end = start + len(words)
        project.annotate(article.id, start, end, label, certainty=certainty)  # type: ignore[arg-type]
    with Project.open(project.path, "Amara") as other:
        start = TEXT.index("Odesa")
        other.annotate(article.id, start, start + 5, "location")
    hub.look()
    desk.open_article(article.id)
    return desk


@pytest.fixture
def panel(shown: Desk, project: Project, qtbot: QtBot) -> Iterator[MarkFilterPanel]:
    made = MarkFilterPanel(shown, project.labels)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def _tick(panel: QWidget, name: str) -> TickBox:
    return next(one for one in panel.findChildren(TickBox) if one.accessibleName() == name)


def _words(desk: Desk) -> list[str]:
    return [
        TEXT[mark.start : mark.end] for mark in desk.scene.marks.ordered if desk.scene.shows(mark)
    ]


def test_labels_are_hidden_and_shown(panel: MarkFilterPanel, shown: Desk) -> None:
    _tick(panel, "Location").click()
    assert _words(shown) == ["minister", "12,345 people"]
    _tick(panel, "Source").click()
    assert _words(shown) == ["12,345 people"]
    _tick(panel, "Location").click()
    assert _words(shown) == ["12,345 people", "Kyiv", "Odesa"]


def test_people_are_hidden_as_by_their_pills(panel: MarkFilterPanel, shown: Desk) -> None:
    _tick(panel, "Amara").click()
    assert shown.hidden == {"Amara"}
    assert "Odesa" not in _words(shown)
    shown.show_lane("Amara", shown=True)
    assert _tick(panel, "Amara").isChecked()


def test_whose_and_states(panel: MarkFilterPanel, shown: Desk) -> None:
    panel.whose.segment(2).click()
    assert _words(shown) == ["Odesa"]
    panel.whose.segment(1).click()
    assert len(_words(shown)) == 3
    _tick(panel, "Unsure").click()
    assert _words(shown) == ["minister"]
    everything = panel.findChildren(PushButton)[0]
    assert everything.isEnabled()
    everything.click()
    assert len(_words(shown)) == 4
    assert not everything.isEnabled()
    assert not _tick(panel, "Unsure").isChecked()
    assert panel.whose.current() == 0


def test_it_counts(panel: MarkFilterPanel) -> None:
    said = [one.text() for one in panel.findChildren(Text)]
    assert said.count("2") == 1  # locations
    assert "3" in said  # Olena's


def test_what_is_hidden_is_not_selected_any_more(shown: Desk) -> None:
    first, second, *_ = [mark.entity for mark in shown.scene.marks.ordered]
    shown.select([first, second])
    shown.set_filter(MarkFilter(hidden=frozenset({"source"})))
    assert shown.selected == (second,)
    shown.set_filter(MarkFilter(whose="others"))
    assert not shown.selected
    shown.show_everything()
    assert shown.filter is SHOWS_ALL
    assert shown.scene.filter is SHOWS_ALL


def test_the_list_says_how_many_are_hidden(shown: Desk, qtbot: QtBot) -> None:
    panel = AnnotationList(shown)
    qtbot.addWidget(panel)
    panel.show()
    shown.set_filter(MarkFilter(hidden=frozenset({"location"})))
    assert "2 of 4" in [one.text() for one in panel.findChildren(Text)]
    shown.set_filter(MarkFilter(hidden=frozenset({"source", "figure", "location"})))
    button = next(one for one in panel.findChildren(PushButton) if one.isVisible())
    button.click()
    assert panel.model.count() == 4
    panel.close()


def test_another_article_is_filtered_too(shown: Desk, project: Project) -> None:
    shown.set_filter(MarkFilter(hidden=frozenset({"location"})))
    other = project.import_text("Kyiv again.")
    project.annotate(other.id, 0, 4, "location")
    shown.open_article(other.id)
    (mark,) = shown.scene.marks.ordered
    assert not shown.scene.shows(mark)


def test_it_is_freed_when_it_is_closed(shown: Desk, project: Project, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    button = PushButton("Filter", parent=window)
    window.show()
    popover = open_mark_filter(shown, project.labels, button)
    with qtbot.waitSignal(popover.destroyed):
        popover.dismiss()
    shown.set_filter(MarkFilter(whose="mine"))


def test_what_is_to_be_discussed(panel: MarkFilterPanel, shown: Desk, project: Project) -> None:
    kyiv = next(one for one in project.annotations() if one.quote == "Kyiv")
    project.discussing.mark(kyiv.id, "Which one?")
    _tick(panel, "To discuss").click()
    assert _words(shown) == ["Kyiv"]
    # It follows what is said.
    odesa = next(one for one in project.annotations() if one.quote == "Odesa")
    project.discussing.mark(odesa.id)
    assert _words(shown) == ["Kyiv", "Odesa"]
    project.discussing.unmark(kyiv.id)
    assert _words(shown) == ["Odesa"]


def test_in_a_low_window_it_scrolls(shown: Desk, project: Project, qtbot: QtBot) -> None:
    window = QWidget()
    button = PushButton("Filter", parent=window)
    in_front(qtbot, window, 720, 420)
    popover = open_mark_filter(shown, project.labels, button)
    assert popover.height() <= window.height()
    last = popover.findChildren(PushButton)[-1]
    _tick(popover, "Unsure").click()
    last.setFocus()
    place = last.mapTo(popover, last.rect().center())
    assert popover.rect().contains(place)
    popover.dismiss()


def test_very_many_labels_are_one_list(
    shown: Desk, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mark_filter, "_MOST_ROWS", 2)
    panel = MarkFilterPanel(shown, project.labels)
    in_front(qtbot, panel, 280, 500)
    (rows,) = panel.findChildren(TickRows)
    keys = [label.key for label in project.labels]
    assert all(rows.is_ticked(key) for key in keys)
    rows.setFocus()
    while rows.currentIndex().row() < keys.index("location"):
        QTest.keyClick(rows, Qt.Key.Key_Down)
    said = rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Location, 2, ticked"
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert _words(shown) == ["minister", "12,345 people"]
    assert not rows.is_ticked("location")
    assert rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "Location, 2"
    first = rows.visualRect(rows.model().index(keys.index("source"), 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert _words(shown) == ["12,345 people"]
    shown.show_everything()
    assert all(rows.is_ticked(key) for key in keys)
    assert rows.currentIndex().isValid()
    panel.close()
