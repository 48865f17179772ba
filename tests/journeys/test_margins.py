"""What stands beside the text: the strip of the whole article, and the stripes."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QPoint

from annotator import Project
from annotator.ui.editor.overview_strip import OverviewStrip
from annotator.ui.editor.stripes import Stripes

from .articles import project_of
from .conftest import Start
from .hand import Hand


def _tagged(tmp_path: Path) -> Path:
    path = project_of(tmp_path)
    with Project.open(path, "Olena") as project:
        article = next(project.articles())
        for number, found in enumerate(re.finditer(r"\b[A-Z]\w{4,}", article.text)):
            label = ("source", "location", "figure")[number % 3]
            project.annotate(article.id, *found.span(), label)
    return path


def _strip(hand: Hand) -> OverviewStrip:
    hand.wait(lambda: hand.all(OverviewStrip))
    return hand.find(OverviewStrip)


def test_the_strip_leads_through_the_article(start: Start, tmp_path: Path) -> None:
    hand = start(_tagged(tmp_path))
    strip = _strip(hand)
    last = strip.ticks[-1]
    hand.click(strip, at=QPoint(3, last.top + 1))
    active = hand.window.desk.active
    assert active is not None
    assert active in last.marks
    assert hand.focus() == "Article text"
    box = hand.view.box_of(active.start, active.end)
    assert 0 <= box.top() < hand.view.viewport().height()
    # It follows what is removed.
    count = sum(len(tick.marks) for tick in strip.ticks)
    hand.press("Ctrl+Shift+A", "Del")
    hand.wait(lambda: not strip.ticks)
    hand.press("Ctrl+Z")
    hand.wait(lambda: sum(len(tick.marks) for tick in strip.ticks) == count)


def test_stripes_are_unfolded_dragged_and_remembered(start: Start, tmp_path: Path) -> None:
    path = _tagged(tmp_path)
    hand = start(path)
    hand.window.frame.resize(1440, 900)
    hand.press("Shift+F9")
    stripes = hand.find(Stripes)
    before = stripes.width()
    grip = stripes.grip
    middle = grip.mapToGlobal(grip.rect().center())
    hand.drag(middle, middle - QPoint(160, 0))
    assert stripes.width() == before + 160
    hand.wait(lambda: hand.window.memory.settings.stripes == before + 160)
    bar = next(iter(stripes.bars()))
    hand.click(stripes, at=bar.box.center().toPoint())
    assert hand.window.desk.active == bar.mark
    # Dragged to the edge they are folded, and come back as they were.
    middle = grip.mapToGlobal(grip.rect().center())
    hand.drag(middle, middle + QPoint(before + 156, 0))
    assert not stripes.isVisible()
    hand.press("Shift+F9")
    hand.settle()
    assert stripes.width() == before + 160
    hand.close()
    again = start(path)
    again.window.frame.resize(1440, 900)
    again.wait(lambda: again.all(Stripes))
    assert again.find(Stripes).width() == before + 160
    # By keys: the edge takes arrows.
    edge = again.find(Stripes).grip
    edge.setFocus()
    again.press("Right")
    assert again.find(Stripes).width() == before + 144
    again.press("Shift+F9")
    assert again.all(Stripes) == []
