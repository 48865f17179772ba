"""What a small window folds away can be had by a click, and an empty project says how to go on."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text

from .articles import DAM, DAM_TITLE, project_of
from .conftest import Dialogs, Start


def test_the_annotations_can_be_opened_by_mouse(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("location", "Kamenica")]))
    panel = hand.window.tagging.panel
    assert hand.all(IconButton, "Annotations") == []
    hand.window.frame.resize(720, 480)
    assert not panel.isVisible()
    button = hand.find(IconButton, "Annotations")
    assert "F10" in button.toolTip()
    # Nothing in the bar lies upon another.
    bar = hand.window.top
    parts = sorted(
        (one for one in bar.findChildren(QWidget) if one.isVisible() and one.parent() is bar),
        key=lambda one: one.x(),
    )
    for one, other in pairwise(parts):
        assert one.geometry().right() < other.x(), (one, other)
    hand.click(button)
    assert panel.isVisible()
    hand.click_row(hand.window.tagging.annotations.view, "Kamenica")
    assert hand.active() == ("location", "Kamenica")
    hand.click(button)
    assert not panel.isVisible()
    # In a large window the button is there as long as the panel is folded.
    hand.window.frame.resize(1440, 900)
    assert hand.all(IconButton, "Annotations") == []
    hand.press("F10")
    hand.click("Annotations")
    assert panel.isVisible()


def test_a_column_is_widened_by_keys(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("location", "Kamenica")]))
    hand.window.frame.resize(1440, 900)
    page = hand.window.tagging
    for column, name, key in (
        (page.articles, "Width of the article list", "Right"),
        (page.annotations, "Width of the annotations", "Left"),
    ):
        column.view.setFocus()
        hand.press("Tab")
        assert hand.focus() == name
        before = column.width()
        hand.press(key, times=2)
        assert column.width() == before + 32
    # The panes that F6 walks are the same as ever.
    hand.press("F6")
    assert hand.focus() == "Filter articles"


def test_an_empty_project_says_how_to_go_on(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    dialogs.answer(tmp_path / "New.annot")
    hand = start()
    hand.press("Ctrl+N")
    hand.window.frame.resize(720, 480)
    hand.find(Text, "This project has no articles yet")
    assert hand.all(Text, "No article is open") == []
    dialogs.answer([DAM])
    hand.click(hand.find(PushButton, "Add articles"))
    hand.wait(lambda: hand.title() == DAM_TITLE)
    # With articles but none open it says where they are: the list is folded here.
    hand.window.desk.open_article(None)
    hand.find(Text, "Choose one from the list, which F9 opens.")
    hand.window.frame.resize(1440, 900)
    hand.find(Text, "Choose one at the left, drop files here, or press Ctrl+O.")


def test_what_is_told_in_the_list_of_articles_shows_it(start: Start, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    line = "An agency added a line to what was written by others."
    copy.write_text(f"{DAM.read_text(encoding='utf-8')}\n\n{line}\n", encoding="utf-8")
    hand = start(project_of(tmp_path, DAM, copy))
    articles = hand.window.tagging.articles
    hand.window.frame.resize(900, 600)
    hand.settle()
    assert not articles.isVisible()

    def run(name: str) -> None:
        hand.press("Ctrl+K")
        hand.type(name)
        hand.press("Return")

    run("near dup")
    hand.wait(articles.isVisible)
    assert articles.view.hasFocus()
    hand.press("Escape")
    assert not articles.isVisible()
    # From a page that has no such list, too.
    hand.press("Ctrl+4")
    run("retired articles back")
    hand.wait(articles.isVisible)
    assert hand.window.verbs.modes.mode == "tag"
    hand.find(Text, "No article is retired.")
    hand.press("Escape", "Ctrl+2")
    run("assigned to me")
    hand.wait(articles.isVisible)
    # Where it stands beside the text it stays as it is.
    hand.window.frame.resize(1440, 900)
    hand.settle()
    run("assigned to me")
    assert articles.isVisible()
