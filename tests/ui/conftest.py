"""What tests of the window share: a virtual screen, the two themes, quiet about that screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.model.article import Article
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.look import Theme, current, look, set_mode
from annotator.ui.review.desk import ReviewDesk
from tests.ui.reviewed import reviewed_article

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


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a new project of Olena's, which a test may close; at last it must have no fault."""
    made = Project.create(tmp_path / "talks.annot", annotator="Olena")
    yield made
    made.close()
    with Project.open(made.path, "Olena", read_only=True) as again:
        assert again.check() == []


@pytest.fixture
def problems() -> list[str]:
    """Collect what the hub says; a test that expects a problem clears it."""
    return []


@pytest.fixture
def hub(qapp: QApplication, project: Project, problems: list[str]) -> Iterator[Hub]:
    """Give a hub on the project."""
    made = Hub()
    made.problem.connect(problems.append)
    made.open(project)
    yield made
    made.close(quietly=True)
    made.deleteLater()
    assert problems == []


@pytest.fixture
def desk(hub: Hub) -> Desk:
    """Give a desk on which nothing lies yet."""
    return Desk(hub, hub)


@pytest.fixture
def article(project: Project) -> Article:
    """Give an article that three people have tagged."""
    return reviewed_article(project)


@pytest.fixture
def review(hub: Hub, desk: Desk, article: Article) -> ReviewDesk:
    """Give a review desk, awake, on which that article lies."""
    desk.open_article(article.id)
    made = ReviewDesk(hub, desk, hub)
    made.wake()
    return made
