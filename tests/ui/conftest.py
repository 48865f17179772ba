"""What tests of the window share: a virtual screen, the two themes, quiet about that screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.look import Theme, current, look, set_mode

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let pass what the virtual screen says of itself at each window; it is no fault of ours."""
    own = pytest.mark.qt_log_ignore("^This plugin does not support ")
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(own)


@pytest.fixture(autouse=True)
def _usual_look(qapp: QApplication) -> Iterator[None]:
    """Begin every test in the light theme, with text of the usual size and without motion."""
    look_in_force = current()
    if look_in_force.mode != "light":
        set_mode("light", qapp)
    look_in_force.set_reduced_motion(True)
    yield
    if look_in_force.strong_lines:
        look_in_force.set_strong_lines(False)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    """Run the test once in each theme."""
    set_mode(request.param, qapp)
    return look()
