"""What one person said differently on two machines is shown, and settled for good."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.model.identity import entity_bytes
from annotator.problems import UserProblem
from tests.store.replicas import (
    first,
    open_conflicts,
    send,
    settled,
    state,
    take,
)


def in_conflict(olena: Project, laptop: Project) -> bytes:
    (tag,) = olena.annotations()
    olena.update(tag.id, label="location")
    laptop.update(tag.id, label="figure")
    brought, _ = take(olena, send(laptop))
    assert brought.conflicts == [entity_bytes(tag.id)]
    assert brought.annotations == 0
    return entity_bytes(tag.id)


def labels(project: Project) -> list[str]:
    return [one.label for one in project.annotations()]


def test_two_machines_of_one_person_make_a_conflict_that_is_settled_for_good(
    olena: Project, laptop: Project
) -> None:
    entity = in_conflict(olena, laptop)
    stands, other = open_conflicts(olena)[entity]
    label = olena.session.database.coder.word(stands.label)
    assert labels(olena) == [label]
    settled(olena, entity, other.digest)
    assert open_conflicts(olena) == {}
    assert labels(olena) != [label]
    take(laptop, send(olena))
    take(olena, send(laptop))
    assert state(laptop) == state(olena)
    assert open_conflicts(laptop) == {}
    with pytest.raises(UserProblem, match="no such value any more"):
        settled(olena, entity, stands.digest)


def test_a_settlement_and_a_merge_are_taken_back_and_brought_again(
    olena: Project, laptop: Project
) -> None:
    before = state(olena)
    entity = in_conflict(olena, laptop)
    merged = state(olena)
    _, other = open_conflicts(olena)[entity]
    settled(olena, entity, other.digest)
    chosen = labels(olena)
    olena.undo()
    assert labels(olena) != chosen
    olena.undo()
    assert labels(olena) == ["location"]
    assert open_conflicts(olena) == {}
    olena.undo()  # the edit before the merge
    assert state(olena)["annotations"][0][2] == before["annotations"][0][2] == "source"
    olena.redo()
    olena.redo()
    assert [one[:5] for one in state(olena)["annotations"]] == [
        one[:5] for one in merged["annotations"]
    ] or open_conflicts(olena)
    olena.redo()
    assert labels(olena) == chosen
    assert open_conflicts(olena) == {}
    assert olena.redo() is None


def test_the_same_said_on_two_machines_is_no_conflict(olena: Project, laptop: Project) -> None:
    for project in (olena, laptop):
        project.corpus.set_state(first(project).id, "done")
        project.update(project.annotations()[0].id, label="location")
    brought, _ = take(olena, send(laptop))
    assert brought.conflicts == []
    assert open_conflicts(olena) == {}
    assert labels(olena) == ["location"]
    olena.update(olena.annotations()[0].id, label="figure")
    take(laptop, send(olena))
    assert labels(laptop) == ["figure"]
    assert open_conflicts(laptop) == {}


def test_two_beginnings_of_one_thing_are_no_conflict(olena: Project, laptop: Project) -> None:
    article = first(olena).id
    olena.corpus.set_state(article, "done")
    laptop.corpus.set_state(article, "done")
    laptop.corpus.set_state(article, "look")
    brought, _ = take(olena, send(laptop))
    assert brought.conflicts == []
    assert olena.corpus.rows(olena.corpus.numbers())[0].state == "look"


def test_a_removal_here_and_an_edit_there_are_a_conflict(olena: Project, laptop: Project) -> None:
    (tag,) = olena.annotations()
    laptop.update(tag.id, note="kept")
    olena.delete(tag.id)
    take(olena, send(laptop))
    (sides,) = open_conflicts(olena).values()
    assert {row.put for row in sides} == {0, 1}
    settled(olena, entity_bytes(tag.id), next(row.digest for row in sides if row.put))
    assert [one.note for one in olena.annotations()] == ["kept"]


def test_a_tombstone_stays_dead_under_stale_bundles(olena: Project, ben: Project) -> None:
    stale = send(olena)
    olena.delete(olena.annotations()[0].id)
    take(ben, send(olena))
    for project in (olena, ben):
        take(project, stale)
        assert project.annotations() == []


def test_what_stands_for_now_may_be_chosen_too(olena: Project, laptop: Project) -> None:
    entity = in_conflict(olena, laptop)
    stands = labels(olena)
    settled(olena, entity, open_conflicts(olena)[entity][0].digest)
    assert open_conflicts(olena) == {}
    assert labels(olena) == stands
    take(laptop, send(olena))
    assert open_conflicts(laptop) == {}
    assert labels(laptop) == stands
