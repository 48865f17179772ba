"""Undo and redo: by the step's name, leading to its place, over a restart, of bulk work as well."""

from __future__ import annotations

import json
from pathlib import Path

from annotator import Project

from .articles import BRIDGE, DAM_TITLE, FERRY, project_of
from .conftest import Dialogs, Start
from .hand import Hand


def test_undo_leads_to_the_place(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    hand = start(path)
    hand.select("Nadia Brenner")
    hand.press("1")
    hand.press("Ctrl+End")
    hand.select("20 centimetres")
    hand.press("3")
    hand.press("Ctrl+Home")
    assert not hand.in_view("20 centimetres")
    assert _undo_row(hand) == "Undo: Tag figure"

    hand.press("Ctrl+Z")
    assert hand.tags() == [("source", "Nadia Brenner")]
    assert hand.in_view("20 centimetres")
    assert hand.caret == hand.span("20 centimetres")[0]
    assert hand.status()[0] == "Undone: Tag figure"
    hand.press("Ctrl+Z")
    assert hand.in_view("Nadia Brenner")
    assert hand.tags() == []
    assert _undo_row(hand).startswith("Undo: Import")
    hand.close()

    hand = start()
    assert hand.path == path
    hand.press("Ctrl+Y", "Ctrl+Shift+Z")
    assert hand.tags() == [("source", "Nadia Brenner"), ("figure", "20 centimetres")]
    assert hand.active() == ("figure", "20 centimetres")
    assert hand.in_view("20 centimetres")
    assert hand.status()[0] == "Redone: Tag figure"
    hand.press("Ctrl+Y")
    assert len(hand.tags()) == 2


def test_undo_of_every_kind(start: Start, tmp_path: Path) -> None:
    """Everything done by key or menu comes back, one step at a time, and goes again."""
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek"), ("location", "Orlova")]))
    states = [hand.tags()]

    def note() -> None:
        states.append(hand.tags())

    hand.click_word("Pavel Dusek")
    for step in ("[", "}", "}"):
        hand.press(step)
        note()
    hand.right_click_word("Pavel Dusek")
    hand.choose("Change Source to Location")
    note()
    hand.press("Del")
    note()
    hand.select("$3.5bn")
    hand.press("3")
    note()
    for state in reversed(states[:-1]):
        hand.press("Ctrl+Z")
        assert hand.tags() == state
    for state in states[1:]:
        hand.press("Ctrl+Y")
        assert hand.tags() == state


def test_undo_of_an_import(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text(
        "\n".join(
            json.dumps(
                {
                    "text": f"Report {n}. Olena said that {n} km² burned near Brod.",
                    "title": f"Report {n}",
                    "annotations": [{"label": "source", "start": 10 + len(str(n)), "end": 15}],
                }
            )
            for n in range(100, 400)
        ),
        encoding="utf-8",
    )
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    dialogs.answer([many, FERRY])
    hand.press("Ctrl+O")
    hand.wait(lambda: len(hand.articles()) == 302)
    assert hand.message() == "301 articles added, 300 annotations."
    hand.press("Alt+Down", "Alt+Down")
    assert hand.title() == "Report 101"
    assert len(hand.annotations()) == 1

    # The article on view goes with the import that brought it.
    hand.press("Ctrl+Z")
    assert hand.articles() == [DAM_TITLE]
    assert hand.title() == ""
    assert hand.annotations() == []
    assert hand.status()[0] == "Undone: Import 301 articles and 300 annotations"
    with Project.open(hand.path, read_only=True) as project:
        assert len(list(project.articles())) == 1
        assert project.check() == []
    assert BRIDGE.exists()

    hand.press("Ctrl+Y")
    assert len(hand.articles()) == 302
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert hand.title() == DAM_TITLE
    assert hand.tags() == []
    hand.press("Ctrl+Y")
    assert hand.tags() == [("source", "Pavel Dusek")]


def _undo_row(hand: Hand) -> str:
    """Read what the menu offers to undo."""
    hand.click("Menu")
    hand.choose("Edit")
    row = next(row for row in hand.rows() if row.startswith("Undo"))
    hand.press("Esc", "Esc")
    return row


def test_a_step_of_thousands_is_turned_in_the_background(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    with Project.open(path, "Olena") as project:
        article = next(project.articles())
        places = [(article.id, at, at + 1 + n) for at in range(0, 3_000, 3) for n in range(2)]
        made = project.bulk.tag(places, "location")
        assert made.made == 2_000
        project.bulk.relabel(list(made.ids), "figure")
    hand = start(path)
    hand.press("Ctrl+Z")
    turning = hand.window.verbs.tags._turning
    assert turning._turning
    # A second key finds the first at work.
    hand.press("Ctrl+Z")
    hand.wait(lambda: not turning._turning)
    assert {label for label, _ in hand.tags()} == {"location"}
    assert hand.status()[0] == "Undone: Change 2,000 annotations to figure"
    hand.press("Ctrl+Y")
    hand.wait(lambda: not turning._turning)
    assert {label for label, _ in hand.tags()} == {"figure"}
    assert hand.status()[0] == "Redone: Change 2,000 annotations to figure"
    hand.press("Ctrl+Z")
    hand.wait(lambda: not turning._turning)
    hand.press("Ctrl+Z")
    hand.wait(lambda: not turning._turning)
    assert hand.tags() == []
    with Project.open(path, read_only=True) as project:
        assert project.check() == []
