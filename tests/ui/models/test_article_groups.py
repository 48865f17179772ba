"""The articles as rows in groups: heads, folding, and what a fault of the filter leaves."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator import Project
from annotator.model.listing import ArticleView
from annotator.ui.hub import Hub
from annotator.ui.models.article_heads import head_words
from annotator.ui.models.article_list import ArticleListModel, Role

OUTLETS = ("Andes Wire", "Радіо", None)


@pytest.fixture
def model(hub: Hub, project: Project, tmp_path: Path) -> ArticleListModel:
    lines = [
        {"title": f"Title {n}", "outlet": OUTLETS[n % 3], "text": f"Text of {n}. 🇺🇦"}
        for n in range(9)
    ]
    file = tmp_path / "many.jsonl"
    file.write_bytes(b"\n".join(map(orjson.dumps, lines)))
    project.import_files([file])
    made = ArticleListModel(hub, hub)
    made._reset()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_view(ArticleView(grouping="outlet"))
    return made


def test_heads_stand_above_their_articles(model: ArticleListModel) -> None:
    assert model.rowCount() == 12
    assert model.count() == 9
    head = model.index(0).data(Role.HEAD)
    assert head == ("Andes Wire", 3, False)
    assert model.index(0).data() == "Andes Wire — 3"
    assert model.index(0).data(Role.ROW) is None
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.index(1).data() == "Title 0"
    assert model.index(1).data(Role.HEAD) is None
    assert [model.is_head(row) for row in (0, 1, 4, 8)] == [True, False, True, True]
    assert model.index(8).data() == "No outlet — 3"


def test_a_folded_group_keeps_its_head(model: ArticleListModel) -> None:
    model.fold(4)
    assert model.rowCount() == 9
    assert model.index(4).data(Role.HEAD).folded
    assert model.index(5).data() == "No outlet — 3"
    assert model.head_above(2) == 0
    assert model.head_above(5) == 5
    model.fold(4, folded=True)
    assert model.rowCount() == 9
    model.fold(1)
    assert model.rowCount() == 9
    model.fold(4)
    assert model.rowCount() == 12


def test_steps_pass_heads(model: ArticleListModel, project: Project) -> None:
    ids = [article.id for article in project.articles()]
    assert model.row_of(ids[1]) == 5
    assert model.place_of(ids[1]) == 4
    assert model.next_article(3, 1) == 5
    assert model.next_article(5, -1) == 3
    assert model.next_article(1, -1) == -1
    assert model.next_article(11, 1) == -1
    numbers = model.numbers_at([0, 1, 5, 99])
    assert project.corpus.ids(numbers) == [ids[0], ids[1]]
    model.fold(4)
    assert model.row_of(ids[1]) == -1
    assert model.place_of(ids[1]) == 0


def test_the_view_comes_back_with_the_project(model: ArticleListModel, hub: Hub) -> None:
    again = ArticleListModel(hub, hub)
    again._on_opened()
    assert again.view == ArticleView(grouping="outlet")


def test_what_is_wrong_with_the_filter_is_kept_to_be_said(model: ArticleListModel) -> None:
    model.set_filter("status:finished")
    assert model.rowCount() == 0
    assert "no status" in model.fault
    model.set_filter("")
    assert model.fault == ""
    assert model.rowCount() == 12


def test_what_an_article_is_sorted_by_may_change(model: ArticleListModel, project: Project) -> None:
    ids = [article.id for article in project.articles()]
    model.set_view(ArticleView(grouping="status"))
    assert [model.index(0).data(), model.rowCount()] == ["Not begun — 9", 10]
    project.corpus.set_state(ids[4], "look")
    assert model.index(0).data() == "Second look — 1"
    assert model.row_of(ids[4]) == 1
    project.details.change([ids[0]], {"title": "Renamed"})
    assert "Renamed" in [model.index(row).data() for row in range(model.rowCount())]
    project.shelving.retire([ids[0]])
    assert model.count() == 8


@pytest.mark.parametrize(
    ("grouping", "key", "words"),
    [
        ("status", "0", "Second look"),
        ("status", "3", "Done"),
        ("outlet", "", "No outlet"),
        ("assigned", "", "Assigned to nobody"),
        ("language", "uk", "Ukrainian (uk)"),
        ("language", "tlh-x", "tlh-x"),
        ("day", "2026-02-09", "9 February 2026"),
        ("day", "2026-02", "February 2026"),
        ("day", "2026", "2026"),
        ("day", "soon", "soon"),
        ("day", "2026-13-45", "2026-13-45"),
        ("week", "2026-02-09", "Week of 9 February 2026"),
        ("month", "2026-02", "February 2026"),
        ("month", "", "No date"),
        ("flag", "check 🇺🇦", "check 🇺🇦"),
    ],
)
def test_heads_say_what_is_common(grouping: str, key: str, words: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    try:
        assert head_words(grouping, key) == words  # type: ignore[arg-type]
    finally:
        QLocale.setDefault(before)
