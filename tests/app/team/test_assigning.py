"""Assignments as they are written, the queue, how far everybody is, and working blind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator import Project
from annotator.model import moments
from annotator.model.identity import entity_bytes, fixed_entity
from annotator.model.team import Assignment, PersonProgress, WeekPace
from annotator.problems import UnknownNameError, UserProblem
from annotator.store import journal
from annotator.store.lines import item_content
from annotator.store.rows import ASSIGNMENT

TEXTS = ("One.\n\nOlena was in Kyiv.", "Two.\n\n600 km² burned.", "Three.\n\nNothing.")
DAY = 24 * 60 * 60 * 1000
SUNDAY = moments.milliseconds("2026-11-22T23:00:00Z")


@pytest.fixture
def ids(project: Project) -> list[str]:
    for name in ("Jonas", "Mei"):
        project.team.add_person(name)
    return [project.import_text(text).id for text in TEXTS]


@pytest.fixture
def at(project: Project) -> Callable[[int], None]:
    """Set the project's clock: it stands."""

    def set_clock(moment: int) -> None:
        project.session.journal = journal.Journal(
            project.session.database, "machine", clock=lambda: moment
        )

    return set_clock


def test_articles_are_assigned_and_taken_back_as_one_step(project: Project, ids: list[str]) -> None:
    project.team.assign([ids[0], ids[1][:8]], ["Mei", "Jonas"])
    assert project.team.assignments() == [
        Assignment(ids[0], "Jonas", "Olena"),
        Assignment(ids[0], "Mei", "Olena"),
        Assignment(ids[1], "Jonas", "Olena"),
        Assignment(ids[1], "Mei", "Olena"),
    ]
    project.team.unassign(ids, ["Mei"])
    assert project.team.assignments(ids[0]) == [Assignment(ids[0], "Jonas", "Olena")]
    project.team.assign(ids[:1], ["Mei", "Jonas"])
    assert len(project.team.assignments(ids[0])) == 2
    assert [step.title for step in project.history()][:3] == [
        "Assign 1 article to 2 people",
        "Take back 2 articles from Mei",
        "Assign 2 articles to 2 people",
    ]
    for left in (3, 2 + 2, 0):
        project.undo()
        if left != 3:
            assert len(project.team.assignments()) == left
    for _ in range(3):
        project.redo()
    assert [one.annotator for one in project.team.assignments(ids[0])] == ["Jonas", "Mei"]


def test_who_and_what_must_be_there(project: Project, ids: list[str]) -> None:
    steps = len(list(project.history()))
    with pytest.raises(UnknownNameError):
        project.team.assign(ids, ["Mei", "Zed"])
    with pytest.raises(UnknownNameError):
        project.team.assign([ids[0], "0" * 64], ["Mei"])
    with pytest.raises(UnknownNameError):
        project.team.plan(ids, ["Zed"])
    with pytest.raises(UnknownNameError):
        project.team.plan(["0" * 64])
    assert len(list(project.history())) == steps
    assert project.team.assignments() == []


def test_an_assignment_by_who_is_no_lead_does_not_count(project: Project, ids: list[str]) -> None:
    project.work_as("Jonas")
    project.team.assign(ids[:1], ["Mei"])
    assert project.team.assignments() == [Assignment(ids[0], "Mei", "Olena")]
    project.work_as("Olena")
    project.team.set_role("Jonas", "lead")
    project.work_as("Jonas")
    project.team.assign(ids[1:2], ["Mei"])
    assert project.team.assignments(ids[1]) == [Assignment(ids[1], "Mei", "Jonas")]
    project.work_as("Olena")
    project.team.set_role("Jonas", "annotator")
    assert project.team.assignments(ids[1]) == []


def test_what_two_leads_assigned_is_taken_back_from_both(project: Project, ids: list[str]) -> None:
    project.team.assign(ids[:1], ["Mei"])
    project.team.set_role("Jonas", "lead")
    with Project.open(project.path, "Jonas") as other:
        # As on a machine to which the owner's assignment has not come yet.
        body = item_content({"annotator": "Mei"})
        entity = fixed_entity("assignment", ids[0], "Mei", "Jonas")
        number = other.session.article_number(ids[0])
        with other.session.operation("Assign") as writer:
            writer.create(ASSIGNMENT, entity, body, article=number)
    assert len(project.team.assignments()) == 1
    assert project.team.queue("Mei") == ids[:1]
    project.team.unassign(ids[:1], ["Mei"])
    assert project.team.assignments() == []


def test_nobody_can_stand_in_the_way_of_an_assignment(project: Project, ids: list[str]) -> None:
    project.team.set_role("Mei", "annotator")
    with Project.open(project.path, "Jonas") as other:
        entity = fixed_entity("assignment", ids[0], "Mei", "Jonas")
        number = other.session.article_number(ids[0])
        with other.session.operation("Assign") as writer:
            writer.create(ASSIGNMENT, entity, item_content({"annotator": "Mei"}), article=number)
    assert project.team.assignments() == []
    project.team.assign(ids[:1], ["Mei"])
    assert project.team.assignments() == [Assignment(ids[0], "Mei", "Olena")]


def test_the_queue_has_first_what_is_not_done(project: Project, ids: list[str]) -> None:
    numbers = project.corpus.numbers()
    assert project.team.queue("Mei") == ids
    assert project.corpus.numbers(mine=True) == numbers
    assert not project.corpus.has_assignments()
    project.team.assign(ids, ["Mei"])
    project.team.assign(ids[2:], ["Jonas"])
    project.work_as("Mei")
    project.corpus.set_state(ids[0], "done")
    assert project.team.queue() == [ids[1], ids[2], ids[0]]
    assert project.corpus.numbers(mine=True) == [numbers[1], numbers[2], numbers[0]]
    assert project.corpus.numbers(mine=True, state="done") == numbers[:1]
    assert project.corpus.numbers(mine=True, matching="two") == numbers[1:2]
    assert project.team.queue("Jonas") == ids[2:]
    assert project.team.queue("Olena") == []
    assert project.corpus.has_assignments()


def test_a_plan_is_applied_and_the_next_one_goes_on_from_it(
    project: Project, ids: list[str]
) -> None:
    plan = project.team.plan(ids[:2], ["Jonas", "Mei"])
    assert project.team.assignments() == []
    project.team.apply(plan)
    assert {one.annotator for one in project.team.assignments()} == {"Jonas", "Mei"}
    rest = project.team.plan(annotators=["Jonas", "Mei"])
    assert {article for article, _ in rest.pairs} == {ids[2]}
    everybody = project.team.plan(ids, per_article=None)
    assert len(everybody.pairs) == 9 - 2
    project.annotate(ids[2], 0, 3, "source")
    begun = project.team.plan(annotators=["Olena", "Mei"])
    assert begun.pairs == ((ids[2], "Olena"),)
    project.undo()
    project.undo()
    assert project.team.assignments() == []


def test_a_retired_article_is_planned_for_nobody(project: Project, ids: list[str]) -> None:
    project.shelving.retire([ids[0]])
    with pytest.raises(UserProblem, match="Bring it back before"):
        project.team.plan(ids, ["Mei"])
    assert {article for article, _ in project.team.plan().pairs} == set(ids[1:])


def test_an_article_that_was_undone_is_nobody_s(project: Project) -> None:
    article = project.import_text("Gone.").id
    project.team.assign([article], ["Olena"])
    project.undo()
    project.undo()
    project.redo()
    project.redo()
    assert len(project.team.assignments()) == 1
    project.undo()
    project.undo()
    assert project.team.assignments() == []
    assert project.team.queue() == []


def test_progress_counts_what_is_assigned(
    project: Project, ids: list[str], at: Callable[[int], None]
) -> None:
    at(SUNDAY)
    project.work_as("Mei")
    project.annotate(ids[0], 0, 3, "source")
    project.corpus.set_state(ids[0], "done")
    at(SUNDAY + 2 * DAY)
    project.corpus.set_state(ids[1], "done")
    last = moments.iso(SUNDAY + 2 * DAY)
    assert project.team.progress() == [
        PersonProgress("Olena", 3, 0, 0, ""),
        PersonProgress("Jonas", 3, 0, 0, ""),
        PersonProgress("Mei", 3, 2, 1, last),
    ]
    project.work_as("Olena")
    project.team.assign(ids[1:], ["Mei"])
    assert project.team.progress()[2] == PersonProgress("Mei", 2, 1, 1, last)
    assert project.team.progress()[0].assigned == 0
    assert project.team.pace() == [
        WeekPace("2026-11-16", "Mei", 1, 1),
        WeekPace("2026-11-23", "Mei", 0, 1),
    ]
    assert project.team.pace(["Olena"]) == []


def test_articles_stand_as_all_who_have_to_do_them_are(project: Project, ids: list[str]) -> None:
    def states() -> list[str]:
        return list(project.team.articles_by_state().values())

    assert project.team.articles_by_state() == dict.fromkeys(ids, "untouched")
    project.work_as("Mei")
    project.annotate(ids[0], 0, 3, "source")
    project.corpus.set_state(ids[1], "done")
    project.corpus.set_state(ids[2], "open")
    assert states() == ["begun", "done", "untouched"]
    project.corpus.set_state(ids[0], "done")
    assert states() == ["done", "done", "untouched"]
    project.work_as("Olena")
    project.annotate(ids[0], 0, 3, "source")
    assert states() == ["begun", "done", "untouched"]
    project.team.assign(ids[:2], ["Mei"])
    assert states() == ["done", "done", "untouched"]
    project.team.assign(ids[1:2], ["Jonas"])
    assert states() == ["done", "begun", "untouched"]
    reviewed = project.team.articles_by_state({ids[0]: 2, ids[1]: 0})
    assert list(reviewed.values()) == ["review", "begun", "untouched"]
    assert project.team.articles_by_state({ids[0]: 0})[ids[0]] == "settled"


# Working blind


@pytest.fixture
def blind(project: Project, ids: list[str]) -> Project:
    """Olena and Mei have tagged the first article; people work blind, and this is a window."""
    for name, label in (("Mei", "location"), ("Olena", "source")):
        project.work_as(name)
        project.annotate(ids[0], 0, 3, label)
    project.team.set_blind(True)
    project.session.keeps_blind = True
    return project


def seen(project: Project, article: str, *, in_review: bool = False) -> list[str]:
    marks = project.annotating.marks(article, in_review=in_review)
    return sorted(mark.annotator for mark in marks)


def test_others_work_is_kept_back_until_one_is_done(blind: Project, ids: list[str]) -> None:
    first = ids[0]
    theirs = next(one for one in blind.session.annotations.find() if one.annotator == "Mei")
    assert blind.team.hides(first)
    assert seen(blind, first) == ["Olena"]
    assert [one.annotator for one in blind.annotations(first)] == ["Olena"]
    assert blind.annotating.mark(entity_bytes(theirs.id)) is None
    assert [row.annotations for row in blind.corpus.rows(blind.corpus.numbers())] == [1, 0, 0]
    assert blind.corpus.numbers(matching="location") == []
    assert len(blind.corpus.numbers(matching="source")) == 1
    blind.corpus.set_state(first, "done")
    assert not blind.team.hides(first)
    assert seen(blind, first) == ["Mei", "Olena"]
    assert len(blind.annotations(first)) == 2
    assert blind.annotating.mark(entity_bytes(theirs.id)) is not None
    assert [row.annotations for row in blind.corpus.rows(blind.corpus.numbers())] == [2, 0, 0]
    assert len(blind.corpus.numbers(matching="location")) == 1
    blind.corpus.set_state(first, "look")
    assert seen(blind, first) == ["Olena"]
    blind.team.set_blind(False)
    assert seen(blind, first) == ["Mei", "Olena"]


def test_that_somebody_else_is_done_shows_one_nothing(blind: Project, ids: list[str]) -> None:
    blind.corpus.set_state(ids[0], "done")
    blind.work_as("Mei")
    assert seen(blind, ids[0]) == ["Mei"]
    blind.work_as("Jonas")
    assert seen(blind, ids[0]) == []


def test_in_review_reviewers_and_leads_see_all(blind: Project, ids: list[str]) -> None:
    blind.team.set_role("Jonas", "reviewer")
    everybody = ["Mei", "Olena"]
    for name, tagging, review in (
        ("Olena", ["Olena"], everybody),
        ("Jonas", [], everybody),
        ("Mei", ["Mei"], ["Mei"]),
    ):
        blind.work_as(name)
        assert seen(blind, ids[0]) == tagging
        assert seen(blind, ids[0], in_review=True) == review
        assert blind.team.hides(ids[0], in_review=True) == (name == "Mei")


def test_relations_of_others_are_kept_back_too(blind: Project, ids: list[str]) -> None:
    one = blind.annotations(ids[1]) or [blind.annotate(ids[1], 6, 9, "source")]
    two = blind.annotate(ids[1], 10, 12, "figure")
    blind.work_as("Mei")
    blind.relate(one[0].id, "says", two.id)
    assert len(blind.relations(ids[1])) == 1
    blind.work_as("Olena")
    assert blind.relations(ids[1]) == []
    assert blind.team.hides(ids[1])


def test_scripts_and_commands_see_the_file(blind: Project, ids: list[str]) -> None:
    with Project.open(blind.path, "Olena", read_only=True) as script:
        assert script.team.settings().blind
        assert seen(script, ids[0]) == ["Mei", "Olena"]
        assert len(script.annotations(ids[0])) == 2


# Done, and found none


def test_who_is_done_has_found_none_of_the_rest(project: Project, ids: list[str]) -> None:
    project.annotate(ids[0], 0, 3, "location")
    assert project.corpus.set_state(ids[0], "done") == ("source", "figure")
    assert project.corpus.found_none(ids[0]) == ("figure", "source")
    assert project.corpus.found_none(ids[0], "Mei") == ()
    made = project.annotate(ids[0], 0, 3, "figure")
    assert project.corpus.found_none(ids[0]) == ("source",)
    project.delete(made.id)
    assert project.corpus.found_none(ids[0]) == ("figure", "source")
    assert project.corpus.set_state(ids[0], "open") == ()
    assert project.corpus.found_none(ids[0]) == ()
    project.undo()
    assert project.corpus.found_none(ids[0]) == ("figure", "source")


def test_one_may_have_looked_for_a_label_before_one_is_done(
    project: Project, ids: list[str]
) -> None:
    corpus = project.corpus
    corpus.looked_and_found_none(ids[0], "figure")
    assert (corpus.state(ids[0]), corpus.found_none(ids[0])) == ("open", ("figure",))
    corpus.set_state(ids[0], "look")
    assert (corpus.state(ids[0]), corpus.found_none(ids[0])) == ("look", ("figure",))
    corpus.looked_and_found_none(ids[0], "figure", looked=False)
    assert (corpus.state(ids[0]), corpus.found_none(ids[0])) == ("look", ())
    project.annotate(ids[0], 0, 3, "figure")
    with pytest.raises(UserProblem, match="You have tagged a figure in this article"):
        corpus.looked_and_found_none(ids[0], "figure")
    with pytest.raises(UnknownNameError):
        corpus.looked_and_found_none(ids[0], "no such label")
    assert [step.title for step in project.history()][1:4] == [
        "Look for figure again",
        "Mark article for a second look",
        "Found no figure",
    ]
