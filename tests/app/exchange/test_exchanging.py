"""Three people send each other bundles and files; all of them end with the same."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.exchange.starting import start_from_bundle
from annotator.model.changes import ChangeSet
from annotator.problems import UnknownNameError, UserProblem
from annotator.sync.bundle import Bundle
from tests.app.teammates import OTHER, TEXT, Team, merged, state


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    return Team(tmp_path, monkeypatch)


# Sending and merging


def test_who_begins_with_a_bundle_has_the_same_project(team: Team) -> None:
    with team.amara.project() as mine, team.jonas.project() as theirs:
        for key in ("id", "creator", "created"):
            assert theirs.session.database.value(key) == mine.session.database.value(key)
        assert [one.text for one in theirs.articles()] == [TEXT]
        assert theirs.scheme == mine.scheme
        assert theirs.next_undo() is None
    # Without a name, it is opened for who began with it, and not for the lead.
    team.jonas.sit_down()
    with Project.open(team.jonas.path) as project:
        assert project.annotator.name == "Jonas"


def test_two_rounds_by_mail_end_with_the_same_everywhere(team: Team) -> None:
    people = (team.amara, team.jonas, team.olena)
    for spot, person in enumerate(people):
        person.tag(spot, 5 + spot, "source", note=person.name)
    for person in people:
        files = [other.send() for other in people if other is not person]
        report = merged(person, *files)
        assert (report.conflicts, report.ignored, report.pending) == ((), (), 0)
    assert team.amara.lines() == team.jonas.lines() == team.olena.lines()
    assert len(team.amara.quotes()) == 3

    team.jonas.tag(16, 29, "figure")
    delta = team.jonas.send(since_last=True)
    for person in (team.amara, team.olena):
        assert merged(person, delta).annotations == 1
    assert team.amara.lines() == team.jonas.lines() == team.olena.lines()


def test_the_order_of_bundles_makes_no_difference(team: Team, tmp_path: Path) -> None:
    made = team.jonas.tag(0, 5, "source")
    files = [team.jonas.send("one")]
    with team.jonas.project() as project:
        project.update(made, note="changed")
    files.append(team.jonas.send("two", since_last=True))
    with team.jonas.project() as project:
        project.delete(made)
        project.import_text(OTHER)
    files.append(team.jonas.send("three", since_last=True))
    team.amara.sit_down()
    whole = team.amara.path.read_bytes()
    found = []
    for order in permutations(files):
        team.amara.path.write_bytes(whole)
        for file in (*order, *order):
            merged(team.amara, file)
        found.append((team.amara.lines(), team.amara.quotes()))
    assert all(one == found[0] for one in found)
    assert found[0][1] == set()


def test_a_whole_project_file_is_merged_like_a_bundle(team: Team) -> None:
    team.jonas.tag(0, 5, "source")
    before = team.jonas.path.read_bytes()
    report = merged(team.amara, team.jonas.path)
    assert (report.sender, report.signature.state) == ("", "unsigned")
    assert report.warnings == ()
    assert (report.annotations, report.new_by_label) == (1, {"source": 1})
    assert ("Jonas", "source", "Olena") in team.amara.quotes()
    assert team.jonas.path.read_bytes() == before


def test_a_preview_says_what_comes_and_writes_nothing(team: Team) -> None:
    team.jonas.tag(0, 5, "source")
    with team.jonas.project() as project:
        project.import_text(OTHER)
    file = team.jonas.send()
    team.amara.sit_down()
    before = state(team.amara)
    told: list[int] = []
    with team.amara.project() as project:
        (report,) = project.exchanging.preview([file], told.append)
    assert state(team.amara) == before
    assert report.as_json() == {
        "new": report.new, "known": report.known, "ignored": 0, "conflicts": 0, "articles": 1,
        "annotations": 1,
    }  # fmt: skip
    assert report.new_by_kind == {"annotation": 1, "article": 1, "annotator": 1}
    assert (report.file, report.sender, report.size) == (
        "jonas.annotz",
        "Jonas",
        file.stat().st_size,
    )
    done = merged(team.amara, file)
    assert done == report
    again = merged(team.amara, file)
    assert (again.new, again.known) == (0, report.new + report.known)


def test_a_merge_is_one_step_that_is_undone_and_redone(team: Team) -> None:
    team.jonas.tag(0, 5, "source")
    file = team.jonas.send()
    before = team.amara.quotes()
    with team.amara.project() as project:
        heard: list[object] = []
        project.subscribe(heard.append)
        project.exchanging.merge([file])
        assert len(heard) == 1
        last = project.next_undo()
        assert last is not None
        assert (last.title, last.act) == ("Merge a bundle from Jonas", "merge")
        after = team.amara.quotes()
        project.undo()
        assert team.amara.quotes() == before
        project.redo()
        assert team.amara.quotes() == after != before
        assert project.exchanging.last_merged() is not None


def test_another_window_hears_of_a_merge_and_of_its_undo(team: Team) -> None:
    team.jonas.tag(0, 5, "source")
    file = team.jonas.send()
    with team.amara.project() as window, team.amara.project() as command:
        heard: list[ChangeSet] = []
        window.subscribe(heard.append)
        command.merge(file)
        window.poll()
        assert [(one.act, one.outside) for one in heard] == [("merge", True)]
        assert heard[0].kinds >= {"annotation", "annotator"}
        assert len(window.annotations()) == 1
        command.undo()
        window.poll()
        assert [(one.act, one.outside) for one in heard[1:]] == [("undo", True)]
        assert "annotation" in heard[1].kinds
        assert window.annotations() == []


def test_when_something_was_sent_and_merged_is_known(team: Team) -> None:
    with team.jonas.project() as project:
        assert (project.exchanging.last_sent(), project.exchanging.last_merged()) == (None, None)
    team.jonas.tag(0, 5, "source")
    file = team.jonas.send()
    with team.jonas.project() as project:
        assert project.exchanging.last_sent() is not None
    with team.amara.project() as project:
        project.merge(file)
        merged_at = project.exchanging.last_merged()
        assert merged_at is not None
        project.undo()
        assert project.exchanging.last_merged() is None


def test_what_is_merged_into_itself_is_said(team: Team, tmp_path: Path) -> None:
    link = tmp_path / "link.annot"
    link.symlink_to(team.amara.path)
    for path in (team.amara.path, link):
        with pytest.raises(UserProblem, match="is this project itself"):
            merged(team.amara, path)
    # One's own bundle holds nothing new.
    assert merged(team.amara, team.amara.send()).new == 0


def test_another_project_is_refused_and_both_are_named(team: Team, tmp_path: Path) -> None:
    stranger = tmp_path / "ferry.annot"
    with Project.create(stranger, annotator="Cem") as project:
        project.import_text(TEXT)
        project.bundle(tmp_path / "cem.annotz")
    team.amara.sit_down()
    before = state(team.amara)
    for path, called in ((stranger, "ferry.annot"), (tmp_path / "cem.annotz", "ferry")):
        with pytest.raises(UserProblem) as problem:
            merged(team.amara, path)
        assert str(problem.value).startswith(
            f"{path.name} belongs to another project (“{called}”), not to valley.annot. "
        )
    assert state(team.amara) == before


def test_bundles_of_another_epoch_are_refused(team: Team) -> None:
    old = team.jonas.send("old")
    with team.jonas.project() as project:
        run = project.session.database.connection.execute
        run("INSERT INTO project VALUES('epoch', '2')")
    new = team.jonas.send("new")
    with pytest.raises(UserProblem, match=r"new\.annotz was made after something was erased"):
        merged(team.amara, new)
    with pytest.raises(UserProblem, match=r"old\.annotz was made before something was erased"):
        merged(team.jonas, old)
    for path in (new, team.jonas.path):
        with pytest.raises(UserProblem, match="begin anew"):
            merged(team.amara, path)


# What is chosen


def test_only_the_chosen_articles_and_annotators_are_sent(team: Team) -> None:
    team.jonas.tag(0, 5, "source")
    merged(team.amara, team.jonas.send())
    team.amara.tag(16, 29, "figure")
    with team.amara.project() as project:
        other = project.import_text(OTHER)
        project.annotate(other.id, 25, 34, "figure")
    with team.amara.project() as project:
        report = project.bundle(team.amara.folder / "a.annotz", [other.id[:8]], ["Amara"])
        assert (report.articles, report.annotations) == (1, 1)
    with Bundle(team.amara.folder / "a.annotz") as bundle:
        assert bundle.manifest.scope.articles == (other.id,)
        assert bundle.manifest.scope.annotators == ("Amara",)
        assert [identity for identity, _ in bundle.texts()] == [other.id]
    for how, why in (
        ({"articles": ["000000"]}, "There is no article “000000”"),
        ({"annotators": ["Nobody"]}, "There is no annotator “Nobody”"),
    ):
        with pytest.raises(UnknownNameError, match=why):
            team.amara.send("b", **how)
    assert not (team.amara.folder / "b.annotz").exists()


def test_a_delta_holds_what_is_newer_and_is_refused_to_begin_with(team: Team) -> None:
    team.jonas.send()
    with pytest.raises(UserProblem, match=r"Nothing is new since the bundle of 2\d\d\d-"):
        team.jonas.send("delta", since_last=True)
    assert not (team.jonas.folder / "delta.annotz").exists()
    team.jonas.tag(0, 5, "source")
    with team.jonas.project() as project:
        file = team.jonas.folder / "delta.annotz"
        report = project.exchanging.bundle(file, since_last=True)
    assert (report.delta, report.articles, report.annotations) == (True, 0, 1)
    with pytest.raises(UserProblem, match="Ask Jonas for a whole one"):
        start_from_bundle(file, team.amara.folder / "new.annot", "Cem")
    # Of another choice nothing was sent yet.
    with team.jonas.project() as project:
        whole = project.exchanging.bundle(file, annotators=["Jonas"], since_last=True)
    assert (whole.delta, whole.articles) == (False, 1)


def test_a_delta_that_comes_first_waits(team: Team) -> None:
    made = team.jonas.tag(0, 5, "source")
    first = team.jonas.send("one")
    with team.jonas.project() as project:
        project.update(made, note="changed")
    second = team.jonas.send("two", since_last=True)
    report = merged(team.amara, second)
    assert (report.pending, report.annotations) == (1, 0)
    assert merged(team.amara, first).annotations == 1
    with team.amara.project() as project:
        (one,) = project.annotations()
        assert one.note == "changed"


def test_a_bundle_is_not_written_over_a_project_nor_into_a_folder(team: Team) -> None:
    with team.amara.project() as project:
        for out, why in (
            (team.jonas.path, "is a project; a bundle is not written over it"),
            (team.amara.path, "is a project; a bundle is not written over it"),
            (team.amara.folder, "is no file"),
            (team.amara.folder / "none" / "a.annotz", "cannot be written"),
        ):
            with pytest.raises(UserProblem, match=why):
                project.bundle(out)


def test_a_bundle_that_is_stopped_leaves_nothing(team: Team) -> None:
    class Stopped(Exception):  # noqa: N818 - a wish, no error
        pass

    def stop(_: int) -> None:
        raise Stopped

    with team.amara.project() as project:
        marks = [{"start": at, "end": at + 1, "label": "source"} for at in range(1500)]
        (team.amara.folder / "in.jsonl").write_text(
            json.dumps({"text": "a" * 1500, "annotations": marks})
        )
        project.import_file(team.amara.folder / "in.jsonl")
        before = sorted(team.amara.folder.iterdir())
        with pytest.raises(Stopped):
            project.exchanging.bundle(team.amara.folder / "a.annotz", progress=stop)
        assert sorted(team.amara.folder.iterdir()) == before
        project.bundle(team.amara.folder / "a.annotz")
    with team.jonas.project() as project:
        with pytest.raises(Stopped):
            project.exchanging.merge([team.amara.folder / "a.annotz"], progress=stop)
        assert len(project.annotations()) == 0
        assert [one.act for one in project.history()] == ["start"]


def test_unsigned_bundles_of_one_moment_are_the_same_byte_for_byte(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.model.moments.now", lambda: 1_800_000_000_000)
    one, other = team.amara.send("a", sign=False), team.amara.send("b", sign=False)
    assert one.read_bytes() == other.read_bytes()
