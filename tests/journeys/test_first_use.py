"""The first use: from an empty home to a dataset, by keyboard alone, over a restart."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from annotator import Project
from annotator.ui.dialogs.export.honesty import LossRow
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

from .articles import DAM, DAM_TITLE
from .conftest import Dialogs, Start
from .eye import is_like, wash_of
from .hand import Hand

TAGGED = [
    ("figure", "2,400 people"),
    ("location", "Orlova"),
    ("source", "the regional water board"),
    ("figure", "600\u00a0km²"),
    ("source", "Ilse Marchetti, the board’s chief engineer"),
    ("source", "A senior official at the interior ministry"),
    ("source", "the Tisna River Observatory, a research group in Lindenthal"),
    ("location", "Lindenthal"),
    ("figure", "12.5 to 19 square kilometres"),
    ("figure", "€3,000 and €4,000"),
    ("figure", "$3.5bn"),
    ("location", "U.S."),
]


def test_the_sample_has_the_focus_and_shows_it(start: Start) -> None:
    hand = start()
    hand.wait(lambda: hand.focus() == "Open the sample")
    sample, articles = hand.window.welcome.sample, hand.window.welcome.articles
    assert sample.keyboard_focus()
    hand.press("Tab")
    assert not sample.hasFocus()
    assert articles.keyboard_focus()
    hand.press("Shift+Tab")
    hand.press("Return")
    hand.wait(lambda: hand.window.hub.project is not None)
    hand.wait(lambda: len(hand.articles()) > 1)


def test_first_use(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    hand = start()
    _begin(hand, dialogs, tmp_path)
    _tag(hand)
    _correct(hand)
    _finish(hand)
    caret, top = hand.caret, hand.view.scrolling.first_visible()
    assert top > 0
    hand.press("Ctrl+Q")
    assert not hand.window.frame.isVisible()
    hand.close()

    hand = start()
    assert hand.path == tmp_path / "Dams.annot"
    assert hand.title() == DAM_TITLE
    assert (hand.caret, hand.view.scrolling.first_visible()) == (caret, top)
    assert hand.tags() == TAGGED
    hand.window.frame.resize(1440, 900)
    assert len(hand.annotations()) == len(TAGGED)
    for label, words, colour in (
        ("location", "U.S.", "green"),
        ("figure", "$3.5bn", "orange"),
        ("source", "the regional water board", "purple"),
    ):
        assert is_like(hand.ground(words), wash_of(colour)), label
    _export(hand, dialogs, tmp_path)


def _begin(hand: Hand, dialogs: Dialogs, folder: Path) -> None:
    assert hand.window.welcome.isVisible()
    assert hand.focus() == "Open the sample"
    dialogs.answer(folder / "Dams")
    hand.press("Ctrl+N")
    assert hand.path == folder / "Dams.annot"
    assert hand.window.frame.windowTitle() == "Dams — Annotator"
    assert hand.articles() == []
    # What comes first has the keyboard.
    assert hand.focus() == "Add articles"
    dialogs.answer([DAM])
    hand.press("Return")
    hand.wait(lambda: hand.title() == DAM_TITLE)
    assert hand.message() == "1 article added."
    assert hand.focus() == "Article text"
    assert hand.text == DAM.read_text(encoding="utf-8")
    assert dialogs.asked == ["Where to keep the new project", "Add articles"]


def _tag(hand: Hand) -> None:
    digits = {"source": "1", "location": "2", "figure": "3"}
    for label, words in TAGGED:
        # The second one: the first stands in the headline.
        hand.select(words, nth=1 if words == "Orlova" else 0)
        hand.press(digits[label])
        assert hand.active() == (label, words)
    assert hand.status()[1] == "Paragraph 9, characters 0–4"
    assert hand.tags() == TAGGED


def _correct(hand: Hand) -> None:
    """Walk the annotations, move edges, remove one, walk a stack; all of it undone again."""
    hand.press("Ctrl+Home")
    hand.press("Tab")
    assert hand.active() == TAGGED[0]
    hand.press("Tab", "Tab")
    assert hand.active() == TAGGED[2]
    hand.press("Shift+Tab")
    assert hand.active() == TAGGED[1]
    hand.press("Tab", "]")
    assert hand.active() == ("source", "regional water board")
    hand.press("[", "[")
    assert hand.active() == ("source", "Wednesday, the regional water board")
    hand.press("]", "{")
    assert hand.active() == ("source", "the regional water")
    hand.press("}")
    assert hand.active() == TAGGED[2]
    assert hand.tags() == TAGGED
    hand.press("Del")
    assert hand.tags() == [*TAGGED[:2], *TAGGED[3:]]
    assert hand.active() == TAGGED[3]
    hand.press("Ctrl+Z")
    assert hand.tags() == TAGGED
    assert hand.active() == TAGGED[2]
    hand.press("Esc")
    hand.go_to("Lindenthal")
    hand.press("O")
    assert hand.active() == ("location", "Lindenthal")
    hand.press("O")
    assert hand.active() == TAGGED[6]
    hand.press("O")
    assert hand.active() == ("location", "Lindenthal")


def _finish(hand: Hand) -> None:
    hand.press("Esc", "Ctrl+Return")
    with Project.open(hand.path, read_only=True) as project:
        (article,) = project.articles()
        assert project.corpus.state(article.id) == "done"
    hand.find(Text, "1 of 1 done")
    # As small as any screen: the window takes up the same size when it is opened again.
    hand.window.frame.resize(780, 700)
    hand.go_to("dam was built")
    hand.press("PgDown")


def _export(hand: Hand, dialogs: Dialogs, folder: Path) -> None:
    lines, table = folder / "dams.jsonl", folder / "dams.csv"
    dialogs.answer(lines)
    hand.press("Ctrl+E")
    hand.wait(lambda: hand.all(Text, "Everything fits."))
    hand.press("Return")
    hand.wait(lambda: hand.message() == f"Exported to {lines}.")
    (article,) = map(json.loads, lines.read_text(encoding="utf-8").splitlines())
    assert article["text"] == DAM.read_text(encoding="utf-8")
    assert [(one["label"], one["quote"]) for one in article["annotations"]] == TAGGED
    assert all(
        article["text"][one["start"] : one["end"]] == one["quote"] for one in article["annotations"]
    )

    dialogs.answer(table)
    hand.press("Ctrl+E")
    hand.click_row(hand.find(RowView, "Format"), "CSV")
    hand.wait(lambda: any(row.row.reason == "other" for row in hand.all(LossRow)))
    hand.click("Export 1 article…")
    hand.wait(lambda: hand.message() == f"Exported to {table}.")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["label"], row["quote"]) for row in rows] == TAGGED
