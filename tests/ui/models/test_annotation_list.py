"""The annotations of the open article as rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator import Project
from annotator.model.article import Article
from annotator.problems import UserProblem
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.models.annotation_list import (
    AnnotationListModel,
    AnnotationRow,
    HeadRow,
    Order,
    Role,
)
from tests.nasty import CANONICAL

TEXT = (
    "Talks in Odesa 🇺🇦\n\nThe minister said that 12,345 people left.\n\n"
    "Nobody in Kyiv, no\u00a0one,\u2028asked about 7% of it."
)
_ORDERS: tuple[Order, ...] = ("position", "label", "annotator", "state")


@pytest.fixture
def article(project: Project) -> Article:
    return project.import_text(TEXT)


@pytest.fixture
def model(desk: Desk, article: Article) -> AnnotationListModel:
    desk.open_article(article.id)
    made = AnnotationListModel(desk, desk)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


@pytest.fixture
def amara(project: Project) -> Iterator[Project]:
    """The same project, opened by somebody else."""
    with Project.open(project.path, annotator="Amara") as other:
        yield other


def _tag(project: Project, article: Article, words: str, label: str = "figure") -> str:
    start = article.text.index(words)
    return project.annotate(article.id, start, start + len(words), label).id


def _rows(model: AnnotationListModel) -> list[str]:
    shown = [model.index(row).data(Role.ROW) for row in range(model.rowCount())]
    return [f"[{row.text} {row.size}]" if isinstance(row, HeadRow) else row.quote for row in shown]


def test_rows_come_at_their_place_and_go(
    model: AnnotationListModel, project: Project, article: Article
) -> None:
    _tag(project, article, "7%")
    _tag(project, article, "Odesa", "location")
    made = _tag(project, article, "12,345")
    assert _rows(model) == ["Odesa", "12,345", "7%"]
    project.delete(made)
    assert _rows(model) == ["Odesa", "7%"]
    project.undo()
    assert _rows(model) == ["Odesa", "12,345", "7%"]


def test_a_moved_edge_moves_the_row(
    model: AnnotationListModel, project: Project, article: Article
) -> None:
    made = _tag(project, article, "Odesa", "location")
    _tag(project, article, "12,345")
    start = article.text.index("Nobody")
    project.update(made, start=start, end=start + 6)
    assert _rows(model) == ["12,345", "Nobody"]


@pytest.mark.parametrize("order", _ORDERS)
def test_every_order_follows_every_change(
    model: AnnotationListModel, project: Project, article: Article, order: Order
) -> None:
    model.set_order(order)
    made = [_tag(project, article, words) for words in ("7%", "12,345", "Kyiv")]
    project.update(made[0], label="source")
    project.delete(made[1])
    assert model.count() == 2
    for one in model._desk.scene.marks.ordered:
        row = model.row_of(one.entity)
        assert model.mark_at(row) == one
        assert 1 <= model.number_of(one.entity) <= 2
    project.undo()
    project.undo()
    assert model.count() == 3


def test_groups_have_heads_with_their_sizes(
    model: AnnotationListModel, project: Project, article: Article
) -> None:
    for words, label in (("7%", "figure"), ("Kyiv", "location"), ("12,345", "figure")):
        _tag(project, article, words, label)
    model.set_order("label")
    assert _rows(model) == ["[Figure 2]", "12,345", "7%", "[Location 1]", "Kyiv"]
    assert model.count() == 3
    numbers = [model.number_of(mark.entity) for mark in model._desk.scene.marks.ordered]
    assert numbers == [1, 3, 2]
    assert model.mark_at(0) is None
    assert model.mark_at(99) is None
    model.set_order("label")
    assert model.order == "label"


def test_heads_cannot_be_selected(
    model: AnnotationListModel, project: Project, article: Article
) -> None:
    _tag(project, article, "7%")
    model.set_order("annotator")
    selectable = Qt.ItemFlag.ItemIsSelectable
    assert not model.flags(model.index(0)) & selectable
    assert model.flags(model.index(1)) & selectable
    assert model.flags(model.index(-1)) == Qt.ItemFlag.NoItemFlags


def test_a_row_shows_quote_context_and_place(
    model: AnnotationListModel, project: Project, article: Article
) -> None:
    _tag(project, article, "12,345")
    row = model.index(0).data(Role.ROW)
    assert isinstance(row, AnnotationRow)
    assert (row.quote, row.context, row.place, row.own) == ("12,345", "people left.", "¶1", True)
    assert model.index(0).data() == "12,345 — Figure, Olena, ¶1"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == model.index(0).data()
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None


def test_a_quote_over_lines_stands_on_one(
    model: AnnotationListModel, project: Project, article: Article
) -> None:
    _tag(project, article, "Kyiv, no\u00a0one,\u2028asked")
    assert _rows(model) == ["Kyiv, no one, asked"]


def test_fragments_are_parted_by_dots(
    model: AnnotationListModel, project: Project, article: Article
) -> None:
    first, second = article.text.index("12,345"), article.text.index("left")
    fragments = [(first, first + 6), (second, second + 4)]
    project.annotate(article.id, first, second + 4, "figure", fragments=fragments)
    assert _rows(model) == ["12,345 … left"]


def test_others_rows_come_and_go_with_their_lanes(
    model: AnnotationListModel, desk: Desk, hub: Hub, amara: Project, article: Article
) -> None:
    theirs = _tag(amara, article, "Kyiv", "location")
    hub.look()
    assert _rows(model) == ["Kyiv"]
    assert not model.index(0).data(Role.ROW).own
    desk.show_lane("Amara", shown=False)
    assert _rows(model) == []
    # While hidden, theirs change without a trace.
    amara.delete(theirs)
    hub.look()
    assert _rows(model) == []
    _tag(amara, article, "7%")
    hub.look()
    desk.show_lane("Amara", shown=True)
    assert _rows(model) == ["7%"]


def test_no_row_is_found_for_what_is_not_there(model: AnnotationListModel) -> None:
    assert model.row_of(None) == -1
    assert model.row_of(b"unknown") == -1
    assert model.number_of(None) == 0


def test_another_article_has_other_rows(
    model: AnnotationListModel, desk: Desk, project: Project, article: Article
) -> None:
    _tag(project, article, "7%")
    desk.open_article(project.import_text("Another one.").id)
    assert _rows(model) == []
    desk.open_article(None)
    assert _rows(model) == []
    desk.open_article(article.id)
    assert _rows(model) == ["7%"]


@pytest.mark.parametrize("name", [name for name in CANONICAL if CANONICAL[name].strip()])
def test_any_text_can_be_a_quote(
    model: AnnotationListModel, desk: Desk, project: Project, name: str
) -> None:
    try:
        article = project.import_text(CANONICAL[name])
        project.annotate(article.id, 0, len(article.text), "figure")
    except UserProblem:
        return
    desk.open_article(article.id)
    (row,) = _rows(model)
    assert row.split() == article.text.split()
