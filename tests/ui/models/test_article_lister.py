"""Very many articles are listed in the background; the last question is the one that counts."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.listing import ArticleView
from annotator.ui.hub import Hub
from annotator.ui.models import article_lister
from annotator.ui.models.article_list import ArticleListModel, Role


@pytest.fixture
def model(hub: Hub, project: Project, monkeypatch: pytest.MonkeyPatch) -> ArticleListModel:
    monkeypatch.setattr(article_lister, "_LONG", 3)
    for number, outlet in enumerate(("Wire", "Радіо", "Wire", "Post")):
        article = project.import_text(f"Title {number} 🇺🇦\n\nText.")
        project.details.change([article.id], {"outlet": outlet})
    made = ArticleListModel(hub, hub)
    made.read_again()
    assert made.rowCount() == 4
    return made


def test_the_list_stays_as_it_is_until_another_is_there(
    model: ArticleListModel, qtbot: QtBot
) -> None:
    model.set_view(ArticleView(grouping="outlet"))
    assert model.view.grouping == "outlet"
    assert (model.rowCount(), model.grouped) == (4, False)
    assert model.index(1).data() == "Title 1 🇺🇦"
    # Another one is asked for before the first has come, and that one counts.
    model.set_view(ArticleView(grouping="copies"))
    assert model.index(0).data(Role.HEAD) is None
    model.set_view(ArticleView(grouping="outlet", sorting="title"))
    qtbot.waitUntil(lambda: model.grouped, timeout=8_000)
    heads = [model.index(row).data() for row in range(model.rowCount()) if model.is_head(row)]
    assert heads == ["Post — 1", "Wire — 2", "Радіо — 1"]
    # What is quick is there at once, and is not overtaken by what was asked before.
    model.set_view(ArticleView(text="outlet:post"))
    assert model.count() == 4
    model.set_view(ArticleView(text="wire"))
    assert (model.count(), model.filtered) == (2, True)
    qtbot.wait(150)
    assert model.count() == 2
    # Words that SQL itself cannot compare, and several, take longer.
    model.set_view(ArticleView(text="радіо"))
    assert model.count() == 2
    qtbot.waitUntil(lambda: model.count() == 1, timeout=8_000)


def test_what_changes_meanwhile_is_seen(
    model: ArticleListModel, project: Project, qtbot: QtBot
) -> None:
    model.set_view(ArticleView(sorting="title", backwards=True))
    gone = next(project.articles()).id
    project.shelving.retire([gone])
    qtbot.waitUntil(lambda: model.count() == 3, timeout=8_000)
    assert model.index(0).data() == "Title 3 🇺🇦"
    assert model.row_of(gone) == -1


def test_a_fault_is_said_and_goes(model: ArticleListModel, qtbot: QtBot) -> None:
    model.set_view(ArticleView(text="date:soon"))
    qtbot.waitUntil(lambda: bool(model.fault), timeout=8_000)
    assert model.rowCount() == 0
    model.set_view(ArticleView())
    assert (model.rowCount(), model.fault) == (4, "")


def test_another_project_is_not_shown_what_was_asked_of_the_first(
    model: ArticleListModel, hub: Hub, project: Project, qtbot: QtBot
) -> None:
    model.set_view(ArticleView(sorting="title"))
    other = Project.create(project.path.with_name("other.annot"), annotator="Ann")
    other.import_text("One alone.")
    hub.open(other)
    assert model.rowCount() == 1
    qtbot.wait(150)
    assert model.index(0).data() == "One alone."
    hub.close()
