"""Steps on many annotations: at once or in the background, stopped, refused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app.bulk import BulkReport
from annotator.problems import UserProblem
from annotator.ui.hub import Hub
from annotator.ui.jobs import Job
from annotator.ui.verbs.steps import AT_ONCE, Report, Steps

TEXT = "Kyiv Odesa Lviv"


@pytest.fixture
def steps(hub: Hub, project: Project, qtbot: QtBot) -> Steps:
    window = QWidget()
    qtbot.addWidget(window)
    return Steps(hub, window, window)


def _tag(project: Project, report: Report) -> BulkReport:
    (article,) = [one.id for one in project.articles()]
    report(1)
    return project.bulk.tag([(article, 0, 4)], "location")


@pytest.mark.parametrize("number", [1, AT_ONCE, AT_ONCE + 1])
def test_the_window_hears_of_it_once_it_knows_it(
    steps: Steps, hub: Hub, project: Project, qtbot: QtBot, number: int
) -> None:
    article = project.import_text(TEXT)
    known: list[int] = []
    steps.take("Tagging", number, _tag, lambda done: known.append(done.made))
    assert bool(known) is (number <= AT_ONCE)
    qtbot.waitUntil(lambda: bool(known))
    assert known == [1]
    assert len(project.annotations(article.id)) == 1
    qtbot.waitUntil(lambda: not steps.findChildren(Job))


def test_what_is_refused_is_said(
    steps: Steps, hub: Hub, project: Project, qtbot: QtBot, problems: list[str]
) -> None:
    def refuse(_project: Project, _report: Report) -> BulkReport:
        raise UserProblem("Not today.")

    ended: list[str] = []
    steps.begin("Tagging", 1, refuse, lambda _: ended.append("done"), lambda: ended.append("end"))
    qtbot.waitUntil(lambda: bool(ended))
    assert (problems, ended) == (["Not today."], ["end"])
    problems.clear()
    qtbot.waitUntil(lambda: not steps.findChildren(Job))


def test_what_is_stopped_leaves_nothing(
    steps: Steps, hub: Hub, project: Project, qtbot: QtBot
) -> None:
    article = project.import_text(TEXT)
    stopped: list[bool] = []
    steps.stopped.connect(lambda: stopped.append(True))

    def wait(own: Project, report: Callable[[int], None]) -> BulkReport:
        with own.session.operation("Tag") as _:
            while True:
                report(1)

    steps.begin("Tagging", 1, wait, lambda _: None)
    (job,) = steps.findChildren(Job)
    job.stop()
    qtbot.waitUntil(lambda: bool(stopped))
    assert project.annotations(article.id) == []
    qtbot.waitUntil(lambda: not steps.findChildren(Job))


def test_what_was_done_in_another_project_is_not_told(
    steps: Steps, hub: Hub, project: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    article = project.import_text(TEXT)
    path, written, freed = project.path, threading.Event(), threading.Event()
    told: list[object] = []

    def late(own: Project, report: Report) -> BulkReport:
        done = _tag(own, report)
        written.set()
        assert freed.wait(10)
        return done

    steps.stopped.connect(lambda: told.append("stopped"))
    steps.begin("Tagging", 1, late, told.append, lambda: told.append("end"))
    (job,) = steps.findChildren(Job)
    assert written.wait(10)
    # Too late: it does not ask any more.
    job.stop()
    hub.open(Project.create(tmp_path / "Another.annot", annotator="Mei"))
    freed.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["end"]
    with Project.open(path, read_only=True) as first:
        assert len(first.annotations(article.id)) == 1
    qtbot.waitUntil(lambda: not steps.findChildren(Job))
