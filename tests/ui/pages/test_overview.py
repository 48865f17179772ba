"""The overview: what its cards show of the facts, and where they lead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.listing import ReadingPlace
from annotator.model.tally import Phrase, Tallies
from annotator.ui.apart import Apart
from annotator.ui.dialogs.articles import ArticlesSheet
from annotator.ui.hub import Hub
from annotator.ui.pages.overview import OverviewPage
from annotator.ui.panels.dates import short_date
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.panels.overview.pace import weeks_of
from annotator.ui.panels.overview.reading import STAGES, gather, with_open
from annotator.ui.panels.overview.states import fill_of
from annotator.ui.panels.overview.together import TogetherCard
from annotator.ui.panels.overview.week_columns import nice_step, running
from annotator.ui.review.count import ReviewCount
from tests.ui.overview_facts import overview_facts
from tests.ui.reviewed import reviewed_article
from tests.ui.settling import settle


@pytest.fixture
def facts() -> Facts:
    return overview_facts()


@pytest.fixture
def page(hub: Hub, facts: Facts, qtbot: QtBot) -> OverviewPage:
    made = OverviewPage(hub, ReviewCount(hub, hub))
    qtbot.addWidget(made)
    made.outdated = False
    made.resize(1440, 824)
    made.show()
    made.show_facts(facts)
    return made


def test_articles_are_counted_by_state(page: OverviewPage) -> None:
    counts = {state: button.text() for state, button in page.states.counts.items()}
    assert counts == {"settled": "18", "review": "9", "done": "3", "begun": "5", "untouched": "5"}
    assert page.states.total.text() == "40"


def test_a_tile_opens_its_article(page: OverviewPage, facts: Facts) -> None:
    opened: list[str] = []
    page.article_wanted.connect(opened.append)
    tiles = page.states.tiles
    pitch = tiles.width() / 40
    QTest.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=QPoint(round(pitch * 20.4), 10))
    assert opened == [facts.of_state("review")[2].id]


def test_more_than_sixty_articles_share_a_bar(page: OverviewPage, facts: Facts) -> None:
    page.show_facts(facts._replace(articles=[*facts.articles, *facts.articles]))
    assert page.states.tiles.article_at(QPoint(5, 5)) is None
    picture = page.states.tiles.grab().toImage()
    assert picture.pixelColor(10, 10).name() == fill_of("settled").name()  # type: ignore[union-attr]


def test_a_number_lists_its_articles(page: OverviewPage, facts: Facts) -> None:
    asked: list[tuple[str, list[object]]] = []
    page.articles_wanted.connect(lambda title, found: asked.append((title, list(found))))
    page.states.counts["done"].click()
    assert asked == [("Articles done", facts.of_state("done"))]
    page.open.total.click()
    assert len(asked[-1][1]) == 9


def test_enter_goes_on_where_one_stopped(page: OverviewPage, facts: Facts) -> None:
    assert facts.stopped is not None
    gone: list[tuple[str, bool]] = []
    page.go_on.connect(lambda article, reviewing: gone.append((article, reviewing)))
    assert page.stopped.answer.text() == "Continue the review"
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert gone == [(facts.stopped.article.id, True)]


def test_an_empty_project_says_what_to_do(page: OverviewPage, facts: Facts) -> None:
    page.show_facts(Facts(people=facts.people[:1], tallies=Tallies(), compared=True))
    assert not page.stopped.answer.isEnabled()
    assert "Ctrl O" in page.stopped.note.text()
    assert not page.open.total.isEnabled()
    assert page.open.about.text() == "none: everything is settled"


@pytest.mark.parametrize(
    ("who", "told"),
    [("Nobody yet", "none where you are done: you work blind"), ("Olena", "in one article")],
)
def test_who_works_blind_is_not_told_that_all_is_settled(
    hub: Hub, project: Project, qtbot: QtBot, who: str, told: str
) -> None:
    reviewed_article(project)
    project.team.add_person("Nobody yet")
    project.team.set_blind(blind=True)
    project.work_as(who)
    project.session.keeps_blind = True
    page = OverviewPage(hub, ReviewCount(hub, hub))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.open.about.text() == told)


def test_who_works_blind_is_not_told_how_much_others_tagged(
    hub: Hub, project: Project, qtbot: QtBot
) -> None:
    article = reviewed_article(project)
    project.annotate(article.id, 0, 5, "source")
    project.team.set_blind(blind=True)
    project.session.keeps_blind = True

    def told_to(who: str) -> OverviewPage:
        project.work_as(who)
        page = OverviewPage(hub, ReviewCount(hub, hub))
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page.open.about.text() not in ("", "counting…"))
        return page

    def numbers(page: OverviewPage) -> dict[str, str]:
        return {row.person.annotator: row.number.text() for row in page.people.rows}

    mei = told_to("Mei")
    assert numbers(mei) == {"Olena": "–", "Amara": "–", "Jonas": "–", "Mei": "4"}
    assert [row[3] for row in mei.people.table()[1:]] == ["", "", "", 4]
    assert mei.people.rows[2].accessibleName() == "Jonas: 0 of 1 articles done"
    # Who leads has to know how far people are.
    olena = told_to("Olena")
    assert numbers(olena) == {"Olena": "1", "Amara": "5", "Jonas": "4", "Mei": "4"}
    assert olena.people.rows[0].number.accessibleName() == "one annotation by Olena"


def test_a_person_is_looked_at_alone_and_again_not(page: OverviewPage) -> None:
    everybody = page.pace.columns.shown()
    page.people.rows[1].click()
    assert page.pace.about.text().startswith("Jonas")
    alone = page.pace.columns.shown()
    assert [number for _, number in alone] == [88, 162, 65, 0, 200, 200]
    page.people.rows[1].click()
    assert page.pace.columns.shown() == everybody


def test_what_is_open_with_the_work_of_a_person_is_counted_and_listed(
    page: OverviewPage, facts: Facts
) -> None:
    asked: list[tuple[str, list[str]]] = []
    page.articles_wanted.connect(lambda title, them: asked.append((title, [a.id for a in them])))
    open_of = {row.person.annotator: row.open for row in page.people.rows}
    everything = sum(facts.open_by_kind().values())
    assert open_of["Amara"] == everything == open_of["Jonas"] + open_of["Mei"]
    assert min(open_of["Jonas"], open_of["Mei"]) > 0
    jonas, tomasz = page.people.rows[1], page.people.rows[4]
    assert jonas.differing.text() == str(open_of["Jonas"])
    jonas.differing.click()
    ((title, articles),) = asked
    assert title == "Open differences with work of Jonas"
    assert articles == [one.id for one in facts.open_of("Jonas")]
    assert not jonas.isChecked()
    assert (tomasz.differing.text(), tomasz.differing.isEnabled()) == ("0", False)
    page.show_facts(facts._replace(compared=False))
    assert page.people.rows[1].differing.text() == "…"


def test_a_row_leads_to_the_review_of_its_article(page: OverviewPage) -> None:
    wanted: list[str] = []
    page.review_wanted.connect(wanted.append)
    row = page.open.rows[0]
    assert row.article.open_in_all == 27
    row.click()
    assert wanted == [row.article.id]


def test_it_can_be_shown_before_there_are_facts(hub: Hub, qtbot: QtBot) -> None:
    page = OverviewPage(hub, ReviewCount(hub, hub))
    qtbot.addWidget(page)
    page.outdated = False
    page.show()
    assert not page.grab().isNull()


def test_hidden_names_hide_people(page: OverviewPage) -> None:
    page.set_names_hidden(hidden=True)
    assert not page.people.isVisible()


def test_rows_of_a_narrow_card_keep_their_numbers(facts: Facts, qtbot: QtBot) -> None:
    """The list beside the grid cannot be scrolled sideways."""
    assert facts.tallies is not None
    facts.tallies.pairs[Phrase("location", "San Carlos"), Phrase("location", "Santiago")] = 3
    card = TogetherCard()
    qtbot.addWidget(card)
    card.resize(420, 280)
    card.show_facts(facts)
    card.show()
    settle()
    (row,) = card.rows
    assert row.visibleRegion().boundingRect().width() == row.width() > 150


@pytest.mark.parametrize("size", [(1440, 824), (900, 572), (720, 404)])
def test_it_fits_every_window(page: OverviewPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    assert (page.width(), page.height()) == size
    cards: list[QWidget] = [page.states, page.stopped, page.people, page.pace, page.open]
    for card in cards:
        assert card.mapTo(page, card.rect().topRight()).x() <= size[0] - 24


def test_escape_leads_back(page: OverviewPage) -> None:
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert left == [True]


def test_weeks_without_work_stand_between_others() -> None:
    counts = {"2026-01-05": 3, "2026-01-19": 5}
    assert weeks_of(counts) == [("2026-01-05", 3), ("2026-01-12", 0), ("2026-01-19", 5)]
    assert weeks_of({}) == []


def test_a_week_runs_until_its_sunday() -> None:
    assert running("2026-01-05", date(2026, 1, 11))
    assert not running("2026-01-05", date(2026, 1, 12))


@given(st.integers(0, 10**9))
def test_an_axis_has_few_lines(highest: int) -> None:
    step = nice_step(highest)
    assert step >= 1
    assert highest / step <= 4
    assert highest < 4 or highest / step > 1.2


def test_the_facts_of_a_project(project: Project) -> None:
    article = project.import_text("Kyiv said 600 people had left.\n\nOdesa said so too.")
    other = project.import_text("A text that nobody has looked at.")
    project.annotate(article.id, 0, 4, "source")
    project.work_as("Mei")
    project.annotate(article.id, 10, 20, "figure")
    for who in ("Olena", "Mei"):
        project.work_as(who)
        project.corpus.set_state(article.id, "done")
    facts = Facts()
    for stage in (*STAGES, with_open(project.reviewing.open_counts())):
        facts = gather(Apart(project.path, "Olena", blind=False), stage, facts, lambda _: None)
    states = {one.id: one.state for one in facts.articles}
    assert states == {article.id: "review", other.id: "untouched"}
    assert sum(facts.open_by_kind().values()) == 2
    assert {one.annotator: one.annotations for one in facts.people} == {"Olena": 1, "Mei": 1}
    assert facts.stopped is not None
    assert (facts.stopped.article.id, facts.stopped.reviewing) == (article.id, True)


def test_the_sheet_of_articles_opens_the_one_chosen(qtbot: QtBot, facts: Facts) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    articles = facts.of_state("begun")
    sheet = ArticlesSheet(window, "Articles being marked", articles)
    chosen: list[str] = []
    sheet.chosen.connect(chosen.append)
    sheet.open(sheet.list)
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert chosen == [articles[1].id]


def test_a_kind_lists_the_articles_where_it_is_open(page: OverviewPage, facts: Facts) -> None:
    asked: list[tuple[str, list[object]]] = []
    page.articles_wanted.connect(lambda title, found: asked.append((title, list(found))))
    for key in ("edges", "label"):
        page.open.bar.numbers[key].click()
        title, found = asked[-1]
        assert key in title
        assert found == sorted(
            (one for one in facts.articles if one.open.get(key)),
            key=lambda one: -one.open[key],
        )
    shown = {key: int(number.text()) for key, number in page.open.bar.numbers.items()}
    assert sum(shown.values()) == int(page.open.total.text())


def test_a_part_of_the_bar_of_many_articles_lists_its_state(
    page: OverviewPage, facts: Facts
) -> None:
    many = [one._replace(id=f"{one.id}{n}") for one in facts.articles for n in range(3)]
    page.show_facts(facts._replace(articles=many))
    asked: list[tuple[str, list[object]]] = []
    page.articles_wanted.connect(lambda title, found: asked.append((title, list(found))))
    tiles = page.states.tiles
    QTest.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=QPoint(tiles.width() - 4, 10))
    assert asked[-1][0] == "Articles untouched"
    assert len(asked[-1][1]) == 15


def test_what_is_not_known_yet_is_said(page: OverviewPage, facts: Facts) -> None:
    page.show_facts(facts._replace(tallies=None, compared=False, stopped=None))
    assert page.labels.about.text() == page.pace.about.text() == "counting…"
    assert page.open.about.text() == "counting…"
    assert not page.stopped.answer.isEnabled()
    assert "Looking" in page.stopped.article.text()
    page.show_facts(facts._replace(compared=False))
    assert page.pace.columns.shown()
    assert page.open.about.text() == "counting…"
    page.show_facts(facts)
    assert page.open.about.text() == "in 9 articles"
    assert page.stopped.answer.isEnabled()


def test_it_is_read_in_stages_and_anew(hub: Hub, project: Project, qtbot: QtBot) -> None:
    article = project.import_text("Kyiv said 600 people had left.")
    project.annotate(article.id, 0, 4, "source")
    page = OverviewPage(hub, ReviewCount(hub, hub))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.open.about.text().startswith("none"))
    assert page.labels.total.text() == "1"
    hub.run(lambda it: it.annotate(article.id, 10, 20, "figure"))
    # What is known stays until it is known anew.
    assert page.labels.total.text() == "1"
    qtbot.waitUntil(lambda: page.labels.total.text() == "2")
    assert page.labels.about.text() == ""


def test_where_one_stopped_needs_no_comparing(project: Project) -> None:
    article = project.import_text("Kyiv said 600 people had left.")
    project.annotate(article.id, 0, 4, "source")
    project.corpus.keep_reading_place(article.id, ReadingPlace(0, 0, 4))
    facts = gather(Apart(project.path, "Olena", blind=False), STAGES[0], Facts(), lambda _: None)
    assert facts.tallies is None
    assert facts.stopped is not None
    assert facts.stopped.article.id == article.id


def test_the_day_on_which_all_is_done(page: OverviewPage, facts: Facts) -> None:
    now = datetime.now(UTC).date()
    monday = now - timedelta(days=now.weekday())
    done = {(monday - timedelta(weeks=n)).isoformat(): 4 for n in range(5)}
    page.show_facts(facts._replace(done=done, left=8))
    assert page.pace.day.text() == short_date((now + timedelta(days=14)).isoformat(), now)
    assert not page.pace.beside.isHidden()
    page.show_facts(facts._replace(done=done, left=None))
    assert page.pace.day.isHidden()


def test_of_another_project_nothing_is_left_in_the_cards(
    hub: Hub, project: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    reviewed_article(project)
    page = OverviewPage(hub, ReviewCount(hub, hub))
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: page.open.total.text() not in ("", "0", "–"), timeout=10_000)
    assert page.labels.rows
    page.hide()
    hub.open(Project.create(tmp_path / "Another.annot", annotator="Somebody"))
    page.show()
    # Before anything is counted.
    assert not page.cards.isVisible()
    assert page.open.total.text() == "0"
    assert not page.people.rows
    assert not any(row.count for row in page.labels.rows)
    qtbot.waitUntil(page.cards.isVisible)
