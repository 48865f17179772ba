"""Tagging by mouse: double clicks, drags with word magnets, exact characters, menus, label bar."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from annotator import Project
from annotator.ui.editor.selecting import collapsed
from annotator.ui.look import look
from annotator.ui.widgets.row_view import RowView

from .articles import DAM_TITLE, project_of
from .conftest import Start
from .eye import is_like, wash_of


def test_double_click_and_choose(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.double_click_word("310")
    assert hand.selected() == "310"
    assert hand.focus() == "Type a label"
    assert is_like(hand.ground("310"), look().selection)
    hand.press("Esc")
    assert (hand.tags(), hand.selected(), hand.focus()) == ([], "", "Article text")
    assert is_like(hand.ground("310"), look().base)

    hand.double_click_word("310")
    hand.press("3")
    assert hand.tags() == [("figure", "310")]
    assert is_like(hand.ground("310"), wash_of("orange", selected=True))

    # A third click takes the sentence; the menu of the second one is gone then.
    hand.double_click_word("counting")
    hand.click_word("counting")
    assert hand.selected() == "In Kamenica itself nobody seemed to be counting"
    hand.type("loc")
    hand.press("Return")
    assert hand.tags()[-1] == ("location", "In Kamenica itself nobody seemed to be counting")

    # The last used one stands first: Enter alone is enough.
    hand.double_click_word("Brod")
    hand.press("Return")
    assert hand.tags()[-1] == ("location", "Brod")
    hand.double_click_word("Vera")
    assert hand.offered("Type a label")[:3] == ["Location", "Source", "Figure"]
    hand.click_row(hand.find(RowView, "Type a label"), "Source")
    assert ("source", "Vera") in hand.tags()


def test_picked_label(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.click("Location, 2")
    hand.double_click_word("Kamenica")
    assert hand.tags() == [("location", "Kamenica")]
    assert hand.focus() == "Article text"

    # The words under the mouse are taken whole, and one sees that during the drag.
    start_, end = hand.span("Lower Tisna")
    first, last = (hand.view.box_of(at, at + 1).center() for at in (start_ + 2, end - 2))
    to_screen = hand.view.viewport().mapToGlobal
    hand.hold(to_screen(first), to_screen(last))
    assert hand.selected() == "Lower Tisna"
    assert is_like(hand.ground("Lower"), look().selection)
    hand.let_go(to_screen(last))
    assert hand.tags()[0] == ("location", "Lower Tisna")

    # Quotes and full stops at the edges are left out.
    hand.drag_words("“partly", "a bus”.")
    assert hand.tags()[-1] == ("location", "partly blocked by a tree of the size of a bus")

    hand.drag_words("metre", "metre", nth=1, alt=True)
    assert ("location", "metre") in hand.tags()
    assert hand.text[hand.span("metre", 1)[0] - 5 :].startswith("centimetres")

    # The same label again lets go of it: a click selects, a drag asks.
    hand.press("2")
    hand.drag_words("Ilse", "Marchetti")
    assert hand.focus() == "Type a label"
    hand.press("Alt+C")
    assert QGuiApplication.clipboard().text() == "Ilse Marchetti"
    assert hand.selected() == "Ilse Marchetti"
    hand.click("Source, 1")
    assert ("source", "Ilse Marchetti") in hand.tags()
    assert hand.window.desk.picked is None


def test_stacks(start: Start, tmp_path: Path) -> None:
    """Nested, overlapping and identical spans: clicks walk outward, menus name each."""
    outer = "the Tisna River Observatory, a research group in Lindenthal"
    hand = start(
        project_of(
            tmp_path,
            tags=[
                ("source", outer),
                ("location", "Lindenthal"),
                ("source", "Lindenthal"),
                ("figure", "Lindenthal, show"),
            ],
        )
    )
    stack = []
    for _ in range(5):
        hand.click_word("Lindenthal")
        stack.append(hand.active())
    assert stack[4] == stack[0]
    assert {stack[0], stack[1]} == {("location", "Lindenthal"), ("source", "Lindenthal")}
    assert stack[2:4] == [("figure", "Lindenthal, show"), ("source", outer)]

    hand.right_click_word("Lindenthal")
    assert [row for row in hand.rows() if row.startswith("Remove")] == [
        "Remove Location",
        "Remove Source",
        "Remove Figure",
        "Remove Source",
    ]
    hand.choose("Remove Figure")
    assert ("figure", "Lindenthal, show") not in hand.tags()
    hand.right_click_word("Observatory")
    hand.choose("Change Source to Figure")
    assert hand.tags()[0] == ("figure", outer)
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert len(hand.tags()) == 4

    # Every lane below the words is seen: three lines below each other in the channel.
    box = hand.view.box_of(*hand.span("Lindenthal"))
    below = hand.picture(hand.view.viewport()).copy(box.center().x(), box.bottom(), 1, 14)
    colours = {below.pixelColor(0, y).name() for y in range(below.height())}
    assert len(colours - {look().base.name()}) >= 3, colours

    # Clicking beside everything lets go.
    hand.click_word("counting")
    assert hand.active() is None


def test_menu_of_a_selection(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.select("Tomas Rehak")
    hand.right_click_word("Rehak")
    assert hand.rows() == [
        "Tag “Tomas Rehak”", "Tag every “Tomas Rehak”…", "Copy", "This paragraph is",
        "Find in the text", "Find in all articles",
    ]  # fmt: skip
    hand.choose("Copy")
    assert QGuiApplication.clipboard().text() == "Tomas Rehak"
    hand.right_click_word("Rehak")
    hand.choose("Find in all articles")
    assert hand.focus() == "Search or run"
    hand.wait(lambda: any("Tomas Rehak" in row for row in hand.offered("Search or run")))
    hand.press("Esc")
    assert hand.focus() == "Article text"
    assert hand.tags() == []
    # The menu that opens at a selection leads there by a key.
    hand.press("Space")
    assert hand.focus() == "Type a label"
    hand.press("Alt+F")
    assert hand.focus() == "Search or run"
    hand.press("Esc")
    assert hand.tags() == []


def test_menu_of_a_word(start: Start, tmp_path: Path) -> None:
    """A right click on a word that nobody tagged offers what a selection would."""
    hand = start(project_of(tmp_path))
    caret = hand.caret
    hand.right_click_word("Kamenica")
    assert hand.selected() == "Kamenica"
    assert hand.rows()[0] == "Tag “Kamenica”"
    hand.press("Esc")
    hand.settle()
    assert hand.selected() == ""
    assert hand.caret == caret
    hand.right_click_word("Kamenica")
    hand.choose("Tag “Kamenica”", "Location")
    assert hand.tags() == [("location", "Kamenica")]
    # What is tagged already can be tagged again.
    hand.right_click_word("Kamenica")
    assert "Remove Location" in hand.rows()
    hand.choose("Tag “Kamenica”", "Source")
    assert len(hand.tags()) == 2
    hand.right_click_word("chief")
    hand.choose("Find in the text")
    assert hand.focus() == "Find in the text"
    assert hand.selected() == "chief"
    hand.wait(lambda: not hand.window.tagging.find_bar._quiet.isActive())
    hand.press("Esc")
    hand.press("Esc")
    # Beside the selection it is about the word there, and the selection comes back.
    hand.select("Ilse Marchetti")
    hand.right_click_word("standing")
    assert hand.rows()[0] == "Tag “standing”"
    hand.press("Esc")
    hand.settle()
    assert hand.selected() == "Ilse Marchetti"
    # Between two paragraphs there is no word; there is still a menu.
    end = hand.text.index("in March.") + len("in March.")
    hand.view.set_selection(collapsed(0))
    hand.reveal(end - 1, end)
    place = hand.view.caret_box(end).center().toPoint()
    hand.window.verbs.tags.open_menu(hand.view.viewport().mapToGlobal(place), [])
    assert hand.rows() == ["Find in the text", "Find in all articles"]
    hand.press("Esc")
    hand.select("Ilse Marchetti")
    # The menu key asks for the menu of the selection.
    hand.menu_key()
    assert hand.rows()[0] == "Tag “Ilse Marchetti”"
    hand.press("Esc")


def test_menu_of_an_article(start: Start, tmp_path: Path) -> None:
    """Every article of the list can be opened and marked, whether it is open or not."""
    path = project_of(tmp_path)
    line = {"text": "Ferry runs again.", "title": "Ferry", "url": "https://ledger.example/1"}
    ferry = tmp_path / "ferry.jsonl"
    ferry.write_text(json.dumps(line), encoding="utf-8")
    with Project.open(path, "Olena") as project:
        project.import_file(ferry)
    hand = start(path)
    view = hand.window.tagging.articles.view
    hand.right_click_row(view, "Ferry")
    assert hand.rows() == [
        "Open", "Mark done", "Mark for a second look", "Flag…", "Details…", "Note…", "Zones…",
        "Copies…", "Compare with another version…", "Add a newer version…", "Assign…", "Export…",
        "Retire…", "Copy the address",
    ]  # fmt: skip
    hand.choose("Mark done")
    hand.right_click_row(view, "Ferry")
    assert hand.rows()[1:3] == ["Mark not done", "Mark for a second look"]
    hand.choose("Mark for a second look")
    assert hand.title() == DAM_TITLE
    assert view.currentIndex().row() == 0
    hand.right_click_row(view, "Ferry")
    hand.choose("Copy the address")
    assert QGuiApplication.clipboard().text() == "https://ledger.example/1"
    with Project.open(path, "Olena", read_only=True) as project:
        assert [row.state for row in project.corpus.rows(project.corpus.numbers())] == [
            "open", "look",
        ]  # fmt: skip
    hand.right_click_row(view, "Ferry")
    hand.choose("Open")
    assert hand.title() == "Ferry"
    # By keyboard: for the row it is on. This one has no address.
    view.setFocus()
    hand.press("Up")
    hand.menu_key()
    assert hand.rows()[:3] == ["Open", "Mark done", "Mark for a second look"]
    assert hand.rows()[-1] == "Retire…"
    hand.choose("Mark done")
    with Project.open(path, "Olena", read_only=True) as project:
        assert project.corpus.rows(project.corpus.numbers())[0].state == "done"


def test_attributes_that_another_label_lacks_are_said(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    said = "an engineer"
    with Project.open(path, "Olena") as project:
        article = next(project.articles())
        start_at = article.text.index("Ilse Marchetti")
        values = {"role": said, "affiliation": "the water board"}
        project.annotate(article.id, start_at, start_at + 14, "source", attributes=values)

    def attributes() -> dict[str, object]:
        with Project.open(path, "Olena", read_only=True) as project:
            return dict(next(iter(project.annotations())).attributes)

    hand = start(path)
    hand.right_click_word("Marchetti")
    hand.choose("Change Source to Location")
    assert hand.message() == (
        "Role and Affiliation do not belong to Location and were left out. Undo brings them back."
    )
    assert attributes() == {}
    hand.click("Undo")
    assert hand.tags() == [("source", "Ilse Marchetti")]
    assert attributes() == values
    # Whatever was done since, it is this annotation that comes back.
    hand.right_click_word("Marchetti")
    hand.choose("Change Source to Location")
    hand.select("Kamenica")
    hand.press("2")
    hand.click("Undo")
    assert hand.tags() == [("source", "Ilse Marchetti"), ("location", "Kamenica")]
    assert attributes() == values
    # What the other label has as well stays, and nothing is said.
    hand.right_click_word("Kamenica")
    hand.choose("Change Location to Figure")
    assert hand.message() == ""
