"""The sheet of an export: what formats cannot hold, what is chosen, and what is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator import Project
from annotator.app.formats import Format
from annotator.model.export import ExportPlan, Selection, Splits
from annotator.model.team import Role, TeamState
from annotator.ui.apart import Apart
from annotator.ui.dialogs.export import facts
from annotator.ui.dialogs.export.format_list import FormatModel, FormatRow
from annotator.ui.dialogs.export.sheet import ExportSheet
from annotator.ui.dialogs.export.spans import ConcernedSheet
from annotator.ui.look import STRONG, metrics, sans, text_width
from annotator.ui.models.row_list import RowList
from annotator.ui.verbs.exporting import write_dataset
from annotator.ui.widgets.text import Text
from tests.ui.in_front import in_front


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    return in_front(qtbot, QWidget(), 1280, 860)


@pytest.fixture
def filled(project: Project) -> Project:
    article = project.import_text("Talks in Odesa.\n\nThe minister said 12,345 people left.")
    first = project.annotate(article.id, 0, 5, "source", note="who?")
    second = project.annotate(article.id, 9, 14, "figure")
    project.relate(first.id, "says", second.id)
    return project


@pytest.fixture
def sheet(window: QWidget, filled: Project) -> ExportSheet:
    made = ExportSheet(window, filled)
    made.open()
    return made


def weighed(sheet: ExportSheet, qtbot: QtBot, name: str) -> list[str]:
    """Choose a format, wait until it is weighed, and give the rows of the honesty sheet."""
    sheet.choose_format(name)
    qtbot.waitUntil(lambda: sheet.shown == sheet.plan(as_written=False), timeout=20_000)
    return [f"{row.row.number} {row.row.what}" for row in sheet.honesty.rows]


def _kinds(sheet: ExportSheet, name: str) -> int:
    return next(row.kinds for row in sheet.model.rows if row.name == name)


def choose(sheet: ExportSheet, button: QWidget, words: str) -> None:
    """Choose a row of the menu behind a button of the sheet."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = next(one for one in sheet.popover.window().findChildren(QMenu) if one.isVisible())
    row = next(one for one in menu.actions() if one.text().startswith(words))
    assert row.isEnabled()
    row.trigger()
    menu.close()


def test_what_a_format_cannot_hold_is_counted(sheet: ExportSheet, qtbot: QtBot) -> None:
    assert weighed(sheet, qtbot, "jsonl") == []
    assert sheet.honesty.word.text() == "Everything fits."
    assert sheet.strip.isHidden()
    rows = weighed(sheet, qtbot, "csv")
    assert "1 Links between annotations" in rows
    assert sheet.honesty.word.isHidden()
    assert sheet.strip.isVisible()


def test_all_formats_are_weighed_one_after_the_other(sheet: ExportSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: all(row.kinds >= 0 for row in sheet.model.rows if row.available), timeout=30_000
    )
    assert _kinds(sheet, "jsonl") == 0
    assert _kinds(sheet, "csv") > 0
    QAbstractItemModelTester(sheet.model, sheet)


def test_a_model_of_formats_says_what_is_known() -> None:
    model = FormatModel(
        [FormatRow("a", "A", "a", available=True), FormatRow("b", "B", "b", available=False)]
    )
    QAbstractItemModelTester(model, model)
    said = [row.words() for row in model.rows]
    assert said == ["…", "not installed"]
    for kinds, words in ((0, "holds all"), (1, "1 kind"), (3, "3 kinds")):
        model.set_kinds("a", kinds)
        assert model.rows[0].words() == words
    assert model.data(model.index(0, 0)) == "A, cannot hold: 3 kinds"
    model.forget()
    assert model.rows[0].words() == "…"


def test_the_plan_is_what_was_chosen(sheet: ExportSheet, qtbot: QtBot) -> None:
    given: list[tuple[ExportPlan, Format]] = []
    sheet.chosen.connect(lambda plan, chosen: given.append((plan, chosen)))
    weighed(sheet, qtbot, "csv")
    choose(sheet, sheet.choosing.layer, "Olena (you)")
    choose(sheet, sheet.choosing.layer, "Numbers in place")
    choose(sheet, sheet.choosing.label, "Location")
    choose(sheet, sheet.choosing.split, "Train, dev, test: 70")
    choose(sheet, sheet.choosing.split, "Each its share by outlet")
    choose(sheet, sheet.choosing.split, "Deal otherwise")
    weighed(sheet, qtbot, "csv")
    sheet.too.setChecked(True)
    sheet.notes.setChecked(False)
    sheet.accept()
    assert given[0][0] == ExportPlan(
        format="csv",
        selection=Selection(annotators=("Olena",), labels=("source", "figure")),
        splits=Splits(train=70, dev=15, test=15, by="outlet", seed=2),
        pseudonyms=True,
        also_jsonl=True,
    )
    assert given[0][1].name == "csv"


def test_history_and_pseudonyms_are_not_had_together(sheet: ExportSheet) -> None:
    choose(sheet, sheet.choosing.layer, "The history")
    assert sheet.plan().history
    choose(sheet, sheet.choosing.layer, "Numbers in place")
    assert (sheet.plan().history, sheet.plan().pseudonyms) == (False, True)


def test_articles_are_chosen_by_how_they_stand(
    window: QWidget, filled: Project, qtbot: QtBot
) -> None:
    project = filled
    article = next(project.articles())
    project.import_text("Another one, untouched.")
    project.corpus.set_state(article.id, "done")
    sheet = ExportSheet(window, project, (article.id, article.title))
    sheet.open()
    choosing = sheet.choosing
    qtbot.waitUntil(lambda: choosing.articles.accessibleName() == "Articles: all 2", timeout=5_000)
    choose(sheet, choosing.articles, "Done, 1")
    assert choosing.articles.accessibleName() == "Articles: done, 1"
    weighed(sheet, qtbot, "jsonl")
    assert sheet.answer.text() == "Export 1 article…"
    choose(sheet, choosing.articles, "This one: ")
    assert sheet.plan().selection == Selection(articles=(article.id,))
    choose(sheet, choosing.articles, "Untouched, 1")
    weighed(sheet, qtbot, "jsonl")
    assert sheet.plan().selection == Selection(states=("untouched",))


def test_the_consensus_says_what_is_disputed(
    sheet: ExportSheet, filled: Project, qtbot: QtBot
) -> None:
    project = filled
    article = next(iter(project.articles())).id
    for who, verb in (("Ben", "accept"), ("Olena", "reject")):
        project.work_as(who)
        getattr(project.reviewing, verb)(article, project.reviewing.article(article).units[0])
    project.reviewing.accept(article, project.reviewing.article(article).units[1])
    choose(sheet, sheet.choosing.layer, "The consensus")
    assert sheet.plan().selection == Selection(consensus=True)
    assert weighed(sheet, qtbot, "jsonl") == [
        "1 Entries about which reviewers differ",
        "1 Links that are not settled",
    ]


@pytest.mark.parametrize("role", ["annotator", None])
def test_who_works_blind_exports_only_their_own(
    window: QWidget, filled: Project, role: Role | None
) -> None:
    project = filled
    project.work_as("Ben")
    project.annotate(next(project.articles()).id, 0, 5, "figure")
    project.work_as("Olena")
    project.team.set_role("Ben", role)
    project.team.set_blind(blind=True)
    assert ExportSheet(window, project).plan().selection.annotators == ()
    project.work_as("Ben")
    sheet = ExportSheet(window, project)
    sheet.open()
    assert sheet.plan().selection.annotators == ("Ben",)
    choose(sheet, sheet.choosing.layer, "Only mine: people work blind here")
    assert sheet.plan().selection.annotators == ("Ben",)


def test_what_is_written_is_what_was_weighed(filled: Project, tmp_path: Path) -> None:
    """Also if somebody else works than whose file it is: they see other articles as in review."""
    project = filled
    article = next(project.articles()).id
    project.corpus.set_state(article, "done")
    project.team.add_person("Ben")
    project.work_as("Mei")
    project.annotate(article, 0, 5, "location")
    project.corpus.set_state(article, "done")
    project.work_as("Olena")
    project.team.set_blind(blind=True)
    seen = {}
    for who in ("Olena", "Ben"):
        project.work_as(who)
        apart, out = Apart.of(project), tmp_path / f"{who}.jsonl"
        states: tuple[TeamState, ...] = ("review", "settled")
        for state in states:
            plan = ExportPlan(format="jsonl", selection=Selection(states=(state,)))
            weighed = facts.weigh(apart, plan, lambda _: None).honesty.articles
            write_dataset(apart, out, plan, lambda _: None)
            lines = map(json.loads, out.read_text().splitlines())
            assert sum("annotations" in line for line in lines) == weighed
            seen[who, state] = weighed
    assert seen["Olena", "review"] == seen["Ben", "settled"] == 1


def test_options_belong_to_their_format(sheet: ExportSheet, qtbot: QtBot) -> None:
    weighed(sheet, qtbot, "doccano")
    choose(sheet, sheet.options.buttons["offsets"], "graphemes")
    assert sheet.plan().options == {"offsets": "graphemes"}
    weighed(sheet, qtbot, "csv")
    assert sheet.plan().options == {}
    weighed(sheet, qtbot, "doccano")
    assert sheet.plan().options == {"offsets": "graphemes"}
    choose(sheet, sheet.options.buttons["offsets"], "utf16")
    assert sheet.plan().options == {}


def test_a_count_opens_the_annotations_it_counts(
    sheet: ExportSheet, window: QWidget, qtbot: QtBot
) -> None:
    places: list[tuple[str, int, int]] = []
    sheet.place_wanted.connect(lambda *place: places.append(place))
    weighed(sheet, qtbot, "csv")
    row = next(one for one in sheet.honesty.rows if one.row.reason == "relation")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(ConcernedSheet)), timeout=5_000)
    concerned = window.findChild(ConcernedSheet)
    assert isinstance(concerned, ConcernedSheet)
    model = concerned.list.model()
    assert isinstance(model, RowList)
    QAbstractItemModelTester(model, model)
    assert model.rowCount() == 1
    assert str(model.data(model.index(0, 0))).startswith("source: Talks, ")
    QTest.keyClick(concerned.list, Qt.Key.Key_Return)
    assert [place[1:] for place in places] == [(0, 5)]
    qtbot.waitUntil(lambda: not isValid(sheet) and not isValid(concerned))


def test_the_first_records_are_those_of_the_file(sheet: ExportSheet, qtbot: QtBot) -> None:
    weighed(sheet, qtbot, "csv")
    assert sheet.records.accessibleDescription().startswith("article,title,")
    weighed(sheet, qtbot, "jsonl")
    assert sheet.records.accessibleDescription().startswith('{"id":"')


def test_a_low_window_has_no_room_for_first_records(qtbot: QtBot, filled: Project) -> None:
    small = QWidget()
    qtbot.addWidget(small)
    small.resize(720, 480)
    small.show()
    sheet = ExportSheet(small, filled)
    sheet.open()
    assert not sheet.records.isVisible()
    assert sheet.answer.isVisible()
    assert sheet.popover.width() <= 720 - 16
    head = next(one for one in sheet.popover.findChildren(Text) if one.text() == "Export")
    around = head.parentWidget()
    assert around is not None
    assert min(head.y(), around.height() - head.geometry().bottom()) >= metrics.SPACE
    # Nothing is cut: the window is not wide, either.
    weighed(sheet, qtbot, "jsonl")
    QApplication.sendPostedEvents()
    title = text_width(head.text(), sans(metrics.TEXT_TITLE, STRONG))
    assert head.width() >= title
    for part in (sheet.answer, sheet.refuse, sheet.notes):
        assert part.width() >= part.sizeHint().width()


def test_keys_walk_the_formats_and_go(sheet: ExportSheet, qtbot: QtBot) -> None:
    given: list[ExportPlan] = []
    sheet.chosen.connect(lambda plan, _: given.append(plan))
    assert sheet.list.hasFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    name = sheet.chosen_format().name
    assert name != "jsonl"
    weighed(sheet, qtbot, name)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [plan.format for plan in given] == [name]


def test_a_sheet_may_be_closed_while_it_weighs(sheet: ExportSheet, qtbot: QtBot) -> None:
    refused: list[bool] = []
    sheet.refused.connect(lambda: refused.append(True))
    sheet.close()
    qtbot.waitUntil(lambda: not isValid(sheet))
    qtbot.wait(60)
    assert refused == [True]
