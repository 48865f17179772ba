"""What the status bar says while one works: the keys of where one is, and of the last step only."""

from __future__ import annotations

from pathlib import Path

from .articles import project_of
from .conftest import Start
from .hand import Hand
from .reviewing import begin, project_under_review

_TAGS = (("source", "Ilse Marchetti"), ("figure", "14 cracks"), ("location", "Brod"))


def _hints(hand: Hand) -> str:
    hand.settle()
    return hand.window.bottom.keys.accessibleName()


def test_the_keys_of_where_one_is(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    assert "Space: tag the word" in _hints(hand)
    hand.press("Tab")
    assert "Del: remove" in _hints(hand)
    hand.press("Ctrl+F")
    assert _hints(hand).endswith("Shift Enter: hit before, Enter: next hit")
    hand.press("Esc", "Ctrl+H")
    hand.wait(lambda: hand.focus() == "Steps")
    assert _hints(hand) == "Esc: text, ↑ ↓: walk, Enter: lead there"
    hand.press("Esc")
    while hand.focus() != "Annotations":
        hand.press("F6")
    hand.press("Home")
    assert _hints(hand).endswith("↑ ↓: walk, Enter: text")
    hand.press("Ctrl+A")
    assert "Ctrl J: join" in _hints(hand)
    while hand.focus() != "Articles":
        hand.press("F6")
    assert _hints(hand).endswith("Enter: open")


def test_while_one_writes_in_review_its_keys_are_letters(start: Start, tmp_path: Path) -> None:
    hand = begin(start, project_under_review(tmp_path))
    assert _hints(hand).endswith("a: accept")
    hand.press("c")
    assert _hints(hand) == "Esc: text, Enter: save"
    hand.press("Esc", "Ctrl+F")
    assert _hints(hand).endswith("Enter: next hit")
    hand.press("Esc", "x", "w")
    assert _hints(hand) == "Esc: keep it open, Enter: reject"
    hand.press("Esc")
    assert _hints(hand).endswith("a: accept")


def test_enter_on_the_overview_opens_the_number_that_has_the_keyboard(
    start: Start, tmp_path: Path
) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.press("Ctrl+4")
    hand.wait(lambda: hand.mode() == "overview")
    assert _hints(hand).endswith("Enter: continue")
    hand.walk_to("one article")
    assert _hints(hand).endswith("Enter: open it")
    hand.walk_to("Continue")
    assert _hints(hand).endswith("Enter: continue")


def test_what_was_undone_is_not_said_of_the_next_step(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.press("Tab", "Del", "Ctrl+Z")
    assert hand.status()[0].startswith("Undone")
    hand.press("Tab", "Del")
    assert hand.status()[0].startswith("Saved")
