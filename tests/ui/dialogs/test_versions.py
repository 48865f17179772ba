"""The sheets about versions: what changed, one's annotations, and what may be a version."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import Project
from annotator.app.versions.carrying import Compared
from annotator.app.versions.offers import Offer
from annotator.ui.dialogs.versions.carry_rows import ROW, CarryModel
from annotator.ui.dialogs.versions.change_rows import ITEM, Folded
from annotator.ui.dialogs.versions.changes import Changes
from annotator.ui.dialogs.versions.offers import OffersSheet
from annotator.ui.dialogs.versions.sheet import VersionsSheet
from annotator.ui.dialogs.versions.words import carry_words, sum_words, why_words
from annotator.ui.look import Theme, metrics, serif, text_width
from tests.app.test_versions import NEW, OLD
from tests.ui.in_front import in_front


@pytest.fixture(params=[(1440, 900), (720, 480)])
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    return in_front(qtbot, QWidget(), *request.param)


def _compared(project: Project, *quotes: str, new: str = NEW) -> Compared:
    old_id, new_id = (project.import_text(text).id for text in (OLD, new))
    project.versions.declare(new_id, old_id)
    for quote in quotes:
        start = OLD.index(quote)
        project.annotate(old_id, start, start + len(quote), "source")
    of = {one.id: one for one in project.versions.of(old_id)}
    return project.versions.compare(of[old_id], of[new_id])


def _opened(
    window: QWidget, project: Project, compared: Compared
) -> tuple[VersionsSheet, list[Any]]:
    sheet = VersionsSheet(window, compared, project.labels)
    said: list[Any] = []
    sheet.accepted.connect(said.append)
    sheet.refused.connect(lambda: said.append(None))
    sheet.open()
    return sheet, said


def _heard(changes: Changes) -> str:
    return "\n".join(changes.rows.index(row, 0).data() for row in range(changes.rows.rowCount()))


def _in_view(changes: Changes) -> bool:
    place = changes.visualRect(changes.currentIndex())
    return place.intersects(changes.viewport().rect())


def test_certain_ones_are_ticked_and_carried_by_one_press(
    window: QWidget, project: Project, theme: Theme, qtbot: QtBot
) -> None:
    del theme
    sheet, said = _opened(window, project, _compared(project, "Odesa", "600 tons", "foggy"))
    assert window.rect().contains(sheet.popover.geometry())
    assert sheet.answer.text() == "Carry 1 over"
    QTest.keyClick(sheet.changes, Qt.Key.Key_2)
    assert sheet.list.hasFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert sheet.answer.text() == "Carry 2 over"
    QTest.keyClick(sheet.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (places,) = said
    assert sorted(NEW[slice(*one[0])] for one in places.values()) == ["700 tons", "Odesa"]
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_changes_are_walked_by_keys_and_buttons(window: QWidget, project: Project) -> None:
    sheet, said = _opened(window, project, _compared(project))
    number = sheet.changes.number
    assert number >= 3
    seen = []
    for _ in range(number + 1):
        QTest.keyClick(sheet.changes, Qt.Key.Key_N)
        seen.append(sheet.changes.here)
        shown = sheet.changes.currentIndex().data(ITEM)
        assert sheet.changes.here in shown.changes()
        assert _in_view(sheet.changes)
    assert seen == [*range(1, number + 1), 1]
    QTest.keyClick(sheet.changes, Qt.Key.Key_P)
    assert sheet.changes.here == number
    sheet.behind.click()
    assert sheet.changes.here == 1
    # Nothing is tagged: there is nothing to carry, and it is said what to do.
    assert not sheet.answer.isEnabled()
    sheet.refuse.click()
    assert said == [None]


def test_equal_texts_and_odd_ones_are_shown(window: QWidget, project: Project) -> None:
    odd = f"{OLD}\u2028 second line 👩‍👩‍👧 ١٢٣\u0301 \u00a0 end"
    sheet, _ = _opened(window, project, _compared(project, new=odd))
    assert "second line 👩‍👩‍👧" in _heard(sheet.changes)
    sheet.changes.grab()
    sheet.refuse.click()
    sheet, _ = _opened(window, project, _compared(project, new=OLD + "\n"))
    assert sheet.changes.number == 0
    assert "Odesa" in _heard(sheet.changes)
    QTest.keyClick(sheet.changes, Qt.Key.Key_N)
    sheet.refuse.click()


def test_more_stands_around_a_span_than_a_row_has_room_for(project: Project) -> None:
    """What is cut then ends with an ellipsis, and not in the middle of a word."""
    long = "They counted grain. " * 30
    old, new = (f"{long}{words} {long}" for words in ("600 tons", "700 tons"))
    ids = [project.import_text(text).id for text in (old, new)]
    project.versions.declare(ids[1], ids[0])
    at = old.index("600 tons")
    project.annotate(ids[0], at, at + 8, "source")
    of = {one.id: one for one in project.versions.of(ids[0])}
    compared = project.versions.compare(of[ids[0]], of[ids[1]])
    model = CarryModel(compared.carried, old, new)
    for quoted in model.quoted(model.index(0, 0).data(ROW)):
        assert quoted is not None
        widths = [text_width(words, serif(metrics.TEXT_CONTEXT)) for words in quoted]
        assert widths[0] > 500
        assert widths[2] > 700


def test_the_model_keeps_what_is_chosen(project: Project) -> None:
    twice = OLD.replace("600 tons", "6 tons") + "\n\n600 tons elsewhere and 600 tons there."
    compared = _compared(project, "600 tons", "Odesa", new=twice)
    model = CarryModel(compared.carried, OLD, twice)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    heard: list[int] = []
    model.chosen_changed.connect(lambda: heard.append(1))
    assert [row.ticked for row in model.rows()] == [False, True]
    assert model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert len(model.rows()[0].places) > 1
    before = model.quoted(model.index(0, 0).data(ROW))
    model.choose(0, 1)
    assert model.rows()[0].ticked
    assert model.quoted(model.index(0, 0).data(ROW)) != before
    model.tick_all(ticked=False)
    assert model.chosen() == {}
    model.tick_all(ticked=True)
    assert len(model.chosen()) == 2
    model.choose(1, 1)  # it has one place only
    model.toggle(7)
    assert len(heard) == 3
    assert model.index(5, 0).data() is None
    del tester


def test_the_versions_stand_beside_each_other_or_in_one(window: QWidget, project: Project) -> None:
    sheet, _ = _opened(window, project, _compared(project))
    changes, heard = sheet.changes, list[bool]()
    sheet.beside_changed.connect(heard.append)
    QTest.keyClick(changes, Qt.Key.Key_N)
    made = changes.set_at(changes.currentIndex().row())
    assert made is not None
    assert len(made.columns) == 2
    assert sheet._heads.isVisible()
    QTest.keyClick(changes, Qt.Key.Key_S)
    assert heard == [False]
    assert not sheet._heads.isVisible()
    made = changes.set_at(changes.currentIndex().row())
    assert made is not None
    assert len(made.columns) == 1
    assert changes.here == 1
    assert _in_view(changes)
    sheet.beside.click()
    assert heard == [False, True]


def test_what_is_folded_is_shown_by_key_and_click(window: QWidget, project: Project) -> None:
    lines = [f"{number} is a line that stays as it was, for good." for number in range(60)]
    new = "\n".join([OLD, *lines, "The end."])
    old = "\n".join([OLD, *lines])
    ids = [project.import_text(text).id for text in (old, new)]
    project.versions.declare(ids[1], ids[0])
    older, newer = project.versions.of(ids[0])
    sheet, _ = _opened(window, project, project.versions.compare(older, newer))
    changes = sheet.changes
    folded = changes.rows.rowCount()
    (fold,) = [row for row in range(folded) if isinstance(changes.rows.item(row), Folded)]
    assert "characters as they were" in changes.rows.index(fold, 0).data()
    changes.setCurrentIndex(changes.rows.index(fold, 0))
    top = changes.visualRect(changes.rows.index(fold, 0)).top()
    QTest.keyClick(changes, Qt.Key.Key_Return)
    assert changes.rows.rowCount() > folded
    # What was folded begins where the fold stood.
    assert changes.visualRect(changes.rows.index(fold, 0)).top() == top
    QTest.keyClick(changes, Qt.Key.Key_A)
    whole = changes.rows.rowCount()
    QTest.keyClick(changes, Qt.Key.Key_A)
    assert changes.rows.rowCount() == folded < whole
    place = changes.visualRect(changes.rows.index(fold, 0)).center()
    QTest.mouseClick(changes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert changes.rows.rowCount() == whole
    QTest.keyClick(changes, Qt.Key.Key_N)
    QTest.keyClick(changes, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "+ The end."


def test_rows_are_where_they_are_painted_after_any_way_of_scrolling(
    window: QWidget, project: Project
) -> None:
    """Estimates give way to real heights, and what is looked at stays where it is."""
    old = "\n\n".join(f"Paragraph {n} says this. " * (n % 17) for n in range(400))
    new = old.replace("7 says", "7 said")
    ids = [project.import_text(text).id for text in (old, new)]
    project.versions.declare(ids[1], ids[0])
    older, newer = project.versions.of(ids[0])
    sheet, _ = _opened(window, project, project.versions.compare(older, newer))
    changes = sheet.changes
    changes.show_all(everything=True)
    bar = changes.verticalScrollBar()
    for key in ("End", "Home", "PageDown", "PageDown", "N", "P", "End", "PageUp", "S", "Up"):
        QTest.keyClick(changes, getattr(Qt.Key, f"Key_{key}"))
        page = changes.viewport().rect()
        shown = [
            row
            for row in range(changes.rows.rowCount())
            if changes.visualRect(changes.rows.index(row, 0)).intersects(page)
        ]
        for row in shown:
            made = changes.set_at(row)
            assert made is not None
            assert changes.visualRect(changes.rows.index(row, 0)).height() == made.height
        assert changes.currentIndex().row() in shown
        assert 0 <= bar.value() <= bar.maximum()


def test_what_is_there_already_has_no_tick(project: Project) -> None:
    compared = _compared(project, "Odesa")
    plan = project.versions.plan(compared.older.id, compared.newer.id)
    project.versions.carry(compared.older.id, compared.newer.id, plan.certain())
    plan = project.versions.plan(compared.older.id, compared.newer.id)
    model = CarryModel(plan.rows, OLD, NEW)
    model.toggle(0)
    assert model.chosen() == {}
    assert str(model.index(0, 0).data()).endswith("there already")


_OFFER = Offer("a" * 64, "b" * 64, "Newer", "Older", "address", 0.5)


def test_offers_are_linked_as_ticked(window: QWidget, theme: Theme) -> None:
    del theme
    other = _OFFER._replace(newer="c" * 64, newer_title="", why="text", alike=None)
    sheet = OffersSheet(window, [_OFFER, other])
    linked: list[Any] = []
    sheet.linked.connect(linked.append)
    sheet.open(sheet.boxes[0])
    assert sheet.answer.text() == "Link 2 versions"
    QTest.keyClick(sheet.boxes[0], Qt.Key.Key_Space)
    assert sheet.answer.text() == "Link 1 version"
    QTest.keyClick(sheet.boxes[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert linked == [[("c" * 64, "b" * 64)]]


def test_words() -> None:
    assert why_words(_OFFER) == "the same address; 50 % of it alike"
    assert [carry_words(count) for count in (1, 1200)] == ["Carry 1 over", "Carry 1,200 over"]
    assert sum_words(1, 0, 0) == "1 annotation of yours."
    assert sum_words(3, 1, 1) == "3 annotations of yours, 1 there already, 1 not found."
