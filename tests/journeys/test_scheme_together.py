"""A scheme with others: a second window, a colleague, versions, very many annotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from annotator import Project
from annotator.app.scheming.labels import add_label, change_label, merge_labels
from annotator.ui.dialogs.scheme.versions import VersionsSheet
from annotator.ui.panels.scheme.draft import Subject

from .codebook import flooded, labels_of, open_scheme, painted, rename
from .conftest import Start
from .sight import rows_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a project of Olena's with one article."""
    return flooded(tmp_path)


def test_a_second_window_changes_the_scheme_meanwhile(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    rename(hand, page, "figure", "Number")
    with Project.open(path, "Olena") as other:
        made, _ = add_label(change_label(other.scheme, "figure", colour="red"), "Weapon")
        other.schemes.save(made)
    hand.wait(lambda: page.draft.base.version == 2)
    assert page.draft.scheme.label("figure").name == "Number"
    assert page.draft.scheme.label("figure").colour == "red"
    assert [one.name for one in page.draft.scheme.labels] == [
        "Source", "Location", "Number", "Weapon",
    ]  # fmt: skip
    assert "changed meanwhile" in hand.message()
    assert "“Weapon” is new" in hand.message()
    hand.press("Ctrl+S")
    assert labels_of(path) == {
        "source": "Source", "location": "Location", "figure": "Number", "weapon": "Weapon",
    }  # fmt: skip


def test_who_does_not_own_the_scheme_sees_it(start: Start, path: Path) -> None:
    with Project.open(path, "Mei") as project:
        (article,) = project.articles()
        project.annotate(article.id, 0, 6, "source")
    hand = start(path)
    hand.window.verbs.opening.work_as("Mei")
    page = open_scheme(hand)
    assert page.locked.text() == (
        "The scheme is Olena’s, who made this project: you see it, and only Olena can change it."
    )
    assert page.form.name.edit.isReadOnly()
    page.things.labels.setFocus()
    hand.press("Delete", "Alt+Down")
    page.form.name.setFocus()
    hand.type("X")
    assert not page.draft.dirty
    assert not page.save.isVisible()
    hand.press("Escape", "Escape")
    assert hand.mode() == "tag"


def test_a_colleagues_annotation_is_painted_as_what_its_label_was_merged_into(
    start: Start, path: Path
) -> None:
    with Project.open(path, "Olena") as project:
        made, key = add_label(project.scheme, "City")
        project.schemes.save(made)
        (article,) = project.articles()
        project.work_as("Mei")
        at = article.text.index("Odesa")
        project.annotate(article.id, at, at + 5, key)
    hand = start(path)
    assert painted(hand) == {key}
    with Project.open(path, "Olena") as other:
        other.schemes.save(merge_labels(other.scheme, key, "location"))
    hand.wait(lambda: painted(hand) == {"location"})
    assert [row.split(",")[0] for row in hand.annotations()]
    hand.press("Ctrl+Z")
    hand.wait(lambda: painted(hand) == {key})


def test_very_many_annotations_are_carried_in_the_background(start: Start, tmp_path: Path) -> None:
    count = 2_100
    text = "Kyiv 🇺🇦 " * count
    tags = [
        {"label": "location", "start": at * 8, "end": at * 8 + 4, "annotator": "Olena"}
        for at in range(count)
    ]
    source = tmp_path / "many.jsonl"
    source.write_text(json.dumps({"text": text, "annotations": tags}))
    path = tmp_path / "Many.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_file(source)
    hand = start(path)
    page = open_scheme(hand)
    page.draft.do(lambda it: merge_labels(it, "location", "source"))
    hand.wait(hand.window.verbs.actions["save_scheme"].isEnabled)
    hand.press("Ctrl+S")
    hand.wait(lambda: page.draft.base.version == 2)
    assert not page.draft.dirty
    hand.wait(lambda: page.draft.base.version == 2)
    assert not page.draft.dirty
    assert "Saved version 2 of the scheme" in hand.status()
    assert hand.message() == ""
    with Project.open(path, "Olena", read_only=True) as project:
        assert project.schemes.counts() == {"source": count}
        assert project.check() == []
    hand.press("Ctrl+Z")
    hand.wait(lambda: page.draft.base.version == 1)
    with Project.open(path, "Olena", read_only=True) as project:
        assert project.schemes.counts() == {"location": count}


def test_versions_and_what_is_touched_are_listed(start: Start, path: Path) -> None:
    with Project.open(path, "Olena") as project:
        (article,) = project.articles()
        at = article.text.index("three drones")
        project.annotate(article.id, at, at + 12, "figure", attributes={"value": 3})
    hand = start(path)
    page = open_scheme(hand)
    page.draft.look_at(Subject("label", "figure"))
    page.form.attributes.view.setFocus()
    hand.press("Home", "Delete")
    hand.wait(lambda: any(line.link == "Show them" for line in page.effects.lines))
    hand.walk_to("Show them")
    hand.press("Return")
    hand.wait(lambda: hand.focus() == "What this touches")
    hand.press("Return")
    # It leads to the place; the draft waits on its page.
    assert hand.mode() == "tag"
    assert hand.selected() == "three drones" or hand.active() == ("figure", "three drones")
    hand.press("Ctrl+7")
    assert page.draft.dirty
    hand.press("Ctrl+S")
    hand.walk_to("Versions of the scheme")
    hand.press("Return")
    hand.wait(lambda: hand.window.frame.findChildren(VersionsSheet))
    (sheet,) = hand.window.frame.findChildren(VersionsSheet)
    assert [row.split(",")[0] for row in rows_of(sheet.versions)] == ["Version 2", "Version 1"]
    assert rows_of(sheet.changes) == ["gone: “Figure” does not ask for “Value” any more."]
    assert sheet.rewritten.text() == "One annotation was written anew with this version"
    # Enter leads to what was different, Enter there to what was tagged before.
    hand.press("Return")
    assert hand.focus() == "What was different"
    hand.press("Return")
    hand.wait(lambda: hand.focus() == "What was tagged before")
    hand.press("Return")
    assert hand.mode() == "tag"
    assert hand.selected() == "three drones" or hand.active() == ("figure", "three drones")


def test_versions_are_read_and_copied(start: Start, path: Path) -> None:
    with Project.open(path, "Olena") as project:
        begun = change_label(project.scheme, "figure", definition="A number and what it counts.")
        project.schemes.save(begun)
        project.schemes.save(change_label(begun, "figure", definition="A figure, as it stands."))
        project.undo()
    hand = start(path)
    hand.window.verbs.actions["scheme_versions"].trigger()
    hand.wait(lambda: hand.window.frame.findChildren(VersionsSheet))
    (sheet,) = hand.window.frame.findChildren(VersionsSheet)
    assert [row.split(",")[0] for row in rows_of(sheet.versions)] == [
        "Back to version 2", "Version 3", "Version 2", "Version 1",
    ]  # fmt: skip
    hand.press("Down")
    assert sheet.sentence.text() == "The definition of “Figure” was rewritten."
    assert sheet.words.accessibleName() == (
        "Before: A number and what it counts. Now: A figure, as it stands."
    )
    assert sheet.words.height() > 0
    hand.press("End")
    assert sheet.began.isVisible()
    assert not sheet.changes.isVisible()
    hand.press("Ctrl+Return")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Back to version 2, Olena, ")
    assert "        − A number and what it counts.\n        + A figure, as it stands." in copied


def test_what_is_not_saved_yet_is_read_word_by_word(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    page.draft.do(lambda it: change_label(it, "figure", definition="A number."))
    page.draft.do(lambda it: change_label(it, "source", colour="gold"))
    hand.walk_to("Show the words: The definition of “Figure” was rewritten.")
    hand.press("Return")
    (sheet,) = hand.window.frame.findChildren(VersionsSheet)
    assert rows_of(sheet.versions)[0].startswith("Version 2, Olena, ")
    assert hand.focus() == "What was different"
    assert sheet.sentence.text() == "The definition of “Figure” was rewritten."
    assert sheet.words.accessibleName().endswith("Now: A number.")
    # Nothing is tagged yet: that is said, and the draft stays.
    hand.press("Return")
    hand.wait(lambda: "Nothing was tagged with it before that" in hand.status())
    assert page.draft.dirty
    # With very many changes all the others are one link away.
    for digit in range(4, 9):
        page.draft.do(lambda it, to=digit: add_label(it, f"Label {to}")[0])  # type: ignore[misc]
    page.draft.do(lambda it: change_label(it, "location", colour="pink", pattern="double"))
    # What was counted comes in a moment, and makes the lines anew.
    hand.wait(lambda: page.effects.lines[0].text == "Nothing is tagged yet.")
    hand.walk_to("Show all: … and 1 more.")
    hand.press("Return")
    (sheet,) = hand.window.frame.findChildren(VersionsSheet)
    assert sheet.changes.currentIndex().row() == 8
    hand.press("Escape")


def test_undo_takes_away_the_label_one_looks_at(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    page.draft.do(lambda it: add_label(it, "Weapon")[0])
    page.draft.look_at(Subject("label", "weapon"))
    hand.press("Ctrl+S")
    assert labels_of(path)["weapon"] == "Weapon"
    assert page.title.text() == "Weapon"
    # It is gone, but the scheme is not empty: another one is looked at.
    hand.press("Ctrl+Z")
    assert "weapon" not in labels_of(path)
    assert page.draft.subject == Subject("label", "source")
    assert page.title.text() == "Source"
    assert page.form.isVisible()
    assert not page.empty.isVisible()


def test_a_draft_that_does_not_go_with_what_was_saved_is_made_anew(
    start: Start, path: Path
) -> None:
    hand = start(path)
    page = open_scheme(hand)
    page.draft.do(lambda it: merge_labels(it, "figure", "source"))
    with Project.open(path, "Olena") as other:
        other.schemes.save(merge_labels(other.scheme, "source", "figure"))
    hand.wait(lambda: "do not go with" in hand.message())
    assert page.draft.dirty
    hand.press("Ctrl+S")
    assert "changed meanwhile" in hand.message()
    # Taken back, the page shows what the scheme is, and can be worked on.
    page.discard.click()
    assert page.draft.base.version == 2
    assert page.draft.scheme.label("source").merged_into == "figure"
    assert not page.draft.can_go_back()
    rename(hand, page, "figure", "Number")
    hand.press("Ctrl+S")
    assert labels_of(path)["figure"] == "Number"


def test_it_is_said_if_what_was_not_saved_cannot_be_resumed(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    page.draft.do(lambda it: merge_labels(it, "figure", "source"))
    hand.close()
    with Project.open(path, "Olena") as other:
        other.schemes.save(merge_labels(other.scheme, "source", "figure"))
    hand = start(path)
    page = open_scheme(hand)
    assert not page.draft.dirty
    assert "does not go with what was saved since" in hand.message()


def test_two_windows_that_make_the_same_change_go_on_as_one(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    rename(hand, page, "figure", "Number")
    with Project.open(path, "Olena") as other:
        other.schemes.save(change_label(other.scheme, "figure", name="Number"))
    hand.wait(lambda: page.draft.base.version == 2)
    assert not page.draft.dirty
    assert not page.save.isEnabled()
