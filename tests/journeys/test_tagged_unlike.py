"""What is not tagged alike: its lists, their places, what is intended, all by keys."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from annotator import Project
from annotator.model.strings import Strings

from .conftest import Start
from .dams import FIRST, dams, look_for, page_of
from .eye import tags_in


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give three articles in which some places are tagged."""
    return dams(tmp_path)


def test_what_is_intended(start: Start, path: Path) -> None:
    hand = start(path)
    hand.press("Ctrl+Shift+F")
    page = page_of(hand)
    page.show_part(2)
    hand.wait(lambda: page.unlike.list.model.rowCount() == 1)
    assert hand.focus() == "Strings that are not tagged alike"
    hand.press("Return")
    hand.wait(lambda: page.lines.model.rowCount() == 2 and not page.search.busy)
    assert page.bar.query() == 'quote:"Kyiv"'
    page.show_part(2)
    hand.press("I")
    assert hand.focus() == "Why (may stay empty)"
    hand.type("the city speaks")
    hand.press("Return")
    hand.wait(lambda: page.unlike.list.model.rowCount() == 0)
    assert "Said to be intended: kyiv" in hand.status()[0]

    # It is listed with who said it and why, and taken back.
    hand.click("What is intended")
    hand.wait(lambda: page.unlike.list.model.rowCount() == 1)
    page.unlike.setFocus()
    hand.press("I")
    hand.wait(lambda: page.unlike.list.model.rowCount() == 0)
    hand.click("What is intended")
    hand.wait(lambda: page.unlike.list.model.rowCount() == 1)

    # Tagged here, not there: one place of three is meant so.
    page.show_part(3)
    hand.wait(lambda: page.unlike.list.model.rowCount() > 0)
    rows = [page.unlike.list.model.row(n) for n in range(page.unlike.list.model.rowCount())]
    location = next(n for n, row in enumerate(rows) if row and row.subject.label == "location")
    assert getattr(rows[location], "untagged", 0) == 1
    page.unlike.list.view.setCurrentIndex(page.unlike.list.model.index(location))
    hand.press("Return")
    hand.wait(lambda: page.search.query == '"Kyiv" -label:location' and not page.search.busy)
    # Just the one that the list counts: in the article where nobody has begun nothing is missed.
    hand.wait(lambda: page.lines.model.rowCount() == 1)
    assert hand.focus() == "Lines"
    hand.press("Space")
    assert page.foot.buttons["intended"].isVisible()
    hand.press("I", "Return")
    hand.wait(lambda: page.lines.empty.accessibleName() == "No place is left")
    hand.press("Escape")
    assert hand.focus() == "Strings that are not tagged alike"
    with Project.open(path, read_only=True) as project:
        (silence,) = project.silences.all()
        assert silence.start == FIRST.index("Kyiv’s")
        assert silence.subject.about == "untagged"


def test_another_list_begins_at_its_first_row(start: Start, path: Path) -> None:
    with Project.open(path) as project:
        text = "Kyiv met Lviv.\n\nKyiv and Lviv went on."
        article = project.import_text(text).id
        for words, label in (("Kyiv", "figure"), ("Lviv", "figure"), ("Lviv", "source")):
            at = text.index(words)
            project.annotate(article, at, at + len(words), label)
    hand = start(path)
    hand.press("Ctrl+Shift+F")
    page = page_of(hand)
    rows = page.unlike.list
    page.show_part(2)
    hand.wait(lambda: rows.model.rowCount() == 2)
    hand.press("Down")
    assert rows.view.currentIndex().row() == 1
    page.show_part(3)
    hand.wait(lambda: rows.everywhere.isVisible() and rows.model.rowCount() > 1)
    assert rows.view.currentIndex().row() == 0
    # The same list again stays where one was.
    hand.press("Down")
    page.show_part(3)
    assert rows.view.currentIndex().row() == 1


def test_from_a_list_to_its_places_and_back_by_keys(start: Start, path: Path) -> None:
    with Project.open(path, annotator="Olena") as project:
        text = "“Oil” here; “Oil” there. " * 20
        article = project.import_text(text).id
        project.annotate(article, 0, 5, "figure")
    hand = start(path)
    hand.window.verbs.searches.left_untagged()
    page, rows = page_of(hand), page_of(hand).unlike.list
    hand.wait(lambda: rows.model.rowCount() == 3)
    assert hand.focus() == "Strings that are not tagged alike"
    assert [words for _, words in hand.window.verbs.searches.hints()] == [
        "back", "it is intended", "show its places",
    ]  # fmt: skip
    assert rows.view.keyboard_focus(), "it is seen where one is"
    hand.press("Home", "Return")
    hand.wait(lambda: page.lines.model.rowCount() == 39 and not page.search.busy)
    assert hand.focus() == "Lines"
    assert page.lines.view.keyboard_focus()
    hand.press("Down", "Down", "Space", "Escape")
    assert page.lines.model.tick_count() == 0
    assert page.lines.view.currentIndex().row() == 2, "Esc takes the ticks only"
    # Without ticks the line under the keyboard is meant; the label of the list comes first.
    hand.press("T")
    hand.strike("Return")
    assert hand.focus() == "Tag 1"
    hand.press("Return")
    hand.wait(lambda: page.lines.model.rowCount() == 38)
    assert ("figure", "“Oil”") in tags_in(path)
    assert hand.focus() == "Lines"
    assert page.lines.view.currentIndex().row() == 2, "the list stays where it was"
    hand.press("Ctrl+Z")
    hand.wait(lambda: page.lines.model.rowCount() == 39)
    hand.press("Escape")
    assert hand.focus() == "Strings that are not tagged alike"
    assert rows.view.currentIndex().row() == 0
    hand.press("Escape")
    assert hand.mode() == "tag"


def test_a_search_that_takes_long_is_stopped(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = Event()

    def slowly(self: Strings, text: str) -> list[tuple[str, int, int]]:
        going.wait(5)
        return found_in(self, text)

    found_in = Strings.found_in
    monkeypatch.setattr(Strings, "found_in", slowly)
    hand = start(path)
    hand.window.verbs.searches.left_untagged()
    page, rows = page_of(hand), page_of(hand).unlike.list
    hand.wait(lambda: rows.about.text() == "Looking through the project: 15 %")
    # What is found quickly is there already.
    page.show_part(2)
    assert rows.model.rowCount() == 1
    page.show_part(3)
    assert rows.looking.accessibleName() == "Looking through the project…"
    hand.click("Stop")
    assert rows.looking.accessibleName() == "Stopped"
    going.set()
    hand.click("Look again")
    hand.wait(lambda: rows.model.rowCount() == 2)
    assert not rows.wait.isVisible()


def test_the_lists_are_counted_in_the_menus(start: Start, path: Path) -> None:
    hand = start(path)
    hand.window.verbs.searches.left_untagged()
    page = page_of(hand)
    hand.wait(lambda: page.unlike.list.model.rowCount() > 0)
    actions = hand.window.verbs.actions
    assert actions["tagged_unlike"].text() == "Words tagged unlike (1)"
    assert actions["left_untagged"].text() == "Words left untagged (2)"
    hand.press("Escape")
    assert hand.mode() == "tag"


def test_who_works_blind_sees_no_label_of_others(start: Start, path: Path) -> None:
    with Project.open(path, annotator="Olena") as project:
        project.team.set_blind(blind=True)
    hand = start(path)
    page = look_for(hand, "kyiv", 3)
    shown = page.lines.model.shown()
    assert {m.annotator for one in shown for m in one.marks} == {"Olena"}
    page.show_part(2)
    hand.wait(lambda: page.unlike.list.empty.accessibleName() == "Everything is tagged alike")
