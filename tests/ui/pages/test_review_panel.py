"""The panel of review: who has not finished, and what is seen in a low window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.model.article import Article
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.look import set_mode
from annotator.ui.look.current import Mode
from annotator.ui.pages.review_panel import ReviewPanel
from annotator.ui.panels.review.card import ReviewCard
from annotator.ui.panels.review.list import ReviewList
from annotator.ui.review.desk import ReviewDesk
from tests.benchmarks.pictures.legible import faults
from tests.ui.reviewed import PEOPLE
from tests.ui.settling import settle


@pytest.fixture
def panel(hub: Hub, desk: Desk, review: ReviewDesk) -> Iterator[ReviewPanel]:
    made = ReviewPanel(review, ReviewCard(hub, desk, review), ReviewList(desk, review))
    made.resize(420, 824)
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()
    settle()


def _said(panel: ReviewPanel) -> str:
    settle()
    return panel.banner.accessibleName() if panel.banner.isVisible() else ""


def test_who_has_not_finished(
    panel: ReviewPanel, review: ReviewDesk, project: Project, article: Article
) -> None:
    def done(name: str) -> None:
        project.work_as(name)
        project.corpus.set_state(article.id, "done")
        project.work_as("Olena")

    assert _said(panel) == "Amara, Jonas and Mei have not finished"
    project.work_as("Jonas")
    review.wake()
    assert _said(panel) == "You, Amara and Mei have not finished"
    done("Jonas")
    assert _said(panel) == "Amara and Mei have not finished"
    review.hide_names(hidden=True)
    assert _said(panel) == "Not finished: 2 of 3"
    review.hide_names(hidden=False)
    done("Amara")
    assert _said(panel) == "Mei has not finished"
    project.work_as("Mei")
    review.wake()
    assert _said(panel) == "You have not finished"
    done("Mei")
    assert _said(panel) == ""
    assert len(review.people()) == len(PEOPLE)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_row_of_each_difference_can_be_read_when_it_is_the_current_one(
    panel: ReviewPanel, review: ReviewDesk, qapp: QApplication, mode: Mode
) -> None:
    set_mode(mode, qapp)
    settle()
    seen = set[str | None]()
    for _ in review.units:
        review.step(forward=True)
        settle()
        seen.add(review.current and review.current.key)
        assert [*faults(panel._list)] == []
    assert len(seen) > 1


def test_the_card_stays_while_there_is_room(panel: ReviewPanel, review: ReviewDesk) -> None:
    assert (panel._card.x(), panel._card.y()) == (16, 12)
    assert (panel._card.height(), panel._list.isVisible()) == (524, True)
    review.step(forward=True)
    settle()
    assert (panel._card.y(), panel._card.height()) == (12, 524)


def test_a_low_window_has_tabs(panel: ReviewPanel, review: ReviewDesk) -> None:
    panel.resize(304, 404)
    settle()
    assert panel._card.isVisible()
    assert not panel._list.isVisible()
    panel.show_list()
    assert panel._list.isVisible()
    assert not panel._card.isVisible()
    panel.show_card()
    assert panel._card.isVisible()
    assert panel.tabs.segment(1).accessibleName() == "List, 5"
    panel.resize(420, 824)
    settle()
    assert panel._card.isVisible()
    assert panel._list.isVisible()
