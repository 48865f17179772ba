"""How many differences are open: counted once, for everybody who wants to know."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.problems import UserProblem
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.pages.overview import OverviewPage
from annotator.ui.review import count as module
from annotator.ui.review.count import Counts, ReviewCount
from tests.ui.reviewed import TEXT, reviewed_article


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str] | None]:
    """Give which articles were counted by each job; None is all."""
    seen: list[frozenset[str] | None] = []
    before = module._counted

    def counted(
        apart: Apart, wanted: frozenset[str] | None, report: Callable[[int], None]
    ) -> Counts:
        seen.append(wanted)
        return before(apart, wanted, report)

    monkeypatch.setattr(module, "_counted", counted)
    return seen


def test_the_overview_shows_what_was_counted_for_review(
    hub: Hub, project: Project, qtbot: QtBot, jobs: list[frozenset[str] | None]
) -> None:
    articles = [reviewed_article(project, text=f"{n}.\n\n{TEXT}").id for n in range(2)]
    # With the first decision there is the consensus: who is compared may be others then.
    project.reviewing.settle_by_rule("unanimous", articles)
    count = ReviewCount(hub, hub)
    page = OverviewPage(hub, count)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: page.open.total.text() == str(sum(count.open_in.values())))
    assert count.is_known
    assert jobs == [None]
    # Seen again, or seen when nothing of that has changed, it is not counted again.
    page.hide()
    page.outdate()
    page.show()
    qtbot.waitUntil(lambda: not page.outdated and not page._job.busy and not page._soon.isActive())
    assert jobs == [None]
    # After a change that article alone is.
    open_ones = sum(count.open_in.values())
    unit = next(
        one for one in project.reviewing.article(articles[0]).units if one.unit.kind != "same"
    )
    project.reviewing.accept(articles[0], unit)
    qtbot.waitUntil(lambda: page.open.total.text() == str(open_ones - 1), timeout=10_000)
    assert jobs == [None, frozenset(articles[:1])]


def test_who_left_does_not_wait_for_what_is_counted(
    hub: Hub, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed_article(project)
    count = ReviewCount(hub, hub)
    page = OverviewPage(hub, count)
    qtbot.addWidget(page)
    monkeypatch.setattr(count, "hurry", lambda: None)
    page.show()
    qtbot.waitUntil(lambda: page._waits)
    page.hide()
    assert page.outdated
    monkeypatch.undo()
    page.show()
    qtbot.waitUntil(lambda: page.open.total.text() not in ("", "0", "–"), timeout=10_000)


def test_with_nobody_to_differ_from_all_is_known(
    hub: Hub, project: Project, qtbot: QtBot, jobs: list[frozenset[str] | None]
) -> None:
    project.annotate(project.import_text("Kyiv said so.").id, 0, 4, "source")
    count = ReviewCount(hub, hub)
    assert not count.is_known
    count.hurry()
    qtbot.waitUntil(lambda: count.is_known)
    assert (count.by_kind, jobs) == ({}, [])
    project.work_as("Mei")
    project.annotate(next(project.articles()).id, 0, 4, "location")
    assert not count.is_known
    count.hurry()
    qtbot.waitUntil(lambda: sum(count.open_in.values()) == 1)


def test_who_works_blind_is_not_counted_what_others_differ_in(
    hub: Hub, project: Project, qtbot: QtBot
) -> None:
    reviewed_article(project)
    project.team.add_person("Nobody yet")
    project.team.set_blind(blind=True)
    count = ReviewCount(hub, hub)
    count.hurry()
    qtbot.waitUntil(lambda: count.is_known)
    assert count.open_in
    project.work_as("Nobody yet")
    count.forget()
    assert not count.open_in
    count.hurry()
    qtbot.waitUntil(lambda: count.is_known)
    assert not count.open_in


def test_what_is_decided_while_it_is_counted_stays_decided(
    hub: Hub, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [reviewed_article(project, text=f"{n}.\n\n{TEXT}").id for n in range(2)]
    read, decided = threading.Event(), threading.Event()
    before = module._counted

    def counted(
        apart: Apart, wanted: frozenset[str] | None, report: Callable[[int], None]
    ) -> Counts:
        found = before(apart, wanted, report)
        read.set()
        assert decided.wait(10)
        return found

    monkeypatch.setattr(module, "_counted", counted)
    count = ReviewCount(hub, hub)
    count.hurry()
    qtbot.waitUntil(read.is_set)
    count.set_open(articles[0], {"label": 1})
    decided.set()
    qtbot.waitUntil(lambda: count.is_known)
    assert count.by_kind[articles[0]] == {"label": 1}
    assert count.open_in[articles[1]] > 1


def test_nothing_is_open_once_what_others_sent_is_taken_back(
    hub: Hub, project: Project, qtbot: QtBot
) -> None:
    article = project.import_text("Kyiv said so.").id
    project.annotate(article, 0, 4, "source")
    count = ReviewCount(hub, hub)
    project.work_as("Mei")
    project.annotate(article, 0, 4, "location")
    count.hurry()
    qtbot.waitUntil(lambda: sum(count.open_in.values()) == 1)
    project.undo()
    count.hurry()
    qtbot.waitUntil(lambda: count.is_known)
    assert not count.open_in


@pytest.mark.parametrize("error", [UserProblem("The disk was taken away."), ZeroDivisionError()])
def test_what_cannot_be_counted_is_said_and_tried_again(
    hub: Hub,
    project: Project,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    reviewed_article(project)

    def fail(*_: object) -> Counts:
        raise error

    with monkeypatch.context() as broken, capture_exceptions() as bugs:
        broken.setattr(module, "_counted", fail)
        count = ReviewCount(hub, hub)
        page = OverviewPage(hub, count)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: count.failed and not page._waits)
        qtbot.waitUntil(lambda: not count._work.children())
    assert len(bugs) == isinstance(error, ZeroDivisionError)
    assert not count.is_known
    assert page.open.about.text() == "could not be counted"
    assert page.states.about.text() == "what is in review could not be counted"
    # Who comes back finds it counted.
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: page.open.total.text() == str(sum(count.open_in.values())))
    assert count.is_known
    assert page.open.about.text() == "in one article"


def test_who_cannot_be_asked_for_is_not_taken_for_nobody(
    hub: Hub, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed_article(project)
    count = ReviewCount(hub, hub)
    monkeypatch.setattr(hub, "run", lambda _: None)
    count._count()
    assert count.failed
    assert not count.is_known


def test_some_articles_are_not_taken_for_all(hub: Hub, project: Project, qtbot: QtBot) -> None:
    articles = [reviewed_article(project, text=f"{n}.\n\n{TEXT}").id for n in range(2)]
    count = ReviewCount(hub, hub)
    told: list[int] = []
    count.counted.connect(told.append)
    # Somebody opens the first article before anything was counted.
    kinds = project.reviewing.open_counts(articles[:1])[articles[0]]
    count.set_open(articles[0], kinds)
    assert count.open_in.keys() == set(articles[:1])
    assert set(told) <= {0}
    count.hurry()
    qtbot.waitUntil(lambda: count.is_known)
    assert told[-1] == sum(count.open_in.values()) > sum(kinds.values())
    count.set_open(articles[0], {})
    assert told[-1] == sum(count.open_in.values())
