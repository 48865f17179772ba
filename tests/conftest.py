"""What all tests share: a home of their own, quiet, a project; Hypothesis without a stopwatch."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui.collecting import collect_due

# Machines differ in speed, and a test that writes to a disk may wait for others.
settings.register_profile("usual", deadline=None)
settings.load_profile("usual")


@pytest.fixture(autouse=True)
def _collected_between_tests() -> Iterator[None]:
    """Collect garbage in the thread of the tests alone, as the window does in its own.

    Not in tests of the window alone: what one of them leaves in a cycle is otherwise collected by
    a thread of another test, and Qt objects that die there crash the process a while later.
    """
    gc.disable()
    yield
    gc.disable()
    collect_due()


@pytest.fixture(autouse=True)
def _widgets_outlive_their_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hold what a test gives to ``qtbot``, which holds it weakly, until all is closed.

    In the program a page belongs to its window. In a test it belongs to Python: if the last to
    know it were what is connected to a job, the page would die of the job's end, and delete the
    job, its child, a second time.
    """
    held: list[QWidget] = []
    add = QtBot.addWidget

    def hold(bot: QtBot, widget: QWidget, **named: Any) -> None:
        held.append(widget)
        add(bot, widget, **named)

    monkeypatch.setattr(QtBot, "addWidget", hold)
    yield
    held.clear()


@pytest.fixture(scope="session", autouse=True)
def _no_real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures that serve many tests out of the real home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, logs and the sample of a test out of the real home."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ANNOTATOR_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning; one that expects it reads and clears ``caplog``."""
    yield
    noise = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    assert not noise, [one.getMessage() for one in noise]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a new project of Olena's; when the test is over it must have no fault."""
    with Project.create(tmp_path / "talks.annot", annotator="Olena") as made:
        yield made
        assert made.check() == []
