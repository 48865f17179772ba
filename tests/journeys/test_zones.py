"""Saying which part of the article a paragraph is, where one reads it."""

from __future__ import annotations

from pathlib import Path

from annotator import Project

from .conftest import Start
from .hand import Hand

PARTS = (
    "Goats cross the Orlova 🐐",
    "Kamenica — 4 May",
    "The herd of 85 goats crossed at dawn.",
    "Herders in Lindenthal said so.",
    "Read also: More about goats",
    "Share this on your wall",
)
TEXT = "\n\n".join(PARTS)


def _start(start: Start, tmp_path: Path, *, boilerplate: bool = False) -> Hand:
    path = tmp_path / "Goats.annot"
    with Project.create(path, annotator="Ann") as project:
        article = project.import_text(TEXT).id
        roles = ["headline", None, "dateline", None, "body", None, "body", None]
        last = "boilerplate" if boilerplate else "body"
        project.details.set_zones(article, [*roles, last, None, last])  # type: ignore[list-item]
    hand = start(path)
    hand.press("Ctrl+Home")
    return hand


def _roles(hand: Hand) -> list[str]:
    """Give the roles of the paragraphs, as they are stored."""
    project, article = hand.window.hub.project, hand.window.desk.article
    assert project is not None
    assert article is not None
    zones = project.article(article.id).zones
    return [f"{zone.role}: {TEXT[zone.start : zone.end].split()[0]}" for zone in zones]


def _choose(hand: Hand, words: str) -> None:
    hand.choose(words)
    hand.settle()


def test_by_a_key_and_a_digit(start: Start, tmp_path: Path) -> None:
    hand = _start(start, tmp_path)
    before = _roles(hand)
    hand.go_to("Herders")
    hand.press("Z")
    assert hand.rows()[:3] == ["Headline", "Deck", "Byline"]
    hand.type("5")
    assert "caption: Herders" in _roles(hand)
    assert "Part of the article: caption" in hand.status()
    assert hand.focus() == "Article text"
    hand.press("Ctrl+Z")
    assert _roles(hand) == before
    # Two paragraphs at once; they stay selected, and the keys go on there.
    hand.select("Herders in Lindenthal said so")
    hand.press("Shift+Down", "Z")
    hand.type("7")
    assert "boilerplate: Herders" in _roles(hand)
    assert "Part of the article: boilerplate, 2 paragraphs" in hand.status()
    hand.press("Ctrl+Z")
    assert _roles(hand) == before


def test_at_the_end_of_the_text(start: Start, tmp_path: Path) -> None:
    hand = _start(start, tmp_path)
    hand.press("Ctrl+End", "Z")
    hand.type("7")
    assert _roles(hand)[-1] == "boilerplate: Share"


def test_without_an_article_the_key_is_nothing(start: Start, tmp_path: Path) -> None:
    hand = _start(start, tmp_path)
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert hand.window.desk.article is None
    hand.press("Z")


def test_the_menu_is_left_without_a_trace(start: Start, tmp_path: Path) -> None:
    hand = _start(start, tmp_path)
    before = _roles(hand)
    hand.go_to("goats crossed")
    hand.press("Z", "Esc")
    assert _roles(hand) == before
    hand.press("Z")
    hand.type("6")
    assert "Nothing changed: it is body already" in hand.status()
    project = hand.window.hub.project
    assert project is not None
    undo = project.next_undo()
    assert undo is not None
    assert undo.title == "Change zones"


def test_by_mouse_beside_the_text_and_in_the_menu(start: Start, tmp_path: Path) -> None:
    hand = _start(start, tmp_path, boilerplate=True)
    hand.right_click_word("herd")
    _choose(hand, "This paragraph is")
    _choose(hand, "Deck")
    assert "deck: The" in _roles(hand)
    # What was folded away is body, and is seen.
    view = hand.view
    fold = view.scene.folds.all[0]
    assert not fold.open
    top = view.page.top_of(fold.first) - view.verticalScrollBar().value()
    place = view.viewport().mapToGlobal(view.rect().topLeft())
    place.setX(place.x() + round(view.page.column_left) + 60)
    place.setY(place.y() + round(top) + 12)
    hand.right_click(place)
    _choose(hand, "These 2 paragraphs are")
    _choose(hand, "Body")
    assert view.scene.folds.all == []
    assert "body: Herders" in _roles(hand)


def test_open_folds_stay_open(start: Start, tmp_path: Path) -> None:
    hand = _start(start, tmp_path, boilerplate=True)
    hand.press("B")
    hand.go_to("Share")
    hand.press("Z")
    hand.type("6")
    (fold,) = hand.view.scene.folds.all
    assert fold.open
    assert "body: Share" in _roles(hand)
    assert hand.caret == TEXT.index("Share")
