"""The manual says what is so: its links, keys, names and commands are tried."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.__main__ import main
from annotator.resources import resource
from annotator.ui.actions import ACTIONS
from annotator.ui.dialogs.help import open_help, page_text
from annotator.ui.editor.keyboard import Keyboard
from annotator.ui.editor.view import ArticleView

PAGES = sorted(path.stem for path in resource("help").glob("*.md"))
_LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_MODIFIERS = ("Ctrl", "Shift", "Alt")
_ARROWS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}
_KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:\S|F\d+|[A-Z][A-Za-z]+)")
# Not in the table of actions: of the find bar, the menus of labels and reasons, the top bar.
_ELSEWHERE = {"Shift+Return", "Alt+F", "Alt+M", "W", "F", "S", "T", "I"}
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
