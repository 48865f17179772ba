"""The row above the text in review: how far one is, and whose lanes are shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.annotator import CONSENSUS
from annotator.model.article import Article
from annotator.ui.panels.review.tools import ReviewTools
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.widgets.pill import Pill
from annotator.ui.widgets.segmented import Segmented
from tests.ui.reviewed import PEOPLE
from tests.ui.settling import settle


@pytest.fixture
def tools(review: ReviewDesk) -> Iterator[ReviewTools]:
    made = ReviewTools(review)
    made.resize(948, 48)
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()
    settle()


def _pills(tools: ReviewTools) -> list[str]:
    settle()
    return [pill.accessibleName() for pill in tools.findChildren(Pill) if pill.isVisible()]


def test_how_far_one_is(
    tools: ReviewTools, review: ReviewDesk, project: Project, article: Article, qtbot: QtBot
) -> None:
    assert tools.progress.accessibleName() == "0 of 5 settled"
    project.reviewing.accept(article.id, *review.units[:3])
    settle()
    assert tools.progress.accessibleName() == "3 of 5 settled"
    with qtbot.waitSignal(tools.step_wanted) as step:
        tools.after.click()
    assert step.args == [True]


def test_a_pill_hides_its_lane(tools: ReviewTools, review: ReviewDesk) -> None:
    assert _pills(tools) == ["Consensus", *PEOPLE]
    changed: list[bool] = []
    review.lanes_changed.connect(lambda: changed.append(True))
    consensus, _, jonas, _ = tools.findChildren(Pill)
    jonas.click()
    consensus.click()
    assert review.hidden_lanes == {"Jonas", CONSENSUS}
    assert len(changed) == 2
    jonas.click()
    assert review.hidden_lanes == {CONSENSUS}


def test_no_button_touches_another(tools: ReviewTools) -> None:
    """At the width that 1440 pixels leave there is a gap, and room for a pill each."""
    settle()
    assert tools.side.x() - tools.after.geometry().right() > 8
    assert tools.names.x() >= tools.side.geometry().right()
    assert len(_pills(tools)) == 1 + len(PEOPLE)
    assert tools.progress.width() >= 128


def test_pills_say_numbers_while_names_are_hidden(tools: ReviewTools, review: ReviewDesk) -> None:
    review.hide_names(hidden=True)
    assert _pills(tools) == ["Consensus", "1", "2", "3"]
    assert tools.names.isChecked()
    # The pill of number 1 is that of whoever is number 1.
    tools.findChildren(Pill)
    pill = next(one for one in tools.findChildren(Pill) if one.accessibleName() == "1")
    pill.click()
    (hidden,) = review.hidden_lanes
    assert review.name_of(hidden) == "1"
    review.hide_names(hidden=False)
    assert _pills(tools) == ["Consensus", *PEOPLE]


@pytest.mark.parametrize("width", [360, 420, 600, 948])
def test_it_gives_way_where_there_is_little_room(tools: ReviewTools, width: int) -> None:
    tools.resize(width, 48)
    settle()
    for part in (tools.before, tools.after, tools.names):
        assert part.isVisible()
        assert part.x() >= 0
        assert part.geometry().right() <= width
    assert bool(_pills(tools)) != tools._more.isVisible()


@pytest.mark.parametrize("width", [400, 417, 600, 948])
def test_the_choice_of_a_page_is_never_pressed_together(tools: ReviewTools, width: int) -> None:
    pages = Segmented(["Article", "Agreement"], "Page")
    tools.add_pages(pages)
    tools.resize(width, 48)
    settle()
    for part in (pages, tools.before, tools.after, tools.names):
        assert part.width() >= part.sizeHint().width()
    assert tools.after.width() == 48 or width < 600
    # There is room again.
    tools.resize(948, 48)
    settle()
    assert tools.after.width() == 48
