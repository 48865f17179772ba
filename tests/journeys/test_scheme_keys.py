"""The scheme's page by Tab: in the order in which one reads it, whatever is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from annotator.ui.pages.scheme import SchemePage
from annotator.ui.panels.scheme.draft import Subject
from annotator.ui.widgets.tab_circle import tab_stops

from .codebook import flooded, open_scheme
from .conftest import Start
from .hand import Hand


@pytest.fixture
def hand(start: Start, tmp_path: Path) -> Hand:
    """Give a hand at the page of the scheme."""
    hand = start(flooded(tmp_path))
    open_scheme(hand)
    return hand


def _page(hand: Hand) -> SchemePage:
    return hand.window.verbs.scheming.page


def _names(part: QWidget) -> list[str]:
    return [one.accessibleName() or getattr(one, "text", str)() for one in tab_stops(part)]


def test_tab_walks_the_form_as_it_is_read(hand: Hand) -> None:
    form = _page(hand).form
    form.tag.changed.emit(("[[The mayor]] said", "told [[a clerk]]"))
    form.leave.changed.emit(("[[The law]] says",))
    hand.press("Tab")
    stops = _names(form)
    first = ["Name", "Key", "Stands under: no other", "Colour", "solid"]
    assert stops[: len(first)] == first
    assert stops[stops.index("Definition") :] == [
        "Definition", "The mayor said", "told a clerk", "Add an example", "The law says",
        "Add an example", "Attributes", "Add an attribute",
    ]  # fmt: skip

    # Another label has another line, whose buttons are made anew.
    _page(hand).draft.look_at(Subject("label", "figure"))
    hand.press("Tab")
    assert _names(form)[4] == "solid"


def test_the_status_bar_names_the_keys_of_where_one_is(hand: Hand) -> None:
    page = _page(hand)
    page.form.tag.changed.emit(("[[The mayor]] said",))

    def hints() -> str:
        hand.settle()
        return hand.window.bottom.keys.accessibleName()

    assert hints().startswith("Esc: back to the text")
    assert "Del: retire" in hints()
    for name, doing in (
        ("Name", "Tab: next field"),
        ("The mayor said", "Del: take out, Enter: change"),
        ("Attributes", "Space: require"),
    ):
        hand.walk_to(name)
        assert hints().startswith("Esc: back to the list")
        assert doing in hints()
        assert "retire" not in hints()
    hand.press("Escape")
    assert "Del: retire" in hints()


def test_tab_walks_an_attribute_as_it_is_read(hand: Hand) -> None:
    hand.walk_to("Add an attribute")
    hand.press("Return")
    hand.type("Kind")
    walked = []
    for _ in range(8):
        hand.press("Tab")
        walked.append(hand.focus())
    assert walked == [
        "Kind: One of", "Description", "Every annotation has to have it", "Value 1", "Take out 1",
        "Add a value", "Cancel", "Add it",
    ]  # fmt: skip
    hand.walk_to("Value 1")
    hand.type("drone")
    hand.press("Return", "Tab", "Tab")
    assert hand.focus() == "Add a value"
    hand.press("Escape")


def test_tab_goes_from_an_example_that_is_written_to_the_next_one(hand: Hand) -> None:
    page = _page(hand)
    page.form.tag.changed.emit(("[[The mayor]] said", "told [[a clerk]]"))
    page.form.leave.changed.emit(())
    hand.walk_to("The mayor said")
    hand.press("Return")
    hand.press("Home")
    hand.type("So: ")
    hand.press("Tab")
    assert page.draft.scheme.label("source").examples.tag[0] == "So: [[The mayor]] said"
    assert hand.focus() == "told a clerk"
    hand.press("Delete")
    assert hand.focus() == "So: The mayor said"
    hand.press("Delete")
    assert hand.focus() == "Add an example"
    assert page.draft.scheme.label("source").examples.tag == ()


def test_the_keyboard_stays_at_a_link_while_it_is_counted_what_a_change_does(hand: Hand) -> None:
    page = _page(hand)
    page.form.tag.changed.emit(("[[The mayor]] said",))
    page.form.leave.changed.emit(("[[The law]] says",))
    # Not counted yet: what is counted comes as a line above.
    links = [name for name in _names(page) if name.startswith("Show the words")]
    assert len(links) == 2
    hand.walk_to(links[0])
    at = page.window().focusWidget()
    hand.wait(lambda: any("tagged" in one.text for one in page.effects.lines))
    assert page.window().focusWidget() is at
    hand.tap("Tab")
    assert hand.focus() == links[1]

    # A key that comes before the window was painted again walks on as well.
    hand.press("Shift+Tab")
    page.effects.show_effects(page.changes, None, page.draft.scheme, dirty=True)
    hand.tap("Tab")
    assert hand.focus() == links[1]
