"""The concordance: searched, sorted, filtered, ticked, tagged, undone; what is intended; export."""

from __future__ import annotations

import csv
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from annotator import Project
from annotator.model.strings import Strings
from annotator.ui.look import current, look
from annotator.ui.pages.concordance import ConcordancePage
from annotator.ui.widgets.popover import Popover
from tests.nasty import CANONICAL

from .conftest import Dialogs, Start
from .eye import is_like, tags_in
from .hand import Hand

FIRST = "Dams hold\n\nThe old dam held. A new dam broke near Kyiv 🇺🇦, and Kyiv’s dam stood."
SECOND = "Rivers\n\nNo dam was safe, said Kyiv. 👩‍👩‍👧 The low dam broke."
ARABIC = "السد\n\nقال إن dam في كييف انهار ٦٠٠ مرة."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give three articles in which some places are tagged."""
    made = tmp_path / "Dams.annot"
    with Project.create(made, annotator="Olena") as project:
        first = project.import_text(FIRST)
        project.import_text(SECOND)
        project.import_text(ARABIC)
        at = FIRST.index("Kyiv")
        project.annotate(first.id, at, at + 4, "location")
        project.work_as("Mei")
        project.annotate(first.id, at, at + 4, "source")
    return made


def _page(hand: Hand) -> ConcordancePage:
    return hand.window.verbs.searches.page


def _look_for(hand: Hand, query: str, lines: int) -> ConcordancePage:
    hand.press("Ctrl+Shift+F")
    page = _page(hand)
    hand.type(query)
    hand.wait(lambda: page.search.query == query and not page.search.busy)
    hand.wait(lambda: page.lines.model.rowCount() == lines)
    return page


def _shown(page: ConcordancePage) -> list[str]:
    return [
        f"{one.left.split()[-1] if one.left.split() else ''} {one.hit}"
        for one in page.lines.model.shown()
    ]


def test_search_sort_filter_and_open(start: Start, path: Path) -> None:
    hand = start(path)
    page = _look_for(hand, "dam", 6)
    QAbstractItemModelTester(
        page.lines.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    assert page.count.text() == "6 hits in 3 articles"
    hand.press("Down")
    assert hand.focus() == "Lines"
    assert _shown(page) == ["old dam", "new dam", "Kyiv’s dam", "No dam", "low dam", "إن dam"]

    # By the words before the hit, backwards word by word; then by those behind it.
    hand.press("S", "Down", "Down", "Down", "Down", "Down", "Down", "Down")
    hand.strike("Return")
    hand.wait(lambda: page.search.order.sort == "left1")
    hand.wait(lambda: _shown(page)[0] == "low dam")
    order = ["low dam", "new dam", "No dam", "old dam", "Kyiv’s dam", "إن dam"]
    assert sorted(_shown(page)) == sorted(order)
    assert _shown(page)[:4] == order[:4]
    page.set_order("right1")
    hand.wait(lambda: _shown(page)[:2] == ["low dam", "new dam"])
    page.set_order("right1", backwards=True)
    hand.wait(lambda: _shown(page)[-2:] == ["new dam", "low dam"])
    page.set_order("article")
    hand.wait(lambda: _shown(page)[0] == "old dam")

    # The row of filters takes words of a column; Esc puts it away.
    hand.press("F")
    assert hand.focus() == "Filter: Before"
    hand.press("Tab")
    assert hand.focus() == "Filter: Hit and after"
    hand.type("BROKE")
    hand.wait(lambda: _shown(page) == ["old dam", "new dam", "No dam", "low dam"])
    assert page.count.text() == "4 of 6 hits in 3 articles"
    hand.press("Escape")
    hand.wait(lambda: page.lines.model.rowCount() == 6)

    # Enter opens the place; the page is as it was when one comes back.
    hand.press("Home", "Down", "Return")
    assert hand.mode() == "tag"
    assert hand.selected() == "dam"
    assert hand.view.scene.selected == (FIRST.index("new dam") + 4, FIRST.index("new dam") + 7)
    hand.press("Ctrl+Shift+F")
    assert page.lines.model.rowCount() == 6
    hand.press("Escape")
    assert hand.mode() == "tag"


def test_ticked_lines_are_tagged_relabelled_and_removed(start: Start, path: Path) -> None:
    hand = start(path)
    page = _look_for(hand, "dam", 6)
    hand.press("Down", "Space", "Down", "Space")
    assert page.foot.isVisible()
    assert page.foot.count.text() == "2 ticked"
    before = len(tags_in(path))
    hand.press("2")
    sheet = hand.find(Popover, "Tag 2 as Location")
    assert sheet.isVisible()
    assert len(tags_in(path)) == before, "a preview writes nothing"
    hand.press("Escape")
    assert len(tags_in(path)) == before
    hand.press("2", "Return")
    hand.wait(lambda: len(tags_in(path)) == before + 2)
    assert hand.status()[0] == "Tagged 2 in 1 article. Ctrl+Z takes all of it back."
    assert hand.message() == "", "nothing pushes the lines down under the eyes"
    assert page.lines.model.tick_count() == 0
    assert [len(one.marks) for one in page.lines.model.shown()] == [1, 1, 0, 0, 0, 0]

    # The hit is washed in its label's colour.
    boxes = page.lines.columns.boxes(page.lines.view.viewport().width(), 36)
    row = page.lines.view.visualRect(page.lines.model.index(0))
    place = QPoint(round(boxes["hit"].x()) - 2, row.center().y())
    painted = page.lines.view.viewport().grab().toImage().pixelColor(place)
    assert not is_like(painted, look().base)

    # All shown, another label; others' annotations and what is not tagged are left alone.
    hand.press("Ctrl+A")
    assert page.lines.model.tick_count() == 6
    hand.press("C")
    hand.strike("Return")
    hand.press("Return")
    hand.wait(lambda: "2 in 1 article are Source now" in hand.status()[0])
    assert sorted(tags_in(path)).count(("source", "dam")) == 2
    hand.press("Ctrl+Z")
    hand.wait(lambda: sorted(tags_in(path)).count(("location", "dam")) == 2)
    hand.press("Ctrl+A", "Delete", "Return")
    hand.wait(lambda: len(tags_in(path)) == before)
    hand.press("Ctrl+Z")
    hand.wait(lambda: len(tags_in(path)) == before + 2)
    hand.press("Ctrl+Z")
    hand.wait(lambda: len(tags_in(path)) == before)
    with Project.open(path, read_only=True) as project:
        assert project.check() == []


def test_what_is_intended(start: Start, path: Path) -> None:
    hand = start(path)
    hand.press("Ctrl+Shift+F")
    page = _page(hand)
    page.show_part(2)
    hand.wait(lambda: page.unlike.list.model.rowCount() == 1)
    assert hand.focus() == "Strings that are not tagged alike"
    hand.press("Return")
    hand.wait(lambda: page.lines.model.rowCount() == 2 and not page.search.busy)
    assert page.bar.query() == 'quote:"Kyiv"'
    page.show_part(2)
    hand.press("I")
    assert hand.focus() == "Why (may stay empty)"
    hand.type("the city speaks")
    hand.press("Return")
    hand.wait(lambda: page.unlike.list.model.rowCount() == 0)
    assert "Said to be intended: kyiv" in hand.status()[0]

    # It is listed with who said it and why, and taken back.
    hand.click("What is intended")
    hand.wait(lambda: page.unlike.list.model.rowCount() == 1)
    page.unlike.setFocus()
    hand.press("I")
    hand.wait(lambda: page.unlike.list.model.rowCount() == 0)
    hand.click("What is intended")
    hand.wait(lambda: page.unlike.list.model.rowCount() == 1)

    # Tagged here, not there: one place of three is meant so.
    page.show_part(3)
    hand.wait(lambda: page.unlike.list.model.rowCount() > 0)
    rows = [page.unlike.list.model.row(n) for n in range(page.unlike.list.model.rowCount())]
    location = next(n for n, row in enumerate(rows) if row and row.subject.label == "location")
    assert getattr(rows[location], "untagged", 0) == 1
    page.unlike.list.view.setCurrentIndex(page.unlike.list.model.index(location))
    hand.press("Return")
    hand.wait(lambda: page.search.query == '"Kyiv" -label:location' and not page.search.busy)
    # Just the one that the list counts: in the article where nobody has begun nothing is missed.
    hand.wait(lambda: page.lines.model.rowCount() == 1)
    assert hand.focus() == "Lines"
    hand.press("Space")
    assert page.foot.buttons["intended"].isVisible()
    hand.press("I", "Return")
    hand.wait(lambda: page.lines.empty.accessibleName() == "No place is left")
    hand.press("Escape")
    assert hand.focus() == "Strings that are not tagged alike"
    with Project.open(path, read_only=True) as project:
        (silence,) = project.silences.all()
        assert silence.start == FIRST.index("Kyiv’s")
        assert silence.subject.about == "untagged"


def test_from_a_list_to_its_places_and_back_by_keys(start: Start, path: Path) -> None:
    with Project.open(path, annotator="Olena") as project:
        text = "“Oil” here; “Oil” there. " * 20
        article = project.import_text(text).id
        project.annotate(article, 0, 5, "figure")
    hand = start(path)
    hand.window.verbs.searches.left_untagged()
    page, rows = _page(hand), _page(hand).unlike.list
    hand.wait(lambda: rows.model.rowCount() == 3)
    assert hand.focus() == "Strings that are not tagged alike"
    assert [words for _, words in hand.window.verbs.searches.hints()] == [
        "back", "it is intended", "show its places",
    ]  # fmt: skip
    assert rows.view.keyboard_focus(), "it is seen where one is"
    hand.press("Home", "Return")
    hand.wait(lambda: page.lines.model.rowCount() == 39 and not page.search.busy)
    assert hand.focus() == "Lines"
    assert page.lines.view.keyboard_focus()
    hand.press("Down", "Down", "Space", "Escape")
    assert page.lines.model.tick_count() == 0
    assert page.lines.view.currentIndex().row() == 2, "Esc takes the ticks only"
    # Without ticks the line under the keyboard is meant; the label of the list comes first.
    hand.press("T")
    hand.strike("Return")
    assert hand.focus() == "Tag 1"
    hand.press("Return")
    hand.wait(lambda: page.lines.model.rowCount() == 38)
    assert ("figure", "“Oil”") in tags_in(path)
    assert hand.focus() == "Lines"
    assert page.lines.view.currentIndex().row() == 2, "the list stays where it was"
    hand.press("Ctrl+Z")
    hand.wait(lambda: page.lines.model.rowCount() == 39)
    hand.press("Escape")
    assert hand.focus() == "Strings that are not tagged alike"
    assert rows.view.currentIndex().row() == 0
    hand.press("Escape")
    assert hand.mode() == "tag"


def test_a_search_that_takes_long_is_stopped(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = Event()

    def slowly(self: Strings, text: str) -> list[tuple[str, int, int]]:
        going.wait(5)
        return found_in(self, text)

    found_in = Strings.found_in
    monkeypatch.setattr(Strings, "found_in", slowly)
    hand = start(path)
    hand.window.verbs.searches.left_untagged()
    page, rows = _page(hand), _page(hand).unlike.list
    hand.wait(lambda: rows.about.text() == "Looking through the project: 15 %")
    # What is found quickly is there already.
    page.show_part(2)
    assert rows.model.rowCount() == 1
    page.show_part(3)
    assert rows.looking.accessibleName() == "Looking through the project…"
    hand.click("Stop")
    assert rows.looking.accessibleName() == "Stopped"
    going.set()
    hand.click("Look again")
    hand.wait(lambda: rows.model.rowCount() == 2)
    assert not rows.wait.isVisible()


def test_lines_are_copied_and_saved(
    start: Start, path: Path, dialogs: Dialogs, tmp_path: Path
) -> None:
    hand = start(path)
    page = _look_for(hand, "kyiv", 3)
    hand.press("Down", "Space", "Ctrl+C")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 2
    assert copied[1].split("\t")[1] == "Kyiv"
    hand.press("Space")
    out = tmp_path / "lines.csv"
    dialogs.answer(out)
    hand.click("Save the lines as a table")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one["hit"] for one in rows] == ["Kyiv", "Kyiv", "Kyiv"]
    assert rows[0]["labels"] == "location; source"
    assert page.lines.model.rowCount() == 3


def test_names_are_completed_and_wrong_queries_said(start: Start, path: Path) -> None:
    hand = start(path)
    hand.press("Ctrl+Shift+F")
    page = _page(hand)
    hand.type("lab")
    assert page.bar.completions.isVisible()
    hand.press("Tab")
    assert page.bar.field.text() == "label:"
    hand.type("loc")
    hand.press("Down", "Return")
    assert page.bar.field.text() == "label:location "
    hand.wait(lambda: page.lines.model.rowCount() == 1)
    hand.press("Ctrl+A")
    hand.type("lable:x")
    hand.wait(page.lines.empty.isVisible)
    hand.wait(lambda: "Did you mean label:" in page.lines.empty.accessibleDescription())
    # Enter leads to what is wrong; there it is typed anew.
    hand.press("Ctrl+A")
    hand.type("dam 🇺🇦 lable:location")
    hand.press("Return")
    edit = page.bar.field.edit
    hand.wait(lambda: edit.selectedText() == "lable")
    hand.press("End")
    hand.wait(page.lines.empty.isVisible)
    hand.press("Return")
    assert edit.selectedText() == "lable"
    hand.press("Ctrl+A")
    hand.type("nowhere")
    hand.wait(lambda: page.lines.empty.accessibleName() == "Nothing was found")
    page.show_part(1)
    hand.press("Ctrl+A")
    hand.type("kyiv dam")
    hand.wait(lambda: page.articles.shown() == 2)
    hand.press("Down", "Return")
    assert hand.mode() == "tag"
    assert hand.selected().lower() in ("kyiv", "dam")


def test_what_looks_like_a_field_is_looked_for(start: Start, path: Path) -> None:
    with Project.open(path, annotator="Olena") as project:
        project.import_text("He said: the dam is safe.")
    hand = start(path)
    hand.press("Ctrl+Shift+F")
    page = _page(hand)
    hand.type("he said:")
    hand.press("Return")
    hand.wait(lambda: page.lines.model.rowCount() == 1)
    hand.wait(lambda: hand.focus() == "Lines")


def test_examples_are_a_key_away(start: Start, path: Path) -> None:
    with Project.open(path, annotator="Olena") as project:
        article = project.import_text("San Carlos Bay lies in Odesa. Odesa waits.")
        project.details.change([article.id], {"outlet": "The Bay"})
        project.annotate(article.id, 0, 10, "location")
        at = article.text.index("Odesa")
        project.annotate(article.id, at, at + 5, "location")
    hand = start(path)
    hand.press("Ctrl+Shift+F")
    page = _page(hand)
    offered = [one.text() for one in page.lines.examples.buttons]
    assert offered[:2] == ['"San Carlos"', "near(San Carlos, 5)"]
    assert "label:location" in offered
    hand.press("Down")
    assert hand.focus() == offered[0]
    hand.press("Down", "Up", "Return")
    hand.wait(lambda: hand.focus() == "Lines")
    assert page.bar.query() == offered[0]
    assert page.lines.model.rowCount() == 1
    for query in offered:
        page.look_for(query)
        hand.wait(lambda: not page.search.busy)
        assert page.lines.empty.accessibleName() != "That cannot be looked for"


def test_the_palette_leads_to_the_concordance(start: Start, path: Path) -> None:
    hand = start(path)
    hand.press("Ctrl+K")
    hand.type("dam")
    palette = hand.window.verbs.menus._palette
    assert palette is not None
    rows = palette.list.model
    hand.wait(lambda: any("Show all 3" in _text(row) for row in rows.rows))
    hand.press("End")
    for _ in range(20):
        hand.press("Down")
    hand.press("Return")
    assert hand.mode() == "concordance"
    page = _page(hand)
    hand.wait(lambda: page.lines.model.rowCount() == 7)
    assert page.bar.query() == "dam*"


def _text(row: object) -> str:
    return str(getattr(getattr(row, "command", None), "text", ""))


def test_another_program_tags_meanwhile(start: Start, path: Path) -> None:
    hand = start(path)
    page = _look_for(hand, "dam", 6)
    with Project.open(path, annotator="Olena") as other:
        article = next(other.articles())
        at = FIRST.index("dam held")
        other.annotate(article.id, at, at + 3, "figure")
    hand.wait(lambda: len(page.lines.model.shown()[0].marks) == 1)
    page.bar.set_query("label:figure")
    hand.wait(lambda: page.lines.model.rowCount() == 1)
    with Project.open(path, annotator="Olena") as other:
        other.undo()
    hand.wait(page.lines.empty.isVisible)


def test_a_read_only_project_is_searched_and_not_written(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tags_in(path)
    monkeypatch.setattr("annotator.store.database.is_writable", lambda _: False)
    hand = start(path)
    page = _look_for(hand, "dam", 6)
    hand.press("Down", "2", "Return")
    assert "Dams.annot" in hand.message()
    assert "Tagged" not in hand.message()
    assert tags_in(path) == before
    assert page.lines.model.rowCount() == 6


def test_nasty_texts_are_lined_up(start: Start, tmp_path: Path) -> None:
    made = tmp_path / "Nasty.annot"
    count = 0
    with Project.create(made, annotator="Olena") as project:
        for name, text in CANONICAL.items():
            if text.strip():
                project.import_text(f"{text} needle {name}\n{text}")
                count += 1
    hand = start(made)
    page = _look_for(hand, "needle", count)
    page.lines.view.viewport().grab()
    for line in page.lines.model.shown():
        assert line.hit == "needle"
    hand.press("Down", "End")
    hand.press("Return")
    assert hand.selected() == "needle"


@pytest.mark.parametrize("size", [(1440, 900), (900, 600), (720, 480)])
def test_it_fits_small_windows(start: Start, path: Path, size: tuple[int, int]) -> None:
    hand = start(path)
    hand.window.frame.resize(*size)
    page = _look_for(hand, "dam", 6)
    hand.press("Down", "Space")
    for widget in (page.bar, page.sort, page.filter, page.export, page.foot.buttons["tag"]):
        box = widget.rect().translated(widget.mapTo(page, QPoint(0, 0)))
        assert page.rect().contains(box), widget.accessibleName()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.lines.view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.lines.view.viewport().grab()


def test_the_lists_are_counted_in_the_menus(start: Start, path: Path) -> None:
    hand = start(path)
    hand.window.verbs.searches.left_untagged()
    page = _page(hand)
    hand.wait(lambda: page.unlike.list.model.rowCount() > 0)
    actions = hand.window.verbs.actions
    assert actions["tagged_unlike"].text() == "Words tagged unlike (1)"
    assert actions["left_untagged"].text() == "Words left untagged (2)"
    hand.press("Escape")
    assert hand.mode() == "tag"


def test_who_works_blind_sees_no_label_of_others(start: Start, path: Path) -> None:
    with Project.open(path, annotator="Olena") as project:
        project.team.set_blind(blind=True)
    hand = start(path)
    page = _look_for(hand, "kyiv", 3)
    shown = page.lines.model.shown()
    assert {m.annotator for one in shown for m in one.marks} == {"Olena"}
    page.show_part(2)
    hand.wait(lambda: page.unlike.list.empty.accessibleName() == "Everything is tagged alike")


def test_it_grows_with_the_text(start: Start, path: Path) -> None:
    hand = start(path)
    current().set_text_scale(2.0)
    try:
        page = _look_for(hand, "dam", 6)
        hand.press("Down", "Space")
        for widget in (page.bar.field, page.sort, page.parts, page.foot.buttons["tag"]):
            parent = widget.parentWidget()
            assert parent is not None
            assert parent.rect().contains(widget.geometry()), widget.accessibleName()
        assert page.lines.view.visualRect(page.lines.model.index(0)).height() == 72
    finally:
        current().set_text_scale(1.0)
