"""Tagging by mouse: double clicks, drags with word magnets, exact characters, menus, label bar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from annotator.ui.look import look
from annotator.ui.widgets.row_view import RowView

from .articles import project_of
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
    assert hand.rows() == ["Tag…", "Copy"]
    hand.choose("Copy")
    assert QGuiApplication.clipboard().text() == "Tomas Rehak"
    hand.right_click_word("Rehak")
    hand.choose("Tag…")
    assert hand.focus() == "Type a label"
    hand.press("Alt+F")
    assert hand.focus() == "Search or run"
    hand.wait(lambda: any("Tomas Rehak" in row for row in hand.offered("Search or run")))
    hand.press("Esc")
    assert hand.focus() == "Article text"
    assert hand.tags() == []
