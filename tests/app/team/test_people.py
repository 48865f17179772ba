"""Roles, profiles, names that are like others, what holds for everybody."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from annotator import Project
from annotator.model.annotator import CONSENSUS, Annotator
from annotator.model.identity import fixed_entity
from annotator.model.moments import now
from annotator.model.team import Action, TeamSettings
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.lines import item_content, new_row
from annotator.store.rows import MEMBER
from tests.app.refusal import refusal


@pytest.fixture
def team(project: Project) -> Project:
    """Olena's project, with Jonas and Mei, of whom nobody has a role; each step a second later."""
    # People stand by when they began: within one millisecond it would be by their names.
    project.session.journal._clock = count(now() + 1_000, 1_000).__next__
    project.team.add_person("Jonas")
    project.team.add_person("Mei", initials="M", colour="teal")
    return project


ACTIONS: tuple[Action, ...] = ("tag", "compare", "comment", "settle", "lead")


def roles(project: Project) -> dict[str, str]:
    return {member.annotator.name: member.role for member in project.team.members()}


def test_who_is_nobody_has_nothing_to_do(team: Project) -> None:
    """The consensus owns annotations as people do, and so does what was imported."""
    article = team.import_text("Olena said so.").id
    with team.session.operation("Others") as writer:
        writer.ensure_annotator(Annotator(name=CONSENSUS, kind="consensus"))
        writer.ensure_annotator(Annotator(name="An old corpus", kind="import"))
    for name in (CONSENSUS, "An old corpus"):
        said = f"“{name}” is not a person. Name somebody who works in the project."
        assert refusal(team.team.plan, None, [name]) == said
        assert refusal(team.team.assign, [article], [name]) == said
        assert refusal(team.team.set_role, name, "lead") == said
        assert refusal(team.team.change, roles={name: "reviewer"}) == said
    assert not team.team.has_roles()
    assert team.team.assignments() == []


def test_without_roles_everybody_may_do_everything(team: Project) -> None:
    assert roles(team) == {"Olena": "lead", "Jonas": "annotator", "Mei": "annotator"}
    assert not team.team.has_roles()
    team.work_as("Jonas")
    assert team.team.may("lead")
    assert team.team.may("settle", "Mei")
    team.team.set_role("Mei", "reviewer")
    assert roles(team) == {"Olena": "lead", "Jonas": "annotator", "Mei": "reviewer"}
    assert team.team.has_roles()


def test_who_works_blind_is_not_handed_everybodys_work(team: Project) -> None:
    def sees() -> list[str]:
        found = []
        for name in ("Olena", "Jonas", "Mei"):
            team.work_as(name)
            if team.team.sees_everybody():
                found.append(name)
        team.work_as("Olena")
        return found

    assert sees() == ["Olena", "Jonas", "Mei"]
    team.team.set_blind(True)
    assert sees() == ["Olena"]
    team.team.set_role("Mei", "reviewer")
    assert sees() == ["Olena", "Mei"]


def test_with_roles_each_allows_its_own(team: Project) -> None:
    team.team.set_role("Mei", "reviewer")
    allowed = {
        name: [act for act in ACTIONS if team.team.may(act, name)]
        for name in ("Olena", "Jonas", "Mei")
    }
    assert allowed == {
        "Olena": ["tag", "compare", "comment", "settle", "lead"],
        "Jonas": ["tag", "compare", "comment"],
        "Mei": ["tag", "compare", "comment", "settle"],
    }
    team.work_as("Jonas")
    assert refusal(team.team.require, "settle") == (
        "Only a reviewer or a lead may settle differences, and Jonas is an annotator. Ask Olena."
    )
    team.work_as("Mei")
    words = (
        "Only a lead may change roles, assignments and how the team works, and Mei is a reviewer. "
        "Ask Olena."
    )
    steps = len(list(team.history()))
    article = "0" * 64
    for verb, arguments in (
        (team.team.set_role, ("Mei", "lead")),
        (team.team.add_person, ("Ann",)),
        (team.team.set_profile, ("Jonas",)),
        (team.team.set_blind, (True,)),
        (team.team.set_lanes, (["Mei"],)),
        (team.team.assign, ([article], ["Mei"])),
        (team.team.unassign, ([article], ["Mei"])),
    ):
        assert refusal(verb, *arguments) == words
    assert len(list(team.history())) == steps
    team.work_as("Olena")
    team.team.set_role("Mei", "lead")
    team.work_as("Jonas")
    assert refusal(team.team.require, "lead").endswith("Ask Mei or Olena.")


def test_a_lead_made_by_the_owner_may_make_others(team: Project) -> None:
    team.team.set_role("Jonas", "lead")
    team.work_as("Jonas")
    team.team.set_role("Mei", "lead")
    team.team.set_role("Jonas", "annotator")
    assert roles(team) == {"Olena": "lead", "Jonas": "annotator", "Mei": "lead"}
    assert not team.team.may("lead")


def test_a_role_is_taken_back_and_undone(team: Project) -> None:
    team.team.set_role("Mei", "reviewer")
    team.team.set_role("Mei", None)
    assert not team.team.has_roles()
    assert [step.title for step in team.history()][:2] == [
        "Take Mei's role back",
        "Make Mei a reviewer",
    ]
    team.undo()
    assert roles(team)["Mei"] == "reviewer"
    team.undo()
    assert not team.team.has_roles()
    team.redo()
    assert roles(team)["Mei"] == "reviewer"


def test_the_owner_stays_a_lead(team: Project) -> None:
    for role in ("annotator", "reviewer", None):
        assert refusal(team.team.set_role, "Olena", role) == (
            "Olena made this project and stays a lead, so that somebody can give roles."
        )
    team.team.set_role("Olena", "lead")
    assert roles(team)["Olena"] == "lead"
    assert not team.team.has_roles()


def test_a_role_that_somebody_took_themselves_does_not_count(team: Project, tmp_path: Path) -> None:
    copy = team.backup(tmp_path / "jonas.annot")
    body = item_content({"name": "Jonas", "role": "lead"})
    with (
        Project.open(copy, "Jonas") as theirs,
        theirs.session.operation("Take the lead") as writer,
    ):
        # As no program of ours does: in the name of who is no lead.
        coder, entity = writer.coder, fixed_entity("member", "Jonas")
        jonas, machine = coder.number("Jonas"), writer.replica_number
        row = new_row(coder, writer.next, entity, MEMBER, jonas, machine, writer.at, None, body)
        writer.add(row)
    team.merge(copy)
    assert roles(team)["Jonas"] == "annotator"
    assert not team.team.has_roles()
    team.team.set_role("Jonas", "reviewer")
    assert roles(team)["Jonas"] == "reviewer"


def test_people_come_in_the_order_of_their_lanes(team: Project) -> None:
    with team.session.operation("Others") as writer:
        writer.ensure_annotator(Annotator(name="spaCy", kind="suggester"))
        writer.ensure_annotator(Annotator(name="Ann"))
    assert team.team.people() == ["Olena", "Jonas", "Mei", "Ann"]
    team.team.set_lanes(["Mei", "Olena", "Mei"])
    assert team.team.settings() == TeamSettings(blind=False, lanes=("Mei", "Olena"))
    assert team.team.people() == ["Mei", "Olena", "Jonas", "Ann"]
    assert [one.annotator.kind for one in team.team.members()] == ["person"] * 4 + ["suggester"]
    assert refusal(team.team.set_lanes, ["Zed"]).startswith("There is no annotator “Zed” in this")
    team.undo()
    assert team.team.settings() == TeamSettings()


def test_settings_are_kept_together(team: Project) -> None:
    team.team.set_lanes(["Mei"])
    team.team.set_blind(True)
    assert team.team.settings() == TeamSettings(blind=True, lanes=("Mei",))
    steps = len(list(team.history()))
    team.team.set_blind(True)
    assert len(list(team.history())) == steps
    with Project.open(team.path, "Mei", read_only=True) as other:
        assert other.team.settings() == TeamSettings(blind=True, lanes=("Mei",))


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Jonas", "Jonas"),
        ("jonas", "Jonas"),
        ("JO NAS", "Jonas"),
        ("Jonas\u200d", "Jonas"),
        ("\uff2aonas", "Jonas"),  # a full-width J
        ("JOSÉ STRASSE", "José Straße"),
        ("Jose\u0301 Straße", "José Straße"),
        ("Jona", None),
        ("Jónas", None),
    ],
)
def test_names_that_are_easily_taken_for_another_are_told(
    team: Project, name: str, like: str | None
) -> None:
    team.team.add_person("José Straße")
    assert team.team.like(name) == like
    if like is not None:
        with pytest.raises(UserProblem, match=like):
            team.team.add_person(name)


def test_who_is_added_is_known_before_they_write(team: Project) -> None:
    assert refusal(team.team.add_person, "Jonas") == "Jonas is here already."
    assert refusal(team.team.add_person, " ") == "An annotator needs a name."
    assert refusal(team.team.add_person, "consensus").startswith("“Consensus” is the team's")
    assert refusal(team.team.add_person, "Ann", initials="ABCD").startswith("Initials are up to 3")
    mei = next(one for one in team.annotators() if one.name == "Mei")
    assert (mei.initials, mei.colour, mei.monogram) == ("M", "teal", "M")
    team.team.add_person("Ann", "reviewer")
    assert roles(team)["Ann"] == "reviewer"
    team.undo()
    assert "Ann" not in roles(team)
    assert not team.team.has_roles()


def test_profiles_are_one_s_own_and_a_lead_s(team: Project) -> None:
    team.team.set_role("Jonas", "annotator")
    team.work_as("Mei")
    team.team.set_profile("Mei", initials=" m k ")
    assert team.annotator.monogram == "mk"
    assert "lead" in refusal(team.team.set_profile, "Jonas", colour="red")
    team.work_as("Olena")
    team.team.set_profile("Mei", colour="blue")
    mei = next(one for one in team.annotators() if one.name == "Mei")
    assert (mei.initials, mei.colour) == ("mk", "blue")
    with pytest.raises(UnknownNameError):
        team.team.set_profile("Zed", colour="blue")
    with pytest.raises(UnknownNameError):
        team.team.set_role("Zed", "lead")
