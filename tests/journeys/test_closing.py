"""Closing in the middle of something: nothing is lost, nothing half done, nothing goes wrong."""

from __future__ import annotations

import json
import time
from pathlib import Path

from PySide6.QtWidgets import QTextBrowser

from annotator import Project
from annotator.store import connection as connecting
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

from .articles import BRIDGE, DAM_TITLE, FERRY, project_of
from .conftest import Dialogs, Start
from .eye import tags_in
from .hand import Hand
from .slow import Slow


def test_the_window_while_an_import_runs(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    many = tmp_path / "many.jsonl"
    with many.open("w", encoding="utf-8") as file:
        for n in range(50_000):
            file.write(json.dumps({"text": f"Report {n} of a long week near Brod."}) + "\n")
    hand = start(path)
    dialogs.answer([FERRY, many])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.all(Text, "Adding articles"))
    before = time.monotonic()
    hand.window.frame.close()
    # The import gives way; nobody waits until it lets go of the file.
    assert time.monotonic() - before < connecting._WAIT / 2
    assert not hand.window.frame.isVisible()
    hand.leave()
    hand = start()
    assert hand.path == path
    assert hand.articles() == [DAM_TITLE]
    hand.select("Vera")
    hand.press("1")
    assert hand.tags() == [("source", "Vera")]
    with Project.open(path, read_only=True) as project:
        assert project.check() == []
        assert len(list(project.articles())) == 1


def test_the_project_while_an_import_runs(
    start: Start, dialogs: Dialogs, tmp_path: Path, slow: Slow
) -> None:
    """The keys of the window rest until the sheet is gone, so that it ends where it was begun."""
    path = project_of(tmp_path)
    hand = start(path)
    dialogs.answer([slow.path])
    hand.press("Ctrl+O")
    slow.open(hand.wait)
    slow.write(10)
    hand.wait(lambda: hand.all(Text, "Adding articles"))
    # Behind the sheet no other project is opened, and none is closed.
    hand.press("Ctrl+Shift+O", "Ctrl+W", "Ctrl+Z", "Ctrl+K")
    slow.end()
    hand.wait(lambda: not hand.all(Text, "Adding articles"))
    hand.settle()
    with Project.open(path, read_only=True) as project:
        there = len(list(project.articles()))
    assert (hand.path, there, len(hand.articles())) == (path, 11, 11)


def test_with_undo_pending(start: Start, tmp_path: Path) -> None:
    """What is undone stays so over a restart, and can still be done again."""
    path = project_of(tmp_path, tags=[("source", "Pavel Dusek"), ("location", "Brod")])
    hand = start(path)
    hand.press("Ctrl+Z")
    hand.press("Ctrl+Q")
    hand.close()
    assert tags_in(path) == [("source", "Pavel Dusek")]
    hand = start()
    hand.press("Ctrl+Y")
    assert hand.tags() == [("source", "Pavel Dusek"), ("location", "Brod")]
    # Something new ends what could be done again.
    hand.press("Ctrl+Z")
    hand.select("Vera")
    hand.press("1")
    hand.press("Ctrl+Y")
    assert hand.tags() == [("source", "Pavel Dusek"), ("source", "Vera")]


def test_with_something_open(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    """Whatever lies over the window goes with it."""
    path = project_of(tmp_path)
    over = ("a choice", "a menu", "the palette", "the find bar", "an export", "help", "an encoding")
    for what in over:
        hand = start(None if what != "a choice" else path)
        assert hand.path == path
        assert hand.title() == DAM_TITLE
        _open(hand, what, dialogs)
        if what == "a menu":
            hand.menu().close()  # as any click beside it does, on the window's cross as well
        hand.window.frame.close()
        assert not hand.window.frame.isVisible(), what
        hand.settle()
        hand.leave()
    hand = start()
    assert hand.tags() == []
    hand.press("Ctrl+W")
    assert hand.window.welcome.isVisible()
    # The newest project has the focus: Enter goes on with it.
    hand.press("Return")
    assert hand.title() == DAM_TITLE


def _open(hand: Hand, what: str, dialogs: Dialogs) -> None:
    match what:
        case "a choice":
            hand.double_click_word("Orlova")
            assert hand.focus() == "Type a label"
        case "a menu":
            hand.press("End")
            hand.right_click_word("Orlova")
            assert "Copy" in hand.rows()
        case "the palette":
            hand.press("Ctrl+K")
            assert hand.focus() == "Search or run"
        case "the find bar":
            hand.press("Ctrl+F")
            hand.type("dam")
        case "an export":
            hand.press("Ctrl+E")
            hand.wait(lambda: hand.all(Text, "Everything fits."))
        case "help":
            hand.press("F1")
            hand.find(QTextBrowser, "What this is, and where to begin")
        case _:
            dialogs.answer([BRIDGE])
            hand.press("Ctrl+O")
            hand.wait(lambda: hand.all(RowView, "Encodings"))
