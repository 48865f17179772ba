"""Tagging every place where nothing is left to tag, or nothing is ticked: what Enter says then."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QRadioButton

from annotator import Project
from annotator.ui.dialogs.tag_all.session import TagAllSession
from tests.ui.heard import listen

from .conftest import Start
from .eye import tags_in
from .hand import Hand


def project_of(folder: Path, *texts: str) -> Path:
    """Give articles; in the first one Odesa is tagged."""
    path = folder / "Talks.annot"
    with Project.create(path, annotator="Olena") as project:
        first, *_ = [project.import_text(text) for text in texts]
        project.annotate(first.id, 3, 8, "location")
    return path


def open_places(hand: Hand) -> TagAllSession:
    """Open the list of places."""
    hand.press(".")
    session = hand.window.verbs.tag_all.session
    assert session is not None
    hand.wait(lambda: session.search.everywhere is not None)
    return session


def test_where_nothing_is_left_to_tag_enter_says_so(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = "Odesa"
    hand = start(project_of(tmp_path, f"In {only}, not in Kyiv.\n"))
    hand.press("Tab")
    session = open_places(hand)
    assert session.panel.count.text() == "0 of 1 ticked"
    assert session.panel.aside.text() == "all are tagged already"
    # The bar names no key that would do nothing.
    assert [keys for keys, _ in hand.window.verbs.tag_all.hints()] == ["Esc", "↑ ↓"]
    heard = listen(monkeypatch)
    hand.press("Return")
    why = "All are tagged already, so nothing is left to do. Esc closes."
    assert session.panel.aside.text() == why
    assert heard == [why]
    assert hand.window.verbs.tag_all.session is session
    hand.press("Esc")
    assert hand.window.verbs.tag_all.session is None
    assert len(hand.tags()) == 1


def test_enter_leads_to_other_articles_and_to_the_ticks(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, "In Odesa.", "From Odesa, too.")
    hand = start(path)
    hand.press("Tab")
    session = open_places(hand)
    hand.press("Return")
    aside = session.panel.aside
    assert aside.text() == "All here are tagged already. Choose all articles, or Esc closes."
    hand.click(hand.find(QRadioButton, "All 2 articles, 2"))
    assert session.panel.count.text() == "1 of 2 ticked"
    hand.walk_to("Places")
    assert hand.window.verbs.tag_all.hints()[-1] == ("Enter", "tag")
    hand.press("Ctrl+A", "Return")
    assert aside.text() == "Nothing is ticked: Space ticks a place, Ctrl+A ticks all."
    hand.press("Ctrl+A", "Return")
    assert len(tags_in(path)) == 2
