"""What the find bar found is tagged at once."""

from __future__ import annotations

from pathlib import Path

from .articles import project_of
from .conftest import Start
from .eye import tags_in


def test_hits_of_a_pattern_are_tagged(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    hand = start(path)
    hand.press("Ctrl+F")
    hand.click("Regular expression")
    hand.type("kamenica|orlova")
    bar = hand.window.tagging.find_bar
    hand.wait(lambda: bar.count.text().startswith("1 of "))
    found = len(hand.view.scene.found)
    assert found > 3
    hand.click("Tag all of these")
    hand.press("2", "Return")
    hand.wait(lambda: tags_in(path))
    tagged = tags_in(path)
    assert {label for label, _ in tagged} == {"location"}
    assert {words.lower() for _, words in tagged} <= {"kamenica", "orlova"}
    assert len(tagged) <= found
    hand.press("Escape", "Ctrl+Z")
    hand.wait(lambda: not tags_in(path))
