"""While people work blind nobody is sent what they may not see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from annotator.problems import UserProblem
from annotator.sync.bundle import Bundle
from tests.app.teammates import Person, Team, merged

_COMMON = ("scheme", "annotator", "member", "team", "article", "assignment", "version")


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """Let all three tag and Amara know of all of it; then she lets people work blind."""
    team = Team(tmp_path, monkeypatch)
    for person in (team.jonas, team.olena):
        person.tag(0, 5, "source")
    with team.amara.project() as project:
        project.merge(team.jonas.path, team.olena.path)
        article = next(iter(project.articles())).id
        project.annotate(article, 16, 29, "figure")
        project.team.set_blind(True)
    return team


def authors(file: Path) -> set[str]:
    """Give whose annotations and other work a bundle holds."""
    return set(kinds(file))


def kinds(file: Path) -> dict[str, set[str]]:
    """Give the kinds of what is somebody's, by name."""
    found: dict[str, set[str]] = {}
    with Bundle(file) as bundle:
        for _, line in bundle.lines():
            said = json.loads(line)
            if said["kind"] not in _COMMON:
                found.setdefault(said["author"], set()).add(said["kind"])
    return found


def learn_it(person: Person, team: Team) -> None:
    """Let somebody know that people work blind, and have all that Amara has."""
    with person.project() as project:
        project.merge(team.amara.path)


def done(person: Person) -> None:
    """Let somebody mark the first article done."""
    with person.project() as project:
        project.corpus.set_state(next(iter(project.articles())).id, "done")


def test_a_bundle_holds_only_the_senders_own_work(team: Team) -> None:
    learn_it(team.jonas, team)
    with team.jonas.project() as project:
        report = project.bundle(team.jonas.folder / "own.annotz")
        assert (report.blind, report.annotations, report.kept_back) == (True, 1, 0)
    assert authors(team.jonas.folder / "own.annotz") == {"Jonas"}
    with Bundle(team.jonas.folder / "own.annotz") as bundle:
        assert bundle.manifest.scope.blind


def test_a_leads_own_work_waits_until_the_others_have_finished(team: Team) -> None:
    """What a lead sends goes to those who work blind."""
    out = team.amara.folder / "own.annotz"

    def sent_by_amara(*, since_last: bool = False) -> tuple[int, int]:
        with team.amara.project() as project:
            report = project.exchanging.bundle(out, since_last=since_last)
        return report.annotations, report.kept_back

    assert sent_by_amara() == (0, 1)
    assert authors(out) == set()
    for person, expected in ((team.jonas, (0, 1)), (team.olena, (1, 0))):
        learn_it(person, team)
        done(person)
        merged(team.amara, person.send())
        # What was kept back is older than the last bundle, and comes all the same.
        assert sent_by_amara(since_last=True) == expected
    assert authors(out) == {"Amara"}


def test_only_those_to_whom_an_article_is_assigned_have_to_finish_it(team: Team) -> None:
    with team.amara.project() as project:
        article = next(iter(project.articles())).id
        project.team.assign([article], ["Amara", "Jonas"])
        assert project.bundle(team.amara.folder / "a.annotz").kept_back == 1
    learn_it(team.jonas, team)
    done(team.jonas)
    merged(team.amara, team.jonas.send())
    with team.amara.project() as project:
        assert project.bundle(team.amara.folder / "a.annotz").kept_back == 0
        other = project.import_text("Another article.").id
        project.annotate(other, 0, 7, "source")
        assert project.bundle(team.amara.folder / "a.annotz", [other]).kept_back == 1
        assert project.bundle(team.amara.folder / "a.annotz", [article]).kept_back == 0


def test_what_was_sent_blind_is_no_beginning_for_what_is_sent_later(team: Team) -> None:
    learn_it(team.jonas, team)
    team.jonas.send(annotators=["Jonas"])
    with team.amara.project() as project:
        project.team.set_blind(False)
    learn_it(team.jonas, team)
    with team.jonas.project() as project:
        report = project.exchanging.bundle(
            team.jonas.folder / "later.annotz", annotators=["Jonas"], since_last=True
        )
    assert not report.delta


def test_others_cannot_be_asked_for(team: Team) -> None:
    learn_it(team.jonas, team)
    for names in (["Olena"], ["Jonas", "Olena"]):
        with pytest.raises(UserProblem, match="a bundle holds only your own work") as problem:
            team.jonas.send("x", annotators=names)
        assert "--everybody" not in str(problem.value)
    with pytest.raises(UserProblem, match=r"only a reviewer or a lead \(Amara\) sends"):
        team.jonas.send("x", everybody=True)
    assert not (team.jonas.folder / "x.annotz").exists()


def test_a_lead_sends_everybodys_work_if_they_say_so(team: Team) -> None:
    with pytest.raises(UserProblem, match="Add --everybody if it is for a reviewer or a lead"):
        team.amara.send("x", annotators=["Olena"])
    assert authors(team.amara.send("all", everybody=True)) == {"Amara", "Jonas", "Olena"}
    one = team.amara.send("one", everybody=True, annotators=["Olena"])
    assert authors(one) == {"Olena"}


def test_verdicts_and_what_they_made_go_between_reviewers_and_leads(team: Team) -> None:
    with team.amara.project() as project:
        project.team.set_role("Jonas", "reviewer")
    learn_it(team.jonas, team)
    with team.jonas.project() as project:
        article = next(iter(project.articles())).id
        decided = project.reviewing.settle_by_rule("present", [article])
        assert decided
    assert kinds(team.jonas.send("own")) == {"Jonas": {"annotation"}}
    whole = kinds(team.jonas.send("all", everybody=True))
    assert "verdict" in whole["Jonas"]
    assert whole["Consensus"] == {"annotation"}
    mine = kinds(team.jonas.send("mine", everybody=True, annotators=["Jonas"]))
    assert mine == {"Jonas": {"annotation", "verdict"}, "Consensus": {"annotation"}}
    # Without the entries the verdicts would seem to be about what has gone.
    merged(team.amara, team.jonas.folder / "mine.annotz")
    with team.amara.project() as project:
        states = {unit.state for unit in project.reviewing.article(article).units}
        assert states == {"settled"}


def test_it_ends_when_people_no_longer_work_blind(team: Team) -> None:
    with team.amara.project() as project:
        project.team.set_blind(False)
    assert authors(team.amara.send("all")) == {"Amara", "Jonas", "Olena"}


def test_who_begins_with_a_leads_bundle_is_sent_nobodys_work(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cem = Person("Cem", tmp_path, monkeypatch, "cem")
    cem.begin_with(team.amara.send("start"))
    with Project.open(cem.path) as project:
        assert project.annotations() == []
        assert project.team.settings().blind
