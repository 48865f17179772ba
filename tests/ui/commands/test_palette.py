"""The palette and the menu at a selection: opening, choosing, leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.commands.choose_menu import ChooseMenu
from annotator.ui.commands.command import Command
from annotator.ui.commands.palette import Palette
from annotator.ui.commands.query_line import QueryLine
from annotator.ui.widgets.key_hints import KeyHints


class _Window(QWidget):
    """A window with a field that has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(900, 600)
        self.edit = QLineEdit(self)
        self.done: list[str] = []
        self.searched: list[str] = []
        self.is_slow = False
        self.late: list[Callable[[], None]] = []
        """What shows what was found, while looking for it takes long."""

    def command(self, text: str, keys: str = "") -> Command:
        return Command(text, lambda: self.done.append(text), keys=keys, group="Edit")

    def search(self, query: str, show: Callable[[Sequence[Command]], None]) -> None:
        self.searched.append(query)
        found = Command(f"Article about {query}", lambda: self.done.append(query), group="Found")
        if self.is_slow:
            self.late.append(lambda: show([found]))
        else:
            show([found])


@pytest.fixture
def window(qtbot: QtBot) -> _Window:
    made = _Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.edit.setFocus()
    return made


@pytest.fixture
def palette(window: _Window) -> Palette:
    actions = [window.command("Undo"), window.command("Export")]
    made = Palette(window, lambda: actions, window.search)
    made.open()
    return made


def test_it_opens_with_everything_and_the_focus(palette: Palette) -> None:
    assert palette.list.field.edit.hasFocus()
    assert palette.list.model.rowCount() == 3


def test_enter_closes_it_and_then_runs(palette: Palette, window: _Window) -> None:
    seen = []
    palette.popover.closed.connect(lambda: seen.append(list(window.done)))
    QTest.keyClicks(palette.list.field.edit, "exp")
    QTest.keyClick(palette.list.field.edit, Qt.Key.Key_Return)
    assert window.done == ["Export"]
    assert seen == [[]]
    assert not palette.popover.isVisible()
    assert window.edit.hasFocus()


def test_escape_leaves_no_trace(palette: Palette, window: _Window) -> None:
    QTest.keyClick(palette.list.field.edit, Qt.Key.Key_Escape)
    assert window.done == []
    assert window.edit.hasFocus()


def test_articles_are_found_a_moment_later(palette: Palette, window: _Window, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.list.field.edit, "hay")
    assert window.searched == []
    qtbot.waitUntil(lambda: window.searched == ["hay"])
    rows = [palette.list.model.index(n).data() for n in range(palette.list.model.rowCount())]
    assert rows == ["Found", "Article about hay"]


def test_what_is_found_for_other_words_is_not_shown(
    palette: Palette, window: _Window, qtbot: QtBot
) -> None:
    window.is_slow = True
    QTest.keyClicks(palette.list.field.edit, "hay")
    qtbot.waitUntil(lambda: len(window.late) == 1)
    QTest.keyClicks(palette.list.field.edit, "f")
    window.late[0]()
    assert palette.list.model.rowCount() == 0
    qtbot.waitUntil(lambda: len(window.late) == 2)
    window.late[1]()
    rows = [palette.list.model.index(n).data() for n in range(palette.list.model.rowCount())]
    # The words that fit: found is what the project gave for them.
    assert window.searched == ["hay", "hayf"]
    assert rows == ["Found", "Article about hayf"]


def test_one_letter_is_not_searched_for(palette: Palette, window: _Window, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.list.field.edit, "h")
    qtbot.waitUntil(lambda: not palette._quiet.isActive())
    assert window.searched == []


def test_what_was_found_goes_with_its_words(
    palette: Palette, window: _Window, qtbot: QtBot
) -> None:
    palette.list.field.set_text("hay")
    qtbot.waitUntil(lambda: window.searched == ["hay"])
    palette.list.field.set_text("")
    qtbot.waitUntil(lambda: palette.list.model.rowCount() == 3)


def _rows(palette: Palette) -> list[str]:
    return [str(palette.list.model.index(n).data()) for n in range(palette.list.model.rowCount())]


@pytest.fixture
def full(window: _Window) -> Palette:
    offered = [
        Command("Undo", print, group="Edit", section="Actions"),
        Command("Under way", print, group="Edit", section="Actions", reason="no article is open"),
        Command("Unfold", print, group="View", section="Actions"),
        Command("Unsure", print, mark=("orange", "dashes"), keys="3", group="Labels"),
    ]
    made = Palette(window, lambda: offered, window.search)
    made.open()
    return made


def test_what_fits_best_stands_first_and_the_rest_by_kind(full: Palette) -> None:
    assert _rows(full) == ["Edit", "Undo", "Under way", "View", "Unfold", "Labels", "Unsure"]
    QTest.keyClicks(full.list.field.edit, "un")
    assert _rows(full) == [
        "Best match", "Undo", "Actions", "Under way", "Unfold", "Labels", "Unsure",
    ]  # fmt: skip
    asides = [row.aside for row in full.list.model.rows if not isinstance(row, str)]
    assert asides == ["Edit", "Edit", "View", ""]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        (">", ["Edit", "Undo", "Under way", "View", "Unfold"]),
        ("> unf", ["Best match", "Unfold"]),
        ("#", ["Labels", "Unsure"]),
        ("#un", ["Labels", "Unsure"]),
        ("#fold", []),
    ],
)
def test_a_sign_keeps_to_one_kind(
    full: Palette, window: _Window, qtbot: QtBot, typed: str, rows: list[str]
) -> None:
    QTest.keyClicks(full.list.field.edit, typed)
    assert _rows(full) == rows
    qtbot.waitUntil(lambda: not full._quiet.isActive())
    assert window.searched == []
    assert _rows(full) == rows


def test_the_foot_names_the_signs_and_the_field_the_key_that_closes(full: Palette) -> None:
    hints = full.popover.findChild(KeyHints)
    assert isinstance(hints, KeyHints)
    assert [hint.key for hint in hints.shown()] == ["↑ ↓", "Enter", ">", "#", "@"]
    line = full.list.field
    cap = line.grab().toImage()
    other = QueryLine("Search", "Search or run", px=17, height=line.height())
    other.resize(line.size())
    strip = cap.copy(cap.width() - 48, 0, 40, cap.height())
    assert strip != other.grab().toImage().copy(cap.width() - 48, 0, 40, cap.height())


def test_it_opens_with_words_typed_already(palette: Palette) -> None:
    palette.open("exp")
    assert palette.list.field.edit.selectedText() == "exp"
    assert palette.list.view.currentIndex().data() == "Export"


def test_it_fits_a_small_window(palette: Palette, window: _Window) -> None:
    palette.popover.hide()
    window.resize(500, 400)
    palette.open()
    assert window.rect().contains(palette.popover.geometry())


@pytest.fixture
def menu(window: _Window) -> ChooseMenu:
    made = ChooseMenu(window)
    commands = [window.command("Figure", "3"), window.command("Copy", "Alt C")]
    made.open(QRect(200, 100, 60, 20), commands)
    return made


def test_a_digit_chooses_at_once(menu: ChooseMenu, window: _Window, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(menu.left):
        QTest.keyClick(menu.list.field.edit, Qt.Key.Key_3)
    assert window.done == ["Figure"]
    assert not menu.popover.isVisible()


def test_alt_and_its_letter_choose(menu: ChooseMenu, window: _Window) -> None:
    QTest.keyClick(menu.list.field.edit, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert window.done == ["Copy"]


def test_letters_filter(menu: ChooseMenu, window: _Window) -> None:
    QTest.keyClicks(menu.list.field.edit, "c")
    assert menu.list.view.currentIndex().data() == "Copy"
    assert window.done == []


def test_a_digit_of_no_label_is_typed(menu: ChooseMenu, window: _Window) -> None:
    QTest.keyClick(menu.list.field.edit, Qt.Key.Key_7)
    assert window.done == []
    assert menu.list.field.text() == "7"


def test_escape_tells_that_it_was_left(menu: ChooseMenu, window: _Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.left, timeout=0):
        QTest.keyClick(menu.list.field.edit, Qt.Key.Key_Escape)
    assert window.done == []
    assert window.edit.hasFocus()


def test_a_click_outside_leaves_it(menu: ChooseMenu, window: _Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.left, timeout=0):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=window.rect().bottomLeft())
    assert not menu.popover.isVisible()


def test_closing_without_a_word_tells_nothing(menu: ChooseMenu, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(menu.left):
        menu.close()
    assert not menu.popover.isVisible()


def test_it_says_when_nothing_is_called_that(palette: Palette) -> None:
    assert not palette.list.nothing.isVisible()
    QTest.keyClicks(palette.list.field.edit, "qqq")
    assert palette.list.model.rowCount() == 0
    assert palette.list.nothing.isVisible()
    palette.list.field.set_text("und")
    assert not palette.list.nothing.isVisible()
