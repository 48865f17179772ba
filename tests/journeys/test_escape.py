"""Esc leads back to what one works on, wherever Tab has led."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.widgets.tab_circle import tab_stops
from tests.benchmarks.pictures.projects import sample

from .conftest import Start

_PAGES = {
    "tag": ("", "Article text"),
    "review": ("review_mode", "Article text"),
    "scheme": ("scheme", "Labels"),
    "overview": ("overview", "Overview"),
    "concordance": ("concordance", "Look for words in all articles"),
    "agreement": ("agreement", "Agreement"),
}


@pytest.mark.parametrize("page", _PAGES)
def test_it_leads_from_the_bars_to_the_page(start: Start, tmp_path: Path, page: str) -> None:
    hand = start(sample(tmp_path))
    hand.window.frame.resize(1440, 900)
    action, there = _PAGES[page]
    if action:
        hand.window.verbs.actions[action].trigger()
    hand.wait(lambda: hand.mode() == page and hand.focus() == there)
    bars = [one for one in tab_stops(hand.window.frame) if hand.window.top.isAncestorOf(one)]
    assert len(bars) > 4
    for stop in bars:
        stop.setFocus()
        assert QApplication.focusWidget() is stop
        hand.press("Escape")
        assert (hand.mode(), hand.focus()) == (page, there)


def test_it_leads_from_what_stands_around_the_text_to_the_text(
    start: Start, tmp_path: Path
) -> None:
    hand = start(sample(tmp_path))
    hand.window.frame.resize(1440, 900)
    hand.settle()
    stops = tab_stops(hand.window.tagging)
    for stop in stops:
        if stop.isVisible():
            stop.setFocus()
            hand.press("Escape")
            assert hand.focus() == "Article text"
    assert len(stops) > 10


def test_it_keeps_the_keyboard_on_the_welcome_page(start: Start) -> None:
    hand = start()
    hand.press("Tab")
    before = hand.focus()
    hand.press("Escape")
    assert hand.focus() == before
