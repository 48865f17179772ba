"""Decisions travel, and survive what comes after them; whose words differ is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from annotator.model.unit import ReviewUnit
from tests.app.teammates import Person, Team


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """Three who have marked the same words and sent each other what they did."""
    team = Team(tmp_path, monkeypatch)
    for person in (team.amara, team.jonas, team.olena):
        person.tag(0, 5, "source")
    team.jonas.tag(42, 46, "location")
    everybody(team)
    return team


def everybody(team: Team) -> None:
    """Let everybody send everything to everybody, and merge it."""
    people = (team.amara, team.jonas, team.olena)
    files = {person.name: person.send() for person in people}
    for person in people:
        with person.project() as project:
            for name, file in files.items():
                if name != person.name:
                    report = project.merge(file)
                    assert (report.conflicts, report.ignored, report.pending) == ((), (), 0)


def units(project: Project) -> tuple[ReviewUnit, ...]:
    (article,) = [one.id for one in project.articles()]
    return project.reviewing.article(article).units


def states(person: Person) -> list[str]:
    with person.project() as project:
        return [one.state for one in units(project)]


def decide(person: Person, verb: str, number: int) -> None:
    with person.project() as project:
        one = units(project)[number]
        getattr(project.reviewing, verb)(one.unit.annotations[0].article, one)


def test_a_decision_reaches_everybody_and_is_counted_once(team: Team) -> None:
    decide(team.amara, "accept", 0)
    decide(team.amara, "reject", 1)
    assert states(team.jonas) == ["open", "open"]
    everybody(team)
    for person in (team.amara, team.jonas, team.olena):
        assert states(person) == ["settled", "settled"]
        with person.project() as project:
            assert len(project.annotations(annotators=["Consensus"])) == 1
            assert project.reviewing.open_counts() == {}


def test_two_who_decide_alike_on_two_machines_agree(team: Team) -> None:
    for person in (team.amara, team.jonas):
        decide(person, "accept", 0)
    everybody(team)
    for person in (team.amara, team.jonas, team.olena):
        assert states(person) == ["settled", "open"]
        with person.project() as project:
            out = person.folder / "out.csv"
            project.export(out, format="csv", consensus=True)
            assert out.read_text(encoding="utf-8").count("\n") == 2  # the head and one entry


def test_two_who_decide_differently_dispute_until_one_gives_in(team: Team) -> None:
    decide(team.amara, "accept", 1)
    decide(team.jonas, "reject", 1)
    everybody(team)
    for person in (team.amara, team.jonas, team.olena):
        assert states(person) == ["open", "disputed"]
    decide(team.amara, "reject", 1)
    everybody(team)
    for person in (team.amara, team.jonas, team.olena):
        assert states(person) == ["open", "settled"]


def test_what_is_cited_changes_by_a_merge_and_is_flagged(team: Team) -> None:
    decide(team.amara, "accept", 0)
    decide(team.amara, "accept", 1)
    with team.jonas.project() as project:
        (place,) = project.annotations(labels=["location"])
        project.update(place.id, start=37, note="near?")
    team.olena.tag(42, 46, "location")
    file = team.jonas.send("changed")
    with team.amara.project() as project:
        reviewing = project.reviewing
        assert [one.state for one in units(project)] == ["settled", "settled"]
        assert reviewing.open_counts() == {}
        project.merge(file)
        assert [one.state for one in units(project)] == ["settled", "changed"]
        assert [list(one.values()) for one in reviewing.open_counts().values()] == [[1]]
        project.undo()
        assert [one.state for one in units(project)] == ["settled", "settled"]
        assert reviewing.open_counts() == {}
        project.redo()
        assert [one.state for one in units(project)] == ["settled", "changed"]
    # The decision comes to where the change was made, and is flagged there too.
    everybody(team)
    for person in (team.amara, team.jonas, team.olena):
        assert states(person) == ["settled", "changed"]


def test_a_merge_taken_back_takes_what_was_decided_on_it_along(team: Team) -> None:
    team.olena.tag(50, 53, "source")
    file = team.olena.send("more")
    with team.amara.project() as project:
        project.merge(file)
        (article,) = [one.id for one in project.articles()]
        project.reviewing.accept(article, units(project)[2])
        assert [one.state for one in units(project)] == ["open", "open", "settled"]
        project.undo()
        project.undo()
        assert len(units(project)) == 2
        project.redo()
        project.redo()
        assert [one.state for one in units(project)] == ["open", "open", "settled"]


def test_a_thread_is_the_same_everywhere_whatever_the_clocks_say(team: Team) -> None:
    with team.amara.project() as project:
        one = units(project)[0]
        article = one.unit.annotations[0].article
        project.reviewing.comment(article, "Why?", one, "ask")
    everybody(team)
    with team.jonas.project() as project:
        project.reviewing.comment(article, "So.", units(project)[0], "resolve")
    with team.olena.project() as project:
        assert units(project)[0].asking
        project.reviewing.comment(article, "And this?", units(project)[0], "ask")
    everybody(team)
    for person in (team.amara, team.jonas, team.olena):
        with person.project() as project:
            one = units(project)[0]
            assert (one.comments, one.asking) == (3, True)
            assert [c.text for c in project.reviewing.comments()] == [
                c.text for c in project.reviewing.thread(article, one)
            ]
    with team.amara.project() as project:
        project.reviewing.comment(article, "", units(project)[0], "resolve")
    everybody(team)
    with team.jonas.project() as project:
        assert not units(project)[0].asking


def test_the_same_reviewer_on_two_machines_is_asked_again(team: Team) -> None:
    file = team.olena.send("all")
    with team.desktop.project() as project:
        project.merge(file)
    decide(team.olena, "accept", 1)
    decide(team.desktop, "reject", 1)
    with team.olena.project() as project:
        project.merge(team.desktop.send("desk"))
    team.olena.sit_down()
    assert states(team.olena)[1] == "disputed"
    decide(team.olena, "reject", 1)
    assert states(team.olena)[1] == "settled"
    with team.olena.project() as project:
        assert len(units(project)[1].verdicts) == 1
        assert project.annotations(annotators=["Consensus"]) == []
