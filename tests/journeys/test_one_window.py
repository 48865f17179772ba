"""Whatever page or sheet is shown, it is a part of the one window from its first moment on."""

from __future__ import annotations

from annotator.ui.widgets.popover import Popover

from .conftest import Start
from .program import Shown

_SHEETS = ("people", "assign", "send to", "export", "help", "about")


def test_no_page_and_no_sheet_is_a_window(start: Start) -> None:
    hand = start(sample=True)
    shown = Shown()
    hand.press("Ctrl+2", "n", "s", "s", "h", "h", "c", "Escape", "e", "Escape", "F10", "F10")
    hand.press("Ctrl+5")
    page = hand.window.verbs.surveys.agreement_page
    hand.wait(lambda: page.report is not None)
    hand.press("Ctrl+4")
    overview = hand.window.verbs.surveys.overview_page
    hand.wait(lambda: overview.states.total.text() == "12")
    overview.states.counts["done"].click()
    hand.settle()
    hand.press("Escape", "Escape")
    for words in _SHEETS:
        hand.press("Ctrl+K")
        hand.type(words)
        hand.press("Return")
        sheets = [one for one in hand.all(Popover) if one.isVisible()]
        assert sheets, f"“{words}” shows nothing"
        hand.press("Escape")
        assert not [one for one in hand.all(Popover) if one.isVisible()], words
    assert shown.end() == []
