"""The parts of the review page: comments, buttons, panes, the rail, small windows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.ui.panels.review.answers import AnswerRow
from annotator.ui.panels.review.thread import CommentRow
from annotator.ui.widgets.push_button import PushButton
from tests.ui.reviewed import PEOPLE

from .conftest import Start
from .reviewing import (
    begin,
    current,
    decisions_in,
    page_of,
    project_under_review,
    units_in,
)
from .sight import rows_of


def test_comments_and_examples(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    hand.press("c")
    hand.type("an apple: n, p, x!")
    # What is typed is a comment, and no key decides anything.
    assert decisions_in(path) == [""] * 5
    hand.press("Return")
    one = units_in(path)[0]
    assert one.comments == 1
    assert hand.focus() == page_of(hand).view.accessibleName()
    hand.press("a", "p")
    assert current(hand) == "missed, open"
    hand.click_row(page_of(hand).units.view, "Edges differ")
    page = page_of(hand)
    page.units.filter.segment(2).click()
    hand.click_row(page.units.view, "Two aid workers")
    assert current(hand) == "edges, settled"
    hand.press("+")
    with Project.open(path, read_only=True) as project:
        examples = project.scheme.label("source").examples
    assert any("[[Two aid workers]]" in one for one in examples.tag)
    hand.press("-")
    with Project.open(path, read_only=True) as project:
        examples = project.scheme.label("source").examples
    assert any("[[Two aid workers]]" in one for one in examples.leave)


def test_what_is_begun_belongs_to_its_difference(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    field = page_of(hand).card.thread_box.field
    first = hand.window.review_desk.current_key
    assert first is not None
    hand.press("c")
    hand.type("whose workers?")
    hand.press("Esc", "n", "c")
    assert field.text() == ""
    hand.type("not this one")
    # Ctrl+Enter sends here, as it does in many places, and marks no article done.
    hand.press("Ctrl+Return")
    said = {one.unit.key: one.comments for one in units_in(path)}
    assert (said[first], sum(said.values())) == (0, 1)
    with Project.open(path, read_only=True) as project:
        step = project.next_undo()
    assert step is not None
    assert "omment" in step.title
    hand.press("p")
    assert field.text() == "whose workers?"
    hand.press("c", "Return", "n")
    said = {one.unit.key: one.comments for one in units_in(path)}
    assert (said[first], sum(said.values())) == (1, 2)
    assert field.text() == ""


def test_what_was_edited_is_not_selected_any_more(start: Start, tmp_path: Path) -> None:
    hand = begin(start, project_under_review(tmp_path))
    hand.press("e", "{", "Return")
    assert page_of(hand).view.scene.selected is None


def test_comments_on_the_article(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    hand.window.verbs.actions["comment_article"].trigger()
    hand.type("who is the minister?")
    hand.press("Return")
    with Project.open(path, read_only=True) as project:
        article = next(project.articles()).id
        (comment,) = project.reviewing.thread(article)
    assert (comment.text, comment.about) == ("who is the minister?", None)
    assert current(hand) == ""
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
    assert current(hand) == "edges, open"


def test_buttons_do_what_keys_do(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    page = page_of(hand)
    hand.click(page.card.accept)
    assert decisions_in(path)[0] == "accept"
    hand.click(page.tools.before)
    hand.click(page.tools.after)
    assert current(hand) == "label, open"
    hand.click(page.card.unsure)
    assert decisions_in(path)[2] == "unsure"
    hand.click(hand.find(PushButton, "Reject"))
    hand.strike("Escape")
    assert "reject" not in decisions_in(path)
    rows = hand.all(AnswerRow)
    hand.click(rows[0])
    assert decisions_in(path)[3] == "accept"
    assert rows_of(page.units.view)[0].startswith("Edges differ, all settled")


def test_a_small_window(start: Start, tmp_path: Path) -> None:
    hand = begin(start, project_under_review(tmp_path))
    page = page_of(hand)
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


def test_focus_goes_round(start: Start, tmp_path: Path) -> None:
    """Tab leads out of the text to every part; Esc leads back; F6 goes from pane to pane."""
    hand = begin(start, project_under_review(tmp_path))
    page, seen = page_of(hand), list[str]()
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
    assert current(hand) == "label, open"
    page.card.unsure.setFocus()
    hand.press("Return")
    assert decisions_in(hand.path)[2] == "unsure"


def test_side_by_side(start: Start, tmp_path: Path) -> None:
    """A pane for each person, in which the same keys work; an edit leads back to the one text."""
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    page = page_of(hand)
    hand.press("s")
    panes = page.texts.panes
    assert panes is not None
    assert panes.isVisible()
    assert [pane.view.person for pane in panes.panes] == list(PEOPLE)
    hand.press("1", "Return", "x")
    hand.strike("5")
    assert decisions_in(path) == ["accept", "", "accept", "reject", ""]
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
    hand = begin(start, project_under_review(tmp_path))
    page = page_of(hand)
    hand.click_row(page.rail.view, "¶2")
    assert current(hand) == "label, open"
    hand.press("a")
    hand.click(page.tools.progress)
    assert page.units.filter.current() == 1
    hand.click_row(page.units.view, "Label differs")
    assert any(row.endswith("settled") for row in rows_of(page.units.view))


def test_several_are_decided_at_once(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    page = page_of(hand)
    page.units.filter.segment(2).click()
    hand.settle()
    for group in ("Edges differ", "Value differs"):
        row = next(n for n, one in enumerate(rows_of(page.units.view)) if one.startswith(group))
        if not page.units.model.row_at(row).unfolded:  # type: ignore[union-attr]
            hand.click_row(page.units.view, group)
    hand.click_row(page.units.view, "Two aid workers")
    hand.click_row(page.units.view, "600 square", Qt.KeyboardModifier.ControlModifier)
    hand.settle()
    assert page.units.title.text() == "2 chosen"
    assert page.card.accept.text() == "Accept 2 proposals"
    hand.press("A")
    assert sorted(decisions_in(path)) == ["", "", "", "accept", "accept"]
    with Project.open(path, read_only=True) as project:
        assert next(project.history()).title.startswith("Accept 2")
    hand.settle()
    assert page.units.title.text() == "3 open"
    assert page.units.several() == []

    # One step for undo, too.
    hand.press("Ctrl+Z")
    assert decisions_in(path) == [""] * 5


def test_ctrl_takes_one_out_again(start: Start, tmp_path: Path) -> None:
    hand = begin(start, project_under_review(tmp_path))
    page = page_of(hand)
    rows = rows_of(page.units.view)
    assert rows
    hand.click_row(page.units.view, "Two aid workers")
    hand.click_row(page.units.view, "Two aid workers", Qt.KeyboardModifier.ControlModifier)
    hand.settle()
    assert page.units.several() == []
    assert page.units.title.text() == "5 open"


def test_ones_own_work_alone_is_nothing_that_all_agree_on(start: Start, tmp_path: Path) -> None:
    """Blind, or before anybody else has tagged: it is there, but nothing is to be taken."""
    path = project_under_review(tmp_path)
    with Project.open(path, "Olena") as project:
        project.team.set_blind(blind=True)
        project.work_as("Mei")
    hand = begin(start, path)
    hand.window.verbs.opening.open_path(path, who="Mei")
    hand.press("Ctrl+2")
    page = page_of(hand)
    hand.settle()
    assert page.card.state.accessibleName().startswith("You work blind")
    assert (page.units.title.text(), rows_of(page.units.view)) == ("0 open", [])
    assert page.tools.progress.accessibleName() == "0 of 0 settled"
    assert not any(row.endswith("open") for row in rows_of(page.rail.view))
    assert page.panel.banner.accessibleName() == ""
    assert len(hand.window.review_desk.units) == 4
    hand.press("Shift+A")
    assert "Nothing that all agree on is left to take" in hand.status()
    hand.press("Ctrl+Return")
    hand.wait(lambda: page.units.title.text() != "0 open")
    assert page.units.title.text() == "5 open"
