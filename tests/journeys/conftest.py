"""What journeys share: the program, the dialogs of the system, and a look that stands still."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.ui.look import current, set_mode

from .hand import Hand
from .program import Program, as_it_was
from .slow import Slow
from .watchdog import WATCHES, WatchedApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys; let pass what the virtual screen says of itself at each window."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support "))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Watch how long the window is busy, if asked to."""
    return WatchedApplication if WATCHES else QApplication


@pytest.fixture(autouse=True)
def _watched(qapp: QApplication, request: pytest.FixtureRequest) -> None:
    if isinstance(qapp, WatchedApplication):
        qapp.journey = request.node.nodeid


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what kept the window longest."""
    app = QApplication.instance()
    if isinstance(app, WatchedApplication):
        terminalreporter.section("events that kept the window for more than 50 ms")
        terminalreporter.write("\n".join(app.report()) + "\n")


class Start(Protocol):
    """Starts the program and gives a hand to work it with."""

    def __call__(
        self, project: Path | None = None, article: str | None = None, *, sample: bool = False
    ) -> Hand: ...


@pytest.fixture(autouse=True)
def _usual_look(qapp: QApplication) -> Iterator[None]:
    """Begin in the light theme, without motion."""
    set_mode("light", qapp)
    current().set_reduced_motion(True)
    yield
    set_mode("light", qapp)


@pytest.fixture
def program(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """Give the program, not yet running; its windows are closed at the end."""
    with as_it_was():
        program = Program(qtbot, monkeypatch)
        yield program
        program.end_all()


@pytest.fixture
def start(program: Program) -> Start:
    """Give what starts the program."""

    def start(
        project: Path | None = None, article: str | None = None, *, sample: bool = False
    ) -> Hand:
        return Hand(program, program.run(project, article, sample=sample))

    return start


@pytest.fixture
def slow(tmp_path: Path) -> Slow:
    """Give a file that is still being written."""
    return Slow(tmp_path / "slow.jsonl")


class Dialogs:
    """Stands in for the system's file dialogs: answers are given beforehand, in order."""

    def __init__(self) -> None:
        self._answers: list[object] = []
        self.asked: list[str] = []
        """The titles of the dialogs that were opened."""

    def answer(self, answer: Path | list[Path] | None) -> None:
        """Answer the next dialog with a file, with several, or by cancelling."""
        if isinstance(answer, list):
            self._answers.append([str(one) for one in answer])
        else:
            self._answers.append("" if answer is None else str(answer))

    def take(self, title: str) -> object:
        """Answer a dialog."""
        self.asked.append(title)
        assert self._answers, f"nobody expected the dialog “{title}”"
        return self._answers.pop(0)

    def all_asked(self) -> bool:
        """Tell whether every answer was wanted."""
        return not self._answers


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dialogs]:
    """Give the system's file dialogs."""
    dialogs = Dialogs()

    def pair(_parent: object, title: str, *_: object, **_how: object) -> tuple[object, str]:
        return dialogs.take(title), ""

    def folder(_parent: object, title: str, *_: object) -> object:
        return dialogs.take(title)

    answers: dict[str, Callable[..., object]] = {
        "getOpenFileName": pair,
        "getOpenFileNames": pair,
        "getSaveFileName": pair,
        "getExistingDirectory": folder,
    }
    for name, stand_in in answers.items():
        monkeypatch.setattr(QFileDialog, name, stand_in)
    yield dialogs
    assert dialogs.all_asked(), "a dialog was not opened"


@pytest.fixture
def no_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every dialog of the system be cancelled."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
