"""The window beside other programs: the command line, a second window, one that is killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from annotator import Project

from .articles import DAM, DAM_TITLE, FERRY, project_of
from .conftest import Start
from .eye import is_like, tags_in, wash_of

_TAGGER = Path(__file__).with_name("tagger.py")


def test_the_command_line_works_along(start: Start, tmp_path: Path) -> None:
    """What is done by command is seen in the window within a moment, and can be undone there."""
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    article = hand.window.desk.article
    assert article is not None
    begin, end = hand.span("2,400 people")
    _run("tag", hand.path, article.id, begin, end, "figure", "--annotator", "Olena")
    hand.wait(lambda: len(hand.annotations()) == 2)
    assert hand.active() is None
    assert is_like(hand.ground("2,400 people"), wash_of("orange"))
    _run("import", hand.path, FERRY)
    hand.wait(lambda: len(hand.articles()) == 2)
    assert hand.title() == DAM_TITLE
    _run("tag", hand.path, article.id, begin, end, "source", "--annotator", "Ben")
    hand.wait(lambda: len(hand.annotations()) == 3)
    assert hand.annotations()[1].startswith("2,400 people — Source, Ben")

    # Undo takes back the last step whoever made it, and says which.
    for step, left in (("Tag source", 2), ("Import 1 article", 2), ("Tag figure", 1)):
        hand.press("Ctrl+Z")
        assert hand.status()[0] == f"Undone: {step}"
        assert len(hand.annotations()) == left
    assert hand.articles() == [DAM_TITLE]
    listed = json.loads(_run("annotations", hand.path, article.id, "--json"))
    assert [one["quote"] for one in listed] == ["Pavel Dusek"]
    _run("redo", hand.path)
    hand.wait(lambda: len(hand.annotations()) == 2)
    _run("check", hand.path)


def test_two_windows(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    left = start(path)
    right = start(path)
    for hand in (right, left):
        hand.come_forward()
        hand.select("Kamenica" if hand is left else "Brod")
        hand.press("2")
    right.wait(lambda: len(right.annotations()) == 2)
    left.wait(lambda: len(left.annotations()) == 2)
    assert left.tags() == [("location", "Kamenica"), ("location", "Brod")]

    # Each goes on with what the other one made.
    right.come_forward()
    right.press("Ctrl+Home", "Tab", "Del")
    left.wait(lambda: len(left.annotations()) == 1)
    left.come_forward()
    left.press("Ctrl+Z")
    right.wait(lambda: len(right.annotations()) == len(left.annotations()))
    assert right.tags() == left.tags()
    right.come_forward()
    right.close()
    left.come_forward()
    left.press("Ctrl+Return")
    with Project.open(path, read_only=True) as project:
        assert project.check() == []


def test_something_else_writes_for_long(start: Start, tmp_path: Path) -> None:
    """An import, say: what is done meanwhile is refused at once, loses nothing, and goes later."""
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    hand.select("2,400 people")
    with closing(sqlite3.connect(hand.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        hand.press("3")
        assert hand.message().startswith("Something else is writing to ")
        assert "The last action was not saved" in hand.status()
        assert hand.selected() == "2,400 people"
        # What is typed into the form stays there to be saved later.
        hand.press("Escape", "Ctrl+Home", "Tab", "Return")
        hand.walk_to("Note")
        hand.type("Who?")
        hand.press("Tab")
        note = hand.find(QPlainTextEdit, "Note")
        assert note.toPlainText() == "Who?"
        # Nor does that it is refused again say it twice.
        hand.press("Shift+Tab", "Tab")
        other.execute("ROLLBACK")
    hand.wait(lambda: hand.message() == "The project can be written again.")
    hand.press("Shift+Tab", "Tab")
    hand.press("Escape", "Escape")
    hand.select("2,400 people")
    hand.press("3")
    with Project.open(hand.path, read_only=True) as project:
        found = {one.quote: one.note for one in project.annotations()}
    assert found == {"Pavel Dusek": "Who?", "2,400 people": ""}


def test_another_program_takes_the_open_article_away(start: Start, tmp_path: Path) -> None:
    """Several steps at once, of which the first ones tell of annotations in it."""
    path = project_of(tmp_path, DAM)
    hand = start(path)
    with Project.open(path, "Olena") as other:
        other.bulk.tag([(next(other.articles()).id, n, n + 2) for n in range(0, 600, 2)], "source")
    hand.wait(lambda: len(hand.annotations()) == 300)
    with Project.open(path, "Olena") as other:
        other.undo()
        other.undo()
    hand.wait(lambda: hand.articles() == [])
    assert hand.title() == ""
    assert hand.message() == ""


def test_killed_and_started_again(start: Start, tmp_path: Path) -> None:
    """Every tag that was seen is there after the program was killed, in the place where one was."""
    path = project_of(tmp_path)
    with _tagger(path) as program:
        seen = [json.loads(_line(program)) for _ in range(6)]
        os.kill(program.pid, signal.SIGKILL)
    assert program.returncode == -signal.SIGKILL
    hand = start()
    assert hand.path == path
    assert hand.title() == DAM_TITLE
    tags = hand.tags()
    assert tags[: len(seen)] == [tuple(one) for one in seen]
    assert len(hand.annotations()) == len(tags)
    before = len(tags)
    hand.press("Ctrl+Z")
    assert len(hand.tags()) == before - 1
    with Project.open(path, read_only=True) as project:
        assert project.check() == []


def test_copied_and_quit(tmp_path: Path) -> None:
    """The program ends well though what it copied is still on the clipboard."""
    path = project_of(tmp_path)
    with _tagger(path, "--quit-after", "3") as program:
        out, err = program.communicate(timeout=30)
    assert program.returncode == 0, err
    assert len(out.splitlines()) == 3
    assert len(tags_in(path)) == 3


def _tagger(path: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(_TAGGER), str(path), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


def _line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    line = program.stdout.readline()
    assert line, program.communicate()[1]
    return line


def _run(*words: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
