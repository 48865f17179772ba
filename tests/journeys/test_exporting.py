"""Exporting as a person does it, and taking in what others export: by keys, before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from annotator import Project
from annotator.__main__ import main
from annotator.ui.dialogs.export.sheet import ExportSheet
from annotator.ui.dialogs.export.spans import ConcernedSheet
from annotator.ui.dialogs.progress import ProgressSheet
from annotator.ui.models.row_list import RowList
from annotator.ui.widgets.text import Text

from .articles import project_of
from .conftest import Dialogs, Start
from .exporting import ARTICLES, PEOPLE, pick, sheet_of, team_project, walk_formats, weighed
from .eye import tags_in
from .hand import Hand


def files_of(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_three_people_give_a_dataset_away(
    start: Start, dialogs: Dialogs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = team_project(tmp_path)
    hand = start(path)
    _look_at_what_is_lost(hand)
    folder = tmp_path / "given"
    folder.mkdir()
    _choose_and_write(hand, dialogs, folder / "ferries.conll")
    _judge(folder)
    hand.close()

    again = tmp_path / "again"
    again.mkdir()
    manifest = folder / "ferries.conll.manifest.json"
    assert main(["export", str(path), str(again / "ferries.conll"), "--again", str(manifest)]) == 0
    assert "bit for bit" in capsys.readouterr().err
    there, here = files_of(folder), files_of(again)
    assert there.keys() == here.keys()
    assert {one for one in there if there[one] != here[one]} <= {"ferries.conll.manifest.json"}


def _look_at_what_is_lost(hand: Hand) -> None:
    """Walk to a format, read a count, open the spans behind it, and land at the second one."""
    sheet = sheet_of(hand)
    walk_formats(hand, sheet, "conll")
    rows = weighed(hand, sheet)
    inner = next(one for one in rows if one.startswith("Spans inside other spans"))
    # Of everybody, and of the consensus of twenty.
    assert inner.startswith(f"Spans inside other spans: {ARTICLES + 20}, ")
    hand.walk_to(inner)
    hand.press("Return")
    hand.wait(lambda: hand.window.frame.findChildren(ConcernedSheet))
    (concerned,) = hand.window.frame.findChildren(ConcernedSheet)
    model = concerned.list.model()
    assert isinstance(model, RowList)
    assert model.rowCount() == ARTICLES + 20
    wanted = model.rows[1][0]
    hand.press("Down", "Return")
    hand.wait(lambda: not hand.window.frame.findChildren(ExportSheet))
    assert hand.mode() == "tag"
    assert hand.focus() == "Article text"
    article = hand.window.desk.article
    assert article is not None
    assert (article.id, wanted.quote) == (wanted.article, "harbour")
    assert hand.in_view("harbour")
    assert wanted.start <= hand.caret <= wanted.end


def _choose_and_write(hand: Hand, dialogs: Dialogs, out: Path) -> None:
    sheet = sheet_of(hand)
    walk_formats(hand, sheet, "conll")
    hand.wait(lambda: sheet.choosing.articles.accessibleName() == "Articles: all 24")
    pick(hand, "Articles", "Settled, 20")
    pick(hand, "Layer", "The consensus")
    pick(hand, "Layer", "Numbers in place of names")
    pick(hand, "Split", "Train, dev, test: 80")
    assert sheet.choosing.layer.accessibleName() == "Layer: consensus, no names"
    rows = weighed(hand, sheet)
    assert any(one.startswith("Spans inside other spans: 20, ") for one in rows), rows
    hand.walk_to("Write it beside, too")
    hand.press("Space")
    assert sheet.too.isChecked()
    assert sheet.answer.text() == "Export 20 articles…"
    dialogs.answer(out)
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.message() == f"Exported to {out}.")


def _judge(folder: Path) -> None:
    """No names, no copies on two sides, and a manifest that says what lies there."""
    found = files_of(folder)
    splits = {one: f"ferries.{one}.conll" for one in ("train", "dev", "test")}
    assert found.keys() == {
        *splits.values(),
        *(f"ferries.{one}.tokens.jsonl" for one in splits),
        "ferries.conll.manifest.json",
        "ferries.conll.annotator.jsonl",
        "ferries.conll.export-notes.md",
    }
    for name, data in found.items():
        for who in PEOPLE:
            assert who.encode() not in data, (name, who)
    told = json.loads(found["ferries.conll.manifest.json"])
    assert told["splits"] == {"train": 16, "dev": 2, "test": 2}
    assert {one["name"]: (one["bytes"], one["sha256"]) for one in told["files"]} == {
        name: (len(data), sha256(data).hexdigest())
        for name, data in found.items()
        if name != "ferries.conll.manifest.json"
    }
    # Ferries of the same number are copies of each other.
    numbers = {
        split: {line.split("\t")[0] for line in _after_ferry(found[name].decode())}
        for split, name in splits.items()
    }
    assert sum(map(len, numbers.values())) == len(set().union(*numbers.values())) == 10
    whole = [json.loads(line) for line in found["ferries.conll.annotator.jsonl"].splitlines()]
    assert len(whole) == 20
    assert {one["annotator"] for line in whole for one in line["annotations"]} == {"Consensus"}


def _after_ferry(lines: str) -> Iterator[str]:
    rows = lines.split("\n")
    return (rows[at + 1] for at, row in enumerate(rows) if row.split("\t")[0] == "Ferry")


def test_what_label_studio_marked_is_dropped_and_taken_back(start: Start, tmp_path: Path) -> None:
    """One keeps a label by its key, one is left out; one undo takes all back; it is known then."""
    text = "🌊 Zoe\u0308 Lindqvist قالت إن 600 km² in Tromsø melted."
    results = [
        {
            "from_name": "label", "to_name": "text", "type": "labels", "id": f"r{n}",
            "value": {
                "start": text.index(words), "end": text.index(words) + len(words),
                "text": words, "labels": [label],
            },
        }
        for n, (label, words) in enumerate(
            [("PER", "Zoe\u0308 Lindqvist"), ("AMOUNT", "600 km²"), ("GPE", "Tromsø"), ("X", "in")]
        )
    ]  # fmt: skip
    file = tmp_path / "project-7.json"
    task = {
        "id": 1,
        "data": {"text": text},
        "annotations": [{"id": 3, "completed_by": {"email": "mia@example.org"}, "result": results}],
    }
    file.write_text(json.dumps([task]), encoding="utf-8")
    hand = start(project_of(tmp_path))
    before = hand.articles()
    hand.drop([file])
    hand.wait(lambda: hand.all(Text, "Labels in these files"))
    hand.press("3", "Down", "2", "Down", "1", "Down", "Del")
    hand.find(Text, "4 labels: 3 become labels of yours, 1 is left out.")
    hand.press("Ctrl+Return")
    hand.wait(lambda: "added" in hand.message())
    assert hand.message().startswith("1 article added, 3 annotations.")
    with Project.open(hand.path, read_only=True) as project:
        assert [(one.label, one.quote, one.annotator) for one in project.annotations()] == [
            ("source", "Zoe\u0308 Lindqvist", "mia@example.org"),
            ("figure", "600 km²", "mia@example.org"),
            ("location", "Tromsø", "mia@example.org"),
        ]
    hand.press("Ctrl+Z")
    assert hand.articles() == before
    assert tags_in(hand.path) == []
    hand.press("Ctrl+Shift+Z")
    assert len(hand.articles()) == len(before) + 1
    assert len(tags_in(hand.path)) == 3
    # The same file again brings nothing.
    hand.drop([file])
    hand.wait(lambda: hand.all(Text, "Labels in these files"))
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.message().startswith("1 was here already, 3 annotations were here"))
    assert len(tags_in(hand.path)) == 3


@pytest.mark.parametrize("name", ["brat", "qdpx"])
def test_there_and_back_through_the_window(
    start: Start, dialogs: Dialogs, tmp_path: Path, name: str
) -> None:
    path = team_project(tmp_path)
    out = tmp_path / ("given" if name == "brat" else "given.qdpx")
    hand = start(path)
    sheet = sheet_of(hand)
    walk_formats(hand, sheet, name)
    weighed(hand, sheet)
    dialogs.answer(out)
    hand.press("Return")
    hand.wait(lambda: hand.message() == f"Exported to {out}.")
    there = by_person(path)
    hand.close()
    hand = start(project_of(tmp_path, name="Other", who="Zed"))
    hand.drop([out])
    hand.wait(lambda: "added" in hand.message())
    assert hand.message().startswith(f"{ARTICLES} articles added, ")
    assert by_person(hand.path) == there


def by_person(path: Path) -> dict[str, list[tuple[str, str]]]:
    return {who: sorted(tags_in(path, by=who)) for who in (*PEOPLE, "Consensus")}


@pytest.mark.parametrize("name", ["csv", "brat", "xlsx"])
def test_stopping_leaves_nothing(
    start: Start, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "Many.annot"
    with Project.create(path, annotator="Olena") as project:
        lines = tmp_path / "many.jsonl"
        lines.write_text(
            "".join(
                json.dumps(
                    {
                        "text": f"Report {n}. " + "Olena said that 600 km² burned. " * 200,
                        "annotations": [
                            {"start": at, "end": at + 5, "label": "source"}
                            for at in range(12, 3_000, 32)
                        ],
                    }
                )
                + "\n"
                for n in range(400)
            ),
            encoding="utf-8",
        )
        project.import_files([lines])
    monkeypatch.setattr("annotator.ui.dialogs.progress._SHOWN_AFTER", 0)
    folder = tmp_path / "out"
    folder.mkdir()
    hand = start(path)
    sheet = sheet_of(hand)
    walk_formats(hand, sheet, name)
    dialogs.answer(folder / f"many.{name}")
    hand.wait(sheet.answer.isEnabled)
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.window.frame.findChildren(ProgressSheet) and list(folder.iterdir()))
    hand.wait(lambda: hand.focus() == "Cancel")
    hand.press("Return")
    hand.wait(lambda: hand.message() == "Stopped. Nothing was written.")
    assert list(folder.iterdir()) == []


# The last is what a screen of 1280 x 800 has where everything is twice as large.
@pytest.mark.parametrize("size", [(1440, 900), (720, 480), (640, 400)])
def test_small_windows(start: Start, tmp_path: Path, size: tuple[int, int]) -> None:
    path = team_project(tmp_path)
    hand = start(path)
    hand.window.frame.setMinimumSize(0, 0)
    hand.window.frame.resize(*size)
    sheet = sheet_of(hand)
    walk_formats(hand, sheet, "conll")
    weighed(hand, sheet)
    _stands_within(sheet.popover)
    for name in ("Articles", "Layer", "Labels", "Split", "Scheme", "Spans inside other spans",
                 "Write it beside, too", "Write the honesty sheet", "Cancel",
                 "Export 24 articles…", "Format"):  # fmt: skip
        # Whatever was scrolled away comes back with the keyboard.
        for area in sheet.popover.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        hand.walk_to(name)
        widget = QApplication.focusWidget()
        assert widget is not None
        seen = widget.visibleRegion().boundingRect()
        assert seen.height() >= min(widget.height(), 32), (name, seen, widget.rect())
    hand.press("Esc")


def _stands_within(popover: QWidget) -> None:
    """Hold that nothing is cut off at the sheet's sides, nor below but where it scrolls."""
    areas = popover.findChildren(QScrollArea)
    parts: list[QAbstractButton | Text] = popover.findChildren(QAbstractButton)
    for one in [*parts, *popover.findChildren(Text)]:
        if one.isVisible():
            box = one.rect().translated(one.mapTo(popover, QPoint(0, 0)))
            if any(area.isAncestorOf(one) for area in areas):
                box.moveTop(0)
            assert popover.rect().contains(box), (one.accessibleName() or one.text(), box)
