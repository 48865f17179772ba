"""What tests of the form share: an article, and a form with a hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.article import Article
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub

from .form_hand import TEXT, Form


@pytest.fixture
def told(project: Project) -> Article:
    """Give an article of one sentence."""
    return project.import_text(TEXT)


@pytest.fixture
def form(hub: Hub, desk: Desk, told: Article, qtbot: QtBot) -> Iterator[Form]:
    desk.open_article(told.id)
    made = Form(hub, desk, qtbot)
    yield made
    made.panel.close()
