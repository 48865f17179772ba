"""Exporting what is selected in the list, what it shows, and what was retired."""

from __future__ import annotations

import json
from pathlib import Path

from annotator import Project
from annotator.ui.dialogs.export.sheet import ExportSheet

from .conftest import Dialogs, Start
from .exporting import pick, sheet_of, team_project, weighed


def test_the_selected_articles_are_given_away(
    start: Start, dialogs: Dialogs, tmp_path: Path
) -> None:
    """By keys from the list, by its menu, and those that it shows."""
    path = team_project(tmp_path)
    hand = start(path)
    with Project.open(path, read_only=True) as project:
        ids = [article.id for article in project.articles()]
    articles = hand.window.tagging.articles
    articles.view.setFocus()
    hand.press("Home", "Shift+Down", "Shift+Down")
    assert len(articles.selected()) == 3
    sheet = sheet_of(hand)
    pick(hand, "Articles", "Selected in the list, 3")
    assert sheet.choosing.articles.accessibleName() == "Articles: 3 selected"
    assert weighed(hand, sheet) == []
    assert sheet.answer.text().startswith("Export 3 articles")
    out = tmp_path / "three.jsonl"
    dialogs.answer(out)
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.message() == f"Exported to {out}.")
    assert [json.loads(line)["id"] for line in out.read_bytes().splitlines()] == ids[:3]

    # The menu of the rows takes them without a word more; also one alone.
    hand.right_click_row(articles.view, "Ferry 0")
    hand.choose("Export…")
    (sheet,) = hand.window.frame.findChildren(ExportSheet)
    assert sheet.plan().selection.articles == tuple(ids[:3])
    hand.press("Escape")

    # What the list shows: a filter is on.
    hand.press("Ctrl+L")
    hand.type("-status:open label:location Ferry")
    hand.wait(lambda: articles.model.count() > 0)
    shown = articles.model.count()
    hand.press("Ctrl+E")
    (sheet,) = hand.window.frame.findChildren(ExportSheet)
    pick(hand, "Articles", f"What the list shows, {shown:,}")
    assert len(sheet.plan().selection.articles) == shown
    hand.press("Escape")


def test_retired_articles_are_given_away_if_one_says_so(start: Start, tmp_path: Path) -> None:
    path = team_project(tmp_path)
    with Project.open(path, "Amara") as project:
        project.shelving.retire([next(project.articles()).id], "a copy")
    hand = start(path)
    sheet = sheet_of(hand)
    hand.wait(lambda: "23" in sheet.choosing.articles.accessibleName())
    pick(hand, "Articles", "Retired ones, too: 1")
    assert weighed(hand, sheet) == []
    assert sheet.answer.text().startswith("Export 24 articles")
    assert sheet.plan().selection.retired
    hand.press("Escape")
