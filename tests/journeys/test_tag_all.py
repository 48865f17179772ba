"""Tagging every place where some words stand: by keys and by mouse, here and everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QRadioButton

from annotator import Project
from annotator.ui.dialogs.tag_all.hit_list import HitList
from annotator.ui.dialogs.tag_all.session import TagAllSession
from annotator.ui.widgets.drop_button import DropButton
from annotator.ui.widgets.push_button import PushButton

from .conftest import Start
from .eye import is_like, spans_in, tags_in, wash_of
from .hand import Hand

TALK = (
    "Kyiv waits\n\nPeople in Kyiv said Kyivan trams left Kyiv at 10.\n\n"
    "The mayor of KYIV was there, in Kyiv.\n"
)
_AT = [at for at in range(len(TALK)) if TALK.startswith("Kyiv", at)]
FIRST, SECOND = _AT[1], _AT[3]
"""Where Kyiv stands in the body; between them are the Kyivan trams."""
NASTY = (
    "Report\n\nفي كييف ٢٠٢٤ و كييف غدا 🇺🇦 and 🇺🇦🇺🇦 with 👩‍👩‍👧 and 👩‍👩‍👧 there.\r\n\r\n"
    "A cafe\u0301 and a café, San\u00a0Carlos and San\u2028Carlos, San Carlos.\n"
)


def _project(folder: Path, *texts: str, tags: tuple[tuple[str, int, int], ...] = ()) -> Path:
    path = folder / "Talks.annot"
    with Project.create(path, annotator="Olena") as project:
        for number, text in enumerate(texts or (TALK,)):
            article = project.import_text(text)
            for label, start, end in tags if number == 0 else ():
                project.annotate(article.id, start, end, label)
    return path


def _session(hand: Hand) -> TagAllSession:
    session = hand.window.verbs.tag_all.session
    assert session is not None, "the popover is not open"
    return session


def _is_open(hand: Hand) -> bool:
    return hand.window.verbs.tag_all.session is not None


def _open(hand: Hand) -> TagAllSession:
    hand.press(".")
    session = _session(hand)
    hand.wait(lambda: session.search.everywhere is not None)
    return session


def _said(session: TagAllSession) -> str:
    return session.panel.count.text()


def _tick_place(session: TagAllSession, row: int) -> QPoint:
    view = session.panel.list
    view.scrollTo(view.model().index(row, 0))
    rect = view.visualRect(view.model().index(row, 0))
    return QPoint(rect.left() + 24, rect.center().y())


def test_by_keys(start: Start, tmp_path: Path) -> None:
    hand = start(_project(tmp_path))
    hand.select("Kyiv", nth=1)
    hand.press("2")
    assert hand.active() == ("location", "Kyiv")
    session = _open(hand)
    assert hand.focus() == "Places"
    assert session.panel.title.text() == "Tag every “Kyiv”"
    # The headline is left out, the one that is tagged cannot be ticked.
    assert _said(session) == "2 of 4 ticked"
    assert session.panel.answer.text() == "Tag 2"
    assert hand.status()[0] == "Preview, nothing done yet"
    assert len(hand.tags()) == 1
    # What is ticked is tinted in the text behind.
    assert is_like(hand.ground("Kyiv", nth=3), wash_of("green"))
    hand.press("Down", "Space")
    assert _said(session) == "1 of 4 ticked"
    hand.press("Space", "Ctrl+A")
    assert _said(session) == "3 of 4 ticked"
    hand.press("Ctrl+A")
    assert _said(session) == "0 of 4 ticked"
    assert not session.panel.answer.isEnabled()
    hand.press("Return")
    assert _is_open(hand), "nothing is ticked"
    hand.press("Ctrl+A", "Home", "Space")
    assert _said(session) == "2 of 4 ticked"
    hand.press("Return")
    assert not _is_open(hand)
    assert hand.focus() == "Article text"
    assert hand.status()[0] == "Tagged 2 in 1 article. Ctrl+Z takes all of it back."
    assert hand.tags() == [("location", "Kyiv")] * 3
    assert [span[1:] for span in spans_in(hand.path)] == [
        hand.span("Kyiv", nth) for nth in (1, 3, 4)
    ]
    assert is_like(hand.ground("Kyiv", nth=3), wash_of("green"))
    hand.press("Ctrl+Z")
    assert hand.tags() == [("location", "Kyiv")]
    hand.press("Ctrl+Y")
    assert len(hand.tags()) == 3


def test_esc_leaves_no_trace(start: Start, tmp_path: Path) -> None:
    long = TALK + "\n\n" + "Nothing is said here.\n\n" * 60 + "At last, Kyiv.\n"
    hand = start(_project(tmp_path, long, tags=(("location", FIRST, FIRST + 4),)))
    hand.press("Tab")
    scrolled = hand.view.verticalScrollBar().value()
    before = hand.picture(hand.view.viewport())
    session = _open(hand)
    hand.press("End", "Space", "Space")
    assert hand.view.verticalScrollBar().value() > scrolled
    assert hand.in_view("At last, Kyiv")
    assert not session.popover.geometry().contains(
        hand.window.frame.mapFromGlobal(hand.place_of("At last, Kyiv"))
    )
    hand.press("Esc")
    assert not _is_open(hand)
    assert hand.view.verticalScrollBar().value() == scrolled
    assert hand.active() == ("location", "Kyiv")
    assert hand.tags() == [("location", "Kyiv")]
    assert hand.focus() == "Article text"
    assert hand.picture(hand.view.viewport()) == before


def test_by_mouse_in_all_articles(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path, TALK, "In Kyiv, too.", "Kyivan alone.", "From Kyiv and from Kyiv.")
    hand = start(path)
    hand.double_click_word("Kyiv", nth=1)
    hand.press("Esc")
    hand.double_click_word("Kyiv", nth=1)
    hand.press("2")
    hand.right_click_word("Kyiv", nth=1)
    every = next(row for row in hand.rows() if row.startswith("Tag every"))
    hand.choose(every)
    hand.wait(lambda: _is_open(hand))
    session = _session(hand)
    hand.wait(lambda: session.search.everywhere is not None)
    hand.click(hand.find(QRadioButton, "All 4 articles, 7"))
    assert _said(session) == "5 of 7 ticked"
    rows = [session.model.index(n).data() for n in range(session.model.rowCount())]
    assert sum("of" in row and "ticked" in row for row in rows[:1]) == 1
    # The row of the second title takes all of its article out.
    second = next(n for n in range(1, len(rows)) if session.model.hit(n) is None)
    hand.click(session.panel.list.viewport(), at=_tick_place(session, second))
    assert _said(session) == "4 of 7 ticked"
    hand.click(session.panel.list.viewport(), at=_tick_place(session, second + 1))
    assert _said(session) == "5 of 7 ticked"
    hand.click(hand.find(PushButton, "Tag 5"))
    hand.wait(lambda: not _is_open(hand))
    assert hand.status()[0].startswith("Tagged 5 in 3 articles.")
    assert tags_in(path) == [("location", "Kyiv")] * 6
    hand.press("Ctrl+Z")
    assert len(tags_in(path)) == 1


def test_words_without_a_label_ask_for_one(start: Start, tmp_path: Path) -> None:
    hand = start(_project(tmp_path))
    hand.select("Kyiv", nth=1)
    session = _open(hand)
    assert not session.panel.answer.isEnabled()
    assert hand.all(DropButton, "Which label?")
    hand.press("1")
    hand.wait(lambda: session.search.everywhere is not None)
    assert session.panel.answer.text() == "Tag 3"
    hand.press("Return")
    assert hand.tags() == [("source", "Kyiv")] * 3
    assert hand.active() == ("source", "Kyiv")
    assert hand.selected() == ""


def test_case_words_and_zones(start: Start, tmp_path: Path) -> None:
    hand = start(_project(tmp_path, tags=(("location", FIRST, FIRST + 4),)))
    hand.press("Tab")
    session = _open(hand)
    hand.click("Match case")
    hand.wait(lambda: _said(session) == "3 of 5 ticked")
    hand.click("Whole words")
    hand.wait(lambda: _said(session) == "4 of 6 ticked")
    hand.click(session.panel.zones)
    assert hand.rows() == ["Headline", "Body"]
    hand.choose("Headline")
    assert _said(session) == "5 of 6 ticked"
    hand.press("Esc")
    assert not _is_open(hand)


def test_a_mistyped_label_is_mended(start: Start, tmp_path: Path) -> None:
    spans = tuple(("figure", at, at + 4) for at in (FIRST, SECOND))
    hand = start(_project(tmp_path, tags=spans))
    hand.press("Tab")
    session = _open(hand)
    hand.click(session.panel.doing)
    hand.choose("Change the label of those that are")
    assert _said(session) == "2 of 2 ticked"
    assert not session.panel.answer.isEnabled()
    hand.press("2")
    assert session.panel.answer.text() == "Change 2"
    hand.press("Return")
    assert hand.tags() == [("location", "Kyiv")] * 2
    assert hand.status()[0].startswith("2 in 1 article are Location now.")
    session = _open(hand)
    hand.click(session.panel.doing)
    hand.choose("Remove those that are")
    hand.press("Up", "Space", "Return")
    assert len(hand.tags()) == 1
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert hand.tags() == [("figure", "Kyiv")] * 2


def test_values_are_copied_if_they_are_wanted(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    with Project.open(path) as project:
        article = next(project.articles())
        project.annotate(article.id, FIRST, FIRST + 4, "location", attributes={"name": "Київ"})
    hand = start(path)
    for wanted in (False, True):
        hand.press("Tab")
        session = _open(hand)
        assert session.panel.copy.accessibleName() == "Give them the same Name: Київ"
        if not wanted:
            hand.click(session.panel.copy)
            hand.walk_to("Places")
        hand.press("Return")
        with Project.open(path, read_only=True) as project:
            values = [one.attributes for one in project.annotations()]
        assert values == [{"name": "Київ"}, *[{"name": "Київ"} if wanted else {}] * 2]
        hand.press("Ctrl+Z", "Ctrl+Home")


@pytest.mark.parametrize(
    ("words", "count"),
    [("كييف", 2), ("👩‍👩‍👧", 2), ("🇺🇦", 3), ("cafe\u0301", 2), ("San\u00a0Carlos", 3)],
)
def test_all_kinds_of_writing(start: Start, tmp_path: Path, words: str, count: int) -> None:
    path = _project(tmp_path, NASTY)
    with Project.open(path) as project:
        article = next(project.articles())
        at = article.text.index(words)
        project.annotate(article.id, at, at + len(words), "location")
    hand = start(path)
    hand.press("Tab")
    assert hand.active() == ("location", words)
    session = _open(hand)
    assert _said(session) == f"{count - 1} of {count} ticked"
    hand.picture()
    hand.press("End", "Home", "Return")
    assert len(hand.tags()) == count
    with Project.open(path, read_only=True) as project:
        assert project.check() == []


def test_somebody_tags_meanwhile(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path, tags=(("location", FIRST, FIRST + 4),))
    hand = start(path)
    hand.press("Tab")
    session = _open(hand)
    assert _said(session) == "2 of 4 ticked"
    hand.press("End", "Space")
    assert _said(session) == "1 of 4 ticked"
    with Project.open(path, "Olena") as project:
        article = next(project.articles())
        project.annotate(article.id, SECOND, SECOND + 4, "location")
    hand.wait(lambda: _said(session) == "0 of 4 ticked")
    hand.press("Space", "Return")
    assert hand.tags() == [("location", "Kyiv")] * 3


def test_very_many_go_into_the_background(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path, TALK, *(f"{n}: Kyiv and Kyiv." for n in range(300)))
    hand = start(path)
    hand.select("Kyiv", nth=1)
    hand.press("2")
    session = _open(hand)
    hand.click(hand.find(QRadioButton, "All 301 articles, 604"))
    assert _said(session) == "602 of 604 ticked"
    hand.walk_to("Places")
    hand.press("Return")
    hand.wait(lambda: not _is_open(hand))
    assert hand.status()[0].startswith("Tagged 602 in 301 articles.")
    hand.wait(lambda: len(hand.annotations()) == 3)
    assert len(tags_in(path)) == 603
    hand.press("Ctrl+Z")
    assert len(tags_in(path)) == 1


def test_a_long_article_is_searched_in_the_background(start: Start, tmp_path: Path) -> None:
    text = TALK + "\n\n" + "Nobody is here, and nothing moves. " * 60_000 + "Kyiv."
    hand = start(_project(tmp_path, text, tags=(("location", FIRST, FIRST + 4),)))
    hand.press("Tab", ".")
    session = _session(hand)
    hand.wait(lambda: _said(session) == "3 of 5 ticked")
    hand.press("End", "Return")
    assert len(hand.tags()) == 4


def test_a_read_only_project_is_only_looked_at(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path, tags=(("location", FIRST, FIRST + 4),))
    hand = start(path)
    project = hand.window.hub.project
    assert project is not None
    project.session.database.read_only = True
    hand.window.verbs.status.refresh()
    hand.press("Tab", ".")
    assert not _is_open(hand)


def test_what_the_find_bar_found(start: Start, tmp_path: Path) -> None:
    hand = start(_project(tmp_path, "From 10 to 20 and from 30 to 40 there."))
    hand.press("Ctrl+F")
    hand.click("Regular expression")
    hand.walk_to("Find in the text")
    hand.type(r"\d0")
    hand.wait(lambda: len(hand.view.scene.found) == 4)
    hand.click("Tag all of these")
    hand.wait(lambda: _is_open(hand))
    session = _session(hand)
    assert hand.all(QRadioButton) == [] or not session.panel.scope.isVisible()
    hand.press("3", "Down", "Space", "Return")
    assert [one[1:] for one in spans_in(hand.path)] == [
        hand.span(words) for words in ("10", "30", "40")
    ]


def test_a_place_in_the_menu_of_a_selection(start: Start, tmp_path: Path) -> None:
    hand = start(_project(tmp_path))
    hand.select("Kyiv", nth=1)
    hand.press("Space", ".")
    hand.wait(lambda: _is_open(hand))
    assert _session(hand).panel.title.text() == "Tag every “Kyiv”"
    hand.press("Esc")
    assert hand.selected() == "Kyiv"


def test_the_articles_that_the_list_shows(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path, TALK, "Minsk\n\nNot in Kyiv.", "Riga\n\nAlso not in Kyiv.")
    hand = start(path)
    hand.select("Kyiv", nth=1)
    hand.press("2")
    hand.window.tagging.articles.model.set_filter("minsk")
    hand.settle()
    session = _open(hand)
    hand.click(hand.find(QRadioButton, "Listed, 1"))
    assert _said(session) == "1 of 1 ticked"
    hand.click(hand.find(PushButton, "Tag 1"))
    assert [quote for _, quote in tags_in(path)] == ["Kyiv"] * 2


def test_another_article_closes_it(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path, TALK, "Another, in Kyiv.", tags=(("location", FIRST, FIRST + 4),))
    hand = start(path)
    hand.press("Tab")
    _open(hand)
    hand.press("L", "/", "Alt+Down")
    assert _is_open(hand), "its keys are its own"
    hand.window.desk.open_article(None)
    hand.wait(lambda: not _is_open(hand))
    assert hand.all(HitList) == []
