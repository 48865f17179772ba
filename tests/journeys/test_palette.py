"""The palette: words found in texts are seen in their line, signs keep to actions or labels."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from annotator.ui.commands.command import Match
from annotator.ui.commands.command_list import CommandModel
from annotator.ui.look import look
from annotator.ui.widgets.row_view import RowView
from tests.ui.widgets.conftest import has_colour

from .articles import DAM_TITLE, project_of
from .conftest import Start


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
