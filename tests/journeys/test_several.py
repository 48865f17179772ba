"""Several annotations at once, stacks of them, and which are painted: by mouse and by keys."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt

from annotator import Project
from annotator.ui.look import look
from annotator.ui.look.contrast import contrast
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.tick_box import TickBox

from .articles import project_of
from .conftest import Start
from .eye import is_like, wash_of
from .hand import Hand

TAGS = [
    ("source", "the regional water board"),
    ("location", "Kamenica"),
    ("figure", "85 goats"),
    ("source", "the weather service in Lindenthal"),
]
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def _to_list(hand: Hand) -> None:
    for _ in range(8):
        hand.press("F6")
        if hand.focus() == "Annotations":
            return
    raise AssertionError("F6 does not lead to the list")


def test_several_by_mouse(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    with Project.open(path, "Ben") as project:
        (article,) = project.articles()
        at = article.text.index("Orlova")
        project.annotate(article.id, at, at + 6, "location")
    hand = start(path)
    hand.click_word("regional water board")
    hand.click_word("Kamenica", ctrl=True)
    hand.click_word("85 goats", ctrl=True)
    assert "3 selected" in hand.status()
    for words, colour in (("regional", "purple"), ("Kamenica", "green"), ("85", "orange")):
        assert is_like(hand.ground(words), wash_of(colour, selected=True))
    hand.click_word("Kamenica", ctrl=True)
    assert "2 selected" in hand.status()
    hand.click("Location, 2")
    assert [label for label, _ in hand.tags()].count("location") == 4
    assert hand.window.desk.picked is None
    hand.press("Ctrl+Z")

    # The list: from here to there.
    rows = hand.window.tagging.annotations.view
    hand.click_row(rows, "Orlova")
    hand.click_row(rows, "85 goats", _SHIFT)
    assert "4 selected" in hand.status()
    hand.press("Del")
    assert hand.message() == "1 of them are somebody else’s and stay as they are."
    assert [words for _, words in hand.tags()] == ["Orlova", TAGS[3][1]]
    hand.press("Ctrl+Z")
    assert len(hand.tags()) == 5


def test_several_by_keys(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    _to_list(hand)
    hand.press("Home", "Shift+Down", "Shift+Down")
    assert "3 selected" in hand.status()
    hand.press("3")
    assert [label for label, _ in hand.tags()] == ["figure", "figure", "figure", "source"]
    step = hand.window.hub.project
    assert step is not None
    undo = step.next_undo()
    assert undo is not None
    hand.press("Ctrl+Z")
    assert hand.tags() == TAGS
    # They are selected again, for the label that was meant.
    assert "3 selected" in hand.status()
    _to_list(hand)
    hand.press("Ctrl+A")
    assert "4 selected" in hand.status()
    hand.press("Del")
    assert hand.tags() == []
    hand.press("Ctrl+Z")
    assert hand.tags() == TAGS
    assert "4 selected" in hand.status()
    hand.press("Esc")
    assert hand.window.desk.selected == ()
    hand.press("Ctrl+Shift+A")
    assert len(hand.window.desk.selected) == 4
    # Joining takes one label.
    hand.press("Ctrl+J")
    assert "one label" in hand.message()


def test_the_walk_from_annotation_to_annotation_says_where_it_ends(
    start: Start, tmp_path: Path
) -> None:
    hand = start(project_of(tmp_path, tags=TAGS[:2]))
    hand.press("Ctrl+Home", "Tab", "Tab")
    assert hand.active() == TAGS[1]
    assert "No further annotation in this article" not in hand.status()
    hand.press("Tab")
    assert hand.active() == TAGS[1]
    assert "No further annotation in this article" in hand.status()
    hand.press("Shift+Tab", "Shift+Tab")
    assert hand.active() == TAGS[0]
    assert "No earlier annotation in this article" in hand.status()


# Stacks and filters


def test_a_stack_is_walked_both_ways_and_can_be_read(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    words = "310 cubic metres a second were passing"
    with Project.open(path, "Olena") as project:
        (article,) = project.articles()
        at = article.text.index(words)
        for count in range(6):
            end = at + len(" ".join(words.split()[: count + 1]))
            label = ("figure", "location", "source")[count % 3]
            project.annotate(article.id, at, end, label)
    hand = start(path)
    hand.go_to("310")
    sizes = []
    for key in ("O",) * 6 + ("Shift+O",) * 2:
        hand.press(key)
        active = hand.active()
        assert active is not None
        sizes.append(len(active[1].split()))
    assert sizes == [1, 2, 3, 4, 5, 6, 5, 4]
    hand.press("Esc")
    # Two washes at most lie on each other.
    assert contrast(look().text, hand.ground("310")) >= 4.5


def test_what_is_painted_is_filtered(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    hand.press("F")
    hand.find(TickBox, "Source").click()
    hand.press("Esc")
    assert is_like(hand.ground("regional water"), look().base)
    assert is_like(hand.ground("Kamenica"), wash_of("green"))
    assert [row.split(" — ")[0] for row in hand.annotations()] == ["Kamenica", "85 goats"]
    hand.click_word("regional water board")
    assert hand.active() is None
    hand.press("Ctrl+Home", "Tab")
    assert hand.active() == TAGS[1]
    assert hand.window.tagging.labels.filter_button.isChecked()
    # What is tagged is never hidden.
    hand.press("Esc")
    hand.select("Vera")
    hand.press("1")
    assert len(hand.annotations()) == 5
    assert not hand.window.tagging.labels.filter_button.isChecked()
    hand.press("F")
    hand.find(TickBox, "Needs a look").click()
    hand.press("Esc")
    assert hand.annotations() == []
    hand.find(PushButton, "Show everything")
    hand.press("Shift+F")
    assert len(hand.annotations()) == 5


def test_review_shows_all_there_is(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    hand.press("F")
    hand.find(TickBox, "Source").click()
    hand.press("Esc", "Ctrl+2")
    scene = hand.window.desk.scene
    assert all(scene.shows(mark) for mark in scene.marks.ordered)
    hand.press("Ctrl+1")
    assert len(hand.annotations()) == 2
    assert is_like(hand.ground("regional water"), look().base)


def test_hundreds_at_once_are_changed_and_removed_in_the_background(
    start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "Goats.annot"
    text = "Counts.\n\n" + " ".join(f"{n} goats." for n in range(400))
    with Project.create(path, annotator="Ann") as project:
        article = project.import_text(text).id
        places = [(at.start(), at.end()) for at in re.finditer(r"\d+ goats", text)]
        project.bulk.tag([(article, *place) for place in places], "figure")
    hand = start(path)
    hand.press("Ctrl+Shift+A")
    assert "400 selected" in hand.status()
    hand.press("2")
    hand.wait(lambda: "400 are Location now" in hand.status())
    assert {label for label, _ in hand.tags()} == {"location"}
    assert len(hand.window.desk.selected) == 400
    hand.press("Del")
    hand.wait(lambda: "400 annotations removed" in hand.status())
    assert hand.tags() == []
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert [label for label, _ in hand.tags()] == ["figure"] * 400
