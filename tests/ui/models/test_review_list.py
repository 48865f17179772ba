"""The units under review as rows, in groups that fold."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from annotator import Project
from annotator.model.article import Article
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.models.review_list import (
    GroupRow,
    ReviewListModel,
    Role,
    ShownUnit,
    TakeRow,
    UnitRow,
)
from annotator.ui.review.desk import ReviewDesk


@pytest.fixture
def review(hub: Hub, desk: Desk, article: Article) -> ReviewDesk:
    desk.open_article(article.id)
    return ReviewDesk(hub, desk, hub)


@pytest.fixture
def model(desk: Desk, review: ReviewDesk) -> ReviewListModel:
    made = ReviewListModel(desk, review, review)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    review.wake()
    return made


def _rows(model: ReviewListModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def _row(model: ReviewListModel, words: str) -> int:
    return next(i for i, row in enumerate(_rows(model)) if row.startswith(words))


def test_groups_from_edges_to_agreed(model: ReviewListModel) -> None:
    """Only the group of the current unit is unfolded."""
    assert _rows(model) == [
        "Edges differ, 1 open",
        "Two aid workers who asked not to be named — Source, ¶1, open",
        "Label differs, 1 open",
        "Value differs, 1 open",
        "Missed by someone, 1 open",
        "Agreed, 1 to take",
    ]


def test_the_group_of_the_current_one_unfolds_and_folds_after_it(
    model: ReviewListModel, review: ReviewDesk
) -> None:
    review.step(forward=True)
    assert isinstance(model.row_at(_row(model, "Label") + 1), UnitRow)
    assert model.row_of(review.current_key) == _row(model, "Kyiv")
    assert not any(row.startswith("Two aid") for row in _rows(model))
    # What somebody unfolded stays so.
    model.toggle(_row(model, "Missed"))
    review.step(forward=True)
    assert any(row.startswith("The minister") for row in _rows(model))


def test_agreed_offers_to_take_all(
    model: ReviewListModel, review: ReviewDesk, project: Project, article: Article
) -> None:
    model.toggle(_row(model, "Agreed"))
    row = _row(model, "Agreed")
    assert model.row_at(row + 1) == TakeRow(1)
    assert _rows(model)[-1].startswith("12,345 people — Figure")
    project.reviewing.settle_by_rule("unanimous", [article.id])
    assert _rows(model)[-1] == "Agreed, all taken"
    model.show_only("settled")
    assert _rows(model)[-2:] == ["Agreed, 1 settled", "12,345 people — Figure, ¶1, settled"]


def test_what_is_settled_leaves_the_open_ones(
    model: ReviewListModel, review: ReviewDesk, project: Project, article: Article
) -> None:
    one = review.current
    assert one is not None
    project.reviewing.reject(article.id, one, reason="ambiguous")
    assert _rows(model)[:2] == ["Edges differ, all settled", "Label differs, 1 open"]
    model.show_only("all")
    assert _rows(model)[1].endswith("settled")
    project.undo()
    assert _rows(model)[1].endswith("open")
    project.reviewing.unsure(article.id, one)
    assert _rows(model)[1].endswith("unsure")
    head = model.row_at(0)
    assert isinstance(head, GroupRow)
    assert (head.open, head.all) == (1, 1)


def test_a_row_shows_the_longest_words_on_one_line(model: ReviewListModel) -> None:
    shown = model.index(1).data(Role.ROW)
    assert isinstance(shown, ShownUnit)
    assert shown.quote == "Two aid workers who asked not to be named"


def test_another_article(model: ReviewListModel, desk: Desk, project: Project) -> None:
    article = project.import_text("Nothing here.")
    desk.open_article(article.id)
    assert model.rowCount() == 0
    assert model.row_of("x") == -1
    assert model.row_at(3) is None
