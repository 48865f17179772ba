"""The sheets about versions: what changed, one's annotations, and what may be a version."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import Project
from annotator.app.versions.carrying import Compared
from annotator.app.versions.offers import Offer
from annotator.ui.dialogs.versions.carry_rows import ROW, CarryModel
from annotator.ui.dialogs.versions.offers import OffersSheet
from annotator.ui.dialogs.versions.sheet import VersionsSheet
from annotator.ui.dialogs.versions.words import carry_words, sum_words, why_words
from annotator.ui.look import Theme
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
    older, newer = project.versions.of(old_id)
    return Compared(older, newer, OLD, new, project.versions.plan(old_id, new_id))


def _opened(
    window: QWidget, project: Project, compared: Compared
) -> tuple[VersionsSheet, list[Any]]:
    sheet = VersionsSheet(window, compared, project.labels)
    said: list[Any] = []
    sheet.accepted.connect(said.append)
    sheet.refused.connect(lambda: said.append(None))
    sheet.open()
    return sheet, said


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
        seen.append(sheet.changes.textCursor().position())
    assert seen[0] == seen[-1]
    assert seen[:-1] == sorted(set(seen))
    QTest.keyClick(sheet.changes, Qt.Key.Key_P)
    assert sheet.changes.textCursor().position() == seen[-2]
    sheet.behind.click()
    assert sheet.changes.textCursor().position() == seen[0]
    # Nothing is tagged: there is nothing to carry, and it is said what to do.
    assert not sheet.answer.isEnabled()
    sheet.refuse.click()
    assert said == [None]


def test_equal_texts_and_odd_ones_are_shown(window: QWidget, project: Project) -> None:
    odd = f"{OLD}\u2028 second line 👩‍👩‍👧 ١٢٣\u0301 \u00a0 end"
    sheet, _ = _opened(window, project, _compared(project, new=odd))
    assert "second line 👩‍👩‍👧" in sheet.changes.toPlainText()
    sheet.refuse.click()


def test_the_model_keeps_what_is_chosen(project: Project) -> None:
    twice = OLD.replace("600 tons", "6 tons") + "\n\n600 tons elsewhere and 600 tons there."
    compared = _compared(project, "600 tons", "Odesa", new=twice)
    model = CarryModel(compared.plan, OLD, twice)
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


def test_what_is_there_already_has_no_tick(project: Project) -> None:
    compared = _compared(project, "Odesa")
    project.versions.carry(compared.older.id, compared.newer.id, compared.plan.certain())
    plan = project.versions.plan(compared.older.id, compared.newer.id)
    model = CarryModel(plan, OLD, NEW)
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
