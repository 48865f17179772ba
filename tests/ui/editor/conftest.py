"""A text view of 800 by 600 px that has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.editor.view import ArticleView


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made
