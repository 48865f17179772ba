"""Articles put in order, described, flagged, noted, parted into zones, retired, told apart."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator import Project
from annotator.ui.dialogs.versions.changes import Changes
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

from .articles import DAM, DAM_TITLE, FLOOD, project_of
from .conftest import Start
from .hand import Hand
from .sight import rows_of

WIRE = "\n\n".join(
    f"Word {n} of the long report on the valley, its {n} fires and the road." for n in range(30)
)
LONG = "A very long title that goes on and on " * 12
MANY = [
    {"title": "Zebra crossing 🇺🇦 opened", "outlet": "Andes Wire", "published": "2026-02-09",
     "text": WIRE},
    {"title": "fires in the valley", "outlet": "Costa Diario", "published": "2026-02-08",
     "text": WIRE + "\n\nCosta Diario added this line."},
    {"title": "العنوان الطويل 2026", "outlet": "Andes Wire", "published": "2026-01-30",
     "text": "نص المقال الأول مع 600 كيلومتر."},
    {"title": LONG.strip(), "text": "A short text."},
]  # fmt: skip


def _project(folder: Path) -> Path:
    many = folder / "many.jsonl"
    many.write_text("\n".join(map(json.dumps, MANY)), encoding="utf-8")
    return project_of(folder, DAM, many)


def _field(hand: Hand, name: str) -> QLineEdit:
    return hand.find(QLineEdit, name)


def _opened(path: Path) -> Project:
    return Project.open(path, "Olena", read_only=True)


def _choose_order(hand: Hand, *path: str) -> None:
    hand.click("Show articles by state")
    hand.choose(*path)


def test_order_groups_and_filter(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = start(path)
    rows = hand.window.tagging.articles
    came = hand.articles()
    assert came[0] == DAM_TITLE
    _choose_order(hand, "Order", "By title")
    ordered = hand.articles()
    assert [one[:5] for one in ordered] == ["A ver", "Dam a", "fires", "Zebra", "العنو"]
    hand.find(Text, "By title")
    _choose_order(hand, "Groups", "Outlet")
    heads = [one for one in hand.articles() if " — " in one]
    assert heads == ["Andes Wire — 2", "Costa Diario — 1", "No outlet — 2"]
    assert hand.articles()[1].startswith("Zebra")

    # A head folds, by mouse and by keys.
    hand.click_row(rows.view, "Andes Wire")
    assert len(hand.articles()) == 6
    hand.press("Right")
    assert len(hand.articles()) == 8
    hand.press("Left")
    hand.press("Return")
    assert len(hand.articles()) == 8

    # The keyboard goes to the filter; fields are those of the search.
    hand.press("Ctrl+L")
    hand.type("outlet:andes date:2026-02")
    hand.wait(lambda: len(hand.articles()) == 2)
    assert hand.articles()[1].startswith("Zebra")
    hand.press("Ctrl+A")
    hand.type("outlt:andes")
    hand.wait(lambda: hand.articles() == [])
    assert "Did you mean outlet" in rows._none_match.accessibleName() + rows.model.fault
    hand.press("Escape")
    assert len(hand.articles()) == 8
    hand.click("Show the list as it came")
    assert hand.articles() == came

    # What was chosen is remembered with the project.
    _choose_order(hand, "Order", "By date")
    with _opened(path) as project:
        assert project.lists.kept_view().sorting == "published"


def test_details_of_one_and_of_several(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = start(path)
    rows = hand.window.tagging.articles.view
    hand.click_row(rows, "fires in")
    hand.press("F2")
    assert _field(hand, "Title").hasFocus()
    hand.press("Ctrl+A")
    hand.type("Fires 🇨🇱 in the valley")
    hand.press("Tab")
    hand.press("Ctrl+A")
    hand.type("And")
    hand.press("Down", "Return")
    assert _field(hand, "Outlet").text() == "Andes Wire"
    _field(hand, "Published").setFocus()
    hand.press("Ctrl+A")
    hand.type("3/4/2026")
    hand.press("Ctrl+Return")
    assert "name the month" in _field(hand, "Published").accessibleDescription()
    assert _field(hand, "Published").hasFocus()
    hand.press("Ctrl+A")
    hand.type("3 April 2026")
    hand.press("Ctrl+Return")
    with _opened(path) as project:
        (found,) = [one for one in project.articles() if one.title.startswith("Fires 🇨🇱")]
        assert (found.outlet, found.published) == ("Andes Wire", "2026-04-03")
    assert any(one.startswith("Fires 🇨🇱") for one in hand.articles())
    hand.press("Ctrl+Z")
    assert not any(one.startswith("Fires 🇨🇱") for one in hand.articles())

    # Several at once: what differs is said, what is left alone stays.
    hand.click_row(rows, "Zebra")
    hand.click_row(rows, "العنوان", Qt.KeyboardModifier.ShiftModifier)
    assert len(rows.selected_rows()) == 3
    hand.press("F2")
    hand.find(Text, "Details of 3 articles")
    assert _field(hand, "Outlet").placeholderText() == "mixed"
    assert _field(hand, "Outlet").hasFocus()
    hand.walk_to("Byline")
    hand.type("M. Iturra")
    hand.press("Ctrl+Return")
    assert len(rows.selected_rows()) == 3
    with _opened(path) as project:
        assert [one.byline for one in project.articles()][1:] == ["M. Iturra"] * 3 + [None]
        assert [one.outlet for one in project.articles()][1:3] == ["Andes Wire", "Costa Diario"]
    hand.press("Ctrl+Z")
    assert len(rows.selected_rows()) == 3
    with _opened(path) as project:
        assert [one.byline for one in project.articles()][1:] == [None] * 4

    # What differs is emptied in all of them only on purpose.
    hand.press("F2", "Tab")
    assert hand.focus() == "Empty “Outlet” in all 3 articles"
    hand.press("Space")
    assert _field(hand, "Outlet").placeholderText() == "will be empty in all 3 articles"
    hand.press("Ctrl+Return")
    with _opened(path) as project:
        assert [one.outlet for one in project.articles()][1:4] == [None] * 3
    hand.press("Ctrl+Z")
    with _opened(path) as project:
        assert [one.outlet for one in project.articles()][1:3] == ["Andes Wire", "Costa Diario"]


def test_notes_and_flags(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = start(path)
    rows = hand.window.tagging.articles.view
    hand.click_row(rows, "Zebra")
    hand.press("Ctrl+B")
    hand.type("check the source")
    hand.press("Return")
    hand.press("F2")
    _field(hand, "Add a note").setFocus()
    hand.type("Same as the wire 👩‍🌾.")
    hand.press("Ctrl+Return")
    with _opened(path) as project:
        (row,) = [one for one in project.corpus.rows(project.corpus.numbers()) if one.notes]
        assert (row.title[:5], row.flag, row.notes) == ("Zebra", "check the source", 1)
    hand.press("Ctrl+L")
    hand.type("flag:source note:wire")
    hand.wait(lambda: len(hand.articles()) == 1)
    hand.press("Escape")

    # The note can be read again, and removed.
    hand.click_row(rows, "Zebra")
    hand.press("F2")
    hand.find(Text, "Same as the wire 👩‍🌾.")
    hand.click("Remove the note “Same as the wire 👩‍🌾.”")
    hand.press("Escape")
    with _opened(path) as project:
        assert not any(one.notes for one in project.corpus.rows(project.corpus.numbers()))
    hand.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    with _opened(path) as project:
        assert project.corpus.flags() == []


def test_zones_by_hand(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, DAM, FLOOD)
    hand = start(path)
    with _opened(path) as project:
        before = next(project.articles()).zones
    hand.press("Ctrl+K")
    hand.type("zones")
    hand.press("Return")
    paragraphs = hand.find(RowView, "Paragraphs")
    assert paragraphs.hasFocus()
    hand.press("Home", "Down", "Shift+Down", "2")
    hand.press("Ctrl+Return")
    with _opened(path) as project:
        article = next(project.articles())
        assert article.zones != before
        assert any(zone.role == "deck" for zone in article.zones)
    # The text on view has them at once.
    assert hand.window.desk.article is not None
    assert hand.window.desk.article.zones == article.zones
    hand.press("Ctrl+Z")
    with _opened(path) as project:
        assert next(project.articles()).zones == before


def test_retired_and_back(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = start(path)
    rows = hand.window.tagging.articles.view
    hand.click_row(rows, "Zebra")
    hand.right_click_row(rows, "Zebra")
    hand.choose("Retire…")
    hand.type("not about the dam")
    hand.press("Return")
    assert len(hand.articles()) == 4
    with _opened(path) as project:
        assert project.corpus.count() == 4
        (gone,) = project.shelving.retired()
        assert gone.reason == "not about the dam"
    hand.press("Ctrl+Z")
    assert len(hand.articles()) == 5
    hand.press("Ctrl+Y")
    _choose_order(hand, "Retired")
    assert [one[:5] for one in hand.articles()] == ["Zebra"]
    hand.right_click_row(rows, "Zebra")
    hand.choose("Bring back")
    assert hand.articles() == []
    hand.find(Text, "No article is retired.")
    hand.click("Clear the filter")
    assert len(hand.articles()) == 5


def test_near_duplicates(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = start(path)
    rows = hand.window.tagging.articles
    hand.press("Ctrl+K")
    hand.type("near dup")
    hand.press("Return")
    hand.wait(lambda: rows.model.view.grouping == "copies")
    assert [one[:5] for one in hand.articles()] == ["Zebra", "Zebra", "fires"]
    hand.click_row(rows.view, "fires")
    hand.right_click_row(rows.view, "fires")
    hand.choose("Copies…")
    hand.wait(lambda: hand.all(RowView, "Copies"))
    copies = hand.find(RowView, "Copies")
    assert copies.model().rowCount() == 2
    hand.click_row(copies, "Zebra")
    hand.click("Compare with the first")
    hand.wait(lambda: hand.focus() == "What changed")
    assert any("Costa Diario added this line" in one for one in rows_of(hand.find(Changes)))
    hand.press("Escape")
    copies.setFocus()
    hand.click("This is no copy")
    with _opened(path) as project:
        assert project.copies.groups() == []
    assert hand.articles() == []
    hand.press("Ctrl+Z")
    assert len(hand.articles()) == 3
    hand.right_click_row(rows.view, "fires")
    hand.choose("Copies…")
    hand.wait(lambda: hand.all(RowView, "Copies"))
    hand.click("Keep this, retire the others")
    hand.press("Return")
    with _opened(path) as project:
        assert project.corpus.count() == 4
        assert project.shelving.retired()[0].reason.startswith("A copy of “fires in")


def test_several_are_marked_and_assigned(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    with Project.open(path, "Olena") as project:
        project.team.add_person("Ben")
    hand = start(path)
    rows = hand.window.tagging.articles.view
    hand.click_row(rows, "Zebra")
    hand.press("Shift+Tab")
    rows.setFocus()
    hand.press("Shift+Down", "Shift+Down")
    assert len(rows.selected_rows()) == 3
    hand.right_click_row(rows, "fires")
    assert hand.rows()[0] == "3 articles"
    hand.choose("Mark done")
    with _opened(path) as project:
        assert project.corpus.count_in_state("done") == 3
    assert len(rows.selected_rows()) == 3
    hand.right_click_row(rows, "fires")
    hand.choose("Assign…")
    hand.find(Text, "Assign articles")
    hand.press("Ctrl+Return")
    with _opened(path) as project:
        assert len({one.article for one in project.team.assignments()}) == 3


def test_fields_are_completed(start: Start, tmp_path: Path) -> None:
    hand = start(_project(tmp_path))
    hand.press("Ctrl+L")
    hand.type("outlet:cos")
    hand.press("Down", "Return")
    field = hand.window.tagging.articles.filter
    assert field.text() == 'outlet:"Costa Diario"'
    hand.wait(lambda: len(hand.articles()) == 1)
    hand.press("Escape")
    assert field.text() == ""


def test_another_program_changes_details(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = start(path)
    with Project.open(path, "Olena") as other:
        first = next(other.articles())
        other.details.change([first.id], {"title": "Renamed elsewhere"})
        other.corpus.set_flag([first.id], "elsewhere")
    hand.window.hub.look()
    hand.wait(lambda: hand.articles()[0] == "Renamed elsewhere")
    row = hand.window.tagging.articles.model.article_at(0)
    assert row is not None
    assert row.flag == "elsewhere"


def test_in_a_small_window(start: Start, tmp_path: Path) -> None:
    path = _project(tmp_path)
    hand = start(path)
    hand.window.frame.resize(900, 600)
    hand.settle()
    hand.press("F2")
    focus = QApplication.focusWidget()
    assert focus is not None
    window = hand.window.frame
    for _ in range(8):
        focus = QApplication.focusWidget()
        assert focus is not None
        place = focus.mapTo(window, focus.rect().center())
        assert window.rect().contains(place)
        hand.press("Tab")
    hand.press("Escape")


def test_many_are_changed_in_the_background(start: Start, tmp_path: Path) -> None:
    many = tmp_path / "more.jsonl"
    many.write_text(
        "\n".join(json.dumps({"title": f"Report {n}", "text": f"Text {n}."}) for n in range(60)),
        encoding="utf-8",
    )
    path = project_of(tmp_path, DAM, many)
    hand = start(path)
    rows = hand.window.tagging.articles.view
    rows.setFocus()
    hand.press("Ctrl+A")
    assert len(rows.selected_rows()) == 61
    hand.right_click_row(rows, "Report 1")
    hand.choose("Mark done")

    def done() -> int:
        with _opened(path) as project:
            return project.corpus.count_in_state("done")

    # The window hears of it when the job has ended.
    told = hand.find(Text, "0 of 61 done")
    hand.wait(lambda: told.text() == "61 of 61 done")
    assert done() == 61
    hand.press("Ctrl+Z")
    assert done() == 0
