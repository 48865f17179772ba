"""The hub: one open project, its problems said, its changes passed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.problems import UserProblem
from annotator.ui.hub import Hub


def test_without_a_project_a_verb_gives_nothing(qtbot: QtBot) -> None:
    hub = Hub()
    assert hub.run(lambda project: project.name) is None
    assert hub.project is None
    assert hub.path() is None


def test_a_verb_gives_its_result(hub: Hub, project: Project) -> None:
    assert hub.run(lambda it: it.name) == "talks"
    assert hub.path() == project.path


def test_what_a_user_can_mend_is_said(hub: Hub, problems: list[str]) -> None:
    def fails(_: Project) -> None:
        raise UserProblem("The disk is full.")

    assert hub.run(fails) is None
    assert problems == ["The disk is full."]
    problems.clear()


def test_a_bug_is_not_taken_for_a_problem(hub: Hub) -> None:
    def fails(_: Project) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        hub.run(fails)


def test_what_was_written_is_told(hub: Hub, project: Project, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hub.changed, timeout=0) as told:
        project.import_text("Talks went on.")
    assert told.args is not None
    assert told.args[0].touches("article")


def test_another_program_is_heard(hub: Hub, project: Project, qtbot: QtBot) -> None:
    with Project.open(project.path, annotator="Amara") as other:
        other.import_text("Talks went on.")
    with qtbot.waitSignal(hub.changed, timeout=0) as told:
        hub.look()
    assert told.args is not None
    assert told.args[0].outside


def test_opening_another_project_closes_the_one_before(hub: Hub, tmp_path: Path) -> None:
    opened = list[str]()
    hub.opened.connect(lambda: opened.append(hub.project.name if hub.project else ""))
    other = Project.create(tmp_path / "other.annot", annotator="Olena")
    hub.open(other)
    assert opened == ["other"]
    assert hub.project is other
    hub.close()
    assert opened == ["other", ""]


def test_closing_without_a_project_tells_nothing(hub: Hub) -> None:
    hub.close(quietly=True)
    told = list[int]()
    hub.opened.connect(lambda: told.append(1))
    hub.close()
    assert told == []


def test_a_disk_that_is_gone_is_said_once(
    hub: Hub, problems: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Project) -> None:
        raise UserProblem("The disk is gone.")

    monkeypatch.setattr(Project, "poll", fails)
    hub._on_poll()
    assert not hub._poll.isActive()
    assert problems == ["The disk is gone."]
    problems.clear()


def test_a_closed_project_is_heard_no_more(hub: Hub) -> None:
    hub.close(quietly=True)
    hub.look()
    assert hub.run(lambda it: it.name) is None
