"""A text view of 800 by 600 px that has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.editor.view import ArticleView
from tests.ui.in_front import in_front


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> ArticleView:
    made = ArticleView()
    in_front(qtbot, made, 800, 600)
    made.setFocus()
    return made
