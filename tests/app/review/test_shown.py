"""What a reviewer is shown: roles, blind work, stretches, how much is open, hidden names."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.app.review.units import OpenCount
from annotator.problems import UserProblem
from tests.app.review_people import TEXT, entries, state, unit_at, worked_on


@pytest.fixture
def article(project: Project) -> str:
    """An article on which three people worked."""
    return worked_on(project)


def test_who_may_not_settle_is_told(project: Project, article: str) -> None:
    project.team.set_role("Ben", "annotator")
    project.team.set_role("Amara", "reviewer")
    one = unit_at(project, article, "Kyiv")
    project.work_as("Ben")
    for verb in (
        lambda: project.reviewing.accept(article, one),
        lambda: project.reviewing.reopen(article, one),
        lambda: project.reviewing.settle_by_rule("unanimous"),
    ):
        with pytest.raises(UserProblem, match="Only a reviewer or a lead may settle"):
            verb()
    assert entries(project) == []
    project.reviewing.comment(article, "But why?", one)
    project.work_as("Amara")
    project.reviewing.accept(article, one)
    assert state(project, article, "Kyiv") == "settled"


def test_people_who_work_blind_see_their_own_work_alone(project: Project, article: str) -> None:
    project.reviewing.comment(article, "Look here.", unit_at(project, article, "12 houses"))
    project.reviewing.accept(article, unit_at(project, article, "12 houses"))
    project.team.set_role("Amara", "reviewer")
    project.team.set_blind(True)
    project.work_as("Ben")
    review = project.reviewing.article(article)
    assert (review.people, review.hidden) == (("Ben",), 2)
    assert {one.annotator for unit in review.units for one in unit.unit.annotations} == {"Ben"}
    assert {(one.state, one.comments, one.consensus) for one in review.units} == {("open", 0, None)}
    assert project.reviewing.thread(article, review.units[-2]) == []
    project.corpus.set_state(article, "done")
    assert project.reviewing.article(article).hidden == 0
    project.work_as("Amara")
    assert project.reviewing.article(article).hidden == 0


def test_a_stretch_has_what_all_of_it_has(project: Project, article: str) -> None:
    project.reviewing.accept(article, unit_at(project, article, "12 houses"))
    whole = project.reviewing.article(article).units
    middle = TEXT.index("Ben was")
    parts = [
        one
        for starts in (range(middle), range(middle, len(TEXT)))
        for one in project.reviewing.article(article, starts=starts).units
    ]
    assert parts == list(whole)


def test_what_is_open_is_counted(project: Project, article: str) -> None:
    project.import_text("Nobody was here.")
    alone = project.import_text("Olena alone was here.")
    project.annotate(alone.id, 0, 5, "source")
    counts = project.reviewing.open_counts()
    assert counts == {article: {"same": 1, "value": 1, "label": 1, "missed": 2}}
    project.reviewing.accept(article, unit_at(project, article, "The minister"))
    project.reviewing.unsure(article, unit_at(project, article, "12 houses"))
    assert project.reviewing.open_counts() == {article: {"value": 1, "label": 1, "missed": 2}}
    with Project.open(project.path, annotator="Ben") as other:
        other.session.backs_up = False
        other.delete(unit_at(project, article, "12 houses").unit.annotations[0].id)
    assert project.reviewing.open_counts() == {article: {"value": 1, "label": 1, "missed": 1}}
    project.undo()
    assert project.reviewing.open_counts([article]) == {
        article: {"value": 1, "label": 1, "missed": 2}
    }


def test_an_article_is_counted_again_only_if_something_changed(
    project: Project, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewing = project.reviewing
    usual, counted = reviewing._count, list[str]()

    def count(one: str) -> OpenCount:
        counted.append(one)
        return usual(one)

    monkeypatch.setattr(reviewing, "_count", count)
    reviewing.open_counts()
    reviewing.open_counts()
    assert counted == [article]
    other = project.import_text("Another article.")
    project.annotate(other.id, 0, 7, "source")
    reviewing.open_counts()
    assert counted == [article]
    project.update(unit_at(project, article, "Kyiv").unit.annotations[0].id, note="x")
    reviewing.open_counts()
    assert counted == [article, article]


def test_what_is_open_is_counted_for_who_may_see_it(project: Project, article: str) -> None:
    assert len(project.reviewing.open_counts()) == 1
    project.team.set_role("Ben", "annotator")
    project.team.set_blind(True)
    assert len(project.reviewing.open_counts()) == 1
    project.work_as("Ben")
    assert project.reviewing.open_counts() == {}
    project.work_as("Olena")
    assert len(project.reviewing.open_counts()) == 1


def test_disguises_differ_between_articles_and_stay(project: Project, article: str) -> None:
    people = [f"Person {number}" for number in range(8)]
    given = [project.reviewing.disguises(f"{n}", people) for n in range(20)]
    assert all(sorted(one.values()) == list("12345678") for one in given)
    assert len({tuple(one.items()) for one in given}) == 20
    again = project.reviewing.disguises("3", list(reversed(people)))
    assert again == given[3]
    with Project.create(project.path.with_name("other.annot")) as other:
        assert other.reviewing.disguises("3", people) != given[3]


def test_a_decision_and_its_undo_lead_to_the_place(project: Project, article: str) -> None:
    """Also where no annotation is written: rejecting, being unsure, commenting."""
    one = unit_at(project, article, "12 houses")
    places: list[tuple[str, int] | None] = []
    project.subscribe(
        lambda changes: places.append(
            changes.place and (changes.place.article, changes.place.start)
        )
    )
    project.reviewing.reject(article, one)
    project.reviewing.unsure(article, one)
    project.undo()
    project.undo()
    project.redo()
    project.reviewing.comment(article, "Hm.", one)
    project.undo()
    project.reviewing.accept(article, one)
    project.undo()
    assert places == [(article, one.unit.start)] * 9
    project.reviewing.comment(article, "All of it.")
    assert places[9:] == [None]
