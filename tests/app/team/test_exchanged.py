"""Roles, assignments and how far everybody is go by mail, and mean the same everywhere."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from annotator import Project
from annotator.model.identity import fixed_entity
from annotator.model.team import Assignment, TeamSettings
from annotator.problems import UserProblem
from annotator.store.lines import item_content, new_row
from annotator.store.rows import ASSIGNMENT, MEMBER, STATUS, TEAM
from tests.app.teammates import OTHER, Person, Team, merged


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    return Team(tmp_path, monkeypatch)


def standing(person: Person) -> tuple[object, ...]:
    """Give all that a team agrees on, as it is seen on one machine."""
    with person.project() as project:
        return (
            {one.annotator.name: one.role for one in project.team.members()},
            project.team.settings(),
            project.team.assignments(),
            project.team.articles_by_state(),
            [one._replace(last="") for one in project.team.progress()],
        )


def test_what_the_lead_settles_holds_everywhere(team: Team) -> None:
    amara, jonas, olena = team.amara, team.jonas, team.olena
    with amara.project() as project:
        for name in ("Jonas", "Olena"):
            project.team.add_person(name)
        project.import_text(OTHER)
        project.team.set_role("Olena", "reviewer")
        project.team.apply(project.team.plan(annotators=["Jonas", "Olena"]))
        project.team.set_lanes(["Jonas", "Olena", "Amara"])
        project.team.set_blind(True)
        whose = {one.annotator: one.article for one in project.team.assignments()}
    sent = amara.send()
    for person in (jonas, olena):
        report = merged(person, sent)
        assert (report.conflicts, report.ignored, report.pending) == ((), (), 0)
    assert standing(jonas) == standing(olena) == standing(amara)
    with jonas.project() as project:
        assert project.team.queue() == [whose["Jonas"]]
        assert not project.team.may("settle")
        with pytest.raises(UserProblem, match="Ask Amara"):
            project.team.set_blind(False)
        project.annotate(whose["Jonas"], 0, 3, "source")
        project.corpus.set_state(whose["Jonas"], "done")
    merged(amara, jonas.send())
    with amara.project() as project:
        done = {one.annotator: (one.done, one.assigned) for one in project.team.progress()}
        assert done == {"Amara": (0, 0), "Jonas": (1, 1), "Olena": (0, 1)}
        assert project.team.articles_by_state()[whose["Jonas"]] == "done"
        assert project.corpus.found_none(whose["Jonas"], "Jonas") == ("figure", "location")


def test_two_leads_who_assign_the_same_agree(team: Team) -> None:
    amara, jonas, olena = team.amara, team.jonas, team.olena
    with amara.project() as project:
        for name in ("Jonas", "Olena"):
            project.team.add_person(name)
        project.team.set_role("Jonas", "lead")
    first = amara.send()
    merged(jonas, first)
    article = ""
    for person in (amara, jonas):
        with person.project() as project:
            article = next(iter(project.articles())).id
            project.team.assign([article], ["Olena"])
    files = (first, amara.send("second"), jonas.send())
    for order in permutations(files):
        for one in order:
            merged(olena, one)
        with olena.project() as project:
            assert project.team.assignments() == [Assignment(article, "Olena", "Amara")]
    merged(amara, files[2])
    with amara.project() as project:
        project.team.unassign([article], ["Olena"])
        assert project.team.assignments() == []
    merged(olena, amara.send("third"))
    with olena.project() as project:
        assert project.team.assignments() == []
        assert project.conflicts() == []


def test_two_leads_who_settle_otherwise_meet_in_a_conflict(team: Team) -> None:
    amara, jonas = team.amara, team.jonas
    with amara.project() as project:
        project.team.add_person("Jonas", "lead")
        project.team.add_person("Olena", "annotator")
    merged(jonas, amara.send())
    with amara.project() as project:
        project.team.set_role("Olena", "reviewer")
    with jonas.project() as project:
        project.team.set_role("Olena", "lead")
    one, other = amara.send("a"), jonas.send("j")
    merged(amara, other)
    merged(jonas, one)
    assert standing(amara)[0] == standing(jonas)[0]
    with amara.project() as project:
        (conflict,) = project.conflicts()
        assert conflict.kind == "member"


def test_a_bundle_gives_nobody_a_role_and_lets_nobody_look(team: Team) -> None:
    """Jonas writes what he likes into his own file; in the others' files it has no effect."""
    amara, jonas = team.amara, team.jonas
    with jonas.project() as project:
        identity = project.session.database.value("id")
        assert identity is not None
    jonas.sit_down()
    with (
        Project.open(jonas.path, "Jonas") as project,
        project.session.operation("Take the lead") as writer,
    ):
        coder = writer.coder
        who, machine = coder.number("Jonas"), writer.replica_number
        for kind, entity, body in (
            (MEMBER, fixed_entity("member", "Jonas"), {"name": "Jonas", "role": "lead"}),
            (TEAM, fixed_entity("team", identity), {"blind": True, "lanes": ["Jonas"]}),
        ):
            # As no program of ours does: in the name of who is no lead.
            content = item_content(body)
            row = new_row(coder, writer.next, entity, kind, who, machine, writer.at, None, content)
            writer.add(row)
    merged(amara, jonas.path)
    with amara.project() as project:
        assert not project.team.has_roles()
        assert project.team.settings() == TeamSettings()
        project.team.set_blind(True)
        project.team.set_role("Jonas", "reviewer")
        assert project.team.settings().blind
        assert project.team.role_of("Jonas") == "reviewer"


@pytest.mark.parametrize(
    "body",
    [{}, {"name": 5, "role": []}, {"name": "Jonas", "role": "emperor"}, {"blind": "yes"},
     {"blind": 1, "lanes": 7}, {"lanes": [1, None]}, {"annotator": 5}, {"annotator": None},
     {"state": 1, "none": 3}, {"none": [1, "figure", None]}],
)  # fmt: skip
def test_whatever_a_newer_program_wrote_can_be_read(
    project: Project, body: dict[str, object]
) -> None:
    article = project.import_text(OTHER).id
    number = project.session.article_number(article)
    for kind in (MEMBER, TEAM, ASSIGNMENT, STATUS):
        of = number if kind in (ASSIGNMENT, STATUS) else None
        with project.session.operation("Odd") as writer:
            writer.create(kind, bytes([kind % 256]) * 16, item_content(body), article=of)
    assert project.team.settings() in (TeamSettings(), TeamSettings(lanes=("1", "None")))
    assert not project.team.has_roles()
    assert project.team.assignments() == []
    assert project.team.queue() == [article]
    assert project.team.progress()[0].done == 0
    assert project.team.articles_by_state()
    assert set(project.corpus.found_none(article)) <= {"figure"}
