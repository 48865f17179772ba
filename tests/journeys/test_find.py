"""Finding words in the article, and copying exactly what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from annotator import Project
from annotator.ui.widgets.text import Text

from .articles import project_of
from .conftest import Start


def test_find(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    count = hand.text.lower().count("kamenica")
    assert count == 3
    hand.press("Ctrl+F")
    assert hand.focus() == "Find in the text"
    hand.type("kamenica")
    hand.wait(lambda: hand.all(Text, f"1 of {count}"))
    assert hand.selected() == "Kamenica"
    assert hand.focus() == "Find in the text"
    for n in range(2, count + 1):
        hand.press("Return")
        hand.find(Text, f"{n} of {count}")
    last = hand.view.scene.selected
    assert last == hand.span("Kamenica", count - 1)
    assert hand.in_view("Kamenica", count - 1)
    # Round at the ends, both ways.
    hand.press("F3")
    hand.find(Text, f"1 of {count}")
    hand.press("Shift+F3")
    hand.find(Text, f"{count} of {count}")
    hand.press("Shift+Return", "Ctrl+G")
    assert hand.view.scene.selected == last
    # The hit can be tagged at once.
    hand.press("Esc")
    assert hand.focus() == "Article text"
    assert hand.selected() == "Kamenica"
    hand.press("2")
    assert hand.tags() == [("location", "Kamenica")]

    hand.press("Ctrl+F")
    hand.press("Ctrl+A")
    hand.type("xylophone")
    hand.wait(lambda: hand.all(Text, "Not found"))
    hand.press("F3", "Return")
    hand.find(Text, "Not found")
    hand.press("Ctrl+A")
    hand.type("600 km")
    hand.wait(lambda: hand.selected() == "600\u00a0km")
    hand.click("Whole words")
    assert hand.focus() == "Find in the text"
    hand.find(Text, "Not found")


def test_what_is_found_is_selected_and_nothing_out_of_sight(start: Start, tmp_path: Path) -> None:
    """A tagged word stays selected until other words are: no key changes what is screens away."""
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    hand.select("Orlova")
    hand.press("2")
    tags = hand.tags()
    assert hand.active() == ("location", "Orlova")
    hand.press("Ctrl+F")
    hand.type("kamenica")
    hand.wait(lambda: hand.selected() == "Kamenica")
    hand.press("Return", "Esc")
    assert hand.selected() == "Kamenica"
    assert hand.active() is None
    hand.press("Del", "[", "]", "{", "}", "Return", "Backspace")
    assert hand.tags() == tags


def test_a_menu_that_is_left_gives_back_what_was_selected(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    hand.click_word("Pavel Dusek")
    hand.right_click_word("Kamenica")
    assert hand.selected() == "Kamenica"
    hand.press("Esc")
    hand.wait(lambda: hand.active() == ("source", "Pavel Dusek"))
    assert hand.selected() == ""


def test_find_what_is_selected(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.double_click_word("schools", nth=0)
    hand.press("Esc")
    hand.select("said")
    hand.press("Ctrl+F")
    total = hand.text.count("said")
    hand.wait(lambda: hand.all(Text, f"1 of {total}"))
    hand.click("Match case")
    hand.find(Text, f"1 of {total}")
    # In the folded boilerplate as well: it opens.
    assert not hand.in_view("moved four times")
    hand.press("Ctrl+A")
    hand.type("moved four times")
    hand.wait(lambda: hand.selected() == "moved four times")
    assert hand.in_view("moved four times")


NASTY = (
    "A\u00a0line\twith a tab and \U0001f950, then e\u0301 in cafe\u0301.\r\n\r\n"
    "Second\u2028line of a paragraph, \u201cquoted\u201d, soft\u00adhyphen\u200b, "
    "and \ufeffBOM.\r\n\r\n"
    "العربية and 中文字 and \u2029 the end.\r\n"
)


@pytest.mark.parametrize("newlines", ["\r\n", "\n"])
def test_copy_gives_what_is_stored(start: Start, tmp_path: Path, newlines: str) -> None:
    raw = NASTY.replace("\r\n", newlines).encode()
    file = tmp_path / "nasty.txt"
    file.write_bytes(raw)
    hand = start(project_of(tmp_path, file))
    assert hand.text == NASTY.replace("\r\n", "\n")
    hand.press("Ctrl+A", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == hand.text
    # Word by word: what is selected, copied, tagged and stored is one and the same.
    # (Qt's own clipboard drops a byte order mark that a text begins with.)
    for words in ("A\u00a0line\twith", "\U0001f950", "Second\u2028line", "d \ufeffBOM", "中文字"):
        hand.press("Esc", "Esc")
        hand.view.select_span(*hand.span(words))
        hand.press("Ctrl+C")
        assert QGuiApplication.clipboard().text() == words
        hand.press("3")
        assert ("figure", words) in hand.tags()
    with Project.open(hand.path, read_only=True) as project:
        (article,) = project.articles()
        assert project.corpus.raw(article.id) == raw
        assert project.check() == []
