"""What tests of sheets share: a window to cover."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.in_front import in_front


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    """A window of the size of a small screen, in front of all others."""
    return in_front(qtbot, QWidget(), 900, 600)
