"""Getting around in the window: themes, folds, panes, small windows, the list, who works."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator import Project
from annotator.app.settings import load_settings
from annotator.ui.look import current, look
from annotator.ui.widgets.text import Text

from .articles import DAM, DAM_TITLE, FERRY, FLOOD, project_of
from .conftest import Start
from .eye import is_like, spans_in, wash_of


def test_themes(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek"), ("figure", "600\u00a0km²")]))
    grounds = {}
    for theme in ("Dark theme", "Light theme", "Theme as the system has it", "Dark theme"):
        hand.press("Ctrl+K")
        hand.type(theme)
        hand.press("Return")
        assert is_like(hand.ground("600\u00a0km²"), wash_of("orange"))
        picture = hand.picture(hand.view.viewport())
        grounds[theme] = picture.pixelColor(4, 4).name()
        assert grounds[theme] == look().base.name()
    assert grounds["Dark theme"] != grounds["Light theme"]
    assert load_settings().theme == "dark"
    hand.close()
    hand = start()
    assert current().mode == "dark"
    assert hand.picture(hand.view.viewport()).pixelColor(4, 4).name() == grounds["Dark theme"]
    hand.window.frame.resize(1440, 900)
    hand.click("How the text looks")
    hand.choose("Light theme")
    assert hand.picture(hand.view.viewport()).pixelColor(4, 4).name() == grounds["Light theme"]


def test_what_is_in_force_is_ticked(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.window.frame.resize(1440, 900)

    def ticked() -> list[str]:
        hand.click("How the text looks")
        rows = [row.text() for row in hand.menu().actions() if row.isChecked()]
        hand.press("Esc")
        return rows

    hand.window.verbs.viewing.theme_light()
    assert ticked() == ["Usual text size", "Light theme"]
    hand.press("Ctrl++")
    hand.click("How the text looks")
    hand.choose("Dark theme")
    assert ticked() == ["Dark theme"]
    hand.press("Ctrl+0")
    # Choosing what is in force already changes nothing.
    hand.click("How the text looks")
    hand.choose("Dark theme")
    assert ticked() == ["Usual text size", "Dark theme"]
    hand.click("Menu")
    hand.choose("View")
    assert [row.text() for row in hand.menu().actions() if row.isChecked()] == [
        "Usual text size", "Dark theme",
    ]  # fmt: skip
    assert hand.window.verbs.actions["usual_size"].property("icon_name") == "letters"
    hand.press("Esc")
    hand.press("Esc")


def test_boilerplate(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.press("Ctrl+End")
    begin = hand.text.index("Read also")
    hand.press("Ctrl+Home")
    view = hand.view
    # What was never in view is as high as it is thought to be: only what was there is compared.
    hand.press("Ctrl+End", "Ctrl+Home")
    before = view.page.documentSize().height()
    hand.press("B")
    unfolded = view.page.documentSize().height()
    assert unfolded > before + 60
    assert is_like(hand.ground("Read also"), look().zone)
    # What is greyed can still be tagged.
    hand.double_click_word("chapel", nth=1)
    hand.press("2")
    assert hand.tags() == [("location", "chapel")]
    assert spans_in(hand.path)[0][1] > begin
    hand.press("B")
    assert view.page.documentSize().height() < unfolded - 60
    # Tab leads to it, and opens the fold.
    hand.press("Ctrl+Home", "Tab")
    assert hand.active() == ("location", "chapel")
    assert hand.in_view("chapel", 1)


def test_panes_and_folds(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, DAM, FERRY, tags=[("location", "Brod")]))
    walked = []
    for _ in range(5):
        hand.press("F6")
        walked.append(hand.focus())
    assert walked == [
        "Annotations",
        "Filter articles",
        "Articles",
        "Article text",
        "Annotations",
    ]
    hand.press("Shift+F6")
    assert hand.focus() == "Article text"
    # In the list the arrow keys walk, Enter opens and leads back to the text.
    hand.press("Shift+F6", "Down", "Return")
    assert hand.title() == "Ferry runs again below Kamenica"
    assert hand.focus() == "Article text"
    wide = hand.view.width()
    hand.press("F9")
    assert hand.view.width() > wide
    hand.press("F10")
    assert hand.view.width() == hand.window.frame.width()
    # What is folded is no pane.
    hand.press("F6")
    assert hand.focus() == "Article text"
    hand.press("F9", "F10")
    assert hand.view.width() == wide


def test_the_smallest_window(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, DAM, FERRY))
    frame = hand.window.frame
    frame.resize(720, 480)
    hand.settle()
    assert (frame.width(), frame.height()) == (720, 480)
    # Nothing hangs out of the window.
    for one in hand.all(QWidget):
        if one.window() is frame and one.parentWidget() is not None:
            right = one.mapTo(frame, one.rect().topRight()).x()
            assert right <= frame.width() or not one.visibleRegion().boundingRect().isValid()
    hand.select("Nadia Brenner")
    hand.press("1")
    assert hand.tags() == [("source", "Nadia Brenner")]
    # The panel slides over the text, and goes again.
    hand.press("F10")
    hand.find(QWidget, "What to do with it")
    hand.press("Esc")
    assert hand.focus() == "Article text"
    hand.find(Text, "1 of 2")
    hand.click("Next article")
    assert hand.title() == "Ferry runs again below Kamenica"
    hand.press("F9")
    hand.click_row(hand.window.tagging.articles.view, DAM_TITLE)
    assert hand.title() == DAM_TITLE
    assert not hand.window.tagging.articles.isVisible()
    assert hand.focus() == "Article text"


def test_right_to_left(start: Start, tmp_path: Path) -> None:
    """In Arabic the left arrow leads on; what is tagged is painted where it stands."""
    hand = start(project_of(tmp_path, FLOOD))
    words = "ليلى حداد"
    begin, _ = hand.span(words)
    hand.press("Down")
    while hand.caret < begin:
        hand.press("Left")
    assert hand.caret == begin
    hand.press("Right", "Left", "Shift+Left", "Shift+Left")
    assert hand.selected() == words
    hand.press("1")
    assert hand.tags() == [("source", words)]
    hand.press("Esc")
    assert is_like(hand.ground(words), wash_of("purple"))
    # The paragraph stands at the right, and the tag where a reader sees it.
    box = hand.view.box_of(begin, begin + len(words))
    assert hand.view.box_of(*hand.span("قالت")).left() > box.right()
    before, behind = hand.ground("المدني"), hand.ground("إن")
    assert is_like(before, look().base)
    assert is_like(behind, look().base)
    hand.double_click_word("350")
    hand.press("3")
    assert ("figure", "350") in hand.tags()
    hand.click_word("حداد")
    assert hand.active() == ("source", words)
    hand.press("{")
    assert hand.active() == ("source", "ليلى")


def test_the_list(start: Start, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text(
        "\n".join(
            json.dumps({"text": f"Report {n} of the week.", "title": f"Report {n}"})
            for n in range(1, 101)
        ),
        encoding="utf-8",
    )
    hand = start(project_of(tmp_path, DAM, many))
    assert len(hand.articles()) == 101
    hand.find(Text, "0 of 101 done")
    for title in ("Report 7", "Report 77"):
        hand.click_row(hand.window.tagging.articles.view, title)
        assert hand.title() == title
        hand.press("Ctrl+Return")
    hand.press("Alt+Down")
    assert hand.title() == "Report 78"
    hand.press("Ctrl+Shift+Return")
    hand.find(Text, "2 of 101 done")

    hand.click("Filter articles")
    hand.type("report 7")
    hand.wait(lambda: len(hand.articles()) == 11)
    hand.click("Show articles by state")
    hand.choose("Done")
    assert hand.articles() == ["Report 7", "Report 77"]
    hand.click("Show articles by state")
    hand.choose("Needs a look")
    assert hand.articles() == ["Report 78"]
    hand.click("Filter articles")
    hand.press("Ctrl+A")
    hand.type("hay")
    hand.wait(lambda: hand.articles() == [])
    hand.find(Text, "No article has “hay”.")
    hand.click("Clear the filter")
    assert len(hand.articles()) == 101
    # The filter holds while one works: what is done leaves the list of what is open.
    hand.click("Show articles by state")
    hand.choose("Still open")
    assert len(hand.articles()) == 98
    hand.click_row(hand.window.tagging.articles.view, "Report 1")
    hand.press("Ctrl+Return")
    assert len(hand.articles()) == 97
    assert hand.title() == "Report 1"


def test_who_works(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.select("Vera")
    hand.press("1")
    hand.click(hand.window.top.person)
    hand.choose("Somebody else…")
    hand.press("Ctrl+A", "Del", "Return")
    field = hand.find(QWidget, "Your name")
    assert field.accessibleDescription() != ""
    hand.type("Amélie  Krüger ")
    hand.press("Return")
    assert hand.focus() == "Article text"
    hand.select("Brod")
    hand.press("2")
    with Project.open(hand.path, read_only=True) as project:
        names = [one.annotator for one in project.annotations()]
    assert names == ["Olena", "Amélie Krüger"]
    assert load_settings().annotator == "Amélie Krüger"
    # Only one's own are washed, the others' are lines.
    hand.press("Esc")
    assert is_like(hand.ground("Brod"), wash_of("green"))
    assert is_like(hand.ground("Vera"), look().base)
    hand.click(hand.window.top.person)
    hand.choose("Olena")
    assert is_like(hand.ground("Vera"), wash_of("purple"))
