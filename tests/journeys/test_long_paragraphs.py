"""Paragraphs that go on for pages without a blank: read, searched and tagged like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project

from .conftest import Start
from .eye import spans_in
from .hand import Hand

_CHINESE = "北京市政府表示，2024年增长5.2%。“很好”，他说。"
_TEXTS = {
    "Chinese": _CHINESE * 2_000,
    "families": "👨‍👩‍👧‍👦" * 6_000,
    "bytes in letters": "QUJD+w9/" * 20_000,
    "Arabic": "النَّاسِ،" * 6_000,
}


def _start(start: Start, tmp_path: Path, text: str) -> tuple[Hand, Path]:
    path = tmp_path / "Long.annot"
    with Project.create(path, annotator="Ann") as project:
        project.import_text("A headline\n\n" + text + "\n\nThe end.")
    hand = start(path)
    return hand, path


@pytest.mark.parametrize("name", _TEXTS)
def test_what_lies_over_a_line_end_that_was_put_in_is_tagged_whole(
    start: Start, tmp_path: Path, name: str
) -> None:
    hand, path = _start(start, tmp_path, _TEXTS[name])
    display = hand.view.scene.display
    # The seam between two parts of the long paragraph.
    seam = display.starts[sorted(display.parted)[2]]
    hand.view.go_to(seam, seam)
    on, back = ("Left", "Right") if name == "Arabic" else ("Right", "Left")
    hand.press(f"Alt+{back}")
    before = hand.caret
    hand.press(f"Alt+Shift+{on}", times=2)
    after = hand.caret
    assert before < seam < after
    assert hand.selected() == hand.text[before:after]
    hand.press("1")
    assert [(start, end) for _, start, end in spans_in(path)] == [(before, after)]
    hand.press("Ctrl+Z")
    assert spans_in(path) == []


def test_the_find_bar_leads_into_the_middle_of_it(start: Start, tmp_path: Path) -> None:
    words = "上海，两千。"
    half = _CHINESE * 1_000
    hand, path = _start(start, tmp_path, half + words + half)
    hand.press("Ctrl+F")
    hand.type(words)
    hand.press("Return")
    hand.wait(lambda: hand.selected() == words)
    start_of = hand.text.index(words)
    assert hand.view.box_of(start_of, start_of + len(words)).intersects(hand.view.rect())
    # What is not near was not laid out to get there.
    assert hand.view.page.laid_out < 12
    hand.press("Escape")
    hand.press("2")
    assert [span[1:] for span in spans_in(path)] == [(start_of, start_of + len(words))]
    hand.press("Ctrl+End")
    assert hand.caret == len(hand.text)
