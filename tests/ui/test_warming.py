"""What is loaded while nobody waits comes piece by piece, and all of it comes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui import warming
from annotator.ui.collecting import Collector
from annotator.ui.frame import Frame
from annotator.ui.memory import Memory
from annotator.ui.warming import WarmUp
from annotator.ui.window import Window


@pytest.fixture
def window(qapp: QApplication, project: Project, qtbot: QtBot) -> Iterator[Window]:
    project.close()
    memory = Memory()
    frame = Frame(memory.settings, working=True)
    made = Window(frame, memory)
    made.verbs.opening.open_path(Path(project.path), who="Olena")
    yield made
    frame.close()
    frame.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give the modules that were loaded, in their order."""
    names: list[str] = []
    monkeypatch.setattr(warming, "import_module", names.append)
    enabled = gc.isenabled()
    yield names
    gc.unfreeze()
    (gc.enable if enabled else gc.disable)()


def test_each_turn_takes_one_step(window: Window, loaded: list[str], qtbot: QtBot) -> None:
    warm = WarmUp(window)
    assert loaded == []
    for number in range(1, 4):
        warm._turn.stop()
        warm._take()
        assert len(loaded) == number
    qtbot.waitUntil(lambda: window.findChild(Collector) is not None)
    assert loaded == list(warming._MODULES)
    assert window.tagging.form.body is not None


def test_all_can_be_taken_at_once(window: Window, loaded: list[str]) -> None:
    WarmUp(window).finish()
    assert loaded == list(warming._MODULES)
    assert window.findChild(Collector) is not None


def test_a_window_may_be_closed_before_all_was_loaded(
    window: Window, loaded: list[str], qtbot: QtBot
) -> None:
    WarmUp(window)
    window.verbs.opening.close_project()
    qtbot.waitUntil(lambda: window.findChild(Collector) is not None)
