"""The card of the current difference: what it says, what it offers, what it hides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.article import Article
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.look import Theme, text_width
from annotator.ui.panels.review import card as card_module
from annotator.ui.panels.review.answers import AnswerRow
from annotator.ui.panels.review.card import ReviewCard
from annotator.ui.panels.review.thread import CommentRow
from annotator.ui.review.desk import Draft, ReviewDesk
from tests.ui.reviewed import PEOPLE
from tests.ui.settling import settle


@pytest.fixture
def card(hub: Hub, desk: Desk, review: ReviewDesk) -> Iterator[ReviewCard]:
    # Wrapped in a widget: the card paints no ground of its own.
    window = QWidget()
    window.resize(388, 524)
    made = ReviewCard(hub, desk, review, window)
    made.resize(388, 524)
    window.show()
    settle()
    yield made
    window.close()
    window.deleteLater()
    settle()


def _answers(card: ReviewCard) -> list[str]:
    settle()
    return [row.accessibleName() for row in card.findChildren(AnswerRow) if not row.isHidden()]


def _go(review: ReviewDesk, kind: str) -> None:
    found = next(one for one in review.units if one.unit.kind == kind)
    review.select(found.unit.key)
    settle()


def _said(card: ReviewCard) -> str:
    settle()
    return card.proposal.accessibleName()


def test_every_answer_once_most_votes_first(card: ReviewCard, review: ReviewDesk) -> None:
    assert _answers(card) == [
        "Jonas, Mei, 2 of 3: Two aid workers",
        "Amara, 1 of 3: Two aid workers who asked not to be named",
    ]
    assert _said(card).startswith("Proposal, edges by majority, Two aid workers")
    _go(review, "missed")
    first, silent = _answers(card)
    assert first == "Amara, 1 of 3: The minister"
    assert silent.startswith("Jonas, Mei, 2 of 3")
    _go(review, "label")
    rows = [row for row in card.findChildren(AnswerRow) if not row.isHidden()]
    assert [row.accessibleDescription() for row in rows] == ["Location", "Source"]


def test_what_differs_stands_first_and_lit(card: ReviewCard, review: ReviewDesk) -> None:
    _go(review, "value")
    rows = [row for row in card.findChildren(AnswerRow) if not row.isHidden()]
    assert [row.accessibleDescription().split("  ·  ")[0] for row in rows] == [
        "value: 600",
        "value: 60",
    ]


def test_a_click_takes_a_version_and_buttons_ask(
    card: ReviewCard, review: ReviewDesk, qtbot: QtBot
) -> None:
    rows = [row for row in card.findChildren(AnswerRow) if not row.isHidden()]
    with qtbot.waitSignal(card.take_wanted) as taken:
        rows[1].click()
    assert taken.args == [1]
    for button, signal in (
        (card.accept, card.accept_wanted),
        (card.edit, card.edit_wanted),
        (card.reject, card.reject_wanted),
        (card.unsure, card.unsure_wanted),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_a_settled_one_says_by_whom_and_offers_other_things(
    card: ReviewCard, review: ReviewDesk, project: Project, article: Article, qtbot: QtBot
) -> None:
    one = review.current
    assert one is not None
    project.reviewing.reject(article.id, one, reason="ambiguous", note="and late")
    assert _said(card).startswith("Nothing belongs here, Rejected by Olena")
    assert _said(card).endswith("ambiguous, and late")
    with qtbot.waitSignal(card.next_wanted):
        card.accept.click()
    with qtbot.waitSignal(card.reopen_wanted):
        card.unsure.click()
    assert card.positive.isVisible()
    project.reviewing.accept(article.id, one)
    assert _said(card).startswith("Consensus, Accepted by Olena")
    project.reviewing.unsure(article.id, one)
    assert _said(card).startswith("Left open as unsure")
    assert not card.positive.isVisible()
    project.reviewing.accept(article.id, one)
    project.work_as("Amara")
    changed = next(mark for mark in one.unit.annotations if mark.annotator == "Amara")
    project.update(changed.id, end=changed.end - 6)
    assert _said(card).startswith("What was decided has changed: look again.")


def test_two_reviewers_disagree(
    card: ReviewCard, review: ReviewDesk, project: Project, article: Article
) -> None:
    one = review.current
    assert one is not None
    project.reviewing.accept(article.id, one)
    project.work_as("Amara")
    project.reviewing.reject(article.id, one)
    said = _said(card)
    assert said.startswith("Decided differently: ")
    assert "Olena accepted" in said
    assert "Amara rejected" in said


def test_while_it_is_edited(card: ReviewCard, review: ReviewDesk, desk: Desk) -> None:
    review.set_draft(Draft("location", ((20, 23),)))
    assert _said(card).startswith("Location, ")
    assert card.accept.text() == "Take it"
    assert card.edit.text() == "Leave"
    assert card.reject.isHidden()
    review.set_draft(None)
    settle()
    assert card.accept.text() == "Accept proposal"
    assert not card.reject.isHidden()


def test_hidden_names_stand_nowhere(
    card: ReviewCard, review: ReviewDesk, project: Project, article: Article
) -> None:
    one = review.current
    project.work_as("Jonas")
    project.reviewing.comment(article.id, "Why so long?", one)
    review.hide_names(hidden=True)
    for kind in ("edges", "label", "value", "missed"):
        _go(review, kind)
        said = [widget.accessibleName() for widget in card.findChildren(QWidget)]
        assert not [words for words in said if any(name in words for name in PEOPLE)], kind
    _go(review, "edges")
    (row,) = (one for one in card.findChildren(CommentRow) if not one.isHidden())
    assert row.accessibleName().startswith("Somebody, ")


def test_comments(
    card: ReviewCard, review: ReviewDesk, project: Project, article: Article, qtbot: QtBot
) -> None:
    def rows() -> list[CommentRow]:
        settle()
        return [one for one in card.findChildren(CommentRow) if not one.isHidden()]

    for words in ("One", "Two", "Three"):
        project.reviewing.comment(article.id, words, review.current)
    assert [row.comment.text for row in rows()] == ["Two", "Three"]
    assert card.thread_box.earlier.text() == "1 earlier"
    card.thread_box.earlier.click()
    assert [row.comment.text for row in rows()] == ["One", "Two", "Three"]
    card.thread_box.start()
    settle()
    assert card.thread_box.field.focused()
    QTest.keyClicks(card.thread_box.field.edit, "Is it?")
    settle()
    card.thread_box.ask.click()
    with qtbot.waitSignal(card.comment_wanted) as said:
        QTest.keyClick(card.thread_box.field.edit, Qt.Key.Key_Return)
    assert said.args == ["Is it?", "ask"]
    with qtbot.waitSignal(card.left):
        QTest.keyClick(card.thread_box.field.edit, Qt.Key.Key_Escape)


def test_who_may_not_settle_sees_why(
    card: ReviewCard, review: ReviewDesk, project: Project
) -> None:
    project.team.set_role("Mei", "annotator")
    project.work_as("Mei")
    card.refresh()
    for button in (card.accept, card.edit, card.reject, card.unsure):
        assert not button.isEnabled()
        assert "reviewers and leads" in button.toolTip()
    assert card.thread_box.field.isEnabled()


def test_the_states_in_which_there_is_nothing_to_decide(
    card: ReviewCard, review: ReviewDesk, desk: Desk, project: Project, article: Article
) -> None:
    def state() -> tuple[str, str]:
        review.select(None)
        settle()
        card.refresh()
        return card.state.accessibleName(), card.state.does

    assert state() == ("4 still open", "open")
    for one in review.units:
        if one.unit.kind != "same":
            project.reviewing.accept(article.id, one)
    assert state() == ("No open difference", "take")
    project.reviewing.settle_by_rule("unanimous", [article.id])
    assert state() == ("All 5 settled", "next")
    alone = project.import_text("Nobody else was here.")
    project.annotate(alone.id, 0, 6, "source")
    desk.open_article(alone.id)
    assert state() == ("This article needs a second person", "merge")
    desk.open_article(None)
    assert state() == ("No article is open", "")
    nobody = project.import_text("Nobody was here.")
    desk.open_article(nobody.id)
    assert state() == ("Nobody has tagged this article yet", "next")


def test_blind(card: ReviewCard, review: ReviewDesk, project: Project, article: Article) -> None:
    project.team.set_role("Mei", "annotator")
    project.team.set_blind(True)
    project.work_as("Mei")
    review.wake()
    settle()
    assert card.state.accessibleName() == "You work blind"
    assert card.state.does == "done"
    assert review.review.hidden == 2
    project.corpus.set_state(article.id, "done")
    settle()
    assert review.current is not None


@pytest.mark.parametrize("height", [300, 380, 452, 524, 800])
def test_the_buttons_never_leave(
    card: ReviewCard, review: ReviewDesk, project: Project, article: Article, height: int
) -> None:
    for number in range(4):
        project.reviewing.comment(article.id, f"A long comment, {number}. " * 12, review.current)
    card.resize(388, height)
    for kind in ("edges", "label", "value", "missed", "same"):
        _go(review, kind)
        for button in (card.accept, card.edit, card.proposal):
            corner = button.mapTo(card, QPoint(0, button.height()))
            assert 0 < corner.y() <= height, (kind, button)


def test_it_paints_in_both_themes(card: ReviewCard, review: ReviewDesk, theme: Theme) -> None:
    picture = card.grab().toImage()
    assert picture.pixelColor(194, 0) == theme.accent
    button = card.accept
    inside = button.mapTo(card, QPoint(12, button.height() // 2))
    assert picture.pixelColor(inside) == theme.accent


@pytest.mark.parametrize("width", [210, 270, 388])
def test_no_words_of_its_head_are_cut(
    card: ReviewCard, review: ReviewDesk, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    heads: dict[str, bool] = {}

    def note(
        painter: QPainter, rect: QRectF, text: str, font: QFont, *rest: object, **named: object
    ) -> float:
        if rect.bottom() <= 48 and text:
            heads[text] = text_width(text, font) <= rect.width() + 1
        return text_width(text, font)

    monkeypatch.setattr(card_module, "paint_text", note)
    _go(review, "value")
    card.resize(width, 524)
    heads.clear()
    card.grab()
    assert all(heads.values())
    assert "Value differs" in heads
    assert ("1 of 1 open" in heads) == (width > 210)
    assert ("Figure  ·  ¶3" in heads) == (width == 388)
