"""Importing: many files at once, questions, misfits, drops, stopping; all or nothing each time."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from annotator import Project
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

from .articles import BRIDGE, DAM, DAM_TITLE, FERRY, FLOOD, project_of
from .conftest import Dialogs, Start
from .hand import Hand
from .slow import Slow
from .telling import told

FLOOD_TITLE = "السيول تغلق الطريق بين الوادي والميناء"
FERRY_TITLE = "Ferry runs again below Kamenica"


def test_many_files_with_misfits(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    """What can be read is taken; what cannot is named with the reason and can be copied."""
    picture = tmp_path / "photo.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        "\n".join(
            [
                json.dumps({"text": "Good line. Olena said so.", "title": "Good line"}),
                json.dumps(
                    {
                        "text": "Second good line.",
                        "title": "Second",
                        "annotations": [{"label": "source", "start": 90, "end": 95}],
                    }
                ),
            ]
        ),
        encoding="utf-8",
    )
    broken = tmp_path / "broken.jsonl"
    broken.write_text(json.dumps({"text": "Half a file."}) + "\n{broken", encoding="utf-8")
    hand = start(project_of(tmp_path))
    dialogs.answer([DAM, FLOOD, FERRY, picture, lines, broken])
    hand.press("Ctrl+O")
    hand.wait(lambda: "passed over" in hand.message())
    assert hand.articles() == [DAM_TITLE, FLOOD_TITLE, FERRY_TITLE, "Good line", "Second"]
    assert hand.message() == "4 articles added, 1 was here already. 3 things were passed over."
    hand.click("Show")
    rows = told(hand)
    begins = (
        "photo.txt: ",
        "broken.jsonl: Line 2 is not",
        "lines.jsonl, line 2: Taken without ",
    )
    assert len(rows) == 3
    assert all(line.startswith(words) for line, words in zip(rows, begins, strict=True)), rows
    hand.click("Copy")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[:4] == ["Left out", *(f"  {line}" for line in rows)]
    assert copied[4] == "Taken in"
    # The page with tags that are not closed: its article, without menu and imprint.
    hand.click_row(hand.window.tagging.articles.view, FERRY_TITLE)
    assert hand.title() == FERRY_TITLE
    assert "The piano was the heavier" in hand.text
    assert "Home" not in hand.text
    assert hand.focus() == "Article text"
    # All of it was one step.
    hand.press("Ctrl+Z")
    assert hand.articles() == [DAM_TITLE]


def test_encodings_are_asked_for(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    """Texts that do not say how they are written: each is shown, none is guessed silently."""
    second = tmp_path / "second.txt"
    second.write_bytes("Ещё один мост закрыт до среды, сказал Борис.".encode("koi8-r"))
    hand = start(project_of(tmp_path))
    dialogs.answer([BRIDGE, second, FERRY])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.all(RowView, "Encodings"))
    hand.find(Text, "How is “bridge-1251.txt” written?")
    offered = hand.offered("Encodings")
    assert offered[0].startswith("windows-1251, Мост через Тисну закрыт")
    assert len(offered) > 1
    assert hand.articles() == [DAM_TITLE, FERRY_TITLE]
    hand.press("Return")
    hand.wait(lambda: len(hand.articles()) == 3)
    assert hand.articles()[-1] == "Мост через Тисну закрыт до субботы"

    # The other one is asked for as well; it can be left out.
    hand.wait(lambda: hand.all(Text, "How is “second.txt” written?"))
    row = next(row for row in hand.offered("Encodings") if row.startswith("koi8-r"))
    assert "Ещё один мост" in row
    hand.press("Esc")
    assert len(hand.articles()) == 3
    unwanted = tmp_path / "first.txt"
    unwanted.write_bytes("Мост открыт, сказала Вера.".encode("cp1251"))
    dialogs.answer([unwanted, second])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.all(Text, "How is “first.txt” written?"))
    hand.click("Leave it out")
    hand.wait(lambda: hand.all(Text, "How is “second.txt” written?"))
    hand.click_row(hand.find(RowView, "Encodings"), "koi8-r")
    hand.click("Read it so")
    hand.wait(lambda: len(hand.articles()) == 4)
    with Project.open(hand.path, read_only=True) as project:
        assert any(one.text.startswith("Ещё один мост") for one in project.articles())
        assert project.check() == []


def test_nothing_is_said_before_all_questions_are_answered(
    start: Start, dialogs: Dialogs, tmp_path: Path
) -> None:
    """An import that asks says at its end what came of it, once."""
    second = tmp_path / "second.txt"
    second.write_bytes("Ещё один мост закрыт до среды, сказал Борис.".encode("koi8-r"))
    hand = start(project_of(tmp_path))
    dialogs.answer([BRIDGE, second])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.all(RowView, "Encodings"))
    assert hand.message() == ""
    hand.press("Return")
    hand.wait(lambda: hand.all(Text, "How is “second.txt” written?"))
    assert hand.message() == ""
    hand.press("Esc")
    assert hand.message() == "1 article added. 1 thing was passed over."
    hand.click("Show")
    assert told(hand) == ["second.txt: Left out, as you wished."]
    hand.press("Esc")
    # Said once: it is not counted again.
    dialogs.answer([FERRY])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.message() == "1 article added.")


def test_the_same_text_twice(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_bytes(b"\xef\xbb\xbf" + DAM.read_bytes().replace(b"\n", b"\r\n"))
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    dialogs.answer([again])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.message() == "1 was here already.")
    QGuiApplication.clipboard().setText(DAM.read_text(encoding="utf-8"))
    hand.press("Ctrl+Shift+V")
    assert hand.articles() == [DAM_TITLE]
    assert hand.tags() == [("source", "Pavel Dusek")]
    QGuiApplication.clipboard().setText("A pasted text, said Olena.")
    hand.press("Ctrl+Shift+V")
    assert len(hand.articles()) == 2
    assert hand.text == "A pasted text, said Olena."
    QGuiApplication.clipboard().setText("  \n ")
    hand.press("Ctrl+Shift+V")
    assert len(hand.articles()) == 2
    assert hand.message() != ""


def test_drops(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    """Files and folders dropped on the window are added, a project is opened."""
    other = project_of(tmp_path, FERRY, name="Ferries")
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    shutil.copy(DAM, folder / "dam.txt")
    shutil.copy(FLOOD, folder / "deeper" / "flood.txt")
    (folder / "notes.pages").write_text("no article")
    hand = start()
    dialogs.answer(tmp_path / "Dropped.annot")
    hand.drop([folder])
    hand.wait(lambda: len(hand.articles()) == 2)
    assert hand.path == tmp_path / "Dropped.annot"
    # On the text as well, which takes no text itself.
    hand.drop([FERRY], on=hand.view.viewport())
    hand.wait(lambda: len(hand.articles()) == 3)
    assert hand.text.startswith("Dam above Orlova")
    hand.drop([other])
    hand.wait(lambda: hand.path == other)
    assert hand.title() == FERRY_TITLE
    hand.drop([tmp_path / "gone.txt"])
    hand.wait(lambda: "passed over" in hand.message())
    assert hand.articles() == [FERRY_TITLE]


def test_progress(start: Start, dialogs: Dialogs, tmp_path: Path, slow: Slow) -> None:
    hand = start(project_of(tmp_path))
    dialogs.answer([slow.path])
    hand.press("Ctrl+O")
    slow.open(hand.wait)
    slow.write(300)
    hand.wait(lambda: hand.all(Text, "Adding articles"))
    hand.wait(lambda: _counted(hand) > 0)
    assert hand.articles() == [DAM_TITLE]
    slow.write(100)
    slow.end()
    hand.wait(lambda: len(hand.articles()) == 401)
    hand.wait(lambda: not hand.all(Text, "Adding articles"))
    assert hand.message() == "400 articles added."
    # The keys belong to the text again.
    hand.press("Ctrl+Home", "Shift+Right", "1")
    assert hand.tags() == [("source", "Dam")]


def test_stopping(start: Start, dialogs: Dialogs, tmp_path: Path, slow: Slow) -> None:
    """Nothing of an import that was stopped is there, and nothing in the history."""
    hand = start(project_of(tmp_path))
    before = _whole(hand.path)
    dialogs.answer([FERRY, slow.path])
    hand.press("Ctrl+O")
    slow.open(hand.wait)
    slow.write(300)
    hand.wait(lambda: hand.all(Text, "Adding articles"))
    hand.press("Esc")
    with suppress(BrokenPipeError):  # it may have stopped reading by now
        slow.write(1)
    slow.end()
    hand.wait(lambda: hand.message() == "Stopped. No article was added.")
    assert hand.articles() == [DAM_TITLE]
    assert _whole(hand.path) == before
    assert hand.focus() == "Article text"
    # The next one goes well.
    dialogs.answer([FERRY])
    hand.press("Ctrl+O")
    hand.wait(lambda: len(hand.articles()) == 2)


def _counted(hand: Hand) -> int:
    """Give how many articles the sheet says there are so far."""
    words = [one.text() for one in hand.all(Text) if one.text().endswith("articles so far")]
    return int(words[0].split(maxsplit=1)[0].replace(",", "")) if words else 0


def _whole(path: Path) -> tuple[int, list[str]]:
    with Project.open(path, read_only=True) as project:
        assert project.check() == []
        return len(list(project.articles())), [step.title for step in project.history()]


def test_what_was_replaced_and_what_was_here_is_told(
    start: Start, dialogs: Dialogs, tmp_path: Path
) -> None:
    """Taken in otherwise than it came is no loss, and is said so; what comes again is known."""
    lines = tmp_path / "lines.jsonl"
    tagged = {"label": "source", "start": 0, "end": 5}
    lines.write_text(json.dumps({"text": "Olena\0said so.", "annotations": [tagged]}))
    hand = start(project_of(tmp_path))
    dialogs.answer([lines])
    hand.press("Ctrl+O")
    hand.wait(lambda: "otherwise" in hand.message())
    otherwise = "Some of it was taken otherwise than it came."
    assert hand.message() == f"1 article added, 1 annotation. {otherwise}"
    hand.click("Show")
    assert told(hand, "Taken otherwise") == [
        "lines.jsonl, line 1: 1 NUL character was replaced by “\ufffd”, one for one"
    ]
    hand.press("Esc")
    dialogs.answer([lines])
    hand.press("Ctrl+O")
    hand.wait(lambda: "already" in hand.message())
    said = "1 was here already, 1 annotation was here already."
    assert hand.message() == f"{said} {otherwise}"
