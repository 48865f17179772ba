"""Whose key signed a bundle is remembered; another one, or none, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.problems import UserProblem
from tests.app.teammates import Team, merged, state


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    return Team(tmp_path, monkeypatch)


def test_a_key_is_known_from_the_first_merge_on(team: Team) -> None:
    file = team.jonas.send()
    with team.amara.project() as project:
        (report,) = project.exchanging.preview([file])
        assert report.signature.state == "unknown"
        (again,) = project.exchanging.preview([file])
        assert again.signature.state == "unknown", "a look is no trust"
        assert project.exchanging.merge([file]).signature.state == "unknown"
        (known,) = project.exchanging.preview([file])
    assert known.signature.state == "known"
    assert known.signature.fingerprint == report.signature.fingerprint
    assert known.warnings == ()


def test_a_changed_key_is_an_alarm_and_refused_unless_accepted(team: Team) -> None:
    merged(team.amara, team.olena.send("laptop"))
    team.desktop.tag(0, 5, "source")
    file = team.desktop.send("desktop")
    team.amara.sit_down()
    before = state(team.amara)
    with team.amara.project() as project:
        (report,) = project.exchanging.preview([file])
    assert report.signature.state == "changed"
    assert "Compare its fingerprint" in report.warnings[0]
    with pytest.raises(UserProblem, match="signed with another key than Olena's earlier bundles"):
        merged(team.amara, file)
    assert state(team.amara) == before
    assert merged(team.amara, file, accept_new_key=True).annotations == 1
    assert merged(team.amara, file).signature.state == "known"
    assert merged(team.amara, team.olena.send("laptop")).signature.state == "known"


def test_who_signed_and_does_not_any_more_is_warned_of(team: Team) -> None:
    merged(team.amara, team.olena.send())
    team.olena.tag(0, 5, "source")
    report = merged(team.amara, team.olena.send("bare", sign=False))
    assert report.signature.state == "unsigned"
    assert report.warnings[0].startswith("Olena has signed bundles since 2")
    assert report.annotations == 1
    assert merged(team.amara, team.jonas.send(sign=False)).warnings == ()


def test_ones_own_bundles_are_known(team: Team) -> None:
    assert merged(team.amara, team.amara.send()).signature.state == "known"


def test_a_key_that_is_known_as_somebody_elses_is_warned_of(team: Team) -> None:
    merged(team.amara, team.jonas.send())
    team.jonas.tag(0, 5, "source")
    with team.jonas.project("Olena") as project:
        project.bundle(team.jonas.folder / "olena.annotz")
    report = merged(team.amara, team.jonas.folder / "olena.annotz")
    assert report.signature.state == "unknown"
    (warning,) = report.warnings
    assert "says that it is Olena's, and is signed with the key of Jonas. Ask" in warning
    assert merged(team.amara, team.jonas.folder / "olena.annotz").warnings == ()
