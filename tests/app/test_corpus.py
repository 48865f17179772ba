"""The articles of a project: listing, finding by title, states, and where one was."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.model.listing import ArticleState, ReadingPlace
from annotator.problems import UnknownNameError, UserProblem
from annotator.store import articles as articles_of_store

TEXTS = ("Київ горить\n\nOne.", "STRASSE und Straße\n\nTwo.", "100% of_it\n\nThree.")


@pytest.fixture
def ids(project: Project) -> list[str]:
    return [project.import_text(text).id for text in TEXTS]


def found(project: Project, matching: str) -> list[str]:
    rows = project.corpus.rows(project.corpus.numbers(matching=matching))
    return [row.title.split()[0] for row in rows]


def test_articles_come_in_the_order_they_were_taken_in(project: Project, ids: list[str]) -> None:
    assert [article.id for article in project.articles()] == ids
    assert [row.id for row in project.corpus.rows(project.corpus.numbers())] == ids
    assert project.corpus.count() == 3
    assert project.article(ids[1]).text == TEXTS[1]


def test_a_row_says_what_a_list_shows(project: Project, ids: list[str]) -> None:
    project.annotate(ids[0], 0, 4, "location")
    project.work_as("Ben")
    project.annotate(ids[0], 0, 4, "location")
    project.annotate(ids[0], 5, 8, "location")
    project.corpus.set_state(ids[0], "look")
    project.corpus.keep_reading_place(ids[0], ReadingPlace(3, 1, 9))
    row = project.corpus.rows(project.corpus.numbers())[0]
    assert (row.id, row.title, row.outlet, row.published) == (ids[0], "Київ горить", None, None)
    assert (row.characters, row.annotations, row.own) == (len(TEXTS[0]), 3, 2)
    assert (row.state, row.reached) == ("look", 9)
    project.work_as("Olena")
    row = project.corpus.rows([row.number])[0]
    assert (row.annotations, row.own, row.state, row.reached) == (3, 1, "open", 0)


@pytest.mark.parametrize(
    ("matching", "titles"),
    [
        ("", ["Київ", "STRASSE", "100%"]),
        ("київ", ["Київ"]),
        ("КИЇВ ГОР", ["Київ"]),
        ("straße", ["STRASSE"]),
        ("und strasse", ["STRASSE"]),
        ("100%", ["100%"]),
        ("%", ["100%"]),
        ("of_it", ["100%"]),
        ("ofxit", []),
        ("three", []),
        ("'", []),
        ("\0", []),
        ("\ud800", []),
        ("x" * 60_000, []),
    ],
)
def test_titles_are_found_in_any_case(
    project: Project, ids: list[str], matching: str, titles: list[str]
) -> None:
    assert found(project, matching) == titles


def test_labels_are_found_too(project: Project, ids: list[str]) -> None:
    project.annotate(ids[1], 0, 4, "location")
    assert found(project, "LOCAT") == ["STRASSE"]
    project.undo()
    assert found(project, "LOCAT") == []


def test_states_are_everybody_s_own(project: Project, ids: list[str]) -> None:
    corpus = project.corpus
    states: tuple[ArticleState, ...] = ("open", "done", "look")
    corpus.set_state(ids[0], "done")
    corpus.set_state(ids[1][:8], "look")
    assert [corpus.state(one) for one in ids] == ["done", "look", "open"]
    assert [corpus.count_in_state(state) for state in states] == [1, 1, 1]
    assert [len(corpus.numbers(state=state)) for state in states] == [1, 1, 1]
    project.work_as("Ben")
    assert [corpus.state(one) for one in ids] == ["open"] * 3
    assert [corpus.count_in_state(state) for state in states] == [3, 0, 0]
    corpus.set_state(ids[2], "done")
    corpus.set_state(ids[2], "open")
    assert [corpus.count_in_state(state) for state in states] == [3, 0, 0]
    assert corpus.numbers(state="open", matching="100") == corpus.numbers()[2:]
    project.work_as("Olena")
    project.undo()
    project.undo()
    project.undo()
    assert [corpus.count_in_state(state) for state in states] == [2, 1, 0]


def test_an_article_that_was_undone_is_not_there(project: Project, ids: list[str]) -> None:
    project.corpus.set_state(ids[2], "done")
    project.undo()
    project.undo()
    assert project.corpus.count() == 2
    assert [row.id for row in project.corpus.rows(project.corpus.numbers())] == ids[:2]
    assert project.corpus.count_in_state("done") == 0
    for verb in (project.article, project.corpus.state, project.corpus.raw, project.annotations):
        with pytest.raises(UnknownNameError):
            verb(ids[2])


def test_many_rows_are_read_in_batches(
    project: Project, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles_of_store, "_BATCH", 2)
    numbers = project.corpus.numbers()
    assert [row.id for row in project.corpus.rows([*reversed(numbers)])] == ids
    assert project.corpus.rows([]) == []
    assert project.corpus.rows([999]) == []


def test_the_place_where_one_was_is_remembered(project: Project, ids: list[str]) -> None:
    corpus = project.corpus
    assert corpus.reading_place(ids[0]) is None
    assert corpus.last_read() is None
    corpus.keep_reading_place(ids[0], ReadingPlace(5, 2, 9))
    corpus.keep_reading_place(ids[0], ReadingPlace(1, 0, 4))
    assert corpus.reading_place(ids[0]) == ReadingPlace(1, 0, 9)
    assert corpus.last_read() == ids[0]
    project.work_as("Ben")
    assert corpus.reading_place(ids[0]) is None
    assert corpus.last_read() is None
    assert [one.act for one in project.history()] == ["do", "do", "do", "start"]
    with Project.open(project.path, annotator="Olena", read_only=True) as reader:
        reader.corpus.keep_reading_place(ids[0], ReadingPlace(7, 7, 7))
        assert reader.corpus.reading_place(ids[0]) == ReadingPlace(1, 0, 9)


def test_a_walk_goes_on_while_one_works(project: Project, ids: list[str]) -> None:
    """Scripts tag while they walk; what is refused on the way must not end the walk."""
    seen: list[str] = []
    for article in project.articles():
        seen.append(article.id)
        project.annotate(article.id, 0, 3, "location")
        with pytest.raises(UserProblem):
            project.annotate(article.id, 0, 3, "no such label")
        project.update(project.annotations(article.id)[0].id, note="n")
        project.undo()
    assert seen == ids
    for step in project.history():
        project.annotate(ids[0], 0, 1, "location")
        with pytest.raises(UserProblem):
            project.annotate(ids[0], 0, 0, "location")
        assert step.title
    assert project.corpus.count() == 3
