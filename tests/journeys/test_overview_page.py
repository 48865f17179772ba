"""The overview: what it says of a project, where it leads, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.ui.dialogs.articles import ArticlesSheet
from annotator.ui.dialogs.export.spans import ConcernedSheet
from annotator.ui.pages.overview import OverviewPage
from annotator.ui.panels.overview.states import fill_of
from annotator.ui.widgets.text import Text
from tests.ui.reviewed import TEXT, reviewed_article

from .conftest import Start
from .eye import is_like
from .hand import Hand
from .sight import rows_of

TITLES = ("Talks in Odesa 🇺🇦", "Once more", "Nobody has looked at this")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give two articles that three people have tagged, and one that nobody has opened."""
    made = tmp_path / "Talks.annot"
    with Project.create(made, annotator="Olena") as project:
        first = reviewed_article(project)
        second = reviewed_article(project, people=("Amara", "Jonas"), text=f"Once more\n\n{TEXT}")
        project.import_text("Nobody has looked at this\n\nA bridge.")
        for person in ("Amara", "Jonas", "Mei"):
            project.work_as(person)
            for article in (first, second):
                project.corpus.set_state(article.id, "done")
    return made


def _open(hand: Hand) -> OverviewPage:
    hand.press("Ctrl+4")
    page = hand.window.verbs.surveys.overview_page
    hand.wait(lambda: page.isVisible() and page.open.about.text() == "in 2 articles")
    assert page.states.total.text() == "3"
    return page


def test_where_it_leads_and_back(start: Start, path: Path) -> None:
    hand = start(path)
    assert hand.title() == TITLES[0]
    page = _open(hand)
    assert page.states.counts["review"].text() == "2"
    assert page.states.counts["untouched"].text() == "1"
    tile = page.states.tiles.grab().toImage().pixelColor(6, 10)
    assert is_like(tile, fill_of("review"))  # type: ignore[arg-type]

    # Esc leads back to where one was: to tagging, or to review.
    hand.press("Escape")
    assert hand.mode() == "tag"
    assert hand.focus() == "Article text"
    hand.press("Ctrl+2")
    assert hand.mode() == "review"
    hand.press("Ctrl+4", "Escape")
    assert hand.mode() == "review"
    assert hand.focus() == hand.window.review.view.accessibleName()

    # Enter goes on where one stopped.
    hand.press("Ctrl+4")
    assert page.stopped.article.text() == TITLES[0]
    hand.press("Return")
    assert hand.title() == TITLES[0]
    assert hand.mode() in ("tag", "review")

    # A tile opens its article.
    hand.press("Ctrl+4")
    pitch = page.states.tiles.width() // 3
    last = page.states.tiles.article_at(QPoint(2 * min(pitch, 28) + 8, 10))
    assert last is not None
    hand.click(page.states.tiles, at=QPoint(2 * min(pitch, 28) + 8, 10))
    assert hand.title() == last.title == TITLES[2]
    assert hand.mode() == "tag"


def test_a_number_lists_articles(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    hand.walk_to("2 in review")
    assert page.states.counts["review"].hasFocus()
    hand.press("Return")
    (sheet,) = hand.window.frame.findChildren(ArticlesSheet)
    assert sorted(rows_of(sheet.list)) == sorted(TITLES[:2])
    wanted = rows_of(sheet.list)[1]
    hand.press("Down", "Return")
    assert hand.mode() == "review"
    assert hand.title() == wanted
    # One that is closed leads nowhere, and gives the keyboard back to its number.
    hand.press("Ctrl+4")
    hand.walk_to("2 in review")
    hand.press("Return", "Escape")
    assert page.states.counts["review"].hasFocus()
    assert page.isVisible()


def test_a_row_of_open_differences_leads_to_review(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    total = int(page.open.total.text())
    assert total == sum(row.article.open_in_all for row in page.open.rows)
    assert sorted(row.article.title for row in page.open.rows) == sorted(TITLES[:2])
    hand.walk_to(f"{TITLES[1]}: ")
    hand.press("Return")
    assert hand.mode() == "review"
    assert hand.title() == TITLES[1]
    hand.press("a")

    # What is settled is no longer open.
    page = _open(hand)
    hand.wait(lambda: page.open.total.text() == str(total - 1))


def test_undo_opens_another_article_meanwhile(start: Start, tmp_path: Path) -> None:
    """The place in a long article is no place in the short one."""
    made = tmp_path / "Long.annot"
    with Project.create(made, annotator="Olena") as project:
        reviewed_article(project, times=40)
        reviewed_article(project)
    for mode in ("Ctrl+1", "Ctrl+2"):
        hand = start(made)
        desk = hand.window.desk
        hand.press("Alt+Down", "Ctrl+Home", "Shift+Right", "1", "Alt+Up")
        assert desk.article is not None
        assert len(desk.article.text) > 7_000
        hand.press(mode, "Ctrl+End", "Ctrl+4")
        hand.press("Ctrl+Z")
        assert desk.article is not None
        assert len(desk.article.text) < 400
        hand.press(mode)
        assert desk.place.top == 0
        hand.press("Ctrl+1", "Alt+Up")
        hand.close()


def test_tab_walks_row_by_row(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    total = f"{page.open.total.text()} open differences"
    names = ("2 in review", "Continue", "Merge", "Jonas: ", total, f"{TITLES[1]}: ")
    seen = list[str]()
    for _ in range(60):
        hand.press("Tab")
        seen.append(hand.focus())
    # That of a person begins as the total does.
    seen = [one for one in seen if "with work of" not in one]
    places = [next(at for at, one in enumerate(seen) if one.startswith(name)) for name in names]
    assert places == sorted(places)


def test_others_work_is_seen_and_the_keyboard_stays(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    hand.walk_to(f"{TITLES[0]}: ")
    before = page.open.total.text()
    with Project.open(path, "Mei") as other:
        article = next(other.articles())
        begin = article.text.index("Friday")
        other.annotate(article.id, begin, begin + 6, "location")
    hand.wait(lambda: page.open.total.text() != before)
    assert int(page.open.total.text()) == int(before) + 1
    assert hand.focus().startswith(f"{TITLES[0]}: ")


def test_a_person_alone_and_hidden_names(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    hand.walk_to("Jonas: 2 of ")
    hand.press("Space")
    hand.wait(lambda: page.pace.about.text().startswith("Jonas"))
    hand.press("Escape", "Ctrl+2", "h")
    hand.press("Ctrl+4")
    assert page.isVisible()
    assert not page.people.isVisible()
    hand.walk_to("Week of ")
    hand.press("Return")
    hand.wait(lambda: bool(hand.window.frame.findChildren(ConcernedSheet)))
    (sheet,) = hand.window.frame.findChildren(ConcernedSheet)
    told = " ".join(rows_of(sheet.list))
    assert "Jonas" not in told
    assert "Mei" not in told
    hand.press("Escape")
    assert page.pace.table()[0] == ("week", "all")
    seen = " ".join(one.text() for one in hand.all(Text))
    assert "Jonas" not in seen
    assert QApplication.focusWidget() is not None
    hand.press("Escape", "h", "Ctrl+4")
    assert page.people.isVisible()


def test_a_week_and_a_person_lead_to_what_was_tagged(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    tagger = next(row for row in page.people.rows if row.person.annotations)
    for name in ("Week of ", tagger.number.accessibleName()):
        hand.walk_to(name)
        hand.press("Return")
        hand.wait(lambda: bool(hand.window.frame.findChildren(ConcernedSheet)))
        (sheet,) = hand.window.frame.findChildren(ConcernedSheet)
        assert rows_of(sheet.list)
        hand.press("Escape")
        assert page.isVisible()
    hand.walk_to("Week of ")
    hand.press("Return")
    hand.wait(lambda: bool(hand.window.frame.findChildren(ConcernedSheet)))
    hand.press("Down", "Return")
    assert hand.mode() == "tag"


def test_a_person_leads_to_what_is_open_with_their_work(start: Start, path: Path) -> None:
    with Project.open(path, "Amara") as project:
        third = reviewed_article(project, people=("Amara", "Jonas"), text=f"Thirdly\n\n{TEXT}")
    hand = start(path)
    hand.press("Ctrl+4")
    page = hand.window.verbs.surveys.overview_page
    hand.wait(lambda: page.isVisible() and page.open.about.text() == "in 3 articles")
    counts = {row.person.annotator: row.open for row in page.people.rows}
    opened = {row.article.id: row.article.open_in_all for row in page.open.rows}
    assert counts["Amara"] == sum(opened.values())
    assert counts["Mei"] == counts["Amara"] - opened[third.id] > 0
    hand.walk_to(f"{counts['Mei']} open differences with work of Mei")
    hand.press("Return")
    (sheet,) = hand.window.frame.findChildren(ArticlesSheet)
    assert sorted(rows_of(sheet.list)) == sorted(TITLES[:2])
    hand.press("Return")
    assert hand.mode() == "review"
