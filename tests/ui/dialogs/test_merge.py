"""The sheets of exchange: what would come, conflicts, what is sent."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import Project
from annotator.model.exchange import MergeReport, Signature
from annotator.ui.dialogs.conflicts import ConflictsSheet
from annotator.ui.dialogs.merge import MergeSheet, seal_of
from annotator.ui.dialogs.merge_parts import ConflictChoice
from annotator.ui.dialogs.merge_words import file_words, foot_words, new_words, title_words
from annotator.ui.dialogs.send import Sending, SendSheet
from annotator.ui.look import Theme, metrics
from tests.ui.in_front import in_front
from tests.ui.merge_report import CONFLICTS, merge_report


@pytest.fixture(params=[(1440, 900), (720, 480)])
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    return in_front(qtbot, QWidget(), *request.param)


def _opened(window: QWidget, project: Project, report: MergeReport) -> tuple[MergeSheet, list[Any]]:
    sheet = MergeSheet(window, report, project.labels)
    said: list[Any] = []
    sheet.accepted.connect(said.append)
    sheet.refused.connect(lambda: said.append(None))
    sheet.open()
    return sheet, said


def test_it_counts_what_would_come(window: QWidget, project: Project, theme: Theme) -> None:
    del theme
    sheet, said = _opened(window, project, merge_report())
    assert [row.accessibleName() for row in sheet.rows] == [
        "Conflicts: 2", "Other version of an article: 12", "Ignored, with reason: 7", "New: 228",
        "Already known: 96",
    ]  # fmt: skip
    assert sheet.answer.text() == "Merge 228 changes"
    assert window.rect().contains(sheet.popover.geometry())
    sheet.refuse.click()
    assert said == [None]


@pytest.mark.parametrize("way", ["enter", "ctrl", "click"])
def test_one_press_merges(window: QWidget, project: Project, way: str, qtbot: QtBot) -> None:
    sheet, said = _opened(window, project, merge_report())
    assert sheet.answer.hasFocus()
    if way == "enter":
        QTest.keyClick(sheet.answer, Qt.Key.Key_Return)
    elif way == "ctrl":
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        QTest.mouseClick(sheet.answer, Qt.MouseButton.LeftButton)
    assert said == [{}]
    qtbot.waitUntil(lambda: not isValid(sheet))


def test_escape_merges_nothing(window: QWidget, project: Project) -> None:
    sheet, said = _opened(window, project, merge_report())
    QTest.keyClick(sheet.answer, Qt.Key.Key_Escape)
    assert said == [None]


def test_a_picked_side_is_settled_and_an_unpicked_one_is_not(
    window: QWidget, project: Project
) -> None:
    sheet, said = _opened(window, project, merge_report())
    first, second = sheet.choices
    assert first.cards[0].isChecked()
    second.cards[1].click()
    sheet.accept()
    assert said == [{CONFLICTS[1].entity: CONFLICTS[1].sides[1].digest}]


def test_the_left_column_leads_to_its_section(window: QWidget, project: Project) -> None:
    sheet, _ = _opened(window, project, merge_report())
    for number in (4, 0, 2):
        QTest.mouseClick(sheet.rows[number], Qt.MouseButton.LeftButton)
        assert [row.isChecked() for row in sheet.rows].index(True) == number
        top = sheet.sections[number].mapTo(sheet.area.viewport(), sheet.area.rect().topLeft()).y()
        assert 0 <= top < sheet.area.viewport().height()
    sheet.refuse.click()


def test_what_is_known_already_can_only_be_closed(window: QWidget, project: Project) -> None:
    known = merge_report()._replace(new=0, conflicts=(), ignored=(), versions=(), annotations=0)
    sheet, said = _opened(window, project, known)
    assert sheet.answer.text() == "Close"
    assert not sheet.refuse.isVisible()
    sheet.answer.click()
    assert said == [None]


def test_another_key_than_before_has_to_be_asked_about(window: QWidget, project: Project) -> None:
    changed = merge_report()._replace(signature=Signature("changed", "7F3A 19C2 D04E 881B"))
    sheet, said = _opened(window, project, changed)
    assert not sheet.answer.isEnabled()
    sheet.accept()
    assert said == []
    assert sheet.asked.isVisible()
    sheet.asked.click()
    sheet.accept()
    assert said == [{}]


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        (Signature("unsigned"), "Not signed: The name is a claim"),
        (Signature("unknown", "AB12"), "Signed, key not seen before: AB12"),
        (Signature("known", "AB12"), "Signed, known key: AB12"),
    ],
)
def test_a_signature_is_said_plainly(signature: Signature, words: str, qtbot: QtBot) -> None:
    seal = seal_of(signature)
    qtbot.addWidget(seal)
    assert seal.accessibleName() == words


def test_the_words_of_a_report(project: Project) -> None:
    report = merge_report()
    assert new_words(report, project.labels) == (
        "184 annotations (70 location, 66 source, 48 figure), 31 verdicts and 13 comments in 14 "
        "articles, 2 of them new."
    )
    assert foot_words(report) == "228 new, 12 on another version, 2 conflicts."
    assert title_words(report) == "Merge a bundle from Olena Kovalenko"
    assert title_words(report._replace(sender="")) == "Merge nile-floods-olena-1019.annotz"
    assert file_words(report).endswith("14 articles  ·  1.2 MB")
    edits = report._replace(annotations=0, new_by_label={}, new_by_kind={"annotation": 1})
    assert new_words(edits, project.labels).startswith("one edit in 14 articles")


def test_conflicts_are_settled_only_where_a_side_was_picked(
    window: QWidget, project: Project
) -> None:
    sheet = ConflictsSheet(window, CONFLICTS, project.labels)
    settled: list[Any] = []
    sheet.settled.connect(settled.append)
    sheet.open(sheet.refuse)
    assert not sheet.answer.isEnabled()
    sheet.choices[0].cards[0].click()
    assert sheet.answer.isEnabled()
    sheet.accept()
    assert settled == [{CONFLICTS[0].entity: CONFLICTS[0].sides[0].digest}]


def test_the_sides_of_a_conflict_can_be_told_apart_in_a_narrow_window(qtbot: QtBot) -> None:
    choice = ConflictChoice(CONFLICTS[0], None)
    in_front(qtbot, choice, 330, 300)
    one, other = choice.cards
    assert other.y() > one.geometry().bottom()
    assert one.width() == other.width() == choice.width()
    choice.resize(600, 300)
    qtbot.waitUntil(lambda: one.y() == other.y())
    assert not one.toolTip()
    choice.resize(150, 300)
    qtbot.waitUntil(lambda: one.toolTip() == one.accessibleName())


@pytest.mark.parametrize(("height", "scrolls"), [(450, True), (900, False)])
def test_conflicts_take_the_room_that_there_is(
    qtbot: QtBot, project: Project, height: int, scrolls: bool
) -> None:
    window = in_front(qtbot, QWidget(), 720, height)
    sheet = ConflictsSheet(window, [CONFLICTS[0]] * 4, project.labels)
    sheet.open(sheet.refuse)
    (area,) = sheet.popover.findChildren(QScrollArea)
    assert area.height() > 200
    assert (area.verticalScrollBar().maximum() > 0) is scrolls
    button = sheet.answer
    corner = button.mapTo(window, button.rect().bottomRight())
    assert window.rect().contains(corner)


def test_what_is_sent_is_asked_for(window: QWidget, project: Project) -> None:
    sheet = SendSheet(window, project, "a" * 64, "2026-10-16T08:00:00Z", blind=False)
    chosen: list[Sending] = []
    sheet.chosen.connect(chosen.append)
    sheet.open()
    sheet.articles.segment(1).click()
    sheet.people.segment(1).click()
    sheet.since.click()
    sheet.sign.click()
    sheet.accept()
    assert chosen == [Sending(here=True, mine=False, since_last=True, sign=False)]


def test_who_works_blind_sends_their_own_work_only(window: QWidget, project: Project) -> None:
    sheet = SendSheet(window, project, "", "", blind=True)
    sheet.open()
    assert not sheet.people.segment(1).isEnabled()
    assert not sheet.articles.segment(1).isEnabled()
    assert not sheet.since.isEnabled()
    assert sheet.sending() == Sending(here=False, mine=True, since_last=False, sign=True)
    sheet.close()


def test_a_reviewer_may_send_everybodys_work_on(window: QWidget, project: Project) -> None:
    sheet = SendSheet(window, project, "", "", blind=True, may_send_all=True)
    sheet.open()
    sheet.people.segment(1).click()
    assert sheet.sending().everybody
    sheet.people.segment(0).click()
    assert not sheet.sending().everybody
    sheet.close()


def test_its_rows_are_scrolled_rather_than_squeezed(window: QWidget, project: Project) -> None:
    sheet, _ = _opened(window, project, merge_report())
    assert {row.height() for row in sheet.rows} == {metrics.TALL_ROW}
