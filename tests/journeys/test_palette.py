"""The palette: words found in texts are seen in their line, signs keep to actions or labels."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from annotator import Project
from annotator.ui.commands.command import Match
from annotator.ui.commands.command_list import CommandModel
from annotator.ui.dialogs.export.spans import ConcernedSheet
from annotator.ui.look import look
from annotator.ui.widgets.row_view import RowView
from tests.ui.reviewed import PEOPLE
from tests.ui.widgets.conftest import has_colour

from .articles import DAM_TITLE, project_of
from .conftest import Start
from .reviewing import project_under_review
from .sight import rows_of


def test_what_was_looked_for_is_seen_in_its_line(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    for words, word in (("ministry did not ans", "answer"), ("schools of", "schools")):
        hand.press("Ctrl+K")
        hand.type(words)
        view = hand.find(RowView, "Search or run")
        model = view.model()
        assert isinstance(model, CommandModel)
        hand.wait(partial(_hits, model))
        hit, more = _hits(model)
        assert more.command.text == "Show every place in the concordance"
        assert hit.aside == DAM_TITLE
        assert word in [hit.command.text[start:end] for start, end in hit.letters]
        row = view.visualRect(model.index(model.rows.index(hit)))
        row.setLeft(32)
        assert has_colour(view.viewport().grab(row).toImage(), look().accent)
        hand.press("Return")
        assert hand.selected().split()[0] in words


def _hits(model: CommandModel) -> list[Match]:
    return [row for row in model.rows if isinstance(row, Match)]


def test_a_label_is_picked_by_its_name(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.press("Ctrl+K")
    hand.type("#")
    assert hand.offered("Search or run") == ["Labels", "Source", "Location", "Figure"]
    hand.type("loc")
    hand.press("Return")
    assert hand.window.desk.picked == "location"
    hand.press("Ctrl+K")
    hand.type(">loc")
    assert "Location" not in hand.offered("Search or run")
    hand.press("Esc")
    hand.select("Pavel Dusek")
    hand.press("Ctrl+K")
    hand.type("#source")
    hand.press("Return")
    assert hand.tags() == [("source", "Pavel Dusek")]


def test_what_single_keys_of_the_text_do_is_found_by_name(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))

    def run(words: str) -> None:
        hand.press("Ctrl+K")
        hand.type(words)
        hand.press("Return")

    hand.press("Ctrl+K")
    hand.type(">left edge")
    hand.press("Return")
    assert hand.find(RowView, "Search or run").isVisible(), "nothing is selected that has an edge"
    hand.press("Esc")
    hand.select("Pavel Dusek")
    hand.press("1")
    text = hand.text
    at = text.index("Pavel Dusek")
    run("right edge inward")
    assert hand.tags() == [("source", "Pavel")]
    run("right edge outward")
    assert hand.tags() == [("source", "Pavel Dusek")]
    run("left edge inward")
    assert hand.tags() == [("source", "Dusek")]
    run("left edge outward")
    assert hand.tags() == [("source", "Pavel Dusek")]

    # A smaller one within it: the walk leads from one to the other.
    hand.press("Esc")
    hand.select("Dusek")
    hand.press("2")
    assert hand.active() == ("location", "Dusek")
    run("walk outward")
    assert hand.active() == ("source", "Pavel Dusek")
    hand.press("Esc")
    run("walk inward")
    assert hand.active() is not None

    # Asked for by name, the menu of labels stands at the word, and takes the keys.
    hand.press("Esc", "Right", "Right", "Right")
    word = hand.text[hand.caret :].split()[0]
    assert hand.caret > at
    run("tag the word")
    assert hand.selected().split()[0] in word
    hand.press("Return")
    assert len(hand.tags()) == 3


def test_what_somebody_marked_is_listed_by_name(start: Start, tmp_path: Path) -> None:
    hand = start(project_under_review(tmp_path))
    hand.press("Ctrl+K")
    hand.type("@")
    assert hand.offered("Search or run") == ["People", "Olena", *PEOPLE]
    hand.type(PEOPLE[1][:3].lower())
    hand.press("Return")
    hand.wait(lambda: hand.window.frame.findChildren(ConcernedSheet))
    (sheet,) = hand.window.frame.findChildren(ConcernedSheet)
    with Project.open(hand.path, read_only=True) as project:
        theirs = project.annotations(annotators=[PEOPLE[1]])
    assert theirs
    assert len(rows_of(sheet.list)) == len(theirs)
    hand.press("Return")
    assert hand.mode() == "tag"
    assert hand.selected() == theirs[0].quote

    # Actions alone hold nobody.
    hand.press("Ctrl+K")
    hand.type(f">{PEOPLE[1]}")
    assert PEOPLE[1] not in hand.offered("Search or run")


def test_whose_work_is_kept_from_one_is_not_listed(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    with Project.open(path, "Olena") as project:
        project.team.set_blind(blind=True)
    hand = start(path)
    hand.press("Ctrl+K")
    hand.type(f"@{PEOPLE[1]}")
    hand.press("Return")
    assert hand.find(RowView, "Search or run").isVisible()
    assert not hand.window.frame.findChildren(ConcernedSheet)
