"""The manual says what is so: its links, keys, names and commands are tried."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.__main__ import main
from annotator.resources import resource
from annotator.ui.actions import ACTIONS
from annotator.ui.dialogs.help.about import open_about
from annotator.ui.dialogs.help.manual import CHAPTERS, find, page_text
from annotator.ui.dialogs.help.page import set_page
from annotator.ui.dialogs.help.sheet import HelpSheet, open_help
from annotator.ui.editor.keyboard import Keyboard
from annotator.ui.editor.view import ArticleView
from annotator.ui.verbs.viewing import page_about
from annotator.ui.widgets.push_button import PushButton
from annotator.version import __version__

PAGES = sorted(path.stem for path in resource("help").glob("*.md"))
_LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_MODIFIERS = ("Ctrl", "Shift", "Alt")
_ARROWS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}
_KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:\S|F\d+|[A-Z][A-Za-z]+)")
# Not in the table of actions: of the find bar, the menus of labels and reasons, the top bar.
_ELSEWHERE = {"Shift+Return", "Alt+F", "Alt+M", "W", "F", "S", "T", "M", "I"}
_DAM = Path(__file__).parents[1] / "data" / "journeys" / "dam.txt"


def _source(page: str) -> str:
    return resource("help", f"{page}.md").read_text(encoding="utf-8")


def _commands(page: str) -> list[str]:
    """Give the commands of a page that stand on lines of their own."""
    lines = _source(page).splitlines()
    return [line.strip() for line in lines if line.startswith("    annotator ")]


def test_every_page_is_reached_from_the_first() -> None:
    reached, waiting = set[str](), ["start"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        links = _LINK.findall(_source(page))
        assert all(link.endswith(".md") for link in links)
        assert page == "start" or "start.md" in links
        waiting += [link.removesuffix(".md") for link in links]
    assert sorted(reached) == PAGES


def _name(key: str) -> str:
    """Write a key as Qt does: ``Ctrl+Enter`` is ``Ctrl+Return``."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    last = {"Enter": "Return", "PgDown": "PgDown", **_ARROWS}.get(last, last)
    return QKeySequence("+".join([*held, last])).toString()


def _bound(keyboard: Keyboard, *, but: tuple[Qt.Key, ...] = ()) -> set[str]:
    return {
        QKeySequence(QKeyCombination(held, key)).toString()
        for key, held in keyboard._commands
        if key not in but
    }


def _known_keys(view: ArticleView) -> set[str]:
    keyboard = Keyboard(view)
    plain = {QKeySequence(key).toString() for key in keyboard._moves} | _bound(keyboard)
    known = plain | {*"123456789[]{}", "Shift+Tab", "Ctrl+A"} | _ELSEWHERE
    known |= {f"{held}+{key}" for held in _MODIFIERS for key in ("Left", "Right", "Home", "End")}
    return known | {QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys}


@pytest.mark.parametrize("page", PAGES)
def test_every_key_does_something(page: str, qtbot: QtBot) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    known = _known_keys(view)
    codes = [code for code in _CODE.findall(page_text(page)) if _KEY.fullmatch(code)]
    keys = {_name(code) for code in codes if code not in _MODIFIERS}
    assert keys <= known, keys - known


def test_all_keys_are_in_the_table_of_keys(qtbot: QtBot) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    text = page_text("keys")
    said = {_name(code) for code in _CODE.findall(text) if _KEY.fullmatch(code)}
    keyboard = Keyboard(view)
    usual = {QKeySequence(key).toString() for key in keyboard._moves} | _bound(
        keyboard, but=(Qt.Key.Key_Backtab, Qt.Key.Key_Enter)
    )
    assert usual <= said, usual - said
    for spec in ACTIONS:
        assert spec.text.rstrip("…") in text
        assert {QKeySequence(key).toString() for key in spec.keys} <= said


def _words_of_the_window() -> set[str]:
    """Give all that the window says: the literals in its sources, and the names of labels."""
    words = {label["name"] for label in json.loads(_scheme())["labels"]}
    for path in (Path(__file__).parents[2] / "annotator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value.rstrip("…"))
    return words | {"Change Source to Location"}


def test_every_name_is_said_by_the_window() -> None:
    words = _words_of_the_window()
    named = {name for page in PAGES for name in _BOLD.findall(page_text(page))}
    assert len(named) > 10
    assert named <= words, named - words


def _scheme() -> str:
    return resource("schemes", "news.json").read_text(encoding="utf-8")


def test_every_attribute_is_named() -> None:
    for label in json.loads(_scheme())["labels"]:
        keys = ", ".join(one["key"] for one in label["attributes"])
        lines = _source("scheme").splitlines()
        row = next(line for line in lines if f"**{label['name']}**" in line)
        assert row.endswith(f"| `{label['shortcut']}` | {keys} |")


@pytest.mark.parametrize("page", [page for page in PAGES if _commands(page)])
def test_every_command_works(
    page: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(_DAM, "dam.txt")
    Path("my-scheme.json").write_text(_scheme(), encoding="utf-8")
    theirs = {"text": "Anna left.", "label": [[0, 4, "PER"], [5, 9, "MISC"]]}
    Path("theirs.jsonl").write_text(json.dumps(theirs), encoding="utf-8")
    Path("table.csv").write_text("Head,Body\nTalks,Anna left.\n", encoding="utf-8")
    commands = _commands(page)
    if not any(" new " in command for command in commands):
        with Project.create("talks.annot", annotator="Olena") as project:
            project.import_file("dam.txt")
    for command in commands:
        _, *words = shlex.split(command)
        assert main(words) == 0, (command, capsys.readouterr().err)


def test_the_library_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(_DAM, "dam.txt")
    (code,) = re.findall(r"```python\n(.*?)```", _source("command-line"), re.DOTALL)
    # The text has a no-break space there.
    exec(code.replace("600 km²", "600\u00a0km²"), {})
    assert capsys.readouterr().out == "figure 600\u00a0km² {'value': 600}\n"
    assert Path("library.jsonl").exists()


def test_links_lead_from_page_to_page(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    sheet = open_help(window)
    browser = window.findChild(QTextBrowser)
    assert browser is not None
    for page in PAGES:
        browser.anchorClicked.emit(QUrl(f"{page}.md"))
        head = browser.document().begin().text()
        assert _source(page).startswith(f"# {head}\n")
        assert browser.verticalScrollBar().value() == 0
    sheet.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def _texts(sheet: HelpSheet) -> list[str]:
    rows = sheet.list.model.rows
    return [row if isinstance(row, str) else row.command.text for row in rows]


def _head(sheet: HelpSheet) -> str:
    return sheet.text.document().begin().text()


def test_every_page_is_in_one_chapter() -> None:
    assert sorted(page.name for _, pages in CHAPTERS for page in pages) == PAGES


def test_pages_are_chosen_by_keys_and_one_goes_back(window: QWidget) -> None:
    sheet = open_help(window)
    field = sheet.list.field.edit
    assert QApplication.focusWidget() is field
    assert "With others" in _texts(sheet)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _head(sheet) == "All keys"
    assert not sheet.onward.isEnabled()
    QTest.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert _head(sheet) == "What this is, and where to begin"
    assert not sheet.back.isEnabled()
    QTest.keyClick(field, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert _head(sheet) == "All keys"
    QTest.keyClick(sheet.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.popover.isVisible()


def test_what_is_looked_for_is_shown_where_it_stands(window: QWidget) -> None:
    sheet = open_help(window)
    field = sheet.list.field.edit
    QTest.keyClicks(field, "unfinish BUNDLE zzz")
    assert _texts(sheet) == []
    assert sheet.list.nothing.isVisible()
    field.clear()
    QTest.keyClicks(field, "krippend")
    assert "How well people agree" in _texts(sheet)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sheet.page == "agreement"
    (mark,) = sheet.text.extraSelections()
    assert "Krippendorff" in mark.cursor.selectedText()
    shown = sheet.text.cursorRect(mark.cursor)
    assert sheet.text.viewport().rect().contains(shown.center())
    field.clear()
    assert _texts(sheet)[0:2] == ["To begin", "What this is, and where to begin"]


@pytest.mark.parametrize(("query", "page"), [("export", "exporting"), ("all keys", "keys")])
def test_headings_stand_before_what_merely_says_it(query: str, page: str) -> None:
    assert find(query)[0].page == page


def test_what_is_found_is_marked() -> None:
    for hit in find("annot source"):
        found = [hit.text[start:end].casefold() for start, end in hit.letters]
        assert sorted(found) == ["annot", "source"]
    assert find("  ") == []
    assert find("(") is not None


def test_help_opens_at_what_one_is_at(qtbot: QtBot) -> None:
    class Panel(QWidget):
        help_page = "relations"

    panel = Panel()
    qtbot.addWidget(panel)
    inside = QWidget(QWidget(panel))
    assert page_about(inside) == "relations"
    assert page_about(None) == "start"


def test_what_says_that_help_is_there_for_it_says_so_truly() -> None:
    said = set()
    for path in (Path(__file__).parents[2] / "annotator/ui").rglob("*.py"):
        said |= set(re.findall(r'^    help_page = "(.+)"$', path.read_text("utf-8"), re.MULTILINE))
    assert len(said) > 5
    assert said <= set(PAGES)


def test_about_says_versions_and_copies_them(window: QWidget) -> None:
    sheet = open_about(window)
    (copy,) = [one for one in window.findChildren(PushButton) if one.text() == "Copy"]
    copy.click()
    assert QApplication.clipboard().text().splitlines()[0] == f"Annotator {__version__}"
    assert f"SQLite {sqlite3.sqlite_version}" in QApplication.clipboard().text()
    sheet.close()


def test_a_page_is_set_in_one_edit_however_long_its_table(qtbot: QtBot) -> None:
    text = QTextBrowser()
    qtbot.addWidget(text)
    text.show()
    changes: list[object] = []
    text.document().contentsChange.connect(lambda *_: changes.append(1))
    times = []
    for rows in (40, 80):
        changes.clear()
        table = "| a | b |\n| --- | --- |\n" + "| Add articles | `Ctrl+O` |\n" * rows
        set_page(text.document(), table)
        times.append(len(changes))
    assert times[0] == times[1]


def test_keys_stand_at_the_height_of_what_they_do(qtbot: QtBot) -> None:
    text = QTextBrowser()
    qtbot.addWidget(text)
    text.resize(700, 400)
    set_page(text.document(), "| key | does |\n| --- | --- |\n| `Ctrl+O` | Add articles |\n")
    text.grab()
    layout = text.document().documentLayout()
    (table,) = text.document().rootFrame().childFrames()
    assert isinstance(table, QTextTable)
    heights = []
    for column in range(2):
        block = table.cellAt(1, column).firstCursorPosition().block()
        top = layout.blockBoundingRect(block).top()
        line = block.layout().lineAt(0)
        assert line.isValid()
        heights.append(top + line.y() + line.ascent())
    assert heights[0] == pytest.approx(heights[1], abs=0.5)
