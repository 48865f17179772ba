"""What somebody wants to discuss: a question in the annotation's thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import Project
from annotator.problems import UserProblem


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "talks.annot", annotator="Olena") as made:
        made.import_text("Two men spoke.")
        yield made


def _tagged(project: Project) -> tuple[str, str]:
    article = next(project.articles()).id
    return article, project.annotate(article, 0, 7, "source").id


def test_marked_and_let_go_again(project: Project) -> None:
    article, made = _tagged(project)
    assert project.discussing.states(article) == {}
    asked = project.discussing.mark(made)
    assert (asked.act, asked.text) == ("ask", "To be discussed.")
    assert project.discussing.states(article) == {made: "asking"}
    assert project.reviewing.asking()
    project.discussing.unmark(made)
    assert project.discussing.states(article) == {}
    with pytest.raises(UserProblem, match="Nobody has marked"):
        project.discussing.unmark(made)
    project.undo()
    assert project.discussing.states(article) == {made: "asking"}


def test_what_somebody_else_asked_is_answered_not_removed(project: Project) -> None:
    article, made = _tagged(project)
    project.work_as("Ben")
    project.discussing.mark(made, " Who? ")
    project.work_as("Olena")
    assert project.discussing.threads(article)[made][0].text == "Who?"
    project.discussing.unmark(made)
    assert project.discussing.states(article) == {made: "resolved"}
    assert [one.act for one in project.discussing.threads(article)[made]] == ["ask", "resolve"]


def test_who_works_blind_hears_their_own_questions_alone(project: Project) -> None:
    article, made = _tagged(project)
    project.discussing.mark(made)
    project.team.set_blind(True)
    project.work_as("Ben")
    assert project.discussing.states(article) == {}


def test_of_an_annotation_that_is_gone(project: Project) -> None:
    _, made = _tagged(project)
    project.delete(made)
    with pytest.raises(UserProblem, match="not there"):
        project.discussing.mark(made)
