"""Importing what other programs annotated: labels are mapped in one sheet, columns asked for."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from annotator import Project
from annotator.ui.widgets.text import Text

from .articles import DAM_TITLE, project_of
from .conftest import Dialogs, Start
from .telling import told

TEXT = "🌊 Anna Lindqvist said that Tromsø lost 600 km² of ice."


def doccano(path: Path) -> Path:
    """Write a file as doccano does: offsets in UTF-16 units, labels of its own, one misfit."""

    def marked(words: str, label: str) -> list[object]:
        start = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
        return [start, start + len(words), label]

    spans = [marked("Anna Lindqvist", "PER"), marked("Tromsø", "GPE"), marked("ice", "MISC"),
             [5, 900, "GPE"]]  # fmt: skip
    path.write_text(json.dumps({"text": TEXT, "label": spans}) + "\n", encoding="utf-8")
    return path


def test_labels_of_others_become_ours(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    """Three keys map three labels; the places are right although the file counts otherwise."""
    file = doccano(tmp_path / "theirs.jsonl")
    hand = start(project_of(tmp_path))
    dialogs.answer([file])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.all(Text, "Labels in these files"))
    hand.find(Text, "Take in theirs.jsonl")
    assert hand.articles() == [DAM_TITLE]
    assert hand.focus().startswith("GPE, 1 annotation, becomes: New label")
    hand.press("2", "Down", "Del", "Down", "1")
    assert hand.focus() == "PER, 1 annotation, becomes: Source"
    hand.find(Text, "3 labels: 2 become labels of yours, 1 is left out.")
    # What does not fit can be read before anything is decided.
    hand.click("What does not fit: 1")
    unfit = hand.find(QPlainTextEdit, "What does not fit").toPlainText()
    assert "GPE 5–900" in unfit
    hand.press("Esc", "Ctrl+Return")
    hand.wait(lambda: "added" in hand.message())
    assert hand.message() == "1 article added, 2 annotations. 2 things were passed over."
    with Project.open(hand.path, read_only=True) as project:
        assert [(one.label, one.quote) for one in project.annotations()] == [
            ("source", "Anna Lindqvist"), ("location", "Tromsø")
        ]  # fmt: skip
        assert [one.key for one in project.scheme.labels] == ["source", "location", "figure"]
    hand.click("Show")
    assert "1 annotation of “MISC”: as asked for" in told(hand)[1]
    assert {"PER → source (1)", "GPE → location (1)"} <= set(told(hand, "Taken otherwise"))
    hand.press("Esc")
    # One step; and what was chosen is offered again.
    hand.press("Ctrl+Z")
    assert hand.articles() == [DAM_TITLE]
    dialogs.answer([file])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.all(Text, "Labels in these files"))
    hand.find(Text, "3 labels: 2 become labels of yours, 1 is left out.")
    hand.press("Esc")
    hand.wait(lambda: hand.message() == "Nothing was taken in.")
    assert hand.articles() == [DAM_TITLE]
    assert hand.focus() == "Article text"


def test_the_text_of_a_table_is_asked_for(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text('p,q,r\n7,"Anna said that it rains in Tromsø.",2024-05-01\n', encoding="utf-8")
    hand = start(project_of(tmp_path))
    dialogs.answer([table])
    hand.press("Ctrl+O")
    hand.wait(lambda: hand.all(Text, "Which column of “table.csv” is the text?"))
    hand.walk_to("q is: Text")
    hand.press("Ctrl+Return")
    hand.wait(lambda: len(hand.articles()) == 2)
    with Project.open(hand.path, read_only=True) as project:
        assert list(project.articles())[-1].text == "Anna said that it rains in Tromsø."


def test_a_file_that_harms_is_refused_and_the_window_lives(
    start: Start, dialogs: Dialogs, tmp_path: Path
) -> None:
    deep = tmp_path / "deep.xml"
    deep.write_bytes(b'<?xml version="1.0"?><GateDocument>' + b"<a>" * 300_000)
    good = tmp_path / "good.txt"
    good.write_text("Anna came.", encoding="utf-8")
    hand = start(project_of(tmp_path))
    dialogs.answer([deep, good])
    hand.press("Ctrl+O")
    hand.wait(lambda: "passed over" in hand.message())
    assert hand.message() == "1 article added. 1 thing was passed over."
    assert len(hand.articles()) == 2
