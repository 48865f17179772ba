"""The list at the right and the form below it: in sync with the text, both ways."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QPoint

from annotator import Project
from annotator.ui.widgets.text import Text

from .articles import project_of
from .conftest import Start
from .eye import is_like, spans_in, wash_of
from .hand import Hand

TAGS = [
    ("source", "the regional water board"),
    ("location", "Kamenica"),
    ("figure", "85 goats"),
    ("source", "the weather service in Lindenthal"),
]


def test_both_ways(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=TAGS))
    rows = hand.window.tagging.annotations.view
    assert [row.split(" — ")[0] for row in hand.annotations()] == [words for _, words in TAGS]

    # The list leads to the text.
    hand.click_row(rows, "the weather service")
    assert hand.active() == TAGS[3]
    assert hand.in_view("the weather service")
    assert is_like(hand.ground("the weather service"), wash_of("purple", selected=True))
    assert _record(hand) == "4 of 4"

    # The text leads to the list.
    hand.click_word("85 goats")
    assert rows.currentIndex().data().startswith("85 goats — Figure")
    assert _record(hand) == "3 of 4"
    hand.click("Next annotation")
    assert hand.active() == TAGS[3]
    hand.click("Annotation before")
    hand.press("Del")
    assert len(hand.annotations()) == 3
    assert hand.active() == TAGS[3]
    hand.press("Ctrl+Z")
    assert rows.currentIndex().data().startswith("85 goats")
    hand.click("Select nothing")
    assert hand.active() is None
    assert not rows.currentIndex().isValid()
    hand.find(Text, "Nothing selected")


def test_groups(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=TAGS))
    hand.click("By position")
    hand.choose("By label")
    assert [row.split(" — ")[0] for row in hand.annotations()] == [
        "Figure",
        "85 goats",
        "Location",
        "Kamenica",
        "Source",
        "the regional water board",
        "the weather service in Lindenthal",
    ]
    # What is tagged now comes into its group, and stays selected there.
    hand.select("Brod")
    hand.press("2")
    assert [row.split(" — ")[0] for row in hand.annotations()][2:5] == [
        "Location",
        "Kamenica",
        "Brod",
    ]
    assert hand.window.tagging.annotations.view.currentIndex().data().startswith("Brod")
    hand.click("What to do with it")
    hand.choose("Change Location to Source")
    assert hand.active() == ("source", "Brod")


def test_fragments(start: Start, tmp_path: Path) -> None:
    """An annotation of two fragments: each leads to it, the gap does not, outer edges move."""
    path = project_of(tmp_path)
    with Project.open(path, "Olena") as project:
        (article,) = project.articles()
        pieces = [
            (article.text.index(words), article.text.index(words) + len(words))
            for words in ("Ilse Marchetti", "chief engineer")
        ]
        project.annotate(article.id, 0, 0, "source", fragments=pieces)
    hand = start(path)
    assert hand.annotations()[0].startswith("Ilse Marchetti … chief engineer — Source")
    for words, there in (("Marchetti", True), ("board’s", False), ("chief", True)):
        hand.press("Esc", "Esc")
        hand.click_word(words)
        assert (hand.active() is not None) is there, words
    hand.press("{")
    with Project.open(path, read_only=True) as project:
        (annotation,) = project.annotations()
        assert annotation.quote == "Ilse Marchetti chief"
        assert [tuple(one) for one in annotation.fragments] == [
            pieces[0],
            (pieces[1][0], pieces[1][0] + len("chief")),
        ]
    hand.press("Del")
    assert spans_in(path) == []


def test_lanes(start: Start, tmp_path: Path) -> None:
    """Whose annotations are shown is chosen by the pills; others' are read, not changed."""
    path = project_of(tmp_path, tags=TAGS[:2])
    with Project.open(path, "Ben") as project:
        (article,) = project.articles()
        at = article.text.index("Kamenica")
        project.annotate(article.id, at, at + 8, "source")
    hand = start(path)
    assert len(hand.annotations()) == 3
    hand.press("Tab", "Tab")
    assert hand.active() == ("location", "Kamenica")
    hand.click("Ben")
    assert len(hand.annotations()) == 2
    hand.press("Ctrl+Home", "Tab", "Tab", "Tab")
    assert hand.active() == ("location", "Kamenica")
    hand.click("Ben")
    hand.right_click_word("Kamenica")
    assert "Source by Ben" in hand.rows()
    hand.choose("Source by Ben")
    hand.press("Del")
    assert hand.message().startswith("“Kamenica” was tagged by Ben, and only Ben can change it.")
    hand.click("Close the message")
    assert len(hand.tags()) == 3


def _record(hand: Hand) -> str:
    """Give which of how many the form says it is."""
    form = hand.window.tagging.form
    hand.settle()
    place = form.mapTo(hand.window.frame, QPoint(0, 0))
    head = [
        one.text()
        for one in hand.all(Text)
        if " of " in one.text() and one.mapTo(hand.window.frame, QPoint(0, 0)).y() >= place.y()
    ]
    assert len(head) == 1
    return head[0]


def _whole_rows(hand: Hand) -> bool:
    view = hand.window.tagging.annotations.view
    hand.settle()
    return view.viewport().height() % view.visualRect(view.model().index(0, 0)).height() == 0


def test_the_list_has_the_room_while_nothing_is_selected(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    with Project.open(path, "Olena") as project:
        article = next(project.articles())
        for found in list(re.finditer(r"\w{6,}", article.text))[:40]:
            project.annotate(article.id, *found.span(), "source")
    hand = start(path)
    hand.window.frame.resize(1440, 900)
    panel, view = hand.window.tagging.panel, hand.window.tagging.annotations.view
    form = hand.window.tagging.form
    hand.settle()
    assert not form.isVisible()
    assert view.viewport().height() > 0.8 * panel.height()
    assert _whole_rows(hand)

    # A row that stays in view stays under the mouse.
    view.verticalScrollBar().setValue(3 * 32)
    index = view.model().index(6, 0)
    place = view.visualRect(index)
    hand.click(view.viewport(), at=place.center())
    assert form.isVisible()
    assert view.visualRect(index) == place
    assert form.height() >= 412
    assert _whole_rows(hand)
    # Another one is selected without the list coming and going.
    hand.press("Del")
    assert view.visualRect(index) == place
    hand.click("Select nothing")
    hand.settle()
    assert not form.isVisible()

    # One that the form would cover comes up by as much as it must, and is whole.
    last = view.indexAt(view.viewport().rect().bottomLeft())
    hand.click(view.viewport(), at=view.visualRect(last).center())
    assert view.currentIndex() == last
    assert view.visualRect(last).bottom() == view.viewport().rect().bottom()

    # In a low window the list has its tab to itself, and ends at a whole row too.
    hand.window.frame.resize(1300, 600)
    hand.press("Esc")
    panel.tabs.segment(0).click()
    assert _whole_rows(hand)


def test_a_short_list_leaves_room_to_say_that_nothing_is_selected(
    start: Start, tmp_path: Path
) -> None:
    hand = start(project_of(tmp_path, tags=TAGS))
    hand.window.frame.resize(1440, 900)
    hand.find(Text, "Nothing selected")
    form = hand.window.tagging.form
    top = form.y()
    hand.click_row(hand.window.tagging.annotations.view, "85 goats")
    assert abs(form.y() - top) < 32
