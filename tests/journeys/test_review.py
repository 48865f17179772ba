"""The second job, whole: three people have tagged an article, and somebody settles it by keys."""

from __future__ import annotations

from pathlib import Path

from annotator import Project
from annotator.model.annotator import CONSENSUS
from annotator.ui.look import look
from annotator.ui.panels.review.answers import AnswerRow
from tests.ui.reviewed import PEOPLE, TEXT

from .conftest import Start
from .eye import ground_of, is_like, wash_of
from .hand import Hand
from .reviewing import (
    begin,
    consensus_in,
    current,
    decisions_in,
    middle_of,
    page_of,
    project_under_review,
    units_in,
)


def test_a_whole_review_by_keys(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    assert hand.focus() == hand.window.review.view.accessibleName()
    assert current(hand) == "edges, open"

    # Accept, and the next open one is current at once.
    hand.press("a")
    assert consensus_in(path) == [("source", "Two aid workers")]
    assert current(hand) == "label, open"

    # Take the second version.
    hand.press("2")
    assert consensus_in(path)[-1] == ("source", "Kyiv")
    assert current(hand) == "value, open"

    # Reject with a reason; undo leads back; decide again.
    hand.press("x")
    hand.strike("5")
    assert decisions_in(path) == ["accept", "", "accept", "reject", ""]
    assert units_in(path)[3].verdict.reason == "ambiguous"  # type: ignore[union-attr]
    assert current(hand) == "missed, open"
    hand.press("Ctrl+Z")
    assert current(hand) == "value, open"
    assert decisions_in(path)[3] == ""
    hand.press("u")
    assert decisions_in(path)[3] == "unsure"
    assert current(hand) == "missed, open"

    # Edit: shorter by a word, and a location.
    hand.press("e")
    hand.press("]")
    hand.press("2", "Return")
    assert decisions_in(path)[4] == "edit"
    assert consensus_in(path)[-1] == ("location", "minister")
    assert current(hand) == "value, unsure"

    # Back to the unsure one: in one's own words.
    hand.press("x")
    hand.strike("w")
    hand.type("a typing error in the source")
    hand.press("Return")
    assert units_in(path)[3].verdict.note == "a typing error in the source"  # type: ignore[union-attr]
    assert current(hand) == ""
    assert page_of(hand).card.state.does == "take"

    # What all agree on, and nothing is left.
    hand.press("Shift+A")
    assert decisions_in(path) == ["accept", "accept", "accept", "reject", "edit"]
    assert page_of(hand).card.state.accessibleName() == "All 5 settled"
    assert len(consensus_in(path)) == 4
    # Everything can be taken back, and redone.
    hand.press("Ctrl+Z", times=6)
    assert decisions_in(path) == [""] * 5
    assert consensus_in(path) == []
    hand.press("Ctrl+Shift+Z", times=6)
    assert decisions_in(path) == ["accept", "accept", "accept", "reject", "edit"]


def test_what_is_seen(start: Start, tmp_path: Path) -> None:
    """Settled words are washed, open ones are plain, the current proposal is marked."""
    hand = begin(start, project_under_review(tmp_path))
    view = page_of(hand).view

    def ground(words: str) -> object:
        at = TEXT.index(words)
        box = view.box_of(at, at + len(words.split(maxsplit=1)[0]))
        return ground_of(hand.picture(view.viewport()), box)

    assert is_like(ground("Kyiv"), look().base)  # type: ignore[arg-type]
    hand.press("n")
    hand.press("a")
    assert is_like(ground("Kyiv"), wash_of("green"))  # type: ignore[arg-type]
    hand.press("Ctrl+Z")
    assert not is_like(ground("Kyiv"), look().base)  # type: ignore[arg-type]
    hand.press("n")
    assert is_like(ground("Kyiv"), look().base)  # type: ignore[arg-type]


def test_names_can_be_hidden(start: Start, tmp_path: Path) -> None:
    hand = begin(start, project_under_review(tmp_path))
    hand.press("h")
    said = " ".join(row.accessibleName() for row in hand.all(AnswerRow))
    assert not any(name in said for name in PEOPLE)
    hand.press("h")
    said = " ".join(row.accessibleName() for row in hand.all(AnswerRow))
    assert "Amara" in said


def test_from_article_to_article_and_back_to_tagging(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path, TEXT, "Once more.\n\n" + TEXT)
    hand = begin(start, path)
    first = hand.title()
    hand.wait(lambda: hand.window.review_desk.count.open_in and len(_open(hand)) == 2)
    for _ in range(4):
        hand.press("a")
    hand.press("Shift+A")
    assert page_of(hand).card.state.does == "next"
    hand.press("Return")
    assert hand.title() != first
    assert current(hand) == "edges, open"
    # Tagging goes on where one was, and review too.
    hand.press("Ctrl+1")
    assert not hand.window.review_desk.awake
    assert hand.window.tagging.view.isVisible()
    assert hand.window.tagging.view.hasFocus()
    hand.press("n", "a")
    assert decisions_in(path) == ["accept"] * 5
    hand.press("Ctrl+2")
    assert current(hand) == "edges, open"
    hand.press("Alt+Up")
    assert hand.title() == first
    assert page_of(hand).card.state.accessibleName() == "All 5 settled"
    # A settled one can be looked at; with nothing open, the next one is the end.
    hand.click(hand.window.review.view.viewport(), at=middle_of(hand, "Kyiv"))
    assert current(hand) == "label, settled"
    hand.press("n")
    assert current(hand) == ""


def test_others_work_arrives_while_one_reviews(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    hand.press("n")
    with Project.open(path, "Mei") as other:
        article = next(other.articles())
        friday = article.text.index("Friday")
        other.annotate(article.id, friday, friday + 6, "location")
    hand.wait(lambda: len(hand.window.review_desk.units) == 6)
    assert current(hand) == "label, open"


def test_who_may_not_settle(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    with Project.open(path, "Olena") as project:
        project.team.set_role("Mei", "annotator")
    hand = begin(start, path)
    hand.window.verbs.opening.work_as("Mei")
    hand.settle()
    hand.press("a", "2", "u", "x")
    assert decisions_in(path) == [""] * 5
    assert hand.window.verbs.actions.why_not("settle").startswith("only reviewers")
    hand.press("c")
    hand.type("Look here")
    hand.press("Return")
    assert units_in(path)[0].comments == 1


def test_what_all_agree_on_in_all_articles(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path, TEXT, "Once more.\n\n" + TEXT)
    hand = begin(start, path)
    hand.window.verbs.actions["take_agreed_everywhere"].trigger()
    hand.wait(lambda: "2 on which all agree" in hand.message())
    assert len(consensus_in(path)) == 1
    with Project.open(path, read_only=True) as project:
        assert len(project.annotations(annotators=[CONSENSUS])) == 2
    hand.click("Undo")
    assert consensus_in(path) == []


def test_read_only(start: Start, tmp_path: Path) -> None:
    """In the test's process everybody may write everywhere: the project is opened so by hand."""
    path = project_under_review(tmp_path)
    hand = start(path)
    hand.window.hub.open(Project.open(path, "Olena", read_only=True))
    with Project.open(path, read_only=True) as project:
        article = next(project.articles()).id
    hand.window.verbs.show_place(article, 0, 0)
    hand.press("Ctrl+2")
    assert current(hand) == "edges, open"
    hand.press("a", "1", "u", "x", "Shift+A")
    assert not page_of(hand).card.accept.isEnabled()
    assert hand.window.messages.text() == ""
    hand.press("n")
    assert current(hand) == "label, open"
    assert decisions_in(path) == [""] * 5


def _open(hand: Hand) -> dict[str, int]:
    return hand.window.review_desk.count.open_in
