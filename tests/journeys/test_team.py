"""A lead shares articles out and has people work blind: each sees their own until done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from annotator import Project
from annotator.ui.dialogs.people_row import PersonRow
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tick_box import TickBox

from .articles import DAM, DAM_TITLE, FLOOD, project_of
from .conftest import Start


def test_three_people_share_the_articles_and_work_blind(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, DAM, FLOOD, tags=[("source", "Pavel Dusek")])
    with Project.open(path, "Olena") as begun:
        begun.import_text("A bridge.\n\nIt is closed.")
    hand = start(path)
    project = hand.window.hub.project
    assert project is not None

    # Two teammates are added, and from now on people work blind.
    hand.press("Ctrl+K")
    hand.type("people")
    hand.press("Return")
    assert hand.focus() == "Name of somebody else"
    hand.type("Jonas")
    hand.press("Return")
    hand.type("jonas")
    hand.press("Return")
    assert [row.person for row in hand.all(PersonRow)] == ["Olena", "Jonas"]
    hand.press("Ctrl+A")
    hand.type("Mei")
    hand.press("Return")
    assert [row.person for row in hand.all(PersonRow)] == ["Olena", "Jonas", "Mei"]
    hand.click(hand.find(TickBox, "People work blind"))
    assert project.team.settings().blind

    # On to assigning: the one article that Olena has begun is hers, the others go to the others.
    hand.click(hand.find(PushButton, "Assign articles…"))
    assert hand.find(Segmented, "Which articles").current() == 0
    hand.press("Ctrl+Return")
    assert {one.annotator for one in project.team.assignments()} == {"Olena", "Jonas", "Mei"}
    assert len(project.team.assignments()) == 3
    assert hand.status()[0] == "Assigned: 3 articles"
    hand.press("Ctrl+K")
    hand.type("assigned to me")
    hand.press("Return")
    assert hand.articles() == [DAM_TITLE]

    # Jonas tags the same article; nobody sees the other's work yet.
    hand.window.verbs.opening.work_as("Jonas")
    hand.settle()
    assert len(hand.articles()) == 1
    assert hand.articles() != [DAM_TITLE]
    assert hand.annotations() == []
    assert hand.window.tagging.blind.isVisible()
    hand.select("Brod")
    hand.press("2")
    assert len(hand.annotations()) == 1
    hand.press("Ctrl+Return")
    assert hand.status()[0] == "Done. Recorded: no source and no figure."
    assert not hand.window.tagging.blind.isVisible()
    assert len(hand.annotations()) == 2
    hand.press("Ctrl+Z")
    assert len(hand.annotations()) == 1
    assert hand.window.tagging.blind.isVisible()
    hand.press("Ctrl+Shift+Z")
    assert len(hand.annotations()) == 2
    article = hand.window.desk.article
    assert article is not None
    assert project.corpus.found_none(article.id) == ("figure", "source")

    # Olena has not finished, and sees her own work alone.
    hand.window.verbs.opening.work_as("Olena")
    hand.settle()
    assert [row.split(" — ")[0] for row in hand.annotations()] == ["Pavel Dusek"]
    with Project.open(path, read_only=True) as script:
        assert len(script.annotations(article.id)) == 2
        assert script.check() == []


def test_one_label_is_looked_for_before_all_is_done(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    project, article = hand.window.hub.project, hand.window.desk.article
    assert project is not None
    assert article is not None
    hand.press("Ctrl+K")
    hand.type("looked: no")
    assert [row for row in hand.offered("Search or run") if row.startswith("Looked")] == [
        "Looked: no location in this article",
        "Looked: no figure in this article",
    ]
    hand.type(" figure")
    hand.press("Return")
    assert project.corpus.found_none(article.id) == ("figure",)
    assert hand.status()[0] == "Found no figure"
    hand.press("Ctrl+K")
    hand.type("look for figure")
    hand.press("Return")
    assert project.corpus.found_none(article.id) == ()


def test_who_works_is_picked_and_a_twin_is_pointed_out(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    with Project.open(path, "Olena") as begun:
        begun.team.add_person("Jonas")
        begun.team.set_role("Jonas", "reviewer")
    hand = start(path)
    hand.click(hand.window.top.person)
    assert hand.rows()[:2] == ["Olena  ·  lead", "Jonas  ·  reviewer"]
    hand.choose("Somebody else…")
    field = hand.find(QLineEdit, "Your name")
    field.selectAll()
    hand.type("JONAS")
    hand.press("Return")
    project = hand.window.hub.project
    assert project is not None
    assert project.annotator.name == "Olena"
    hand.press("Tab", "Down", "Down", "Return")
    assert project.annotator.name == "Jonas"
    # A reviewer may not assign, and is told so.
    hand.press("Ctrl+K")
    hand.type("assign articles")
    hand.press("Return")
    assert hand.message().startswith("Only a lead may change roles, assignments")


def test_a_slip_in_the_name_of_this_machine_is_asked_about(
    start: Start, tmp_path: Path, home: Path
) -> None:
    path = project_of(tmp_path, who="Olena Kovalenko")
    home.joinpath("settings.json").write_text('{"annotator": "olena kovalenko"}', encoding="utf-8")
    hand = start(path)
    hand.wait(hand.message)
    assert hand.message() == (
        "You work as olena kovalenko, who is new here, and Olena Kovalenko is here already. Are "
        "you Olena Kovalenko?"
    )
    hand.click(hand.find(PushButton, "Work as Olena Kovalenko"))
    project = hand.window.hub.project
    assert project is not None
    assert project.annotator.name == "Olena Kovalenko"
    assert [one.name for one in project.annotators()] == ["Olena Kovalenko"]
    assert hand.window.memory.settings.annotator == "Olena Kovalenko"
