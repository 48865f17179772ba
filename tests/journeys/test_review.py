"""The second job, whole: three people have tagged an article, and somebody settles it by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.model.annotator import CONSENSUS
from annotator.model.unit import ReviewUnit
from annotator.ui.look import look
from annotator.ui.pages.review import ReviewPage
from annotator.ui.panels.review_answers import AnswerRow
from annotator.ui.panels.review_thread import CommentRow
from annotator.ui.widgets.push_button import PushButton
from tests.ui.reviewed import PEOPLE, TEXT, reviewed_article

from .conftest import Start
from .eye import ground_of, is_like, wash_of
from .hand import Hand
from .sight import rows_of


def _project(folder: Path, *texts: str) -> Path:
    path = folder / "Talks.annot"
    with Project.create(path, annotator="Olena") as project:
        for text in texts or (TEXT,):
            reviewed_article(project, text=text)
    return path


def _begin(start: Start, path: Path) -> Hand:
    hand = start(path)
    hand.press("Ctrl+2")
    hand.settle()
    return hand


def _page(hand: Hand) -> ReviewPage:
    return hand.window.review


def _current(hand: Hand) -> str:
    hand.settle()
    one = hand.window.review_desk.current
    return "" if one is None else f"{one.unit.kind}, {one.state}"


def _units(path: Path) -> list[ReviewUnit]:
    with Project.open(path, "Olena", read_only=True) as project:
        return list(project.reviewing.article(next(project.articles()).id).units)


def _consensus(path: Path) -> list[tuple[str, str]]:
    with Project.open(path, read_only=True) as project:
        article = next(project.articles()).id
        found = project.annotations(article, annotators=[CONSENSUS])
        assert project.check() == []
    return [(one.label, one.quote) for one in found]


def _decisions(path: Path) -> list[str]:
    return [one.verdict.decision if one.verdict else "" for one in _units(path)]


def test_a_whole_review_by_keys(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = _begin(start, path)
    assert hand.focus() == hand.window.review.view.accessibleName()
    assert _current(hand) == "edges, open"

    # Accept, and the next open one is current at once.
    hand.press("a")
    assert _consensus(path) == [("source", "Two aid workers")]
    assert _current(hand) == "label, open"

    # Take the second version.
    hand.press("2")
    assert _consensus(path)[-1] == ("source", "Kyiv")
    assert _current(hand) == "value, open"

    # Reject with a reason; undo leads back; decide again.
    hand.press("x")
    hand.strike("5")
    assert _decisions(path) == ["accept", "", "accept", "reject", ""]
    assert _units(path)[3].verdict.reason == "ambiguous"  # type: ignore[union-attr]
    assert _current(hand) == "missed, open"
    hand.press("Ctrl+Z")
    assert _current(hand) == "value, open"
    assert _decisions(path)[3] == ""
    hand.press("u")
    assert _decisions(path)[3] == "unsure"
    assert _current(hand) == "missed, open"

    # Edit: shorter by a word, and a location.
    hand.press("e")
    hand.press("]")
    hand.press("2", "Return")
    assert _decisions(path)[4] == "edit"
    assert _consensus(path)[-1] == ("location", "minister")
    assert _current(hand) == "value, unsure"

    # Back to the unsure one: in one's own words.
    hand.press("x")
    hand.strike("w")
    hand.type("a typing error in the source")
    hand.press("Return")
    assert _units(path)[3].verdict.note == "a typing error in the source"  # type: ignore[union-attr]
    assert _current(hand) == ""
    assert _page(hand).card.state.does == "take"

    # What all agree on, and nothing is left.
    hand.press("Shift+A")
    assert _decisions(path) == ["accept", "accept", "accept", "reject", "edit"]
    assert _page(hand).card.state.accessibleName() == "All 5 settled"
    assert len(_consensus(path)) == 4
    # Everything can be taken back, and redone.
    hand.press("Ctrl+Z", times=6)
    assert _decisions(path) == [""] * 5
    assert _consensus(path) == []
    hand.press("Ctrl+Shift+Z", times=6)
    assert _decisions(path) == ["accept", "accept", "accept", "reject", "edit"]


def test_comments_and_examples(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = _begin(start, path)
    hand.press("c")
    hand.type("an apple: n, p, x!")
    # What is typed is a comment, and no key decides anything.
    assert _decisions(path) == [""] * 5
    hand.press("Return")
    one = _units(path)[0]
    assert one.comments == 1
    assert hand.focus() == _page(hand).view.accessibleName()
    hand.press("a", "p")
    assert _current(hand) == "missed, open"
    hand.click_row(_page(hand).units.view, "Edges differ")
    page = _page(hand)
    page.units.filter.segment(2).click()
    hand.click_row(page.units.view, "Two aid workers")
    assert _current(hand) == "edges, settled"
    hand.press("+")
    with Project.open(path, read_only=True) as project:
        examples = project.scheme.label("source").examples
    assert any("[[Two aid workers]]" in one for one in examples.tag)
    hand.press("-")
    with Project.open(path, read_only=True) as project:
        examples = project.scheme.label("source").examples
    assert any("[[Two aid workers]]" in one for one in examples.leave)


def test_comments_on_the_article(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = _begin(start, path)
    hand.window.actions["comment_article"].trigger()
    hand.type("who is the minister?")
    hand.press("Return")
    with Project.open(path, read_only=True) as project:
        article = next(project.articles()).id
        (comment,) = project.reviewing.thread(article)
    assert (comment.text, comment.about) == ("who is the minister?", None)
    assert _current(hand) == ""
    hand.settle()
    assert len(hand.all(CommentRow)) == 1
    # One's own can be changed, and taken back.
    hand.click(hand.all(CommentRow)[0])
    hand.choose("Change")
    hand.type(" In Kyiv.")
    hand.press("Return")
    hand.settle()
    assert hand.all(CommentRow)[0].comment.text == "who is the minister? In Kyiv."
    hand.click(hand.all(CommentRow)[0])
    hand.choose("Remove")
    assert hand.all(CommentRow) == []
    hand.press("n")
    assert _current(hand) == "edges, open"


def test_what_is_seen(start: Start, tmp_path: Path) -> None:
    """Settled words are washed, open ones are plain, the current proposal is marked."""
    hand = _begin(start, _project(tmp_path))
    view = _page(hand).view

    def ground(words: str) -> object:
        begin = TEXT.index(words)
        box = view.box_of(begin, begin + len(words.split(maxsplit=1)[0]))
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
    hand = _begin(start, _project(tmp_path))
    hand.press("h")
    said = " ".join(row.accessibleName() for row in hand.all(AnswerRow))
    assert not any(name in said for name in PEOPLE)
    hand.press("h")
    said = " ".join(row.accessibleName() for row in hand.all(AnswerRow))
    assert "Amara" in said


def test_from_article_to_article_and_back_to_tagging(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path, TEXT, "Once more.\n\n" + TEXT)
    hand = _begin(start, path)
    first = hand.title()
    hand.wait(lambda: hand.window.review_desk.count.open_in and len(_open(hand)) == 2)
    for _ in range(4):
        hand.press("a")
    hand.press("Shift+A")
    assert _page(hand).card.state.does == "next"
    hand.press("Return")
    assert hand.title() != first
    assert _current(hand) == "edges, open"
    # Tagging goes on where one was, and review too.
    hand.press("Ctrl+1")
    assert not hand.window.review_desk.awake
    assert hand.window.tagging.view.isVisible()
    assert hand.window.tagging.view.hasFocus()
    hand.press("n", "a")
    assert _decisions(path) == ["accept"] * 5
    hand.press("Ctrl+2")
    assert _current(hand) == "edges, open"
    hand.press("Alt+Up")
    assert hand.title() == first
    assert _page(hand).card.state.accessibleName() == "All 5 settled"
    # A settled one can be looked at; with nothing open, the next one is the end.
    hand.click(hand.window.review.view.viewport(), at=_middle_of(hand, "Kyiv"))
    assert _current(hand) == "label, settled"
    hand.press("n")
    assert _current(hand) == ""


def _middle_of(hand: Hand, words: str) -> QPoint:
    start = hand.window.desk.scene.display.text.index(words)
    return _page(hand).view.box_of(start, start + len(words)).center()


def _open(hand: Hand) -> dict[str, int]:
    return hand.window.review_desk.count.open_in


def test_others_work_arrives_while_one_reviews(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = _begin(start, path)
    hand.press("n")
    with Project.open(path, "Mei") as other:
        article = next(other.articles())
        begin = article.text.index("Friday")
        other.annotate(article.id, begin, begin + 6, "location")
    hand.wait(lambda: len(hand.window.review_desk.units) == 6)
    assert _current(hand) == "label, open"


def test_who_may_not_settle(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    with Project.open(path, "Olena") as project:
        project.team.set_role("Mei", "annotator")
    hand = _begin(start, path)
    hand.window.opening.work_as("Mei")
    hand.settle()
    hand.press("a", "2", "u", "x")
    assert _decisions(path) == [""] * 5
    assert hand.window.actions.why_not("settle").startswith("only reviewers")
    hand.press("c")
    hand.type("Look here")
    hand.press("Return")
    assert _units(path)[0].comments == 1


def test_buttons_do_what_keys_do(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = _begin(start, path)
    page = _page(hand)
    hand.click(page.card.accept)
    assert _decisions(path)[0] == "accept"
    hand.click(page.tools.before)
    hand.click(page.tools.after)
    assert _current(hand) == "label, open"
    hand.click(page.card.unsure)
    assert _decisions(path)[2] == "unsure"
    hand.click(hand.find(PushButton, "Reject"))
    hand.strike("Escape")
    assert "reject" not in _decisions(path)
    rows = hand.all(AnswerRow)
    hand.click(rows[0])
    assert _decisions(path)[3] == "accept"
    assert rows_of(page.units.view)[0].startswith("Edges differ, all settled")


def test_a_small_window(start: Start, tmp_path: Path) -> None:
    hand = _begin(start, _project(tmp_path))
    page = _page(hand)
    hand.window.frame.resize(720, 480)
    hand.settle()
    assert page.card.accept.isVisible()
    assert not page.units.isVisible()
    page.panel.tabs.segment(1).click()
    hand.settle()
    assert page.units.isVisible()
    hand.press("n")
    # Who walks sees the card of where they are.
    assert page.card.isVisible()
    # The field for a comment is whole.
    field = page.card.thread_box.field
    hand.press("c")
    assert field.focused()
    corner = field.mapTo(page.card, QPoint(0, field.height()))
    assert corner.y() <= page.card.height()
    hand.type("Small")
    hand.press("Return")
    hand.settle()
    assert not field.focused()
    hand.press("F10")
    assert not page.panel.isVisible()
    hand.press("a", "F10")
    assert page.panel.isVisible()


def test_what_all_agree_on_in_all_articles(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path, TEXT, "Once more.\n\n" + TEXT)
    hand = _begin(start, path)
    hand.window.actions["take_agreed_everywhere"].trigger()
    hand.wait(lambda: "2 on which all agree" in hand.message())
    assert len(_consensus(path)) == 1
    with Project.open(path, read_only=True) as project:
        assert len(project.annotations(annotators=[CONSENSUS])) == 2
    hand.click("Undo")
    assert _consensus(path) == []


def test_focus_goes_round(start: Start, tmp_path: Path) -> None:
    """Tab leads out of the text to every part; Esc leads back; F6 goes from pane to pane."""
    hand = _begin(start, _project(tmp_path))
    page, seen = _page(hand), list[str]()
    for _ in range(40):
        hand.press("Tab")
        focus = QApplication.focusWidget()
        seen.append(focus.text() if isinstance(focus, PushButton) else hand.focus())
        if page.view.hasFocus():
            break
    assert page.view.hasFocus()
    for part in (page.card.accept, page.card.edit, page.card.reject, page.card.unsure):
        assert part.text() in seen
    for name in ("Comment", "Differences", "Paragraphs", "Next open difference", "Hide names"):
        assert name in seen
    hand.press("F6")
    assert not page.view.hasFocus()
    hand.press("Escape")
    assert page.view.hasFocus()
    # Keys that decide work wherever the focus is; Enter presses what has it.
    page.card.unsure.setFocus()
    hand.press("1")
    assert _current(hand) == "label, open"
    page.card.unsure.setFocus()
    hand.press("Return")
    assert _decisions(hand.path)[2] == "unsure"


def test_side_by_side(start: Start, tmp_path: Path) -> None:
    """A pane for each person, in which the same keys work; an edit leads back to the one text."""
    path = _project(tmp_path)
    hand = _begin(start, path)
    page = _page(hand)
    hand.press("s")
    panes = page.texts.panes
    assert panes is not None
    assert panes.isVisible()
    assert [pane.view.person for pane in panes.panes] == list(PEOPLE)
    hand.press("1", "Return", "x")
    hand.strike("5")
    assert _decisions(path) == ["accept", "", "accept", "reject", ""]
    hand.press("p", "h")
    assert "Amara" not in panes.panes[0].view.accessibleName()
    hand.press("h", "e")
    assert page.view.isVisible()
    assert hand.window.review_desk.draft is not None
    hand.press("Escape", "s")
    assert panes.isVisible()
    hand.press("Alt+Down", "s", "s", "s")
    assert page.view.isVisible()


def test_the_rail_and_the_number_lead(start: Start, tmp_path: Path) -> None:
    hand = _begin(start, _project(tmp_path))
    page = _page(hand)
    hand.click_row(page.rail.view, "¶2")
    assert _current(hand) == "label, open"
    hand.press("a")
    hand.click(page.tools.progress)
    assert page.units.filter.current() == 1
    hand.click_row(page.units.view, "Label differs")
    assert any(row.endswith("settled") for row in rows_of(page.units.view))


def test_read_only(start: Start, tmp_path: Path) -> None:
    """In the test's process everybody may write everywhere: the project is opened so by hand."""
    path = _project(tmp_path)
    hand = start(path)
    hand.window.hub.open(Project.open(path, "Olena", read_only=True))
    with Project.open(path, read_only=True) as project:
        article = next(project.articles()).id
    hand.window.show_place(article, 0, 0)
    hand.press("Ctrl+2")
    assert _current(hand) == "edges, open"
    hand.press("a", "1", "u", "x", "Shift+A")
    assert not _page(hand).card.accept.isEnabled()
    assert hand.window.messages.text() == ""
    hand.press("n")
    assert _current(hand) == "label, open"
    assert _decisions(path) == [""] * 5
