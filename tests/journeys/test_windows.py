"""Reading with nothing around the text, and two windows on one project."""

from __future__ import annotations

from pathlib import Path

from annotator.ui import application

from .articles import project_of
from .conftest import Start
from .hand import Hand
from .program import Program


def test_the_text_alone_is_read_and_tagged(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    parts = hand.window
    hand.press("F11")
    hand.wait(parts.frame.isFullScreen)
    around = (parts.top, parts.bottom, parts.tagging.labels, parts.tagging.articles)
    assert not any(part.isVisible() for part in around)
    assert not parts.tagging.panel.isVisible()
    assert parts.tagging.view.width() == parts.frame.width()
    # Columns lie over the text when they are asked for.
    hand.press("F9")
    assert parts.tagging.articles.isVisible()
    hand.press("Esc")
    assert not parts.tagging.articles.isVisible()
    hand.select("Pavel Dusek")
    hand.press("1")
    assert hand.tags() == [("source", "Pavel Dusek")]
    # The first Esc lets go of the annotation, the next leads back.
    hand.press("Esc")
    assert parts.verbs.windows.reads
    hand.press("Esc")
    assert not parts.verbs.windows.reads
    hand.wait(lambda: not parts.frame.isFullScreen())
    assert all(part.isVisible() for part in around)
    assert parts.tagging.panel.isVisible()
    hand.press("F11", "F11")
    assert all(part.isVisible() for part in around)


def test_a_window_that_was_closed_while_reading_is_a_window_again(
    start: Start, tmp_path: Path
) -> None:
    path = project_of(tmp_path)
    hand = start(path)
    size = hand.window.frame.normalGeometry().size()
    hand.press("F11")
    hand.wait(hand.window.frame.isFullScreen)
    hand.close()
    hand = start(path)
    assert not hand.window.frame.isFullScreen()
    assert hand.window.frame.size().width() <= size.width()
    assert hand.window.top.isVisible()
    hand.press("F11")
    hand.wait(hand.window.frame.isFullScreen)
    hand.press("F11")
    hand.wait(lambda: not hand.window.frame.isFullScreen())


def test_pages_are_walked_while_nothing_stands_around_them(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    verbs = hand.window.verbs
    hand.press("F11")
    for keys, mode in (("Ctrl+4", "overview"), ("Ctrl+2", "review"), ("Ctrl+1", "tag")):
        hand.press(keys)
        assert hand.mode() == mode
        assert verbs.windows.reads
    # What lies over the text takes its own Esc.
    for keys in ("Ctrl+K", "Ctrl+,", "Ctrl+F", "F1"):
        hand.press(keys, "Esc")
        assert verbs.windows.reads
    hand.press("Esc")
    assert not verbs.windows.reads
    assert hand.window.top.isVisible()


def test_two_windows_see_what_the_other_does(
    start: Start, program: Program, tmp_path: Path
) -> None:
    hand = start(project_of(tmp_path))
    hand.press("Ctrl+Shift+N")
    program.wait(lambda: len(program.windows) == 2)
    other = Hand(program, program.windows[1])
    program.wait(other.window.frame.isVisible)
    other.window.frame.activateWindow()
    program.wait(other.window.frame.isActiveWindow)
    assert other.title() == hand.title()
    other.select("Pavel Dusek")
    other.press("1")
    assert other.tags() == [("source", "Pavel Dusek")]
    hand.wait(lambda: hand.tags() == [("source", "Pavel Dusek")])
    other.press("Ctrl+Z")
    hand.wait(lambda: hand.tags() == [])
    # Closed, it is gone; the first one goes on.
    program.windows.remove(other.window)
    other.window.frame.close()
    program.wait(lambda: not application._more)
    hand.window.frame.activateWindow()
    hand.wait(hand.window.frame.isActiveWindow)
    hand.select("Pavel Dusek")
    hand.press("1")
    assert hand.tags() == [("source", "Pavel Dusek")]
