"""The list of commands below a field: typing filters, keys walk, Enter and clicks choose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from annotator.ui.commands.command import Command, matching
from annotator.ui.commands.command_delegate import ROW_ROLE
from annotator.ui.commands.command_list import CommandList, CommandModel
from annotator.ui.look import look
from tests.nasty import CANONICAL
from tests.ui.heard import listen
from tests.ui.widgets.conftest import has_colour

COMMANDS = [
    Command("Open a project", print, icon="folder", keys="Ctrl O", group="Project"),
    Command("Export", print, group="Project", reason="no project is open"),
    Command("Undo", print, icon="undo", keys="Ctrl Z", group="Edit"),
    Command("Figure", print, mark=("orange", "dashes"), keys="3", group="Labels"),
]


@pytest.fixture
def shown(qtbot: QtBot) -> CommandList:
    made = CommandList("Commands", "Type", heads=True)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_commands(COMMANDS)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.field.edit.setFocus()
    return made


def _current(shown: CommandList) -> str:
    return str(shown.view.currentIndex().data())


def test_the_model_is_sound(qtbot: QtBot) -> None:
    model = CommandModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    nasty = [Command(text, print, group=name) for name, text in CANONICAL.items()]
    for commands, query in ((COMMANDS, ""), (nasty, ""), (nasty, "the"), ([], ""), (COMMANDS, "e")):
        model.show(matching(commands, query), heads=True)
        model.show(matching(commands, query), heads=False)
    assert model.data(model.index(-1)) is None
    assert model.data(model.index(0), int(Qt.ItemDataRole.DecorationRole)) is None


def test_groups_have_heads(shown: CommandList) -> None:
    texts = [shown.model.index(row).data() for row in range(shown.model.rowCount())]
    assert texts == [
        "Project", "Open a project", "Export", "Edit", "Undo", "Labels", "Figure",
    ]  # fmt: skip


def test_without_heads_a_line_parts_groups(qtbot: QtBot) -> None:
    model = CommandModel()
    model.show(matching(COMMANDS, ""), heads=False)
    rows = [model.index(row).data() for row in range(model.rowCount())]
    assert rows == ["Open a project", "Export", "", "Undo", "", "Figure"]


def test_only_what_can_be_done_can_be_chosen(shown: CommandList) -> None:
    assert _current(shown) == "Open a project"
    walked = []
    for _ in range(4):
        QTest.keyClick(shown.field.edit, Qt.Key.Key_Down)
        walked.append(_current(shown))
    assert walked == ["Undo", "Figure", "Figure", "Figure"]
    for _ in range(4):
        QTest.keyClick(shown.field.edit, Qt.Key.Key_Up)
    assert _current(shown) == "Open a project"


def test_page_keys_walk_too(shown: CommandList) -> None:
    QTest.keyClick(shown.field.edit, Qt.Key.Key_PageDown)
    assert _current(shown) == "Figure"
    QTest.keyClick(shown.field.edit, Qt.Key.Key_PageUp)
    assert _current(shown) == "Open a project"


def test_typing_filters_and_selects_the_best(shown: CommandList) -> None:
    QTest.keyClicks(shown.field.edit, "un")
    assert _current(shown) == "Undo"
    assert shown.model.rowCount() == 2


def test_enter_chooses(shown: CommandList, qtbot: QtBot) -> None:
    QTest.keyClicks(shown.field.edit, "fig")
    with qtbot.waitSignal(shown.chosen, timeout=0) as told:
        QTest.keyClick(shown.field.edit, Qt.Key.Key_Return)
    assert told.args == [COMMANDS[3]]


def test_nothing_found_is_not_chosen(shown: CommandList, qtbot: QtBot) -> None:
    QTest.keyClicks(shown.field.edit, "nothing of it")
    with qtbot.assertNotEmitted(shown.chosen):
        QTest.keyClick(shown.field.edit, Qt.Key.Key_Return)
    assert not shown.choose_current()


def test_a_click_chooses_the_row_under_it(shown: CommandList, qtbot: QtBot) -> None:
    place = shown.view.visualRect(shown.model.index(4)).center()
    with qtbot.waitSignal(shown.chosen, timeout=0) as told:
        QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [COMMANDS[2]]


@pytest.mark.parametrize("row", [0, 2])
def test_heads_and_what_cannot_be_done_are_deaf(shown: CommandList, qtbot: QtBot, row: int) -> None:
    place = shown.view.visualRect(shown.model.index(row)).center()
    with qtbot.assertNotEmitted(shown.chosen):
        QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_reason_is_shown(shown: CommandList) -> None:
    assert shown.model.index(2).data(ROW_ROLE).command.reason == "no project is open"
    before = shown.view.grab().toImage()
    shown.set_commands([Command("Export", print, group="Project")])
    assert shown.view.grab().toImage() != before


def test_typed_letters_are_in_the_accent(shown: CommandList) -> None:
    row = shown.view.visualRect(shown.model.index(4))
    assert not has_colour(shown.view.viewport().grab(row).toImage(), look().accent)
    QTest.keyClicks(shown.field.edit, "d")
    place = next(r for r in range(9) if shown.model.index(r).data() == "Undo")
    picture = shown.view.viewport().grab(shown.view.visualRect(shown.model.index(place)))
    assert has_colour(picture.toImage(), look().accent)


def test_the_focus_stays_in_the_field(shown: CommandList) -> None:
    place = shown.view.visualRect(shown.model.index(0)).center()
    QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown.field.edit.hasFocus()


def test_screen_readers_know_the_parts(shown: CommandList) -> None:
    field = QAccessible.queryAccessibleInterface(shown.field.edit)
    rows = QAccessible.queryAccessibleInterface(shown.view)
    assert field.text(QAccessible.Text.Name) == "Commands"
    assert rows.child(1).text(QAccessible.Text.Name) == "Open a project"


def test_screen_readers_are_told_what_enter_would_choose(
    shown: CommandList, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keyboard is in the field all the while, so nobody would say it."""
    said = listen(monkeypatch)
    QTest.keyClick(shown.field.edit, Qt.Key.Key_Down)
    assert said == ["Undo"]
    said.clear()
    QTest.keyClicks(shown.field.edit, "fig")
    assert said[-1] == "Figure"


def test_heights_add_up(shown: CommandList) -> None:
    last = shown.view.visualRect(shown.model.index(shown.model.rowCount() - 1))
    assert shown.height_of_rows() == last.bottom() + 1 + shown.view.verticalOffset()
    assert shown.natural_height() > shown.height_of_rows()


def test_rows_are_painted_whatever_their_words(qtbot: QtBot) -> None:
    shown = CommandList("Commands", "Type", heads=True)
    qtbot.addWidget(shown)
    shown.resize(400, 3000)
    shown.set_commands(
        [Command(text, print, aside=text, group=name) for name, text in CANONICAL.items()]
    )
    for query in ("", "a", "ß", "e\u0301", "😀"):
        shown.field.set_text(query)
        assert not shown.grab().isNull()


def test_at_its_natural_height_nothing_is_scrolled(qtbot: QtBot) -> None:
    for heads in (False, True):
        made = CommandList("Commands", "Type", heads=heads)
        qtbot.addWidget(made)
        made.set_commands(COMMANDS)
        made.setFixedWidth(400)
        made.setFixedHeight(made.natural_height())
        made.show()
        assert 0 <= made.view.height() - made.height_of_rows() <= 1
        assert made.view.verticalScrollBar().maximum() == 0


def test_a_line_without_words_is_heard_as_one(qtbot: QtBot) -> None:
    model = CommandModel()
    model.show(matching([Command("Copy", print)], ""), heads=True)
    line = model.index(0)
    assert line.data() == ""
    assert line.data(Qt.ItemDataRole.AccessibleTextRole) == "Separator"
