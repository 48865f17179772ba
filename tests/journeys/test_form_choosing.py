"""Values that are chosen: from the list below a field, or in the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator import Project

from .articles import project_of
from .conftest import Start
from .hand import Hand


def _values(hand: Hand) -> dict[str, Any]:
    """Read the values of the selected annotation from the file."""
    mark = hand.window.desk.active
    assert mark is not None
    with Project.open(hand.path, read_only=True) as project:
        return project.annotating.get(mark.id).attributes


def test_tab_takes_what_is_lit_in_the_list_of_a_field(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=[("source", "Ilse Marchetti"), ("source", "Pavel Dusek")])
    with Project.open(path, "Olena") as project:
        meant = next(one for one in project.annotations() if one.quote == "Pavel Dusek")
        project.update(meant.id, attributes={"role": "spokesperson"})
    hand = start(path)
    hand.click_row(hand.window.tagging.annotations.view, "Ilse Marchetti")
    offers = hand.window.tagging.form.offers
    assert offers is not None
    hand.wait(lambda: "source" in offers._known)
    hand.press("Return")
    hand.walk_to("Role")
    hand.type("sp")
    # What one has not walked to is not taken.
    hand.press("Tab")
    assert _values(hand) == {"role": "sp"}
    hand.press("Shift+Tab")
    hand.type("spo")
    hand.press("Down", "Tab")
    assert hand.focus() == "Affiliation"
    assert _values(hand) == {"role": "spokesperson"}


def test_a_link_is_chosen_in_the_text(start: Start, tmp_path: Path) -> None:
    path = project_of(
        tmp_path,
        tags=[("source", "Ilse Marchetti"), ("source", "Pavel Dusek"), ("location", "Orlova")],
    )
    hand = start(path)
    hand.click_row(hand.window.tagging.annotations.view, "Pavel Dusek")
    hand.click("Choose it in the text")
    hand.click_word("Orlova")
    assert hand.active() == ("source", "Pavel Dusek")
    hand.wait(lambda: hand.status()[0] == "It has to be Source.")
    # The next click is the answer still, until Esc.
    assert "Esc: leave it as it is" in hand.window.bottom.keys.accessibleName()
    hand.press("Esc")
    assert hand.active() == ("source", "Pavel Dusek")
    hand.click("Choose it in the text")
    hand.click_word("Marchetti")
    assert hand.active() == ("source", "Pavel Dusek")
    with Project.open(path, read_only=True) as project:
        _, meant, one = project.annotations()
        assert one.attributes == {"refers_to": meant.id}
    hand.click("Go there")
    assert hand.active() == ("source", "Ilse Marchetti")
