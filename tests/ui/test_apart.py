"""What a job reads of a project is told while that project is open, and to nobody later."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui.apart import read_apart
from annotator.ui.hub import Hub


def test_another_project_is_told_nothing_of_the_one_before(
    hub: Hub, project: Project, tmp_path: Path, qtbot: QtBot
) -> None:
    free = threading.Event()
    told: list[str] = []

    def read(own: Project) -> str:
        assert free.wait(10)
        return own.name

    read_apart(hub, read, told.append, hub)
    before = project.name
    hub.open(Project.create(tmp_path / "Another.annot", annotator="Ann"))
    free.set()
    read_apart(hub, lambda own: own.name, told.append, hub)
    qtbot.waitUntil(lambda: "Another" in told)
    assert before != "Another"
    qtbot.wait(100)
    assert told == ["Another"]
