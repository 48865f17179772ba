"""The concordance: searched, sorted, filtered, ticked, tagged, undone; export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from annotator import Project
from annotator.ui.look import look
from annotator.ui.pages.concordance import ConcordancePage
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.search_field import SearchField
from tests.nasty import CANONICAL

from .conftest import Dialogs, Start
from .dams import FIRST, dams, look_for, page_of
from .eye import is_like, tags_in


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give three articles in which some places are tagged."""
    return dams(tmp_path)


def _shown(page: ConcordancePage) -> list[str]:
    return [
        f"{one.left.split()[-1] if one.left.split() else ''} {one.hit}"
        for one in page.lines.model.shown()
    ]


def test_what_can_be_typed_takes_the_keyboard(start: Start, path: Path) -> None:
    hand = start(path)
    page = look_for(hand, "dam", 6)
    hand.click(hand.find(IconButton, "What can be typed"))
    hand.find(Popover, "What can be typed")
    assert hand.focus() == "What can be typed"
    hand.type("x")
    hand.press("Tab", "y")
    assert page.search.query == "dam"
    assert hand.find(SearchField).text() == "dam", "typed behind the help"
    hand.press("Escape")
    assert hand.all(Popover) == []
    assert hand.focus() == "Look for words in all articles"


def test_search_sort_filter_and_open(start: Start, path: Path) -> None:
    hand = start(path)
    page = look_for(hand, "dam", 6)
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
    page = look_for(hand, "dam", 6)
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


def test_lines_are_copied_and_saved(
    start: Start, path: Path, dialogs: Dialogs, tmp_path: Path
) -> None:
    hand = start(path)
    page = look_for(hand, "kyiv", 3)
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
    page = page_of(hand)
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
    page = page_of(hand)
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
    page = page_of(hand)
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
    page = page_of(hand)
    hand.wait(lambda: page.lines.model.rowCount() == 7)
    assert page.bar.query() == "dam*"


def _text(row: object) -> str:
    return str(getattr(getattr(row, "command", None), "text", ""))


def test_another_program_tags_meanwhile(start: Start, path: Path) -> None:
    hand = start(path)
    page = look_for(hand, "dam", 6)
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
    page = look_for(hand, "dam", 6)
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
    page = look_for(hand, "needle", count)
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
    page = look_for(hand, "dam", 6)
    hand.press("Down", "Space")
    for widget in (page.bar, page.sort, page.filter, page.export, page.foot.buttons["tag"]):
        box = widget.rect().translated(widget.mapTo(page, QPoint(0, 0)))
        assert page.rect().contains(box), widget.accessibleName()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.lines.view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.lines.view.viewport().grab()
