"""The articles of the project as rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app.corpus import Corpus
from annotator.model.listing import ArticleRow
from annotator.ui.hub import Hub
from annotator.ui.models.article_list import ArticleListModel, Role


@pytest.fixture
def articles(project: Project) -> list[str]:
    """Give the ids of forty articles."""
    words = ("Kyiv", "Odesa 🇺🇦", "القدس", "東京")
    return [
        project.import_text(f"{words[n % 4]} number {n}\n\nThe text of article {n}.").id
        for n in range(40)
    ]


@pytest.fixture
def model(hub: Hub, articles: list[str]) -> ArticleListModel:
    made = ArticleListModel(hub, hub)
    made._reset()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def _titles(model: ArticleListModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def _renewed(model: ArticleListModel) -> list[int]:
    """Let what waits be read anew, and give the rows that were."""
    rows: list[int] = []
    model.dataChanged.connect(lambda first, _: rows.append(first.row()))
    model._soon.stop()
    model._renew()
    return rows


def test_articles_stand_in_the_order_they_came(model: ArticleListModel) -> None:
    titles = _titles(model)
    assert titles[:4] == ["Kyiv number 0", "Odesa 🇺🇦 number 1", "القدس number 2", "東京 number 3"]
    assert len(titles) == 40


def test_rows_are_read_in_pages_and_once(
    hub: Hub, articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []
    rows = Corpus.rows

    def counted(self: Corpus, numbers: list[int]) -> list[ArticleRow]:
        reads.append(len(numbers))
        return rows(self, numbers)

    monkeypatch.setattr(Corpus, "rows", counted)
    # Without a tester, which looks at every row it hears of.
    model = ArticleListModel(hub, hub)
    model._reset()
    assert reads == []
    assert model.index(3).data(Role.ROW).title == "東京 number 3"
    assert reads == [32]
    _titles(model)
    _titles(model)
    assert reads == [32, 8]


def test_an_article_is_found_by_its_id(model: ArticleListModel, articles: list[str]) -> None:
    assert [model.row_of(article) for article in articles] == list(range(40))
    row = model.article_at(7)
    assert row is not None
    assert row.id == articles[7]
    assert model.article_at(-1) is None
    assert model.article_at(40) is None


def test_a_filter_shows_what_fits(model: ArticleListModel, articles: list[str]) -> None:
    assert not model.filtered
    model.set_filter("odesa")
    assert model.filtered
    assert model.rowCount() == 10
    assert all("Odesa" in title for title in _titles(model))
    assert model.row_of(articles[0]) == -1
    assert model.row_of(articles[5]) == 1
    model.set_filter("nothing of the kind")
    assert _titles(model) == []
    model.set_filter("")
    assert model.rowCount() == 40


def test_the_same_filter_is_no_change(model: ArticleListModel, qtbot: QtBot) -> None:
    model.set_filter("odesa")
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_filter("odesa")


def test_articles_of_a_state_are_shown(
    model: ArticleListModel, project: Project, articles: list[str]
) -> None:
    model.set_filter("", "done")
    assert model.rowCount() == 0
    project.corpus.set_state(articles[3], "done")
    assert _titles(model) == ["東京 number 3"]
    project.undo()
    assert _titles(model) == []


def test_new_articles_come_and_undone_ones_go(
    model: ArticleListModel, project: Project, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.counted, timeout=0):
        project.import_text("A new one.")
    assert model.rowCount() == 41
    with qtbot.waitSignal(model.counted, timeout=0):
        project.undo()
    assert model.rowCount() == 40


def test_a_tag_renews_its_articles_row_and_no_other(
    model: ArticleListModel, project: Project, articles: list[str], qtbot: QtBot
) -> None:
    _titles(model)
    with qtbot.assertNotEmitted(model.modelReset):
        project.annotate(articles[5], 0, 5, "location")
    assert _renewed(model) == [5]
    assert model.index(5).data(Role.ROW).own == 1
    assert _renewed(model) == []


def test_a_state_renews_the_row_and_the_count(
    model: ArticleListModel, project: Project, articles: list[str], qtbot: QtBot
) -> None:
    _titles(model)
    with qtbot.waitSignal(model.counted, timeout=0):
        project.corpus.set_state(articles[5], "look")
    assert _renewed(model) == [5]
    assert model.index(5).data(Role.ROW).state == "look"


def test_reading_further_renews_the_row(
    model: ArticleListModel, project: Project, articles: list[str]
) -> None:
    _titles(model)
    model.refresh(articles[2])
    assert _renewed(model) == [2]


def test_rows_that_nobody_looked_at_are_not_read_anew(
    model: ArticleListModel, project: Project, articles: list[str]
) -> None:
    model._reset()
    project.annotate(articles[39], 0, 4, "location")
    assert _renewed(model) == []


def test_what_was_to_be_renewed_may_be_filtered_out_meanwhile(
    model: ArticleListModel, project: Project, articles: list[str]
) -> None:
    _titles(model)
    project.annotate(articles[0], 0, 4, "location")
    model.set_filter("odesa")
    assert _renewed(model) == []


def test_a_filter_hides_no_change(
    model: ArticleListModel, project: Project, articles: list[str]
) -> None:
    _titles(model)
    project.annotate(articles[5], 0, 5, "location")
    model.set_filter("odesa")
    assert model.index(1).data(Role.ROW).own == 1


def test_without_a_project_there_are_no_rows(model: ArticleListModel, hub: Hub) -> None:
    hub.close()
    assert model.rowCount() == 0


def test_screen_readers_hear_the_title(model: ArticleListModel) -> None:
    index = model.index(1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Odesa 🇺🇦 number 1"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(-1)) is None
