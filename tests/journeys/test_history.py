"""The history as a panel: steps by day, whose, where; going back; the story of an annotation."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from annotator import Project
from annotator.ui.panels.history import HistoryPanel
from annotator.ui.widgets.row_view import RowView

from .articles import DAM, FLOOD, project_of
from .conftest import Start
from .hand import Hand
from .sight import rows_of

_TAGS = (("source", "Ilse Marchetti"), ("figure", "14 cracks"), ("location", "Brod"))


def _steps(hand: Hand) -> list[str]:
    hand.wait(lambda: not hand.window.verbs.history._listing.busy)
    hand.settle()
    return [
        row.rsplit(", ", 1)[0] if "taken back" not in row else row.split(",")[0] + " ~"
        for row in rows_of(hand.find(RowView, "Steps"))
    ]


def _opened(hand: Hand) -> HistoryPanel:
    hand.press("Ctrl+H")
    panel = hand.window.verbs.history.panel
    assert panel is not None
    assert panel.isVisible()
    _steps(hand)
    return panel


def _said(hand: Hand) -> str:
    hand.settle()
    return " ".join(one.text() for one in hand.all(QLabel))


def test_the_steps_have_the_keyboard_while_they_are_read(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.tap("Ctrl+H")
    assert hand.window.verbs.history._listing.busy
    assert hand.focus() == "Steps"
    hand.tap("1")
    _steps(hand)
    assert hand.focus() == "Steps"
    assert hand.window.desk.picked is None


def test_steps_live(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    _opened(hand)
    assert hand.focus() == "Steps"
    assert _steps(hand) == [
        "Today",
        "Tag location, Olena",
        "Tag figure, Olena",
        "Tag source, Olena",
        "Import 1 article, Olena",
        "New project, Olena",
    ]
    # What another program does comes by itself.
    with Project.open(hand.path, "Mei") as other:
        article = next(other.articles())
        other.annotate(article.id, *hand.span("Tomas Rehak"), "source")
    hand.wait(lambda: _steps(hand)[1] == "Tag source, Mei")
    hand.press("Ctrl+Z")
    assert _steps(hand)[1] == "Tag source ~"
    hand.press("Ctrl+Y")
    assert _steps(hand)[1] == "Tag source, Mei"

    # Whose, and which.
    panel = hand.window.verbs.history.panel
    assert panel is not None
    hand.click(hand.find(QAbstractButton, "Mine"))
    hand.wait(lambda: len(_steps(hand)) == 6)
    assert not any("Mei" in step for step in _steps(hand))
    hand.click(hand.find(QLineEdit, "Find a step"))
    hand.type("FIG")
    hand.wait(lambda: len(_steps(hand)) == 2)
    assert _steps(hand) == ["Today", "Tag figure, Olena"]
    hand.type("xyz")
    hand.wait(lambda: not panel.view.isVisible())
    assert "No step is like that" in _said(hand)


def test_a_step_leads_to_its_place(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, DAM, FLOOD, tags=_TAGS)
    with Project.open(path, "Olena") as project:
        second = list(project.articles())[1]
        at = second.text.index("350")
        project.annotate(second.id, at, at + 3, "figure")
    hand = start(path)
    _opened(hand)
    hand.click_row(hand.find(RowView, "Steps"), "Tag figure")
    assert hand.active() == ("figure", "350")
    assert hand.focus() == "Steps"
    hand.press("Down", "Down", "Return")
    assert hand.active() == ("figure", "14 cracks")
    assert hand.title().startswith("Dam")
    hand.press("Down", "Down", "Down", "Return")
    assert any("no place" in words for words in hand.status())
    hand.press("Esc")
    assert hand.focus() == "Article text"
    assert hand.window.tagging.annotations.isVisible()


def test_going_back(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    with Project.open(hand.path, "Mei") as other:
        other.annotate(next(other.articles()).id, *hand.span("Tomas Rehak"), "source")
    _opened(hand)
    hand.wait(lambda: _steps(hand)[1] == "Tag source, Mei")
    hand.click_row(hand.find(RowView, "Steps"), "Tag source, Mei")
    # Where one is, one cannot go back to.
    assert not hand.find(QAbstractButton, "Go back to here…").isEnabled()
    hand.press("Down")
    hand.click(hand.find(QAbstractButton, "Go back to here…"))
    hand.wait(lambda: hand.all(QAbstractButton, "Go back"))
    assert "It made or changed 1 annotation, 1 person." in _said(hand)
    hand.press("Esc", "Down", "Down")
    hand.click(hand.find(QAbstractButton, "Go back to here…"))
    hand.wait(lambda: hand.all(QAbstractButton, "Go back"))
    said = _said(hand)
    assert "3 steps are taken back: 2 by you, 1 by Mei." in said
    assert "They made or changed 3 annotations, 1 person." in said
    assert "1 step is somebody else's." in said
    hand.press("Esc")
    assert len(hand.tags()) == 4
    hand.click(hand.find(QAbstractButton, "Go back to here…"))
    hand.wait(lambda: hand.all(QAbstractButton, "Go back"))
    hand.click(hand.find(QAbstractButton, "Go back"))
    hand.wait(lambda: hand.tags() == [("source", "Ilse Marchetti")])
    hand.wait(lambda: len(_steps(hand)) == 8)
    assert _steps(hand)[1:5] == [
        "Go back to “Tag source”, Olena",
        "Tag source ~",
        "Tag location ~",
        "Tag figure ~",
    ]
    hand.press("Ctrl+Z")
    assert len(hand.tags()) == 4
    assert _steps(hand)[1:3] == ["Go back to “Tag source” ~", "Tag source, Mei"]
    with Project.open(hand.path, read_only=True) as project:
        assert project.check() == []


def test_one_goes_back_over_what_a_filter_hides(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    with Project.open(hand.path, "Mei") as other:
        other.annotate(next(other.articles()).id, *hand.span("Tomas Rehak"), "source")
    _opened(hand)
    hand.click(hand.find(QAbstractButton, "Mine"))
    hand.wait(lambda: _steps(hand)[1] == "Tag location, Olena")
    hand.click_row(hand.find(RowView, "Steps"), "Tag location")
    assert hand.find(QAbstractButton, "Go back to here…").isEnabled(), "Mei did more since"
    hand.click(hand.find(QAbstractButton, "All"))
    hand.wait(lambda: _steps(hand)[1] == "Tag source, Mei")
    hand.click_row(hand.find(RowView, "Steps"), "Tag source, Mei")
    assert not hand.find(QAbstractButton, "Go back to here…").isEnabled()


def test_in_a_project_that_is_only_read_one_does_not_go_back(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    monkeypatch.setattr(Project, "read_only", True)
    _opened(hand)
    hand.click_row(hand.find(RowView, "Steps"), "Tag source")
    assert not hand.find(QAbstractButton, "Go back to here…").isEnabled()
    assert "the project is read-only" in _said(hand)


def test_what_was_done_to_an_annotation(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=_TAGS)
    with Project.open(path, "Olena") as project:
        one = next(one for one in project.annotations() if one.quote == "14 cracks")
        project.update(one.id, attributes={"value": 14})
        project.update(one.id, attributes={"value": 15}, note="sic")
    hand = start(path)
    hand.right_click_word("14")
    hand.choose("What has been done to it")
    said = _said(hand)
    assert "What has been done to “14 cracks”" in said
    assert "Made by Olena" in said
    assert "Changed by Olena" in said
    names = [part.accessibleName() for part in hand.all(QWidget)]
    assert "15, before 14" in names
    hand.press("Esc")
    assert hand.active() == ("figure", "14 cracks")


def test_a_hundred_thousand_steps(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=_TAGS)
    with Project.open(path, "Olena") as project:
        connection = project.session.database.connection
        with project.session.database.writing():
            last = connection.execute("SELECT max(last) FROM operation").fetchone()[0]
            connection.executemany(
                "INSERT INTO operation SELECT ?, 'do', 'Tag figure', author, at + ?, ?, ?, 'done',"
                " NULL FROM operation WHERE id = 2",
                ((n, n, last + 1, last) for n in range(10, 100_010)),
            )
    hand = start(path)
    hand.press("Ctrl+H")
    panel = hand.window.verbs.history.panel
    assert panel is not None
    hand.wait(lambda: hand.window.verbs.history._model.count() == 100_005)
    bar = panel.view.verticalScrollBar()
    for place in (bar.maximum() // 3, bar.maximum(), 0):
        bar.setValue(place)
        hand.picture(panel)
    # Only what was seen was read.
    assert len(hand.window.verbs.history._model._steps) < 1_000
